use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::order::Contradiction;

use super::rule::{Case, Check, rule};
use super::shared::times::stated;
use super::words::phrase::excerpt;

rule! {
    /// ## What it flags
    /// Times that cannot be in order: an incident starts, is detected, acknowledged, mitigated and resolved. Nor can the
    /// first update or the publication come before the start; where that is not stated, before the detection. They may where
    /// the title or the name of the file calls it planned, an upgrade, a migration or maintenance: that is announced before
    /// it begins. Dates without a time of day, and times whose zone is a guess, are flagged only where no reading puts them
    /// in order.
    ///
    /// ## Why
    /// One of them is wrong, often by a day, a month or a time zone. What follows from one of them, as the duration, or
    /// whether a deadline was kept, is left open: also where it follows from that one and a third that agrees with it.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// started_at: 2026-04-01T10:20Z
    /// detected_at: 2026-04-01T10:15Z
    /// resolved_at: 2026-04-01T11:00Z
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// started_at: 2026-04-02
    /// resolved_at: 2026-03-02
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// started_at: 2026-04-01T10:20Z
    /// published_at: 2025-04-05
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// started_at: 2026-04-01T10:20+09:00
    /// detected_at: 2026-04-01
    /// resolved_at: 2026-04-01 02:30 UTC
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct the wrong one. The usual suspects are the offset, and an incident that went on after midnight.
    ///
    /// ## When to turn it off
    /// Do not: times that contradict each other are not used.
    "time-disordered", Error, Mending::None("only the authors know which time is wrong"),
    { English => "times are not in the order of an incident", Japanese => "日時がインシデントの流れの順になっていない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let all = &case.postmortem.contradictions;
    // What stands between may be a whole day, and hide that the rest is wrong.
    let far = all.iter().take(usize::from(!all.iter().any(|found| found.is_next)));
    all.iter().filter(|found| found.is_next).chain(far).filter_map(|found| finding(case, *found)).collect()
}

fn finding(case: &Case<'_>, found: Contradiction) -> Option<Diagnostic> {
    let (earlier, later) = (found.earlier.name(), found.later.name());
    let ((one, _), (other, _)) = (stated(case, found.earlier)?, stated(case, found.later)?);
    let (message, here, there, help) = match case.language {
        Language::English => (
            format!("`{later}` is before `{earlier}`"),
            format!("`{later}` is {}", excerpt(&other.text)),
            format!("`{earlier}` is {}", excerpt(&one.text)),
            "correct the wrong one; look at the day and the offset first",
        ),
        Language::Japanese => (
            format!("`{later}` が `{earlier}` より前になっている"),
            format!("`{later}` は `{}`", excerpt(&other.text)),
            format!("`{earlier}` は `{}`", excerpt(&one.text)),
            "誤っている方を直す。まず日付とオフセットを確かめる",
        ),
    };
    let finding = Diagnostic::new(&RULE.about, case.here(other.span, here), message)
        .because(case.here(one.span, there))
        .help(help)
        .about_subject(format!("{earlier} {later}"));
    Some(finding)
}
