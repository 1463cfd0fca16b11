use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::verdict::judgement::OverrideState;

use super::rule::{Case, Check, rule};
use super::words::phrase::excerpt;

rule! {
    /// ## What it flags
    /// A `severity_override` whose `until` is over, or cannot be read as a date.
    ///
    /// ## Why
    /// The team agreed to look at the decision again. Until it does, the mismatch counts.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// severity_override: { because: agreed with support, until: 2024-06-30 }
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// severity_override: { because: agreed with support, until: 2199-06-30 }
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Decide again: set a later `until`, or take the override out and declare the level the table gives.
    ///
    /// ## When to turn it off
    /// Never; leave `until` out if the decision is for good.
    "severity-override-expired", Warning, Mending::None("the decision is the team's"),
    { English => "the last day of an override is over", Japanese => "例外判断の期限が過ぎている" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    if verdict.judgement.override_state != Some(OverrideState::Expired) {
        return vec![];
    }
    let Some((date, until)) =
        case.postmortem.severity_override.as_ref().and_then(|decision| decision.until.as_ref())
    else {
        return vec![];
    };
    let (message, here, help) = match (case.language, date) {
        (Language::English, Ok(date)) => (
            format!("the override held until {date}, so the mismatch counts again"),
            "this day is over",
            "decide again: set a later `until`, or declare the level the table gives",
        ),
        (Language::English, Err(())) => (
            format!("`{}` is not a date, so the override does not hold", until.text),
            "expected a date",
            "write the last day as `2026-09-30`",
        ),
        (Language::Japanese, Ok(date)) => (
            format!("例外判断は {date} までで、不一致が再び有効になる"),
            "この日は過ぎた",
            "判断し直す: `until` を先の日付にするか、SEV 表によるレベルを宣言する",
        ),
        (Language::Japanese, Err(())) => (
            format!("`{}` は日付ではないため、例外判断は有効でない", excerpt(&until.text)),
            "日付が必要",
            "最終日を `2026-09-30` のように書く",
        ),
    };
    let finding = Diagnostic::new(&RULE.about, case.here(until.span, here), message);
    vec![finding.help(help).about_subject("severity_override")]
}
