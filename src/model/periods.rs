//! From when to when it was, where one text under a label says so: `When: 10:00 - 11:00`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::source::span::Span;

use super::field::Field;
use super::metadata::{Labelled, part_of_time, told_times, zone_told};
use super::moment::{Moment, MomentReading, Zone};
use super::parts::is_whole;
use super::stated_time::Time;

/// A period under a label: its start and its end, or the steps that are named instead.
pub struct ToldPeriod<'l> {
    text: &'l str,
    span: Span,
    part: Option<Box<str>>,
    zone: Option<TimeZone>,
    told: Vec<(Field, MomentReading)>,
}

/// When a period began.
#[derive(Clone, Debug)]
pub struct Began {
    /// As written.
    pub written: Timestamp,
    /// The zone in which that was, where one is stated.
    pub zone: Option<TimeZone>,
}

impl ToldPeriod<'_> {
    /// When it began.
    #[must_use]
    pub fn start(&self) -> Option<Began> {
        match self.told.first()? {
            (Field::StartedAt, MomentReading::Moment(start)) if !start.date_only => {
                Some(Began { written: start.written, zone: self.zone.clone() })
            }
            _ => None,
        }
    }
}

/// The periods that labels tell, beside the starts that are known; times of a day alone are of the day that is stated.
#[must_use]
pub fn told_periods<'l>(
    labelled: &'l [Labelled],
    times: &BTreeMap<Field, Vec<Time>>,
    zone: &TimeZone,
    day: Option<Date>,
    near: Option<Date>,
) -> Vec<ToldPeriod<'l>> {
    let starts = times.get(&Field::StartedAt).map(Vec::as_slice).unwrap_or_default();
    let mut found = vec![];
    for labelled in labelled.iter().filter(|labelled| labelled.is_period && labelled.may_tell_period()) {
        let Some(text) = labelled.entry.value.text() else { continue };
        let span = labelled.entry.value.span;
        let own = starts.iter().find(|time| time.span == span).and_then(Time::moment);
        // Most labels of the start tell one time.
        let exact = own.filter(|at| at.earliest == at.latest);
        if exact.is_some_and(|at| at.zone == Zone::Assumed) {
            continue;
        }
        let zone = labelled.zone.as_ref().unwrap_or(zone);
        let period = labelled.period_text();
        let told = told_times(&period, zone, day, || day.or(near));
        // What was read as an offset is none where a period is told without one: `22:00-01:30`.
        let is_assumed = |(_, start): &(Field, MomentReading)| matches!(start, MomentReading::Moment(at) if at.zone == Zone::Assumed);
        if exact.is_some() && (told.len() != 2 || labelled.zone.is_some() || !told.iter().all(is_assumed)) {
            continue;
        }
        let is_stated =
            matches!(told.first(), Some((_, MomentReading::Moment(at))) if at.zone == Zone::Stated);
        let zone = is_stated.then(|| zone_told(&period)).flatten().or_else(|| labelled.zone.clone());
        let part = part_of_time(&labelled.entry.key).filter(|part| !is_whole(part)).map(Into::into);
        found.push(ToldPeriod { text, span, part, zone, told });
    }
    found
}

/// A period under a label is its start and its end, where those are not stated; behind 発生日時 only where the incident may have been over
/// at its end, since otherwise nobody knows more exactly when it began. Periods of parts are times of parts.
pub fn take_periods(times: &mut BTreeMap<Field, Vec<Time>>, periods: Vec<ToldPeriod<'_>>) {
    for ToldPeriod { text, span, part, told, .. } in periods {
        let starts = times.get(&Field::StartedAt).map(Vec::as_slice).unwrap_or_default();
        let own = starts.iter().position(|time| time.span == span);
        if let Some(own) = own {
            let over = times.get(&Field::ResolvedAt).and_then(|times| times.first());
            let is_stated_again = own > 0 && part.is_none();
            let reading = match told.as_slice() {
                [(_, start @ MomentReading::Moment(_)), (_, MomentReading::Moment(end))] => {
                    let is_over = |over: &Moment| over.earliest <= end.latest && end.earliest <= over.latest;
                    let is_told = over.is_none_or(|over| over.moment().is_some_and(is_over));
                    (own > 0 || is_told).then(|| start.clone())
                }
                _ => None,
            };
            let start = times.get_mut(&Field::StartedAt).and_then(|times| times.get_mut(own));
            match start.zip(reading) {
                // Beside another start, what can be read stays as wide as it is.
                Some((start, _)) if is_stated_again && start.moment().is_some() => {}
                Some((start, reading)) => start.reading = reading,
                None if own == 0 => continue,
                None => {}
            }
        }
        for (field, reading) in told {
            let times = times.entry(field).or_default();
            let is_other = |time: &Time| time.part.is_some() && time.part != part;
            if times.is_empty() || part.is_some() && times.iter().all(is_other) {
                times.push(Time { text: text.to_owned(), span, reading, part: part.clone() });
            }
        }
    }
}
