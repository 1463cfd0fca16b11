use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::decision::{Override, is_of_limit};
use crate::source::shape::{ShapeFault, ShapeFaultKind};
use crate::verdict::judgement::OverrideState;
use crate::verdict::pins::unknown;

use super::rule::{Case, Check, Verdict, rule};
use super::shared::asked::MOST;
use super::words::japanese;
use super::words::phrase::{excerpt, quoted_or};
use super::words::shape_words::sentences;

rule! {
    /// ## What it flags
    /// A `severity_override` with a key that means nothing, with a value of another sort than its key has, or with a `level` or
    /// an `instead_of` that names no level of the table. Each of the two is a level, or several: `[SEV-1, SEV-2]`.
    ///
    /// ## Why
    /// What cannot be read may be what says when the override holds. Where that is so, as of `untill` or of an unknown level,
    /// the override is void and the mismatch counts. Another key that means nothing, as `aproved_by`, is not taken into account.
    ///
    /// ## Flagged
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
    /// severity_override: { because: one internal customer, untill: 2199-06-30 }
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// severity_override: { because: one internal customer, instead_of: SEV-22 }
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// severity_override: { because: one internal customer, approved_by: cs-lead, instead_of: [SEV-1, SEV-2] }
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct the key or the value. For what no key is made for there is `because`.
    ///
    /// ## When to turn it off
    /// Never.
    "severity-override-unreadable", Error, Mending::None("only the authors know what was decided"),
    { English => "a part of an override cannot be read", Japanese => "例外判断に読み取れない部分がある" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(decision) = &case.postmortem.severity_override else { return vec![] };
    let mut findings: Vec<Diagnostic> =
        decision.faults.iter().take(MOST).map(|fault| of_fault(case, decision, fault)).collect();
    findings.extend(case.verdict.and_then(|verdict| of_pin(case, &verdict, decision)));
    findings
}

fn of_fault(case: &Case<'_>, decision: &Override, fault: &ShapeFault) -> Diagnostic {
    let (what, help) = sentences(&fault.kind, case.language);
    // Of the whole, and of one without a reason, another rule says that it does not hold.
    let is_whole = fault.span == decision.span || decision.because.is_none();
    let is_of_limit = is_of_limit(fault) && !is_whole;
    let is_key = matches!(fault.kind, ShapeFaultKind::UnknownKey { .. });
    let (message, here) = match case.language {
        Language::English if is_of_limit => {
            (format!("{what}, so the override does not hold"), "in `severity_override`")
        }
        Language::English if is_key && !is_whole => {
            (format!("{what}, which is not taken into account"), "in `severity_override`")
        }
        Language::English => (what, "in `severity_override`"),
        Language::Japanese if is_of_limit => {
            (format!("{what}。そのため例外判断は有効でない"), "`severity_override` の中")
        }
        Language::Japanese if is_key && !is_whole => {
            (format!("{what}。このキーは考慮されない"), "`severity_override` の中")
        }
        Language::Japanese => (what, "`severity_override` の中"),
    };
    let finding = Diagnostic::new(&RULE.about, case.here(fault.span, here), message);
    finding.help(help).about_subject("severity_override")
}

/// A pin that names no level.
fn of_pin(case: &Case<'_>, verdict: &Verdict<'_>, decision: &Override) -> Option<Diagnostic> {
    // One that is needless is to be taken out.
    if verdict.judgement.override_state == Some(OverrideState::Needless) {
        return None;
    }
    let (key, said) = unknown(verdict.table, decision)?;
    let text = excerpt(&said.text);
    let levels: Vec<&str> = verdict.table.levels.iter().map(|level| level.id.text.as_str()).collect();
    let (message, here, help) = match case.language {
        Language::English => (
            format!("`{key}` is `{text}`, which is no level of the table, so the override does not hold"),
            "expected a level",
            format!("write {}; several as a list", quoted_or(&levels)),
        ),
        Language::Japanese => (
            format!("`{key}` の `{text}` は SEV 表のレベルではないため、例外判断は有効でない"),
            "レベルが必要",
            format!("{} と書く。複数ならリストにする", japanese::quoted_or(&levels)),
        ),
    };
    let finding = Diagnostic::new(&RULE.about, case.here(said.span, here), message);
    Some(finding.help(help).about_subject("severity_override"))
}
