//! The bytes that words of a list begin with: most texts are asked about many words and begin with none of them.

/// The first bytes of some words, in either case.
#[derive(Clone, Copy, Debug)]
pub struct Initials([bool; 256]);

impl Initials {
    /// Those of the words, none of which is empty or begins with a hyphen, an underscore or a blank: words are found whatever
    /// separates them.
    ///
    /// # Panics
    /// Where the program is compiled, if one is or does.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "evaluated where the program is compiled, and a byte is below 256"
    )]
    pub const fn of(words: &[&str]) -> Self {
        let mut bytes = [false; 256];
        let mut at = 0;
        while at < words.len() {
            let first = words[at].as_bytes()[0];
            assert!(!matches!(first, b'-' | b'_' | b' '), "a separator begins no word");
            bytes[first.to_ascii_lowercase() as usize] = true;
            bytes[first.to_ascii_uppercase() as usize] = true;
            at += 1;
        }
        Self(bytes)
    }

    /// Whether one of the words may stand at the start of a text.
    #[must_use]
    pub fn may_begin(&self, text: &str) -> bool {
        let Self(bytes) = self;
        text.bytes().next().is_some_and(|first| bytes.get(usize::from(first)).copied().unwrap_or(true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::grammar::spelling;

    #[test]
    fn what_none_may_begin_none_begins() {
        const WORDS: [&str; 5] = ["about", "n/a", "約", "およそ", "¿qué"];
        const INITIALS: Initials = Initials::of(&WORDS);
        for text in ["About 5", "N/A", "約 5", "およそ 5", "¿QUÉ", "5", "", " about", "-n/a", "円", "ſ", "K"]
        {
            let begins = WORDS.iter().any(|word| spelling::after(text, word).is_some());
            assert!(!begins || INITIALS.may_begin(text), "{text}");
        }
        assert!(!INITIALS.may_begin("5") && !INITIALS.may_begin("") && !INITIALS.may_begin("円"));
    }
}
