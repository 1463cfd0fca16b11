use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;

use super::rule::{Case, Check, rule};
use super::shared::unassigned::{Lack, Said, lacking};
use super::words::japanese;

rule! {
    /// ## What it flags
    /// An action item that says no day, where the table asks for one at this level. Read are `(due: …)`, `by 2026-05-01`,
    /// `期限: …`, and columns called due, deadline, 期限 and the like; `next sprint` counts. What is done needs none.
    /// Where two or more items are to be done and none has a day, one finding at the heading says so.
    ///
    /// ## Why
    /// Without a day nobody notices that it was not done.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, requires: { action_items: [due] } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// ---
    /// ## Action items
    /// | Action | Owner | Due |
    /// | --- | --- | --- |
    /// | Renew the lease from the loop | h.mori | 2027-01-15 |
    /// | Alert on runs started | s.okafor | TBD |
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, requires: { action_items: [due] } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// ---
    /// ## Action items
    /// - [ ] Renew the lease from the loop (due: 2027-01-15)
    /// - [ ] Alert on runs started by 2027-02-01
    /// - [x] Restart the leader
    /// ~~~
    ///
    /// ## How to settle it
    /// Agree a day.
    ///
    /// ## When to turn it off
    /// If days are kept in your tracker; or do not ask for them in the table.
    "action-without-due", Warning, Mending::None("only the team knows until when"),
    { English => "an action item has no due date", Japanese => "アクションアイテムに期限がない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let lack = Lack { key: "due", has: |item| item.due.is_some(), all, one };
    lacking(case, &RULE.about, &lack)
}

fn all(count: usize, language: Language) -> Said {
    match language {
        Language::English => (
            format!("{count} action items are to be done, and none has a due date"),
            "no day is named in any of them",
            "agree a day for each: `(due: 2026-05-01)`, or a column `Due`",
        ),
        Language::Japanese => (
            format!("未完了のアクションアイテム {count} 件のどれにも期限がない"),
            "どれにも日付が書かれていない",
            "それぞれの期限を決めて書く: `(期限: 2026-05-01)`、または表の列 `期限`",
        ),
    }
}

fn one(text: &str, language: Language) -> Said {
    match language {
        Language::English => (
            format!("the action item “{text}” has no due date"),
            "no day is named",
            "agree a day: `(due: 2026-05-01)`, or a column `Due`",
        ),
        Language::Japanese => (
            format!("アクションアイテム{}に期限がない", japanese::said(text)),
            "日付が書かれていない",
            "期限を決めて書く: `(期限: 2026-05-01)`、または表の列 `期限`",
        ),
    }
}
