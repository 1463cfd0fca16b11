//! Whether the state of an action item is that it is late, and nothing else.

use super::action_state_words::{BESIDE_LATE, DONE, JAPANESE_DONE, JAPANESE_LATE, LATE, TELLING_DONE};
use super::grammar::calendar::month;
use super::heading::heading_key;

/// Whether a cell says that something is late, perhaps since when, by how much, or for what reason in brackets: `2 weeks late`, 遅延. `Late;
/// rolled out` and 遅延なし say more than that.
pub fn is_late(text: &str) -> bool {
    let (name, reason) = text.split_once(['(', '（']).unwrap_or((text, ""));
    if tells_done(reason) {
        return false;
    }
    let key = heading_key(name);
    if key.is_ascii() { is_late_in_english(&key) } else { is_late_in_japanese(&key) }
}

fn is_late_in_english(key: &str) -> bool {
    let found = LATE.iter().find_map(|word| {
        let at = key.find(word)?;
        Some((key.get(..at)?, key.get(at + word.len()..)?))
    });
    let Some((before, behind)) = found else { return false };
    if !(before.is_empty() || before.ends_with(' ')) || !(behind.is_empty() || behind.starts_with(' ')) {
        return false;
    }
    let words = || before.split(' ').chain(behind.split(' ')).filter(|word| !word.is_empty());
    let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    let is_since = words().any(|word| word == "since");
    let is_counted =
        is_since || words().any(|word| ["day", "week", "month"].iter().any(|unit| word.starts_with(unit)));
    let is_day = |word: &str| month(word).is_some_and(|(_, rest)| rest.is_empty());
    words()
        .all(|word| BESIDE_LATE.contains(&word) || is_counted && is_number(word) || is_since && is_day(word))
}

fn is_late_in_japanese(key: &str) -> bool {
    let is_amount = |letter: char| letter.is_ascii_digit() || "約日週間営業月ヶかカ以上の ".contains(letter);
    JAPANESE_LATE.contains(&key.trim_matches(is_amount))
}

/// Whether a reason has a word for something done or dropped.
fn tells_done(reason: &str) -> bool {
    const OPEN: [&str; 6] = ["blocked", "delayed", "needed", "stalled", "understaffed", "need"];
    const JAPANESE: [&str; 4] = ["解消", "実施", "なし", "した"];
    let key = heading_key(reason);
    if !key.is_ascii() {
        return JAPANESE_DONE.iter().chain(&JAPANESE).any(|word| key.contains(word));
    }
    key.split(' ').any(|word| {
        DONE.contains(&word)
            || TELLING_DONE.contains(&word)
            || word.len() > 3 && word.ends_with("ed") && !OPEN.contains(&word)
    }) || DONE.iter().any(|words| words.contains(' ') && key.contains(words))
}
