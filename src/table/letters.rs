//! Texts and names as they are compared to find a level: letter by letter, with where each stands.

use unicode_normalization::UnicodeNormalization;

use super::level::Level;

/// A character of the folded text, with where it came from.
pub(super) struct Letter {
    pub(super) character: char,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a word may end before it.
    pub(super) after_boundary: bool,
}

/// The text as spellings are compared, letter by letter: NFKC, lower case, without separators.
pub(super) fn folded(text: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = vec![];
    let mut boundary = true;
    let mut previous: Option<char> = None;
    for (start, original) in text.char_indices() {
        let end = start + original.len_utf8();
        for character in std::iter::once(original).nfkc().flat_map(char::to_lowercase) {
            if is_separator(character) {
                boundary = true;
                previous = None;
                continue;
            }
            // `SEV-2です`: a word of letters and digits ends where another script begins.
            let changes = previous.is_some_and(|before| before.is_ascii() != character.is_ascii());
            let after_boundary = boundary || changes || !character.is_alphanumeric();
            letters.push(Letter { character, start, end, after_boundary });
            boundary = !character.is_alphanumeric();
            previous = Some(character);
        }
    }
    letters
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '_' | '‐' | '‑' | '–' | '—' | '―' | '−')
}

/// The length of a word that the letters begin with.
pub(super) fn starts(letters: &[Letter], word: &str) -> Option<usize> {
    let length = word.chars().count();
    let begins = letters.iter().map(|letter| letter.character).take(length).eq(word.chars());
    begins.then_some(length)
}

/// Everything that names a level, folded.
pub(super) fn spellings(level: &Level) -> impl Iterator<Item = &str> {
    let names = level.aliases.iter().chain(&level.name).map(|name| name.folded.as_str());
    std::iter::once(level.id.folded.as_str()).chain(names)
}

/// How many letters of the text the name takes up, if the text begins with it and a word ends there.
pub(super) fn prefix(letters: &[Letter], wanted: &str) -> Option<usize> {
    let length = begun(letters, wanted)?;
    letters.get(length).is_none_or(|next| next.after_boundary).then_some(length)
}

/// As [`prefix`], inside of a sentence: a name in kanji or katakana ends before hiragana as well, as in 中へ変更.
pub(super) fn prefix_in_sentence(letters: &[Letter], wanted: &str) -> Option<usize> {
    let length = begun(letters, wanted)?;
    let is_kanji = wanted.chars().next_back().is_some_and(|last| !last.is_ascii() && !is_hiragana(last));
    let ends = |next: &Letter| next.after_boundary || is_kanji && is_hiragana(next.character);
    letters.get(length).is_none_or(ends).then_some(length)
}

fn begun(letters: &[Letter], wanted: &str) -> Option<usize> {
    let length = starts(letters, wanted)?;
    (length > 0).then_some(length)
}

fn is_hiragana(letter: char) -> bool {
    matches!(letter, 'ぁ'..='ゖ')
}

/// The number that a text ends in.
pub(super) fn trailing_number(text: &str) -> Option<u32> {
    let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    text.get(text.len() - digits..).filter(|number| !number.is_empty())?.parse().ok()
}
