//! Times of day as people write them: `14:05`, `9:51:30.5`, `3pm`, `14時05分`, `午後3時`.

use crate::model::grammar::spelling::{after_word, digits};
use crate::model::value::Why;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 24; at 24 the day is over, and the rest is 0.
    pub hour: i8,
    /// 0 to 59.
    pub minute: i8,
    /// 0 to 60; the sixtieth is a leap second.
    pub second: i8,
    /// 0 to 999,999,999.
    pub nanosecond: i32,
}

/// Reads the time at the start of a plain text, and returns what stands after it. `None` where none starts.
pub fn time(text: &str) -> Result<Option<(Clock, &str)>, Why> {
    for (half, name) in [(Half::Morning, "午前"), (Half::Afternoon, "午後")] {
        if let Some(rest) = text.strip_prefix(name) {
            let Some((clock, rest)) = plain_time(rest.trim_start())? else { return Err(Why::NotOfKind) };
            return Ok(Some((half.of(clock, Noon::IsZeroOrTwelve)?, rest)));
        }
    }
    if let Some((Some(clock), rest)) = by_part_of_day(text) {
        return Ok(Some((clock, rest)));
    }
    let (hour, rest) = digits(text);
    if matches!(hour.len(), 1 | 2)
        && let Some((half, rest)) = half_of_day(rest)
    {
        return Ok(Some((half.of(clock(hour, "0", "0", "")?, Noon::IsTwelve)?, rest)));
    }
    let Some((clock, rest)) = plain_time(text)? else { return Ok(None) };
    match half_of_day(rest) {
        Some((half, rest)) => Ok(Some((half.of(clock, Noon::IsTwelve)?, rest))),
        None => Ok(Some((clock, rest))),
    }
}

/// Reads `夜11時`, `夕方6時半`, `正午` at the start of a plain text. There is no time where the hour may be of this day or of the
/// next: `深夜1時`.
#[must_use]
pub fn by_part_of_day(text: &str) -> Option<(Option<Clock>, &str)> {
    // Most texts go on in digits.
    if text.is_ascii() {
        return None;
    }
    if let Some(rest) = text.strip_prefix("正午") {
        let goes_on = rest.starts_with(char::is_alphabetic)
            && !["頃", "ごろ", "ころ", "から", "に"].iter().any(|word| rest.starts_with(word));
        let noon = Clock { hour: 12, minute: 0, second: 0, nanosecond: 0 };
        return (!goes_on).then_some((Some(noon), rest));
    }
    let (hour_of, rest) = PARTS.iter().find_map(|(name, hour)| Some((hour, text.strip_prefix(name)?)))?;
    let rest = rest.strip_prefix('の').unwrap_or(rest).trim_start();
    let (clock, rest) = plain_time(rest).ok()??;
    match hour_of(clock.hour) {
        Hour::Of(hour) => Some((Some(Clock { hour, ..clock }), rest)),
        Hour::OfEitherDay => Some((None, rest)),
        Hour::Never => None,
    }
}

/// What an hour in a part of the day is on the clock.
enum Hour {
    /// This.
    Of(i8),
    /// One of this day or of the next: of `深夜1時` nobody knows.
    OfEitherDay,
    /// None: nobody says so.
    Never,
}

type HourOf = fn(i8) -> Hour;

/// Longer names first where one begins with another.
const PARTS: [(&str, HourOf); 7] = [
    ("未明", |hour| if (0..=5).contains(&hour) { Hour::Of(hour) } else { Hour::Never }),
    ("早朝", |hour| if (3..=8).contains(&hour) { Hour::Of(hour) } else { Hour::Never }),
    ("朝", |hour| if (4..=11).contains(&hour) { Hour::Of(hour) } else { Hour::Never }),
    ("昼", |hour| match hour {
        11..=15 => Hour::Of(hour),
        1..=3 => Hour::Of(hour + 12),
        _ => Hour::Never,
    }),
    ("夕方", |hour| match hour {
        3..=7 => Hour::Of(hour + 12),
        15..=19 => Hour::Of(hour),
        _ => Hour::Never,
    }),
    ("深夜", late),
    ("夜", late),
];

fn late(hour: i8) -> Hour {
    match hour {
        6..=11 => Hour::Of(hour + 12),
        18..=23 => Hour::Of(hour),
        0..=5 | 12 | 24 => Hour::OfEitherDay,
        _ => Hour::Never,
    }
}

/// Reads a time without colons, as it may stand after a `T`: `1405`, `140530`.
pub fn basic(text: &str) -> Result<Option<(Clock, &str)>, Why> {
    let (run, rest) = digits(text);
    if !matches!(run.len(), 4 | 6) {
        return Ok(None);
    }
    let pair = |from: usize| run.get(from..from + 2).unwrap_or("0");
    clock(pair(0), pair(2), pair(4), "").map(|clock| Some((clock, rest)))
}

/// Reads a time after a date and a blank, where it can be nothing else: `1405`, `14.05`.
pub fn without_colon(text: &str) -> Result<Option<(Clock, &str)>, Why> {
    let (hour, rest) = digits(text);
    let (minute, rest, hour) = match (hour.len(), rest.strip_prefix('.').map(digits)) {
        (4, None) => (hour.get(2..).unwrap_or_default(), rest, hour.get(..2).unwrap_or_default()),
        (2, Some((minute, rest))) if minute.len() == 2 => (minute, rest, hour),
        _ => return Ok(None),
    };
    if hour > "23"
        || minute > "59"
        || rest.starts_with(|next: char| next.is_alphanumeric() || matches!(next, '.' | '%'))
    {
        return Ok(None);
    }
    clock(hour, minute, "0", "").map(|clock| Some((clock, rest)))
}

#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

/// How the hour of noon and midnight is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Noon {
    /// 12 am is midnight.
    IsTwelve,
    /// 午後0時 and 午後12時 are both seen, and the second is midnight to some.
    IsZeroOrTwelve,
}

impl Half {
    fn of(self, clock: Clock, noon: Noon) -> Result<Clock, Why> {
        let hour = match (self, clock.hour, noon) {
            (_, 12, Noon::IsZeroOrTwelve) | (_, 0, Noon::IsTwelve) | (_, 13.., _) => {
                return Err(Why::DateImpossible);
            }
            (Self::Morning, 12, _) => 0,
            (Self::Afternoon, 12, _) => 12,
            (Self::Morning, hour, _) => hour,
            (Self::Afternoon, hour, _) => hour + 12,
        };
        Ok(Clock { hour, ..clock })
    }
}

fn half_of_day(text: &str) -> Option<(Half, &str)> {
    let spaced = text.trim_start();
    let found =
        [("a.m.", Half::Morning), ("am", Half::Morning), ("p.m.", Half::Afternoon), ("pm", Half::Afternoon)];
    found.iter().find_map(|&(name, half)| Some((half, after_word(spaced, name)?)))
}

/// `14:05`, `14:05:30.5`, `14時05分30秒`, `14時`.
fn plain_time(text: &str) -> Result<Option<(Clock, &str)>, Why> {
    let (hour, rest) = digits(text);
    if !matches!(hour.len(), 1 | 2) {
        return Ok(None);
    }
    if let Some(rest) = rest.trim_start().strip_prefix('時') {
        return japanese(hour, rest).map(Some);
    }
    let Some((minute, rest)) = rest.strip_prefix(':').map(digits) else { return Ok(None) };
    if minute.len() != 2 {
        return Ok(None);
    }
    let Some((second, rest)) = rest.strip_prefix(':').map(digits) else {
        return clock(hour, minute, "0", "").map(|clock| Some((clock, rest)));
    };
    if second.len() != 2 {
        return Ok(None);
    }
    let (fraction, rest) = rest
        .strip_prefix(['.', ','])
        .map(digits)
        .filter(|(fraction, _)| !fraction.is_empty())
        .unwrap_or(("", rest));
    clock(hour, minute, second, fraction).map(|clock| Some((clock, rest)))
}

fn japanese<'t>(hour: &str, rest: &'t str) -> Result<(Clock, &'t str), Why> {
    if let Some(rest) = rest.strip_prefix('半') {
        return Ok((clock(hour, "30", "0", "")?, rest));
    }
    // 14時間 is a length of time.
    if rest.starts_with('間') {
        return Err(Why::NotOfKind);
    }
    let unit = |text: &'t str, name: char| {
        let (number, after) = digits(text.trim_start());
        after.trim_start().strip_prefix(name).filter(|_| !number.is_empty()).map(|after| (number, after))
    };
    let (minute, rest) = unit(rest, '分').unwrap_or(("0", rest));
    let (second, rest) = unit(rest, '秒').unwrap_or(("0", rest));
    Ok((clock(hour, minute, second, "")?, rest))
}

fn clock(hour: &str, minute: &str, second: &str, fraction: &str) -> Result<Clock, Why> {
    let number = |text: &str| text.parse::<i8>().map_err(|_| Why::DateImpossible);
    let nanosecond = match fraction {
        "" => 0,
        _ => format!("{fraction:0<9}").get(..9).and_then(|digits| digits.parse().ok()).unwrap_or(0),
    };
    let clock = Clock { hour: number(hour)?, minute: number(minute)?, second: number(second)?, nanosecond };
    let over = clock.hour > 24 || clock.minute > 59 || clock.second > 60;
    let past_midnight = clock.hour == 24 && (clock.minute, clock.second, clock.nanosecond) != (0, 0, 0);
    // A leap second is the last of its hour in every zone in use.
    let no_leap = clock.second == 60 && clock.minute != 59 && clock.minute != 29;
    if over || past_midnight || no_leap { Err(Why::DateImpossible) } else { Ok(clock) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_times() {
        for (text, wanted, left) in [
            ("14:05", (14, 5, 0), ""),
            ("9:51:30+01:00", (9, 51, 30), "+01:00"),
            ("20:36Z", (20, 36, 0), "Z"),
            ("14:05:30.25 UTC", (14, 5, 30), " UTC"),
            ("3am UTC", (3, 0, 0), " UTC"),
            ("12am", (0, 0, 0), ""),
            ("12 pm", (12, 0, 0), ""),
            ("3:05 p.m.", (15, 5, 0), ""),
            ("14時05分", (14, 5, 0), ""),
            ("14 時 5 分 10 秒 JST", (14, 5, 10), " JST"),
            ("14時半", (14, 30, 0), ""),
            ("14時", (14, 0, 0), ""),
            ("午後3時5分", (15, 5, 0), ""),
            ("午前9:30", (9, 30, 0), ""),
            ("24:00", (24, 0, 0), ""),
            ("23:59:60", (23, 59, 60), ""),
        ] {
            let (clock, rest) = time(text).unwrap().unwrap_or_else(|| panic!("{text}"));
            assert_eq!(((clock.hour, clock.minute, clock.second), rest), (wanted, left), "{text}");
        }
        for text in ["", "1405", "14", "14:5", "14:05:3", "x", "3 customers"] {
            assert_eq!(time(text), Ok(None), "{text}");
        }
        for text in ["25:00", "24:01", "14:60", "14:05:61", "14:05:60", "13pm", "0am", "午後12時"] {
            assert_eq!(time(text), Err(Why::DateImpossible), "{text}");
        }
    }
}
