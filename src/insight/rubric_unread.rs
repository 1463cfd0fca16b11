//! Levels that stand under a heading of severities, and in none of the forms that are read.

use crate::source::document::Document;
use crate::table::level_rank::rank;

use super::level_word::{grade, level_word, numbered};
use super::rubric::{Unfit, Why};
use super::rubric_bearing::is_defined_at;
use super::rubric_names::is_numbered_level;

/// So many levels are told at most.
const MOST: usize = 10;

/// So many headings below one are looked at.
const MOST_BELOW: usize = 100;

/// The first section of a document that seems to define levels: two of its lines name one, each another.
pub(super) fn unread_in(document: &Document) -> Option<Unfit> {
    let headings = &document.outline.headings;
    headings.iter().enumerate().find_map(|(index, heading)| {
        let start = heading.span.end as usize;
        if !is_defined_at(document, start.saturating_add(1)) {
            return None;
        }
        let end =
            headings.get(index + 1).map_or(document.text.as_str().len(), |next| next.span.start as usize);
        let section = document.text.as_str().get(start..end)?;
        let below = headings.iter().skip(index + 1).take_while(|below| below.level > heading.level);
        let below: Vec<&str> = below.take(MOST_BELOW).map(|below| &*below.text).collect();
        let named_in = |lines: &mut dyn Iterator<Item = &str>| {
            let mut rows: Vec<String> = vec![];
            for level in lines.filter_map(named) {
                if !rows.iter().any(|row| row == level) && rows.len() < MOST {
                    rows.push(level.to_owned());
                }
            }
            rows
        };
        let in_lines = named_in(&mut section.lines());
        let (rows, why) = if in_lines.len() > 1 {
            (in_lines, Why::NoForm)
        } else {
            let rows = named_in(&mut below.iter().copied());
            let graded =
                || below.iter().filter_map(|heading| graded(heading)).map(str::to_owned).collect::<Vec<_>>();
            if rows.len() > 1 { (rows, Why::NoCriteria) } else { (graded(), Why::NoForm) }
        };
        let line = Some(document.text.line_number(heading.span.start));
        (rows.len() > 1).then(|| Unfit { path: document.text.path().clone(), line, rows, why })
    })
}

/// The grade that a heading is: `A`, `B（重大）`.
fn graded(heading: &str) -> Option<&str> {
    let word = level_word(heading).filter(|word| grade(word).is_some())?;
    let behind = heading.strip_prefix(word)?.trim_start();
    (behind.is_empty() || behind.starts_with([':', '：', '(', '（', '—', '–', '-'])).then_some(word)
}

/// The level that a line names first, if it does.
fn named(line: &str) -> Option<&str> {
    let begin = line.trim_start_matches(|letter: char| !letter.is_alphabetic());
    let of_word = level_word(begin).filter(|word| rank(word).is_some());
    of_word.or_else(|| {
        let mut starts = line.match_indices(|letter: char| letter.is_alphabetic()).map(|(at, _)| at);
        let mut before = usize::MAX;
        starts.find_map(|at| {
            let goes_on = before != usize::MAX
                && line.get(before..at).is_some_and(|between| between.chars().all(char::is_alphanumeric));
            before = at;
            let rest = line.get(at..).filter(|_| !goes_on)?;
            let end = rest.char_indices().nth(20).map_or(rest.len(), |(end, _)| end);
            let rest = rest.get(..end)?;
            numbered(rest)?;
            level_word(rest).filter(|word| is_numbered_level(word))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    #[test]
    fn levels_in_no_form() {
        for (text, wanted) in [
            ("# Severity\n\nWe call it SEV1 if all is down.\nA SEV2 is slow.\n", Some("SEV1 SEV2")),
            ("# Intro\n\n# Severity levels\n\n> Critical: all\n> Low: little\n", Some("Critical Low")),
            ("# Severity\n\n## SEV1\n\n## SEV2\n\n## SEV1 again\n", Some("SEV1 SEV2")),
            ("# 障害ランク\n\n## A\n\na\n\n## B（中）\n\nb\n", Some("A B")),
            ("# Severity\n\n## A word\n\na\n\n## B side\n\nb\n", None),
            ("# Severity\n\nSEV-2, at first SEV-3\n", None),
            ("# Severity\n\nSEV-2\n", None),
            ("# Other\n\nSEV1 here.\nSEV2 there.\n", None),
        ] {
            let found = unread_in(&Document::parse(Text::new("README.md", text)));
            assert_eq!(found.map(|unfit| unfit.rows.join(" ")).as_deref(), wanted, "{text}");
        }
    }
}
