//! Whether somebody was told, by what stands beside the name: a time, a remark, or that nobody was.

use crate::source::node::{Entry, Node};

use super::fold::folded_key;
use super::grammar::spelling;
use super::grammar::unknown::is_unknown;

/// Words that say no, alone or before a remark.
const NO: [&str; 17] = [
    "false",
    "no",
    "none",
    "not",
    "never",
    "nobody",
    "skipped",
    "forgotten",
    "missed",
    "なし",
    "無し",
    "いいえ",
    "未連絡",
    "未通知",
    "未報告",
    "未実施",
    "連絡なし",
];

/// Keys that say whether or when somebody was told.
const AT: [&str; 13] = [
    "at",
    "when",
    "time",
    "date",
    "on",
    "told",
    "told_at",
    "notified",
    "notified_at",
    "informed",
    "informed_at",
    "日時",
    "時刻",
];

/// Keys that name somebody.
pub const WHO: [&str; 11] =
    ["who", "name", "id", "team", "group", "role", "person", "to", "名前", "氏名", "相手"];

/// Whether somebody was told by what stands behind the name: a time, a remark, and not that nobody was.
#[must_use]
pub fn is_told(value: &Node) -> bool {
    let Some(text) = value.text() else { return true };
    let text = text.trim();
    !text.is_empty() && !says_no(text) && !is_open(text)
}

/// Of one item of a list: whether somebody was told, where that does not follow from the name's being there. `- executives:
/// 10:20` names them by its key.
#[must_use]
pub fn told_by_name(entries: &[Entry]) -> Option<bool> {
    // That it is not known when says nothing of whether.
    let denies = |entry: &Entry| {
        AT.contains(&&*folded_key(&entry.key)) && says_no(entry.value.text().unwrap_or_default().trim())
    };
    if entries.iter().any(denies) {
        return Some(false);
    }
    let [one] = entries else { return None };
    if WHO.contains(&&*folded_key(&one.key)) {
        return None;
    }
    let text = one.value.text()?.trim();
    let first = text.split_whitespace().next().unwrap_or_default();
    let is_time = first.starts_with(|first: char| first.is_ascii_digit())
        && first.chars().all(|letter| letter.is_ascii_digit() || "-:/.TZ+年月日時分".contains(letter));
    let says_yes = ["true", "yes"].iter().any(|word| word.eq_ignore_ascii_case(text));
    if is_time || says_yes {
        return Some(true);
    }
    (!text.is_empty() && says_no(text)).then_some(false)
}

/// Phrases of a remark behind a name which say that somebody was not told, or is yet to be.
const NOT_TOLD: [&str; 16] = [
    "連絡せず",
    "連絡しな",
    "連絡していな",
    "連絡不要",
    "連絡なし",
    "連絡無し",
    "連絡予定",
    "未連絡",
    "通知せず",
    "通知不要",
    "通知予定",
    "未通知",
    "報告せず",
    "報告不要",
    "報告予定",
    "未報告",
];

/// How a remark begins that says so.
const NOT_TOLD_FIRST: [&str; 9] = [
    "to be told",
    "to be notified",
    "to be informed",
    "will be",
    "later",
    "pending",
    "planned",
    "not yet",
    "unnotified",
];

/// Whether a remark in brackets behind a name says that nobody was told: `(not yet)`, `（未連絡）`, `（連絡不要と判断）`.
#[must_use]
pub fn denies(remark: &str) -> bool {
    let remark = remark.trim();
    let begins = |word: &&str| {
        let (head, rest) = remark.split_at_checked(word.len()).unwrap_or_default();
        head.eq_ignore_ascii_case(word) && !rest.starts_with(|next: char| next.is_ascii_alphanumeric())
    };
    !remark.is_empty()
        && (says_no(remark)
            || is_open(remark)
            || NOT_TOLD.iter().any(|phrase| remark.contains(phrase))
            || NOT_TOLD_FIRST.iter().any(begins))
}

fn is_open(text: &str) -> bool {
    spelling::plain(text).is_ok_and(|text| is_unknown(&text))
}

/// Whether a text says no: `never`, `no, it was Sunday`, `not told`. `No. 3`, `no objection` and `not before 10:20` do not.
fn says_no(text: &str) -> bool {
    let is_no = |word: &str| NO.iter().any(|no| no.eq_ignore_ascii_case(word));
    let is_among = |words: &[&str], word: &str| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    let mut words =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    if !words.peek().is_some_and(|first| is_no(first)) {
        return false;
    }
    let clause = text.split([',', ';', '、', '，', '(', '（', '—', '–']).next().unwrap_or_default();
    let clause = clause.trim_matches(|letter: char| !letter.is_alphanumeric());
    let (mut is_of_telling, mut is_late, mut is_all) = (false, false, true);
    for word in words {
        is_of_telling |= is_among(&["told", "notified", "informed"], word);
        is_late |= is_among(&["until", "till", "before"], word);
        is_all &= is_no(word) || is_among(&["yet"], word);
    }
    is_all || is_no(clause) || is_of_telling && !is_late
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_no() {
        for text in [
            "no",
            "No.",
            "never",
            "not yet",
            "not told",
            "not yet informed",
            "never notified, it was Sunday",
            "no, forgotten",
            "no (Sunday)",
            "未連絡",
            "未連絡（休日）",
            "なし",
            "no — nobody was there",
        ] {
            assert!(says_no(text), "{text}");
        }
        for text in [
            "",
            "No. 3",
            "no objection",
            "not before 10:20",
            "not told until 10:20",
            "not recorded",
            "not known",
            "none of them objected",
            "N/A",
            "?",
            "未確認",
            "10:20",
            "missed call at 10:20",
        ] {
            assert!(!says_no(text), "{text}");
        }
    }
}
