use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::source::shape::ShapeFaultKind;
use crate::verdict::judgement::OverrideState;

use super::rule::{Case, Check, rule};
use super::shared::front_matter_line::{because_line, override_line};

rule! {
    /// ## What it flags
    /// A `severity_override` that gives no reason. `true`, a date, a level alone, and whoever agreed are no reasons.
    ///
    /// ## Why
    /// An override is the team's recorded decision to keep a level the table does not give. Without its reason it teaches
    /// nobody anything, and cannot be reviewed. It is not taken into account.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// severity_override: { approved_by: cs-lead }
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// severity_override: true
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// severity_override: { because: one internal customer, approved_by: cs-lead }
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Write why: `severity_override: { because: "One internal customer; agreed with support" }`.
    ///
    /// ## When to turn it off
    /// Never.
    "severity-override-unreasoned", Error, Mending::None("only the authors know the reason"),
    { English => "an override gives no reason", Japanese => "例外判断に理由がない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(decision) = &case.postmortem.severity_override else { return vec![] };
    let state = case.verdict.and_then(|verdict| verdict.judgement.override_state);
    // What cannot be read may be the reason.
    let may_have_one = decision.faults.iter().any(|fault| match fault.kind {
        ShapeFaultKind::UnknownKey { nearest, .. } => nearest == Some("because"),
        _ => fault.span == decision.span,
    });
    if state != Some(OverrideState::Unreasoned) || may_have_one {
        return vec![];
    }
    let offered = if decision.has_keys { because_line(case) } else { override_line(case) };
    let (message, here, help) = match case.language {
        Language::English => (
            "the override gives no reason, so it is not taken into account",
            "this does not say why",
            format!("say why the level is kept: `{offered}`"),
        ),
        Language::Japanese => (
            "例外判断に理由がないため、考慮されない",
            "理由が書かれていない",
            format!("レベルを変えない理由を書く: `{offered}`"),
        ),
    };
    let place = case.here(decision.because_span.unwrap_or(decision.span), here);
    vec![Diagnostic::new(&RULE.about, place, message).help(help).about_subject("severity_override")]
}
