//! A short way through YAML for what nearly all front matter is: `key: value` on lines of their own.
//!
//! The YAML parser makes several events, tokens and copies of each value; a key with a word behind it needs none of them.
//! This reader takes a text only if every line of it is one of
//!
//! ```text
//! (nothing)
//! # a comment at the start of the line
//! key:
//! key: a plain value          key: "quoted, without escapes"          key: 'quoted'
//! key: [plain, values]
//!   - an item of a list below its key, all at one depth
//! key: any of these values    # a comment behind it
//! ```
//!
//! and only with characters that mean nothing to YAML where they stand. Of anything else (other indentation, tabs, carriage returns,
//! nesting, comments behind nothing, anchors, tags, block scalars, escapes, `: ` in a value) it says nothing, and the text goes to
//! the parser as a whole. So it decides nothing of its own: what it reads, the parser reads alike, tree, places and
//! comments. The tests below hold that on random texts.

use super::{
    duplicates::duplicate_keys,
    node::{Content, Entry, Node, Style},
    span::Span,
    syntax::Parsed,
};

/// Keys that are longer are left to the parser, which has a limit of its own.
const LONGEST_KEY: usize = 100;

/// Reads a text of plain lines; none if it is not one, or has no key.
pub(super) fn parse(text: &str) -> Option<Parsed> {
    let mut entries = Vec::with_capacity(24);
    let mut comments = Vec::new();
    // How deep the items of the list stand that may go on.
    let mut depth = None;
    let mut at = 0;
    while at < text.len() {
        let (start, rest) = (at, text.get(at..)?);
        let line = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest, |end| rest.get(..end).unwrap_or(rest));
        at += line.len() + 1;
        match line.bytes().next() {
            None => {}
            Some(b'#') if is_harmless(line) => comments.push(Span::new(start, start + line.len())),
            Some(first) => {
                let (line, comment) = without_comment(line)?;
                comments
                    .extend(comment.map(|length| Span::new(start + line.len(), start + line.len() + length)));
                if matches!(first, b' ' | b'-') {
                    depth = Some(add_item(line, start, entries.last_mut()?, depth)?);
                } else {
                    depth = None;
                    entries.push(entry(line, start)?);
                }
            }
        }
    }
    let (first, last) = (entries.first()?, entries.last()?);
    let span = first.key_span.to(last.value.span);
    let root = Node::new(span, Content::Mapping(entries));
    let faults = duplicate_keys(&root);
    Some(Parsed::new(root, comments, faults))
}

/// What stands before the comment behind a value, and how long that is, if there is one. A sign in quotes or brackets begins
/// none, and one that nothing stands before is left alone.
fn without_comment(line: &str) -> Option<(&str, Option<usize>)> {
    let bytes = line.as_bytes();
    let blank_before = |at: usize| at.checked_sub(1).filter(|before| bytes.get(*before) == Some(&b' '));
    let Some(sign) = memchr::memchr_iter(b'#', bytes).find_map(blank_before) else {
        return Some((line, None));
    };
    let (before, comment) = line.split_at_checked(sign + 1)?;
    // What opens before the sign has to be closed there: whether it is, each value looks by itself.
    let is_behind =
        before.bytes().rev().find(|byte| *byte != b' ').is_some_and(|last| last != b':' && last != b'-');
    (is_behind && is_harmless(comment)).then_some((before, Some(comment.len())))
}

/// `key: value`; the line begins at `start`.
fn entry(line: &str, start: usize) -> Option<Entry> {
    let colon = line.bytes().position(|byte| byte == b':')?;
    let (key, rest) = line.split_at_checked(colon)?;
    let is_key = key.len() <= LONGEST_KEY && begins_plainly(key) && !key.ends_with(' ') && is_key(key);
    if !is_key {
        return None;
    }
    let behind = start + colon + 1;
    let rest = rest.get(1..)?;
    let value = rest.trim_start_matches(' ');
    let value_start = behind + rest.len() - value.len();
    let value = value.trim_end_matches(' ');
    let value = if value.is_empty() {
        Node::new(Span::at(behind), Content::Empty)
    } else if value_start > behind {
        node(value, value_start)?
    } else {
        return None;
    };
    Some(Entry { key: key.into(), key_span: Span::new(start, start + colon), value })
}

/// `- value` below its key; says how deep it stands. `open` is the depth of the items before it.
fn add_item(line: &str, start: usize, above: &mut Entry, open: Option<usize>) -> Option<usize> {
    let depth = line.len() - line.trim_start_matches(' ').len();
    let value = line.get(depth..)?.strip_prefix("- ")?.trim_start_matches(' ');
    let item = node(value.trim_end_matches(' '), start + line.len() - value.len())?;
    let list = &mut above.value;
    match &mut list.content {
        Content::Empty => {
            list.span = Span::at(start + depth).to(item.span);
            list.content = Content::Sequence(vec![item]);
        }
        Content::Sequence(items) if open == Some(depth) => {
            list.span = list.span.to(item.span);
            items.push(item);
        }
        _ => return None,
    }
    Some(depth)
}

/// A value without blanks around it, at a place.
fn node(value: &str, at: usize) -> Option<Node> {
    let span = Span::new(at, at + value.len());
    let content = match value.bytes().next()? {
        quote @ (b'"' | b'\'') => {
            let inner = value.get(1..value.len().checked_sub(1)?)?;
            let is_closed = value.len() > 1 && value.as_bytes().last() == Some(&quote);
            let is_simple = inner.bytes().all(|byte| byte != quote && byte != b'\\') && is_harmless(inner);
            if !is_closed || !is_simple {
                return None;
            }
            Content::Scalar(inner.into(), Style::Quoted)
        }
        b'[' => Content::Sequence(items(value.strip_prefix('[')?.strip_suffix(']')?, at + 1)?),
        _ if begins_plainly(value) && is_plain(value) => Content::Scalar(value.into(), Style::Plain),
        _ => return None,
    };
    Some(Node::new(span, content))
}

/// What stands between the brackets of a list.
fn items(inner: &str, start: usize) -> Option<Vec<Node>> {
    let mut items = Vec::new();
    if inner.bytes().all(|byte| byte == b' ') {
        return Some(items);
    }
    let mut at = start;
    for part in inner.split(',') {
        let item = part.trim_start_matches(' ');
        let item_start = at + part.len() - item.len();
        let item = item.trim_end_matches(' ');
        if !begins_plainly(item) || !is_item(item) {
            return None;
        }
        let span = Span::new(item_start, item_start + item.len());
        items.push(Node::new(span, Content::Scalar(item.into(), Style::Plain)));
        at += part.len() + 1;
    }
    Some(items)
}

/// Whether a text begins with a character that begins nothing but a plain value.
fn begins_plainly(text: &str) -> bool {
    match text.chars().next() {
        Some(first) if first.is_ascii() => first.is_ascii_alphanumeric() || first == '_',
        Some(first) => is_letter(first),
        None => false,
    }
}

fn is_key(key: &str) -> bool {
    all(key, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' ' | b'/' | b'(' | b')')
    })
}

fn is_item(item: &str) -> bool {
    all(item, |byte| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'-' | b'.' | b' ' | b'/' | b'@' | b'(' | b')' | b'+' | b'%')
    })
}

/// Whether a value that begins plainly has neither a key nor a comment in it.
fn is_plain(value: &str) -> bool {
    let mut before = b' ';
    let mut is_plain = true;
    for byte in value.bytes() {
        is_plain &= !matches!((before, byte), (b':', b' ') | (b' ', b'#'));
        before = byte;
    }
    is_plain && before != b':' && is_harmless(value)
}

/// Whether nothing in a text is a control character, or one that some take for a line break.
fn is_harmless(text: &str) -> bool {
    all(text, |byte| matches!(byte, b' '..=b'~'))
}

/// Whether all of a text are ASCII characters of a kind, or letters.
fn all(text: &str, is_meant: impl Fn(u8) -> bool) -> bool {
    let mut is_ascii = true;
    for byte in text.bytes() {
        if byte.is_ascii() {
            if !is_meant(byte) {
                return false;
            }
        } else {
            is_ascii = false;
        }
    }
    is_ascii || text.chars().all(|letter| letter.is_ascii() || is_letter(letter))
}

/// Letters and signs beyond ASCII that people write, none of which means anything to YAML.
fn is_letter(letter: char) -> bool {
    matches!(letter, 'À'..='ɏ' | '–' | '—' | '’' | '“' | '”' | '…' | '、'..='ヿ' | '一'..='鿿' | '가'..='힣' | '！'..='～')
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;
    use crate::source::yaml::parse_by_events;

    /// Pieces of front matter, from the harmless to what this reader must leave alone.
    const PIECES: &[&str] = &[
        "a",
        "b",
        "id",
        "started_at",
        "Root cause",
        "影響",
        "1",
        "SEV-1",
        "20%",
        "1,200",
        "2026-04-01T10:20:00Z",
        "x y",
        "障害（全て）",
        "é",
        "’",
        ": ",
        ":",
        ":  ",
        "：",
        "\n",
        "\n",
        "\n",
        "\n\n",
        "\na: ",
        "\nb: ",
        "\nid:\n",
        "\n# c\n",
        "#",
        " # c",
        "#c",
        " ",
        "  ",
        "\t",
        "\r\n",
        "\r",
        "[",
        "]",
        ", ",
        ",",
        "[x, y]",
        "[ x ,y ]",
        "[]",
        "[a b, c-d]",
        "{",
        "}",
        "{ a: 1 }",
        "\"",
        "'",
        "\"x: y\"",
        "'it # x'",
        "''",
        "\\",
        "\"\\n\"",
        "- ",
        "-",
        "\n- x",
        "\n  - x",
        "\n  b: 1",
        "---",
        "\n---\n",
        "...",
        "\n...\n",
        "? ",
        "!",
        "!!str",
        "&x ",
        "*x",
        "|",
        ">",
        ">-\n  x",
        "%",
        "@",
        "`",
        "~",
        "null",
        "<<",
        "=",
        "(",
        ")",
        "/",
        "\u{feff}",
        "\u{a0}",
        "\u{85}",
        "\u{2028}",
        "\u{3000}",
        "\u{1}",
        "\u{200b}",
        "😀",
    ];

    fn of_pieces(random: &mut Rng) -> String {
        let count = random.usize(..12);
        (0..count).map(|_| random.choice(PIECES).copied().unwrap_or_default()).collect()
    }

    /// Lines that are mostly plain.
    fn of_lines(random: &mut Rng) -> String {
        let mut text = String::new();
        for _ in 0..random.usize(1..6) {
            let key = ["a", "b", "id", "started_at", "Root cause", "影響", "a.b", "x-y", "1"];
            let value = [
                "",
                "1",
                "x y",
                "[x, y]",
                "\"x\"",
                "'x'",
                "障害",
                "# c",
                "x:y",
                "x#y",
                "20% (a, b)",
                "[]",
                "[ a ]",
                "[a,]",
            ];
            match random.u8(..20) {
                0 => text.push_str("# c: d "),
                1 => {}
                2 => text.push_str(&of_pieces(random)),
                3..8 => {
                    text.push_str(
                        random
                            .choice(["- ", "- ", "  - ", "  - ", "    - ", "-   ", "-"])
                            .unwrap_or_default(),
                    );
                    text.push_str(random.choice(value).unwrap_or_default());
                }
                8..10 => {
                    text.push_str(random.choice(key).unwrap_or_default());
                    text.push_str(random.choice([":", ": "]).unwrap_or_default());
                }
                _ => {
                    text.push_str(random.choice(key).unwrap_or_default());
                    text.push_str(random.choice([":", ": ", ":  ", ": "]).unwrap_or_default());
                    text.push_str(random.choice(value).unwrap_or_default());
                    text.push_str(random.choice(["", "", "", " ", "  "]).unwrap_or_default());
                }
            }
            text.push_str(
                random
                    .choice([
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        " # c",
                        "  # c: d ",
                        " #",
                        "# c",
                        " # [c]\t",
                    ])
                    .unwrap_or_default(),
            );
            text.push_str(random.choice(["\n", "\n", "\n", "\n\n", ""]).unwrap_or_default());
        }
        text
    }

    #[test]
    fn the_parser_reads_alike() {
        let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
        let mut random = Rng::with_seed(number("SEVLINT_SEED").unwrap_or(9));
        let (texts, mut taken) = (number("SEVLINT_TEXTS").unwrap_or(20_000), 0);
        for round in 0..texts {
            let text = if round % 4 == 0 { of_pieces(&mut random) } else { of_lines(&mut random) };
            let Some(parsed) = parse(&text) else { continue };
            taken += 1;
            assert_eq!(parsed, parse_by_events(&text), "{text:?}");
        }
        assert!(taken * 10 > texts, "only {taken} of {texts} texts took the short way");
    }

    #[test]
    fn what_is_taken_and_what_is_left() {
        for text in [
            "id: INC-7\ntitle: The import is late, again\n\n# who\nowners: [ana, 西田]\nempty:\nquoted: \"a: b\"\nlast: 'x'",
            "影響範囲: 約300社（全体の 2%）\n",
            "a: 1 # why\nb: [x, y]   # a list\nc: 'x' #\nd:\n  - x # an item\n",
            "services:\n  - api\n  - \"web\"\n\n  - [x, y]\nnotified:\n- 西田\nid: 1\n",
        ] {
            assert!(parse(text).is_some(), "{text:?}");
        }
        for text in [
            "",
            "# only a comment\n",
            "a: b: c\n",
            "a: # why\n",
            "a: \"1 # why\"\n",
            "# why # not\na: 1 # why\t\n",
            "a:\n  - x\n - y\n",
            "a:\n  - x: y\n",
            "a:\n  - x\n  y\n",
            "a: 1\n  - x\n",
            "a:\n-\n",
            "a:\tb\n",
            "a: 1\r\n",
            "a: |\n",
            "a: \"\\n\"\n",
            "a: 'it''s'\n",
            "a:b\n",
            "- a\n",
            "---\na: 1\n",
            "a: [x, [y]]\n",
            "a: @x\n",
            "a: 1\n...\n",
        ] {
            assert!(parse(text).is_none(), "{text:?}");
        }
    }
}
