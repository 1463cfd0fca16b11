//! Offsets and time zones as people write them: `Z`, `+09:00`, `UTC+9`, `JST`, `(JST)`, `[America/Denver]`.

use jiff::tz::{Offset, TimeZone};

use crate::model::grammar::spelling::digits;
use crate::model::value::Why;

/// Reads the zone at the start of a plain text, after a space or right after a time, and returns what stands after it.
/// `None` where none starts.
pub fn zone(text: &str) -> Result<Option<(TimeZone, &str)>, Why> {
    let spaced = text.trim_start();
    if let Some((offset, rest)) = offset(spaced) {
        return Ok(Some((TimeZone::fixed(offset), rest)));
    }
    if let Some(inner) = spaced.strip_prefix('(').or_else(|| spaced.strip_prefix('[')) {
        let close = if spaced.starts_with('(') { ')' } else { ']' };
        let Some((inner, rest)) = inner.split_once(close) else { return Ok(None) };
        // `(JST, from the logs)` names a zone; `(API down)` is another remark.
        let ends = |left: &str| left.trim().is_empty() || left.trim_start().starts_with([',', '、', ';']);
        return match named(inner.trim()) {
            Ok(Some((zone, left))) if ends(left) => Ok(Some((zone, rest))),
            Err(why @ Why::ZoneAmbiguous(_)) => Err(why),
            Err(why @ Why::ZoneUnknown(_)) if !inner.trim().contains(' ') => Err(why),
            _ => Ok(None),
        };
    }
    named(spaced)
}

/// Whether a remark names a zone: then a time without one may be meant in that.
#[must_use]
pub fn is_mentioned(remark: &str) -> bool {
    let mut words = remark.split(|letter: char| !letter.is_ascii_alphanumeric());
    JAPANESE.iter().any(|(name, _)| remark.contains(name))
        || words.any(|word| {
            matches!(word, "UTC" | "GMT")
                || AMBIGUOUS.contains(&word)
                || FIXED.iter().any(|(name, _)| *name == word)
                || GENERIC.iter().any(|(name, _)| *name == word)
        })
        || names_a_place(remark)
}

/// `Pacific Time`, `Pacific`, `London time`, `local`, `server time`: whose time it is, in words and nothing else.
fn names_a_place(remark: &str) -> bool {
    let split = remark.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = split.filter(|word| !word.is_empty()).take(8).collect();
    let is = |names: &[&str], word: &str| names.iter().any(|name| name.eq_ignore_ascii_case(word));
    let is_time = |word: &str| is(&["time", "times", "standard", "daylight"], word);
    if words.windows(2).any(|pair| matches!(pair, [local, time] if is(&["local"], local) && is_time(time)))
        || words.last().is_some_and(|last| is(&["local"], last))
    {
        return true;
    }
    match words.strip_prefix(&["US"]).unwrap_or(&words) {
        [place] => is(PLACES, place),
        [place, time] | [place, _, time] => {
            let is_capital = place.starts_with(|first: char| first.is_ascii_uppercase());
            is_time(time) && (is(PLACES, place) || is_capital && !is(NO_PLACE, place) && is(&["time"], time))
        }
        _ => false,
    }
}

/// With or without `time` behind it.
const PLACES: &[&str] = &[
    "local", "server", "office", "eastern", "central", "mountain", "pacific", "atlantic", "EST5EDT",
    "CST6CDT", "MST7MDT", "PST8PDT",
];
/// Before `time`, with a capital: no place.
const NO_PLACE: &[&str] = &[
    "first",
    "second",
    "last",
    "next",
    "this",
    "that",
    "same",
    "some",
    "any",
    "all",
    "no",
    "real",
    "start",
    "end",
    "down",
    "response",
    "detection",
    "approximate",
    "estimated",
    "exact",
    "the",
    "at",
    "by",
    "in",
    "of",
    "from",
    "until",
    "alert",
    "lead",
    "load",
    "peak",
    "build",
    "run",
    "up",
    "wall",
    "for",
];

/// Reads the name in `[America/Denver]` after an offset, and returns what stands after it.
pub fn name_in_brackets(text: &str) -> Result<Option<(TimeZone, &str)>, Why> {
    let Some((name, rest)) = text.strip_prefix('[').and_then(|name| name.split_once(']')) else {
        return Ok(None);
    };
    match TimeZone::get(name.trim()) {
        Ok(zone) => Ok(Some((zone, rest))),
        Err(_) => Err(Why::ZoneUnknown(name.chars().take(40).collect())),
    }
}

/// `Z`, `UTC`, `UTC+9`, `JST`, `Asia/Tokyo`, 日本時間.
fn named(text: &str) -> Result<Option<(TimeZone, &str)>, Why> {
    let may_be_japanese = text.bytes().next().is_some_and(|first| !first.is_ascii());
    for (name, seconds) in if may_be_japanese { JAPANESE.as_slice() } else { &[] } {
        if let Some(rest) = text.strip_prefix(name) {
            return Ok(Some((
                TimeZone::fixed(Offset::from_seconds(*seconds).map_err(|_| Why::NotOfKind)?),
                rest,
            )));
        }
    }
    let end = text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    if word.is_empty() {
        return Ok(offset(text).map(|(offset, rest)| (TimeZone::fixed(offset), rest)));
    }
    if rest.starts_with('/') || rest.starts_with('_') {
        return Ok(by_name(text));
    }
    if rest.chars().next().is_some_and(char::is_alphanumeric) {
        return Ok(None);
    }
    // No abbreviation is longer, and most words are.
    if word.len() > LONGEST_SHORT {
        return Ok(None);
    }
    let is = |name: &str| name.eq_ignore_ascii_case(word);
    if ["UTC", "GMT", "Z"].into_iter().any(is) {
        let shifted = if is("Z") { None } else { offset(rest.trim_start()) };
        return Ok(Some(match shifted {
            Some((offset, rest)) => (TimeZone::fixed(offset), rest),
            None => (TimeZone::UTC, rest),
        }));
    }
    if AMBIGUOUS.into_iter().any(is) {
        return Err(Why::ZoneAmbiguous(word.to_owned()));
    }
    if let Some((_, minutes)) = FIXED.iter().find(|(name, _)| is(name)) {
        let offset = Offset::from_seconds(minutes * 60).map_err(|_| Why::NotOfKind)?;
        return Ok(Some((TimeZone::fixed(offset), rest)));
    }
    if let Some((_, name)) = GENERIC.iter().find(|(short, _)| *short == word) {
        return Ok(TimeZone::get(name).ok().map(|zone| (zone, rest)));
    }
    let looks_like_one =
        matches!(word.len(), 3..=LONGEST_SHORT) && word.bytes().all(|letter| letter.is_ascii_uppercase());
    if looks_like_one { Err(Why::ZoneUnknown(word.to_owned())) } else { Ok(None) }
}

/// `America/Argentina/Buenos_Aires`.
fn by_name(text: &str) -> Option<(TimeZone, &str)> {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '/' | '_' | '-' | '+');
    let end = text.find(|letter| !fits(letter)).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    TimeZone::get(name).ok().map(|zone| (zone, rest))
}

/// `+09:00`, `+0900`, `-3`. Offsets in use go from -12:00 to +14:00.
fn offset(text: &str) -> Option<(Offset, &str)> {
    let unsigned = text.strip_prefix(['+', '-'])?;
    let (run, mut rest) = digits(unsigned);
    let (hours, minutes) = match run.len() {
        1 | 2 => match rest.strip_prefix(':').map(digits) {
            Some((minutes, after)) if minutes.len() == 2 => {
                rest = after;
                (run, minutes)
            }
            Some(_) => return None,
            None => (run, "0"),
        },
        4 => run.split_at_checked(2)?,
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let size = hours * 60 + minutes;
    let minutes_east = if text.starts_with('-') { -size } else { size };
    let in_use = minutes <= 59 && (-12 * 60..=14 * 60).contains(&minutes_east);
    let ends = !rest.chars().next().is_some_and(|next| next.is_alphanumeric() || next == ':');
    Some((Offset::from_seconds(minutes_east * 60).ok().filter(|_| in_use && ends)?, rest))
}

const JAPANESE: [(&str, i32); 4] =
    [("日本標準時", 32_400), ("日本時間", 32_400), ("協定世界時", 0), ("世界標準時", 0)];

/// The longest abbreviation of a zone, in letters.
const LONGEST_SHORT: usize = 5;

/// Abbreviations that several zones share.
const AMBIGUOUS: [&str; 10] = ["CST", "IST", "BST", "AST", "SST", "GST", "AMT", "ECT", "WST", "ADT"];

/// What Americans write the year round.
const GENERIC: [(&str, &str); 4] = [
    ("ET", "America/New_York"),
    ("CT", "America/Chicago"),
    ("MT", "America/Denver"),
    ("PT", "America/Los_Angeles"),
];

/// Abbreviations that mean one offset, in minutes east of UTC.
const FIXED: [(&str, i32); 40] = [
    ("JST", 540),
    ("KST", 540),
    ("SGT", 480),
    ("HKT", 480),
    ("PHT", 480),
    ("AWST", 480),
    ("ICT", 420),
    ("WIB", 420),
    ("NPT", 345),
    ("PKT", 300),
    ("MSK", 180),
    ("TRT", 180),
    ("EAT", 180),
    ("EEST", 180),
    ("EET", 120),
    ("SAST", 120),
    ("CEST", 120),
    ("MESZ", 120),
    ("CET", 60),
    ("MEZ", 60),
    ("WAT", 60),
    ("WEST", 60),
    ("WET", 0),
    ("BRT", -180),
    ("ART", -180),
    ("NDT", -150),
    ("EDT", -240),
    ("EST", -300),
    ("CDT", -300),
    ("MDT", -360),
    ("MST", -420),
    ("PDT", -420),
    ("PST", -480),
    ("AKDT", -480),
    ("AKST", -540),
    ("HST", -600),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_time_it_is_may_be_said_in_words() {
        for remark in [
            "Pacific Time",
            "London time",
            "(local)",
            "server time",
            "EST5EDT",
            "Eastern",
            "(Central)",
            "JST",
            "US Eastern",
            "local time, Berlin",
            "times are local",
            "New York local time",
            "Eastern Daylight",
        ] {
            assert!(is_mentioned(remark), "{remark}");
        }
        for remark in [
            "API down",
            "the first time",
            "First time today",
            "at the time",
            "Central database failed",
            "times up",
        ] {
            assert!(!is_mentioned(remark), "{remark}");
        }
    }

    #[test]
    fn reads_zones() {
        for (text, minutes, left) in [
            ("Z", 0, ""),
            (" utc.", 0, "."),
            (" UTC+9", 540, ""),
            (" UTC+09:00 (x)", 540, " (x)"),
            ("GMT-3", -180, ""),
            ("+09:00", 540, ""),
            ("-0330", -210, ""),
            ("+09", 540, ""),
            ("-00:00", 0, ""),
            (" (JST)", 540, ""),
            (" (JST、ログより)", 540, ""),
            (" (JST, from the logs)", 540, ""),
            (" JST: found", 540, ": found"),
            ("(日本時間)", 540, ""),
            ("-06:00[America/Denver]", -360, "[America/Denver]"),
            (" CEST", 120, ""),
        ] {
            let (zone, rest) = zone(text).unwrap().unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (zone.to_fixed_offset().map(Offset::seconds).ok(), rest),
                (Some(minutes * 60), left),
                "{text}"
            );
        }
        assert!(matches!(zone(" Asia/Tokyo"), Ok(Some((_, "")))));
        assert!(matches!(zone("[Asia/Tokyo]"), Ok(Some((_, "")))));
        for text in ["", " (Block 5)", " (API down)", " - 15:00", "-15:00", " to 5", " found", "Zulu"] {
            assert!(matches!(zone(text), Ok(None)), "{text}");
        }
        for text in [" CST", " (IST)", " BST"] {
            assert!(matches!(zone(text), Err(Why::ZoneAmbiguous(_))), "{text}");
        }
        for text in [" XYZT", " (QQQ)"] {
            assert!(matches!(zone(text), Err(Why::ZoneUnknown(_))), "{text}");
        }
    }
}
