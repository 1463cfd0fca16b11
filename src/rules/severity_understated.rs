use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::verdict::standing::Standing;

use super::rule::{Case, Check, rule};
use super::shared::mismatch::mismatch;

rule! {
    /// ## What it flags
    /// A declared level that is milder than every level the stated facts allow.
    ///
    /// ## Why
    /// An incident filed too low gets too little response while it lasts, and too little follow-up afterwards.
    /// The facts that are missing cannot excuse it: whatever they are, the level is more severe than declared.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// duration: 45m
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// duration: 45m
    /// data_loss: none
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-2
    /// users_affected_pct: 32%
    /// duration: 45m
    /// data_loss: none
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Declare the level the table gives, correct a fact that was stated wrongly, or keep the level on record with
    /// `severity_override: { because: "…", approved_by: … }`. If the team keeps overriding one criterion, change the table.
    ///
    /// ## When to turn it off
    /// Never, while the table is meant. To begin with an old repository, set `enforce_from` in `sevlint.toml`.
    "severity-understated", Error, Mending::Unsafe,
    { English => "the declared level is milder than every level the facts allow", Japanese => "宣言されたレベルが、事実が許すどのレベルよりも軽い" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    mismatch(&RULE.about, case, Standing::Understated, |declared, possible, language| match language {
        Language::English => format!("declared {declared}, but the facts make it {possible}"),
        Language::Japanese => format!("宣言は `{declared}` だが、事実からは {possible} となる"),
    })
}
