use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::diagnostic::language::Language;
use crate::model::reason::gives_reason;
use crate::source::span::Span;

use super::rule::{Applied, Check, Effect, Ignoring, rule};

rule! {
    /// ## What it flags
    /// An ignore that gives no reason, or one that is still to be written (`because TODO`, `because REASON`). It is followed all
    /// the same: one finding is enough.
    ///
    /// ## Why
    /// In a year somebody will ask whether it may go, and only the reason can answer.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// # sevlint: ignore severity-understated
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3 # sevlint: ignore severity-understated agreed with support
    /// users_affected_pct: 32%
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// # sevlint: ignore severity-understated because REASON
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// # sevlint: ignore severity-understated because one internal customer, agreed with support
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Add `because` and the reason. To keep a level that the table does not give, `severity_override` is better: it is part
    /// of the incident, can name who agreed, and is counted in reports.
    ///
    /// ## When to turn it off
    /// If reasons are kept elsewhere, as in commit messages.
    "ignore-unreasoned", Warning, Mending::Safe,
    { English => "an ignore gives no reason", Japanese => "抑制に理由がない" },
    Check::Ignores(check)
}

fn check(ignoring: &Ignoring<'_>) -> Vec<Diagnostic> {
    let unreasoned = ignoring.ignores.iter().filter(|applied| is_unreasoned(applied));
    unreasoned.map(|applied| finding(ignoring, applied)).collect()
}

/// An ignore that hides nothing has to go, or to be mended, before it needs a reason.
fn is_unreasoned(applied: &Applied<'_>) -> bool {
    let matters = applied.effects.iter().any(|effect| matches!(effect, Effect::Hides | Effect::NotChecked));
    !applied.ignore.because.as_ref().is_some_and(gives_reason)
        && matters
        && applied.ignore.is_dated_well()
        && !applied.is_expired
}

fn finding(ignoring: &Ignoring<'_>, applied: &Applied<'_>) -> Diagnostic {
    let ignore = applied.ignore;
    let names: Vec<&str> = ignore.rules.iter().map(|rule| rule.text.as_str()).collect();
    if let Some(because) = &ignore.because {
        let (message, here, help) = match ignoring.language {
            Language::English => ("the ignore gives no reason", "this does not say why", "write the reason"),
            Language::Japanese => ("抑制に理由がない", "理由が書かれていない", "理由を書く"),
        };
        let finding = Diagnostic::new(&RULE.about, ignoring.here(because.span, here), message);
        return finding.help(help).about_subject(names.join(", "));
    }
    // What is still to be written is no reason behind `because` either.
    let Some(stray) = ignore.stray.as_ref().filter(|stray| gives_reason(stray)) else {
        let (message, here, help) = match ignoring.language {
            Language::English => ("the ignore gives no reason", "why?", "add `because` and the reason"),
            Language::Japanese => ("抑制に理由がない", "なぜか", "`because` と理由を書き足す"),
        };
        let finding = Diagnostic::new(&RULE.about, ignoring.here(ignore.span, here), message);
        return finding.help(help).about_subject(names.join(", "));
    };
    let (message, here, help) = match ignoring.language {
        Language::English => (
            "the ignore gives no reason: `because` is missing before it",
            "is this the reason?",
            "write `because` before the reason",
        ),
        Language::Japanese => {
            ("抑制に理由がない: 前に `because` が抜けている", "これが理由か", "理由の前に `because` を書く")
        }
    };
    let finding = Diagnostic::new(&RULE.about, ignoring.here(stray.span, here), message);
    let place = Span::at(stray.span.start as usize);
    let edits = vec![Edit::replace(ignoring.text, place, "because ")];
    let fix = Fix { applicability: Applicability::Safe, message: help.to_owned(), edits };
    finding.help(help).about_subject(names.join(", ")).mended_by(fix)
}
