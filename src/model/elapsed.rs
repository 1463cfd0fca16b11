//! How long it was from one time to another.

use crate::space::decimal::Decimal;
use crate::space::interval::{End, Interval};

use super::fact::Statement;
use super::stated_time::{Time, of_all_parts};
use super::value::{Reading, Value};

/// The smallest step of a time, in seconds.
const NANOSECOND: Decimal = Decimal::billionths(1);

/// How long it was from the first of some times to the first of others, where both can be read; and what says so.
#[must_use]
pub fn elapsed(from: &[Time], to: &[Time]) -> Option<(Value, Vec<Statement>)> {
    let (start, end) = (of_all_parts(from)?, of_all_parts(to)?);
    let seconds = |from: jiff::Timestamp, to: jiff::Timestamp| {
        Decimal::billionths(to.as_nanosecond() - from.as_nanosecond())
    };
    let shortest = seconds(start.latest, end.earliest);
    let longest = seconds(start.earliest, end.latest);
    // The last nanosecond of a day stands for its end, which is no part of it.
    let low = match shortest.minus(NANOSECOND) {
        Some(shorter) if start.date_only && shorter >= Decimal::ZERO => End::Excluded(shorter),
        _ => End::Included(shortest.max(Decimal::ZERO)),
    };
    let high = match longest.plus(NANOSECOND) {
        Some(longer) if end.date_only => End::Excluded(longer),
        _ => End::Included(longest),
    };
    let interval = Interval::new(low, high)?;
    let statement = |time: &Time| Statement {
        span: time.span,
        text: time.text.clone().into(),
        reading: Reading::Value(Value::Quantity(interval.into())),
    };
    Some((Value::Quantity(interval.into()), vec![statement(from.first()?), statement(to.first()?)]))
}
