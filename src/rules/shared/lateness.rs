//! What the rules about deadlines have in common: from when a deadline runs, and whether it was certainly missed.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::about::About;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::deadline::Deadline;
use crate::model::fact::State;
use crate::model::field::Field;
use crate::model::postmortem::Time;
use crate::model::say::say_deadline;
use crate::model::value::Value;
use crate::source::span::Span;
use crate::space::decimal::Decimal;
use crate::space::interval::End;
use crate::table::level::{Cover, Milestone};
use crate::verdict::duties::Duties;

use super::announced::is_planned;
use super::graded::before;
use super::times::{first_day, zone_of};
use crate::rules::rule::Case;

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
    /// Facts that say how long it took, the one that counts first.
    pub facts: &'static [&'static str],
}

/// The promises of a response, each with a rule of its own.
pub const DETECTED: Promise = Promise {
    milestone: Milestone::Detected,
    from: Field::StartedAt,
    to: Field::DetectedAt,
    facts: &["time_to_detect"],
};
/// From the detection to the acknowledgement.
pub const ACKNOWLEDGED: Promise = Promise {
    milestone: Milestone::Acknowledged,
    from: Field::DetectedAt,
    to: Field::AcknowledgedAt,
    facts: &["time_to_acknowledge"],
};
/// From the start to the mitigation.
pub const MITIGATED: Promise = Promise {
    milestone: Milestone::Mitigated,
    from: Field::StartedAt,
    to: Field::MitigatedAt,
    facts: &["time_to_mitigate"],
};
/// From the start to the resolution.
pub const RESOLVED: Promise = Promise {
    milestone: Milestone::Resolved,
    from: Field::StartedAt,
    to: Field::ResolvedAt,
    facts: &["time_to_resolve", "duration"],
};
/// From the detection to the first update.
pub const UPDATED: Promise = Promise {
    milestone: Milestone::FirstUpdate,
    from: Field::DetectedAt,
    to: Field::FirstUpdateAt,
    facts: &[],
};
/// From the resolution to the published postmortem.
pub const PUBLISHED: Promise =
    Promise { milestone: Milestone::Postmortem, from: Field::ResolvedAt, to: Field::PublishedAt, facts: &[] };

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// It was certainly kept.
    InTime,
    /// It was certainly broken.
    Late,
    /// The times do not tell.
    Untold,
}

/// What became of a promise; none if the level makes no such promise, or the work was announced.
#[must_use]
pub fn kept(case: &Case<'_>, duties: &Duties<'_>, promise: Promise) -> Option<Kept> {
    let response = duties.response?;
    let (deadline, _) = response.deadline(promise.milestone)?;
    if promise.milestone != Milestone::Postmortem && is_planned(case) {
        return None;
    }
    let times = (stated(case, promise.from), stated(case, promise.to));
    let lateness = match times {
        (Some(from), Some(to)) => between(case, from, to, deadline, response.cover),
        _ => by_fact(case, promise, deadline, response.cover),
    };
    if lateness.is_some() {
        return Some(Kept::Late);
    }
    let moments = match times {
        (Some(from), Some(to)) => from.moment().zip(to.moment()),
        _ => None,
    };
    let in_time = match moments {
        Some((start, end)) => end_of(case, deadline, response.cover, start.earliest, &zone_of(case, start))
            .is_some_and(|last| start.earliest <= end.latest && end.latest <= last),
        None => is_short_enough(case, promise, deadline, response.cover),
    };
    Some(if in_time { Kept::InTime } else { Kept::Untold })
}

/// Whether what is stated of how long it took is certainly within the deadline.
fn is_short_enough(case: &Case<'_>, promise: Promise, deadline: Deadline, cover: Option<Cover>) -> bool {
    let Deadline::Elapsed(allowed) = deadline else { return false };
    let Some(table) = case.verdict.map(|verdict| verdict.table) else { return false };
    let mut facts = promise.facts.iter().filter_map(|name| case.postmortem.facts.get(table.fact(name)?));
    let stated = facts.find(|fact| matches!(fact.state, State::Stated | State::Uncertain));
    let Some(Value::Quantity(took)) = stated.and_then(|fact| fact.value.as_ref()) else { return false };
    let longest = took.parts().last().map(|part| part.high());
    is_on_the_clock(deadline, cover)
        && matches!(longest, Some(End::Included(longest) | End::Excluded(longest)) if longest <= allowed)
}

/// How late it was.
enum Lateness<'c> {
    /// So long on the clock, from one time to another.
    Between(&'c Time, &'c Time, Taken),
    /// On a day after the last one that was in time.
    After(&'c Time, &'c Time, Date, Date),
    /// So long, as a fact states it.
    Stated(Span, Taken),
}

/// A time that something took.
#[derive(Clone, Copy)]
struct Taken {
    shortest: Decimal,
    /// Whether it took perhaps longer.
    is_least: bool,
}

/// The finding, if the promise was certainly broken. `what` says what happened, as `acknowledged`.
pub fn late(
    about: &'static About,
    case: &Case<'_>,
    promise: Promise,
    what: fn(Language) -> &'static str,
) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    let duties = verdict.duties;
    let (Some(grade), Some(response)) = (duties.grade, duties.response) else { return vec![] };
    let mut deadlines = response.deadlines.iter().filter(|(milestone, ..)| *milestone == promise.milestone);
    let Some((_, deadline, asked)) = deadlines.next() else { return vec![] };
    // Announced work takes as long as it was planned to take; what is written about it is due all the same.
    if promise.milestone != Milestone::Postmortem && is_planned(case) {
        return vec![];
    }
    let lateness = match (stated(case, promise.from), stated(case, promise.to)) {
        (Some(from), Some(to)) => between(case, from, to, *deadline, response.cover),
        _ => by_fact(case, promise, *deadline, response.cover),
    };
    let Some(lateness) = lateness else { return vec![] };
    let level = verdict.level(grade.level);
    let message = message(case.language, &lateness, promise.from, what(case.language), level, *deadline);
    let deadline = say_deadline(*deadline, case.language);
    let (here, runs, took, there) = match case.language {
        Language::English => (
            format!("{} here", what(case.language)),
            "the time runs from here",
            "so long it took",
            format!("{level} allows {deadline}"),
        ),
        Language::Japanese => (
            format!("{}はここ", what(case.language)),
            "ここから数える",
            "かかった時間",
            format!("`{level}` の定めは {deadline}"),
        ),
    };
    let finding = match lateness {
        Lateness::Between(from, to, _) | Lateness::After(from, to, ..) => {
            Diagnostic::new(about, case.here(to.span, here), message).because(case.here(from.span, runs))
        }
        Lateness::Stated(span, _) => Diagnostic::new(about, case.here(span, took), message),
    };
    let help = match case.language {
        Language::English => {
            "correct the times if they are wrong; else say in the postmortem what held you up"
        }
        Language::Japanese => "日時が誤っていれば直す。正しければ遅れた理由をポストモーテムに書く",
    };
    let mut finding = finding.because(verdict.there(*asked, there)).help(help);
    finding.related.extend(before(case, &verdict, grade));
    vec![finding.about_subject(what(Language::English))]
}

/// By the two times.
fn between<'c>(
    case: &Case<'c>,
    from: &'c Time,
    to: &'c Time,
    deadline: Deadline,
    cover: Option<Cover>,
) -> Option<Lateness<'c>> {
    let (start, end) = (from.moment()?, to.moment()?);
    let zone = zone_of(case, start);
    let last = end_of(case, deadline, cover, start.latest, &zone)?;
    if end.earliest <= last {
        return None;
    }
    if !is_on_the_clock(deadline, cover) {
        let until = last.to_zoned(zone).date();
        return Some(Lateness::After(from, to, first_day(case, end), until));
    }
    let nanoseconds = end.earliest.as_nanosecond().checked_sub(start.latest.as_nanosecond())?;
    let is_least = start.earliest != start.latest || end.earliest != end.latest;
    Some(Lateness::Between(from, to, Taken { shortest: Decimal::billionths(nanoseconds), is_least }))
}

/// By what is stated of how long it took, where a time is missing. On which days is not said, so only on the clock.
fn by_fact<'c>(
    case: &Case<'c>,
    promise: Promise,
    deadline: Deadline,
    cover: Option<Cover>,
) -> Option<Lateness<'c>> {
    let Deadline::Elapsed(allowed) = deadline else { return None };
    if !is_on_the_clock(deadline, cover) {
        return None;
    }
    let table = case.verdict?.table;
    let mut facts = promise.facts.iter().filter_map(|name| case.postmortem.facts.get(table.fact(name)?));
    let fact = facts.find(|fact| matches!(fact.state, State::Stated | State::Uncertain))?;
    let Some(Value::Quantity(took)) = &fact.value else { return None };
    let (shortest, is_late) = match took.parts().first()?.low() {
        End::Included(shortest) => (shortest, shortest > allowed),
        End::Excluded(shortest) => (shortest, shortest >= allowed),
        End::Unbounded => return None,
    };
    let span = fact.statements.first()?.span;
    is_late.then(|| Lateness::Stated(span, Taken { shortest, is_least: took.as_point().is_none() }))
}

fn is_on_the_clock(deadline: Deadline, cover: Option<Cover>) -> bool {
    matches!(deadline, Deadline::Elapsed(_)) && cover != Some(Cover::BusinessHours)
}

/// `detected 20h 40m after the start; SEV-3 allows 5m`.
fn message(
    language: Language,
    lateness: &Lateness<'_>,
    from: Field,
    what: &str,
    level: &str,
    deadline: Deadline,
) -> String {
    let deadline = say_deadline(deadline, language);
    match (language, lateness) {
        (Language::English, Lateness::Between(.., taken) | Lateness::Stated(_, taken)) => {
            let from = match from {
                Field::DetectedAt => "the detection",
                Field::ResolvedAt => "the resolution",
                _ => "the start",
            };
            let least = if taken.is_least { "at least " } else { "" };
            let took = say_deadline(Deadline::Elapsed(taken.shortest), language);
            format!("{what} {least}{took} after {from}; {level} allows {deadline}")
        }
        (Language::English, Lateness::After(_, _, day, last)) => {
            format!("{what} on {day}; {level} allows {deadline}, until {last}")
        }
        (Language::Japanese, Lateness::Between(.., taken) | Lateness::Stated(_, taken)) => {
            let from = match from {
                Field::DetectedAt => "検知",
                Field::ResolvedAt => "解決",
                _ => "開始",
            };
            let least = if taken.is_least { "以上" } else { "" };
            let took = say_deadline(Deadline::Elapsed(taken.shortest), language);
            format!("{what}が{from}の {took} {least}後で、`{level}` の定め ({deadline}) より遅い")
        }
        (Language::Japanese, Lateness::After(_, _, day, last)) => {
            format!("{what}が {day} で、`{level}` の定め ({deadline}、{last} まで) より遅い")
        }
    }
}

/// The last moment that is in time; days begin as a zone shows them.
#[must_use]
pub fn end_of(
    case: &Case<'_>,
    deadline: Deadline,
    cover: Option<Cover>,
    from: jiff::Timestamp,
    zone: &TimeZone,
) -> Option<jiff::Timestamp> {
    match (deadline, cover) {
        (Deadline::BusinessDays(days), _) => case.workdays.end_of(days, from, zone),
        // Nobody says which hours are business hours, so whole days are allowed for.
        (Deadline::Elapsed(seconds), Some(Cover::BusinessHours)) => {
            let day = Decimal::whole(BUSINESS_DAY_SECONDS).in_billionths();
            let days = seconds.in_billionths().div_euclid(day) + 1;
            case.workdays.end_of(u32::try_from(days).ok()?, from, zone)
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
