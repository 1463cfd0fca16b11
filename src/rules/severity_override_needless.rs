use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Fix};
use crate::diagnostic::language::Language;
use crate::verdict::judgement::OverrideState;

use super::rule::{Case, Check, rule};
use super::shared::taken_out::{Comment, taken_out};

rule! {
    /// ## What it flags
    /// A `severity_override` where declared and table agree. Where the level is open it may yet be needed.
    ///
    /// ## Why
    /// There is nothing to override. It would silence a mismatch that a later change of the table or the facts brings, and
    /// that nobody decided on.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-2
    /// users_affected_pct: 32%
    /// data_loss: none
    /// severity_override: { because: agreed with support }
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// severity_override: { because: agreed with support }
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Take it out; `--fix` does it.
    ///
    /// ## When to turn it off
    /// If overrides are kept as a record even when the table has caught up.
    "severity-override-needless", Warning, Mending::Safe,
    { English => "an override has nothing to override", Japanese => "例外判断に覆すものがない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    let Some(decision) = &case.postmortem.severity_override else { return vec![] };
    if verdict.judgement.override_state != Some(OverrideState::Needless) {
        return vec![];
    }
    let declared = verdict.judgement.level().map_or("", |level| verdict.level(level));
    let (message, here, help) = match case.language {
        Language::English => (
            format!("the table gives {declared} too, so there is nothing to override"),
            "needless",
            "take the override out",
        ),
        Language::Japanese => {
            (format!("SEV 表によっても `{declared}` であり、覆すものがない"), "不要", "例外判断を削除する")
        }
    };
    let mut finding = Diagnostic::new(&RULE.about, case.here(decision.key_span, here), message)
        .help(help)
        .about_subject("severity_override");
    if let Some(edit) = taken_out(case, decision.key_span, Comment::Goes) {
        let edits = vec![edit];
        finding.fix = Some(Fix { applicability: Applicability::Safe, message: help.to_owned(), edits });
    }
    vec![finding]
}
