//! What the rules about deadlines have in common: from when a deadline runs, and whether it was certainly missed.

use crate::diagnostic::about::About;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::deadline::Deadline;
use crate::model::field::Field;
use crate::model::postmortem::Time;
use crate::model::say::say_deadline;
use crate::space::decimal::Decimal;
use crate::table::level::{Cover, Milestone};
use crate::verdict::duties::Duties;

use super::rule::Case;

/// Hours of a business day: a deadline in hours, for people who work in business hours, is counted in days of so many.
const BUSINESS_DAY_SECONDS: i64 = 8 * 60 * 60;

/// What must have happened by when.
#[derive(Clone, Copy, Debug)]
pub struct Promise {
    /// What the deadline is for.
    pub milestone: Milestone,
    /// From when it runs.
    pub from: Field,
    /// What must have happened.
    pub to: Field,
}

/// The finding, if the promise was certainly broken. `what` says what happened, as `acknowledged`.
pub fn late(
    about: &'static About,
    case: &Case<'_>,
    promise: Promise,
    what: fn(Language) -> &'static str,
) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    let duties = Duties::of(verdict.table, case.postmortem, verdict.judgement);
    let (Some(grade), Some(response)) = (duties.grade, duties.response) else { return vec![] };
    let mut deadlines = response.deadlines.iter().filter(|(milestone, ..)| *milestone == promise.milestone);
    let Some((_, deadline, asked)) = deadlines.next() else { return vec![] };
    let (Some(from), Some(to)) = (stated(case, promise.from), stated(case, promise.to)) else {
        return vec![];
    };
    let (Some(start), Some(end)) = (from.moment(), to.moment()) else { return vec![] };
    let Some(last) = end_of(case, *deadline, response.cover, start.latest) else { return vec![] };
    if end.earliest <= last {
        return vec![];
    }
    let level = verdict.level(grade.level);
    let deadline = say_deadline(*deadline, case.language);
    let (message, here, runs, there, help) = match case.language {
        Language::English => (
            format!("{} later than the {deadline} that {level} allows", what(case.language)),
            format!("{} here", what(case.language)),
            "the time runs from here",
            format!("{level} allows {deadline}"),
            "correct the times if they are wrong; else say in the postmortem what held you up",
        ),
        Language::Japanese => (
            format!("{}が `{level}` の定め ({deadline}) より遅い", what(case.language)),
            format!("{}はここ", what(case.language)),
            "ここから数える",
            format!("`{level}` の定めは {deadline}"),
            "日時が誤っていれば直す。正しければ遅れた理由をポストモーテムに書く",
        ),
    };
    let finding = Diagnostic::new(about, case.here(to.span, here), message)
        .because(case.here(from.span, runs))
        .because(verdict.there(*asked, there))
        .help(help)
        .about_subject(what(Language::English));
    vec![finding]
}

/// The last moment that is in time.
#[must_use]
pub fn end_of(
    case: &Case<'_>,
    deadline: Deadline,
    cover: Option<Cover>,
    from: jiff::Timestamp,
) -> Option<jiff::Timestamp> {
    match (deadline, cover) {
        (Deadline::BusinessDays(days), _) => case.workdays.end_of(days, from),
        // Nobody says which hours are business hours, so whole days are allowed for.
        (Deadline::Elapsed(seconds), Some(Cover::BusinessHours)) => {
            let day = Decimal::whole(BUSINESS_DAY_SECONDS).in_billionths();
            let days = seconds.in_billionths().div_euclid(day) + 1;
            case.workdays.end_of(u32::try_from(days).ok()?, from)
        }
        (Deadline::Elapsed(seconds), _) => {
            let end = from.as_nanosecond().checked_add(seconds.in_billionths())?;
            jiff::Timestamp::from_nanosecond(end).ok()
        }
    }
}

/// The statement of a time that counts.
#[must_use]
pub fn stated<'c>(case: &Case<'c>, field: Field) -> Option<&'c Time> {
    case.postmortem.times.get(&field)?.first()
}
