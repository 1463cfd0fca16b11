//! A short way through what nearly every field with a time has: ISO 8601 with all its parts. Whatever else there is goes the
//! long way, and what this reads the long way reads alike: the test below holds that.

use jiff::civil::date;
use jiff::tz::{Offset, TimeZone};

use crate::model::grammar::calendar::Days;
use crate::model::grammar::clock::Clock;
use crate::model::grammar::point::{Nearness, Point};

/// Reads `2026-04-01`, `2026-04-01T10:20Z`, `2026-04-01T10:20:30+09:00`, if that is all of a text and there is such a day.
#[must_use]
pub fn point(text: &str) -> Option<Point> {
    let bytes = text.as_bytes();
    let (year, rest) = number::<4>(bytes)?;
    let (month, rest) = number::<2>(rest.strip_prefix(b"-")?)?;
    let (day, rest) = number::<2>(rest.strip_prefix(b"-")?)?;
    // Years that are no slip of the pen, and days that each of their months has.
    if !(1970..=2200).contains(&year) || !(1..=12).contains(&month) || !(1..=28).contains(&day) {
        return None;
    }
    let day = date(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let days = Days { first: day, last: day };
    let (clock, zone) = match rest {
        [] => (None, None),
        [b'T', rest @ ..] => {
            let (clock, rest) = clock(rest)?;
            (Some(clock), Some(zone(rest)?))
        }
        _ => return None,
    };
    Some(Point { days, clock, zone, named: None, nearness: Nearness::Exact })
}

/// `10:20`, `10:20:30`.
fn clock(text: &[u8]) -> Option<(Clock, &[u8])> {
    let (hour, rest) = number::<2>(text)?;
    let (minute, rest) = number::<2>(rest.strip_prefix(b":")?)?;
    let (second, rest) = match rest.strip_prefix(b":") {
        Some(rest) => number::<2>(rest)?,
        None => (0, rest),
    };
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let small = |number: i16| i8::try_from(number).ok();
    let clock = Clock { hour: small(hour)?, minute: small(minute)?, second: small(second)?, nanosecond: 0 };
    Some((clock, rest))
}

/// `Z`, `+09:00`, up to 12 hours.
fn zone(text: &[u8]) -> Option<TimeZone> {
    let (sign, rest) = match text {
        b"Z" => return Some(TimeZone::UTC),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let (hours, rest) = number::<2>(rest)?;
    let (minutes, rest) = number::<2>(rest.strip_prefix(b":")?)?;
    if !rest.is_empty() || hours > 11 || minutes > 59 {
        return None;
    }
    let seconds = (i32::from(hours) * 60 + i32::from(minutes)) * 60;
    Some(TimeZone::fixed(Offset::from_seconds(sign * seconds).ok()?))
}

/// The number that so many digits at the start make.
fn number<const DIGITS: usize>(text: &[u8]) -> Option<(i16, &[u8])> {
    let (digits, rest) = text.split_first_chunk::<DIGITS>()?;
    let mut number = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10 + i16::from(digit - b'0');
    }
    Some((number, rest))
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;
    use crate::model::grammar::point;

    /// What tells one point from another.
    fn shown(point: &Point) -> String {
        format!("{point:?}")
    }

    #[test]
    fn it_reads_as_the_long_way_does() {
        let pieces = [
            "2026", "2024", "1999", "0000", "-", "-", "-", "04", "02", "12", "13", "28", "30", "00", "T",
            "T", " ", "10", "23", "24", "59", "60", ":", ":", ":", "Z", "+09:00", "-03:30", "+14:00",
            "+00:00", "-00:00", "UTC", "x", "1", ".5",
        ];
        let mut random = Rng::with_seed(7);
        let mut read = 0;
        let mut check = |text: &str| {
            if let Some(found) = super::point(text) {
                read += 1;
                let (expected, rest) = point::point(text).unwrap();
                assert_eq!((shown(&found), ""), (shown(&expected), rest), "{text}");
            }
        };
        for _ in 0..200_000 {
            let count = random.usize(1..14);
            let text: String = (0..count).map(|_| random.choice(pieces).unwrap_or_default()).collect();
            check(&text);
        }
        for _ in 0..20_000 {
            let two = |random: &mut Rng, below: u8| format!("{:02}", random.u8(..below));
            let mut text =
                format!("{}-{}-{}", random.u16(1900..2300), two(&mut random, 14), two(&mut random, 33));
            if random.bool() {
                let (hour, minute) = (two(&mut random, 26), two(&mut random, 62));
                text.push_str(&format!("T{hour}:{minute}"));
                if random.bool() {
                    text.push_str(&format!(":{}", two(&mut random, 62)));
                }
                text.push_str(
                    random
                        .choice(["Z", "+09:00", "-03:30", "+11:59", "-11:59", "+12:00", "", "z"])
                        .unwrap_or_default(),
                );
            }
            check(&text);
        }
        assert!(read > 5_000, "{read}");
    }

    #[test]
    fn what_is_out_of_the_common_goes_the_long_way() {
        for text in
            ["2026-04-01 10:20Z", "2026-04-01T10:20", "2026-04-31", "2026-04-01T10:20Z.", "26-04-01", ""]
        {
            assert!(super::point(text).is_none(), "{text}");
        }
    }
}
