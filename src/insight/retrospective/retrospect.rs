//! From a run that kept accounts to the retrospective over them.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::lint::account::Account;
use crate::lint::outcome::{Outcome, RunNote};

use super::asked::{Asked, AskedPeriod};
use super::groups::Unit;
use super::period::Period;
use super::retrospective::{Before, Retrospective};
use super::review::review;

/// The retrospective over a run that kept accounts.
#[must_use]
pub fn retrospect(outcome: &Outcome, asked: &Asked) -> Retrospective {
    let first_month = outcome.calendar.first_month();
    let (period, preceding) = asked.period.days(first_month, asked.today);
    let dated: Vec<(&Account, Option<Date>)> =
        outcome.accounts.iter().map(|account| (account, day_of(account))).collect();
    let of = |period: &Period| Retrospective::within(&dated, period, first_month, asked);
    let mut retrospective = of(&period);
    let compared = preceding.as_ref().filter(|_| asked.compare);
    let spans: Vec<_> =
        [&period].into_iter().chain(compared).map(|period| period.ends(asked.today)).collect();
    let is_all = period.since.is_none() && period.until.is_none();
    let counts = |day: &Option<Date>| day.map_or(is_all, |day| spans.iter().any(|span| span.contains(day)));
    let counted = dated.iter().filter(|(_, day)| counts(day)).map(|(account, _)| *account);
    retrospective.timezone = zones(counted, outcome).join(", ");
    retrospective.scope.look_at(outcome, &dated, &period.ends(asked.today));
    retrospective.review = review(&retrospective);
    retrospective.notes = notes(outcome, asked.period, retrospective.over_time.unit);
    retrospective.before = preceding.filter(|_| asked.compare).map(|period| Before::of(of(&period)));
    retrospective
}

/// The day of an incident in the zone of its project. A day without a time is that day everywhere.
fn day_of(account: &Account) -> Option<Date> {
    match account.started {
        Some(started) if !account.day_only => Some(started.to_zoned(account.zone.clone()).date()),
        _ => account.day,
    }
}

/// The zones that the days of incidents are counted in, in the order of their names; where there is no incident, that of the first
/// path.
fn zones<'a>(accounts: impl Iterator<Item = &'a Account>, outcome: &Outcome) -> Vec<String> {
    let name = |zone: &TimeZone| zone.iana_name().unwrap_or("UTC").to_owned();
    let mut zones: Vec<String> = accounts.map(|account| name(&account.zone)).collect();
    zones.sort_unstable();
    zones.dedup();
    if zones.is_empty() {
        zones.push(outcome.calendar.zone.as_ref().map_or_else(|| "UTC".to_owned(), name));
    }
    zones
}

/// What is to be said of the run where nothing is found fault with; of fiscal years only where they count.
fn notes(outcome: &Outcome, period: AskedPeriod, unit: Unit) -> Vec<RunNote> {
    let counts_years = matches!(period, AskedPeriod::Quarter(_)) || unit != Unit::Month;
    let is_of_report = |note: &&RunNote| match note {
        RunNote::FiscalYearsDiffer { .. } => counts_years,
        RunNote::Spared { .. } => false,
        _ => true,
    };
    outcome.notes.iter().filter(is_of_report).cloned().collect()
}
