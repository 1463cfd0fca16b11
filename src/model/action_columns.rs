//! What the columns of a table of action items are called.

use jiff::civil::Date;

use crate::source::outline::{Cell, Grid};

use super::action_state::{State, state_of_column, state_of_day_column};
use super::due_day::date_in;
use super::heading::heading_key;

/// Which column of a table says what.
pub struct Columns {
    /// What is to be done.
    pub text: Option<usize>,
    /// Who does it.
    pub owner: Option<usize>,
    /// Until when.
    pub due: Option<usize>,
    /// Whether it is done.
    pub state: Option<usize>,
    /// Since which day it is done.
    pub finished: Option<usize>,
}

/// Who does it: what columns, and keys, are called.
pub const OWNER: &[&str] = &[
    "owner",
    "owners",
    "assignee",
    "assigned",
    "assigned to",
    "who",
    "responsible",
    "responsibility",
    "dri",
    "team",
    "lead",
    "person",
    "担当",
    "担当者",
    "責任者",
    "オーナー",
    "主担当",
    "担当チーム",
    "対応者",
    "実施者",
    "作業者",
    "責任部署",
    "責任部門",
    "部署",
    "部門",
    "所管",
    "主管",
    "チーム",
    "アサイン",
    "owning team",
    "person responsible",
    "responsible person",
    "responsible party",
    "responsible team",
    "department",
    "負責人",
    "responsable",
];
/// Until when: what columns, and keys, are called.
pub const DUE: &[&str] = &[
    "due",
    "due date",
    "due by",
    "deadline",
    "eta",
    "by when",
    "by",
    "target",
    "target date",
    "target completion",
    "target completion date",
    "target due date",
    "expected completion",
    "expected completion date",
    "planned completion date",
    "estimated completion date",
    "eta date",
    "due on",
    "timeline",
    "timeframe",
    "when",
    "date",
    "completion date",
    "期限",
    "期日",
    "締切",
    "締め切り",
    "完了予定",
    "完了予定日",
    "対応期限",
    "予定日",
    "納期",
    "目標日",
    "目標期日",
    "対応期日",
    "実施期限",
    "実施予定日",
    "対応予定日",
    "完了期限",
    "完了目標",
    "期限日",
    "時期",
    "fecha",
    "fecha límite",
];
/// Whether it is done: what columns, and keys, are called.
pub const STATE: &[&str] = &[
    "status",
    "state",
    "done",
    "progress",
    "completed",
    "complete",
    "completion",
    "current status",
    "完了",
    "実施状況",
    "進捗状況",
    "完了状況",
    "対応状態",
    "状態",
    "状況",
    "ステータス",
    "進捗",
    "対応状況",
    "estado",
];
/// Since which day it is done: what columns are called.
const FINISHED: &[&str] = &[
    "completed",
    "complete",
    "completed on",
    "date completed",
    "done",
    "done on",
    "closed",
    "closed on",
    "date closed",
    "完了",
    "完了日",
    "完了日時",
    "実施済日",
];
/// What is to be done: what columns, and keys, are called.
pub const TEXT: &[&str] = &[
    "action",
    "action item",
    "action items",
    "actions",
    "item",
    "task",
    "tasks",
    "description",
    "what",
    "title",
    "follow up",
    "measure",
    "アクション",
    "アクションアイテム",
    "対応",
    "対応内容",
    "内容",
    "対策",
    "タスク",
    "項目",
    "施策",
    "やること",
    "acción",
];

impl Columns {
    /// By the names in its first row.
    pub fn of(table: &Grid) -> Self {
        let keys: Vec<String> = table.header.iter().map(|cell| heading_key(&cell.text)).collect();
        let column = |names: &[&str]| keys.iter().position(|key| names.contains(&key.as_str()));
        let owner = column(OWNER).or_else(|| keys.iter().position(|key| names_owner(key)));
        let (due, state) = (column(DUE), column(STATE));
        let other = |at: &usize| ![owner, due, state, column(FINISHED)].contains(&Some(*at));
        // Else the first column that is neither a number nor one of those.
        let number = |at: &usize| {
            keys.get(*at).is_some_and(|key| {
                matches!(key.as_str(), "" | "id" | "no" | "ticket" | "priority" | "優先度" | "番号")
            })
        };
        let first = || (0..keys.len()).find(|at| other(at) && !number(at));
        Self {
            text: column(TEXT).filter(other).or_else(first),
            owner,
            due,
            state,
            finished: column(FINISHED),
        }
    }

    /// What a row says of whether it is done, and the day since which it is, where that alone says so. A state goes before a day, which
    /// may be one that was planned.
    pub fn state_in(&self, row: &[Cell]) -> (Option<State>, Option<Date>) {
        let cell = |column: Option<usize>| row.get(column?).map(|cell| &*cell.text);
        let day = cell(self.finished).and_then(date_in);
        let is_of_days = self.state == self.finished;
        let state = cell(self.state).filter(|_| !is_of_days);
        match (state.map(state_of_column), day) {
            (Some(Some(State::Done)), _) => (Some(State::Done), None),
            (_, Some(day)) => (Some(State::Done), Some(day)),
            (Some(state), None) => (state, None),
            (None, None) => (cell(self.finished).and_then(state_of_day_column), None),
        }
    }
}

/// Whether a name says in more words who does it: `Action owner`, 対応担当, 担当部署. 担当作業 says what is done.
fn names_owner(key: &str) -> bool {
    const PARTS: &[&str] =
        &["部署", "部門", "部", "課", "室", "係", "組織", "グループ", "班", "者名", "者", "チーム", "会社"];
    let words: Vec<&str> = key.split(' ').collect();
    let in_english = words.len() <= 3
        && matches!(
            words.as_slice(),
            ["owner" | "assignee" | "dri", "team" | "name" | "role"] | [.., "owner" | "assignee"]
        );
    let in_japanese = words
        .first()
        .and_then(|word| word.rsplit_once("担当"))
        .is_some_and(|(_, part)| part.is_empty() || PARTS.contains(&part));
    in_english || in_japanese
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_owners() {
        for (key, wanted) in [
            ("担当部署", true),
            ("対応担当", true),
            ("対応担当者", true),
            ("担当者 部署", true),
            ("担当作業", false),
            ("担当内容", false),
            ("action owner", true),
            ("owner team", true),
            ("owner notified", false),
            ("", false),
        ] {
            assert_eq!(names_owner(key), wanted, "{key}");
        }
    }
}
