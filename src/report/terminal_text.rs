//! Makes text of strangers safe on a terminal. Whatever a terminal would obey rather than show (escape sequences,
//! controls, changes of direction) and whatever it would not show at all (zero-width and other invisible characters)
//! is replaced by a character that can be seen and takes one column.

use std::borrow::Cow;

/// Sentences longer than this many characters are cut: they quote what a stranger wrote.
const LONGEST_SENTENCE: usize = 1000;
/// What stands for an invisible character that has no picture of its own.
const UNSEEN: char = '\u{fffd}';
/// Joins two pictographs into one.
const JOINER: char = '\u{200d}';

/// A name or a path: one line, whole.
#[must_use]
pub fn name(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(glyphs(text).collect())
}

/// A message: one line, cut where it is longer than anybody reads.
#[must_use]
pub fn sentence(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST_SENTENCE) {
        None => name(text),
        Some((end, _)) => {
            let mut cut: String = glyphs(text.get(..end).unwrap_or_default()).collect();
            cut.push('…');
            Cow::Owned(cut)
        }
    }
}

/// Help: each of its lines is a sentence; empty ones are left out.
pub fn sentences(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.lines().filter(|line| !line.trim().is_empty()).map(sentence)
}

/// What is shown for a character between two others of the same line, if anything.
///
/// Nothing is shown for what only changes how a pictograph or a letter is drawn (presentation selectors, skin tones,
/// joiners within an emoji): terminals disagree on their width, and marks would stand under the wrong column.
#[must_use]
pub fn glyph(before: Option<char>, character: char, after: Option<char>) -> Option<char> {
    if before.is_some_and(|before| only_changes_drawing(before, character, after)) {
        return None;
    }
    Some(match character {
        // The control pictures stand in the order of the controls they show.
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(UNSEEN),
        '\x7f' => '␡',
        _ if is_unseen(character) => UNSEEN,
        _ => character,
    })
}

fn glyphs(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut before = None;
    let mut characters = text.chars().peekable();
    std::iter::from_fn(move || {
        loop {
            let character = characters.next()?;
            let shown = glyph(before, character, characters.peek().copied());
            before = Some(character);
            if shown.is_some() {
                return shown;
            }
        }
    })
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

fn only_changes_drawing(before: char, character: char, after: Option<char>) -> bool {
    match character {
        '\u{1f3fb}'..='\u{1f3ff}' => is_pictograph(before),
        JOINER => (is_pictograph(before) || is_selector(before)) && after.is_some_and(is_pictograph),
        // One may follow anything that is seen; a row of them is a message that somebody hid.
        _ => is_selector(character) && !is_unseen(before),
    }
}

fn is_selector(character: char) -> bool {
    matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

fn is_pictograph(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2bff}' | '〰' | '〽' | '㊗' | '㊙' | '\u{1f000}'..='\u{1faff}')
}

/// Controls, format characters, separators of lines, fillers, and what Unicode says is to be ignored by default.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}' | '\u{110bd}' | '\u{110cd}'
            | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' // zero-width space and joiners, direction marks
            | '\u{2028}'..='\u{202e}' // line and paragraph separators, changes of direction
            | '\u{2060}'..='\u{206f}' // word joiner, invisible operators, isolates
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use unicode_normalization::char::is_combining_mark;
    use unicode_width::UnicodeWidthChar;

    use super::*;

    #[test]
    fn what_is_shown() {
        for (text, shown) in [
            ("SEV-2, declared", "SEV-2, declared"),
            ("障害: 影響は 40 %", "障害: 影響は 40 %"),
            ("naïve café", "naïve café"),
            ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
            ("\x1b]8;;https://evil.example\x07link", "␛]8;;https://evil.example␇link"),
            ("two\nlines\r\nor\tthree", "two␊lines␍␊or␉three"),
            ("nul\0del\x7f", "nul␀del␡"),
            ("c1\u{9b}31m next\u{85}line", "c1\u{fffd}31m next\u{fffd}line"),
            ("abc\u{202e}fed\u{202c}", "abc\u{fffd}fed\u{fffd}"),
            ("\u{2066}isolated\u{2069}", "\u{fffd}isolated\u{fffd}"),
            ("zero\u{200b}width\u{feff}", "zero\u{fffd}width\u{fffd}"),
            ("soft\u{ad}hyphen", "soft\u{fffd}hyphen"),
            ("line\u{2028}paragraph\u{2029}", "line\u{fffd}paragraph\u{fffd}"),
            ("\u{115f}\u{1160}\u{3164}\u{ffa0}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
            ("tags\u{e0041}\u{e0042}", "tags\u{fffd}\u{fffd}"),
            ("ad\u{200d}min", "ad\u{fffd}min"),
        ] {
            assert_eq!(name(text), shown, "{text:?}");
        }
    }

    #[test]
    fn what_only_changes_drawing_is_left_out() {
        for (text, shown) in [
            ("⚠\u{fe0f} outage", "⚠ outage"),
            ("👩\u{200d}👩\u{200d}👧 family", "👩👩👧 family"),
            ("❤\u{fe0f}\u{200d}🔥", "❤🔥"),
            ("👍🏽 ok", "👍 ok"),
            ("1\u{fe0f}\u{20e3}", "1\u{20e3}"),
            ("葛\u{e0100}城", "葛城"),
            ("か\u{3099}", "か\u{3099}"),
            ("a\u{fe00}\u{fe01}\u{fe02}", "a\u{fffd}\u{fffd}"),
            ("\u{fe0f}", "\u{fffd}"),
            ("x\u{200d}👧", "x\u{fffd}👧"),
        ] {
            assert_eq!(name(text), shown, "{text:?}");
        }
    }

    /// Held against Unicode's own tables, by way of two crates that carry them.
    #[test]
    fn nothing_invisible_is_left_but_parts_of_letters() {
        for character in '\0'..=char::MAX {
            let Some(shown) = glyph(None, character, None) else {
                panic!("{character:?} alone shows nothing")
            };
            assert!(!shown.is_control(), "{character:?}");
            if shown.width() == Some(0) {
                // Of width 0, too: letters that are drawn into their neighbours, and one caret.
                let is_seen = is_combining_mark(shown) || shown.is_alphabetic() || shown == '\u{a8fa}';
                assert!(is_seen, "{character:?} cannot be seen");
            }
            if shown != character {
                assert_eq!(shown.width(), Some(1), "{character:?}");
            }
        }
    }

    #[test]
    fn long_sentences_are_cut_and_names_are_not() {
        let long = "あ".repeat(5000);
        assert_eq!(sentence(&long).chars().count(), 1001);
        assert!(sentence(&long).ends_with("あ…"));
        assert_eq!(name(&long), long);
    }

    #[test]
    fn help_keeps_its_lines() {
        let lines: Vec<_> = sentences("add\n\n  severity: SEV-2\r\nto\x1b the head").collect();
        assert_eq!(lines, ["add", "  severity: SEV-2", "to␛ the head"]);
    }
}
