//! What looks like the keys of front matter, where fences alone do not decide.
//!
//! Wrong both ways costs: prose taken for front matter is a false finding, front matter taken for prose a missed one.

use super::{lines::Lines, span::Span};

/// Whether a line is `key:` or `key: value`, with a key of one word.
pub(super) fn is_key_line(line: &str) -> bool {
    let Some(colon) = line.find(':') else { return false };
    let (key, rest) = line.split_at(colon);
    let word = key.trim_end().trim_matches(['"', '\'']);
    let is_word = !word.is_empty()
        && word.chars().count() <= 40
        && word.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && word.chars().all(|part| part.is_alphanumeric() || matches!(part, '_' | '-' | '.'));
    is_word && matches!(rest.chars().nth(1), None | Some(' ' | '\t'))
}

/// A run of lines that look like keys and values.
pub(super) struct Keys {
    /// One past the last of its lines.
    pub(super) end: usize,
}

/// The keys from `from` on: at least two, or one in lower case. A run ends with its last key or value; blank lines and
/// comments belong to it only where a key follows. What has a `#` before the first key may be a heading: it is a comment where
/// a key in lower case stands directly below.
pub(super) fn keys_from(text: &str, from: usize) -> Option<Keys> {
    let (mut end, mut keys, mut is_lower) = (from, 0, false);
    // Since the last key or value: whether there was a blank line, and whether a `#` came after it.
    let (mut after_gap, mut is_heading) = (false, false);
    let is_commented = text.get(from..).is_some_and(|text| text.starts_with('#'));
    for line in Lines::from(text, from) {
        if is_key_line(line.text) {
            keys += 1;
            is_lower |= line.text.starts_with(|first: char| first.is_ascii_lowercase() || first == '_');
            if is_commented && !is_lower {
                return None;
            }
        } else if keys == 0 {
            if !line.text.starts_with('#') {
                return None;
            }
            continue;
        } else if line.text.starts_with('#') {
            is_heading = after_gap;
            continue;
        } else if line.is_blank() {
            // With blank lines on both sides it heads a text.
            if is_heading {
                break;
            }
            after_gap = true;
            continue;
        } else if after_gap || !continues(line.text) {
            break;
        }
        (after_gap, is_heading) = (false, false);
        end = line.next;
    }
    (keys >= 2 || is_lower).then_some(Keys { end })
}

/// Whether a line can belong to the value above it: it is indented, an item, or closes a bracket.
fn continues(line: &str) -> bool {
    line.starts_with([' ', '\t', ']', '}']) || line.starts_with("- ") || line.trim_end() == "-"
}

/// A fence, and where the line after it starts.
pub(super) struct FenceBelow {
    pub(super) marks: Span,
    pub(super) body: usize,
}

/// The `---` below at least two keys, if nothing else and no blank line stands between `from` and it.
pub(super) fn only_keys_until_fence(text: &str, from: usize) -> Option<FenceBelow> {
    let mut keys = 0;
    for line in Lines::from(text, from) {
        if is_key_line(line.text) {
            keys += 1;
        } else if keys >= 2 && line.text.trim_end() == "---" {
            return Some(FenceBelow { marks: Span::new(line.start, line.start + 3), body: line.next });
        } else if keys == 0 || line.is_blank() || !(continues(line.text) || line.text.starts_with('#')) {
            return None;
        }
    }
    None
}

/// Whether a block that is no YAML was meant to be: its first line looks like a key, or two of its lines do.
pub(super) fn has_keys(inner: &str) -> bool {
    let starts_blank = Lines::from(inner, 0).next().is_some_and(|line| line.is_blank());
    if starts_blank {
        let first = Lines::from(inner, 0).find(|line| !line.is_blank());
        // After a blank line it takes more than one line to be no prose.
        return first.and_then(|first| keys_from(inner, first.start)).is_some();
    }
    let first = Lines::from(inner, 0).find(|line| !line.is_blank() && !line.text.starts_with('#'));
    first.is_some_and(|first| could_be_key(first.text))
        || Lines::from(inner, 0).take(100).filter(|line| is_key_line(line.text)).count() >= 2
}

/// A few words and a colon, with or without a space behind it, that start no heading, list, quote or table of Markdown.
fn could_be_key(line: &str) -> bool {
    let line = line.trim_start();
    let Some(colon) = line.find(':') else { return false };
    let (key, rest) = line.split_at(colon);
    !key.is_empty()
        && !key.starts_with(['#', '>', '*', '|', '-', '+', '!', '<', '['])
        && key.chars().count() <= 40
        && key.split_whitespace().count() <= 4
        && !rest.starts_with("://")
}

/// The colon of `severity:SEV-1`, where this is all that stands in a block.
pub(super) fn unspaced_colon(text: &str, scalar: Span) -> Option<Span> {
    let value = text.get(scalar.range())?;
    let colon = value.find(':')?;
    let key = value.get(..colon)?;
    let is_word = key.chars().all(|part| part.is_alphanumeric() || matches!(part, '_' | '-'));
    let starts = key.starts_with(|first: char| first.is_alphabetic() || first == '_');
    let is_address = value.get(colon..)?.starts_with("://");
    let at = scalar.start as usize + colon;
    (is_word && starts && !is_address).then(|| Span::new(at, at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_and_a_colon_are_a_key() {
        for (line, expected) in [
            ("severity: SEV-1", true),
            ("severity:", true),
            ("\"started_at\" : x", true),
            ("重大度: 高", true),
            ("incident.id:\tx", true),
            ("severity:SEV-1", false),
            ("Incident date: x", false),
            ("https://x.y", false),
            ("**Date:** x", false),
            ("- a: b", false),
            ("  a: b", false),
            ("12:30 the alert", false),
            ("", false),
            (": x", false),
        ] {
            assert_eq!(is_key_line(line), expected, "{line:?}");
        }
    }

    #[test]
    fn a_run_of_keys_ends_with_its_last_value() {
        for (text, expected) in [
            ("a: 1\nb: 2\n", Some("a: 1\nb: 2\n")),
            ("a: 1\n", Some("a: 1\n")),
            ("Note: this is old\n\n# Title\n", None),
            ("Date: x\nStatus: y\n\n# Title\n", Some("Date: x\nStatus: y\n")),
            ("a:\n  - x\n- y\nb: [\n]\n\nProse.\n", Some("a:\n  - x\n- y\nb: [\n]\n")),
            ("a: 1\n\n# c\nb: 2\n\n# Title\n\nProse: more\n", Some("a: 1\n\n# c\nb: 2\n")),
            ("a: 1\n\n  indented code\n", Some("a: 1\n")),
            ("a: 1\nProse.\n", Some("a: 1\n")),
            ("\na: 1\n", None),
            ("# Title\n", None),
        ] {
            assert_eq!(keys_from(text, 0).map(|keys| &text[..keys.end]), expected, "{text:?}");
        }
    }
}
