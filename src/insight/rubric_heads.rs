//! The heads of a severity table for people, with what stands below them: a column is what its head says, else what its cells are.

use std::rc::Rc;

use crate::model::deadline::read_deadline;
use crate::model::heading::heading_key;
use crate::model::kind::Kind;
use crate::source::html::HtmlCell;
use crate::table::level::Milestone;

use super::rubric_columns::{Column, column, defines, whole_column};
use super::rubric_labels::deadline_text;
use super::rubric_lead_lines::{Lead, lead, whole_lead};
use super::rubric_measures::{asks_nothing, is_effect, kind_of};
use super::rubric_names::whole_level;

/// The head of a column.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// What the column holds; nothing where it has no head.
    pub(super) column: Option<Column>,
    /// What stands there.
    pub(super) text: String,
    /// What its cells count or measure.
    pub(super) kind: Option<Kind>,
    /// How many of the conditions in a cell have to hold, where the head says so: `All of`.
    pub(super) lead: Option<Lead>,
}

/// Words in heads that are no milestone by themselves: with deadlines below them they are.
const MILESTONES: &[(Milestone, &[&str])] = &[
    (
        Milestone::Postmortem,
        &["postmortem", "post mortem", "報告書", "事後報告", "振り返り", "ふりかえり", "ポストモーテム"],
    ),
    (Milestone::Acknowledged, &["acknowledg", "respon", "着手", "初動", "応答", "対応開始"]),
    (Milestone::Resolved, &["restor", "resolv", "resolution"]),
    (Milestone::FirstUpdate, &["first update", "status page", "第一報", "初報", "一次報告"]),
];

/// The milestone of a column whose cells are mostly deadlines.
fn milestone(head: &str, cells: &[String]) -> Option<Milestone> {
    let said: Vec<&String> = cells.iter().filter(|cell| !asks_nothing(cell)).collect();
    let read = said.iter().filter(|cell| read_deadline(deadline_text(cell)).is_ok()).count();
    if read == 0 || read * 3 < said.len() * 2 {
        return None;
    }
    let key = heading_key(head);
    let of = MILESTONES.iter().find(|(_, words)| words.iter().any(|word| key.contains(word)));
    of.map(|(milestone, _)| *milestone)
}

/// A cell as one line.
pub(super) fn joined(cell: &HtmlCell) -> String {
    cell.iter().map(|piece| piece.trim()).collect::<Vec<_>>().join(" ")
}

/// A row across all columns.
pub(super) fn is_remark(row: &[HtmlCell]) -> bool {
    row.first().is_none_or(|first| row.iter().all(|cell| Rc::ptr_eq(cell, first)))
}

/// Whether a cell is the very one that stands elsewhere, and reaches here from there.
pub(super) fn is_same(other: Option<&HtmlCell>, cell: &HtmlCell) -> bool {
    other.is_some_and(|other| Rc::ptr_eq(other, cell))
}

/// The heads of the columns, and the rows below them. Heads may stand in several rows, where one of them reaches down.
pub(super) fn heads(rows: &[Vec<HtmlCell>]) -> Option<(Vec<Head>, &[Vec<HtmlCell>])> {
    let title = rows.iter().take_while(|row| is_remark(row)).count();
    let (head, mut rows) = rows.get(title..)?.split_first()?;
    let level = head.first()?;
    let of = |cell: &HtmlCell| {
        let text = cell.join(" ");
        let known = column(&text);
        let lead = match known {
            Some(Column::Says) => lead(&text),
            Some(_) => None,
            None => whole_lead(&text),
        };
        Head { column: known.or(lead.map(|_| Column::Says)), text, kind: None, lead }
    };
    let mut heads: Vec<Head> = head.iter().map(of).collect();
    while let Some((next, below)) = rows.split_first()
        && is_same(next.first(), level)
    {
        for ((one, cell), upper) in heads.iter_mut().zip(next).zip(head) {
            if !Rc::ptr_eq(cell, upper) {
                let lower = of(cell);
                one.column = lower.column.or(one.column);
                one.text = lower.text;
                one.lead = lower.lead.or(one.lead);
            }
        }
        rows = below;
    }
    // A head over several columns: behind the level stands what it is called.
    for (one, cell) in heads.iter_mut().zip(head).skip(1) {
        if one.column == Some(Column::Level) && is_same(Some(level), cell) {
            one.column = Some(Column::Name);
        }
    }
    for (index, one) in heads.iter_mut().enumerate().skip(1) {
        let below = rows.iter().filter(|row| !is_remark(row)).filter_map(|row| row.get(index));
        settle(one, &below.map(joined).collect::<Vec<_>>());
    }
    // Two columns of one name ask different things.
    let texts: Vec<String> = heads.iter().map(|head| head.text.clone()).collect();
    for (index, one) in heads.iter_mut().enumerate() {
        let before = texts.iter().take(index).filter(|text| **text == one.text).count();
        if before > 0 && one.kind.is_some() {
            one.text = format!("{} #{}", one.text, before + 1);
        }
    }
    Some((heads, rows))
}

/// What the cells of a column say of what it holds. A head that says what a level is speaks of nothing that is measured.
fn settle(head: &mut Head, cells: &[String]) {
    // 影響範囲 is what an incident does, and has to be said with it.
    let is_part = head.column == Some(Column::Says) && whole_column(&head.text).is_none();
    if is_part && !head.text.is_ascii() && !defines(&head.text) && is_effect(&head.text) {
        head.column = None;
    }
    let is_said = matches!(head.column, Some(Column::Says)) && !defines(&head.text);
    if head.column.is_none() || is_said {
        head.kind = kind_of(&head.text, cells);
    }
    // `Tier` behind the level, without levels below it.
    let is_level = head.column == Some(Column::Level);
    if is_level && !cells.iter().any(|cell| whole_level(cell).is_some()) {
        head.column = None;
    }
    if head.kind.is_some() {
        head.column = Some(Column::Measure);
    } else if head.column.is_none() && head.text.chars().any(char::is_alphanumeric) {
        let deadline = milestone(&head.text, cells).map(Column::Deadline);
        let effect = is_effect(&head.text).then_some(Column::Effect);
        head.column = Some(deadline.or(effect).unwrap_or(Column::Aside));
    }
}
