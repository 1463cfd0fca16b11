//! The time at the start of an entry of a timeline: `14:05`, `2026-04-01 09:02 UTC`, `**9:02am**`, `午後3時`.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use unicode_normalization::UnicodeNormalization;

use super::grammar::bounds;
use super::grammar::calendar::{self, DayOfMonth};
use super::grammar::clock::{self, Clock};
use super::grammar::zone;
use super::settled::is_settled;
use super::value::Why;

/// A time as far as an entry states it.
#[derive(Clone, Debug)]
pub struct EntryTime {
    /// The day.
    pub date: Option<Date>,
    /// The day, if its year is not stated.
    pub day_of_month: Option<DayOfMonth>,
    /// The time of day.
    pub clock: Option<Clock>,
    /// Its zone.
    pub zone: EntryZone,
    /// Whether it is meant exactly.
    pub exact: bool,
    /// Whether it says that it is on the day after the entry before.
    pub next_day: bool,
}

/// The zone of an entry's time.
#[derive(Clone, Debug)]
pub enum EntryZone {
    /// None is stated.
    Silent,
    /// This one.
    Stated(TimeZone),
    /// One whose name several zones share.
    Ambiguous,
}

/// How many characters a time at the start of an entry may take.
const LONGEST: usize = 64;

/// Reads the time at the start of a text with markup. None if it begins with something else.
#[must_use]
pub fn time_at_start(text: &str) -> Option<EntryTime> {
    let text = text.trim_start_matches(|mark: char| mark.is_whitespace() || OPENING.contains(&mark));
    // A time has a digit among its first letters; `Wednesday 20th September` has the latest.
    if !text.chars().take(20).any(char::is_numeric) {
        return None;
    }
    let bytes = text.as_bytes();
    let plain = bytes.get(..LONGEST).unwrap_or(bytes);
    if plain.is_ascii() && memchr::memchr2(b'*', b'`', plain).is_none() {
        return read(text.get(..plain.len()).unwrap_or(text));
    }
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let head = text.get(..end).unwrap_or(text);
    let bare = head.chars().filter(|mark| !matches!(mark, '*' | '`'));
    let head: String = if is_settled(head) { bare.collect() } else { bare.nfkc().collect() };
    read(&head)
}

/// The zone that a title or a sentence names: `Timeline (UTC)`, `All times are JST`.
#[must_use]
pub fn zone_named_in(text: &str) -> Option<TimeZone> {
    if text.contains("日本時間") {
        return zone::zone("日本時間").ok().flatten().map(|(zone, _)| zone);
    }
    let words =
        text.split(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | ':')));
    // A zone is written in capitals.
    let mut words =
        words.filter(|word| word.len() >= 2 && word.starts_with(|first: char| first.is_ascii_uppercase()));
    words.find_map(|word| match zone::zone(word) {
        Ok(Some((zone, rest))) if rest.is_empty() && word == word.to_ascii_uppercase() => Some(zone),
        _ => None,
    })
}

/// Where a time ends that begins with a word or the day of a month: `Jan 15, 17:33`, `15 Jan 17:33`, `around 17:33`.
#[must_use]
pub fn end_of_words(text: &str) -> Option<usize> {
    const MOST_WORDS: usize = 5;
    let first = text.trim_start_matches(['*', '`', '_', '[']).split(char::is_whitespace).next()?;
    let begins = first.starts_with(char::is_alphabetic) || first.len() <= 4 && !first.contains(':');
    if !begins {
        return None;
    }
    let blanks = text.match_indices(char::is_whitespace).map(|(at, _)| at).chain([text.len()]);
    blanks.take(MOST_WORDS).find(|end| text.get(..*end).is_some_and(|words| words.contains(':')))
}

const OPENING: [char; 13] = ['*', '_', '`', '[', '(', '「', '【', '（', '［', '-', '–', '—', '•'];

const NEXT_DAY: [&str; 6] = ["翌日", "翌朝", "翌", "next day", "Next day", "The next day"];

const RANGE: [&str; 8] = ["->", "-", "–", "—", "〜", "~", "→", "to "];

fn read(text: &str) -> Option<EntryTime> {
    let begins_with_digit = text.starts_with(|first: char| first.is_ascii_digit());
    let words = if begins_with_digit { &[] } else { NEXT_DAY.as_slice() };
    let (text, next_day) = match words.iter().find_map(|word| text.strip_prefix(word)) {
        Some(rest) => (rest.trim_start_matches([' ', ',', ':', '、']), true),
        None => (text, false),
    };
    let (text, about) = match bounds::about(text) {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let (date, day_of_month, rest) = match calendar::date(text) {
        Ok((days, rest)) => (Some(days.first), None, rest),
        Err(_) => match calendar::day_of_month(text) {
            Some((day, rest)) => (None, Some(day), rest),
            None => (None, None, text),
        },
    };
    let is_dated = date.is_some() || day_of_month.is_some();
    let spaced = rest.trim_start_matches([' ', ',', '@', '|', '-', '–', '—', ']', ')']);
    let spaced = spaced.strip_prefix("at ").or_else(|| spaced.strip_prefix(['T', 't'])).unwrap_or(spaced);
    let spaced = if is_dated { spaced } else { rest };
    let (clock, rest) = match clock::time(spaced) {
        Ok(Some((clock, rest))) => (Some(clock), rest),
        // What follows the day is no time: it is a day alone.
        Ok(None) | Err(_) if date.is_some() => (None, rest),
        // `May 3 customers` may be anything.
        Ok(None) | Err(_) if is_dated && !rest.contains(char::is_alphanumeric) => (None, rest),
        _ => return None,
    };
    let mut zone = EntryZone::Silent;
    let mut rest = rest;
    if clock.is_some() {
        (zone, rest) = zone_after(rest);
        if matches!(zone, EntryZone::Silent)
            && let Some(end) = range_end(rest)
        {
            (zone, rest) = zone_after(end);
        }
    }
    // A span of days is in order with whatever lies in it.
    let spaced = rest.trim_start();
    let span = clock.is_none()
        && behind_range_sign(spaced)
            .is_some_and(|rest| rest.trim_start().starts_with(|next: char| next.is_numeric()));
    let around = !spaced.starts_with(|first: char| first.is_ascii_alphanumeric())
        && ["頃", "ごろ", "ころ", "~", "?"].iter().any(|word| spaced.starts_with(word));
    Some(EntryTime { date, day_of_month, clock, zone, exact: !about && !around && !span, next_day })
}

fn zone_after(rest: &str) -> (EntryZone, &str) {
    // `09:02] UTC`, `09:02 | UTC`
    let rest = rest.trim_start_matches([']', ' ']);
    match zone::zone(rest) {
        Ok(Some((zone, rest))) => (EntryZone::Stated(zone), rest),
        Err(Why::ZoneAmbiguous(_)) => (EntryZone::Ambiguous, rest),
        _ => (EntryZone::Silent, rest),
    }
}

/// What stands behind the sign of a range. Most texts begin with a word.
fn behind_range_sign(text: &str) -> Option<&str> {
    if text.starts_with(|first: char| first.is_ascii_alphanumeric() && first != 't') {
        return None;
    }
    RANGE.iter().find_map(|sign| text.strip_prefix(sign))
}

/// What stands behind the second time of `09:02–09:10`.
fn range_end(rest: &str) -> Option<&str> {
    let second = behind_range_sign(rest.trim_start())?;
    clock::time(second.trim_start()).ok().flatten().map(|(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_at_the_start() {
        for (text, wanted) in [
            ("09:02 The leader loses", "- 9:02"),
            ("**09:02 UTC** - alert", "- 9:02 Z"),
            ("`9:02am`: alert", "- 9:02"),
            ("[14:05] alert", "- 14:05"),
            ("~14:05 alert", "- 14:05 ~"),
            ("around 14:05", "- 14:05 ~"),
            ("14:05頃 検知", "- 14:05 ~"),
            ("14:05-14:10 (JST) x", "- 14:05 +9"),
            ("14:05 → 14:10", "- 14:05"),
            ("2026-04-01 09:02 UTC: x", "2026-04-01 9:02 Z"),
            ("2026-04-01T09:02Z — x", "2026-04-01 9:02 Z"),
            ("2026-04-01 23:28 (JST) x", "2026-04-01 23:28 +9"),
            ("2026年4月1日 9時2分 検知", "2026-04-01 9:02"),
            ("2026-04-01: x", "2026-04-01 -"),
            ("2026-04-01", "2026-04-01 -"),
            ("2026-04-01 → 2026-04-03 (overnight)", "2026-04-01 - ~"),
            ("2026-04-01〜04-03（毎日）", "2026-04-01 - ~"),
            ("翌 00:10 復旧", "- 0:10 next"),
            ("09:02 API down", "- 9:02"),
            ("09:02 BST x", "- 9:02 ?"),
            ("１４：０５ 検知", "- 14:05"),
            ("Deployed at 10:00", ""),
            ("Jan 15, 5:33 pm: alert", "1/15 17:33"),
            ("Mar 3 14:00 UTC alert", "3/3 14:00 Z"),
            ("**Jan 15**", "1/15 -"),
            ("May 3 customers call", ""),
            ("3 customers call", ""),
            ("10 customers", ""),
            ("14時間かかった", ""),
            ("25:00 x", ""),
            ("", ""),
        ] {
            assert_eq!(shown(text), wanted, "{text}");
        }
    }

    #[test]
    fn zones_of_titles() {
        for (text, named) in [
            ("Timeline (UTC)", true),
            ("All times are in JST.", true),
            ("時刻はすべて日本時間", true),
            ("Time (UTC+9)", true),
            ("Timeline", false),
            ("Timeline of the API", false),
            ("Time", false),
        ] {
            assert_eq!(zone_named_in(text).is_some(), named, "{text}");
        }
    }

    fn shown(text: &str) -> String {
        let Some(time) = time_at_start(text) else { return String::new() };
        let of_month = time.day_of_month.map(|day| format!("{}/{}", day.month, day.day));
        let mut shown = time.date.map(|date| date.to_string()).or(of_month).unwrap_or("-".to_owned());
        shown += &time.clock.map_or(" -".to_owned(), |clock| format!(" {}:{:02}", clock.hour, clock.minute));
        shown += match &time.zone {
            EntryZone::Silent => "",
            EntryZone::Stated(zone) if zone.to_fixed_offset().is_ok_and(|offset| offset.seconds() == 0) => {
                " Z"
            }
            EntryZone::Stated(_) => " +9",
            EntryZone::Ambiguous => " ?",
        };
        shown += if time.exact { "" } else { " ~" };
        shown + if time.next_day { " next" } else { "" }
    }
}
