//! Blocks of `MkDocs`, `!!! info "Metadata"` with what belongs to them indented by four blanks. Plain Markdown would take that for code.

use std::borrow::Cow;

/// The indent of what belongs to a block, and the sign of a quote that is as long.
const INDENT: &str = "    ";
const QUOTE: &str = ">   ";

/// Kinds of blocks that tell what they are about. Others hold examples, advice or what somebody said, and are left as code.
const KINDS: [&str; 16] = [
    "info",
    "note",
    "abstract",
    "summary",
    "tldr",
    "warning",
    "danger",
    "important",
    "attention",
    "caution",
    "success",
    "failure",
    "error",
    "bug",
    "todo",
    "admonition",
];

/// The text with each of those blocks as a quote, or as code. No byte moves.
#[must_use]
pub fn quoted(text: &str) -> Cow<'_, str> {
    let marks = ["!!! ", "??? ", "???+ "];
    let bytes = text.as_bytes();
    let is_mark = |at: usize| bytes.get(at + 1) == bytes.get(at) && bytes.get(at + 2) == bytes.get(at);
    if !memchr::memchr2_iter(b'!', b'?', bytes).any(is_mark) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut is_open = false;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        if let Some(inner) = line.strip_prefix(INDENT).filter(|_| is_open) {
            plain.push_str(QUOTE);
            plain.push_str(inner);
            continue;
        }
        if !line.trim().is_empty() {
            let name = marks.iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or_default();
            let kind = name.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
            is_open = KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind));
            // What is indented right below a line of text would be more of it.
            if !is_open && !kind.is_empty() && lines.peek().is_some_and(|next| next.starts_with(INDENT)) {
                plain.extend(
                    line.bytes()
                        .map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }),
                );
                continue;
            }
        }
        plain.push_str(line);
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_quotes() {
        for (text, wanted) in [
            (
                "!!! info \"M\"\n    - a\n\n      b\n\nc\n    d\n",
                "!!! info \"M\"\n>   - a\n\n>     b\n\nc\n    d\n",
            ),
            ("??? note\n\n    | a |\n", "??? note\n\n>   | a |\n"),
            ("!!! example\n    - a\n", "           \n    - a\n"),
            ("Wow!!! \n    - a\n", "Wow!!! \n    - a\n"),
            ("    code\n", "    code\n"),
        ] {
            assert_eq!(quoted(text), wanted);
        }
    }
}
