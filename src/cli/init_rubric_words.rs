//! What `init` says of severity tables for people: which it found, what of it is a test now, what is none, and what it could not take.

use crate::diagnostic::language::Language;
use crate::insight::rubric::{Rubric, Unfit, Why};
use crate::report::terminal_text::name;
use crate::table::table::Table;

use super::init_look::Looked;

/// The tables that were found, a line each.
#[must_use]
pub fn found(looked: &Looked, language: Language) -> Vec<String> {
    let english = language == Language::English;
    let mut lines = vec![];
    if let Some(rubric) = &looked.rubric {
        let levels: Vec<&str> = rubric.levels.iter().map(|level| level.id.as_str()).collect();
        lines.push(if english {
            format!("found a severity table in {}: {}", name(&rubric.path), levels.join(", "))
        } else {
            format!("{} に重大度の表がある: {}", name(&rubric.path), levels.join("、"))
        });
        let others: Vec<String> =
            looked.other_rubrics.iter().take(5).map(|path| name(path).into_owned()).collect();
        if !others.is_empty() {
            lines.push(if english {
                format!("  not taken: those in {}", others.join(", "))
            } else {
                format!("  使わなかった表: {}", others.join("、"))
            });
        }
    }
    if looked.rubric.is_none() {
        lines.extend(looked.unfit.as_ref().map(|unfit| missed(unfit, language)));
    }
    lines
}

fn missed(unfit: &Unfit, language: Language) -> String {
    let path = name(&unfit.path);
    let rows: Vec<String> = unfit.rows.iter().map(|row| format!("`{}`", name(row))).collect();
    match (language, unfit.why) {
        (Language::English, Why::NoOrder) => format!(
            "saw a severity table in {path}, and did not take it: nothing in it says which end of {} is worst; say there which are Critical and which are Minor, or write your levels into SEV.md, worst first",
            rows.join(", ")
        ),
        (Language::English, Why::NoLevels) => format!(
            "saw what may be a severity table in {path}, and did not take it: too few of its rows name a level that is known: {}",
            rows.join(", ")
        ),
        (Language::Japanese, Why::NoOrder) => format!(
            "{path} に重大度の表があるが、使わなかった。{} のどちらの端が最も重いかが読み取れない。表に「重大」「軽微」などの語を書くか、SEV.md に自社のレベルを重い順に書く",
            rows.join("、")
        ),
        (Language::Japanese, Why::NoLevels) => format!(
            "{path} に重大度の表らしいものがあるが、使わなかった。レベルと分かる行が少なすぎる: {}",
            rows.join("、")
        ),
    }
}

/// What became of the columns of a table that was taken.
#[must_use]
pub fn carried(rubric: &Rubric, table: &Table, language: Language) -> Vec<String> {
    let english = language == Language::English;
    let mut tests: Vec<&str> = vec![];
    let mut asides: Vec<&str> = vec![];
    let criteria = || table.levels.iter().flat_map(|level| &level.criteria);
    let is_asked = |head: &str| {
        let begins = |says: &String| says.split("; ").any(|part| part.starts_with(head));
        criteria().any(|criterion| criterion.says.as_ref().is_some_and(begins))
    };
    for level in &rubric.levels {
        for measure in &level.measures {
            let list = if is_asked(&measure.head) { &mut tests } else { &mut asides };
            if !list.contains(&measure.head.as_str()) {
                list.push(&measure.head);
            }
        }
        for (head, _) in &level.asides {
            if !asides.contains(&head.as_str()) {
                asides.push(head);
            }
        }
    }
    let quoted = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| format!("`{}`", name(word))).collect();
        words.join(if english { ", " } else { "、" })
    };
    let mut lines = vec![];
    if !tests.is_empty() {
        let tests = quoted(&tests);
        lines.push(if english {
            format!("  columns that are tests now: {tests}")
        } else {
            format!("  数値の条件にした列: {tests}")
        });
    }
    if !asides.is_empty() {
        let asides = quoted(&asides);
        lines.push(if english {
            format!("  columns that only stand in comments: {asides}")
        } else {
            format!("  コメントにだけ残した列: {asides}")
        });
    }
    let rows: Vec<&str> = rubric.left_out.iter().map(String::as_str).collect();
    if !rows.is_empty() {
        let rows = quoted(&rows);
        lines.push(if english {
            format!("  rows that name no level: {rows}")
        } else {
            format!("  レベルではない行: {rows}")
        });
    }
    lines
}
