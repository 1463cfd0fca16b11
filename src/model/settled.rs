//! Texts that NFKC leaves as they are. Nearly all are made of letters that it never changes.

use unicode_normalization::UnicodeNormalization;

/// Each letter of a text in its normal form and in lower case.
pub fn lowered(text: &str, take: impl FnMut(char)) {
    if is_settled(text) {
        text.chars().flat_map(char::to_lowercase).for_each(take);
    } else {
        text.nfkc().flat_map(char::to_lowercase).for_each(take);
    }
}

/// Whether NFKC leaves a text as it is, as seen at a glance: ASCII, Latin letters, kana, common ideographs and the signs
/// that go with them.
#[must_use]
pub fn is_settled(text: &str) -> bool {
    text.is_ascii() || text.chars().all(is_settled_letter)
}

/// Whether NFKC leaves a letter as it is, whatever other such letters stand around it.
#[must_use]
pub fn is_settled_letter(letter: char) -> bool {
    letter.is_ascii()
        || matches!(
            letter,
            'ぁ'..='ゖ'
                | 'ァ'..='ー'
                | '一'..='鿿'
                | '、'..='〃'
                | '〈'..='】'
                | '〜'
                | 'À'..='ÿ'
                | '‐'
                | '–'
                | '—'
                | '‘'..='‟'
                | '•'
                | '←'..='↓'
        )
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;
    use unicode_normalization::{IsNormalized, is_nfkc_quick};

    use super::*;

    #[test]
    fn what_is_settled_is_normal() {
        let mut settled = vec![];
        for letter in ('\0'..=char::MAX).filter(|letter| is_settled_letter(*letter)) {
            assert_eq!(is_nfkc_quick(std::iter::once(letter)), IsNormalized::Yes, "{letter:?}");
            assert!(std::iter::once(letter).nfkc().eq(std::iter::once(letter)), "{letter:?}");
            settled.push(letter);
        }
        assert!(settled.len() > 21_000);
        let mut random = Rng::with_seed(1);
        for _ in 0..20_000 {
            let text: String = (0..6).filter_map(|_| random.choice(&settled)).collect();
            assert!(text.nfkc().eq(text.chars()), "{text:?}");
        }
        assert!(is_settled("障害: café, 「監視」 — done"));
        for text in ["か\u{3099}", "e\u{301}", "ｶ", "１", "…", "½", "㍻", "（", "\u{a0}", "\u{fe0f}"]
        {
            assert!(!is_settled(text), "{text}");
        }
    }
}
