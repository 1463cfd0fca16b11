//! What `init` says of severity tables for people: which it found, what of it is a test now, what is none, and what it could not take.

use crate::diagnostic::language::Language;
use crate::insight::rubric::{Rubric, Unfit, Why};
use crate::report::terminal_text::name;
use crate::table::table::Table;

use super::init_look::Looked;

/// So many other tables are told of at most.
const MOST_SHOWN: usize = 5;

/// The tables that were found, a line each; nothing where there is a table of ours already, and none is made. `asked` is whether a
/// preset was asked for.
#[must_use]
pub fn found(looked: &Looked, asked: bool, language: Language) -> Vec<String> {
    let english = language == Language::English;
    let mut lines = vec![];
    if looked.table.is_some() {
        return lines;
    }
    let Some(rubric) = &looked.rubric else {
        lines.extend(looked.unfit.as_ref().map(|unfit| missed(unfit, language)));
        return lines;
    };
    let levels: Vec<&str> = rubric.levels.iter().map(|level| level.id.as_str()).collect();
    lines.push(if english {
        format!("found a severity table in {}: {}", name(&rubric.path), levels.join(", "))
    } else {
        format!("{} に重大度の表がある: {}", name(&rubric.path), levels.join("、"))
    });
    if asked {
        lines.push(
            if english {
                "  not taken, as a preset was asked for"
            } else {
                "  プリセットが指定されたので使わない"
            }
            .to_owned(),
        );
        return lines;
    }
    for other in rubric.beside.iter().take(MOST_SHOWN) {
        let place = format!("{}:{}", name(&rubric.path), other.line);
        let ids: Vec<String> = other.levels.iter().map(|id| name(id).into_owned()).collect();
        let heading = name(&other.heading);
        lines.push(match (english, heading.is_empty()) {
            (true, true) => format!("  not taken: that in {place} ({})", ids.join(", ")),
            (true, false) => format!("  not taken: that under `{heading}` in {place} ({})", ids.join(", ")),
            (false, true) => format!("  使わなかった表: {place} ({})", ids.join("、")),
            (false, false) => format!("  使わなかった表: {place} の「{heading}」({})", ids.join("、")),
        });
    }
    let others: Vec<String> =
        looked.other_rubrics.iter().take(MOST_SHOWN).map(|path| name(path).into_owned()).collect();
    if !others.is_empty() {
        lines.push(if english {
            format!("  not taken: those in {}", others.join(", "))
        } else {
            format!("  使わなかった表: {}", others.join("、"))
        });
    }
    lines
}

fn missed(unfit: &Unfit, language: Language) -> String {
    let line = unfit.line.map(|line| format!(":{line}")).unwrap_or_default();
    let path = format!("{}{line}", name(&unfit.path));
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
        (Language::English, Why::Matrix) => format!(
            "saw a matrix of impact and urgency in {path}, and did not take it: it has no row for each level; to start from such a matrix, take away the table written below and run `sevlint init --preset impact-urgency`"
        ),
        (Language::English, Why::NoForm) => format!(
            "saw levels under a heading in {path}, and did not take them: {} stand in none of the forms that are known (a table with a row or a column for each level, a heading for each, or a list of items that begin with them)",
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
        (Language::Japanese, Why::Matrix) => format!(
            "{path} に影響度と緊急度から決める表があるが、使わなかった。1 行が 1 レベルの表ではない。同じ形の表から始めるには、下で書き込んだ表を消して `sevlint init --preset impact-urgency` を実行する"
        ),
        (Language::Japanese, Why::NoForm) => format!(
            "{path} の見出しの下にレベルがあるが、使わなかった。{} が読み取れる形 (1 行か 1 列が 1 レベルの表、レベルごとの見出し、レベルで始まる箇条書き) になっていない",
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
    let rules: Vec<&str> = rubric.rules.iter().map(String::as_str).collect();
    if !rules.is_empty() {
        let rules = quoted(&rules);
        lines.push(if english {
            format!("  sentences that only stand in comments: {rules}")
        } else {
            format!("  コメントにだけ残した文: {rules}")
        });
    }
    lines
}
