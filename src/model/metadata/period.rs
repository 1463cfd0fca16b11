//! From when to when: `2026-03-23 07:37 〜 2026-03-27 07:12（約 4 日）` states two times, and a duration behind them.

use std::borrow::Cow;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::model::grammar::{calendar, clock, point, spelling};
use crate::model::kind::Kind;
use crate::model::moment::{Moment, MomentReading, Zone, read_moment, read_moment_text, stated_zone};
use crate::model::reading::read_text;
use crate::model::value::{Reading, Value, Why};
use crate::space::decimal::Decimal;

use super::told_time::{read_told_time, with_year};

/// A period that a text states.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// When it began.
    pub start: MomentReading,
    /// When it ended.
    pub end: MomentReading,
    /// What stands behind it, in parentheses or after a sign: a duration, as often as not.
    pub rest: String,
}

/// Reads a period. Times without a zone are taken in `zone`; a zone behind the second time is meant for the first as well.
#[must_use]
pub fn read_period(text: &str, zone: &TimeZone) -> Option<Period> {
    if text.len() > LONGEST {
        return None;
    }
    let text = spelling::plain(text).ok()?;
    splits(&text).find_map(|(first, second, sign)| {
        let is_close = first.len() + sign.len() + second.len() == text.len();
        let may_be_offset = sign == "-" && is_close && is_offset(second);
        period_of(first, second, sign, zone, may_be_offset)
    })
}

/// The period that a date tells by times of a day: `2026-03-03 10:00-15:30 (5h 30m)`. None where something else stands behind it, for
/// that may be another one, or say what it was of.
#[must_use]
pub fn period_of_date(text: &str, zone: &TimeZone) -> Option<Period> {
    if !may_tell_two_times(text) {
        return None;
    }
    let is_time = |reading: &MomentReading| matches!(reading, MomentReading::Moment(at) if !at.date_only);
    let period = read_period(text, zone)?;
    let rest = period.rest.trim();
    (is_time(&period.start) && is_time(&period.end) && (rest.is_empty() || is_its_length(rest, &period)))
        .then_some(period)
}

/// Whether a text is the length of a period, as far as it was rounded: else one of the two is wrong.
fn is_its_length(text: &str, period: &Period) -> bool {
    let (MomentReading::Moment(start), MomentReading::Moment(end)) = (&period.start, &period.end) else {
        return false;
    };
    let Reading::Value(Value::Quantity(stated)) = read_text(&Kind::Duration, text) else { return false };
    let (Some(first), Some(last)) = (stated.parts().first(), stated.parts().last()) else { return false };
    let seconds = |from: Timestamp, to: Timestamp| to.duration_since(from).as_secs();
    let (shortest, longest) = (seconds(start.latest, end.earliest), seconds(start.earliest, end.latest));
    let slack = |length: i64| Decimal::whole(length / 10 + 60);
    let (low, high) = (first.low().number(), last.high().number());
    let is_short =
        high.zip(Decimal::whole(shortest).minus(slack(shortest))).is_some_and(|(high, low)| high < low);
    let is_long = low.zip(Decimal::whole(longest).plus(slack(longest))).is_some_and(|(low, high)| high < low);
    !is_short && !is_long
}

/// The zone that the times of a period state, where they state one, whichever of them it stands behind.
#[must_use]
pub fn zone_told(text: &str) -> Option<TimeZone> {
    let text = spelling::plain(text.get(..text.floor_char_boundary(LONGEST))?).ok()?;
    let zone = |time: &str| match clock::time(time) {
        Ok(Some(_)) => stated_zone(&format!("2000-01-01 {time}")),
        _ => stated_zone(time),
    };
    splits(&text).filter_map(|(_, second, _)| zone(second)).last().or_else(|| zone(&text))
}

/// Whether something stands between two times of a day: most dates have none.
fn may_tell_two_times(text: &str) -> bool {
    const HOURS: [char; 3] = [':', '：', '時'];
    let between = text.find(HOURS).zip(text.rfind(HOURS)).and_then(|(first, last)| text.get(first..last));
    between.is_some_and(|between| {
        between.contains(['-', '–', '—', '~', '〜', '～', '→', 'か']) || between.contains(" to ")
    })
}

/// Reads a date of an incident, which may go on with when it began and ended on that day.
#[must_use]
pub fn read_day(text: &str, zone: &TimeZone) -> MomentReading {
    period_of_date(text, zone).map_or_else(|| read_moment_text(text, zone), |period| period.start)
}

/// The text of a period with the years that its times lack: of the first the one nearest to a date of the document, of the
/// second the one nearest to the first.
#[must_use]
pub fn period_with_years(text: &str, near: Date) -> Option<String> {
    let text = spelling::plain(text.get(..text.floor_char_boundary(LONGEST))?).ok()?;
    splits(&text).find_map(|(first, second, sign)| {
        let (first, date) = with_year(first, near)?;
        let second = if sign == FROM { from_to(second)? } else { second.into() };
        let second = &*second;
        let second = second.trim_start_matches(['-', ' ']);
        let second = match with_year(second, date) {
            Some((second, _)) => second,
            // A time on the same day.
            None if second.starts_with(|letter: char| letter.is_ascii_digit()) || is_near(second) => {
                second.to_owned()
            }
            None => return None,
        };
        Some(format!("{first} → {second}"))
    })
}

/// The texts before and behind each sign or word that may stand between two times, and that.
fn splits(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let signs = text.match_indices(SIGNS).take(MOST_SIGNS);
    let words = WORDS.iter().flat_map(|word| text.match_indices(word).take(1));
    signs.chain(words).filter_map(|(at, sign)| {
        Some((text.get(..at)?.trim(), text.get(at + sign.len()..)?.trim_start(), sign))
    })
}

/// 10時から11時まで: what stands before まで and behind it, where 以降 and the like do not.
fn from_to(second: &str) -> Option<Cow<'_, str>> {
    let (end, rest) = second.split_once("まで")?;
    let is_time = !end.is_empty() && end.chars().count() <= 24;
    is_time.then(|| format!("{end}{rest}").into())
}

/// Words before a time that say on which day it was: 翌, 同日; and of which half of the day.
fn is_near(text: &str) -> bool {
    ["翌", "同日", "午前", "午後"].iter().any(|word| text.starts_with(word))
}

/// The second time, where it is told by the day of the first: 翌0:40, 同日11時35分, 3月5日 15:35 of the same year.
fn near_time<'t>(first: &str, second: &'t str) -> Option<Cow<'t, str>> {
    if let Some(time) = second.strip_prefix("同日") {
        return Some(time.trim_start().into());
    }
    let Some(time) = ["翌日", "翌朝", "翌"].iter().find_map(|word| second.strip_prefix(word)) else {
        calendar::day_of_month(second)?;
        let (point, _) = point::point(first).ok()?;
        return with_year(second, point.days.last).map(|(text, _)| text.into());
    };
    let time = time.trim_start();
    let (point, _) = point::point(first).ok()?;
    let next = point.days.last.tomorrow().ok()?;
    let is_time = time.starts_with(|letter: char| letter.is_ascii_digit()) || is_near(time);
    is_time.then(|| format!("{next} {time}").into())
}

/// `10:05〜11:35（90分）`: what stands in brackets behind two times of a day that nobody knows, where it is an amount.
#[must_use]
pub fn rest_behind_times<'t>(kind: &Kind, text: &'t str) -> Option<&'t str> {
    if *kind != Kind::Duration || text.len() > LONGEST {
        return None;
    }
    let (times, rest) = text.split_at_checked(text.find(['(', '（'])?)?;
    let rest = rest.trim_start_matches(['(', '（']);
    let (inside, behind) = rest.split_at_checked(rest.find([')', '）'])?)?;
    let times = spelling::plain(times).ok()?;
    let (first, second) =
        times.split_once(['〜', '~', '-', '–', '—', '→']).or_else(|| times.split_once(" to "))?;
    let is_time =
        |text: &str| matches!(clock::time(text.trim()), Ok(Some((_, rest))) if rest.trim().is_empty());
    let ends = |text: &str| {
        is_time(text)
            || point::point(&format!("2000-01-01 {}", text.trim()))
                .is_ok_and(|(point, rest)| point.clock.is_some() && rest.trim().is_empty())
    };
    (is_time(first) && ends(second) && behind.chars().count() == 1).then(|| inside.trim())
}

fn period_of(first: &str, second: &str, sign: &str, zone: &TimeZone, may_be_offset: bool) -> Option<Period> {
    let second = if sign == FROM { from_to(second)? } else { second.into() };
    let near = near_time(first, &second);
    let second = near.as_deref().unwrap_or(&second);
    let is_half = second.starts_with("午前") || second.starts_with("午後");
    let begins =
        is_half || second.starts_with(|letter: char| letter.is_numeric()) || is_to_come(second).is_some();
    // `the deployment → 2026-03-25`: when it began is told, but not as a time.
    let is_told = !WORDS.contains(&sign)
        && first.contains(char::is_alphabetic)
        && !first.contains([':', '-', '/', '年', '月']);
    let is_time = || !matches!(read_told_time(first, zone), MomentReading::Unreadable(_));
    if !begins || first.is_empty() || !(is_told || is_time()) {
        return None;
    }
    let (end, rest) = match is_to_come(second) {
        Some(rest) => (None, rest),
        None => match point::point(first) {
            Ok((first, _)) => point::second(second, &first).map(|(end, rest)| (Some(end), rest)).ok()?,
            Err(_) => point::point(second).map(|(end, rest)| (Some(end), rest)).ok()?,
        },
    };
    // A sign that goes on may be the one between the two times: `2026-05-04〜05 〜 2026-05-07`.
    if point::moves(rest.trim_start()) || rest.trim_start().starts_with(['〜', '~', '→']) {
        return None;
    }
    let behind = end.as_ref().and_then(|end| end.zone.clone());
    let shared = behind.clone().unwrap_or_else(|| zone.clone());
    let start = match read_told_time(first, &shared) {
        MomentReading::Unreadable(_) => MomentReading::Unknown,
        read => read,
    };
    let end_text = second.get(..second.len() - rest.len()).unwrap_or_default().trim();
    let end = match read_moment_text(end_text, &shared) {
        // A time alone is on the day of the first.
        MomentReading::Unreadable(_) => match read_moment(&format!("{first} to {end_text}"), zone) {
            Ok(both) => MomentReading::Moment(Moment { earliest: both.latest, written: both.latest, ..both }),
            Err(Why::RangeEmpty) if !may_be_offset => overnight(first, end_text, &start, &shared)?,
            Err(_) => return None,
        },
        read => read,
    };
    let stated = |reading| match reading {
        MomentReading::Moment(moment) if behind.is_some() => {
            MomentReading::Moment(Moment { zone: Zone::Stated, ..moment })
        }
        other => other,
    };
    if let (MomentReading::Moment(start), MomentReading::Moment(end)) = (&start, &end)
        && start.earliest > end.latest
    {
        return None;
    }
    let rest = rest.trim().trim_start_matches(['(', '（', '≈', '=', '⇒', ',', '、', '—', '–', '-', ' ']);
    let rest = rest.split(['、', '。']).next().unwrap_or_default();
    let rest = rest.trim_end_matches([')', '）', '.', ' ']).to_owned();
    Some(Period { start: stated(start), end: stated(end), rest })
}

/// Whether a text begins with the offset of a zone in the west, as far as there is one: `22:00-05:00` is a time with it, and
/// `22:00-01:30` a night.
fn is_offset(text: &str) -> bool {
    let Some((hour, minute)) = text.get(..5).and_then(|clock| clock.split_once(':')) else { return false };
    match minute {
        "00" => matches!(hour.parse(), Ok(1..=12)),
        "30" => ["02", "03", "04", "09"].contains(&hour),
        _ => false,
    }
}

/// A time of a day that is earlier than the start: of the next day, where that is less than half a day later. Else nobody knows.
fn overnight(first: &str, end: &str, start: &MomentReading, zone: &TimeZone) -> Option<MomentReading> {
    let MomentReading::Moment(start) = start else { return None };
    let (point, _) = point::point(first).ok()?;
    let next = point.days.last.tomorrow().ok()?;
    let read = read_moment_text(&format!("{next} {end}"), zone);
    let MomentReading::Moment(over) = &read else { return None };
    let lasted = over.latest.duration_since(start.earliest);
    (lasted < SignedDuration::from_hours(12)).then_some(read)
}

/// The longest text that is looked at, in bytes, and how many signs in it: a date has two that are none.
pub(super) const LONGEST: usize = 1024;
const MOST_SIGNS: usize = 12;

/// What may stand between the two times of a period.
const SIGNS: [char; 7] = ['〜', '~', '→', '–', '—', '-', '―'];
const WORDS: [&str; 4] = [" to ", " through ", " until ", FROM];

/// Stands before the end of a period only where まで stands behind it.
const FROM: &str = "から";

/// What stands behind a word for an end that has not come.
fn is_to_come(text: &str) -> Option<&str> {
    ["ongoing", "now", "present", "継続中", "現在"].iter().find_map(|word| spelling::after_word(text, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        let shown = |reading: &MomentReading| match reading {
            MomentReading::Moment(moment) => moment.earliest.to_string(),
            MomentReading::Unknown => "?".to_owned(),
            MomentReading::Unreadable(why) => format!("{why:?}"),
        };
        for (text, wanted) in [
            (
                "2026-03-23 07:37 〜 2026-03-27 07:12（約 3 日 23 時間）",
                Some(("2026-03-23T07:37:00Z", "2026-03-27T07:12:00Z", "約 3 日 23 時間")),
            ),
            (
                "2026-03-23 21:45 to 23:28 UTC (103 minutes)",
                Some(("2026-03-23T21:45:00Z", "2026-03-23T23:28:00Z", "103 minutes")),
            ),
            ("2021-11-02 through 2026-05-22", Some(("2021-11-02T00:00:00Z", "2026-05-22T00:00:00Z", ""))),
            (
                "2026-05-04〜05 頃 〜 2026-05-07（推定 48〜72 時間。ログは消失）",
                Some(("2026-05-03T00:00:00Z", "2026-05-07T00:00:00Z", "推定 48〜72 時間")),
            ),
            ("the rollback to 2026-05-22", None),
            ("10:20 to 2026-05-22", None),
            (
                "2026-03-23 21:45 - 23:28 UTC (103 minutes)",
                Some(("2026-03-23T21:45:00Z", "2026-03-23T23:28:00Z", "103 minutes")),
            ),
            (
                "2026-03-19 〜 2026-03-23（約 4 日間、潜在的にはそれ以前から）",
                Some(("2026-03-19T00:00:00Z", "2026-03-23T00:00:00Z", "約 4 日間")),
            ),
            ("不明 〜 2026-03-23", Some(("?", "2026-03-23T00:00:00Z", ""))),
            ("2026-08-03 23:35 UTC → ongoing", Some(("2026-08-03T23:35:00Z", "?", ""))),
            (
                "2026-03-28 [[608]] デプロイ後 〜 2026-03-29 修正デプロイ（常に再現）",
                Some(("2026-03-28T00:00:00Z", "2026-03-29T00:00:00Z", "修正デプロイ(常に再現")),
            ),
            ("デプロイ後 〜 2026-03-29", Some(("?", "2026-03-29T00:00:00Z", ""))),
            ("2026年4月1日（水）23:30～翌0:40", Some(("2026-04-01T23:30:00Z", "2026-04-02T00:40:00Z", ""))),
            (
                "2026-04-01 23:30 〜 翌日 0:40（70分）",
                Some(("2026-04-01T23:30:00Z", "2026-04-02T00:40:00Z", "70分")),
            ),
            ("2026年4月1日 午前10時～午後1時半", Some(("2026-04-01T10:00:00Z", "2026-04-01T13:30:00Z", ""))),
            (
                "2026年4月1日 10時05分～同日11時35分",
                Some(("2026-04-01T10:05:00Z", "2026-04-01T11:35:00Z", "")),
            ),
            (
                "2026年4月1日 10時05分から11時35分まで（90分間）",
                Some(("2026-04-01T10:05:00Z", "2026-04-01T11:35:00Z", "90分間")),
            ),
            ("2026-03-04 22:00-01:30", Some(("2026-03-04T22:00:00Z", "2026-03-05T01:30:00Z", ""))),
            (
                "2026-03-04 22:00 - 01:00 JST (3h)",
                Some(("2026-03-04T13:00:00Z", "2026-03-04T16:00:00Z", "3h")),
            ),
            // An offset; and a slip, as likely as a day.
            ("2026-03-04 22:00-05:00", None),
            ("2026-03-04 22:00-03:30", None),
            ("2026-03-04 10:00 - 09:30", None),
            ("2026年4月1日 10時05分から継続", None),
            ("2026-04-01 23:30 〜 翌週", None),
            ("2026-03-28 〜 2026-03-29 以降", None),
            ("2026-03-24", None),
            ("約 4 時間", None),
            ("10:20 - 11:40", None),
            ("2026-03-27 〜 2026-03-23", None),
        ] {
            let period = read_period(text, &TimeZone::UTC);
            let found =
                period.as_ref().map(|period| (shown(&period.start), shown(&period.end), &*period.rest));
            let found = found.as_ref().map(|(start, end, rest)| (start.as_str(), end.as_str(), *rest));
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn lengths_behind_a_date_fit() {
        for (text, is_read) in [
            ("2026-03-04 10:00-15:30", true),
            ("2026-03-04 10:00-15:30 (5h 30m)", true),
            ("2026-03-04 10:00-15:30 (5.5 hours)", true),
            ("2026-03-04 10:00-15:30 (about 5h)", true),
            ("2026-03-04 10:00-15:30 (2h)", false),
            ("2026-03-04 10:00-15:30 (2 days)", false),
            ("2026年3月4日 10:00〜10:47（47分）", true),
            ("2026年3月4日 10:00〜10:47（4時間）", false),
        ] {
            assert_eq!(period_of_date(text, &TimeZone::UTC).is_some(), is_read, "{text}");
        }
    }

    #[test]
    fn zones_of_periods() {
        for (text, wanted) in [
            ("23:00 - 01:00 UTC+9", true),
            ("23:00 UTC+9 - 01:00", true),
            ("2026-03-04 23:00 - 01:00 UTC+9 (2h)", true),
            ("2026-03-04 23:00 to 01:00 UTC+9", true),
            ("23:00 - 01:00", false),
            ("2026-03-04 23:00 - 2026-03-05 01:00", false),
        ] {
            assert_eq!(zone_told(text).is_some(), wanted, "{text}");
        }
    }

    #[test]
    fn years_that_are_missing() {
        let near = jiff::civil::date(2026, 1, 4);
        for (text, wanted) in [
            (
                "Approximately December 30, 16:02 UTC -- January 2, 15:02 UTC",
                Some("Approximately 2025-12-30, 16:02 UTC → 2026-01-02, 15:02 UTC"),
            ),
            ("Jan 2 16:02 - 17:10 UTC (68 minutes)", Some("2026-01-02 16:02 → 17:10 UTC (68 minutes)")),
            ("2026-01-02 16:02 - 17:10", None),
            ("Jan 2, all day - we think", None),
        ] {
            assert_eq!(period_with_years(text, near).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn amounts_behind_times() {
        for (text, wanted) in [
            ("10:05〜11:35（90分）", Some("90分")),
            ("10:05 - 11:35 (1h 30m)", Some("1h 30m")),
            ("10:05 - 11:35 UTC (1h 30m)", Some("1h 30m")),
            ("21:45 to 23:28 UTC (103 minutes)", Some("103 minutes")),
            ("10:05〜11:35", None),
            ("10:05〜11:35（90分）と 13:00〜14:00", None),
            ("約10分（90分）", None),
        ] {
            assert_eq!(rest_behind_times(&Kind::Duration, text), wanted, "{text}");
        }
    }
}
