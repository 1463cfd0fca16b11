use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;

use super::rule::{Case, Check, rule};
use super::shared::unassigned::{Lack, Said, lacking};
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
    /// ~~~yaml sev.yaml
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
    /// ~~~yaml sev.yaml
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
    let lack = Lack { key: "owner", has: |item| item.owner.is_some(), all, one };
    lacking(case, &RULE.about, &lack)
}

fn all(count: usize, language: Language) -> Said {
    match language {
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
    }
}

fn one(text: &str, language: Language) -> Said {
    match language {
        Language::English => (
            format!("the action item “{text}” has no owner"),
            "nobody is named",
            "name a person or a team: `@name`, `(owner: …)`, or a column `Owner`",
        ),
        Language::Japanese => (
            format!("アクションアイテム{}に担当者がいない", japanese::said(text)),
            "誰の名前もない",
            "人またはチームを書く: `@name`、`(担当: …)`、または表の列 `担当`",
        ),
    }
}
