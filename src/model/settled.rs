//! Texts that normalisation leaves as they are. Nearly all are: what would be changed is looked at letter by letter.

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
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

    use super::*;

    #[test]
    fn what_is_settled_is_normal() {
        let mut settled = 0;
        for letter in ('\0'..=char::MAX).filter(|letter| is_settled_letter(*letter)) {
            assert_eq!(is_nfkc_quick(std::iter::once(letter)), IsNormalized::Yes, "{letter:?}");
            assert!(std::iter::once(letter).nfkc().eq(std::iter::once(letter)), "{letter:?}");
            settled += 1;
        }
        assert!(settled > 21_000);
        assert!(is_settled("障害: café, 「監視」 — done"));
        for text in ["か\u{3099}", "e\u{301}", "ｶ", "１", "…", "½", "㍻", "（", "\u{a0}", "\u{fe0f}"]
        {
            assert!(!is_settled(text), "{text}");
        }
    }
}
