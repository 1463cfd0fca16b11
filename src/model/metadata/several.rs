//! A label of several names: `Severity / Priority`, `Date & Time Resolved`, `Start/End`, 影響を受けたユーザー数・割合. The first of them
//! decides, unless the others say that something else is told.

use crate::model::field::Field;
use crate::model::vocabulary::{Origin, Target};

/// What a label of several names means.
pub struct Several {
    /// What the first of them means.
    pub targets: Vec<(Origin, Target)>,
    /// Whether they are a beginning and an end.
    pub is_from_to: bool,
}

/// What stands between a beginning and an end only.
const FROM_TO: [char; 6] = ['〜', '～', '-', '–', '—', '→'];

/// What only says again that a time is told.
const TIMES: [&str; 15] = [
    "",
    "time",
    "times",
    "date",
    "hour",
    "day",
    "period",
    "duration",
    "window",
    "timezone",
    "時刻",
    "時間",
    "日時",
    "時間帯",
    "曜日",
];

/// What a date is of, behind its name.
const OF_INCIDENT: [&str; 11] = [
    "of incident",
    "of the incident",
    "of event",
    "of the event",
    "of outage",
    "of the outage",
    "of failure",
    "of impact",
    "of issue",
    "(utc)",
    "の障害",
];

/// Where the first of several names ends, and what stands behind that; none where there is one name. Every label is asked.
#[must_use]
pub fn split(name: &str) -> Option<(&str, &str, bool)> {
    let at = if name.is_ascii() {
        memchr::memchr2(b'/', b'&', name.as_bytes())
    } else {
        name.find(['/', '／', '・', '&', '＆'])
    };
    if let Some(at) = at {
        let sign = name.get(at..)?.chars().next()?;
        return Some((name.get(..at)?.trim_end(), name.get(at + sign.len_utf8()..)?.trim_start(), false));
    }
    match name.as_bytes().first()? {
        b's' | b'S' => from_to(name).or_else(|| and(name)),
        b'd' | b'D' | b'i' | b'I' | b'o' | b'O' | b'e' | b'E' => and(name),
        _ if name.starts_with(['開', '発']) => from_to(name),
        _ => None,
    }
}

/// `Start - End`, 開始〜終了.
fn from_to(name: &str) -> Option<(&str, &str, bool)> {
    let (first, rest) = name.split_once(FROM_TO)?;
    Some((first.trim_end(), rest.trim_start(), true))
}

/// `Date and time`, `Start and end`.
fn and(name: &str) -> Option<(&str, &str, bool)> {
    let (first, rest) = name.split_once(" and ")?;
    Some((first, rest, false))
}

/// What a label of several names means, by what each of them does; none if it means nothing, or the others say something else.
#[must_use]
pub fn meant(name: &str, targets: impl Fn(&str) -> Option<Vec<(Origin, Target)>>) -> Option<Several> {
    let (first, rest, is_span) = split(name)?;
    let field = |found: &[(Origin, Target)]| match found.first() {
        Some((_, Target::Field(field))) => Some(*field),
        _ => None,
    };
    let Some(found) = targets(first) else {
        // `Start date/time` is a start.
        let bare = without_date(first)?;
        let found = targets(bare).filter(|found| field(found).is_some_and(Field::is_time));
        return found.filter(|_| is_time_word(rest) && !is_span).map(one);
    };
    let other = || field(&targets(rest)?);
    match field(&found) {
        Some(Field::StartedAt) if is_end(rest, other()) => Some(Several { targets: found, is_from_to: true }),
        _ if is_span => None,
        Some(Field::Date) => of_date(found, rest, targets),
        _ => Some(one(found)),
    }
}

fn one(targets: Vec<(Origin, Target)>) -> Several {
    Several { targets, is_from_to: false }
}

/// `Date & time` is a date; `Date & time resolved` is when it was, and of `Date & time of report` nobody knows what it is of.
fn of_date(
    found: Vec<(Origin, Target)>,
    rest: &str,
    targets: impl Fn(&str) -> Option<Vec<(Origin, Target)>>,
) -> Option<Several> {
    if is_time_word(rest) {
        return Some(one(found));
    }
    let (word, behind) = rest.split_once(' ')?;
    if !is_time_word(word) {
        return None;
    }
    let of = |words: &str| words.eq_ignore_ascii_case(behind);
    if OF_INCIDENT.iter().any(|words| of(words)) {
        return Some(one(found));
    }
    let is_time = |found: &Vec<(Origin, Target)>| matches!(found.first(), Some((_, Target::Field(field))) if field.is_time());
    targets(behind).filter(is_time).or_else(|| targets(rest).filter(is_time)).map(one)
}

fn is_time_word(text: &str) -> bool {
    TIMES.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Whether the second name is the end of the first: `End`, `End of impact`, 終了.
fn is_end(rest: &str, other: Option<Field>) -> bool {
    other == Some(Field::ResolvedAt)
        || ["終了", "復旧", "終息", "収束", "終了時刻", "復旧時刻"].contains(&rest)
        || {
            let mut words = rest.split(' ');
            let ends = words.next().is_some_and(|word| {
                ["end", "stop", "finish"].iter().any(|end| end.eq_ignore_ascii_case(word))
            });
            let of = rest.split_once(' ').map_or("", |(_, of)| of);
            ends && (is_time_word(of) || OF_INCIDENT.iter().any(|words| words.eq_ignore_ascii_case(of)))
        }
}

/// `Start` of `Start date`.
fn without_date(name: &str) -> Option<&str> {
    let (first, last) = name.rsplit_once(' ')?;
    last.eq_ignore_ascii_case("date").then_some(first)
}
