//! A severity table that people wrote under headings: `## SEV-1: Critical`, with paragraphs and lists below it.

use crate::model::heading::heading_key;
use crate::source::document::Document;
use crate::table::level_rank::rank;

use super::level_word::{level_word, numbered};
use super::rubric::RubricLevel;
use super::rubric_bearing::is_defined_at;
use super::rubric_columns::{Column, whole_column};
use super::rubric_names::{called, has_day, is_numbered_level, rank_of_kind, too_long};
use super::rubric_runs::{Entry, InText};
use super::rubric_under::{filled, led_by};

/// So long is what a level is called at most, in letters.
const LONGEST_NAME: usize = 60;
/// What else is told of a level, and is not what it is.
#[rustfmt::skip]
const OTHER_PARTS: &[&str] = &[
    "checklist", "runbook", "playbook", "procedure", "procedures", "process", "steps", "workflow", "timeline", "contacts", "template",
    "responsibilities", "roles", "history", "incidents", "communication", "communications", "scenario", "scenarios", "drill", "drills",
    "exercise", "exercises", "simulation", "game day", "gameday", "templates", "シナリオ", "訓練", "演習", "テンプレート", "ひな形", "雛形",
    "チェックリスト", "手順", "手順書", "フロー", "対応手順", "対応フロー", "連絡体制", "体制", "履歴", "過去の障害", "障害一覧",
];

/// First words of what is told of an incident that never was: `SEV1 scenario: the database is lost`.
const MADE_UP: [&str; 4] = ["scenario", "drill", "exercise", "simulation"];

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
            let text = led_by(&mut level, text);
            let text = text.as_ref();
            // What a response is, if it turns out to be a part only.
            let above = under.and_then(|under| headings.get(under));
            let is_of_response = part.is_none() && above.is_some_and(|above| is_of_response(&above.text));
            let response = is_of_response.then(|| filled(level.clone(), text, Column::Response, ""));
            let level = filled(level, text, part.unwrap_or(Column::Says), &label);
            // An incident is no level: `SEV1 - Checkout down on 3 March`.
            let is_part = is_dated || part.is_some_and(|part| part != Column::Says);
            entries.push(Entry { at: heading.span.start as usize, under, level, response, is_part });
        }
        found.extend(InText::of(document, entries, RubricLevel::tells));
    }
    found
}

/// What of a level is told under a heading that names it with a word for that: `SEV-1 response`, `レベル1の対応`. Nothing where the word
/// is what the level is called.
pub(super) fn part(name: &str) -> Option<Column> {
    let name = name.strip_prefix('の').unwrap_or(name);
    let known = whole_column(name).filter(|column| !matches!(column, Column::Level | Column::Name));
    let key = heading_key(name);
    let is_made_up = || MADE_UP.iter().any(|word| key.split(' ').next() == Some(word));
    known.or_else(|| (OTHER_PARTS.contains(&key.as_str()) || is_made_up()).then_some(Column::Aside))
}

/// Whether a heading says that it is told below it what is done: `On-call runbook`, 対応手順.
fn is_of_response(heading: &str) -> bool {
    let key = heading_key(heading);
    let words = [
        "response",
        "runbook",
        "procedure",
        "procedures",
        "actions",
        "what to do",
        "対応",
        "対応方法",
        "手順",
    ];
    words.iter().any(|word| key.ends_with(word))
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
            "# Game day\n\n## SEV1 scenario\n\na\n\n## SEV2 scenario\n\nb\n",
            "## SEV1 drill: the database is lost\n\na\n\n## SEV2 drill: search is down\n\nb\n",
            "## SEV1 シナリオ\n\na\n\n## SEV2 シナリオ\n\nb\n",
        ] {
            assert!(levels(text).is_empty(), "{text}");
        }
    }
}
