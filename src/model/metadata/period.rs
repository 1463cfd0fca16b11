//! From when to when: `2026-03-23 07:37 〜 2026-03-27 07:12（約 4 日）` states two times, and a duration behind them.

use jiff::tz::TimeZone;

use crate::model::grammar::{point, spelling};
use crate::model::moment::{Moment, MomentReading, Zone, read_moment, read_moment_text};

use super::told_time::read_told_time;

/// A period that a text states.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// When it began.
    pub start: MomentReading,
    /// When it ended.
    pub end: MomentReading,
    /// What stands behind it, in parentheses or after a sign: a duration, as often as not.
    pub rest: String,
}

/// Reads a period. Times without a zone are taken in `zone`; a zone behind the second time is meant for the first as well.
#[must_use]
pub fn read_period(text: &str, zone: &TimeZone) -> Option<Period> {
    if text.len() > LONGEST {
        return None;
    }
    let text = spelling::plain(text).ok()?;
    let (first, second) = text.match_indices(SIGNS).take(MOST_SIGNS).find_map(|(at, sign)| {
        let (first, second) = (text.get(..at)?.trim(), text.get(at + sign.len()..)?.trim_start());
        let begins = second.starts_with(|letter: char| letter.is_numeric()) || is_to_come(second).is_some();
        let is_time = read_told_time(first, zone);
        // `the deployment → 2026-03-25`: when it began is told, but not as a time.
        let is_told = first.contains(char::is_alphabetic) && !first.contains([':', '-', '/', '年', '月']);
        let ends = !matches!(is_time, MomentReading::Unreadable(_)) || is_told;
        (begins && ends && !first.is_empty()).then_some((first, second))
    })?;
    let (end, rest) = match is_to_come(second) {
        Some(rest) => (None, rest),
        None => match point::point(first) {
            Ok((first, _)) => point::second(second, &first).map(|(end, rest)| (Some(end), rest)).ok()?,
            Err(_) => point::point(second).map(|(end, rest)| (Some(end), rest)).ok()?,
        },
    };
    if point::moves(rest.trim_start()) {
        return None;
    }
    let behind = end.as_ref().and_then(|end| end.zone.clone());
    let shared = behind.clone().unwrap_or_else(|| zone.clone());
    let start = match read_told_time(first, &shared) {
        MomentReading::Unreadable(_) => MomentReading::Unknown,
        read => read,
    };
    let end_text = second.get(..second.len() - rest.len()).unwrap_or_default().trim();
    let end = match read_moment_text(end_text, &shared) {
        // A time alone is on the day of the first.
        MomentReading::Unreadable(_) => {
            let both = read_moment(&format!("{first} to {end_text}"), zone).ok()?;
            MomentReading::Moment(Moment { earliest: both.latest, ..both })
        }
        read => read,
    };
    let stated = |reading| match reading {
        MomentReading::Moment(moment) if behind.is_some() => {
            MomentReading::Moment(Moment { zone: Zone::Stated, ..moment })
        }
        other => other,
    };
    if let (MomentReading::Moment(start), MomentReading::Moment(end)) = (&start, &end)
        && start.earliest > end.latest
    {
        return None;
    }
    let rest = rest.trim().trim_start_matches(['(', '（', '≈', '=', '⇒', ',', '、', '—', '–', '-', ' ']);
    let rest = rest.split(['、', '。']).next().unwrap_or_default();
    let rest = rest.trim_end_matches([')', '）', '.', ' ']).to_owned();
    Some(Period { start: stated(start), end: stated(end), rest })
}

/// The longest text that is looked at, in bytes, and how many signs in it: a date has two that are none.
const LONGEST: usize = 1024;
const MOST_SIGNS: usize = 12;

/// What may stand between the two times of a period.
const SIGNS: [char; 7] = ['〜', '~', '→', '–', '—', '-', '―'];

/// What stands behind a word for an end that has not come.
fn is_to_come(text: &str) -> Option<&str> {
    ["ongoing", "now", "present", "継続中", "現在"].iter().find_map(|word| spelling::after_word(text, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        let shown = |reading: &MomentReading| match reading {
            MomentReading::Moment(moment) => moment.earliest.to_string(),
            MomentReading::Unknown => "?".to_owned(),
            MomentReading::Unreadable(why) => format!("{why:?}"),
        };
        for (text, wanted) in [
            (
                "2026-03-23 07:37 〜 2026-03-27 07:12（約 3 日 23 時間）",
                Some(("2026-03-23T07:37:00Z", "2026-03-27T07:12:00Z", "約 3 日 23 時間")),
            ),
            ("2026-03-23 21:45 to 23:28 UTC (103 minutes)", None),
            (
                "2026-03-23 21:45 - 23:28 UTC (103 minutes)",
                Some(("2026-03-23T21:45:00Z", "2026-03-23T23:28:00Z", "103 minutes")),
            ),
            (
                "2026-03-19 〜 2026-03-23（約 4 日間、潜在的にはそれ以前から）",
                Some(("2026-03-19T00:00:00Z", "2026-03-23T00:00:00Z", "約 4 日間")),
            ),
            ("不明 〜 2026-03-23", Some(("?", "2026-03-23T00:00:00Z", ""))),
            ("2026-08-03 23:35 UTC → ongoing", Some(("2026-08-03T23:35:00Z", "?", ""))),
            (
                "2026-03-28 [[608]] デプロイ後 〜 2026-03-29 修正デプロイ（常に再現）",
                Some(("2026-03-28T00:00:00Z", "2026-03-29T00:00:00Z", "修正デプロイ(常に再現")),
            ),
            ("デプロイ後 〜 2026-03-29", Some(("?", "2026-03-29T00:00:00Z", ""))),
            ("2026-03-28 〜 2026-03-29 以降", None),
            ("2026-03-24", None),
            ("約 4 時間", None),
            ("10:20 - 11:40", None),
            ("2026-03-27 〜 2026-03-23", None),
        ] {
            let period = read_period(text, &TimeZone::UTC);
            let found =
                period.as_ref().map(|period| (shown(&period.start), shown(&period.end), &*period.rest));
            let found = found.as_ref().map(|(start, end, rest)| (start.as_str(), end.as_str(), *rest));
            assert_eq!(found, wanted, "{text}");
        }
    }
}
