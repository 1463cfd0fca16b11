//! The order of the times of an incident, and which of them certainly contradict it.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use jiff::tz::TimeZone;

use super::field::Field;
use super::moment::Moment;
use super::stated_time::Time;

/// The course of an incident.
pub const COURSE: [Field; 5] =
    [Field::StartedAt, Field::DetectedAt, Field::AcknowledgedAt, Field::MitigatedAt, Field::ResolvedAt];

/// What is told of an incident. It may be told before the incident is over, but not before it began.
const TOLD: [Field; 2] = [Field::FirstUpdateAt, Field::PublishedAt];

/// How far apart clocks on earth may be, in hours: from UTC to the zone that was perhaps meant.
const FURTHEST_ZONE: i64 = 14;

/// Two times of which the later one certainly lies before the earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// What comes first in the course of an incident.
    pub earlier: Field,
    /// What comes after it.
    pub later: Field,
    /// Whether no time that is stated belongs between the two, and no other contradiction says the same.
    pub is_next: bool,
}

/// Which of the stated times contradict each other. Of what may have been announced, people are told before it begins.
#[must_use]
pub fn contradictions(
    times: &BTreeMap<Field, Vec<Time>>,
    configured: &TimeZone,
    may_be_announced: impl Fn() -> bool,
) -> Vec<Contradiction> {
    let stated = |field: Field| {
        let time = times.get(&field)?.first()?;
        Some((field, time, time.moment()?))
    };
    // Most are in order.
    let mut latest = None;
    let is_out_of_order = |(_, _, moment): (Field, &Time, &Moment)| {
        let is_behind = latest.is_some_and(|before| moment.latest < before);
        latest = latest.max(Some(moment.earliest));
        is_behind
    };
    if !COURSE.into_iter().chain(TOLD).filter_map(stated).any(is_out_of_order) {
        return vec![];
    }
    // A key that means two times states one.
    let mut steps: Vec<(Field, &Time, &Moment)> = Vec::with_capacity(COURSE.len());
    for next in COURSE.into_iter().filter_map(stated) {
        if !steps.iter().any(|(_, time, moment)| time.span == next.1.span && *moment == next.2) {
            steps.push(next);
        }
    }
    let is_guessed = configured.is_unknown();
    let mut found = vec![];
    for (at, (earlier, _, one)) in steps.iter().enumerate() {
        for (between, (later, _, other)) in steps.iter().skip(at + 1).enumerate() {
            if is_before(other, one, is_guessed) {
                found.push(Contradiction { earlier: *earlier, later: *later, is_next: between == 0 });
            }
        }
    }
    let began = steps.first().filter(|(field, ..)| matches!(field, Field::StartedAt | Field::DetectedAt));
    let Some((earlier, _, began)) = began else { return found };
    let is_known = found.iter().any(|known| known.earlier == *earlier);
    for (later, _, told) in TOLD.into_iter().filter_map(stated) {
        if is_before(told, began, is_guessed) && !may_be_announced() {
            found.push(Contradiction { earlier: *earlier, later, is_next: !is_known });
        }
    }
    found
}

/// Whether one moment certainly lies before another. `is_guessed` where no zone is configured.
#[must_use]
pub fn is_before(one: &Moment, other: &Moment, is_guessed: bool) -> bool {
    match slack(one, other, is_guessed) {
        Some(slack) => one.latest.checked_add(slack).is_ok_and(|latest| latest < other.earliest),
        None => one.latest < other.earliest,
    }
}

/// How far two moments may be apart from what they say. Where no zone is configured, a time without an offset may be
/// meant in any; beside another such time that does not matter.
#[must_use]
pub fn slack(one: &Moment, other: &Moment, is_guessed: bool) -> Option<SignedDuration> {
    let guessed = is_guessed && one.zone != other.zone;
    guessed.then(|| SignedDuration::from_hours(FURTHEST_ZONE))
}
