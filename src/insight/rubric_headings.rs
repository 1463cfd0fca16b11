//! A severity table that people wrote under headings: `## SEV-1: Critical`, with paragraphs and lists below it.

use crate::source::document::Document;
use crate::table::level_rank::rank;

use super::level_word::{level_word, numbered};
use super::rubric::RubricLevel;
use super::rubric_columns::{Column, column};
use super::rubric_labels::{is_duty, is_form, is_labelled, leads_in};
use super::rubric_names::{called, is_numbered_level};
use super::rubric_order::worst_first;
use super::rubric_pieces::{alone, label, pieces};

/// So much is taken of each kind for a level: more is a page, and no criterion.
const MOST_PIECES: usize = 8;
/// So long is what a level is called at most, in letters.
const LONGEST_NAME: usize = 60;

/// The levels that headings of one depth name, if they are such, each with where they begin.
#[must_use]
pub fn levels_in_headings(document: &Document) -> Vec<(usize, Vec<RubricLevel>)> {
    let headings = &document.outline.headings;
    let mut depths: Vec<u8> = headings.iter().map(|heading| heading.level).collect();
    depths.sort_unstable();
    depths.dedup();
    let mut found = vec![];
    for depth in depths {
        let mut levels: Vec<RubricLevel> = vec![];
        let mut at = None;
        for (index, heading) in headings.iter().enumerate().filter(|(_, heading)| heading.level == depth) {
            let Some(level) = named(unnumbered(&heading.text)) else { continue };
            at.get_or_insert(heading.span.start as usize);
            let start = heading.span.end as usize;
            let end = headings.iter().skip(index + 1).find(|other| other.level <= depth);
            let end = end.map_or(document.text.as_str().len(), |other| other.span.start as usize);
            let text = document.text.as_str().get(start..end).unwrap_or_default();
            levels.push(filled(level, text));
        }
        let mut ids: Vec<&str> = levels.iter().map(|level| level.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        let says = levels.iter().filter(|level| !level.says.is_empty()).count();
        if levels.len() >= 2 && ids.len() == levels.len() && says >= 2 {
            found.extend(at.zip(worst_first(levels)));
        }
    }
    found
}

/// A heading without the number of its section: `1. Critical`, `2.3 SEV-1`.
fn unnumbered(heading: &str) -> &str {
    let rest = heading.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let number = heading.get(..heading.len() - rest.len()).unwrap_or_default();
    let behind = rest.strip_prefix(')').unwrap_or(rest);
    let is_number = number.ends_with('.') || behind.len() < rest.len() || number.contains('.');
    if !number.is_empty() && is_number && behind.starts_with(' ') { behind.trim_start() } else { heading }
}

/// The level that a heading names, and what it is called: `sev0 — Critical outage`, `P1 / SEV-1 (urgent)`, `Critical`.
pub(super) fn named(heading: &str) -> Option<RubricLevel> {
    let text = heading.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let id = level_word(text)?;
    let is_level = if numbered(id).is_some() { is_numbered_level(id) } else { rank(id).is_some() };
    let (name, aliases) = called(text.strip_prefix(id)?, LONGEST_NAME);
    is_level.then(|| RubricLevel { id: id.to_owned(), aliases, name, ..RubricLevel::default() })
}

/// What stands under a heading: pieces, each of the kind that its own label names, or the last line with a colon, or a heading.
pub(super) fn filled(mut level: RubricLevel, text: &str) -> RubricLevel {
    let mut of = Column::Says;
    let mut is_code = false;
    for block in text.split("\n\n") {
        let pieces = pieces(block);
        // Where a definition is labelled, what other labels stand before is none.
        let is_form = is_form(&pieces);
        for piece in pieces {
            if piece.starts_with("```") {
                is_code = !is_code;
            }
            let is_rule = piece.chars().all(|letter| !letter.is_alphanumeric());
            if is_code || is_rule || piece.starts_with('|') || piece.starts_with("<!--") {
                continue;
            }
            let bare = piece.trim_start_matches('#').trim().replace("**", "");
            if piece.starts_with('#') || bare.ends_with([':', '：']) || alone(&piece).is_some() {
                let name = bare.trim_end_matches([':', '：', ' ']);
                let plain = name.split(['(', '（']).next().unwrap_or(name).trim();
                // What stands under a label that says nothing is not taken for a criterion.
                of = column(plain).or_else(|| leads_in(plain).then_some(of)).unwrap_or(Column::Name);
                continue;
            }
            // `**Response:** within 15 minutes` on one line.
            let label = label(&piece).filter(|label| !label.rest.is_empty());
            let said = label.and_then(|label| Some((column(label.name)?, label)));
            let said = said.filter(|(column, label)| is_labelled(*label, *column, is_form));
            if is_form && said.is_none() && label.is_some_and(|label| label.is_marked) {
                continue;
            }
            let (of, text) = said.map_or((of, piece.as_str()), |(of, label)| (of, label.rest));
            // Among what puts an incident there stands what is done then.
            let of = if of == Column::Says && is_duty(text) { Column::Response } else { of };
            let is_full = |list: &Vec<String>| list.len() >= MOST_PIECES;
            let is_full = match of {
                Column::Says => is_full(&level.says),
                Column::Examples => is_full(&level.examples),
                Column::Response => is_full(&level.response),
                _ => false,
            };
            if !is_full {
                level.add(of, &text.replace("**", "").replace('`', ""));
            }
        }
    }
    level
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    fn levels(text: &str) -> Vec<Vec<RubricLevel>> {
        let found = levels_in_headings(&Document::parse(Text::new("severity.md", text)));
        found.into_iter().map(|(_, levels)| levels).collect()
    }

    #[test]
    fn numbers_of_sections_are_no_part_of_a_level() {
        for (heading, wanted) in [
            ("1. Critical", "Critical"),
            ("1) Critical", "Critical"),
            ("2.3 SEV-1", "SEV-1"),
            ("2.3. SEV-1", "SEV-1"),
            ("1 Critical", "1 Critical"),
            ("Critical", "Critical"),
        ] {
            assert_eq!(unnumbered(heading), wanted, "{heading}");
        }
    }

    #[test]
    fn headings_with_lists_and_labels() {
        let found = levels(
            "# How bad is it\n\nNotes.\n\n## sev1 — Partly down\n\nCriteria (any one is enough):\n\n- One region is down\n  for all.\n\
             - `api` is slow\n\nResponse expectations:\n\n- Same day.\n\n---\n\n## sev0 — All down\n\nThe shop is down.\n\n\
             ### Examples\n\n- Black Friday\n\n### Who writes\n\n- Anna\n\n**Response time:** 15 minutes\n",
        );
        let [levels] = found.as_slice() else { panic!("{found:#?}") };
        let [all, part] = levels.as_slice() else { panic!("{levels:#?}") };
        assert_eq!((all.id.as_str(), all.name.as_deref()), ("sev0", Some("All down")));
        assert_eq!(
            (all.says.as_slice(), all.examples.as_slice()),
            (&["The shop is down.".to_owned()][..], &["Black Friday".to_owned()][..])
        );
        assert_eq!(all.deadlines.len(), 1);
        assert_eq!(part.says, ["One region is down for all.", "api is slow"]);
        assert_eq!(part.response, ["Same day."]);
    }

    #[test]
    fn other_headings_are_no_levels() {
        for text in [
            "## Step 1\n\nDo it.\n\n## Step 2\n\nThen that.\n",
            "## SEV-1\n\nThe shop is down.\n",
            "## SEV-1\n\n## SEV-2\n",
            "## Summary\n\nx\n\n## Impact\n\ny\n",
            "## SEV-1\n\na\n\n## SEV-1\n\nb\n",
        ] {
            assert!(levels(text).is_empty(), "{text}");
        }
    }
}
