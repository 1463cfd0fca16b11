//! A date with what may stand after it: a time of day, a zone, and words that say that it is not exact.

use jiff::tz::TimeZone;

use crate::model::grammar::bounds::{self, After};
use crate::model::grammar::calendar::{self, Days};
use crate::model::grammar::clock::{self, Clock};
use crate::model::grammar::initials::Initials;
use crate::model::grammar::tail::{self, Remark, Tail};
use crate::model::grammar::{spelling, zone};
use crate::model::value::Why;

/// A date, with or without time and zone.
#[derive(Clone, Debug)]
pub struct Point {
    /// The day, or the first and the last.
    pub days: Days,
    /// The time of day, if one is stated.
    pub clock: Option<Clock>,
    /// The zone, if one is stated.
    pub zone: Option<TimeZone>,
    /// A zone that was named beside an offset: `-06:00[America/Denver]`. Both must agree.
    pub named: Option<TimeZone>,
    /// Whether it is meant exactly.
    pub nearness: Nearness,
}

/// Whether a moment is meant exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// As it is written.
    Exact,
    /// About then.
    About,
}

impl Nearness {
    /// About, if one of them is.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self == Self::About { self } else { other }
    }
}

/// Reads the point in time at the start of a plain text, and returns what stands after it.
pub fn point(text: &str) -> Result<(Point, &str), Why> {
    let (text, before) = about(text);
    let (days, rest) = calendar::date(text)?;
    on_days(days, rest, before)
}

/// Whether a plain text begins with a time of a day, and not with the day: `10:00 UTC`.
#[must_use]
pub fn is_time_alone(text: &str) -> bool {
    matches!(clock::time(about(text).0), Ok(Some(_)))
}

/// Reads what stands behind the day of a point.
fn on_days(days: Days, rest: &str, before: Nearness) -> Result<(Point, &str), Why> {
    let (clock, between, after) = time_after(rest)?;
    if days.first != days.last && clock.is_some() {
        return Err(Why::NotOfKind);
    }
    if let Some(clock) = clock
        && may_be_range(rest, clock, after)
    {
        return Err(Why::ZoneAmbiguous(after.chars().take(6).collect()));
    }
    let (early, after) = about_behind(after);
    let (zone, after) = zone_after(after)?;
    let (late, after) = about_behind(after);
    let (named, rest) = match zone::name_in_brackets(after)? {
        Some((named, rest)) => (Some(named), rest),
        None => (None, after),
    };
    let exact = [before, between, early, late].iter().all(|nearness| *nearness == Nearness::Exact);
    let nearness = if exact { Nearness::Exact } else { Nearness::About };
    Ok((Point { days, clock, zone, named, nearness }, rest))
}

/// Reads the second point of a range, which may be a time on the day of the first, or lack the year: `23:28 to 23:55 UTC`,
/// 3月5日 15:35.
pub fn second<'t>(text: &'t str, first: &Point) -> Result<(Point, &'t str), Why> {
    let why = match point(text) {
        Ok(found) => return Ok(found),
        Err(why) => why,
    };
    let (text, before) = about(text);
    let date =
        calendar::day_of_month(text).and_then(|(day, rest)| Some((day.nearest_to(first.days.last)?, rest)));
    if let Some((date, rest)) = date {
        return on_days(Days { first: date, last: date }, rest, before);
    }
    let (clock, rest) = clock::time(text)?.filter(|_| first.clock.is_some()).ok_or(why)?;
    let (behind, rest) = about_behind(rest);
    let (zone, rest) = zone_after(rest)?;
    let exact = before == Nearness::Exact && behind == Nearness::Exact;
    let nearness = if exact { Nearness::Exact } else { Nearness::About };
    Ok((Point { days: first.days, clock: Some(clock), zone, named: None, nearness }, rest))
}

/// Reads what stands behind a wave dash: the second point of a range, or a later day of the same month, as in
/// `2026-05-04〜05 頃`.
pub fn second_behind_wave<'t>(text: &'t str, first: &Point) -> Result<(Point, &'t str), Why> {
    second_day(text, first).map_or_else(|| second(text, first), Ok)
}

/// A later day of the same month, with nothing behind it that could make it a number of something.
fn second_day<'t>(text: &'t str, first: &Point) -> Option<(Point, &'t str)> {
    if first.clock.is_some() || first.days.first != first.days.last {
        return None;
    }
    let (number, rest) = spelling::digits(text);
    let day: i8 = number.parse().ok().filter(|_| number.len() == 2)?;
    let after = rest.strip_prefix('日').unwrap_or(rest);
    let (nearness, rest) = about_behind(after);
    let ends = rest
        .trim_start()
        .chars()
        .next()
        .is_none_or(|next| matches!(next, '(' | '〜' | '~' | '→' | '、' | '。'));
    if !ends || day <= first.days.first.day() {
        return None;
    }
    let date = first.days.first.with().day(day).build().ok()?;
    let days = Days { first: date, last: date };
    Some((Point { days, clock: None, zone: first.zone.clone(), named: None, nearness }, rest))
}

/// What stands after `to`, an arrow or a dash, if another point follows.
#[must_use]
pub fn after_range_sign<'t>(rest: &'t str, first: &Point) -> Option<&'t str> {
    let spaced = rest.trim_start();
    let arrow = ["→", "->", "⇒", "=>", "—"].iter().find_map(|arrow| spaced.strip_prefix(arrow));
    let until =
        || ["until", "till"].iter().find_map(|word| spelling::after_word(rest.strip_prefix(' ')?, word));
    let second = arrow.or_else(until).map(str::trim_start).or_else(|| bounds::to(rest))?;
    let (bare, _) = about(second);
    let is_wave = rest.trim_start().starts_with(['〜', '~']);
    let found = calendar::date(bare).is_ok()
        || calendar::day_of_month(bare).is_some()
        || (first.clock.is_some() && matches!(clock::time(bare), Ok(Some(_))))
        || (is_wave && second_day(bare, first).is_some());
    found.then_some(second)
}

/// What the text after one or two points says of them, or why they cannot be read. Where no zone is stated, none may be
/// mentioned; and no other time or date may stand in a remark.
pub fn tail(rest: &str, points: &[&Point]) -> Result<Tail, Why> {
    let zone_stated = points.iter().all(|point| point.zone.is_some());
    tail::after_moment(rest, |remark| match remark {
        Remark::Bracketed(remark) => !zone_stated && zone::is_mentioned(remark),
        Remark::SetOff(remark) => (!zone_stated && zone::is_mentioned(remark)) || names_a_moment(remark),
    })
}

/// Whether words right behind a moment move it: `before`, 以降.
#[must_use]
pub fn moves(words: &str) -> bool {
    const ENGLISH: [&str; 9] = ["before", "after", "since", "until", "till", "by", "from", "to", "at"];
    const JAPANESE: [&str; 6] = ["以前", "以降", "以後", "まで", "より", "から"];
    ENGLISH.iter().any(|word| spelling::after_word(words, word).is_some())
        || JAPANESE.iter().any(|word| words.starts_with(word))
}

/// Whether a remark mentions a zone.
#[must_use]
pub fn names_a_zone(remark: &str) -> bool {
    zone::is_mentioned(remark)
}

fn about(text: &str) -> (&str, Nearness) {
    bounds::about(text).map_or((text, Nearness::Exact), |rest| (rest, Nearness::About))
}

/// 頃 and the like, after a time or after its zone.
fn about_behind(rest: &str) -> (Nearness, &str) {
    let spaced = rest.trim_start();
    let around = ["頃", "ごろ", "ころ", "前後"].iter().find_map(|word| spaced.strip_prefix(word));
    let behind = || match bounds::behind(rest) {
        Some((After::About, rest)) => Some(rest),
        _ => None,
    };
    around.or_else(behind).map_or((Nearness::Exact, rest), |rest| (Nearness::About, rest))
}

/// The time after a date, set off by `T`, a space, a comma, `at`; and what stands after it.
fn time_after(rest: &str) -> Result<(Option<Clock>, Nearness, &str), Why> {
    if let Some(time) = rest.strip_prefix(['T', 't'])
        && time.starts_with(|first: char| first.is_ascii_digit())
    {
        let found = clock::basic(time)?;
        let found = if found.is_some() { found } else { clock::time(time)? };
        let (clock, rest) = found.ok_or_else(|| tail::trailing(rest))?;
        return Ok((Some(clock), Nearness::Exact, rest));
    }
    // A digit right after digits belongs to them.
    if rest.starts_with(|first: char| first.is_ascii_digit()) && !rest.contains([':', '時']) {
        return Err(tail::trailing(rest));
    }
    let spaced = rest.trim_start_matches([' ', ',', '@']);
    let spaced = spelling::after_word(spaced, "at").map_or(spaced, str::trim_start);
    let (spaced, nearness) = about(spaced);
    let found = match clock::time(spaced)? {
        None if spaced.len() < rest.len() => clock::without_colon(spaced)?,
        found => found,
    };
    Ok(match found {
        Some((clock, rest)) => (Some(clock), nearness, rest),
        // `深夜1時` is of this day or of the next.
        None => clock::by_part_of_day(spaced)
            .map(|(_, rest)| (Nearness::About, rest))
            .or_else(|| part_of_day(rest))
            .map_or((None, Nearness::Exact, rest), |(nearness, rest)| (None, nearness, rest)),
    })
}

/// `朝`, `in the evening` after a date: the whole day. A night belongs to two days.
fn part_of_day(rest: &str) -> Option<(Nearness, &str)> {
    const BY_DAY: [&str; 16] = [
        "早朝",
        "未明",
        "朝",
        "午前中",
        "午前",
        "昼頃",
        "昼",
        "午後",
        "夕方",
        "中",
        "morning",
        "in the morning",
        "afternoon",
        "in the afternoon",
        "evening",
        "in the evening",
    ];
    const BY_NIGHT: [&str; 5] = ["深夜", "夜", "night", "at night", "overnight"];
    const DAY: Initials = Initials::of(&BY_DAY);
    const NIGHT: Initials = Initials::of(&BY_NIGHT);
    let spaced = rest.trim_start_matches([' ', ',']);
    if !DAY.may_begin(spaced) && !NIGHT.may_begin(spaced) {
        return None;
    }
    let after = |words: &[&str]| {
        let mut found = words.iter().filter_map(|word| spelling::after(spaced, word));
        found.find(|after| !after.starts_with(char::is_alphanumeric))
    };
    let by_day = || after(&BY_DAY).map(|rest| (Nearness::Exact, rest));
    after(&BY_NIGHT).map(|rest| (Nearness::About, rest)).or_else(by_day)
}

fn zone_after(rest: &str) -> Result<(Option<TimeZone>, &str), Why> {
    Ok(match zone::zone(rest)? {
        Some((zone, rest)) => (Some(zone), rest),
        None => (None, rest),
    })
}

/// `10:05-11:00` without a `T` before it: an offset, or an hour's span?
fn may_be_range(from: &str, clock: Clock, after: &str) -> bool {
    let later = || clock::time(after.strip_prefix('-')?).ok().flatten();
    let seconds_stated = from.matches(':').count() > 2 && clock.second != 0;
    !from.starts_with(['T', 't'])
        && !seconds_stated
        && matches!(zone::zone(after), Ok(Some(_)))
        && later().is_some_and(|(later, _)| (later.hour, later.minute) > (clock.hour, clock.minute))
}

/// Whether what stands after a number at the start of a remark makes another day or a shift of it: `21`, `21 and 22`,
/// `5 minutes`; and not a reason, as in `3 services restarted`.
fn goes_on_counting(after: &str) -> bool {
    const WORDS: [&str; 28] = [
        "and", "or", "to", "st", "nd", "rd", "th", "am", "pm", "s", "sec", "secs", "second", "seconds", "m",
        "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour", "hours", "d", "day", "days", "week",
    ];
    let japanese = ["分", "秒", "時間", "日"].iter().any(|unit| after.starts_with(unit));
    let (word, _) = spelling::letters(after);
    !after.starts_with(char::is_alphabetic) || japanese || WORDS.contains(&word.to_ascii_lowercase().as_str())
}

/// Whether a remark has something like a time or a date outside brackets: `02:29`, `7/24`, `5日`.
#[must_use]
pub fn names_a_moment(remark: &str) -> bool {
    let (number, after) = spelling::digits(remark.trim_start());
    if !number.is_empty() && goes_on_counting(after.trim_start()) {
        return true;
    }
    let letters: Vec<char> = tail::outside_brackets(remark).collect();
    letters.windows(3).any(|three| match three {
        [before, ':' | '/' | '-', after] => before.is_ascii_digit() && after.is_ascii_digit(),
        [before, '年' | '月' | '日', _] => before.is_ascii_digit(),
        [before, '時', after] => before.is_ascii_digit() && *after != '間',
        _ => false,
    })
}
