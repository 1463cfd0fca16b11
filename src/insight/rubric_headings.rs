//! A severity table that people wrote under headings: `## SEV-1: Critical`, with paragraphs and lists below it.

use crate::model::heading::heading_key;
use crate::source::document::Document;
use crate::table::level_rank::rank;

use super::level_word::{level_word, numbered};
use super::rubric::{RubricLevel, cleaned};
use super::rubric_bearing::is_defined_at;
use super::rubric_columns::{Column, column, defines, whole_column};
use super::rubric_labels::{asks_all, is_duty, is_form, is_labelled, leads_in};
use super::rubric_names::{called, has_day, is_numbered_level, rank_of_kind, too_long};
use super::rubric_pieces::{alone, label, pieces};
use super::rubric_runs::{Entry, InText};

/// So long is what a level is called at most, in letters.
const LONGEST_NAME: usize = 60;
/// What else is told of a level, and is not what it is.
#[rustfmt::skip]
const OTHER_PARTS: &[&str] = &[
    "checklist", "runbook", "playbook", "procedure", "procedures", "process", "steps", "workflow", "timeline", "contacts", "template",
    "responsibilities", "roles", "history", "incidents", "communication", "communications",
    "チェックリスト", "手順", "手順書", "フロー", "対応手順", "対応フロー", "連絡体制", "体制", "履歴", "過去の障害", "障害一覧",
];

/// The levels that headings of one depth name.
#[must_use]
pub fn levels_in_headings(document: &Document) -> InText {
    let headings = &document.outline.headings;
    let mut depths: Vec<u8> = headings.iter().map(|heading| heading.level).collect();
    depths.sort_unstable();
    depths.dedup();
    let mut found = InText::default();
    for depth in depths {
        let mut entries: Vec<Entry> = vec![];
        let mut under = None;
        let mut is_defined = false;
        for (index, heading) in headings.iter().enumerate().filter(|(_, heading)| heading.level <= depth) {
            if heading.level < depth {
                under = Some(index);
                is_defined = is_defined_at(document, (heading.span.end as usize).saturating_add(1));
                continue;
            }
            let Some(mut level) = named(unnumbered(&heading.text), is_defined) else { continue };
            let part = level.name.as_deref().and_then(part);
            let is_dated = level.name.as_deref().is_some_and(has_day);
            let label = level.name.take_if(|_| part.is_some()).unwrap_or_default();
            let start = heading.span.end as usize;
            let end = headings.iter().skip(index + 1).find(|other| other.level <= depth);
            let end = end.map_or(document.text.as_str().len(), |other| other.span.start as usize);
            let text = document.text.as_str().get(start..end).unwrap_or_default();
            let level = filled(level, text, part.unwrap_or(Column::Says), &label);
            // An incident is no level: `SEV1 - Checkout down on 3 March`.
            let is_part = is_dated || part.is_some_and(|part| part != Column::Says);
            entries.push(Entry { at: heading.span.start as usize, under, level, is_part });
        }
        found.extend(InText::of(document, entries, |level| !level.says.is_empty()));
    }
    found
}

/// What of a level is told under a heading that names it with a word for that: `SEV-1 response`, `レベル1の対応`. Nothing where the word
/// is what the level is called.
pub(super) fn part(name: &str) -> Option<Column> {
    let name = name.strip_prefix('の').unwrap_or(name);
    let known = whole_column(name).filter(|column| !matches!(column, Column::Level | Column::Name));
    let key = heading_key(name);
    known.or_else(|| OTHER_PARTS.contains(&key.as_str()).then_some(Column::Aside))
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
/// Where levels are defined, `重大障害`, too.
pub(super) fn named(heading: &str, is_defined: bool) -> Option<RubricLevel> {
    let text = heading.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    // `重大障害の対応`: a part of what is told of a level.
    if let Some((before, behind)) = text.split_once('の').filter(|(_, behind)| part(behind).is_some()) {
        let known = rank(before).is_some() || rank_of_kind(before).is_some();
        let level = RubricLevel { id: before.to_owned(), ..RubricLevel::default() };
        if known {
            return Some(RubricLevel { name: Some(behind.to_owned()), ..level });
        }
    }
    let id = level_word(text)?;
    let is_level = if numbered(id).is_some() {
        is_numbered_level(id)
    } else {
        rank(id).is_some() || is_defined && rank_of_kind(id).is_some()
    };
    let behind = text.strip_prefix(id)?;
    let (name, aliases) = called(behind, LONGEST_NAME);
    let left = too_long(behind, LONGEST_NAME).into_iter().collect();
    is_level.then(|| RubricLevel { id: id.to_owned(), aliases, name, left, ..RubricLevel::default() })
}

/// What stands under a heading: pieces, each of the kind that its own label names, or the last line with a colon, or a heading.
/// `of` is what pieces without such a line are, and `under` what is said for it.
pub(super) fn filled(mut level: RubricLevel, text: &str, mut of: Column, under: &str) -> RubricLevel {
    // The line that the pieces stand under, and those that hold together only.
    let mut under = under.to_owned();
    let mut together: Option<Vec<String>> = None;
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
                add_together(&mut level, together.take());
                let leads_on = leads_in(plain).then_some(of);
                // What stands under a label that says nothing is not taken for a criterion.
                of = column(plain).or(leads_on).unwrap_or(Column::Aside);
                together = (of == Column::Says && asks_all(name)).then(Vec::new);
                name.clone_into(&mut under);
                continue;
            }
            // `**Response:** within 15 minutes` on one line.
            let label = label(&piece).filter(|label| !label.rest.is_empty());
            let said = label.and_then(|label| Some((column(label.name)?, label)));
            let said = said.filter(|(column, label)| is_labelled(*label, *column, is_form));
            let plain = |text: &str| text.replace("**", "").replace('`', "");
            match (said, label.filter(|label| is_form && label.is_marked)) {
                // `Very high impact: more than 25%` says more than that it is one.
                (Some((Column::Says, label)), _) if !is_bare_label(label.name) => {
                    level.add(Column::Says, &plain(&piece));
                }
                (Some((column, label)), _) => level.add_under(label.name, column, &plain(label.rest)),
                (None, Some(label)) => level.add_under(label.name, Column::Aside, &plain(label.rest)),
                (None, None) => match &mut together {
                    Some(all) => all.push(cleaned(&plain(&piece))),
                    // Among what puts an incident there stands what is done then.
                    None if of == Column::Says && is_duty(&piece) => {
                        level.add(Column::Response, &plain(&piece));
                    }
                    None => level.add_under(&under, of, &plain(&piece)),
                },
            }
        }
    }
    add_together(&mut level, together);
    level
}

/// Adds what has to hold together as one.
fn add_together(level: &mut RubricLevel, all: Option<Vec<String>>) {
    let all: Vec<String> = all.unwrap_or_default();
    let and = if all.iter().all(|one| one.is_ascii()) { ", and " } else { "、かつ" };
    let bare = all.iter().map(|one| one.trim_end_matches([',', ';', '.', '、', '。']));
    level.add(Column::Says, &bare.collect::<Vec<_>>().join(and));
}

/// Whether a label says that what follows is what the level is, and nothing of that.
fn is_bare_label(name: &str) -> bool {
    whole_column(name).is_some() || name.split([' ', '(', '（']).next().is_some_and(defines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    fn levels(text: &str) -> Vec<Vec<RubricLevel>> {
        let found = levels_in_headings(&Document::parse(Text::new("severity.md", text)));
        found.tables.into_iter().map(|(_, levels)| levels).collect()
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
