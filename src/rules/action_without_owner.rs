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
    /// An action item that names nobody, where the table asks for an owner at this level. Read are `@name`, `(owner: …)`,
    /// `担当: …`, names and teams in brackets, and columns called owner, assignee, 担当 and the like. What is done needs none,
    /// nor what is told as done (`The limit has been raised`), was given up (`[~]`, `[-]`), or says that there is none (`N/A`).
    /// Where two or more items are to be done and none has an owner, one finding at the heading says so.
    ///
    /// ## Why
    /// What belongs to everybody is done by nobody.
    ///
    /// ## Flagged
    /// ~~~yaml SEV.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, requires: { action_items: [owner] } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// ---
    /// ## Action items
    /// - [ ] Renew the lease from the loop @h.mori
    /// - [ ] Alert on runs started
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml SEV.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, requires: { action_items: [owner] } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// ---
    /// ## Action items
    /// - [ ] Renew the lease from the loop @h.mori
    /// - [ ] Alert on runs started (owner: platform team)
    /// - [x] Restart the leader
    /// ~~~
    ///
    /// ## How to settle it
    /// Name a person or a team.
    ///
    /// ## When to turn it off
    /// If owners are kept in your tracker; or do not ask for them in the table.
    "action-without-owner", Warning, Mending::None("only the team knows who does it"),
    { English => "an action item has no owner", Japanese => "アクションアイテムに担当者がいない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(asked) = of_action_items(case, "owner") else { return vec![] };
    match lacking(case, |item| item.owner.is_some()) {
        Lacking::All(place, count) => all(case, place, count, asked).into_iter().collect(),
        Lacking::Some(items) => items.into_iter().filter_map(|item| finding(case, item, asked)).collect(),
    }
}

fn all(case: &Case<'_>, place: Span, count: usize, asked: Asked<'_>) -> Option<Diagnostic> {
    let verdict = case.verdict?;
    let (message, here, help) = match case.language {
        Language::English => (
            format!("{count} action items are to be done, and none has an owner"),
            "nobody is named in any of them",
            "name a person or a team in each: `@name`, `(owner: …)`, or a column `Owner`",
        ),
        Language::Japanese => (
            format!("未完了のアクションアイテム {count} 件のどれにも担当者がいない"),
            "どれにも誰の名前もない",
            "それぞれに人またはチームを書く: `@name`、`(担当: …)`、または表の列 `担当`",
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
            format!("the action item “{text}” has no owner"),
            "nobody is named",
            "name a person or a team: `@name`, `(owner: …)`, or a column `Owner`",
        ),
        Language::Japanese => (
            format!("アクションアイテム{}に担当者がいない", japanese::said(&text)),
            "誰の名前もない",
            "人またはチームを書く: `@name`、`(担当: …)`、または表の列 `担当`",
        ),
    };
    let finding = Diagnostic::new(&RULE.about, case.here(item.text, here), message)
        .because(asked.place(&verdict, case.language))
        .help(help)
        .about_subject(text);
    Some(unless_draft(case, finding))
}
