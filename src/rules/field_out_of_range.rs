use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::value::Why;

use super::rule::{Case, Check, rule};
use super::shared::refusals::told;

rule! {
    /// ## What it flags
    /// A number outside what its kind, or the table, allows: 120 %, a negative count.
    ///
    /// ## Why
    /// It cannot be true, so it is not used, and the level stays open.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// users_affected_pct: 120%
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// users_affected_pct: 100%
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct the number. If it is right, the fact is of another kind, or its `min` and `max` in the table are too narrow.
    ///
    /// ## When to turn it off
    /// Do not: such a value says nothing.
    "field-out-of-range", Error, Mending::None("only the authors know the right number"),
    { English => "a value is outside what is allowed", Japanese => "値が許される範囲にない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let speaks_of = |why: &Why| matches!(why, Why::OutOfRange { .. });
    told(&RULE.about, case, speaks_of, |name, what, language| match language {
        Language::English => format!("`{name}` is out of range: {what}"),
        Language::Japanese => format!("`{name}` が範囲の外にある: {what}"),
    })
}
