//! The times of an incident in their order, and what is certain about them.

use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::field::Field;
use crate::model::moment::{Moment, Zone};
use crate::model::order;
use crate::model::stated_time::Time;

use crate::rules::rule::Case;

/// The statement of a time that counts, if it can be read.
#[must_use]
pub fn stated<'a>(case: &Case<'a>, field: Field) -> Option<(&'a Time, &'a Moment)> {
    let time = case.postmortem.times.get(&field)?.first()?;
    Some((time, time.moment()?))
}

/// The same, unless it contradicts another time: then nobody knows which of the two is wrong.
#[must_use]
pub fn uncontradicted<'a>(case: &Case<'a>, field: Field) -> Option<(&'a Time, &'a Moment)> {
    stated(case, field).filter(|_| case.postmortem.contradiction(field).is_none())
}

/// Whether one moment certainly lies before another.
#[must_use]
pub fn is_before(case: &Case<'_>, one: &Moment, other: &Moment) -> bool {
    order::is_before(one, other, case.timezone.is_none())
}

/// How far two moments may be apart from what they say.
#[must_use]
pub fn slack(case: &Case<'_>, one: &Moment, other: &Moment) -> Option<SignedDuration> {
    order::slack(one, other, case.timezone.is_none())
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
