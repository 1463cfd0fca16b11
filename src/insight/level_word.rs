//! The level that a declared text begins with, before it is known which levels there are: `SEV-2 (proposed)`, `🔴 Critical`.

use crate::table::spelling::fold;

/// The longest word for a level, in letters.
const LONGEST: usize = 24;

/// The words a text begins with, if they may name a level: letters with a number, or up to three words. None of a sentence, of
/// a template left over (`SEV-1 | SEV-2`), and of what says that nothing is known.
#[must_use]
pub fn level_word(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    if text.contains('|') || crate::model::grammar::unknown::is_unknown(text.trim()) {
        return None;
    }
    if let Some(end) = numbered_end(text) {
        return text.get(..end);
    }
    let end = text
        .find(['(', '（', ',', '、', '。', ':', '：', ';', '/', '—', '–', '*', '[', '\n'])
        .unwrap_or(text.len());
    let end = text.find(" - ").map_or(end, |dash| dash.min(end));
    let word = text.get(..end)?.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let is_short = word.chars().count() <= LONGEST && word.split_whitespace().count() <= 3;
    (is_short && word.chars().any(char::is_alphabetic)).then_some(word)
}

/// Letters and a number, perhaps with a sign between them: `sev2`, `SEV-2`, `P 1`, `重大度 3`.
#[must_use]
pub fn numbered(word: &str) -> Option<(String, u32)> {
    let end = numbered_end(word)?;
    let word = word.get(..end)?;
    let letters = word.trim_end_matches(|letter| digit(letter).is_some());
    let number =
        word.get(letters.len()..)?.chars().filter_map(digit).fold(0, |number, digit| number * 10 + digit);
    Some((fold(letters.trim_end_matches(SIGNS).trim_end_matches("::")), number))
}

/// A number and nothing else, but for a remark behind it: `4`, `２ (proposed)`, `1 - Cosmetic`. Alone it names no level: which end of
/// such a scale is worst is to be told.
#[must_use]
pub fn bare_number(text: &str) -> Option<&str> {
    let text = text.trim();
    let behind = text.trim_start_matches(|letter| digit(letter).is_some());
    let number = text.get(..text.len() - behind.len())?;
    let behind = behind.trim_start_matches(['\u{3000}', ' ']);
    let ends = behind.is_empty()
        || behind.starts_with(['(', '（', '：', ':', '—', '–', '、', '='])
        || behind.starts_with("- ");
    let is_time =
        behind.strip_prefix([':', '：']).is_some_and(|rest| rest.starts_with(|c| digit(c).is_some()));
    ((1..=2).contains(&number.chars().count()) && ends && !is_time).then_some(number)
}

/// How high a bare number is.
#[must_use]
pub fn value_of(number: &str) -> u32 {
    number.chars().filter_map(digit).fold(0, |number, digit| number * 10 + digit)
}

/// The place of a single letter among letters that grade: S, then A, B and so on; perhaps with a word for what they are.
#[must_use]
pub fn grade(word: &str) -> Option<usize> {
    let folded = fold(word);
    let mut letter = folded.as_str();
    for kind in ["ランク", "レベル", "クラス", "級", "rank", "class", "grade", "level"] {
        letter = letter.strip_prefix(kind).or_else(|| letter.strip_suffix(kind)).unwrap_or(letter);
    }
    match letter.as_bytes() {
        [b's'] => Some(0),
        [letter @ b'a'..=b'g'] => Some(usize::from(letter - b'a') + 1),
        _ => None,
    }
}

/// Signs between the letters and the number.
const SIGNS: [char; 6] = ['-', '_', ' ', '－', '‐', '\u{3000}'];

/// A digit, as wide as it is written: `1`, `１`.
fn digit(letter: char) -> Option<u32> {
    match letter {
        '0'..='9' => letter.to_digit(10),
        '０'..='９' => Some(u32::from(letter) - u32::from('０')),
        _ => None,
    }
}

fn numbered_end(text: &str) -> Option<usize> {
    let letters = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    let rest = text.get(letters..)?;
    // `severity::1` is one sign, too.
    let from_digits = rest.strip_prefix("::").unwrap_or(rest).trim_start_matches(SIGNS);
    let signs = rest.get(..rest.len() - from_digits.len())?.trim_start_matches("::").chars().count();
    let behind = from_digits.trim_start_matches(|letter| digit(letter).is_some());
    let count = from_digits.get(..from_digits.len() - behind.len())?.chars().count();
    let ends = behind.chars().next().is_none_or(|next| !next.is_ascii_alphanumeric());
    let is_level = (1..=2).contains(&count) && ends && signs <= 1 && letters > 0;
    (is_level && text.get(..letters)?.chars().count() <= 8).then_some(text.len() - behind.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_level() {
        for (text, wanted) in [
            ("SEV-2 (proposed: one customer)", Some("SEV-2")),
            ("SEV-3（提案。…）", Some("SEV-3")),
            ("sev2", Some("sev2")),
            ("P1 Critical", Some("P1")),
            ("🔴 Critical", Some("Critical")),
            ("**Critical** - Complete or major outage", Some("Critical")),
            ("SEV 1 — prod fully unavailable", Some("SEV 1")),
            ("down", Some("down")),
            ("major outage", Some("major outage")),
            ("重大", Some("重大")),
            ("レベル１（重大）", Some("レベル１")),
            ("重大度　１２", Some("重大度　１２")),
            ("ＳＥＶ－２", Some("ＳＥＶ－２")),
            ("~\"severity::1\"", Some("severity::1")),
            ("SEV-1 | SEV-2 | SEV-3", None),
            ("Complete service outage for everybody", None),
            ("unknown", None),
            ("TBD", None),
            ("", None),
        ] {
            assert_eq!(level_word(text), wanted, "{text}");
        }
        for (text, wanted) in [
            ("4", Some("4")),
            ("２（提案）", Some("２")),
            ("1 - Cosmetic", Some("1")),
            ("3: Major", Some("3")),
            ("12:30", None),
            ("2026-01-01", None),
            ("3 users", None),
            ("3/10", None),
            ("2.5", None),
            ("100", None),
            ("", None),
        ] {
            assert_eq!(bare_number(text), wanted, "{text}");
        }
        for (text, wanted) in [
            ("S", Some(0)),
            ("a", Some(1)),
            ("Ｂ", Some(2)),
            ("Cランク", Some(3)),
            ("ランクA", Some(1)),
            ("x", None),
            ("Class B", Some(2)),
        ] {
            assert_eq!(grade(text), wanted, "{text}");
        }
        assert_eq!(numbered("SEV-2"), Some(("sev".to_owned(), 2)));
        assert_eq!(numbered("ＳＥＶ－２"), Some(("sev".to_owned(), 2)));
        assert_eq!(numbered("レベル１０"), Some(("レベル".to_owned(), 10)));
        assert_eq!(numbered("P 10"), Some(("p".to_owned(), 10)));
        assert_eq!(numbered("Critical"), None);
    }
}
