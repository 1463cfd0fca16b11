//! A time as bodies tell it. There is room under a label, so more stands behind a time than in front matter: a sentence, a
//! second time for another step, what happened then.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::grammar::{bounds, calendar, clock, doubt, point, spelling, tail};
use crate::model::moment::{Moment, MomentReading, Zone, read_moment_text};

use super::answers::{Between, parts, without_name};
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
        .or_else(|| moment(&day_first(text)?))
        .or_else(|| either(text, zone))
        .or_else(|| before_words(text, zone))
        .or_else(|| before_what_followed(text, zone))
        .map_or(whole, MomentReading::Moment)
}

/// Whether a text begins with a time of a day, or with a day, with or without its year.
#[must_use]
pub fn tells_when(text: &str) -> bool {
    let Ok(text) = spelling::plain(text) else { return false };
    let bare = bounds::about(&text).unwrap_or(&text);
    let time = ["同日", "当日", "翌日", "翌朝", "翌"]
        .iter()
        .find_map(|word| bare.strip_prefix(word))
        .unwrap_or(bare);
    matches!(clock::time(time.trim_start()), Ok(Some(_)))
        || point::point(bare).is_ok()
        || calendar::day_of_month(bare).is_some()
}

/// The text with the year that it lacks, where it begins with a day of a month: the one that is nearest to a date of the
/// document.
#[must_use]
pub fn with_year(text: &str, near: Date) -> Option<(String, Date)> {
    let text = spelling::plain(text).ok()?;
    let bare = bounds::about(&text).unwrap_or(&text);
    let lead = text.get(..text.len() - bare.len())?;
    let (day, rest) = calendar::day_of_month(bare)?;
    let date = day.nearest_to(near)?;
    Some((format!("{lead}{date}{rest}"), date))
}

/// The text with the day that it lacks, where it begins with a time of a day: `10:00 UTC`, 同日15時35分, 翌0:35.
#[must_use]
pub fn with_day(text: &str, day: Date) -> Option<String> {
    let text = spelling::plain(text).ok()?;
    let bare = bounds::about(&text).unwrap_or(&text);
    let lead = text.get(..text.len() - bare.len())?;
    let same = ["同日", "当日"].iter().find_map(|word| bare.strip_prefix(word));
    let next = ["翌日", "翌朝", "翌"].iter().find_map(|word| bare.strip_prefix(word));
    let (day, time) = match (same, next) {
        (Some(time), _) => (day, time),
        (_, Some(time)) => (day.tomorrow().ok()?, time),
        _ => (day, bare),
    };
    let time = time.trim_start();
    matches!(clock::time(time), Ok(Some(_))).then_some(())?;
    let dated = format!("{day} {time}");
    // What stands behind it may name another day: `11:00 (next day)`, `15:00 on April 3`.
    let (_, rest) = point::point(&dated).ok()?;
    let rest = rest.trim();
    (tail::ends(rest) || says_by_what(rest)).then(|| format!("{lead}{dated}"))
}

/// Whether it is a remark in brackets that says by what it was so, or who saw it, and nothing else: `(rollback)`, （監視で確認）. Others
/// may name a day, or say that it was so in part, or was meant to be.
fn says_by_what(text: &str) -> bool {
    const WORDS: [&str; 19] = [
        "alert",
        "alarm",
        "customer",
        "user",
        "report",
        "support",
        "logs",
        "dashboard",
        "monitor",
        "rollback",
        "rolled",
        "back",
        "confirmed",
        "verified",
        "restart",
        "restarted",
        "failover",
        "monitoring",
        "by",
    ];
    const ENDS: [&str; 7] = ["確認", "確認済み", "検知", "通知", "ロールバック", "切り戻し", "再起動"];
    const DOUBTS: [&str; 9] = ["暫定", "一部", "予定", "未", "不", "翌", "前", "後", "日"];
    let Some((inside, "")) = tail::bracketed(text) else { return false };
    let inside = inside.trim();
    if inside.is_ascii() {
        let is_known = |word: &str| WORDS.iter().any(|known| known.eq_ignore_ascii_case(word));
        return inside.split(' ').all(|word| is_known(word) || is_name(word));
    }
    ENDS.iter().any(|end| inside.ends_with(end))
        && !inside.contains(char::is_numeric)
        && !DOUBTS.iter().any(|doubt| inside.contains(doubt))
}

/// Whether a word is a name of a tool, as `Datadog` and `PagerDuty` are: those that begin with a capital and could say more are none.
fn is_name(word: &str) -> bool {
    const OTHERS: [&str; 34] = [
        "partial",
        "partially",
        "partly",
        "planned",
        "scheduled",
        "expected",
        "estimated",
        "approx",
        "approximately",
        "tentative",
        "temporary",
        "temporarily",
        "ongoing",
        "unconfirmed",
        "initial",
        "final",
        "first",
        "second",
        "last",
        "next",
        "previous",
        "following",
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "midnight",
        "local",
        "unknown",
    ];
    let is_day = |word: &str| {
        calendar::month(word).is_some()
            || DAYS.iter().any(|day| {
                word.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(day))
                    && (word.len() == 3 || word.ends_with("day"))
            })
    };
    word.len() >= 4
        && word.starts_with(|first: char| first.is_ascii_uppercase())
        && word.contains(|letter: char| letter.is_ascii_lowercase())
        && word.bytes().all(|letter| letter.is_ascii_alphabetic())
        && !OTHERS.iter().any(|other| other.eq_ignore_ascii_case(word))
        && !is_day(word)
        && !point::names_a_zone(word)
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `15:41 UTC on 4 March 2026` with the day before the time.
fn day_first(text: &str) -> Option<String> {
    let text = spelling::plain(text).ok()?;
    let (time, day) = text.split_once(" on ")?;
    let bare = bounds::about(time).unwrap_or(time);
    let lead = time.get(..time.len() - bare.len())?;
    let (_, rest) = clock::time(bare).ok()??;
    // Nothing but a zone stands between them.
    let is_whole = point::point(&format!("2000-01-01 {bare}")).is_ok_and(|(_, rest)| rest.trim().is_empty());
    let (_, behind) = calendar::date(day).ok()?;
    let date = day.get(..day.len() - behind.len())?;
    (rest.len() < bare.len() && is_whole).then(|| format!("{lead}{date} {bare}{behind}"))
}

/// `03:03 (writes back)／11:20 (all data back)`: one of the two, nobody says which. All answers must be read, and nothing
/// else may tell a time.
fn either(text: &str, zone: &TimeZone) -> Option<Moment> {
    let mut found: Option<Moment> = None;
    let mut answers = 0;
    for part in parts(text, Between::Slashes) {
        let read = |part: &str| match read_moment_text(part, zone) {
            MomentReading::Moment(moment) => Some(moment),
            _ => None,
        };
        let Some(moment) = read(part).or_else(|| without_name(part).and_then(read)) else {
            if answers > 0 && !doubt::takes_back(part) && !point::names_a_moment(part) {
                continue;
            }
            return None;
        };
        answers += 1;
        found = Some(match found {
            None => moment,
            Some(before) => Moment {
                earliest: before.earliest.min(moment.earliest),
                latest: before.latest.max(moment.latest),
                written: before.written.min(moment.written),
                date_only: before.date_only && moment.date_only,
                zone: if before.zone == moment.zone { before.zone } else { Zone::Assumed },
            },
        });
    }
    found.filter(|_| answers > 1)
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
        || is_to_be(words)
        || (point.clock.is_none() && tells_the_hour(words))
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

/// Whether words behind a time say that it was planned or expected, and not that it came: 予定, `planned`, `expected by the vendor`.
fn is_to_be(words: &str) -> bool {
    const ENGLISH: [&str; 8] =
        ["planned", "scheduled", "expected", "estimated", "tentative", "tentatively", "target", "eta"];
    const JAPANESE: [&str; 7] = ["予定", "見込み", "見込", "想定", "目標", "の予定", "の見込み"];
    let first = words.split(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default();
    let not_as = !["予定通り", "予定どおり", "予定より", "想定より", "見込みより"]
        .iter()
        .any(|as_planned| words.starts_with(as_planned));
    ENGLISH.iter().any(|word| word.eq_ignore_ascii_case(first))
        || not_as && JAPANESE.iter().any(|word| words.starts_with(word))
}

/// Whether words behind a day tell the time of day: 夜9時, 正午, 午前十時, `at noon`. The day alone would not be the answer.
fn tells_the_hour(words: &str) -> bool {
    const NUMERALS: [char; 12] = ['〇', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    const ENGLISH: [&str; 3] = ["noon", "midnight", "o'clock"];
    let is_hour = |(at, _): (usize, &str)| {
        let before = words.get(..at).and_then(|before| before.chars().next_back());
        let after = words.get(at + '時'.len_utf8()..).unwrap_or_default();
        before.is_some_and(|before| before.is_ascii_digit() || NUMERALS.contains(&before))
            && !after.starts_with('間')
    };
    let folded = || words.to_ascii_lowercase();
    words.contains("正午")
        || words.match_indices('時').any(is_hour)
        || words.is_ascii() && ENGLISH.iter().any(|word| folded().contains(word))
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
    fn texts_that_tell_when() {
        for (text, wanted) in [
            ("10:05", true),
            ("10時05分、監視が通知", true),
            ("約10:05", true),
            ("翌日 0:35", true),
            ("2026-03-03 10:00", true),
            ("2026年3月3日", true),
            ("3月3日 10:00", true),
            ("監視を足す", false),
            ("10分後", false),
            ("3件", false),
            ("12:345", false),
            ("不明", false),
            ("", false),
        ] {
            assert_eq!(tells_when(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_day_that_is_missing() {
        let day = jiff::civil::date(2026, 3, 4);
        for (text, wanted) in [
            ("10:00 UTC", Some("2026-03-04 10:00 UTC")),
            ("about 10:00", Some("about 2026-03-04 10:00")),
            ("15時35分", Some("2026-03-04 15時35分")),
            ("同日 15:35", Some("2026-03-04 15:35")),
            ("翌日 0時35分", Some("2026-03-05 0時35分")),
            ("2026-03-04 10:00", None),
            ("10 minutes later", None),
            ("1000", None),
            ("3/4 10:00", None),
            ("18:40 PDT", Some("2026-03-04 18:40 PDT")),
            ("11:00 UTC (next day)", None),
            ("15:00 on April 3", None),
            ("15:00 Fri", None),
            ("23:50（前日）", None),
            ("12:00。全面復旧は翌日 9:00", None),
            ("15:00 (rollback)", Some("2026-03-04 15:00 (rollback)")),
            ("15時30分（監視で確認）", Some("2026-03-04 15時30分(監視で確認)")),
            ("15:00 (rollback), then 16:00", None),
            ("15:00 (ongoing for EU)", None),
            ("15:00 (partial)", None),
            ("15:00 (Datadog)", Some("2026-03-04 15:00 (Datadog)")),
            ("15:00 UTC (PagerDuty alert)", Some("2026-03-04 15:00 UTC (PagerDuty alert)")),
            ("15:00 (Friday)", None),
            ("15:00 (Partial)", None),
            ("15:00 (EST)", Some("2026-03-04 15:00 (EST)")),
            ("15:00 (May)", None),
            ("15:00 (planned)", None),
            ("15:00（暫定復旧）", None),
            ("15:00（一部で確認）", None),
            ("unknown", None),
        ] {
            assert_eq!(with_day(text, day).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn a_year_that_is_missing() {
        let near = jiff::civil::date(2026, 1, 4);
        for (text, wanted) in [
            ("Dec 30, 16:02 UTC", Some("2025-12-30, 16:02 UTC")),
            ("Approximately January 2, 15:02 UTC", Some("Approximately 2026-01-02, 15:02 UTC")),
            ("1月2日 15:02", Some("2026-01-02 15:02")),
            ("January 2-5", None),
            ("2026-01-02", None),
            ("Mon, Jan 2", None),
        ] {
            assert_eq!(with_year(text, near).map(|(text, _)| text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn more_may_stand_behind_a_time() {
        for (text, wanted) in [
            ("2026-04-20 10:00", "2026-04-20T10:00:00Z"),
            ("2026-04-20 10:00 頃（再作成の直後）。遠因は 2026-04-16 02:56 JST", "2026-04-20T09:00:00Z"),
            ("2026-04-20 03:03 UTC（一次）／2026-04-20 11:20 UTC（恒久）", "2026-04-20T03:03:00Z"),
            (
                "feeds: 2026-04-20 03:57 UTC (deploy)／search: 2026-04-18 17:00 UTC（初回。以後毎日）",
                "2026-04-18T17:00:00Z",
            ),
            ("潜伏の開始は2026-04-18（更新の時点）。実害の発火は2026-04-20 10:52頃", "2026-04-18T00:00:00Z"),
            ("一次: 2026-04-20 19:54 UTC（再起動）／恒久: 修正の反映待ち", "-"),
            ("一次: 2026-04-20 19:54 UTC", "-"),
            ("一次: 2026-04-20 19:54 UTC／恒久: 2026-04-21 08:00 UTC。ただし一部は未復旧", "-"),
            ("2026-04-20 a user saw errors and told us", "2026-04-20T00:00:00Z"),
            ("2026-04-20 ブラウザで利用者が発見", "2026-04-20T00:00:00Z"),
            ("2026-04-20 01:01 (UTC、ログ) — その後 16 分以内に回復", "2026-04-20T01:01:00Z"),
            ("2026-04-20 01:01、その後 02:30 に再発", "-"),
            ("2026-04-20 before the deployment", "-"),
            ("2026年4月20日 夜9時", "2026-04-20T21:00:00Z"),
            ("2026年4月20日 正午", "2026-04-20T12:00:00Z"),
            ("2026年4月20日 午前十時", "-"),
            ("2026-04-20 around noon", "-"),
            ("2026-04-20 二時間ほど停止", "2026-04-20T00:00:00Z"),
            ("2026-04-20 07:36 以前", "-"),
            ("2026-04-20 the alarm of 10:20 rang", "-"),
            ("2026-04-20 03:03。ただし全体は 11:20", "-"),
            ("during an upgrade", "-"),
            ("15:41 UTC on 4 March 2026", "2026-03-04T15:41:00Z"),
            ("around 3:41 PM on March 4, 2026", "2026-03-04T14:41:00Z"),
            ("15:41 on call on 4 March 2026", "-"),
            ("2026-04-20 11:00 予定", "-"),
            ("2026-04-20 11:00 UTC planned", "-"),
            ("2026-04-20 11:00 expected by the vendor", "-"),
            ("2026-04-20 11:00 予定通り再開", "2026-04-20T11:00:00Z"),
            ("2026-04-20 11:00 予定より早く復旧", "2026-04-20T11:00:00Z"),
            ("2026-04-20 11:00 (ETA)", "-"),
        ] {
            let found = match read_told_time(text, &TimeZone::UTC) {
                MomentReading::Moment(moment) => moment.earliest.to_string(),
                _ => "-".to_owned(),
            };
            assert_eq!(found, wanted, "{text}");
        }
    }
}
