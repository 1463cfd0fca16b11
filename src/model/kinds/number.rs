//! `number`: any number, in a unit of the table's choice.

use crate::model::grammar::bounds;
use crate::model::grammar::doubt;
use crate::model::grammar::measure::{Amount, Measure, Unit};
use crate::model::grammar::numeral::{self, MULTIPLIERS};
use crate::model::grammar::spelling;
use crate::model::grammar::tail::Room;
use crate::model::value::Why;
use crate::space::decimal::Decimal;
use crate::space::interval::{End, Interval};

/// A measurement. Units of time are converted into each other, other units are not.
pub struct Number<'k> {
    /// What stands after a number, as the table writes it.
    pub unit: Option<&'k str>,
    /// The smallest that makes sense.
    pub min: Option<Decimal>,
    /// The largest that makes sense.
    pub max: Option<Decimal>,
    /// The unit of numbers without one, where the name of the key says so: `latency_seconds`.
    pub assumed: Option<&'k str>,
}

impl Measure for Number<'_> {
    fn domain(&self) -> Interval {
        let low = self.min.map_or(End::Unbounded, End::Included);
        let high = self.max.map_or(End::Unbounded, End::Included);
        // A table with the bounds the wrong way round is refused before anything is read by it.
        Interval::new(low, high).unwrap_or(Interval::ALL)
    }

    fn is_other_unit(&self, text: &str) -> bool {
        self.unit_at(text).is_some_and(|(worth, rest)| worth != Worth::SAME && rest.is_empty())
    }

    fn amount<'t>(&self, text: &'t str) -> Result<(Amount, &'t str), Why> {
        let plain = numeral::number(text).ok_or(Why::NotOfKind)?;
        if let Some((worth, rest)) = self.unit_at(plain.rest) {
            let amount = self.amount_in(plain.number, worth, Decimal::whole(1))?;
            return Ok((amount, rest));
        }
        let numeral = numeral::multiplied(text, MULTIPLIERS).ok_or(Why::NotOfKind)?;
        let (number, scale) = (numeral.number, numeral.scale);
        if let Some((worth, rest)) = self.unit_at(numeral.rest) {
            return Ok((self.amount_in(number, worth, scale)?, rest));
        }
        if let Some(word) = other_unit(numeral.rest) {
            return Err(Why::UnitUnknown(word));
        }
        Ok((Amount { number, unit: Unit::Missing, scale, room: Room::Reason }, numeral.rest))
    }

    fn bare(&self, number: Decimal) -> Result<Decimal, Why> {
        match self.assumed.and_then(|assumed| self.worth(assumed)) {
            Some(worth) => self.converted(number, worth),
            None => Ok(number),
        }
    }

    fn show(&self, number: Decimal) -> String {
        match self.unit {
            None => number.to_string(),
            Some("%") => format!("{number}%"),
            Some(unit) => format!("{number} {unit}"),
        }
    }
}

/// What one unit is worth in another: so many of these are so many of those.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Worth {
    from: i128,
    to: i128,
}

impl Worth {
    const SAME: Self = Self { from: 1, to: 1 };
}

impl Number<'_> {
    fn amount_in(&self, number: Decimal, worth: Worth, scale: Decimal) -> Result<Amount, Why> {
        let unit = self.converted(Decimal::whole(1), worth).map_or(Unit::Own, Unit::Shared);
        Ok(Amount { number: self.converted(number, worth)?, unit, scale, room: Room::Phrase })
    }

    /// The number in the fact's unit, where it comes out exactly.
    fn converted(&self, number: Decimal, worth: Worth) -> Result<Decimal, Why> {
        let product =
            number.in_billionths().checked_mul(worth.from).filter(|product| product % worth.to == 0);
        let unit = || Why::UnitUnknown(self.assumed.or(self.unit).unwrap_or_default().to_owned());
        product.map(|product| Decimal::billionths(product / worth.to)).ok_or_else(unit)
    }

    /// The fact's unit at the start of a text, or one that converts to it, and what stands after it.
    fn unit_at<'t>(&self, text: &'t str) -> Option<(Worth, &'t str)> {
        let unit = self.unit?;
        let spaced = text.trim_start();
        let exact = after_unit(spaced, unit).or_else(|| after_unit(spaced, singular(unit)?));
        if let Some(rest) = exact.map(|rest| rest.strip_prefix('s').unwrap_or(rest))
            && (unit_ends(rest) || bounds::continues(rest))
        {
            return Some((Worth::SAME, rest));
        }
        let end = spaced.find(|letter: char| !letter.is_alphabetic()).unwrap_or(spaced.len());
        let (word, rest) = spaced.split_at_checked(end)?;
        Some((self.worth(word).filter(|_| unit_ends(rest))?, rest))
    }

    /// What a unit is worth in the fact's, if both are units of time.
    fn worth(&self, unit: &str) -> Option<Worth> {
        Some(Worth { from: nanoseconds_in(unit)?, to: nanoseconds_in(self.unit?)? })
    }
}

/// What stands after a unit; one of a letter or two is spelled as the table spells it: `M` is not `m`.
fn after_unit<'t>(text: &'t str, unit: &str) -> Option<&'t str> {
    if unit.chars().count() > 2 { spelling::after(text, unit) } else { text.strip_prefix(unit) }
}

/// A unit's name for one: `request` of `requests`, but nothing of `ms`.
fn singular(unit: &str) -> Option<&str> {
    unit.strip_suffix('s').filter(|one| one.chars().count() > 2 && one.chars().all(char::is_alphabetic))
}

/// Whether a unit that stands before `rest` ends there: `850 ms/request` is a rate.
fn unit_ends(rest: &str) -> bool {
    !rest.chars().next().is_some_and(|next| next.is_alphanumeric() || matches!(next, '/' | '_'))
}

/// A word or sign right after a number, that is no reason.
fn other_unit(rest: &str) -> Option<String> {
    let spaced = rest.trim_start();
    let first = spaced.chars().next()?;
    let goes_on = bounds::continues(rest) || doubt::estimate(spaced).is_some();
    let is_unit = (first.is_alphabetic() && !goes_on) || matches!(first, '%' | '°' | '$' | '€' | '£' | '¥');
    let end = spaced.find(char::is_whitespace).unwrap_or(spaced.len());
    is_unit.then(|| spaced.get(..end).unwrap_or_default().chars().take(20).collect())
}

fn nanoseconds_in(unit: &str) -> Option<i128> {
    let found = TIMES.iter().find(|(names, _)| names.iter().any(|name| is_spelled(name, unit)));
    found.map(|&(_, nanoseconds)| nanoseconds)
}

/// Abbreviations are lower case: `US` is a country, `M` a million.
fn is_spelled(name: &str, unit: &str) -> bool {
    name == unit || (name.len() > 2 && name.eq_ignore_ascii_case(unit))
}

const SECOND: i128 = 1_000_000_000;

const TIMES: &[(&[&str], i128)] = &[
    (&["ns", "nanosecond", "nanoseconds"], 1),
    (&["us", "μs", "microsecond", "microseconds"], 1_000),
    (&["ms", "msec", "millisecond", "milliseconds", "ミリ秒"], 1_000_000),
    (&["s", "sec", "secs", "second", "seconds", "秒"], SECOND),
    (&["m", "min", "mins", "minute", "minutes", "分"], 60 * SECOND),
    (&["h", "hr", "hrs", "hour", "hours", "時間"], 3_600 * SECOND),
    (&["d", "day", "days", "日"], 86_400 * SECOND),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::Kind;
    use crate::model::kinds::examples::{outside, reads, refuses, trailing, unit};

    #[test]
    fn reads_times() {
        reads(
            &Kind::Number { unit: Some("ms".to_owned()), min: None, max: None },
            &[
                ("850 ms", "850 ms"),
                ("850ms", "850 ms"),
                ("850", "850 ms"),
                ("850 milliseconds", "850 ms"),
                ("1.2 s", "1200 ms"),
                ("1.2 seconds (p95)", "1200 ms"),
                ("2 min", "120000 ms"),
                ("500 us", "0.5 ms"),
                ("1-2 s", "1000 ms to 2000 ms"),
                ("800-900 ms", "800 ms to 900 ms"),
                ("~850 ms", "765 ms to 935 ms"),
                ("over 1 s", "over 1000 ms"),
                ("-5", "-5 ms"),
                ("1.2k", "1200 ms"),
                ("850 (p95)", "850 ms"),
                ("850ミリ秒", "850 ms"),
                ("850ms以上", "at least 850 ms"),
                ("1M", "1000000 ms"),
            ],
        );
    }

    #[test]
    fn reads_rates() {
        reads(
            &Kind::Number { unit: Some("req/s".to_owned()), min: None, max: None },
            &[
                ("850 req/s", "850 req/s"),
                ("12k req/s", "12000 req/s"),
                ("850 REQ/S", "850 req/s"),
                ("850", "850 req/s"),
            ],
        );
    }

    #[test]
    fn reads_plurals() {
        reads(
            &Kind::Number { unit: Some("requests".to_owned()), min: None, max: None },
            &[("1 request", "1 requests"), ("5 requests", "5 requests"), ("5 requests in EU", "5 requests")],
        );
    }

    #[test]
    fn reads_percent_signs() {
        reads(&Kind::Number { unit: Some("%".to_owned()), min: None, max: None }, &[("14%", "14%")]);
    }

    #[test]
    fn reads_bare_numbers() {
        reads(
            &Kind::Number { unit: None, min: Some(Decimal::ZERO), max: Some(Decimal::whole(10)) },
            &[
                ("3.5", "3.5"),
                ("-0", "0"),
                ("10 (worst hour)", "10"),
                ("at least 0", "any"),
                ("under 5", "under 5"),
            ],
        );
    }

    #[test]
    fn refuses_other_units() {
        refuses(
            &Kind::Number { unit: Some("ms".to_owned()), min: None, max: None },
            &[
                ("850 m/s", unit("m/s")),
                ("1000 US dollars", unit("US")),
                ("850 foo", unit("foo")),
                ("850%", unit("%")),
                ("850 req/s", unit("req/s")),
                ("two", Why::NotOfKind),
                ("850 ms or 900 ms", trailing("or 900 ms")),
                ("850 ms, 900 ms", trailing(", 900 ms")),
            ],
        );
    }

    #[test]
    fn refuses_what_lies_outside() {
        refuses(
            &Kind::Number { unit: None, min: Some(Decimal::ZERO), max: Some(Decimal::whole(10)) },
            &[
                ("11", outside("0", Some("10"))),
                ("-1", outside("0", Some("10"))),
                ("5x", unit("x")),
                ("5 points", unit("points")),
                ("over 10", Why::RangeEmpty),
            ],
        );
    }

    #[test]
    fn remarks_beside_an_amount() {
        let latency = Kind::Number { unit: Some("ms".to_owned()), min: None, max: None };
        reads(
            &latency,
            &[
                ("850 ms (p95)", "850 ms"),
                ("850 ms (p50: 200 ms)", "850 ms"),
                ("850 ms (0.85 s)", "850 ms"),
                ("850 ms (3 hosts)", "850 ms"),
                ("850 ms (10x the SLA)", "850 ms"),
                ("850 (ms)", "850 ms"),
            ],
        );
        refuses(
            &latency,
            &[
                ("850 ms (2 s at peak)", trailing("(2 s at peak)")),
                ("850 ms (up to 2 s)", trailing("(up to 2 s)")),
                ("850 (s)", trailing("(s)")),
                ("850 (max)", trailing("(max)")),
            ],
        );
    }
}
