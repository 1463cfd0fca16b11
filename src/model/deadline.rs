//! How long something may take: `15m`, `72h`, `5 business days`.

use std::fmt;

use crate::model::grammar::measure::{Measure, Unit};
use crate::model::grammar::spelling::{self, after_word};
use crate::model::grammar::tail;
use crate::model::kinds::duration::{self, Duration};
use crate::model::value::Why;
use crate::space::decimal::Decimal;

/// How long something may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// Seconds. It is written in hours, minutes or seconds.
    Elapsed(Decimal),
    /// Days of 24 hours, the weekend among them. It is written in days or weeks.
    Days(Decimal),
    /// Days on which people work, after the day it starts on.
    BusinessDays(u32),
}

/// Reads a deadline, with or without `within` before it.
pub fn read_deadline(text: &str) -> Result<Deadline, Why> {
    let text = spelling::plain(text)?;
    let text = after_word(&text, "within").map_or(text.as_ref(), str::trim_start);
    if IMMEDIATELY.iter().any(|word| after_word(text, word).is_some_and(str::is_empty)) {
        return Ok(Deadline::Elapsed(Decimal::ZERO));
    }
    if NEXT_BUSINESS_DAY.iter().any(|word| after_word(text, word).is_some_and(str::is_empty)) {
        return Ok(Deadline::BusinessDays(1));
    }
    if let Some(days) = business_days(text) {
        return days;
    }
    let (amount, rest) = Duration { assumed: None }.amount(text)?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("以内").unwrap_or(rest);
    if amount.unit == Unit::Missing && amount.number != Decimal::ZERO {
        return Err(Why::UnitMissing);
    }
    if amount.number < Decimal::ZERO {
        return Err(Why::OutOfRange { low: Some("0s".to_owned()), high: None });
    }
    if !rest.is_empty() {
        return Err(tail::trailing(rest));
    }
    Ok(if is_in_days(text) {
        Deadline::Days(in_days(amount.number))
    } else {
        Deadline::Elapsed(amount.number)
    })
}

const DAY_SECONDS: i64 = 86_400;

impl Deadline {
    /// The seconds until it is over, where night and weekend count; none of business days.
    #[must_use]
    pub fn seconds(self) -> Option<Decimal> {
        match self {
            Self::Elapsed(seconds) => Some(seconds),
            Self::Days(days) => days.times(Decimal::whole(DAY_SECONDS)),
            Self::BusinessDays(_) => None,
        }
    }
}

fn in_days(seconds: Decimal) -> Decimal {
    Decimal::billionths(seconds.in_billionths() / i128::from(DAY_SECONDS))
}

/// Whether every unit in a text is a day or longer, and there is one.
fn is_in_days(text: &str) -> bool {
    let day = Decimal::whole(DAY_SECONDS);
    let words = text.split(|letter: char| !letter.is_alphabetic());
    let mut units = words.filter_map(|word| {
        let word = word.strip_suffix("以内").unwrap_or(word);
        // `P3D` and `P1DT4H` have a sign before the unit.
        duration::seconds_in(word)
            .or_else(|| duration::seconds_in(word.trim_start_matches(['P', 'T', 'p', 't'])))
    });
    let mut has_days = false;
    let is_long = units.all(|unit| {
        has_days = true;
        unit >= day
    });
    is_long && has_days
}

/// In the words that [`read_deadline`] reads back.
impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Elapsed(seconds) => f.write_str(&in_hours(*seconds)),
            Self::Days(days) => write!(f, "{days}d"),
            Self::BusinessDays(1) => f.write_str("1 business day"),
            Self::BusinessDays(days) => write!(f, "{days} business days"),
        }
    }
}

/// `72h`, `25h 30m`: an hour is the largest unit.
fn in_hours(seconds: Decimal) -> String {
    let hour = Decimal::whole(3_600).in_billionths();
    let (hours, left) = (seconds.in_billionths() / hour, seconds.in_billionths() % hour);
    match (hours, left) {
        (0, _) => duration::show(seconds),
        (_, 0) => format!("{hours}h"),
        _ => format!("{hours}h {}", duration::show(Decimal::billionths(left))),
    }
}

const IMMEDIATELY: [&str; 6] = ["immediately", "immediate", "at once", "即時", "直ちに", "ただちに"];

const NEXT_BUSINESS_DAY: [&str; 4] =
    ["next business day", "the next business day", "next working day", "翌営業日"];

/// `5 business days`, `5 working days`, `3 営業日以内`.
fn business_days(text: &str) -> Option<Result<Deadline, Why>> {
    let (number, rest) = spelling::digits(text);
    let spaced = rest.trim_start();
    let english = ["business days", "business day", "working days", "working day", "bd"];
    let japanese = || spaced.strip_prefix("営業日");
    let rest = english.iter().find_map(|unit| after_word(spaced, unit)).or_else(japanese)?;
    let rest = rest.strip_prefix("以内").unwrap_or(rest);
    if !rest.trim().is_empty() {
        return Some(Err(tail::trailing(rest)));
    }
    Some(number.parse().map(Deadline::BusinessDays).map_err(|_| Why::NotWhole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_deadlines() {
        let seconds = |number| Ok(Deadline::Elapsed(Decimal::whole(number)));
        let days = |text: &str| Ok(Deadline::Days(Decimal::parse(text).unwrap()));
        for (text, wanted) in [
            ("15m", seconds(900)),
            ("within 2h", seconds(7200)),
            ("72h", seconds(259_200)),
            ("1 hour 30 minutes", seconds(5400)),
            ("15分以内", seconds(900)),
            ("36h 0.5s", Ok(Deadline::Elapsed(Decimal::parse("129600.5").unwrap()))),
            ("PT72H", seconds(259_200)),
            ("24時間", seconds(86_400)),
            ("1d 4h", seconds(100_800)),
            ("P1DT4H", seconds(100_800)),
            ("1日4時間以内", seconds(100_800)),
            ("2 days", days("2")),
            ("2d", days("2")),
            ("P3D", days("3")),
            ("P1W", days("7")),
            ("1 week", days("7")),
            ("1 week 2 days", days("9")),
            ("1.5 days", days("1.5")),
            ("within 3 Days", days("3")),
            ("3日", days("3")),
            ("3 日以内", days("3")),
            ("1週間以内", days("7")),
            ("immediately", seconds(0)),
            ("0", seconds(0)),
            ("5 business days", Ok(Deadline::BusinessDays(5))),
            ("1 business day", Ok(Deadline::BusinessDays(1))),
            ("5 working days", Ok(Deadline::BusinessDays(5))),
            ("3 営業日", Ok(Deadline::BusinessDays(3))),
            ("3営業日以内", Ok(Deadline::BusinessDays(3))),
            ("next business day", Ok(Deadline::BusinessDays(1))),
            ("15", Err(Why::UnitMissing)),
            ("-5m", Err(Why::OutOfRange { low: Some("0s".to_owned()), high: None })),
            ("1:30", Err(Why::ClockAmbiguous)),
            ("2 months", Err(Why::UnitUnknown("months".to_owned()))),
            ("2.5 business days", Err(Why::UnitUnknown("business".to_owned()))),
            ("99999999999 business days", Err(Why::NotWhole)),
            ("15m or so", Err(Why::TrailingText("or so".to_owned()))),
            ("soon", Err(Why::NotOfKind)),
            ("", Err(Why::NotOfKind)),
        ] {
            let read = read_deadline(text);
            assert_eq!(read, wanted, "{text}");
            if let Ok(deadline) = read {
                assert_eq!(read_deadline(&deadline.to_string()), Ok(deadline), "{text}");
            }
        }
    }
}
