use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::verdict::standing::Standing;

use super::rule::{Case, Check, rule};
use super::shared::grounds::{declared_place, evidence};

rule! {
    /// ## What it flags
    /// An incident for which the table has no level: no criterion can be met, and no level takes the rest.
    ///
    /// ## Why
    /// The table has a hole. During the next such incident people will argue about the level, and find nothing.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - id: SEV-2
    ///     criteria: [{ when: { users_affected_pct: 10% to 40% } }]
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-2
    /// users_affected_pct: 45%
    /// ---
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
    /// ~~~
    ///
    /// ## How to settle it
    /// Widen a criterion of the table so that it covers incidents like this one, or let the mildest level take what is left
    /// with `otherwise: true`.
    ///
    /// ## When to turn it off
    /// Never; a table with `otherwise` has no holes.
    "severity-uncovered", Warning, Mending::None("the table has to change"),
    { English => "the table has no level for what happened", Japanese => "起きたことに該当するレベルが SEV 表にない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    if verdict.judgement.standing != Standing::Uncovered {
        return vec![];
    }
    let declared = verdict.judgement.level().map_or("", |level| verdict.level(level));
    let (message, here, help) = match case.language {
        Language::English => (
            format!("declared {declared}, but the table has no level for what happened"),
            "declared here",
            "widen a criterion of the table, or give its mildest level `otherwise: true`",
        ),
        Language::Japanese => (
            format!("宣言は `{declared}` だが、起きたことに該当するレベルが SEV 表にない"),
            "ここで宣言",
            "SEV 表の基準を広げるか、最も軽いレベルに `otherwise: true` を書く",
        ),
    };
    let place = case.here(declared_place(case, &verdict), here);
    let mut finding = Diagnostic::new(&RULE.about, place, message).help(help).about_subject("severity");
    finding.related = evidence(case, &verdict);
    vec![finding]
}
