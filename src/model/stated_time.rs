//! A time as a postmortem states it.

use crate::source::span::Span;

use super::field::Field;
use super::moment::{Moment, MomentReading};
use super::value::Why;

/// A stated time.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
    /// What it was read as.
    pub reading: MomentReading,
    /// Of which part it is, where its label names one: `Resolved (EU)`.
    pub part: Option<Box<str>>,
}

impl Time {
    /// The time, if it could be read.
    #[must_use]
    pub fn moment(&self) -> Option<&Moment> {
        match &self.reading {
            MomentReading::Moment(moment) => Some(moment),
            _ => None,
        }
    }

    /// Why it cannot be used, if that is so.
    #[must_use]
    pub fn why(&self) -> Option<&Why> {
        match &self.reading {
            MomentReading::Unreadable(why) => Some(why),
            _ => None,
        }
    }
}

/// Leaves out the times of parts where that of all of them is stated as well, and no part begins before it, or ends behind it.
/// Of several times when it was noticed the first one counts, whoever it was.
pub fn leave_out_parts(field: Field, times: &mut Vec<Time>) {
    if field == Field::DetectedAt && times.iter().all(|time| time.part.is_some()) {
        let first = times
            .iter()
            .filter(|time| time.moment().is_some())
            .min_by_key(|time| time.moment().map(|at| at.earliest));
        // What one of them says twice stays.
        let part = first.and_then(|first| first.part.clone());
        times.retain(|time| time.moment().is_none() || time.part == part);
        return;
    }
    let Some(whole) = times.iter().filter(|time| time.part.is_none()).find_map(Time::moment).copied() else {
        return;
    };
    let is_within = |part: &Moment| match field {
        Field::MitigatedAt | Field::ResolvedAt => part.earliest <= whole.latest,
        Field::PublishedAt => false,
        _ => whole.earliest <= part.latest,
    };
    times.retain(|time| time.part.is_none() || !time.moment().is_some_and(is_within));
}

/// When something was, where only times of parts are stated of it: from the first of them to the last. Else the first that is stated.
#[must_use]
pub fn of_all_parts(times: &[Time]) -> Option<Moment> {
    let (first, others) = times.split_first()?;
    let moment = *first.moment()?;
    if first.part.is_none() {
        return Some(moment);
    }
    let parts = others.iter().filter(|time| time.part.is_some() && time.part != first.part);
    Some(parts.filter_map(Time::moment).fold(moment, |all, part| Moment {
        earliest: all.earliest.min(part.earliest),
        latest: all.latest.max(part.latest),
        ..all
    }))
}

/// Whether something was at a time of day while the incident went on, as far as that is known.
pub fn is_within<'m>(
    at: &Moment,
    began: Option<&Moment>,
    mut ends: impl Iterator<Item = &'m Moment>,
) -> bool {
    !at.date_only
        && began.is_none_or(|began| began.earliest <= at.latest)
        && ends.all(|end| at.earliest <= end.latest)
}
