use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::verdict::standing::Standing;

use super::rule::{Case, Check, rule};
use super::shared::mismatch::mismatch;

rule! {
    /// ## What it flags
    /// A declared level that is more severe than every level the stated facts allow.
    ///
    /// ## Why
    /// Assuming the worst is good practice during an incident. Afterwards, a level that stays too high makes the levels
    /// mean less: people who are called for everything stop coming.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// users_affected_pct: 4%
    /// duration: 20m
    /// data_loss: none
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 4%
    /// duration: 20m
    /// data_loss: none
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Declare the level the table gives, correct a fact, or keep the level on record with
    /// `severity_override: { because: "…" }`. Say in `severity_history` that it was higher while it lasted.
    ///
    /// ## When to turn it off
    /// If the team keeps the level that was declared during the incident as a matter of policy, set it to `note`.
    "severity-overstated", Warning, Mending::Unsafe,
    { English => "the declared level is more severe than every level the facts allow", Japanese => "宣言されたレベルが、事実が許すどのレベルよりも重い" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    mismatch(&RULE.about, case, Standing::Overstated, |declared, possible, language| match language {
        Language::English => format!("declared {declared}, but the facts make it no more than {possible}"),
        Language::Japanese => format!("宣言は `{declared}` だが、事実からは {possible} を超えない"),
    })
}
