//! How a point in time is read, and how uncertain it is: a date alone is a whole day.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::model::date_form::is_date_form;
use crate::model::grammar::point::{self, Nearness, Point};
use crate::model::grammar::tail::{self, Tail};
use crate::model::grammar::{iso, spelling, unknown};
use crate::model::value::Why;
use crate::source::node::{Content, Node};

/// A point in time, as far as it was stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The earliest it may have been.
    pub earliest: Timestamp,
    /// The latest it may have been.
    pub latest: Timestamp,
    /// The first instant that is written: with `about` before it, it may have been earlier. Its day is that of the incident.
    pub written: Timestamp,
    /// Whether no time of day was stated.
    pub date_only: bool,
    /// Where its zone comes from.
    pub zone: Zone,
}

/// Where the zone of a moment comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// It stands in the text.
    Stated,
    /// It is the one of the configuration.
    Assumed,
}

/// What a statement of a moment was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MomentReading {
    /// This moment.
    Moment(Moment),
    /// Stated as not known, or as not yet come: empty, `TBD`, `ongoing`.
    Unknown,
    /// Stated, but not in a form that can be used.
    Unreadable(Why),
}

/// Reads a moment of front matter.
#[must_use]
pub fn read_moment_node(node: &Node, zone: &TimeZone) -> MomentReading {
    if node.tag.is_some() {
        return MomentReading::Unreadable(Why::Tagged);
    }
    match &node.content {
        Content::Empty => MomentReading::Unknown,
        Content::Scalar(text, _) => read_moment_text(text, zone),
        Content::Sequence(_) | Content::Mapping(_) => MomentReading::Unreadable(Why::NotAScalar),
        Content::Alias(_) => MomentReading::Unreadable(Why::Alias),
    }
}

/// Reads a moment, or that there is none yet.
#[must_use]
pub fn read_moment_text(text: &str, zone: &TimeZone) -> MomentReading {
    match read_moment(text, zone) {
        Ok(moment) => MomentReading::Moment(moment),
        Err(why) => match spelling::plain(text) {
            Ok(text) if unknown::is_unknown(&text) || is_to_come(&text) || is_date_form(&text) => {
                MomentReading::Unknown
            }
            _ => MomentReading::Unreadable(why),
        },
    }
}

/// Reads a moment, or the span from one to another: then it lies between the beginning of the first and the end of the
/// second.
///
/// Without a zone in the text, `assumed` is taken. A time that the clocks of a zone show twice, or skip, is the span
/// of both readings. A leap second spans the second. A time that is not exact (`around 14:05`, 14時頃) is an hour wider
/// at either end, a date that is not exact a day.
pub fn read_moment(text: &str, assumed: &TimeZone) -> Result<Moment, Why> {
    if let Some(point) = iso::point(text.trim()) {
        return moment(&point, &point, Tail::Harmless, assumed);
    }
    let text = spelling::plain(text)?;
    let (first, rest) = point::point(&text).map_err(|why| match why {
        Why::NotOfKind if point::is_time_alone(&text) => Why::DayMissing,
        why => why,
    })?;
    let Some(second) = point::after_range_sign(rest, &first) else {
        let tail = point::tail(rest, &[&first])?;
        return moment(&first, &first, tail, assumed);
    };
    let is_wave = rest.trim_start().starts_with(['〜', '~']);
    let read = if is_wave { point::second_behind_wave } else { point::second };
    let (second, rest) = read(second, &first)?;
    let zone = first.zone.clone().or_else(|| second.zone.clone());
    // `04〜05 頃` says it of both.
    let nearness =
        if is_wave && second.clock.is_none() { first.nearness.or(second.nearness) } else { first.nearness };
    let first = Point { zone, nearness, ..first };
    let second = Point { zone: second.zone.or_else(|| first.zone.clone()), ..second };
    let tail = point::tail(rest, &[&first, &second])?;
    moment(&first, &second, tail, assumed)
}

/// The zone that stands in the text of a moment.
#[must_use]
pub fn stated_zone(text: &str) -> Option<TimeZone> {
    if let Some(point) = iso::point(text.trim()) {
        return point.zone;
    }
    let text = spelling::plain(text).ok()?;
    point::point(&text).ok()?.0.zone
}

/// Reads the date of a text, as the calendar where it was written shows it. A time of day may follow.
pub fn read_date(text: &str) -> Result<Date, Why> {
    if let Some(point) = iso::point(text.trim()) {
        return Ok(point.days.first);
    }
    let text = spelling::plain(text)?;
    let (point, rest) = point::point(&text)?;
    let tail = point::tail(rest, &[&point])?;
    if point.nearness == Nearness::About || tail == Tail::Estimate {
        return Err(Why::Approximate);
    }
    if point.days.first == point.days.last { Ok(point.days.first) } else { Err(Why::NotOfKind) }
}

/// Whether a text says that something has not come yet.
fn is_to_come(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "ongoing",
        "still ongoing",
        "in progress",
        "not yet",
        "open",
        "unresolved",
        "not resolved",
        "継続中",
        "対応中",
        "未解決",
        "未復旧",
        "現在",
    ];
    let ends = |rest: &str| tail::after_words(rest, |_| false).is_ok();
    WORDS.iter().any(|word| spelling::after_word(text, word).is_some_and(ends))
}

fn moment(first: &Point, second: &Point, tail: Tail, assumed: &TimeZone) -> Result<Moment, Why> {
    let stated = first.zone.is_some() && second.zone.is_some();
    let margin = |point: &Point| match (point.nearness, tail, &point.clock) {
        (Nearness::Exact, Tail::Harmless, _) => SignedDuration::ZERO,
        (_, _, Some(_)) => SignedDuration::from_hours(1),
        (_, _, None) => SignedDuration::from_hours(24),
    };
    let (earliest, latest) = span(first, assumed)?;
    // One point may stand for both.
    let latest = if std::ptr::eq(first, second) { latest } else { span(second, assumed)?.1 };
    if earliest > latest {
        return Err(Why::RangeEmpty);
    }
    let moved = |instant: Timestamp, by: SignedDuration| {
        if by.is_zero() { Ok(instant) } else { instant.checked_add(by).map_err(|_| out_of_range()) }
    };
    Ok(Moment {
        earliest: moved(earliest, -margin(first))?,
        latest: moved(latest, margin(second))?,
        written: earliest,
        date_only: first.clock.is_none() && second.clock.is_none(),
        zone: if stated { Zone::Stated } else { Zone::Assumed },
    })
}

/// The first and the last instant that a point may be.
fn span(point: &Point, assumed: &TimeZone) -> Result<(Timestamp, Timestamp), Why> {
    let zone = point.zone.as_ref().or(point.named.as_ref()).unwrap_or(assumed);
    let (first, last) = match point.clock {
        None => {
            let first = midnight(point.days.first, zone)?;
            let next = midnight(point.days.last.tomorrow().map_err(|_| out_of_range())?, zone)?;
            (first, next.checked_sub(1.nanosecond()).map_err(|_| out_of_range())?)
        }
        Some(clock) => {
            let day = point.days.first;
            let day = if clock.hour == 24 { day.tomorrow().map_err(|_| out_of_range())? } else { day };
            let second = clock.second.min(59);
            let (first, last) =
                instants(day.at(clock.hour % 24, clock.minute, second, clock.nanosecond), zone)?;
            if clock.second == 60 {
                (first, last.checked_add(1.second()).map_err(|_| out_of_range())?)
            } else {
                (first, last)
            }
        }
    };
    if let (Some(zone), Some(named)) = (&point.zone, &point.named)
        && zone.to_fixed_offset().is_ok_and(|offset| named.to_offset(first) != offset)
    {
        return Err(Why::ZoneAmbiguous(named.iana_name().unwrap_or_default().to_owned()));
    }
    Ok((first, last))
}

/// The first instant of a day: where its midnight is skipped, the one after, and where it comes twice, the first.
fn midnight(day: Date, zone: &TimeZone) -> Result<Timestamp, Why> {
    zone.to_ambiguous_timestamp(day.at(0, 0, 0, 0)).compatible().map_err(|_| out_of_range())
}

/// The instants at which the clocks of a zone show a time: two where it is shown twice. A time that is skipped is read
/// by the clock before the change and by the one after it.
fn instants(time: DateTime, zone: &TimeZone) -> Result<(Timestamp, Timestamp), Why> {
    let ambiguous = zone.to_ambiguous_timestamp(time);
    let a = ambiguous.earlier().map_err(|_| out_of_range())?;
    let b = ambiguous.later().map_err(|_| out_of_range())?;
    Ok((a.min(b), a.max(b)))
}

fn out_of_range() -> Why {
    Why::OutOfRange { low: Some("0001-01-01".to_owned()), high: Some("9999-12-30".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokyo() -> TimeZone {
        TimeZone::get("Asia/Tokyo").unwrap()
    }

    fn shown(text: &str, zone: &TimeZone) -> String {
        let moment = match read_moment(text, zone) {
            Ok(moment) => moment,
            Err(why) => return format!("{why:?}"),
        };
        let zone = if moment.zone == Zone::Assumed { " assumed" } else { "" };
        let day = if moment.date_only { " day" } else { "" };
        if moment.earliest == moment.latest {
            return format!("{}{zone}{day}", moment.earliest);
        }
        format!("{} to {}{zone}{day}", moment.earliest, moment.latest)
    }

    fn check(zone: &TimeZone, rows: &[(&str, &str)]) {
        let wrong = rows.iter().filter(|(text, wanted)| shown(text, zone) != *wanted);
        let wrong: Vec<String> =
            wrong.map(|(text, wanted)| format!("{text} => {}, not {wanted}", shown(text, zone))).collect();
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    #[test]
    fn reads_times_with_a_zone() {
        check(
            &tokyo(),
            &[
                ("2023-05-04T11:30:00+02:00", "2023-05-04T09:30:00Z"),
                ("2023-05-04T9:51:30+01:00", "2023-05-04T08:51:30Z"),
                ("2023-05-04t11:30:00.25z", "2023-05-04T11:30:00.25Z"),
                ("2026-05-05T20:36Z", "2026-05-05T20:36:00Z"),
                ("2026-05-05T9:00:00-00:00", "2026-05-05T09:00:00Z"),
                ("20260505T2036Z", "2026-05-05T20:36:00Z"),
                ("2026-05-05 20:36 UTC", "2026-05-05T20:36:00Z"),
                ("2026-05-05 20:36 UTC+9", "2026-05-05T11:36:00Z"),
                ("2026-05-05 20:36 +0900", "2026-05-05T11:36:00Z"),
                ("2026-04-15 23:28 (JST)", "2026-04-15T14:28:00Z"),
                ("2026-04-15 23:28 JST", "2026-04-15T14:28:00Z"),
                ("2026-04-15 23:28 日本時間", "2026-04-15T14:28:00Z"),
                ("2026-04-15 23:28 (JST) — found by an alert", "2026-04-15T14:28:00Z"),
                ("May 16, 2023 14:05 UTC", "2023-05-16T14:05:00Z"),
                ("May 16, 2023 at 2:05 PM UTC", "2023-05-16T14:05:00Z"),
                ("2026-08-13T07:30:00Z。", "2026-08-13T07:30:00Z"),
                ("Wednesday 20th September 2023, 14:32 UTC (Block 5)", "2023-09-20T14:32:00Z"),
                ("2026-06-04T15:45:00-06:00[America/Denver]", "2026-06-04T21:45:00Z"),
                ("2026-06-04 15:45 America/Denver", "2026-06-04T21:45:00Z"),
                ("13/09/2021 3am UTC", "2021-09-13T03:00:00Z"),
                ("2023-10-20 24:00 UTC", "2023-10-21T00:00:00Z"),
                ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z to 2017-01-01T00:00:00Z"),
                ("2026-07-04 10:00 PT", "2026-07-04T17:00:00Z"),
                ("2023-10-20 10:05-03:00", "2023-10-20T13:05:00Z"),
                ("2023-10-20T10:05-11:00", "2023-10-20T21:05:00Z"),
            ],
        );
    }

    #[test]
    fn reads_times_without_a_zone() {
        check(
            &tokyo(),
            &[
                ("2024-10-07 18.00", "2024-10-07T09:00:00Z assumed"),
                ("2024-10-07 1800", "2024-10-07T09:00:00Z assumed"),
                ("2024-10-07 18:00:00", "2024-10-07T09:00:00Z assumed"),
                ("2023年10月20日 14:05", "2023-10-20T05:05:00Z assumed"),
                ("令和５年１０月２０日（金）１４時０５分", "2023-10-20T05:05:00Z assumed"),
                ("2023年10月20日14:05", "2023-10-20T05:05:00Z assumed"),
                ("2023年10月20日14時05分", "2023-10-20T05:05:00Z assumed"),
                ("２０２３年１０月２０日（金）１４：０５", "2023-10-20T05:05:00Z assumed"),
                ("2023/10/20 14:05", "2023-10-20T05:05:00Z assumed"),
                ("**2024-10-07 18:00** (first alert)", "2024-10-07T09:00:00Z assumed"),
            ],
        );
    }

    #[test]
    fn a_date_is_a_whole_day() {
        check(
            &TimeZone::UTC,
            &[
                ("2026-04-18", "2026-04-18T00:00:00Z to 2026-04-18T23:59:59.999999999Z assumed day"),
                ("16th May, 2023", "2023-05-16T00:00:00Z to 2023-05-16T23:59:59.999999999Z assumed day"),
                ("08-Jun-2026", "2026-06-08T00:00:00Z to 2026-06-08T23:59:59.999999999Z assumed day"),
                ("2026-04-18 (JST)", "2026-04-17T15:00:00Z to 2026-04-18T14:59:59.999999999Z day"),
                ("0001-01-02", "0001-01-02T00:00:00Z to 0001-01-02T23:59:59.999999999Z assumed day"),
            ],
        );
    }

    #[test]
    fn about_then() {
        check(
            &TimeZone::UTC,
            &[
                ("2026-07-24 10:52頃", "2026-07-24T09:52:00Z to 2026-07-24T11:52:00Z assumed"),
                ("2026-07-24 10:52 頃 (JST)（ユーザー報告）", "2026-07-24T00:52:00Z to 2026-07-24T02:52:00Z"),
                ("2026-07-24 10:52 (JST) 頃", "2026-07-24T00:52:00Z to 2026-07-24T02:52:00Z"),
                ("2026-07-24 10:52 UTC (approx.)", "2026-07-24T09:52:00Z to 2026-07-24T11:52:00Z"),
                ("2026-07-24 10:52 UTC approx", "2026-07-24T09:52:00Z to 2026-07-24T11:52:00Z"),
                ("2026-07-24 ~10:52 UTC", "2026-07-24T09:52:00Z to 2026-07-24T11:52:00Z"),
                ("2026-07-24 around 10:52 UTC", "2026-07-24T09:52:00Z to 2026-07-24T11:52:00Z"),
                ("~2026-07-24 10:52 UTC", "2026-07-24T09:52:00Z to 2026-07-24T11:52:00Z"),
                (
                    "2026-07-24 朝（利用者が発見）",
                    "2026-07-24T00:00:00Z to 2026-07-24T23:59:59.999999999Z assumed day",
                ),
                ("2026-07-24 evening", "2026-07-24T00:00:00Z to 2026-07-24T23:59:59.999999999Z assumed day"),
                ("2026-07-24中", "2026-07-24T00:00:00Z to 2026-07-24T23:59:59.999999999Z assumed day"),
                ("2026-07-24 深夜", "2026-07-23T00:00:00Z to 2026-07-25T23:59:59.999999999Z assumed day"),
                ("2026-07-24 前後", "2026-07-23T00:00:00Z to 2026-07-25T23:59:59.999999999Z assumed day"),
                ("2026年3月11日（水）正午", "2026-03-11T12:00:00Z assumed"),
                ("2026年3月11日（水）夜11時", "2026-03-11T23:00:00Z assumed"),
                ("2026年3月11日 夕方6時半 JST", "2026-03-11T09:30:00Z"),
                ("2026年3月11日 朝9時10分", "2026-03-11T09:10:00Z assumed"),
                ("2026年3月11日 未明3時頃", "2026-03-11T02:00:00Z to 2026-03-11T04:00:00Z assumed"),
                (
                    "2026年3月11日（水）深夜1時",
                    "2026-03-10T00:00:00Z to 2026-03-12T23:59:59.999999999Z assumed day",
                ),
                ("2026年3月11日 夜15時", "TrailingText(\"夜15時\")"),
                ("2026年3月11日 深夜3時間", "TrailingText(\"深夜3時間\")"),
                ("2026-07-24 朝礼の前", "TrailingText(\"朝礼の前\")"),
                ("2026-07-24 頃", "2026-07-23T00:00:00Z to 2026-07-25T23:59:59.999999999Z assumed day"),
                ("2026-07-24 10:52頃〜11:05 UTC", "2026-07-24T09:52:00Z to 2026-07-24T11:05:00Z"),
            ],
        );
    }

    #[test]
    fn remarks_may_have_numbers() {
        check(
            &TimeZone::UTC,
            &[
                ("2026-04-20 19:00 JST — `0 results for 948 articles`", "2026-04-20T10:00:00Z"),
                ("2026-04-12 12:40 (JST) ※ 3 サービス再デプロイ完了", "2026-04-12T03:40:00Z"),
                ("2026-04-26 13:30 (JST) (= 04:30 UTC)", "2026-04-26T04:30:00Z"),
                ("2026-05-09 01:01 (JST、ログより) — 復旧まで 16 分", "2026-05-08T16:01:00Z"),
                ("2026-04-15 14:27 (JST)（修正デプロイ完了）", "2026-04-15T05:27:00Z"),
            ],
        );
    }

    #[test]
    fn a_range_is_one_moment() {
        check(
            &TimeZone::UTC,
            &[
                (
                    "2026-03-16 to 2026-03-17",
                    "2026-03-16T00:00:00Z to 2026-03-17T23:59:59.999999999Z assumed day",
                ),
                (
                    "2026-04-27 → 2026-04-28",
                    "2026-04-27T00:00:00Z to 2026-04-28T23:59:59.999999999Z assumed day",
                ),
                (
                    "2026-04-27 〜 2026-04-28",
                    "2026-04-27T00:00:00Z to 2026-04-28T23:59:59.999999999Z assumed day",
                ),
                ("2026-05-04〜05 頃", "2026-05-03T00:00:00Z to 2026-05-06T23:59:59.999999999Z assumed day"),
                ("2026-05-04〜05日", "2026-05-04T00:00:00Z to 2026-05-05T23:59:59.999999999Z assumed day"),
                ("2026-05-04〜05件", "TrailingText(\"〜05件\")"),
                ("January 14-19, 2026", "2026-01-14T00:00:00Z to 2026-01-19T23:59:59.999999999Z assumed day"),
                ("2026-04-15 23:28 - 2026-04-16 00:10 JST", "2026-04-15T14:28:00Z to 2026-04-15T15:10:00Z"),
                ("2026-04-15 22:28 to 23:10 UTC", "2026-04-15T22:28:00Z to 2026-04-15T23:10:00Z"),
                ("2026-04-15 22:28-23:10 UTC", "2026-04-15T22:28:00Z to 2026-04-15T23:10:00Z"),
                ("2026-04-15 23:28 to 00:10 UTC", "RangeEmpty"),
                ("2026-04-28 → 2026-04-27", "RangeEmpty"),
            ],
        );
    }

    #[test]
    fn clocks_that_change() {
        let york = TimeZone::get("America/New_York").unwrap();
        check(
            &york,
            &[
                ("2025-03-09 02:30", "2025-03-09T06:30:00Z to 2025-03-09T07:30:00Z assumed"),
                ("2025-11-02 01:30", "2025-11-02T05:30:00Z to 2025-11-02T06:30:00Z assumed"),
                ("2025-03-09", "2025-03-09T05:00:00Z to 2025-03-10T03:59:59.999999999Z assumed day"),
                ("2025-11-02", "2025-11-02T04:00:00Z to 2025-11-03T04:59:59.999999999Z assumed day"),
            ],
        );
        // Midnight is skipped in Beirut, and shown twice in Havana.
        check(
            &TimeZone::get("Asia/Beirut").unwrap(),
            &[("2022-03-27", "2022-03-26T22:00:00Z to 2022-03-27T20:59:59.999999999Z assumed day")],
        );
        check(
            &TimeZone::get("America/Havana").unwrap(),
            &[("2022-11-06", "2022-11-06T04:00:00Z to 2022-11-07T04:59:59.999999999Z assumed day")],
        );
    }

    #[test]
    fn refuses_what_is_no_moment() {
        let outside = r#"OutOfRange { low: Some("0001-01-01"), high: Some("9999-12-30") }"#;
        check(
            &TimeZone::UTC,
            &[
                ("14:05 UTC", "DayMissing"),
                ("2026-04-15 23:28 CST", r#"ZoneAmbiguous("CST")"#),
                ("2026-04-15 23:28 (IST)", r#"ZoneAmbiguous("IST")"#),
                ("2026-04-15 23:28 XYZT", r#"ZoneUnknown("XYZT")"#),
                ("2026-06-04T15:45:00-05:00[America/Denver]", r#"ZoneAmbiguous("America/Denver")"#),
                ("2023-10-20 10:05-11:00", r#"ZoneAmbiguous("-11:00")"#),
                ("2023-02-30", "DateImpossible"),
                ("2023-02-28 25:00", "DateImpossible"),
                ("03/04/2026", "DateAmbiguous"),
                ("2023-10-20 14:05 (JST (or UTC?))", r#"TrailingText("(JST (or UTC?))")"#),
                ("2023-10-20 14:05 — per the logs (JST)", r#"TrailingText("— per the logs (JST)")"#),
                ("2023-10-20 14:05 (= 05:05 UTC)", r#"TrailingText("(= 05:05 UTC)")"#),
                ("2023-10-20 — 02:29 at the latest", r#"TrailingText("— 02:29 at the latest")"#),
                ("2023-10-20 14:05 JST, again at 15:10", r#"TrailingText(", again at 15:10")"#),
                ("2023-10-20 14:05 以前", r#"TrailingText("以前")"#),
                ("2023-10-20 - 21", r#"TrailingText("- 21")"#),
                ("2023-10-20, 21 and 22", r#"TrailingText(", 21 and 22")"#),
                ("2023-10-20 10:00 UTC - 5 minutes", r#"TrailingText("- 5 minutes")"#),
                ("2023-10-20 3 customers", r#"TrailingText("3 customers")"#),
                ("2023-10-20 14:05 and 15:10", r#"TrailingText("and 15:10")"#),
                ("2023-10-20 14:05?", r#"TrailingText("?")"#),
                ("2023-10-20T", r#"TrailingText("T")"#),
                ("2023-10-20 14:05 → ongoing", r#"TrailingText("→ ongoing")"#),
                ("YYYY-MM-DDTHH:MM:SSZ", "NotOfKind"),
                ("1700000000", "NotOfKind"),
                ("9999-12-31", outside),
                ("9999-12-31T23:59:59Z", outside),
            ],
        );
        assert!(read_moment("0000-01-01", &tokyo()).is_ok());
    }

    #[test]
    fn not_known_or_not_yet() {
        for text in ["", "null", "TBD", "不明", "ongoing", "Ongoing (as of today)", "継続中", "—"] {
            assert_eq!(read_moment_text(text, &TimeZone::UTC), MomentReading::Unknown, "{text}");
        }
        assert_eq!(read_moment_text("soon", &TimeZone::UTC), MomentReading::Unreadable(Why::NotOfKind));
    }

    #[test]
    fn dates() {
        let date = |text| read_date(text).map(|date| date.to_string());
        for (text, wanted) in [
            ("2026-09-30", "2026-09-30"),
            ("2026-09-30 (agreed with support)", "2026-09-30"),
            ("2026-09-30T23:30:00-06:00", "2026-09-30"),
            ("16th May, 2023", "2023-05-16"),
        ] {
            assert_eq!(date(text).as_deref(), Ok(wanted), "{text}");
        }
        assert_eq!(date("04/03/2026"), Err(Why::DateAmbiguous));
        assert_eq!(date("January 14-19, 2026"), Err(Why::NotOfKind));
    }
}
