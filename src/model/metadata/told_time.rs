//! A time as bodies tell it. There is room under a label, so more stands behind a time than in front matter: a sentence, a
//! second time for another step, what happened then.

use jiff::tz::TimeZone;

use crate::model::grammar::{doubt, point, spelling};
use crate::model::moment::{Moment, MomentReading, read_moment_text};

use super::words::first_sentence;

/// Reads a time under a label of the body.
#[must_use]
pub fn read_told_time(text: &str, zone: &TimeZone) -> MomentReading {
    let whole = read_moment_text(text, zone);
    if !matches!(whole, MomentReading::Unreadable(_)) {
        return whole;
    }
    let moment = |text: &str| match read_moment_text(text, zone) {
        MomentReading::Moment(moment) => Some(moment),
        _ => None,
    };
    first_sentence(text)
        .and_then(moment)
        .or_else(|| either(text, zone))
        .or_else(|| before_words(text, zone))
        .or_else(|| before_what_followed(text, zone))
        .map_or(whole, MomentReading::Moment)
}

/// `03:03 (writes back)／11:20 (all data back)`: one of the two, nobody says which.
fn either(text: &str, zone: &TimeZone) -> Option<Moment> {
    let (first, second) = text.split_once('／').or_else(|| text.split_once(" / "))?;
    let (MomentReading::Moment(first), MomentReading::Moment(second)) =
        (read_moment_text(first.trim(), zone), read_moment_text(second.trim(), zone))
    else {
        return None;
    };
    (first.earliest <= second.latest).then_some(Moment {
        earliest: first.earliest,
        latest: second.latest,
        ..first
    })
}

/// `2026-04-20 a user saw errors and told us`: the time, where the words behind it tell no other one and do not move it.
fn before_words(text: &str, zone: &TimeZone) -> Option<Moment> {
    let text = spelling::plain(text).ok()?;
    let (point, rest) = point::point(&text).ok()?;
    let words = rest.strip_prefix(' ')?.trim_start();
    let told =
        words.starts_with(|first: char| first.is_alphabetic() || first == '[') && !doubt::takes_back(words);
    if !told
        || point::moves(words)
        || point::names_a_moment(words)
        || (point.zone.is_none() && point::names_a_zone(words))
    {
        return None;
    }
    match read_moment_text(text.get(..text.len() - rest.len())?, zone) {
        MomentReading::Moment(moment) => Some(moment),
        _ => None,
    }
}

/// `01:01 — その後 16 分以内に回復`: what followed does not move the time, unless it tells another one.
fn before_what_followed(text: &str, zone: &TimeZone) -> Option<Moment> {
    let (time, followed) = text.split_at_checked(text.find("その後")?)?;
    let time = time.trim_end_matches([' ', '—', '–', '-', '、', '。', '―']);
    if point::names_a_moment(followed) || point::names_a_zone(followed) {
        return None;
    }
    match read_moment_text(time, zone) {
        MomentReading::Moment(moment) => Some(moment),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_may_stand_behind_a_time() {
        for (text, wanted) in [
            ("2026-04-20 10:00", "2026-04-20T10:00:00Z"),
            ("2026-04-20 10:00 頃（再作成の直後）。遠因は 2026-04-16 02:56 JST", "2026-04-20T09:00:00Z"),
            ("2026-04-20 03:03 UTC（一次）／2026-04-20 11:20 UTC（恒久）", "2026-04-20T03:03:00Z"),
            ("2026-04-20 a user saw errors and told us", "2026-04-20T00:00:00Z"),
            ("2026-04-20 ブラウザで利用者が発見", "2026-04-20T00:00:00Z"),
            ("2026-04-20 01:01 (UTC、ログ) — その後 16 分以内に回復", "2026-04-20T01:01:00Z"),
            ("2026-04-20 01:01、その後 02:30 に再発", "-"),
            ("2026-04-20 before the deployment", "-"),
            ("2026-04-20 07:36 以前", "-"),
            ("2026-04-20 the alarm of 10:20 rang", "-"),
            ("2026-04-20 03:03。ただし全体は 11:20", "-"),
            ("during an upgrade", "-"),
        ] {
            let found = match read_told_time(text, &TimeZone::UTC) {
                MomentReading::Moment(moment) => moment.earliest.to_string(),
                _ => "-".to_owned(),
            };
            assert_eq!(found, wanted, "{text}");
        }
    }
}
