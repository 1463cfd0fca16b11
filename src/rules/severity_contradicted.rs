use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::verdict::standing::Standing;

use super::rule::{Case, Check, rule};
use super::shared::mismatch::mismatch;

rule! {
    /// ## What it flags
    /// A declared level that the stated facts rule out, while both a more severe and a milder one are still possible.
    ///
    /// ## Why
    /// The level is wrong whatever the missing facts are; only the direction is open. This happens where a criterion has
    /// an upper end, or where one missing fact decides between a severe and a mild level.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-2
    /// users_affected_pct: 4%
    /// duration: 20m
    /// data_loss: none or confirmed
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// users_affected_pct: 4%
    /// duration: 20m
    /// data_loss: confirmed
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// State the facts that `sevlint explain FILE` lists as missing: then the level is known. Or keep the declared one on
    /// record with `severity_override: { because: "…" }`.
    ///
    /// ## When to turn it off
    /// Never, while the table is meant.
    "severity-contradicted", Error, Mending::None("which level is right depends on facts that are missing"),
    { English => "the facts rule the declared level out, and allow more and less severe ones", Japanese => "事実が宣言されたレベルを否定し、より重いレベルと軽いレベルを許す" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    mismatch(&RULE.about, case, Standing::Contradicted, |declared, possible, language| match language {
        Language::English => format!("declared {declared}, but the facts make it {possible}"),
        Language::Japanese => format!("宣言は `{declared}` だが、事実からは {possible} となる"),
    })
}
