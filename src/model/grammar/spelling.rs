//! One spelling for texts that look alike: full-width letters, odd spaces, Markdown around a value.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::model::settled::{is_settled, is_settled_letter};
use crate::model::value::Why;

/// The longest text, in bytes, that is looked at. Values are short; a reason after one may take a paragraph.
pub const LONGEST: usize = 4096;

/// The wave dash. The full-width tilde is read as one, too: before a number it says *up to* as often as *about*, so
/// neither may turn into an ASCII tilde.
pub const WAVE: char = '〜';

/// The text in plain form: NFKC, single spaces, no markup and no quotes around it.
///
/// Digits that normalisation would make out of something else (`14²`, `1½`, `⑭`) stay as they are, so that a
/// footnote never becomes a digit. Control characters and those that change the direction of writing make a text
/// unreadable: what a reviewer sees would not be what is read.
pub fn plain(text: &str) -> Result<Cow<'_, str>, Why> {
    if text.len() > LONGEST {
        return Err(Why::TooLong);
    }
    let text = text.trim();
    if is_plain(text) || is_plain_japanese(text) {
        return Ok(Cow::Borrowed(text));
    }
    if text.chars().any(misleads) {
        return Err(Why::NotOfKind);
    }
    let text = without_comments(text);
    let text = single_spaced(&composed(&text));
    let is_marked = text.contains(['*', '_', '~', '`']);
    let markers = MARKERS.iter().filter(|_| is_marked);
    let text = markers.fold(text, |text, marker| without_markup(text, marker));
    Ok(Cow::Owned(without_quotes(text.trim()).to_owned()))
}

/// The text as words are compared and sets name their members: plain, lower case, with `-` for each run of spaces,
/// hyphens and underscores.
#[must_use]
pub fn fold(text: &str) -> String {
    let text = plain(text).unwrap_or(Cow::Borrowed(text));
    let mut folded = String::with_capacity(text.len());
    for letter in text.trim_matches(is_separator).chars() {
        if !is_separator(letter) {
            folded.extend(letter.to_lowercase());
        } else if !folded.ends_with('-') {
            folded.push('-');
        }
    }
    folded
}

/// What stands after `spelling`, if the text starts with it. Case does not matter, nor how words are separated.
/// Both are in plain form. `spelling` may end in the middle of a word of the text.
#[must_use]
#[inline]
pub fn after<'t>(text: &'t str, spelling: &str) -> Option<&'t str> {
    // A text is asked about many words, and most differ in the first letter.
    if let (Some(first), Some(wanted)) = (text.bytes().next(), spelling.bytes().next())
        && (first.is_ascii_alphanumeric() || wanted.is_ascii_alphanumeric())
        && !first.eq_ignore_ascii_case(&wanted)
    {
        return None;
    }
    after_all_of(text, spelling)
}

fn after_all_of<'t>(text: &'t str, spelling: &str) -> Option<&'t str> {
    let mut rest = text;
    let mut wanted = spelling.chars().peekable();
    while let Some(letter) = wanted.next() {
        if is_separator(letter) {
            while wanted.next_if(|&next| is_separator(next)).is_some() {}
            let skipped = rest.trim_start_matches(is_separator);
            if skipped.len() == rest.len() {
                return None;
            }
            rest = skipped;
        } else {
            let mut found = rest.chars();
            if !same_letter(found.next()?, letter) {
                return None;
            }
            rest = found.as_str();
        }
    }
    Some(rest)
}

/// What stands after `spelling`, if the text starts with it and a word ends there.
#[must_use]
#[inline]
pub fn after_word<'t>(text: &'t str, spelling: &str) -> Option<&'t str> {
    after(text, spelling).filter(|rest| ends_word(rest))
}

/// Whether a word that stands before `rest` ends there: `low` does in `low (EU)` and `low/none`, not in `lowish` or
/// `low-ish`.
#[must_use]
pub fn ends_word(rest: &str) -> bool {
    let mut letters = rest.chars();
    match letters.next() {
        None => true,
        Some('-' | '_' | '\'' | '’' | '.' | '@' | ':') => {
            !letters.next().is_some_and(char::is_alphanumeric)
        }
        Some(letter) => !letter.is_alphanumeric(),
    }
}

/// The run of ASCII letters at the start.
#[must_use]
pub fn letters(text: &str) -> (&str, &str) {
    let end = text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The run of ASCII digits at the start.
#[must_use]
pub fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

const MARKERS: [&str; 6] = ["**", "__", "~~", "`", "*", "_"];

const QUOTES: [(char, char); 6] =
    [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』')];

fn is_plain(text: &str) -> bool {
    let mut before = b'x';
    text.bytes().all(|byte| {
        let single = byte != b' ' || before != b' ';
        before = byte;
        single
            && matches!(byte, b' '..=b'~')
            && !matches!(byte, b'*' | b'`' | b'_' | b'"' | b'\'' | b'~')
            && byte != b'!'
    }) || text == "~"
}

/// Kana and common characters without anything that normalisation would touch.
fn is_plain_japanese(text: &str) -> bool {
    text.chars().all(|letter| {
        matches!(letter, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '一'..='鿿' | '、' | '。')
            || letter.is_ascii_alphanumeric()
    })
}

/// Control characters other than white space, and characters that reorder the text around them.
fn misleads(letter: char) -> bool {
    (letter.is_control() && !letter.is_whitespace())
        || matches!(letter, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters that nobody sees: zero-width spaces and joiners, soft hyphens, variation selectors.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{FE00}'..='\u{FE0F}')
}

fn is_separator(letter: char) -> bool {
    matches!(letter, '-' | '_' | ' ' | '\u{2010}' | '\u{2011}' | '–')
}

fn same_letter(a: char, b: char) -> bool {
    if a.is_ascii() || b.is_ascii() {
        return a.eq_ignore_ascii_case(&b);
    }
    a == b || a.to_lowercase().eq(b.to_lowercase())
}

/// HTML comments are hints of a template, not part of a value.
fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains("<!--") {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        kept.push(' ');
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// NFKC, but for what would make digits of other signs; and the spaces that group digits made into commas.
fn composed(text: &str) -> Cow<'_, str> {
    if is_settled(text) {
        return Cow::Borrowed(text);
    }
    let letters: Vec<char> = text.chars().filter(|&letter| !is_invisible(letter)).collect();
    let mut result = String::with_capacity(text.len());
    let mut open = String::new();
    let flush = |open: &mut String, result: &mut String| {
        result.extend(open.nfkc());
        open.clear();
    };
    for (at, &letter) in letters.iter().enumerate() {
        if groups_digits(&letters, at) {
            open.push(',');
        } else if letter == '\u{FF5E}' {
            open.push(WAVE);
        } else if letter == '\u{2212}' {
            open.push('-');
        } else if makes_digits(letter) {
            flush(&mut open, &mut result);
            result.push(letter);
        } else {
            open.push(letter);
        }
    }
    flush(&mut open, &mut result);
    Cow::Owned(result)
}

/// Whether normalisation makes an ASCII digit of something that is no digit: `²`, `½`, `⑭`, `㏢`.
fn makes_digits(letter: char) -> bool {
    let is_digit =
        matches!(letter, '\u{FF10}'..='\u{FF19}' | '\u{1D7CE}'..='\u{1D7FF}' | '\u{1FBF0}'..='\u{1FBF9}');
    !is_settled_letter(letter)
        && !is_digit
        && std::iter::once(letter).nfkc().any(|made| made.is_ascii_digit())
}

/// Whether the character at `at` is a hard or thin space between a digit and exactly three digits: `1 200`.
fn groups_digits(letters: &[char], at: usize) -> bool {
    let is_space = |letter: &char| matches!(letter, '\u{00A0}' | '\u{2009}' | '\u{202F}' | '\u{2007}');
    let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let before = at.checked_sub(1).is_some_and(is_digit);
    letters.get(at).is_some_and(is_space)
        && before
        && (1..=3).all(|by| is_digit(at + by))
        && !is_digit(at + 4)
}

fn single_spaced(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !result.is_empty() {
            result.push(' ');
        }
        result.push_str(word);
    }
    result
}

/// The text without pairs of a marker that open before a word and close after one. Markers that do not pair up stay:
/// `14*` has a footnote, and `5 * 3` is a product.
fn without_markup(text: String, marker: &str) -> String {
    if !text.contains(marker) {
        return text;
    }
    let mut places = vec![];
    let mut open = false;
    for (at, _) in text.match_indices(marker) {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + marker.len()..).and_then(|after| after.chars().next());
        let can_open = !before.is_some_and(char::is_alphanumeric) && !after.is_none_or(char::is_whitespace);
        let can_close = !before.is_none_or(char::is_whitespace) && !after.is_some_and(char::is_alphanumeric);
        if (open && can_close) || (!open && can_open) {
            open = !open;
            places.push(at);
        }
    }
    if open || (marker == "~~" && !places.is_empty()) {
        // What is struck out was said and taken back: neither the old nor the new value is certain.
        return text;
    }
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for at in places {
        kept.push_str(text.get(from..at).unwrap_or_default());
        from = at + marker.len();
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    kept
}

fn without_quotes(text: &str) -> &str {
    let inner = QUOTES.iter().find_map(|&(open, close)| {
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        (!inner.contains([open, close])).then_some(inner)
    });
    inner.map_or(text, str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_forms() {
        for (text, wanted) in [
            ("  14  customers ", "14 customers"),
            ("３２％", "32%"),
            ("**14**", "14"),
            ("**Critical** - all of `api`", "Critical - all of api"),
            ("_none_ (ui_only)", "none (ui_only)"),
            ("14*", "14*"),
            ("5 * 3", "5 * 3"),
            ("5**3", "5**3"),
            ("~~14~~ 20", "~~14~~ 20"),
            ("\"14\"", "14"),
            ("「なし」", "なし"),
            ("1\u{202F}200\u{A0}000", "1,200,000"),
            ("10\u{A0}20", "10 20"),
            ("14²", "14²"),
            ("1½ hours", "1½ hours"),
            ("１０～２０％", "10〜20%"),
            ("≥ 20\u{FE0F}", "≥ 20"),
            ("14 <!-- how many? -->", "14"),
            ("a\n  b", "a b"),
        ] {
            assert_eq!(plain(text).as_deref(), Ok(wanted), "{text}");
        }
        assert_eq!(plain("\u{202E}41"), Err(Why::NotOfKind));
        assert_eq!(plain(&"x".repeat(5000)), Err(Why::TooLong));
    }

    #[test]
    fn folded_words() {
        for (text, wanted) in [
            ("UI only", "ui-only"),
            ("ui_-_only", "ui-only"),
            ("ＡＰＩ", "api"),
            ("-x-", "x"),
            ("なし", "なし"),
        ] {
            assert_eq!(fold(text), wanted, "{text}");
        }
    }

    #[test]
    fn words_at_the_start() {
        for (text, word, rest) in [
            ("ui_only (web)", "UI-only", Some(" (web)")),
            ("low/none", "low", Some("/none")),
            ("lowish", "low", None),
            ("low-ish", "low", None),
            ("low - ish", "low", Some(" - ish")),
            ("なし（全て）", "なし", Some("（全て）")),
            ("疑いあり", "疑い", None),
            ("none..suspected", "none", Some("..suspected")),
        ] {
            assert_eq!(after_word(text, word), rest, "{text}");
        }
    }
}
