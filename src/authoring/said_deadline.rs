//! A deadline in the words of a table for people: `5 min, 24/7`, `every 15 minutes`, `required within 3 business days`, `30分ごと`.

use std::borrow::Cow;

use crate::model::deadline::read_deadline;
use crate::model::grammar::spelling::plain;
use crate::table::level::Milestone;

/// What asks for nothing.
const NOTHING: [&str; 17] = [
    "none",
    "no",
    "n/a",
    "na",
    "not applicable",
    "nobody",
    "no one",
    "optional",
    "not required",
    "not needed",
    "なし",
    "無し",
    "該当なし",
    "不要",
    "任意",
    "特になし",
    "対象外",
];
/// That people are there at any hour.
const ALWAYS: [&str; 13] = [
    "24/7",
    "24x7",
    "24×7",
    "24/7/365",
    "24x7x365",
    "around the clock",
    "round the clock",
    "at any hour",
    "24時間365日",
    "365日24時間",
    "24時間365日対応",
    "24時間対応",
    "24h365d",
];
/// Words before a deadline that only say that there is one.
const ASKED: [&str; 7] = ["required", "mandatory", "due", "needed", "must be done", "completed", "必須"];
/// How often, in a word, and how long that is.
const CADENCES: [(&str, &str); 12] = [
    ("hourly", "1 hour"),
    ("daily", "1 day"),
    ("weekly", "7 days"),
    ("hour", "1 hour"),
    ("day", "1 day"),
    ("week", "7 days"),
    ("each hour", "1 hour"),
    ("each day", "1 day"),
    ("once a day", "1 day"),
    ("毎時", "1時間"),
    ("毎日", "1日"),
    ("毎週", "7日"),
];

/// What a text says of a deadline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SaidDeadline {
    /// How long it is, as it can be read.
    pub(super) length: Option<String>,
    /// Whether people are there around the clock for it.
    pub(super) is_always: bool,
}

/// Whether a text in small letters says that people are there at any hour. `24時間以内` is how long something may take.
pub(super) fn is_around_the_clock(text: &str) -> bool {
    const ALWAYS: [&str; 9] = [
        "24x7",
        "24/7",
        "24×7",
        "around the clock",
        "round the clock",
        "any hour",
        "wake",
        "24 hours a day",
        "24h/365d",
    ];
    const UNTIL: [&str; 7] = ["within", "in", "after", "every", "than", "under", "least"];
    const BEHIND: [&str; 16] = [
        "以内", "以上", "未満", "以降", "以下", "後", "前", "ごと", "毎", "を", "まで", "経過", "おき",
        "の間", "超", "間隔",
    ];
    const OF_PEOPLE: [&str; 9] =
        ["365", "/365", "体制", "対応", "監視", "待機", "on-call", "support", "coverage"];
    let is_denied = |at: usize, behind: &str| {
        let before = text.get(..at).unwrap_or_default().trim_end();
        before.ends_with("not")
            || before.ends_with("no")
            || ["ではな", "でな", "不要", "なし"].iter().any(|word| behind.starts_with(word))
    };
    let holds = |word: &str, is: &dyn Fn(&str, &str) -> bool| {
        text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default().trim_end();
            let behind = text.get(at + word.len()..).unwrap_or_default().trim_start();
            !before.ends_with(|letter: char| letter.is_numeric())
                && !is_denied(at, behind)
                && is(before, behind)
        })
    };
    let is_of_people = |_: &str, behind: &str| OF_PEOPLE.iter().any(|word| behind.starts_with(word));
    let is_no_length = |before: &str, behind: &str| {
        !BEHIND.iter().any(|word| behind.starts_with(word))
            && !before.rsplit(' ').next().is_some_and(|word| UNTIL.contains(&word))
    };
    ALWAYS.iter().any(|word| holds(word, &|_, _| true))
        || ["24時間", "24 時間", "２４時間"].iter().any(|word| holds(word, &is_no_length))
        || holds("24h", &is_of_people)
}

/// Whether a text says that nothing is asked for.
pub(super) fn asks_nothing(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', '。']).to_lowercase();
    !text.contains(char::is_alphanumeric) || NOTHING.contains(&text.as_str())
}

/// Reads a deadline in words.
pub(super) fn said_deadline(milestone: Milestone, text: &str) -> SaidDeadline {
    let is_length = |text: &str| read_deadline(text).is_ok();
    if is_length(text) {
        return SaidDeadline { length: Some(text.to_owned()), is_always: false };
    }
    let whole = plain(text).unwrap_or(Cow::Borrowed(text));
    let whole = whole.trim().trim_end_matches(['.', '。']);
    let signs = [',', ';', '、', '(', '（'];
    let behind = |at: usize| {
        let (before, behind) = whole.split_at_checked(at)?;
        let behind = behind.trim_matches(|letter: char| signs.contains(&letter) || " )）".contains(letter));
        ALWAYS.contains(&behind.to_lowercase().as_str()).then_some(before.trim())
    };
    let length = whole.find(signs).and_then(behind);
    let is_always = length.is_some();
    let length = asked(length.unwrap_or(whole));
    let cadence = (milestone == Milestone::NextUpdate).then(|| cadence(length)).flatten();
    let length = cadence.or_else(|| is_length(length).then(|| length.to_owned()));
    SaidDeadline { is_always: is_always && length.is_some(), length }
}

/// A deadline without the words before it that only say that there is one.
fn asked(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    let found = ASKED.iter().find_map(|word| {
        let behind = lower.strip_prefix(word)?;
        text.get(text.len() - behind.len()..).filter(|behind| behind.starts_with([' ', ':', '：', '、', ',']))
    });
    found.map_or(text, |behind| behind.trim_start_matches([' ', ':', '：', '、', ',']))
}

/// How long it is from one time to the next: `every 15 minutes`, `30分ごと`, `hourly`.
fn cadence(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let bare = lower.strip_prefix("every ").or_else(|| lower.strip_prefix("once every "));
    let behind = |end: &&str| text.strip_suffix(*end).map(str::trim_end);
    let bare = bare.or_else(|| ["ごと", "毎", "毎に", "ごとに", "おき", "間隔"].iter().find_map(behind));
    let bare = bare.unwrap_or(&lower).trim();
    let known = CADENCES.iter().find(|(word, _)| *word == bare).map(|(_, length)| (*length).to_owned());
    known.or_else(|| read_deadline(bare).is_ok().then(|| bare.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_any_hour() {
        for text in [
            "page on-call, 24/7",
            "24時間365日（15分以内に着手）",
            "24時間対応",
            "24時間以内に復旧。24時間体制",
            "24 時間",
            "24h on-call",
            "24h365d",
            "wake everybody",
        ] {
            assert!(is_around_the_clock(text), "{text}");
        }
        for text in [
            "24時間以内に復旧",
            "２４時間以内に復旧",
            "24 時間以上続けば報告",
            "24時間ごとに報告",
            "restore within 24 hours",
            "within 24h",
            "restored in 24h",
            "24h after that, review",
            "not 24/7",
            "24/7ではない",
            "124時間",
        ] {
            assert!(!is_around_the_clock(text), "{text}");
        }
    }

    #[test]
    fn deadlines_in_words() {
        for (milestone, text, wanted, is_always) in [
            (Milestone::Acknowledged, "5 min, 24/7", Some("5 min"), true),
            (Milestone::Acknowledged, "15 minutes (24x7)", Some("15 minutes"), true),
            (Milestone::Acknowledged, "１５分以内（２４時間３６５日）", Some("15分以内"), true),
            (Milestone::Acknowledged, "15 minutes", Some("15 minutes"), false),
            (Milestone::Acknowledged, "15 minutes, business hours", None, false),
            (Milestone::Acknowledged, "4 business hours", None, false),
            (Milestone::Acknowledged, "hourly", None, false),
            (Milestone::Acknowledged, "24/7", None, false),
            (Milestone::NextUpdate, "every 15 min", Some("15 min"), false),
            (Milestone::NextUpdate, "Every 15 minutes.", Some("15 minutes"), false),
            (Milestone::NextUpdate, "hourly", Some("1 hour"), false),
            (Milestone::NextUpdate, "every hour, 24/7", Some("1 hour"), true),
            (Milestone::NextUpdate, "30分ごと", Some("30分"), false),
            (Milestone::NextUpdate, "1時間毎", Some("1時間"), false),
            (Milestone::NextUpdate, "every second day", None, false),
            (Milestone::Postmortem, "required within 3 business days", Some("within 3 business days"), false),
            (Milestone::Postmortem, "required", None, false),
            (Milestone::Postmortem, "optional", None, false),
        ] {
            let found = said_deadline(milestone, text);
            assert_eq!((found.length.as_deref(), found.is_always), (wanted, is_always), "{text}");
        }
    }
}
