use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::value::Why;

use super::rule::{Case, Check, rule};
use super::shared::refusals::told;

rule! {
    /// ## What it flags
    /// A fact, a time or the date in a form that cannot be read, or that could mean two things.
    ///
    /// ## Why
    /// What is not read is not known: the level stays open, and reports count the incident without it. Nothing is guessed,
    /// because a wrong guess would be worse.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// duration: 1:30
    /// users_affected_pct: 14 customers
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// started_at: 2026-04-01 10:20 CST
    /// date: 03/04/2026
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// duration: 1h 30m
    /// users_affected_pct: 10-20% (from the access log)
    /// started_at: 2026-04-01 10:20 +09:00
    /// resolved_at: unknown
    /// detected: by an alert
    /// date: 16th May, 2026
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Write the value as its kind is written; the message says how. A reason goes behind it, in parentheses. What nobody
    /// knows is `unknown`.
    ///
    /// ## When to turn it off
    /// If a key of yours has a meaning of its own: give the fact another name, or another `from`, instead.
    "field-unreadable", Error, Mending::None("only the authors know what is meant"),
    { English => "a value cannot be read", Japanese => "値を読み取れない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    // Those have rules of their own.
    let speaks_of = |why: &Why| !matches!(why, Why::WordUnknown { .. } | Why::OutOfRange { .. });
    told(&RULE.about, case, speaks_of, |name, what, language| match language {
        Language::English => format!("`{name}` cannot be read: {what}"),
        Language::Japanese => format!("`{name}` を読み取れない: {what}"),
    })
}
