//! Sentences in lines that fit a terminal. Text breaks at spaces, and where its script has none, between wide
//! characters. The rules of line breaking in full need tables of Unicode that weigh more than all of this crate.

use unicode_width::UnicodeWidthChar;

/// Does not begin a line.
const CLOSING: &str = "、。，．・：；！？）］｝」』】〕〉》’”ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ…,.:;!?)]}";
/// Does not end a line.
const OPENING: &str = "（［｛「『【〔〈《‘“([{";

/// The text in lines of at most `first` columns, and then at most `others`. A word that is longer is broken.
/// Line ends in the text are kept.
#[must_use]
pub fn wrapped(text: &str, first: usize, others: usize) -> Vec<String> {
    in_lines(text, first, others, Long::Broken)
}

/// The same, but a word that is longer than a line stands there whole: a path in two pieces can be neither opened nor copied.
#[must_use]
pub fn wrapped_between_words(text: &str, first: usize, others: usize) -> Vec<String> {
    in_lines(text, first, others, Long::Whole)
}

/// What becomes of a word that is longer than a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Long {
    Broken,
    Whole,
}

fn in_lines(text: &str, first: usize, others: usize, long: Long) -> Vec<String> {
    let mut lines = vec![];
    for sentence in text.split('\n') {
        let mut line = Line::default();
        for word in words(sentence) {
            let room = |done: &[String]| if done.is_empty() { first } else { others };
            if !line.is_blank() && line.width + width(word.trim_end()) > room(&lines) {
                lines.push(line.taken());
            }
            for character in word.chars() {
                let columns = character.width().unwrap_or(0);
                if long == Long::Broken
                    && character != ' '
                    && !line.is_blank()
                    && line.width + columns > room(&lines)
                {
                    let carried = if CLOSING.contains(character) && others >= 4 { line.last() } else { None };
                    lines.push(line.taken());
                    line.extend(carried);
                }
                line.extend(Some(character));
            }
        }
        lines.push(line.taken());
    }
    lines
}

/// The columns that a text without line ends takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

#[derive(Default)]
struct Line {
    text: String,
    width: usize,
}

impl Line {
    fn is_blank(&self) -> bool {
        self.text.trim_start_matches(' ').is_empty()
    }

    /// Takes away the last character, where others stand before it: one that goes on with what may not begin a line.
    fn last(&mut self) -> Option<char> {
        let last = self.text.chars().next_back().filter(|last| *last != ' ')?;
        let rest = self.text.get(..self.text.len() - last.len_utf8())?;
        if rest.trim_start_matches(' ').is_empty() {
            return None;
        }
        self.text.pop();
        self.width -= last.width().unwrap_or(0);
        Some(last)
    }

    fn extend(&mut self, character: Option<char>) {
        self.text.extend(character);
        self.width += character.and_then(UnicodeWidthChar::width).unwrap_or(0);
    }

    /// The line without the space at its end; what follows is another one.
    fn taken(&mut self) -> String {
        let mut text = std::mem::take(self).text;
        text.truncate(text.trim_end_matches(' ').len());
        text
    }
}

/// Stretches between which a line may break, with the space after them. In backticks it may only break at spaces.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let mut in_code = false;
    std::iter::from_fn(move || {
        let mut before: Option<char> = None;
        let end = rest.char_indices().find_map(|(at, character)| {
            if before.is_some_and(|before| (before == ' ' || !in_code) && is_break(before, character)) {
                return Some(at);
            }
            in_code ^= character == '`';
            before = Some(character);
            None
        });
        let (word, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = after;
        Some(word).filter(|word| !word.is_empty())
    })
}

fn is_break(before: char, after: char) -> bool {
    // A number keeps its sign.
    if after == ' ' || after == '%' {
        return false;
    }
    // Words from other languages are hard to read in two pieces.
    let is_katakana = |character: char| matches!(character, 'ァ'..='ヺ' | 'ー');
    if is_katakana(before) && is_katakana(after) {
        return false;
    }
    let is_wide = |character: char| character.width() == Some(2);
    before == ' '
        || (is_wide(before) || is_wide(after))
            && after.width() != Some(0)
            && !CLOSING.contains(after)
            && !OPENING.contains(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_where_people_would() {
        for (text, first, others, expected) in [
            ("", 10, 10, &[""][..]),
            ("one two three", 10, 10, &["one two", "three"]),
            ("one two three", 4, 20, &["one", "two three"]),
            ("one  two", 5, 5, &["one", "two"]),
            ("it is 38 % now", 8, 8, &["it is", "38 % now"]),
            ("  one two", 6, 6, &["  one", "two"]),
            ("severity-understated", 10, 10, &["severity-u", "nderstated"]),
            ("a severity-understated", 10, 10, &["a", "severity-u", "nderstated"]),
            ("one\ntwo three", 20, 20, &["one", "two three"]),
            ("障害は収束しました。", 9, 9, &["障害は収", "束しまし", "た。"]),
            ("障害はSEV-2です", 9, 9, &["障害は", "SEV-2です"]),
            ("障害（重大）です", 6, 6, &["障害", "（重", "大）で", "す"]),
            ("`収束し。次`", 8, 8, &["`収束", "し。次`"]),
            ("`。", 1, 1, &["`", "。"]),
            ("収束した。次", 8, 8, &["収束し", "た。次"]),
            ("重いレベルです", 8, 8, &["重い", "レベルで", "す"]),
            ("インシデント", 8, 8, &["インシデ", "ント"]),
            ("または`軽微`です", 9, 9, &["または", "`軽微`で", "す"]),
            ("`あいうえお`", 8, 8, &["`あいう", "えお`"]),
            ("e\u{301}e\u{301}e\u{301}", 2, 2, &["e\u{301}e\u{301}", "e\u{301}"]),
            ("👩👧👍", 1, 1, &["👩", "👧", "👍"]),
        ] {
            assert_eq!(wrapped(text, first, others), expected, "{text:?} in {first}, {others}");
        }
    }

    #[test]
    fn a_long_word_is_kept_where_it_has_to_be() {
        for (text, first, others, expected) in [
            ("one two three", 10, 10, &["one two", "three"][..]),
            ("at postmortems/2026-07-07.md (1)", 10, 8, &["at", "postmortems/2026-07-07.md", "(1)"]),
            ("障害は収束しました。", 9, 9, &["障害は収", "束しまし", "た。"]),
            ("インシデント", 8, 8, &["インシデント"]),
        ] {
            assert_eq!(wrapped_between_words(text, first, others), expected, "{text:?} in {first}, {others}");
        }
    }
}
