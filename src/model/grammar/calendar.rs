//! Dates as people write them: `2023-10-20`, `2023年10月20日`, `16th May, 2023`, `Wed, 08-Jun-2026`.

use jiff::civil::{Date, Weekday};

use crate::model::grammar::spelling::{self, after_word, digits};
use crate::model::value::Why;

/// The days that a date names: one, or two in `January 14-19, 2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
}

/// Reads the date at the start of a plain text, and returns what stands after it. A weekday before or after it must
/// be the right one.
pub fn date(text: &str) -> Result<(Days, &str), Why> {
    let (weekday, left) = match weekday(text) {
        Some((day, rest)) => (Some(day), rest.trim_start_matches(['.', ',', ' '])),
        None => (None, text),
    };
    let (days, rest) = if let Some(reiwa) = left.strip_prefix("令和") {
        reiwa_first(reiwa.trim_start())?
    } else if left.starts_with(|first: char| first.is_ascii_digit()) {
        digits_first(left)?
    } else {
        month_first(left)?
    };
    let (after, rest) = weekday_behind(rest);
    for stated in weekday.into_iter().chain(after) {
        if days.first.weekday() != stated {
            return Err(Why::WeekdayOther(days.first.weekday()));
        }
    }
    Ok((days, rest))
}

/// A day of a month, in whatever year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOfMonth {
    /// From 1.
    pub month: i8,
    /// From 1.
    pub day: i8,
    /// The weekday, if one stands before it.
    pub weekday: Option<Weekday>,
}

/// Reads a date without a year at the start of a plain text, with its month in words, and returns what stands after it:
/// `Jan 15`, `15th January`, `Mon, Mar 3`, `3月4日`.
#[must_use]
pub fn day_of_month(text: &str) -> Option<(DayOfMonth, &str)> {
    let (weekday, left) = match weekday(text) {
        Some((day, rest)) => (Some(day), rest.trim_start_matches(['.', ',', ' '])),
        None => (None, text),
    };
    let ((month, day), rest) = if left.starts_with(|first: char| first.is_ascii_digit()) {
        let (number, rest) = digits(left);
        if let Some(rest) = rest.strip_prefix('月') {
            let (day, rest) = digits(rest);
            ((number.parse().ok()?, day), rest.strip_prefix('日')?)
        } else {
            let (month, rest) = month(after_ordinal(rest).strip_prefix([' ', '-'])?)?;
            ((month, number), rest)
        }
    } else {
        let (month, rest) = month(left)?;
        let (day, rest) = digits(rest.trim_start_matches(['.', ' ']));
        ((month, day), after_ordinal(rest))
    };
    // What goes on as a number, a unit or a range is something else: `Jan 15.5`, `May 3-5`, `Mar 3:00`.
    let ends =
        !rest.starts_with(|next: char| next.is_alphanumeric() || matches!(next, ':' | '.' | '/' | '%'));
    let behind_dash = rest.trim_start().strip_prefix(['-', '–']).map(|rest| digits(rest.trim_start()));
    let is_range = behind_dash.is_some_and(|(number, rest)| !number.is_empty() && !rest.starts_with(':'));
    if !ends || is_range || !matches!(day.len(), 1 | 2) {
        return None;
    }
    let day = day.parse().ok()?;
    // A leap year has all days there are.
    Date::new(2000, month, day).ok()?;
    Some((DayOfMonth { month, day, weekday }, rest))
}

impl DayOfMonth {
    /// The first such date that is not before another one.
    #[must_use]
    pub fn from_on(self, other: Date) -> Option<Date> {
        let years = other.year()..=other.year().checked_add(4)?;
        let mut dates = years.filter_map(|year| Date::new(year, self.month, self.day).ok());
        let date = dates.find(|date| *date >= other)?;
        self.weekday.is_none_or(|weekday| date.weekday() == weekday).then_some(date)
    }

    /// The date nearest to another one.
    #[must_use]
    pub fn nearest_to(self, other: Date) -> Option<Date> {
        let year = other.year();
        let dates = [year.checked_sub(1)?, year, year.checked_add(1)?].into_iter();
        let dates = dates.filter_map(|year| Date::new(year, self.month, self.day).ok());
        let away = |date: &Date| date.since(other).map_or(i32::MAX, |span| span.get_days().abs());
        let date = dates.min_by_key(away)?;
        self.weekday.is_none_or(|weekday| date.weekday() == weekday).then_some(date)
    }
}

fn digits_first(text: &str) -> Result<(Days, &str), Why> {
    let (first, rest) = digits(text);
    match first.len() {
        4 => year_first(first, rest),
        8 => {
            let (year, day) = first.split_at_checked(4).ok_or(Why::NotOfKind)?;
            let (month, day) = day.split_at_checked(2).ok_or(Why::NotOfKind)?;
            Ok((one(civil(year, month, day)?), rest))
        }
        1 | 2 => day_first(first, rest),
        _ => Err(Why::NotOfKind),
    }
}

/// `5年10月20日` in the years of 令和, which began in 2019 with 元年.
fn reiwa_first(text: &str) -> Result<(Days, &str), Why> {
    let (year, rest) = match text.strip_prefix('元') {
        Some(rest) => (1, rest),
        None => {
            let (year, rest) = digits(text);
            (year.parse::<u16>().ok().filter(|year| (1..100).contains(year)).ok_or(Why::NotOfKind)?, rest)
        }
    };
    if !rest.trim_start().starts_with('年') {
        return Err(Why::NotOfKind);
    }
    year_first(&(2018 + year).to_string(), rest)
}

/// `-10-20`, `/10/20`, `.10.20`, `年10月20日` after a year.
fn year_first<'t>(year: &str, rest: &'t str) -> Result<(Days, &'t str), Why> {
    let mark = rest.trim_start().chars().next().ok_or(Why::NotOfKind)?;
    if mark == '年' {
        let rest = rest.trim_start().trim_start_matches('年').trim_start();
        let (month, rest) = digits(rest);
        let rest = rest.trim_start().strip_prefix('月').ok_or(Why::NotOfKind)?.trim_start();
        let (day, rest) = digits(rest);
        let rest = rest.trim_start().strip_prefix('日').ok_or(Why::NotOfKind)?;
        return Ok((one(civil(year, month, day)?), rest));
    }
    if !matches!(mark, '-' | '/' | '.') {
        return Err(Why::NotOfKind);
    }
    let (month, rest) = rest.strip_prefix(mark).map(digits).ok_or(Why::NotOfKind)?;
    let (day, rest) = rest.strip_prefix(mark).map(digits).ok_or(Why::NotOfKind)?;
    if !matches!(month.len(), 1 | 2) || !matches!(day.len(), 1 | 2) {
        return Err(Why::NotOfKind);
    }
    Ok((one(civil(year, month, day)?), rest))
}

/// `/09/2021`, `th May, 2023`, `-Jun-2026`, `-19 January 2026` after a day.
fn day_first<'t>(day: &str, rest: &'t str) -> Result<(Days, &'t str), Why> {
    let mark = rest.chars().next().unwrap_or(' ');
    if let Some((second, after)) = rest.strip_prefix(['-', '/', '.']).map(digits)
        && !second.is_empty()
    {
        let Some((year, after)) = after.strip_prefix(mark).map(digits) else {
            let (month, after) = month(after.trim_start()).ok_or(Why::NotOfKind)?;
            let (year, after) = year_after(after)?;
            return Ok((range(year, month, day, second)?, after));
        };
        return numeric(day, second, year).map(|date| (one(date), after));
    }
    let rest = after_ordinal(rest);
    let gap = rest.trim_start_matches([' ', '-', '.', '/']);
    let gap = after_word(gap, "of").map_or(gap, str::trim_start);
    if gap.len() == rest.len() {
        return Err(Why::NotOfKind);
    }
    let (month, rest) = month(gap).ok_or(Why::NotOfKind)?;
    let (year, rest) = year_after(rest)?;
    Ok((range(year, month, day, day)?, rest))
}

/// `May 16, 2023`, `January 14-19, 2026`.
fn month_first(text: &str) -> Result<(Days, &str), Why> {
    let (month, rest) = month(text).ok_or(Why::NotOfKind)?;
    let (first, rest) = digits(rest.trim_start_matches([' ', '-', '.', '/']));
    let rest = after_ordinal(rest);
    let (last, rest) = match rest.trim_start().strip_prefix(['-', '–']).map(|rest| digits(rest.trim_start()))
    {
        Some((last, after)) if matches!(last.len(), 1 | 2) => (last, after_ordinal(after)),
        _ => (first, rest),
    };
    let (year, rest) = year_after(rest)?;
    Ok((range(year, month, first, last)?, rest))
}

/// Three numbers of which the last is the year: readable only where just one of the others can be the month.
fn numeric(first: &str, second: &str, year: &str) -> Result<Date, Why> {
    if year.len() != 4 {
        return Err(Why::DateAmbiguous);
    }
    let day_first = civil(year, second, first);
    let month_first = civil(year, first, second);
    match (day_first, month_first) {
        (Ok(a), Ok(b)) if a != b => Err(Why::DateAmbiguous),
        (Ok(date), _) | (_, Ok(date)) => Ok(date),
        (Err(why), _) => Err(why),
    }
}

/// The year after a month or a day, and what stands after it.
fn year_after(text: &str) -> Result<(&str, &str), Why> {
    let (year, rest) = digits(text.trim_start_matches([' ', ',', '-', '.', '/']));
    if year.len() == 4 { Ok((year, rest)) } else { Err(Why::NotOfKind) }
}

fn after_ordinal(text: &str) -> &str {
    ["st", "nd", "rd", "th"].iter().find_map(|ordinal| after_word(text, ordinal)).unwrap_or(text)
}

fn one(date: Date) -> Days {
    Days { first: date, last: date }
}

fn range(year: &str, month: i8, first: &str, last: &str) -> Result<Days, Why> {
    let month = month.to_string();
    let days = Days { first: civil(year, &month, first)?, last: civil(year, &month, last)? };
    if days.first <= days.last { Ok(days) } else { Err(Why::RangeEmpty) }
}

fn civil(year: &str, month: &str, day: &str) -> Result<Date, Why> {
    let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else {
        return Err(if month.is_empty() || day.is_empty() { Why::NotOfKind } else { Why::DateImpossible });
    };
    Date::new(year, month, day).map_err(|_| Why::DateImpossible)
}

/// The English month at the start, whole or shortened to three letters (or `Sept`), and what stands after it.
#[must_use]
pub fn month(text: &str) -> Option<(i8, &str)> {
    let (word, rest) = spelling::letters(text);
    let word = word.to_ascii_lowercase();
    let number = MONTHS.iter().zip(1..).find_map(|(name, number)| {
        let short = name.get(..3)? == word || (*name == "september" && word == "sept");
        (short || *name == word).then_some(number)
    })?;
    Some((number, rest))
}

/// The English weekday at the start, whole or shortened.
fn weekday(text: &str) -> Option<(Weekday, &str)> {
    let (word, rest) = spelling::letters(text);
    let word = word.to_ascii_lowercase();
    let found = WEEKDAYS.iter().find(|(name, _, _)| {
        word.len() >= 3 && name.starts_with(&word) && (word.len() <= 5 || word.len() == name.len())
    });
    found.map(|&(_, _, day)| (day, rest))
}

/// A weekday after a date: `(金)`, `（金曜日）`, `(Fri)`; and what stands behind it.
#[must_use]
pub fn weekday_behind(text: &str) -> (Option<Weekday>, &str) {
    let spaced = text.trim_start();
    let Some((inner, rest)) = spaced.strip_prefix('(').and_then(|inner| inner.split_once(')')) else {
        return (None, text);
    };
    let inner = inner.trim();
    let japanese = inner.strip_suffix("曜日").or_else(|| inner.strip_suffix('曜')).unwrap_or(inner);
    let found = WEEKDAYS.iter().find(|(_, name, _)| *name == japanese).map(|&(_, _, day)| day);
    let english = || weekday(inner).filter(|(_, rest)| rest.trim_matches('.').is_empty()).map(|(day, _)| day);
    match found.or_else(english) {
        Some(day) => (Some(day), rest),
        None => (None, text),
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, &str, Weekday); 7] = [
    ("monday", "月", Weekday::Monday),
    ("tuesday", "火", Weekday::Tuesday),
    ("wednesday", "水", Weekday::Wednesday),
    ("thursday", "木", Weekday::Thursday),
    ("friday", "金", Weekday::Friday),
    ("saturday", "土", Weekday::Saturday),
    ("sunday", "日", Weekday::Sunday),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates() {
        for (text, wanted, left) in [
            ("2023-10-20", "2023-10-20", ""),
            ("2023-1-2T", "2023-01-02", "T"),
            ("2023/10/20 14:05", "2023-10-20", " 14:05"),
            ("2023.10.20", "2023-10-20", ""),
            ("20231020", "2023-10-20", ""),
            ("2023年10月20日 14:05", "2023-10-20", " 14:05"),
            ("令和5年10月20日 14:05", "2023-10-20", " 14:05"),
            ("令和 元年 5月1日", "2019-05-01", ""),
            ("2023年10月20日(金)14:05", "2023-10-20", "14:05"),
            ("2023 年 10 月 20 日", "2023-10-20", ""),
            ("16th May, 2023", "2023-05-16", ""),
            ("16 May 2023", "2023-05-16", ""),
            ("16th of May 2023", "2023-05-16", ""),
            ("08-Jun-2026", "2026-06-08", ""),
            ("May 16, 2023 14:05", "2023-05-16", " 14:05"),
            ("May 16th 2023", "2023-05-16", ""),
            ("Sept. 1, 2023", "2023-09-01", ""),
            ("Jun-08-2026", "2026-06-08", ""),
            ("Wednesday 20th September 2023, 14:32", "2023-09-20", ", 14:32"),
            ("Wed, 20 Sep 2023", "2023-09-20", ""),
            ("2023-09-20 (Wed)", "2023-09-20", ""),
            ("13/09/2021 3am", "2021-09-13", " 3am"),
            ("09/13/2021", "2021-09-13", ""),
            ("13.09.2021", "2021-09-13", ""),
            ("05/05/2023", "2023-05-05", ""),
        ] {
            let (days, rest) = date(text).unwrap_or_else(|why| panic!("{text}: {why:?}"));
            assert_eq!((days.first.to_string().as_str(), rest), (wanted, left), "{text}");
            assert_eq!(days.first, days.last, "{text}");
        }
        for text in ["January 14-19, 2026", "14-19 January 2026", "Jan 14 – 19, 2026"] {
            let (days, _) = date(text).unwrap_or_else(|why| panic!("{text}: {why:?}"));
            assert_eq!((days.first.day(), days.last.day()), (14, 19), "{text}");
        }
    }

    #[test]
    fn dates_without_a_year() {
        use jiff::civil::date;
        for (text, wanted) in [
            ("Jan 15, 5:33 pm", Some("2026-01-15 |, 5:33 pm")),
            ("January 15th 17:00", Some("2026-01-15 | 17:00")),
            ("15 Jan 17:00", Some("2026-01-15 | 17:00")),
            ("Thu, Jan 15 17:00", Some("2026-01-15 | 17:00")),
            ("Fri, Jan 15 17:00", None),
            ("Dec 31 - 23:50", Some("2025-12-31 | - 23:50")),
            ("1月4日 14:05", Some("2026-01-04 | 14:05")),
            ("May 3-5", None),
            ("Mar 3:00", None),
            ("Jan 2026", None),
            ("Jan 15.5", None),
            ("Feb 30", None),
            ("Maybe 3", None),
        ] {
            let read = day_of_month(text)
                .and_then(|(day, rest)| Some(format!("{} |{rest}", day.nearest_to(date(2026, 1, 3))?)));
            assert_eq!(read.as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn refuses_dates() {
        for (text, wanted) in [
            ("2023-02-30", Why::DateImpossible),
            ("2023-13-01", Why::DateImpossible),
            ("31 April 2023", Why::DateImpossible),
            ("Thursday 20th September 2023", Why::WeekdayOther(Weekday::Wednesday)),
            ("2023-10-20(木)", Why::WeekdayOther(Weekday::Friday)),
            ("30/02/2021", Why::DateImpossible),
            ("04/03/2026", Why::DateAmbiguous),
            ("13/09/21", Why::DateAmbiguous),
            ("14:05 UTC", Why::NotOfKind),
            ("May 2023", Why::NotOfKind),
            ("May 16", Why::NotOfKind),
            ("2023", Why::NotOfKind),
            ("2023-10", Why::NotOfKind),
            ("1700000000", Why::NotOfKind),
            ("YYYY-MM-DD", Why::NotOfKind),
            ("", Why::NotOfKind),
        ] {
            assert_eq!(date(text).map(|(days, _)| days), Err(wanted), "{text}");
        }
    }
}
