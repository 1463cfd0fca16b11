//! The labels in the text of an action item, and what stands behind one: `owner: Kim`, `【期限】2026-05-01`.

use super::enclosed::end_of_part;
use super::grammar::{spelling, unknown};

/// Labels before who does it.
pub const OWNER_LABELS: [&str; 11] = [
    "owner",
    "owners",
    "assignee",
    "assigned to",
    "responsible",
    "dri",
    "team",
    "担当者",
    "担当チーム",
    "担当",
    "責任者",
];

/// Labels before until when.
pub const DUE_LABELS: [&str; 13] = [
    "due date",
    "due by",
    "due",
    "deadline",
    "eta",
    "target date",
    "target",
    "complete by",
    "期限",
    "期日",
    "締切",
    "締め切り",
    "完了予定日",
];

/// Whether a cell names nobody, or no day.
#[must_use]
pub fn is_nobody(text: &str) -> bool {
    let plain = spelling::plain(text);
    let Ok(plain) = plain else { return false };
    let text = plain.trim();
    unknown::is_unknown(text)
        || matches!(
            text.to_ascii_lowercase().as_str(),
            "none" | "nobody" | "?" | "no owner" | "未割当" | "未割り当て" | "なし"
        )
}

pub fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text)
}

/// How far into an item its owner and date are looked for, in bytes.
const LONGEST: usize = 4096;

/// What stands behind `label:` or `label=`, for the first of the labels, up to the end of the part; with its offset.
pub fn after_label<'t>(text: &'t str, labels: &[&str]) -> Option<(usize, &'t str)> {
    const SIGNS: [char; 3] = [':', '=', '：'];
    // By their first bytes: that of the last is one of other letters, too.
    memchr::memchr3_iter(b':', b'=', 0xef, text.as_bytes()).find_map(|at| {
        let sign = text.get(at..)?.chars().next().filter(|sign| SIGNS.contains(sign))?;
        let before = text.get(..at)?.trim_end_matches(['*', '_', ' ']);
        labels.iter().find(|label| ends_with_word(before, label))?;
        let value = text.get(at + sign.len_utf8()..)?.trim_start_matches(['*', '_', ' ', '@', '\u{3000}']);
        let value = wrapped(value).unwrap_or(value);
        let start = text.len() - value.len();
        Some((start, labelled(value)?))
    })
}

/// What stands behind a label in square brackets of its own: `【期限】2026-05-01`; with its offset.
pub fn after_bracketed_label<'t>(text: &'t str, labels: &[&str]) -> Option<(usize, &'t str)> {
    text.match_indices('】').find_map(|(at, close)| {
        let before = text.get(..at)?.trim_end();
        let label = labels.iter().find(|label| ends_with_word(before, label))?;
        before.get(..before.len() - label.len())?.trim_end().ends_with('【').then_some(())?;
        let value =
            text.get(at + close.len()..)?.trim_start_matches(['*', '_', ' ', '@', ':', '：', '\u{3000}']);
        Some((text.len() - value.len(), labelled(value)?)).filter(|(_, value)| !value.is_empty())
    })
}

/// The value behind a label, up to the end of the part or to another label.
fn labelled(value: &str) -> Option<&str> {
    const ENDS: [char; 12] = [',', ';', ')', '）', '、', '|', '；', '。', ']', '］', '】', '【'];
    let value = value.get(..end_of_part(value, &ENDS))?;
    let end = next_label(value).unwrap_or(value.len());
    Some(value.get(..end)?.trim_end_matches(['*', '_', ' ', '.', '-', '–', '—', '(', '（', '\u{3000}']))
}

/// Where another label begins: `TBD Due: 2026-05-01` names nobody, and a day.
fn next_label(value: &str) -> Option<usize> {
    // By the first byte of each sign: what a place inside another letter has before it is no text.
    memchr::memchr3_iter(b':', b'=', 0xef, value.as_bytes()).find_map(|at| {
        value.get(at..).filter(|rest| rest.starts_with([':', '=', '：']))?;
        let before = value.get(..at)?.trim_end_matches(['*', '_', ' ']);
        let mut labels = OWNER_LABELS.iter().chain(&DUE_LABELS);
        let label = labels.find(|label| ends_with_word(before, label))?;
        Some(before.len() - label.len())
    })
}

/// What goes on in the next line, where the line ends behind the label and the next one is neither an item nor a label.
fn wrapped(value: &str) -> Option<&str> {
    let next = value.strip_prefix("\r\n").or_else(|| value.strip_prefix('\n'))?;
    let next = next.trim_start_matches([' ', '\t', '@', '\u{3000}']);
    let line = next.lines().next().unwrap_or_default();
    let first = line.split([',', ';', '、', '；']).next().unwrap_or_default();
    let is_item = ["- ", "* ", "+ ", "#", "|"].iter().any(|mark| line.starts_with(mark));
    (!line.is_empty() && !is_item && !first.contains([':', '：', '='])).then_some(next)
}

/// Whether a text ends with a word, whatever the case.
fn ends_with_word(text: &str, word: &str) -> bool {
    let Some((before, end)) = text.len().checked_sub(word.len()).and_then(|at| text.split_at_checked(at))
    else {
        return false;
    };
    end.eq_ignore_ascii_case(word) && (!word.is_ascii() || !before.ends_with(char::is_alphanumeric))
}
