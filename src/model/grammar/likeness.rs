//! Whether a text that differs from a word in a few letters is another word: `unconfirmed` is no slip for `confirmed`.

use strsim::osa_distance;

/// Whether a text says something else than a known word that is `distance` edits from it. Both are folded.
#[must_use]
pub fn is_other_word(text: &str, known: &str, distance: usize) -> bool {
    // The same letters: it was not read for what stands around them.
    if distance == 0 || !same(text, known, char::is_numeric) {
        return true;
    }
    if text.contains(is_wide) || known.contains(is_wide) {
        return is_other_in_wide_letters(text, known, distance);
    }
    begins_otherwise(text, known, distance) || ends_otherwise(text, known) || differs_in_a_part(text, known)
}

/// Beginnings that turn a word around.
const BEGINNINGS: [&str; 16] =
    ["un", "in", "im", "ir", "il", "non", "not", "no", "dis", "de", "mis", "pre", "post", "semi", "sub", "a"];

/// Endings that make less or more of a word, or the opposite.
const ENDINGS: [&str; 5] = ["er", "est", "ish", "less", "free"];

/// The letters of Chinese, Japanese and Korean.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..)
}

/// Wide letters that are no kana: each has a meaning of its own.
fn has_meaning(letter: char) -> bool {
    is_wide(letter) && !matches!(letter, 'ぁ'..='ヿ')
}

/// Whether both texts have the same letters of a kind, in the same order.
fn same(one: &str, other: &str, of_kind: impl Fn(char) -> bool) -> bool {
    one.chars().filter(|letter| of_kind(*letter)).eq(other.chars().filter(|letter| of_kind(*letter)))
}

/// `なし以外`, `不確定`, `影響あり` for `影響なし`: of such letters one or two make another word. A slip is one of kana in a
/// longer word, or a long vowel: `サーバ`.
fn is_other_in_wide_letters(text: &str, known: &str, distance: usize) -> bool {
    const SHORTEST: usize = 4;
    if same(text, known, |letter| letter != 'ー') {
        return false;
    }
    text.contains(known)
        || known.contains(text)
        || distance > 1
        || !same(text, known, has_meaning)
        || text.chars().count().min(known.chars().count()) < SHORTEST
}

/// Whether one of them has a beginning that the other lacks, which turns it around: `unconfirmed`, `unconfirmd`.
fn begins_otherwise(text: &str, known: &str, distance: usize) -> bool {
    let turns = |longer: &str, shorter: &str| {
        BEGINNINGS.iter().any(|beginning| {
            let rest = longer.strip_prefix(beginning);
            rest.is_some_and(|rest| osa_distance(rest, shorter) + beginning.len() == distance)
        })
    };
    turns(text, known) || turns(known, text)
}

/// Whether one of them is the other with an ending: `lower`, `lowest`.
fn ends_otherwise(text: &str, known: &str) -> bool {
    let ends = |longer: &str, shorter: &str| {
        longer.strip_prefix(shorter).is_some_and(|ending| ENDINGS.contains(&ending))
    };
    ends(text, known) || ends(known, text)
}

/// Whether two names of several parts are of different things: `ldap.example.org` and `ci.example.org`.
fn differs_in_a_part(one: &str, other: &str) -> bool {
    const JOINTS: [char; 4] = ['.', '/', '-', '_'];
    if !one.contains(JOINTS) && !other.contains(JOINTS) {
        return false;
    }
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(JOINTS).collect(), other.split(JOINTS).collect());
    if one.len() != other.len() {
        return true;
    }
    let mut parts = one.iter().zip(&other).filter(|(one, other)| one != other);
    // A slip changes a letter or two of a long part.
    parts.any(|(one, other)| {
        let longer = one.chars().count().max(other.chars().count());
        osa_distance(one, other) * 4 > longer.max(4)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words() {
        for (text, known) in [
            ("なし以外", "なし"),
            ("不確定", "確定"),
            ("確定", "不確定"),
            ("確定前", "確定"),
            ("疑い以上", "疑い"),
            ("ほぼなし", "なし"),
            ("問題なし", "なし"),
            ("影響あり", "影響なし"),
            ("全部", "一部"),
            ("大部分", "一部分"),
            ("あり", "なし"),
            ("全面的な停止", "部分的な停止"),
            ("미확인", "확인"),
            ("unconfirmed", "confirmed"),
            ("unconfirmd", "confirmed"),
            ("confirmed", "unconfirmed"),
            ("nonconfirmed", "confirmed"),
            ("non-confirmed", "confirmed"),
            ("notnone", "none"),
            ("lower", "low"),
            ("none", "none"),
            ("eu-west-1", "eu-west-2"),
            ("level3", "level2"),
        ] {
            assert!(is_other_word(text, known, osa_distance(text, known)), "{text} {known}");
        }
    }

    #[test]
    fn slips() {
        for (text, known) in [
            ("suspcted", "suspected"),
            ("confirm", "confirmed"),
            ("unconfrimed", "unconfirmed"),
            ("nnone", "none"),
            ("partially", "partial"),
            ("サーバ", "サーバー"),
            ("データベス", "データベース"),
            ("ログイソ画面", "ログイン画面"),
        ] {
            assert!(!is_other_word(text, known, osa_distance(text, known)), "{text} {known}");
        }
    }
}
