use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::action_state::State;

use super::rule::{Case, Check, rule};
use super::shared::asked::MOST;
use super::shared::unassigned::what;
use super::words::japanese;

rule! {
    /// ## What it flags
    /// An action item that says it is open, with a due date before today (`--as-of`): an empty box, or a state such as `open`
    /// or 対応中. Items that say nothing of their state, or a word that is none, are left alone; a day in a column `Completed` or 完了日
    /// says done, if it is not to come, and an empty cell or `TBD` there says open. Of a month's end (`2026年6月末`, `end of June 2026`) the last day counts; a day without a year (`6/30`, `6月30日`) is the first one that is not before the day of the incident.
    ///
    /// ## Why
    /// The same incident can come again until it is done.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 0%
    /// duration: 1m
    /// data_loss: none
    /// ---
    /// ## Action items
    /// - [ ] Alert on the length of the queue (owner: h.mori, due: 2026-05-01)
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 0%
    /// duration: 1m
    /// data_loss: none
    /// ---
    /// ## Action items
    /// - [x] Alert on the length of the queue (owner: h.mori, due: 2026-05-01)
    /// - [ ] Limit the length of the queue (owner: h.mori, due: 2027-05-01)
    /// ~~~
    ///
    /// ## How to settle it
    /// Do it and tick it off, agree a new day, or say that it was given up: `[~]` or `[-]` for its box, or a state such as `won't do`,
    /// `given up`, 見送り or 取りやめ.
    ///
    /// ## When to turn it off
    /// If the state of action items is kept in your tracker.
    "action-overdue", Warning, Mending::None("only the team knows whether it is done"),
    { English => "an action item is open and overdue", Japanese => "期限を過ぎた未完了のアクションアイテムがある" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let open = case.postmortem.actions.iter().filter(|item| item.state_on(case.today) == State::Open);
    let findings = open.filter_map(|item| {
        let due = item.due.as_ref()?;
        let day = due.date.filter(|day| *day < case.today)?;
        let text = what(case, item);
        let (message, here, help) = match case.language {
            Language::English => (
                format!("the action item “{text}” was due on {day} and is open"),
                "before today",
                "do it and tick it off, agree a new day, or say that it was given up: `[~]` for its box, or `won't do`",
            ),
            Language::Japanese => (
                format!("アクションアイテム{}は期限の {day} を過ぎて未完了のまま", japanese::said(&text)),
                "今日より前",
                "完了させて印を付けるか、新しい期限を決めるか、取りやめたことを `[~]` や「取りやめ」で示す",
            ),
        };
        Some(Diagnostic::new(&RULE.about, case.here(due.span, here), message).help(help).about_subject(text))
    });
    findings.take(MOST).collect()
}
