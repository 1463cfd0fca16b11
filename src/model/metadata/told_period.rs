//! What the text of a label for a period tells: from when to when it was, on a day that is stated elsewhere, in brackets behind its
//! length, or by steps that it names instead.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::field::Field;
use crate::model::grammar::{clock, spelling, tail};
use crate::model::kind::Kind;
use crate::model::moment::{MomentReading, read_moment_text};
use crate::model::reading::read_text;
use crate::model::value::Reading;

use super::answers::{Between, parts};
use super::period::{LONGEST, Period, period_of_date, period_with_years, read_period};

/// The times that the text of a label for a period tells: when it began and ended, or those of steps that it names instead. Times of a day
/// alone are of the day that is stated.
#[must_use]
pub fn told_times(
    text: &str,
    zone: &TimeZone,
    day: Option<Date>,
    near: impl Fn() -> Option<Date>,
) -> Vec<(Field, MomentReading)> {
    let dated = || read_period(&period_with_years(text, near()?)?, zone);
    let on_day = || period_on(text, day?, zone);
    match read_period(text, zone).or_else(|| period_in_brackets(text, zone)).or_else(dated).or_else(on_day) {
        Some(period) => vec![(Field::StartedAt, period.start), (Field::ResolvedAt, period.end)],
        None => steps(text, zone),
    }
}

/// The period that two times of a day tell, `10:00 - 11:00 UTC`, on a day.
fn period_on(text: &str, day: Date, zone: &TimeZone) -> Option<Period> {
    let plain = spelling::plain(text.get(..text.floor_char_boundary(LONGEST))?).ok()?;
    let begins = matches!(clock::time(&plain), Ok(Some(_)));
    if begins { period_of_date(&format!("{day} {plain}"), zone) } else { None }
}

/// The period in brackets behind a length of time: `~9 days (2026-01-24 last run → 2026-02-02 fix)`.
fn period_in_brackets(text: &str, zone: &TimeZone) -> Option<Period> {
    let text = spelling::plain(text.get(..text.floor_char_boundary(LONGEST))?).ok()?;
    let (length, rest) = text.split_at_checked(text.find('(')?)?;
    let (inside, _) = tail::bracketed(rest)?;
    let is_length = matches!(read_text(&Kind::Duration, length.trim()), Reading::Value(_));
    read_period(inside, zone).filter(|period| {
        let is_told = |reading: &MomentReading| matches!(reading, MomentReading::Moment(_));
        is_length && is_told(&period.start) && is_told(&period.end)
    })
}

/// The times of steps that a text names instead of a period: `始まりは不明。検知は 2026-03-26 23:50`.
#[must_use]
pub fn steps(text: &str, zone: &TimeZone) -> Vec<(Field, MomentReading)> {
    let mut found = vec![];
    for part in parts(text, Between::Sentences) {
        let step = STEPS.iter().find_map(|(name, field)| {
            let after = if name.is_ascii() { spelling::after_word } else { spelling::after };
            Some((*field, after(part, name)?))
        });
        let Some((field, time)) = step else { continue };
        let reading = read_moment_text(time.trim_start(), zone);
        if matches!(reading, MomentReading::Moment(_)) {
            found.push((field, reading));
        }
    }
    found
}

const STEPS: [(&str, Field); 8] = [
    ("発生は", Field::StartedAt),
    ("検知は", Field::DetectedAt),
    ("検出は", Field::DetectedAt),
    ("復旧は", Field::ResolvedAt),
    ("started", Field::StartedAt),
    ("detected", Field::DetectedAt),
    ("noticed", Field::DetectedAt),
    ("resolved", Field::ResolvedAt),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_a_day_that_is_told_elsewhere() {
        let day = jiff::civil::date(2026, 3, 4);
        for (text, wanted) in [
            ("10:00 - 11:00 UTC", Some(("2026-03-04T10:00:00Z", "2026-03-04T11:00:00Z"))),
            ("10:00〜11:30（90分）", Some(("2026-03-04T10:00:00Z", "2026-03-04T11:30:00Z"))),
            ("22時〜翌1時30分", Some(("2026-03-04T22:00:00Z", "2026-03-05T01:30:00Z"))),
            ("22:00 - 01:30", Some(("2026-03-04T22:00:00Z", "2026-03-05T01:30:00Z"))),
            ("10:00 - 11:00, and again at 15:00", None),
            ("10:00", None),
            ("2026-03-05 10:00 - 11:00", None),
            ("after the deploy of 10:00 - 11:00", None),
        ] {
            let shown = |reading: MomentReading| match reading {
                MomentReading::Moment(moment) => moment.earliest.to_string(),
                other => format!("{other:?}"),
            };
            let period = period_on(text, day, &TimeZone::UTC);
            let found = period.map(|period| (shown(period.start), shown(period.end)));
            let found = found.as_ref().map(|(start, end)| (start.as_str(), end.as_str()));
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn periods_in_brackets() {
        for (text, wanted) in [
            ("~9 days (2026-01-24 last run → 2026-02-02 fix deployed)", true),
            ("約 65 時間（2026-05-06 07:56 〜 2026-05-09 01:01 JST）", true),
            ("約 23 分（02:33–02:56 JST）", false),
            ("feeds (2026-01-24 → 2026-02-02)", false),
            ("9 days (until 2026-02-02)", false),
        ] {
            assert_eq!(period_in_brackets(text, &TimeZone::UTC).is_some(), wanted, "{text}");
        }
    }

    #[test]
    fn steps_instead_of_a_period() {
        for (text, wanted) in [
            ("開始時期は不明。検知は 2026-03-26 23:50 (JST)", vec![Field::DetectedAt]),
            ("Unknown; detected 2026-03-26 23:50 UTC", vec![Field::DetectedAt]),
            ("Nobody knows. Detected 2026-03-26 23:50 UTC", vec![Field::DetectedAt]),
            ("検知は 2026-03-26 23:50 以前", vec![]),
            ("検知は翌日", vec![]),
            ("発生は不明。検知は2026-03-26 23:50", vec![Field::DetectedAt]),
        ] {
            let fields: Vec<Field> =
                steps(text, &TimeZone::UTC).into_iter().map(|(field, _)| field).collect();
            assert_eq!(fields, wanted, "{text}");
        }
    }
}
