//! Backslashes that keep signs from being markup, as Google Docs writes them: `SEV\-2`, `\$12`.

use std::borrow::Cow;

/// The sign that a backslash keeps from being markup at the start of a text, as Google Docs writes them: `\-`, `\$`.
#[must_use]
pub fn escaped(text: &str) -> Option<char> {
    text.strip_prefix('\\')?.chars().next().filter(char::is_ascii_punctuation)
}

/// A text without the backslashes that keep signs from being markup.
#[must_use]
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let sign = escaped(rest);
        plain.push(sign.unwrap_or(letter));
        rest = rest.get(letter.len_utf8() + sign.map_or(0, char::len_utf8)..).unwrap_or_default();
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_without_backslashes() {
        for (text, wanted) in [
            (r"SEV\-2", "SEV-2"),
            (r"\$12\,500", "$12,500"),
            (r"a\b\", r"a\b\"),
            (r"\\-", r"\-"),
            ("障害", "障害"),
        ] {
            assert_eq!(unescaped(text), wanted, "{text}");
        }
    }
}
