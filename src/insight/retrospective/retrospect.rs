//! From a run that kept accounts to the retrospective over them.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::lint::account::Account;
use crate::lint::outcome::Outcome;

use super::asked::Asked;
use super::period::Period;
use super::retrospective::{Before, Retrospective};
use super::review::review;

/// The retrospective over a run that kept accounts.
#[must_use]
pub fn retrospect(outcome: &Outcome, asked: &Asked) -> Retrospective {
    let zone = outcome.calendar.zone.clone().unwrap_or(TimeZone::UTC);
    let first_month = outcome.calendar.fiscal_year_starts.unwrap_or(1).clamp(1, 12);
    let (period, preceding) = asked.period.days(first_month, asked.today);
    let dated: Vec<(&Account, Option<Date>)> =
        outcome.accounts.iter().map(|account| (account, day_in(account, &zone))).collect();
    let of = |period: &Period| Retrospective::within(&dated, period, first_month, asked);
    let mut retrospective = of(&period);
    zone.iana_name().unwrap_or("UTC").clone_into(&mut retrospective.timezone);
    retrospective.scope.look_at(outcome, &dated, &period.ends(asked.today));
    retrospective.review = review(&retrospective);
    retrospective.before = preceding.filter(|_| asked.compare).map(|period| Before::of(of(&period)));
    retrospective
}

/// The day of an incident in the zone of the report. A day without a time is that day everywhere.
fn day_in(account: &Account, zone: &TimeZone) -> Option<Date> {
    match account.started {
        Some(started) if !account.day_only => Some(started.to_zoned(zone.clone()).date()),
        _ => account.day,
    }
}
