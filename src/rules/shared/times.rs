//! The times of an incident in their order, and what is certain about them.

use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::field::Field;
use crate::model::moment::{Moment, Zone};
use crate::model::postmortem::Time;

use crate::rules::rule::Case;

/// The course of an incident.
pub const COURSE: [Field; 5] =
    [Field::StartedAt, Field::DetectedAt, Field::AcknowledgedAt, Field::MitigatedAt, Field::ResolvedAt];

/// How far apart clocks on earth may be, in hours: from UTC to the zone that was perhaps meant.
const FURTHEST_ZONE: i64 = 14;

/// The statement of a time that counts, if it can be read.
#[must_use]
pub fn stated<'a>(case: &Case<'a>, field: Field) -> Option<(&'a Time, &'a Moment)> {
    let time = case.postmortem.times.get(&field)?.first()?;
    Some((time, time.moment()?))
}

/// Whether one moment certainly lies before another.
#[must_use]
pub fn is_before(case: &Case<'_>, one: &Moment, other: &Moment) -> bool {
    match slack(case, one, other) {
        Some(slack) => one.latest.checked_add(slack).is_ok_and(|latest| latest < other.earliest),
        None => one.latest < other.earliest,
    }
}

/// How far two moments may be apart from what they say. Where no zone is configured, a time without an offset may be
/// meant in any; beside another such time that does not matter.
#[must_use]
pub fn slack(case: &Case<'_>, one: &Moment, other: &Moment) -> Option<SignedDuration> {
    let guessed = case.timezone.is_none() && one.zone != other.zone;
    guessed.then(|| SignedDuration::from_hours(FURTHEST_ZONE))
}

/// Whether the zone of a moment is a guess.
#[must_use]
pub fn is_guessed(case: &Case<'_>, moment: &Moment) -> bool {
    case.timezone.is_none() && moment.zone == Zone::Assumed
}

/// The zone in which the days of a moment begin: the configured one; without one that of the postmortem's own times.
#[must_use]
pub fn zone_of(case: &Case<'_>, moment: &Moment) -> TimeZone {
    case.postmortem.zone_of(moment, &case.zone())
}

/// The day on which a moment begins.
#[must_use]
pub fn first_day(case: &Case<'_>, moment: &Moment) -> Date {
    moment.earliest.to_zoned(zone_of(case, moment)).date()
}

/// The day on which a moment ends.
#[must_use]
pub fn last_day(case: &Case<'_>, moment: &Moment) -> Date {
    moment.latest.to_zoned(zone_of(case, moment)).date()
}
