use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::field::Field;

use super::rule::{Case, Check, rule};

rule! {
    /// ## What it flags
    /// An incident from before the day on which the first SEV table came into force (`effective_from`). It is judged by that
    /// table all the same.
    ///
    /// ## Why
    /// The level was declared by rules that are not on record. The verdict says how today's rules see it, not whether people
    /// were right.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// effective_from: 2025-01-01
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-2
    /// date: 2024-12-31
    /// users_affected_pct: 4%
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// effective_from: 2025-01-01
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-2
    /// date: 2025-01-01
    /// users_affected_pct: 4%
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Add the table of that time to `table` in `sevlint.toml`, with its own `effective_from`. Or set `enforce_from`, so that
    /// older incidents make no findings.
    ///
    /// ## When to turn it off
    /// If there was no table before, and looking back with the first one is what you want.
    "table-too-young", Note, Mending::None("the table of that time is for the team to find"),
    { English => "the incident is older than the first table", Japanese => "インシデントが最初の SEV 表より古い" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    let (Some(day), Some(from)) = (case.postmortem.day, verdict.table.effective_from) else { return vec![] };
    if day >= from {
        return vec![];
    }
    let stated = case
        .postmortem
        .times
        .get(&Field::StartedAt)
        .and_then(|times| times.first())
        .map(|time| time.span)
        .or_else(|| case.postmortem.said(Field::Date).map(|said| said.span));
    let (message, here, help) = match case.language {
        Language::English => (
            format!("the incident is of {day}, and the first table is in force from {from}"),
            "judged by a later table",
            "add the table of that time to `table` in `sevlint.toml`, or set `enforce_from`",
        ),
        Language::Japanese => (
            format!("インシデントは {day} のもので、最初の SEV 表は {from} から有効"),
            "後の SEV 表で判定した",
            "当時の SEV 表を `sevlint.toml` の `table` に加えるか、`enforce_from` を設定する",
        ),
    };
    let place = case.here(stated.unwrap_or_else(|| case.head()), here);
    vec![Diagnostic::new(&RULE.about, place, message).help(help).about_subject("date")]
}
