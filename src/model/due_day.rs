//! The last day of an action item, from how it is written: `2026-06-30 (Tue)`, `2026年6月末`, `6/30`.

use jiff::civil::{Date, Weekday};

use super::enclosed::{may_have_brackets, unwrapped};
use super::escapes::unescaped;
use super::grammar::calendar::{DayOfMonth, day_of_month, month, weekday_behind};
use super::grammar::doubt;
use super::grammar::spelling::{self, after_word, digits};
use super::moment::read_date;
use super::value::Why;

/// The day that a text is, or begins or ends with. Of a month's end it is the last day.
#[must_use]
pub fn date_in(text: &str) -> Option<Date> {
    let text = &*unescaped(text);
    let text = bare(text);
    // A year alone, a quarter and a month are no days.
    if !text.chars().any(char::is_numeric) || (may_have_brackets(text) && names_another_day(text)) {
        return None;
    }
    match read_date(text) {
        Ok(date) => Some(date),
        Err(Why::DateImpossible | Why::WeekdayOther(_)) => None,
        Err(_) => {
            before_remark(text).and_then(|day| read_date(day).ok()).or_else(|| end_of_stated_month(text))
        }
    }
}

/// The day of a text that names no year: the first such day that is not before the incident. `6/7` is a day in Japanese only.
#[must_use]
pub fn date_after(text: &str, incident: Date, is_japanese: bool) -> Option<Date> {
    let text = &*unescaped(text);
    let text = bare(text);
    let text = before_remark(text).filter(|_| !has_weekday(text)).unwrap_or(text);
    let plain = spelling::plain(text).ok()?;
    if let Some(month) = month_of_end(&plain) {
        let ends = |year: i16| Date::new(year, month, 1).ok().map(Date::last_of_month);
        let this = ends(incident.year())?;
        return if this >= incident { Some(this) } else { ends(incident.year().checked_add(1)?) };
    }
    let (day, rest) = day_of_month(&plain).or_else(|| slashed(&plain, is_japanese))?;
    let (weekday, rest) = weekday_behind(rest);
    let is_all = rest.trim().is_empty() && (weekday.is_none() || day.weekday.is_none());
    is_all.then(|| DayOfMonth { weekday: weekday.or(day.weekday), ..day }.from_on(incident)).flatten()
}

/// Whether a text is the day of a month and nothing else: `Dec 24`, `6月30日`, `6/30`.
#[must_use]
pub fn is_day_of_month(text: &str, is_japanese: bool) -> bool {
    // Any leap year has it.
    text.contains(char::is_numeric) && date_after(text, jiff::civil::date(2000, 1, 1), is_japanese).is_some()
}

/// Without markup, a bracket that belongs to another one outside, and words such as `by`.
fn bare(text: &str) -> &str {
    let mut text = text.trim().trim_matches(['*', '`', '_', '~']);
    if may_have_brackets(text) {
        let mut opened = text.matches(['(', '（']).count();
        let mut closed = text.matches([')', '）']).count();
        loop {
            let (inner, of_opened, of_closed) = match unwrapped(text) {
                Some(inner) => (Some(inner), 1, 1),
                None if closed > opened => (text.strip_suffix([')', '）']), 0, 1),
                None if opened > closed => (text.strip_prefix(['(', '（']), 1, 0),
                None => break,
            };
            let Some(inner) = inner else { break };
            (opened, closed) = (opened.saturating_sub(of_opened), closed.saturating_sub(of_closed));
            text = inner.trim();
        }
    }
    let text = ["by ", "before ", "until "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    text.strip_suffix("まで").unwrap_or(text).trim()
}

/// What stands before a remark in brackets that names no other day and does not take it back: `2026-06-30（延長）`.
fn before_remark(text: &str) -> Option<&str> {
    let (day, remark) = text.strip_suffix([')', '）'])?.split_once(['(', '（'])?;
    let is_harmless =
        !remark.contains(['(', '（']) && !remark.contains(char::is_numeric) && !doubt::disowns(remark);
    is_harmless.then(|| day.trim())
}

/// Whether a remark behind a day names another one: `2026-06-30（7/15 に延長）`.
fn names_another_day(text: &str) -> bool {
    let remark = text.find(['(', '（']).and_then(|at| text.get(at..)).unwrap_or_default();
    let mut letters = remark.chars().peekable();
    while let Some(letter) = letters.next() {
        if !letter.is_numeric() {
            continue;
        }
        let sign = letters.peek().copied();
        if sign == Some('月') {
            return true;
        }
        if matches!(sign, Some('/' | '-')) {
            letters.next();
            if letters.peek().is_some_and(|next| next.is_numeric()) {
                return true;
            }
        }
    }
    false
}

fn has_weekday(text: &str) -> bool {
    let behind =
        text.find(['(', '（']).and_then(|at| text.get(at..)).and_then(|rest| spelling::plain(rest).ok());
    behind.is_some_and(|rest| weekday_behind(&rest).0.is_some())
}

/// `6/30`, where it cannot be the sixth of a month.
fn slashed(text: &str, is_japanese: bool) -> Option<(DayOfMonth, &str)> {
    let (month, rest) = digits(text);
    let (day, rest) = digits(rest.strip_prefix('/')?);
    let is_short = (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    let (month, day): (i8, i8) = (month.parse().ok()?, day.parse().ok()?);
    let is_clear = is_japanese || day > 12 || day == month;
    let weekday: Option<Weekday> = None;
    (is_short && is_clear && !rest.starts_with('/')).then_some(())?;
    Date::new(2000, month, day).ok()?;
    Some((DayOfMonth { month, day, weekday }, rest))
}

/// `2026年6月末`, `2026-06末`, `end of June 2026`.
fn end_of_stated_month(text: &str) -> Option<Date> {
    let plain = spelling::plain(text).ok()?;
    let (year, month) = if let Some(rest) = after_word(&plain, "end of") {
        let (month, rest) = month(rest.trim_start())?;
        (rest.trim_start_matches([',', ' ']), month)
    } else {
        let (year, rest) = digits(&plain);
        let rest = rest.trim_start().strip_prefix(['年', '-', '/'])?.trim_start();
        let (month, rest) = digits(rest);
        is_end(rest.strip_prefix('月').unwrap_or(rest)).then_some(())?;
        (year, month.parse().ok()?)
    };
    (year.len() == 4).then_some(())?;
    Some(Date::new(year.parse().ok()?, month, 1).ok()?.last_of_month())
}

/// The month of `6月末` and `end of June`.
fn month_of_end(plain: &str) -> Option<i8> {
    if let Some(rest) = after_word(plain, "end of") {
        let (month, rest) = month(rest.trim_start())?;
        return rest.trim().is_empty().then_some(month);
    }
    let (month, rest) = digits(plain);
    is_end(rest.strip_prefix('月')?).then(|| month.parse().ok()).flatten()
}

fn is_end(text: &str) -> bool {
    matches!(text.trim(), "末" | "末日" | "中" | "中に")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_with_a_year() {
        let day = Some(date(2026, 6, 30));
        for text in [
            "2026-06-30",
            "(2026-06-30)",
            "2026-06-30)",
            "**2026-06-30**",
            "by 2026-06-30",
            r"2026\-06\-30",
            "2026-06-30 (Tue)",
            "2026/06/30(火)",
            "2026年6月30日（火）",
            "2026年6月30日（火曜日）まで",
            "(2026年6月30日（火）)",
            "2026-06-30（延長）",
            "2026年6月末",
            "２０２６年６月末まで",
            "2026年6月中",
            "2026/06末",
            "end of June 2026",
        ] {
            assert_eq!(date_in(text), day, "{text}");
        }
        for text in [
            "2026",
            "2026年6月",
            "6月末",
            "2026-06-30 (Wed)",
            "2026-06-30（7/15 に延長）",
            "2026年6月中旬",
            "",
        ] {
            assert_eq!(date_in(text), None, "{text}");
        }
    }

    #[test]
    fn days_without_a_year() {
        let incident = date(2026, 11, 20);
        for (text, wanted) in [
            ("6/30", Some(date(2027, 6, 30))),
            ("11/20", Some(date(2026, 11, 20))),
            ("12月1日", Some(date(2026, 12, 1))),
            ("12月1日（火）", Some(date(2026, 12, 1))),
            ("12/1(火)まで", Some(date(2026, 12, 1))),
            ("12月1日（延長）", Some(date(2026, 12, 1))),
            ("12月1日（水）", None),
            ("11月末", Some(date(2026, 11, 30))),
            ("6月末まで", Some(date(2027, 6, 30))),
            ("end of June", Some(date(2027, 6, 30))),
            ("Dec 1", Some(date(2026, 12, 1))),
            ("2/30", None),
            ("13/1", None),
            ("12月", None),
            ("next sprint", None),
        ] {
            assert_eq!(date_after(text, incident, true), wanted, "{text}");
        }
        assert_eq!(date_after("6/7", incident, false), None);
        assert_eq!(date_after("6/17", incident, false), Some(date(2027, 6, 17)));
    }
}
