//! Whether a label of the body means a field, or is a word of everyday language; and whether its value is a period.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::source::node::Entry;

use super::field::Field;
use super::metadata::{Period, period_with_years, read_period, with_year};
use super::moment::{MomentReading, read_moment_text};
use super::value::Why;

/// For texts of which it does not matter what year they are about.
pub const SOME_YEAR: Date = jiff::civil::date(2000, 1, 1);

/// The period that a text states, if it states one, whatever year it was in.
#[must_use]
pub fn period_of(text: &str) -> Option<Period> {
    let dated = || read_period(&period_with_years(text, SOME_YEAR)?, &TimeZone::UTC);
    read_period(text, &TimeZone::UTC).or_else(dated)
}

/// Whether a label of the body is meant as that field. Labels are words of everyday language: `**Identified:** during an
/// upgrade` tells no time, and `Incident: the API was down` no id.
#[must_use]
pub fn is_meant(field: Field, entry: &Entry) -> bool {
    let text = entry.value.text().unwrap_or_default();
    if text.contains("://") && !text.starts_with(|first: char| first.is_ascii_digit()) {
        return field != Field::Date && !field.is_time();
    }
    let is_everyday = entry.key.bytes().all(|letter| letter.is_ascii_alphabetic());
    let readable = || {
        let start = text.trim_start_matches(|sign: char| !sign.is_alphanumeric());
        !is_everyday
            || start.starts_with(char::is_numeric)
            || with_year(text, SOME_YEAR).is_some()
            || match read_moment_text(text, &TimeZone::UTC) {
                // A date that is wrong is one.
                MomentReading::Unreadable(why) => matches!(why, Why::WeekdayOther(_) | Why::DateImpossible),
                _ => true,
            }
    };
    match field {
        Field::Date => readable(),
        Field::Id => text.contains(char::is_numeric) && !text.contains(char::is_whitespace),
        Field::SeverityOverride | Field::SeverityHistory => false,
        field if field.is_time() => readable(),
        _ => true,
    }
}
