//! What the rules about deadlines have in common: from when a deadline runs, and whether it was certainly missed.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::about::About;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::deadline::Deadline;
use crate::model::fact::State;
use crate::model::field::Field;
use crate::model::kinds::duration;
use crate::model::say::say_deadline;
use crate::model::stated_time::Time;
use crate::model::value::Value;
use crate::source::span::Span;
use crate::space::decimal::Decimal;
use crate::space::interval::End;
use crate::table::level::{Milestone, Response};
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
        (Some(from), Some(to)) => between(case, from, to, (promise.milestone, deadline), response),
        _ => by_fact(case, promise, deadline, response),
    };
    if lateness.is_some() {
        return Some(Kept::Late);
    }
    let moments = match times {
        (Some(from), Some(to)) => from.moment().zip(to.moment()),
        _ => None,
    };
    let in_time = match moments {
        Some((start, end)) => {
            end_of(case, (promise.milestone, deadline), response, start.earliest, &zone_of(case, start))
                .is_some_and(|last| start.earliest <= end.latest && end.latest <= last)
        }
        None => is_short_enough(case, promise, deadline, response),
    };
    Some(if in_time { Kept::InTime } else { Kept::Untold })
}

/// Whether what is stated of how long it took is certainly within the deadline.
fn is_short_enough(case: &Case<'_>, promise: Promise, deadline: Deadline, response: &Response) -> bool {
    let Some(allowed) = response.on_the_clock(promise.milestone, deadline) else { return false };
    let Some(table) = case.verdict.map(|verdict| verdict.table) else { return false };
    let mut facts = promise.facts.iter().filter_map(|name| case.postmortem.facts.get(table.fact(name)?));
    let stated = facts.find(|fact| matches!(fact.state, State::Stated | State::Uncertain));
    let Some(Value::Quantity(took)) = stated.and_then(|fact| fact.value.as_ref()) else { return false };
    let longest = took.parts().last().map(|part| part.high());
    matches!(longest, Some(End::Included(longest) | End::Excluded(longest)) if longest <= allowed)
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
    sure: Sure,
}

/// What is certain of a time that something took.
#[derive(Clone, Copy)]
enum Sure {
    /// It took just so long.
    Just,
    /// It took so long or longer.
    AtLeast,
    /// It took longer.
    Over,
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
        (Some(from), Some(to)) => between(case, from, to, (promise.milestone, *deadline), response),
        _ => by_fact(case, promise, *deadline, response),
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
        Language::English => format!(
            "correct the times if they are wrong; if it was late, `sevlint: ignore {} because …` says why and settles it",
            about.id
        ),
        Language::Japanese => format!(
            "日時が誤っていれば直す。実際に遅れたなら、理由を `sevlint: ignore {} because …` に書けば表示されない",
            about.id
        ),
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
    due: (Milestone, Deadline),
    response: &Response,
) -> Option<Lateness<'c>> {
    let (start, end) = (from.moment()?, to.moment()?);
    let zone = zone_of(case, start);
    let last = end_of(case, due, response, start.latest, &zone)?;
    if end.earliest <= last {
        return None;
    }
    if response.on_the_clock(due.0, due.1).is_none() {
        let until = last.to_zoned(zone).date();
        return Some(Lateness::After(from, to, first_day(case, end), until));
    }
    let nanoseconds = end.earliest.as_nanosecond().checked_sub(start.latest.as_nanosecond())?;
    // The last nanosecond of a day stands for its end, which is no part of it.
    let (shortest, sure) = if start.date_only {
        (nanoseconds.saturating_sub(1), Sure::Over)
    } else if start.earliest != start.latest || end.earliest != end.latest {
        (nanoseconds, Sure::AtLeast)
    } else {
        (nanoseconds, Sure::Just)
    };
    Some(Lateness::Between(from, to, Taken { shortest: Decimal::billionths(shortest), sure }))
}

/// By what is stated of how long it took, where a time is missing. On which days is not said, so only on the clock.
fn by_fact<'c>(
    case: &Case<'c>,
    promise: Promise,
    deadline: Deadline,
    response: &Response,
) -> Option<Lateness<'c>> {
    let allowed = response.on_the_clock(promise.milestone, deadline)?;
    let table = case.verdict?.table;
    let mut facts = promise.facts.iter().filter_map(|name| case.postmortem.facts.get(table.fact(name)?));
    let fact = facts.find(|fact| matches!(fact.state, State::Stated | State::Uncertain))?;
    let Some(Value::Quantity(took)) = &fact.value else { return None };
    let (shortest, sure, is_late) = match took.parts().first()?.low() {
        End::Included(shortest) if took.as_point().is_some() => (shortest, Sure::Just, shortest > allowed),
        End::Included(shortest) => (shortest, Sure::AtLeast, shortest > allowed),
        End::Excluded(shortest) => (shortest, Sure::Over, shortest >= allowed),
        End::Unbounded => return None,
    };
    let span = fact.statements.first()?.span;
    is_late.then_some(Lateness::Stated(span, Taken { shortest, sure }))
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
            let least = match taken.sure {
                Sure::Just => "",
                Sure::AtLeast => "at least ",
                Sure::Over => "more than ",
            };
            let took = duration::show(taken.shortest);
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
            let took = duration::show(taken.shortest);
            let when = match taken.sure {
                Sure::Just => format!("{from}の `{took}` 後"),
                Sure::AtLeast => format!("{from}の `{took}` 以上後"),
                Sure::Over => format!("{from}から `{took}` を過ぎた後"),
            };
            format!("{what}が{when}で、`{level}` の定め ({deadline}) より遅い")
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
    (milestone, deadline): (Milestone, Deadline),
    response: &Response,
    from: jiff::Timestamp,
    zone: &TimeZone,
) -> Option<jiff::Timestamp> {
    if let Some(seconds) = response.on_the_clock(milestone, deadline) {
        let end = from.as_nanosecond().checked_add(seconds.in_billionths())?;
        return jiff::Timestamp::from_nanosecond(end).ok();
    }
    let days = match deadline {
        Deadline::BusinessDays(days) => days,
        // Nobody says which hours are business hours, so whole days are allowed for.
        Deadline::Elapsed(_) | Deadline::Days(_) => {
            let day = Decimal::whole(BUSINESS_DAY_SECONDS).in_billionths();
            u32::try_from(deadline.seconds()?.in_billionths().div_euclid(day) + 1).ok()?
        }
    };
    case.workdays.end_of(days, from, zone)
}

/// The statement of a time that counts, unless it contradicts another: those are not used.
#[must_use]
pub fn stated<'c>(case: &Case<'c>, field: Field) -> Option<&'c Time> {
    case.postmortem.times.get(&field)?.first().filter(|_| case.postmortem.contradiction(field).is_none())
}
