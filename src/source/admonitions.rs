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

/// Kinds of blocks that hold what is not said here.
const EXAMPLES: [&str; 4] = ["example", "snippet", "quote", "cite"];

/// What opens a block.
const MARKS: [&str; 3] = ["!!! ", "??? ", "???+ "];

/// Whether a text may have blocks at all.
fn may_have_blocks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_mark = |at: usize| bytes.get(at + 1) == bytes.get(at) && bytes.get(at + 2) == bytes.get(at);
    memchr::memchr2_iter(b'!', b'?', bytes).any(is_mark)
}

/// The kind of the block that a line opens; empty if it opens none.
fn kind_of(line: &str) -> &str {
    let name = MARKS.iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or_default();
    name.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default()
}

/// The title of the block that a line opens, in quotes behind its kind.
#[must_use]
pub fn title_of(line: &str) -> Option<&str> {
    let line = line.trim_end();
    let rest = MARKS.iter().find_map(|mark| line.strip_prefix(mark))?;
    let (_, title) = rest.split_once('"')?;
    title.strip_suffix('"')
}

/// Where a block ends of which what belongs to it begins at a place.
#[must_use]
pub fn end_of_block(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let own =
        rest.split_inclusive('\n').take_while(|line| line.starts_with(INDENT) || line.trim().is_empty());
    start + own.map(str::len).sum::<usize>()
}

/// What stands in blocks of advice, which are left as code, as quotes, and nothing else: blanks stand for that. None if there are none.
#[must_use]
pub fn advice(text: &str) -> Option<String> {
    if !may_have_blocks(text) {
        return None;
    }
    let is_among = |kinds: &[&str], kind: &str| kinds.iter().any(|known| known.eq_ignore_ascii_case(kind));
    let is_advice = |line: &str| {
        let kind = kind_of(line);
        !kind.is_empty() && !is_among(&KINDS, kind) && !is_among(&EXAMPLES, kind)
    };
    if !text.lines().any(is_advice) {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut is_open = false;
    for line in text.split_inclusive('\n') {
        if let Some(inner) = line.strip_prefix(INDENT).filter(|_| is_open) {
            plain.push_str(QUOTE);
            plain.push_str(inner);
            continue;
        }
        if !line.trim().is_empty() {
            is_open = is_advice(line);
        }
        plain.extend(line.bytes().map(blank));
    }
    Some(plain)
}

/// A blank for a byte, but for the end of a line.
fn blank(byte: u8) -> char {
    if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }
}

/// The text with each of those blocks as a quote, or as code. No byte moves.
#[must_use]
pub fn quoted(text: &str) -> Cow<'_, str> {
    if !may_have_blocks(text) {
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
            let kind = kind_of(line);
            is_open = KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind));
            // What is indented right below a line of text would be more of it.
            if !is_open && !kind.is_empty() && lines.peek().is_some_and(|next| next.starts_with(INDENT)) {
                plain.extend(line.bytes().map(blank));
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
