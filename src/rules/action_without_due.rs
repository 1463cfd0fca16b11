use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::action::ActionItem;
use crate::source::span::Span;

use super::rule::{Case, Check, rule};
use super::shared::asked::{Asked, of_action_items, unless_draft};
use super::shared::unassigned::{Lacking, lacking, what};
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
    /// ~~~yaml SEV.yaml
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
    /// ~~~yaml SEV.yaml
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
    let Some(asked) = of_action_items(case, "due") else { return vec![] };
    match lacking(case, |item| item.due.is_some()) {
        Lacking::All(place, count) => all(case, place, count, asked).into_iter().collect(),
        Lacking::Some(items) => items.into_iter().filter_map(|item| finding(case, item, asked)).collect(),
    }
}

fn all(case: &Case<'_>, place: Span, count: usize, asked: Asked<'_>) -> Option<Diagnostic> {
    let verdict = case.verdict?;
    let (message, here, help) = match case.language {
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
    };
    let finding = Diagnostic::new(&RULE.about, case.here(place, here), message)
        .because(asked.place(&verdict, case.language))
        .help(help)
        .about_subject("all");
    Some(unless_draft(case, finding))
}

fn finding(case: &Case<'_>, item: &ActionItem, asked: Asked<'_>) -> Option<Diagnostic> {
    let verdict = case.verdict?;
    let text = what(case, item);
    let (message, here, help) = match case.language {
        Language::English => (
            format!("the action item “{text}” has no due date"),
            "no day is named",
            "agree a day: `(due: 2026-05-01)`, or a column `Due`",
        ),
        Language::Japanese => (
            format!("アクションアイテム{}に期限がない", japanese::said(&text)),
            "日付が書かれていない",
            "期限を決めて書く: `(期限: 2026-05-01)`、または表の列 `期限`",
        ),
    };
    let finding = Diagnostic::new(&RULE.about, case.here(item.text, here), message)
        .because(asked.place(&verdict, case.language))
        .help(help)
        .about_subject(text);
    Some(unless_draft(case, finding))
}
