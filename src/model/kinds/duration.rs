//! `duration`: lengths of time from 0, in seconds.

use crate::model::grammar::bounds;
use crate::model::grammar::measure::{Amount, Measure, Unit};
use crate::model::grammar::numeral::{self, Numeral};
use crate::model::grammar::spelling;
use crate::model::grammar::tail::Room;
use crate::model::value::Why;
use crate::space::decimal::Decimal;
use crate::space::interval::Interval;

/// A length of time. A day has 24 hours; months and years have no length, and are refused.
pub struct Duration {
    /// How many seconds a number without unit counts, where the name of the key says so.
    pub assumed: Option<Decimal>,
}

impl Measure for Duration {
    fn domain(&self) -> Interval {
        Interval::at_least(Decimal::ZERO)
    }

    fn is_time(&self) -> bool {
        true
    }

    fn amount<'t>(&self, text: &'t str) -> Result<(Amount, &'t str), Why> {
        let scale = Decimal::whole(1);
        if let Some((number, rest)) = iso(text)? {
            return Ok((Amount { number, unit: Unit::Own, scale, room: Room::Phrase }, rest));
        }
        if let Some((number, rest)) = clock(text)? {
            return Ok((Amount { number, unit: Unit::Own, scale, room: Room::Nothing }, rest));
        }
        components(text)
    }

    fn bare(&self, number: Decimal) -> Result<Decimal, Why> {
        if number == Decimal::ZERO {
            return Ok(number);
        }
        self.assumed.ok_or(Why::UnitMissing).and_then(|unit| number.times(unit).ok_or(Why::NotOfKind))
    }

    fn show(&self, number: Decimal) -> String {
        show(number)
    }
}

/// `1h 30m`, `850ms`, `2d`: the largest units first, a fraction only of the smallest.
#[must_use]
pub fn show(seconds: Decimal) -> String {
    if seconds > Decimal::ZERO && seconds < Decimal::whole(1) {
        let milliseconds = seconds.times(Decimal::whole(1000)).unwrap_or(seconds);
        return format!("{milliseconds}ms");
    }
    let mut left = seconds;
    let mut parts = vec![];
    for (unit, length) in [("d", 86_400), ("h", 3_600), ("m", 60)] {
        let length = i128::from(length) * ONE;
        let many = left.in_billionths() / length;
        if many != 0 {
            parts.push(format!("{many}{unit}"));
            left = Decimal::billionths(left.in_billionths() - many * length);
        }
    }
    if left != Decimal::ZERO || parts.is_empty() {
        parts.push(format!("{left}s"));
    }
    parts.join(" ")
}

/// How many seconds a unit has: `m`, `minutes`, `分`. `None` for what is no unit, and for months and years.
#[must_use]
pub fn seconds_in(unit: &str) -> Option<Decimal> {
    let folded = unit.to_lowercase();
    let found = UNITS.iter().find(|(names, _)| names.contains(&folded.as_str()));
    found.map(|&(_, billionths)| Decimal::billionths(billionths))
}

/// Whether a word is a unit of time, of whatever length.
#[must_use]
pub fn is_unit(word: &str) -> bool {
    seconds_in(word).is_some() || is_calendar_unit(word)
}

const ONE: i128 = 1_000_000_000;

/// Names of units, and how many billionths of a second they last.
const UNITS: &[(&[&str], i128)] = &[
    (
        &["ms", "msec", "msecs", "milli", "millis", "millisecond", "milliseconds", "ミリ秒", "毫秒"],
        ONE / 1000,
    ),
    (&["s", "sec", "secs", "second", "seconds", "秒間", "秒", "秒钟"], ONE),
    (&["m", "min", "mins", "minute", "minutes", "分間", "分", "分钟"], 60 * ONE),
    (&["h", "hr", "hrs", "hour", "hours", "時間", "小时", "小時"], 3_600 * ONE),
    (&["d", "day", "days", "日間", "日", "天"], 86_400 * ONE),
    (&["w", "wk", "wks", "week", "weeks", "週間", "週", "周"], 604_800 * ONE),
];

fn is_calendar_unit(word: &str) -> bool {
    const NAMES: [&str; 19] = [
        "mo", "mos", "month", "months", "y", "yr", "yrs", "year", "years", "quarter", "quarters", "か月",
        "ヶ月", "カ月", "ヵ月", "箇月", "年", "年間", "月",
    ];
    NAMES.contains(&word.to_lowercase().as_str())
}

/// `PT1H30M`, `P1DT2H`, `P2W`.
fn iso(text: &str) -> Result<Option<(Decimal, &str)>, Why> {
    let Some(mut left) = text.strip_prefix(['P', 'p']) else { return Ok(None) };
    let mut units = ISO_DAYS;
    let mut days = true;
    let mut total = Decimal::ZERO;
    let mut found = false;
    loop {
        if let Some(rest) = left.strip_prefix(['T', 't']).filter(|_| days) {
            (units, left, days) = (ISO_TIMES, rest, false);
            continue;
        }
        let Some(part) = numeral::number(left).filter(|part| !part.written.contains([',', '_', '\'', '-']))
        else {
            break;
        };
        let mut letters = part.rest.chars();
        let unit = letters.next().map(|letter| letter.to_ascii_uppercase());
        let known = unit.and_then(|unit| units.iter().find(|(name, _)| *name == unit));
        let Some(&(name, seconds)) = known else { return Ok(None) };
        if seconds == 0 {
            return Err(Why::UnitUnknown(if name == 'Y' { "years" } else { "months" }.to_owned()));
        }
        let length = part.number.times(Decimal::whole(seconds)).ok_or(Why::NotOfKind)?;
        total = total.plus(length).ok_or(Why::NotOfKind)?;
        found = true;
        left = letters.as_str();
        // Each unit once, in order.
        units = units
            .iter()
            .position(|(other, _)| *other == name)
            .and_then(|at| units.get(at + 1..))
            .unwrap_or(&[]);
    }
    let ends = spelling::ends_word(left) || bounds::continues(left);
    Ok((found && ends).then_some((total, left)))
}

const ISO_DAYS: &[(char, i64)] = &[('Y', 0), ('M', 0), ('W', 604_800), ('D', 86_400)];
const ISO_TIMES: &[(char, i64)] = &[('H', 3_600), ('M', 60), ('S', 1)];

/// `1:30:00`. Of `1:30` alone nobody knows whether it means hours or minutes, unless a unit follows.
fn clock(text: &str) -> Result<Option<(Decimal, &str)>, Why> {
    let (first, rest) = spelling::digits(text);
    let Some((second, rest)) = rest.strip_prefix(':').map(spelling::digits) else { return Ok(None) };
    if first.is_empty() || second.len() != 2 {
        return Ok(None);
    }
    let Some((third, after)) = rest.strip_prefix(':').map(spelling::digits) else {
        let (unit, after) = unit(rest.trim_start());
        let shift = match seconds_in(unit).map(Decimal::in_billionths) {
            Some(hour) if hour == 3_600 * ONE => 3_600,
            Some(minute) if minute == 60 * ONE => 60,
            _ => return Err(Why::ClockAmbiguous),
        };
        return sum(&[(first, shift), (second, shift / 60)]).map(|total| Some((total, after)));
    };
    if third.len() != 2 || second > "59" || third > "59" {
        return Err(Why::NotOfKind);
    }
    let total = sum(&[(first, 3_600), (second, 60), (third, 1)])?;
    let fraction = after.strip_prefix('.').map(spelling::digits).filter(|(digits, _)| !digits.is_empty());
    let Some((fraction, after_fraction)) = fraction else { return Ok(Some((total, after))) };
    let fraction = Decimal::parse(&format!("0.{fraction}")).ok_or(Why::NotOfKind)?;
    Ok(Some((total.plus(fraction).ok_or(Why::NotOfKind)?, after_fraction)))
}

fn sum(parts: &[(&str, i64)]) -> Result<Decimal, Why> {
    parts.iter().try_fold(Decimal::ZERO, |total, (digits, seconds)| {
        let part = Decimal::parse(digits).and_then(|number| number.times(Decimal::whole(*seconds)));
        part.and_then(|part| total.plus(part)).ok_or(Why::NotOfKind)
    })
}

/// `1h 30m`, `2 days, 3 hours and 5 minutes`, `7 時間 17 分`: each unit once, the largest first.
fn components(text: &str) -> Result<(Amount, &str), Why> {
    let mut total = Decimal::ZERO;
    let mut previous: Option<Component> = None;
    let mut left = text;
    let mut rest = text;
    let mut parts = 0;
    while let Some(numeral) = numeral::number(left) {
        let Some(component) = component(numeral, previous.as_ref(), parts)? else { break };
        if previous.as_ref().is_some_and(|previous| {
            component.worth >= previous.worth
                || !previous.number.is_whole()
                || component.number < Decimal::ZERO
        }) {
            break;
        }
        let length = component.number.times(component.worth).ok_or(Why::NotOfKind)?;
        total = total.plus(length).ok_or(Why::NotOfKind)?;
        rest = component.rest;
        parts += 1;
        left = joined(rest);
        previous = Some(component);
        if left.len() == rest.len() && !left.starts_with(|first: char| first.is_ascii_digit()) {
            break;
        }
    }
    let Some(last) = previous else {
        let bare = numeral::number(text).ok_or(Why::NotOfKind)?;
        let amount = Amount {
            number: bare.number,
            unit: Unit::Missing,
            scale: Decimal::whole(1),
            room: Room::Nothing,
        };
        return Ok((amount, bare.rest));
    };
    let unit = if parts == 1 { Unit::Shared(last.worth) } else { Unit::Own };
    // Python writes `2 days, 1:29:00`.
    if parts == 1
        && last.worth == Decimal::billionths(86_400 * ONE)
        && let Ok(Some((clock, rest))) = clock(left)
    {
        let number = total.plus(clock).ok_or(Why::NotOfKind)?;
        return Ok((Amount { number, unit: Unit::Own, scale: Decimal::whole(1), room: Room::Nothing }, rest));
    }
    Ok((Amount { number: total, unit, scale: Decimal::whole(1), room: Room::Phrase }, rest))
}

/// A number with its unit.
struct Component<'t> {
    number: Decimal,
    worth: Decimal,
    rest: &'t str,
}

/// The number with the unit after it; `None` where no unit stands there.
fn component<'t>(
    numeral: Numeral<'t>,
    previous: Option<&Component<'t>>,
    parts: usize,
) -> Result<Option<Component<'t>>, Why> {
    let spaced = numeral.rest.trim_start();
    let (word, after) = unit(spaced);
    if word.is_empty() {
        return Ok(None);
    }
    // A capital `M` is minutes only after hours: alone it could be months.
    let after_hours = previous.is_some_and(|previous| previous.worth == Decimal::billionths(3_600 * ONE));
    let Some(worth) = seconds_in(word).filter(|_| word != "M" || after_hours) else {
        let follows = parts > 0 || bounds::continues(numeral.rest);
        return if follows { Ok(None) } else { Err(Why::UnitUnknown(first_word(word))) };
    };
    // `3時間半` is three hours and a half.
    let half = after.strip_prefix('半').filter(|_| numeral.number.is_whole());
    let number = match half {
        None => numeral.number,
        Some(_) => numeral.number.plus(Decimal::billionths(ONE / 2)).ok_or(Why::NotOfKind)?,
    };
    Ok(Some(Component { number, worth, rest: half.unwrap_or(after) }))
}

/// The part of a text that a message shows as a unit.
fn first_word(text: &str) -> String {
    text.split([' ', ',']).next().unwrap_or_default().chars().take(20).collect()
}

/// The unit at the start, and what stands after it: letters, or one of the Japanese names.
fn unit(text: &str) -> (&str, &str) {
    let (word, rest) = spelling::letters(text);
    if !word.is_empty() {
        // `4 min/hour` is a rate, and `5 min-ish` is nothing.
        let glued = rest.chars().next().is_some_and(|next| matches!(next, '/' | '_' | '\''));
        return if glued {
            (text, "")
        } else {
            // `min.` is one, `5 min..30 min` a range.
            let is_short = word.len() > 1 && !rest.starts_with("..");
            (word, rest.strip_prefix('.').filter(|_| is_short).unwrap_or(rest))
        };
    }
    let names = UNITS.iter().flat_map(|(names, _)| names.iter()).filter(|name| !name.is_ascii());
    let longest = names.filter(|name| text.starts_with(**name)).max_by_key(|name| name.len());
    let Some((name, rest)) = longest.and_then(|name| text.split_at_checked(name.len())) else {
        let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
        return text.split_at_checked(end).unwrap_or((text, ""));
    };
    // 3日目 and 5分後 are points in time, 3分の一 is a third.
    let goes_on = rest.chars().next().is_some_and(char::is_alphabetic)
        && !rest.starts_with(['半', 'の'])
        && !bounds::continues(rest);
    if goes_on { (text, "") } else { (name, rest) }
}

/// What stands after the sign between two components; the text itself where none stands there.
fn joined(rest: &str) -> &str {
    let spaced = rest.trim_start();
    let comma = spaced.strip_prefix(',').map_or(spaced, str::trim_start);
    let and = spelling::after_word(comma, "and").map_or(comma, str::trim_start);
    if and.starts_with(|first: char| first.is_ascii_digit()) { and } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::Kind;
    use crate::model::kinds::examples::{outside, reads, refuses, trailing, unit};
    use crate::model::reading::read_text_with_unit;
    use crate::model::value::{Reading, Value};

    #[test]
    fn reads_durations() {
        reads(
            &Kind::Duration,
            &[
                ("1h 30m", "1h 30m"),
                ("1h30m", "1h 30m"),
                ("1H 30M", "1h 30m"),
                ("90 minutes", "1h 30m"),
                ("1時間強", "at least 1h"),
                ("1時間弱", "under 1h"),
                ("最大1日弱", "under 1d"),
                ("少なくとも1時間強", "at least 1h"),
                ("90 Minutes", "1h 30m"),
                ("90 min", "1h 30m"),
                ("90min.", "1h 30m"),
                ("5 min..30 min", "5m to 30m"),
                ("5分..30分", "5m to 30m"),
                ("1:00:00..2:00:00", "1h to 2h"),
                ("between 1h and 90m", "1h to 1h 30m"),
                ("between 1h 10m and 2h", "1h 10m to 2h"),
                ("PT2H以上", "at least 2h"),
                ("2時間以上3時間未満", "at least 2h and under 3h"),
                ("2時間を超え、3時間以下", "over 2h and at most 3h"),
                ("90 mins", "1h 30m"),
                ("3.75 hours", "3h 45m"),
                ("PT1H30M", "1h 30m"),
                ("pt1h30m", "1h 30m"),
                ("P1DT2H", "1d 2h"),
                ("P2W", "14d"),
                ("PT0.5H", "30m"),
                ("2d 1h 29m", "2d 1h 29m"),
                ("1:30:00", "1h 30m"),
                ("01:30:00", "1h 30m"),
                ("0:00:01.5", "1.5s"),
                ("1:30 h", "1h 30m"),
                ("1:30 min", "1m 30s"),
                ("2 days, 1:29:00", "2d 1h 29m"),
                ("24h40m", "1d 40m"),
                ("331h300m", "14d"),
                ("673h 34m", "28d 1h 34m"),
                ("0h 38m", "38m"),
                ("1h 0m", "1h"),
                ("2m", "2m"),
                ("1 hour, 30 minutes", "1h 30m"),
                ("1 hour and 30 minutes", "1h 30m"),
                ("1 hour 30 minutes", "1h 30m"),
                ("2 days, 3 hours and 5 minutes", "2d 3h 5m"),
                ("500ms", "500ms"),
                ("0.5ms", "0.5ms"),
                ("1.5 s", "1.5s"),
                ("1,200 s", "20m"),
                ("2 weeks", "14d"),
                ("17d", "17d"),
                ("~17d", "15d 7h 12m to 18d 16h 48m"),
                ("約 58 分", "52m 12s to 1h 3m 48s"),
                ("7 時間 17 分", "7h 17m"),
                ("1時間30分", "1h 30m"),
                ("3時間半", "3h 30m"),
                ("30分間", "30m"),
                ("30分以上", "at least 30m"),
                ("30分未満", "under 30m"),
                ("10分から20分", "10m to 20m"),
                ("10〜20分", "10m to 20m"),
                ("30分程度", "27m to 33m"),
                ("約 8 日間の連続失敗 (自動バッチ最低 8 回)", "7d 4h 48m to 8d 19h 12m"),
                ("≒ 24 時間以上（推定）", "at least 21h 36m"),
                ("約 25 分（原因分析 + 3 サービス修正 + 再デプロイ）", "22m 30s to 27m 30s"),
                ("約 3 日 23 時間", "3d 13h 30m to 4d 8h 30m"),
                ("2小时30分钟", "2h 30m"),
                ("5h 09m (during support hours 10:00-17:00)", "5h 9m"),
                ("~62 min (01:40 to 02:42)", "55m 48s to 1h 8m 12s"),
                ("5 hours 26 minutes of active impact", "5h 26m"),
                ("40 minutes", "40m"),
                ("38m downtime", "38m"),
                ("2h, mostly in EU", "2h"),
                ("10-20 min", "10m to 20m"),
                ("10 to 20 minutes", "10m to 20m"),
                ("30m-1h", "30m to 1h"),
                ("30m - 1h", "30m to 1h"),
                ("over 2h", "over 2h"),
                ("under 10m", "under 10m"),
                ("at least 30m", "at least 30m"),
                ("> 2 hours", "over 2h"),
                ("2h+", "at least 2h"),
                ("none", "0s"),
                ("None", "0s"),
                ("0", "0s"),
                ("—", "?"),
                ("unknown", "?"),
            ],
        );
    }

    #[test]
    fn refuses_what_is_no_duration() {
        refuses(
            &Kind::Duration,
            &[
                ("1:30", Why::ClockAmbiguous),
                ("14:05 UTC", Why::ClockAmbiguous),
                ("14:05:00 UTC", trailing("UTC")),
                ("1:75:00", Why::NotOfKind),
                ("90", Why::UnitMissing),
                ("1.5", Why::UnitMissing),
                ("10-20", Why::UnitMissing),
                ("10 - 1h 30m", Why::UnitMissing),
                ("1M", unit("M")),
                ("30M", unit("M")),
                ("2 months", unit("months")),
                ("1 year", unit("year")),
                ("P1M", unit("months")),
                ("P1Y", unit("years")),
                ("2か月", unit("か月")),
                ("2ヶ月", unit("ヶ月")),
                ("1年半", unit("年半")),
                ("5 business days", unit("business")),
                ("3営業日", unit("営業日")),
                ("90 foo", unit("foo")),
                ("-5m", outside("0s", None)),
                ("5m ago", trailing("ago")),
                ("1h 30", trailing("30")),
                ("1h and 30", trailing("and 30")),
                ("1.5h 30m", trailing("30m")),
                ("30m 1h", trailing("1h")),
                ("1h 1h", trailing("1h")),
                ("2h, 3h", trailing(", 3h")),
                ("2h for EU, 3h for US", trailing("for EU, 3h for US")),
                ("10 min/hour", unit("min/hour")),
                ("~4 min/hour, recurring for multiple days", unit("min/hour")),
                ("5 minutes per hour", trailing("per hour")),
                ("5 minutes each", trailing("each")),
                ("5 minutes on average", trailing("on average")),
                ("30 minutes after the deploy", trailing("after the deploy")),
                ("半日", Why::NotOfKind),
                ("half an hour", Why::NotOfKind),
                ("an hour", Why::NotOfKind),
                ("1½ hours", Why::UnitMissing),
                ("1 and a half hours", Why::UnitMissing),
                ("a few hours", Why::NotOfKind),
                ("3日目", unit("日目")),
                ("5分後", unit("分後")),
                ("3分の一", trailing("の一")),
                ("3分の1", trailing("の1")),
                ("20日 14時", trailing("14時")),
                ("21:45 to 23:28 UTC (103 minutes)", Why::ClockAmbiguous),
                ("02:45 UTC → 11:05 UTC ≈ 8h 20m", Why::ClockAmbiguous),
                ("2026-08-03 23:35 UTC → **ongoing**", Why::UnitMissing),
                ("HH:MM", Why::NotOfKind),
                ("不明 〜 2026-03-23", Why::NotOfKind),
                ("1h30m?", trailing("?")),
                ("p95", Why::NotOfKind),
                ("Partial", Why::NotOfKind),
            ],
        );
    }

    #[test]
    fn keys_may_name_the_unit() {
        let read = |text: &str, unit: &str| read_text_with_unit(&Kind::Duration, text, unit);
        let seconds =
            |number| Reading::Value(Value::Quantity(Interval::point(Decimal::whole(number)).into()));
        assert_eq!(read("96", "minutes"), seconds(5760));
        assert_eq!(read("0", "minutes"), seconds(0));
        assert_eq!(read("1h 30m", "minutes"), seconds(5400));
        assert_eq!(read("96", "usd"), Reading::Unreadable(Why::UnitMissing));
        assert_eq!(read("96 users", "minutes"), Reading::Unreadable(unit("users")));
    }

    #[test]
    fn remarks_beside_an_amount() {
        reads(
            &Kind::Duration,
            &[
                ("45 min (10:05-10:50)", "45m"),
                ("45 min (10:05:00 to 10:50:00)", "45m"),
                ("45 min (20 min to detect, 25 min to fix)", "45m"),
                ("45 min (0.75 h)", "45m"),
                ("45 min (of 2h)", "45m"),
                ("45 min (SLO 1h)", "45m"),
                ("45 min (detected 2h later)", "45m"),
                ("45 min (2 hours after the deploy)", "45m"),
                ("45 min (at least 30m of it in full)", "45m"),
                ("45 min (103 pods)", "45m"),
                ("45 min (x8 over 5m)", "45m"),
                ("45 min (5 of 7 days)", "45m"),
                ("45 min (3 customers)", "45m"),
                ("2h (3h in Europe)", "2h"),
                ("2h (1-3h)", "2h"),
                ("2h (30 day SLO)", "2h"),
                ("2h (24h cache)", "2h"),
                ("2h (8 hours of data lost)", "2h"),
                ("2h (previous incident: 4h)", "2h"),
                ("2h (MTTR 3h)", "2h"),
                ("2h (data delay up to 6h)", "2h"),
                ("2h (120 min)", "2h"),
                ("2h (3)", "2h"),
                ("2h (2h later)", "2h"),
                ("2h (1:45:00)", "2h"),
                ("2h (at 10:30)", "2h"),
                ("100 minutes (1.67 hours)", "1h 40m"),
                ("1h 59m (~2 hours)", "1h 59m"),
                ("3.7 hours (3h 43m)", "3h 42m"),
                ("3h 43m (3.7 hours)", "3h 43m"),
                ("2 hours (1h 55m)", "2h"),
                ("45分（3月4日 10:05〜）", "45m"),
            ],
        );
        refuses(
            &Kind::Duration,
            &[
                ("2h (or 3h)", trailing("(or 3h)")),
                ("30分（×3回）", trailing("(×3回)")),
                ("30 min (3 times)", trailing("(3 times)")),
                ("2h (up to 3h)", trailing("(up to 3h)")),
                ("2h (3h)", trailing("(3h)")),
                ("2h (3h at worst)", trailing("(3h at worst)")),
                ("2h (worst case 3h)", trailing("(worst case 3h)")),
                ("2h (max 3h)", trailing("(max 3h)")),
                ("2h (3h max)", trailing("(3h max)")),
                ("2h (3 hours in total)", trailing("(3 hours in total)")),
                ("2h (total 3h)", trailing("(total 3h)")),
                ("2h (then 4h)", trailing("(then 4h)")),
                ("2時間（ピーク時3時間）", trailing("(ピーク時3時間)")),
                ("2h (30m)", trailing("(30m)")),
                ("2h (or 90 min)", trailing("(or 90 min)")),
                ("2h (per region)", trailing("(per region)")),
                ("2h (and counting)", trailing("(and counting)")),
                ("2h (2-3h)", trailing("(2-3h)")),
                ("2h (PT3H)", trailing("(PT3H)")),
                ("2時間（最大3時間）", trailing("(最大3時間)")),
            ],
        );
    }
}
