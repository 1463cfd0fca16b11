//! Where a word stands in a value that was read as a list of words.

use std::ops::Range;

/// The one place of a word in a value: where it is an item by itself; else where it stands between blanks or signs, so that
/// `jenkins.io` is no part of `ci.jenkins.io`; else anywhere, since Japanese sets no words off.
#[must_use]
pub fn word_place(value: &str, word: &str) -> Option<Range<usize>> {
    if word.is_empty() {
        return None;
    }
    let ends =
        |at: usize| (value.get(..at).unwrap_or_default(), value.get(at + word.len()..).unwrap_or_default());
    let item = |at: &usize| {
        let (before, behind) = ends(*at);
        let behind = behind.trim_start_matches([' ', '\t', '\r']);
        let before = before.trim_end_matches([' ', '\t']);
        (before.is_empty() || before.ends_with(BEFORE)) && (behind.is_empty() || behind.starts_with(BEHIND))
    };
    let alone = |at: &usize| {
        let (before, behind) = ends(*at);
        let sets_off = |sign: char| sign.is_whitespace() || BEFORE.contains(&sign) || BEHIND.contains(&sign);
        before.chars().next_back().is_none_or(sets_off) && behind.chars().next().is_none_or(sets_off)
    };
    let all: Vec<usize> = value.match_indices(word).map(|(at, _)| at).collect();
    let items: Vec<usize> = all.iter().copied().filter(item).collect();
    let some: Vec<usize> = all.iter().copied().filter(alone).collect();
    let found = [items, some, all].into_iter().find(|places| !places.is_empty())?;
    match found.as_slice() {
        [at] => Some(*at..at + word.len()),
        _ => None,
    }
}

/// What an item of a list begins behind.
const BEFORE: &[char] = &['\n', '-', '*', '[', '"', '\'', ',', ';', '/', '、', '，', '；', '「'];

/// What an item of a list ends before.
const BEHIND: &[char] =
    &['\n', ']', '"', '\'', ',', ';', '/', '(', '#', '、', '，', '；', '（', '」', '。', '?', '—'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_by_itself() {
        for (value, word, place) in [
            ("[a, b]", "b", Some(4)),
            ("- x.example\n  - example", "example", Some(16)),
            ("- Copiers in the hall\n  - Copiers", "Copiers", Some(26)),
            ("- Copiers (both)\n  - Copiers in the hall", "Copiers", Some(2)),
            ("[a, a]", "a", None),
            ("web and queue", "queue", Some(8)),
            ("webqueue", "queue", Some(3)),
            ("検索と予約", "予約", Some(9)),
            ("a", "", None),
        ] {
            assert_eq!(word_place(value, word).map(|place| place.start), place, "{value:?} {word:?}");
        }
    }
}
