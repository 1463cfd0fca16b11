//! A severity table that people wrote for people: a Markdown or HTML table of levels, with what they mean and what to do.

use std::sync::Arc;

use crate::model::heading::heading_key;
use crate::source::document::Document;
use crate::source::html::tables;
use crate::table::level::Milestone;

use super::level_rank::rank;
use super::level_word::{level_word, numbered};

/// A severity table for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rubric {
    /// Where it stands.
    pub path: Arc<str>,
    /// Its levels, most severe first.
    pub levels: Vec<RubricLevel>,
}

/// A level of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RubricLevel {
    /// What it is called.
    pub id: String,
    /// What it is called in a sentence.
    pub name: Option<String>,
    /// What puts an incident there, each in the words of the table.
    pub says: Vec<String>,
    /// Incidents that belong there.
    pub examples: Vec<String>,
    /// What is to be done.
    pub response: Vec<String>,
    /// Deadlines, in the words of the table.
    pub deadlines: Vec<(Milestone, String)>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Level,
    Name,
    Says,
    Examples,
    Response,
    Deadline(Milestone),
}

/// Columns by words in their heads, in the form of [`heading_key`]; the first that fits.
#[rustfmt::skip]
const COLUMNS: &[(Column, &[&str])] = &[
    (Column::Deadline(Milestone::Detected), &["detect by", "detect within", "detection", "検知目標"]),
    (Column::Deadline(Milestone::NextUpdate), &["update cadence", "status update cadence", "update frequency", "updates", "communication frequency", "連絡間隔", "更新頻度"]),
    (Column::Deadline(Milestone::FirstUpdate), &["first update", "initial update", "first communication", "一次報告"]),
    (Column::Deadline(Milestone::Resolved), &["resolution time", "resolve within", "resolution target", "target resolution", "time to resolve", "復旧目標", "解決目標"]),
    (Column::Deadline(Milestone::Postmortem), &["postmortem within", "postmortem deadline", "post mortem deadline"]),
    (Column::Deadline(Milestone::Acknowledged), &["respond ack by", "ack", "acknowledge within", "acknowledgement", "response time", "respond within", "initial response", "time to respond", "対応開始", "応答時間", "初動"]),
    (Column::Examples, &["example", "examples", "例", "具体例"]),
    (Column::Response, &["response", "typical response", "action", "actions", "what to do", "what we do", "expected response", "required response", "escalation", "対応", "対応方法", "対応内容", "アクション"]),
    (Column::Name, &["name", "title", "label", "名称", "呼称"]),
    (Column::Says, &["description", "definition", "criteria", "meaning", "when", "when to use", "what it means", "impact", "scope", "symptoms", "condition", "conditions", "characteristics", "user impact", "customer impact", "定義", "説明", "基準", "条件", "影響", "判断基準", "内容", "意味"]),
    (Column::Level, &["severity", "sev", "level", "severity level", "sev level", "priority", "class", "p", "重大度", "深刻度", "レベル", "優先度", "障害レベル"]),
];

/// The longest text that is taken of a piece, in letters: more is a page, and no criterion.
const LONGEST: usize = 300;

/// The best severity table of a document that stands in cells: that with the most levels that say what they mean.
#[must_use]
pub fn rubric_in(document: &Document) -> Option<Rubric> {
    let text = document.text.as_str();
    let mut grids: Vec<Vec<Vec<Vec<String>>>> = document
        .outline
        .tables
        .iter()
        .map(|grid| {
            let cell = |text: &str| {
                text.split('\n')
                    .map(|piece| piece.trim().to_owned())
                    .filter(|piece| !piece.is_empty())
                    .collect()
            };
            let row =
                |cells: &[crate::source::outline::Cell]| cells.iter().map(|one| cell(&one.text)).collect();
            std::iter::once(row(&grid.header)).chain(grid.rows.iter().map(|cells| row(cells))).collect()
        })
        .collect();
    let body = text.get(document.body as usize..).unwrap_or_default();
    grids.extend(tables(body).into_iter().map(|table| table.rows));
    let found = grids.iter().filter_map(|rows| levels(rows));
    let worth = |levels: &Vec<RubricLevel>| levels.iter().filter(|level| !level.says.is_empty()).count();
    let levels = found.max_by_key(worth)?;
    Some(Rubric { path: document.text.path().clone(), levels })
}

/// How much a rubric tells: levels that say what they mean, then levels.
#[must_use]
pub fn worth(rubric: &Rubric) -> (usize, usize) {
    let said = rubric.levels.iter().filter(|level| !level.says.is_empty()).count();
    (said, rubric.levels.len())
}

/// The levels of a table, if it is one of levels: its first column is called so, or holds nothing else.
fn levels(rows: &[Vec<Vec<String>>]) -> Option<Vec<RubricLevel>> {
    let (head, rows) = rows.split_first()?;
    let columns: Vec<Option<Column>> = head.iter().map(|cell| column(&cell.join(" "))).collect();
    if columns.first() != Some(&Some(Column::Level)) || columns.iter().flatten().count() < 2 {
        return None;
    }
    let says = |column: &Option<Column>| !matches!(column, None | Some(Column::Level | Column::Name));
    if !columns.iter().any(says) {
        return None;
    }
    let mut levels: Vec<RubricLevel> = vec![];
    // A row across all columns is a remark.
    for row in rows.iter().filter(|row| row.len() > 1) {
        let first = row.first()?.join(" ");
        let id = level_word(&first)?.to_owned();
        if numbered(&id).is_none() && rank(&id).is_none() || levels.iter().any(|level| level.id == id) {
            return None;
        }
        levels.push(level(id, &first, row, &columns));
    }
    if levels.len() < 2 {
        return None;
    }
    Some(worst_first(levels))
}

/// Worst first, as the table has it or the other way round.
pub(super) fn worst_first(mut levels: Vec<RubricLevel>) -> Vec<RubricLevel> {
    let order = |level: &RubricLevel| {
        numbered(&level.id).map(|(_, number)| number as usize).or_else(|| rank(&level.id))
    };
    if levels.first().map(order) > levels.last().map(order) {
        levels.reverse();
    }
    levels
}

/// A name without the signs around it. A bracket that closes stays where one opens.
pub(super) fn bare_name(text: &str) -> &str {
    let is_sign = |letter: char| !letter.is_alphanumeric();
    let rest = text.trim_start_matches(is_sign);
    let inner = rest.trim_end_matches(is_sign);
    let behind = rest.get(inner.len()..).unwrap_or_default();
    let closes =
        |open: char, close: char| inner.contains(open) && !inner.contains(close) && behind.starts_with(close);
    let bracket = [('(', ')'), ('（', '）')].into_iter().find(|(open, close)| closes(*open, *close));
    rest.get(..inner.len() + bracket.map_or(0, |(_, close)| close.len_utf8())).unwrap_or(inner)
}

fn level(id: String, first: &str, row: &[Vec<String>], columns: &[Option<Column>]) -> RubricLevel {
    // `SEV-1 (Critical)`, `P1 — Critical`: what stands behind the id is its name.
    let at = first.find(&id).map_or(0, |at| at + id.len());
    let rest = first.get(at..).unwrap_or_default();
    let rest = bare_name(rest);
    let name = (!rest.is_empty() && rest.chars().count() <= 40).then(|| rest.to_owned());
    let mut level = RubricLevel { id, name, ..RubricLevel::default() };
    for (cell, column) in row.iter().zip(columns).skip(1) {
        let pieces = cell
            .iter()
            .map(|piece| shortened(piece))
            .filter(|piece| piece.chars().any(char::is_alphanumeric));
        match column {
            Some(Column::Says) => level.says.extend(pieces),
            Some(Column::Examples) => level.examples.extend(pieces),
            Some(Column::Response) => level.response.extend(pieces),
            Some(Column::Name) => level.name = pieces.into_iter().next().or(level.name.take()),
            Some(Column::Deadline(milestone)) => {
                let text = cell.join(" ").trim_start_matches(['≤', '<', '~', ' ']).to_owned();
                if !text.is_empty() {
                    level.deadlines.push((*milestone, text));
                }
            }
            Some(Column::Level) | None => {}
        }
    }
    level
}

pub(super) fn column(head: &str) -> Option<Column> {
    let key = heading_key(head);
    let exact = COLUMNS.iter().find(|(_, names)| names.contains(&key.as_str()));
    let ends = |names: &&[&str]| {
        names.iter().any(|name| name.len() > 3 && (key.starts_with(name) || key.ends_with(name)))
    };
    exact.or_else(|| COLUMNS.iter().find(|(_, names)| ends(names))).map(|(column, _)| *column)
}

pub(super) fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect::<String>().trim_start_matches(['-', '•', '*', ' ']).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_the_bracket_that_closes_one_of_theirs() {
        for (behind, name) in [
            (" (Critical)", "Critical"),
            (" — Critical", "Critical"),
            (" / P1 (Critical)", "P1 (Critical)"),
            (": Critical (all hands).", "Critical (all hands)"),
            ("（重大）", "重大"),
            (" — 重大（全員）", "重大（全員）"),
            (" — **", ""),
            (" (a) b)", "a) b"),
        ] {
            assert_eq!(bare_name(behind), name, "{behind}");
        }
    }
}
