//! From when to when: `2026-03-23 07:37 〜 2026-03-27 07:12（約 4 日）` states two times, and a duration behind them.

use jiff::tz::TimeZone;

use crate::model::grammar::{point, spelling};
use crate::model::moment::{Moment, read_moment};

/// A period that a text states.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// When it began.
    pub start: Moment,
    /// When it ended.
    pub end: Moment,
    /// What stands behind it, in parentheses or after a sign: a duration, as often as not.
    pub rest: String,
}

/// Reads a period that begins and ends with a time of day. Times without a zone are taken in `zone`.
#[must_use]
pub fn read_period(text: &str, zone: &TimeZone) -> Option<Period> {
    let text = spelling::plain(text).ok()?;
    let (first, rest) = point::point(&text).ok()?;
    let after = point::after_range_sign(rest, &first)?;
    let (second, left) = point::second(after, &first).ok()?;
    if first.clock.is_none() || second.clock.is_none() {
        return None;
    }
    let written = |from: usize, to: usize| text.get(from..to).unwrap_or_default().trim();
    let first_text = written(0, text.len() - rest.len());
    let second_text = written(text.len() - after.len(), text.len() - left.len());
    // A zone behind the second time is meant for the first as well.
    let behind = second.zone.clone().or_else(|| first.zone.clone());
    let shared = behind.as_ref().unwrap_or(zone);
    let start = read_moment(first_text, shared).ok()?;
    let end = match read_moment(second_text, shared) {
        Ok(end) => end,
        // A time alone is on the day of the first.
        Err(_) => {
            let whole = written(0, text.len() - left.len());
            let range = read_moment(whole, zone).ok()?;
            Moment { earliest: range.latest, latest: range.latest, ..range }
        }
    };
    let stated = |moment: Moment| Moment { zone: if behind.is_some() { crate::model::moment::Zone::Stated } else { moment.zone }, ..moment };
    let rest = left.trim().trim_start_matches(['(', '（', '≈', '=', '~', '〜', '約', ',', '、', '—', '–', '-', ' ']);
    let rest = rest.trim_end_matches([')', '）', '.', '。']).to_owned();
    (start.earliest <= end.latest).then(|| Period { start: stated(start), end: stated(end), rest })
}
