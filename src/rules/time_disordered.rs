use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::field::Field;
use crate::model::moment::Moment;
use crate::model::postmortem::Time;

use super::rule::{Case, Check, rule};
use super::shared::times::{COURSE, is_before, stated};
use super::words::phrase::excerpt;

rule! {
    /// ## What it flags
    /// Times that cannot be in order: an incident starts, is detected, acknowledged, mitigated and resolved. Dates without a
    /// time of day, and times whose zone is a guess, are flagged only where no reading puts them in order.
    ///
    /// ## Why
    /// One of them is wrong, often by a day, a month or a time zone. The duration and what else follows from them is left
    /// open.
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

/// A time of the course of an incident, as it is stated.
type Step<'a> = (Field, &'a Time, &'a Moment);

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let step = |field: Field| stated(case, field).map(|(time, moment)| (field, time, moment));
    // A key that means two times states one.
    let mut steps: Vec<Step<'_>> = vec![];
    for next in COURSE.into_iter().filter_map(step) {
        if !steps.iter().any(|(_, time, _)| time.span == next.1.span) {
            steps.push(next);
        }
    }
    let wrong = |(one, other): &(&Step<'_>, &Step<'_>)| is_before(case, other.2, one.2);
    let adjacent = steps.iter().zip(steps.iter().skip(1));
    let mut pairs: Vec<(&Step<'_>, &Step<'_>)> = adjacent.filter(wrong).collect();
    if pairs.is_empty() {
        // What stands between may be a whole day, and hide that the rest is wrong.
        let all = steps
            .iter()
            .enumerate()
            .flat_map(|(at, one)| steps.iter().skip(at + 1).map(move |other| (one, other)));
        pairs.extend(all.filter(wrong).take(1));
    }
    pairs.into_iter().map(|(one, other)| finding(case, *one, *other)).collect()
}

fn finding(case: &Case<'_>, one: Step<'_>, other: Step<'_>) -> Diagnostic {
    let (earlier, later) = (one.0.name(), other.0.name());
    let (message, here, there, help) = match case.language {
        Language::English => (
            format!("`{later}` is before `{earlier}`"),
            format!("`{later}` is {}", excerpt(&other.1.text)),
            format!("`{earlier}` is {}", excerpt(&one.1.text)),
            "correct the wrong one; look at the day and the offset first",
        ),
        Language::Japanese => (
            format!("`{later}` が `{earlier}` より前になっている"),
            format!("`{later}` は `{}`", excerpt(&other.1.text)),
            format!("`{earlier}` は `{}`", excerpt(&one.1.text)),
            "誤っている方を直す。まず日付とオフセットを確かめる",
        ),
    };
    Diagnostic::new(&RULE.about, case.here(other.1.span, here), message)
        .because(case.here(one.1.span, there))
        .help(help)
        .about_subject(format!("{earlier} {later}"))
}
