use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::verdict::judgement::OverrideState;

use super::rule::{Case, Check, rule};
use super::shared::front_matter_line::{because_line, override_line};
use super::words::shape_words::sentences;

rule! {
    /// ## What it flags
    /// A `severity_override` that gives no reason, or that has keys which mean nothing. `true`, a date, a level alone, and
    /// whoever agreed are no reasons.
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
    /// severity_override: { because: one internal customer, aproved_by: cs-lead }
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
    let mut findings = vec![];
    for fault in &decision.faults {
        let (message, help) = sentences(&fault.kind, case.language);
        let here = match case.language {
            Language::English => "in `severity_override`",
            Language::Japanese => "`severity_override` の中",
        };
        let place = case.here(fault.span, here);
        findings
            .push(Diagnostic::new(&RULE.about, place, message).help(help).about_subject("severity_override"));
    }
    let state = case.verdict.and_then(|verdict| verdict.judgement.override_state);
    if state == Some(OverrideState::Unreasoned) && findings.is_empty() {
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
        findings
            .push(Diagnostic::new(&RULE.about, place, message).help(help).about_subject("severity_override"));
    }
    findings
}
