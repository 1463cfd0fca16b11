//! Hands a front matter block to `gray_matter`, which strips its fences and calls the engine for its syntax, and takes
//! the tree back.
//!
//! An engine may return nothing but a `Pod`, so the tree crosses in one: a flat list of numbers and texts in the order of
//! the tree, which serde reads back. `gray_matter` trims what it hands to an engine and turns `\r\n` into `\n`; two `#`
//! keep the trimming away from the user's text, and the places are mapped back.

use std::fmt;

use gray_matter::{Matter, Pod, engine::Engine};
use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Visitor},
};

use super::{
    data::parse_piece,
    node::{Content, Entry, Node, Style},
    span::Span,
    syntax::{MAX_DEPTH, Parsed, Syntax, SyntaxFault, SyntaxFaultKind},
};

/// Reads what stands between two fences. `inner` is their place in `text`; the places in what comes back are, too.
pub(super) fn read(text: &str, inner: Span, syntax: Syntax) -> Parsed {
    let block = text.get(inner.range()).unwrap_or_default();
    let delimiter = delimiter(block);
    let (fenced, offsets) = fence(block, inner, &delimiter);
    let parsed = match syntax {
        Syntax::Yaml => hand_over::<YamlEngine>(&fenced, delimiter),
        Syntax::Toml => hand_over::<TomlEngine>(&fenced, delimiter),
        Syntax::Json => hand_over::<JsonEngine>(&fenced, delimiter),
    };
    let mut parsed = match parsed {
        Ok(Some(Handed(parsed))) => parsed,
        // Neither happens: there is always something between the fences, and the engines do not fail.
        Ok(None) => unread("nothing came back from the front matter reader".to_owned()),
        Err(error) => unread(error.to_string()),
    };
    parsed.map_spans(&|span| offsets.map(span));
    // The comments before and behind the block are ours.
    parsed.comments.retain(|comment| comment.start < comment.end);
    parsed
}

/// A line that does not stand inside the block: `---`, or more dashes than it has in a row.
fn delimiter(block: &str) -> String {
    let (mut longest, mut run) = (2, 0);
    for byte in block.bytes() {
        run = if byte == b'-' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    "-".repeat(longest + 1)
}

fn hand_over<E: Engine>(fenced: &str, delimiter: String) -> gray_matter::Result<Option<Handed>> {
    let mut matter = Matter::<E>::new();
    matter.delimiter = delimiter;
    matter.parse(fenced).map(|entity| entity.data)
}

fn unread(message: String) -> Parsed {
    Parsed::unread(Span::default(), SyntaxFaultKind::Invalid { message, hint: None })
}

struct YamlEngine;
struct TomlEngine;
struct JsonEngine;

impl Engine for YamlEngine {
    fn parse(content: &str) -> gray_matter::Result<Pod> {
        Ok(pack(parse_piece(content, Syntax::Yaml)))
    }
}

impl Engine for TomlEngine {
    fn parse(content: &str) -> gray_matter::Result<Pod> {
        Ok(pack(parse_piece(content, Syntax::Toml)))
    }
}

impl Engine for JsonEngine {
    fn parse(content: &str) -> gray_matter::Result<Pod> {
        // JSON has no comments; blanks of the same length do as well.
        let inside = content.strip_prefix('#').and_then(|rest| rest.strip_suffix('#')).unwrap_or_default();
        Ok(pack(parse_piece(&format!(" {inside} "), Syntax::Json)))
    }
}

/// The way back from the text an engine saw to the file.
struct Offsets {
    inner: Span,
    /// Where, in the text an engine saw, a carriage return is missing before a line feed.
    returns: Vec<usize>,
}

/// What the engine sees before the block.
const BEFORE: &str = "#\n";

fn fence(block: &str, inner: Span, delimiter: &str) -> (String, Offsets) {
    let mut fenced = String::with_capacity(block.len() + 2 * delimiter.len() + 8);
    fenced.push_str(delimiter);
    fenced.push('\n');
    fenced.push_str(BEFORE);
    let mut returns = Vec::new();
    if block.contains('\r') {
        let mut characters = block.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            match (character, characters.peek()) {
                ('\r', Some((_, '\n'))) => returns.push(BEFORE.len() + at - returns.len()),
                ('\r', _) => fenced.push('\n'),
                _ => fenced.push(character),
            }
        }
    } else {
        fenced.push_str(block);
    }
    if !fenced.ends_with('\n') {
        fenced.push('\n');
    }
    fenced.push_str("#\n");
    fenced.push_str(delimiter);
    fenced.push('\n');
    (fenced, Offsets { inner, returns })
}

impl Offsets {
    fn map(&self, span: Span) -> Span {
        Span::new(self.place(span.start as usize), self.place(span.end as usize))
    }

    fn place(&self, offset: usize) -> usize {
        let returns = self.returns.partition_point(|&at| at < offset);
        let offset = self.inner.start as usize + (offset + returns).saturating_sub(BEFORE.len());
        offset.min(self.inner.end as usize)
    }
}

/// The tree, its comments and faults as one flat list.
fn pack(parsed: Parsed) -> Pod {
    let mut list = Vec::with_capacity(128);
    // Faults are rare.
    list.push(match parsed.faults.as_slice() {
        [] => Pod::String(String::new()),
        faults => Pod::String(serde_json::to_string(faults).unwrap_or_default()),
    });
    list.push(number(parsed.comments.len()));
    list.extend(parsed.comments.into_iter().map(|comment| head(comment, 0)));
    pack_node(parsed.root, &mut list);
    Pod::Array(list)
}

/// Recurses as deep as the tree, whose reader has limited its depth.
fn pack_node(node: Node, list: &mut Vec<Pod>) {
    let mut flags = if node.anchored { ANCHORED } else { 0 };
    if let Some(tag) = &node.tag {
        list.push(head(tag.1, TAG));
        list.push(Pod::String(tag.0.to_string()));
        flags |= TAGGED;
    }
    match node.content {
        Content::Empty => list.push(head(node.span, EMPTY | flags)),
        Content::Scalar(text, style) => {
            let kind = match style {
                Style::Plain => PLAIN,
                Style::Quoted => QUOTED,
                Style::Literal => LITERAL,
                Style::Folded => FOLDED,
            };
            list.push(head(node.span, kind | flags));
            list.push(Pod::String(text.into()));
        }
        Content::Alias(name) => {
            list.push(head(node.span, ALIAS | flags));
            list.push(Pod::String(name.into()));
        }
        Content::Sequence(items) => {
            list.push(head(node.span, SEQUENCE | flags));
            list.push(number(items.len()));
            for item in items {
                pack_node(item, list);
            }
        }
        Content::Mapping(entries) => {
            list.push(head(node.span, MAPPING | flags));
            list.push(number(entries.len()));
            for entry in entries {
                list.push(head(entry.key_span, 0));
                list.push(Pod::String(entry.key.into()));
                pack_node(entry.value, list);
            }
        }
    }
}

const EMPTY: i64 = 0;
const PLAIN: i64 = 1;
const QUOTED: i64 = 2;
const LITERAL: i64 = 3;
const FOLDED: i64 = 4;
const ALIAS: i64 = 5;
const SEQUENCE: i64 = 6;
const MAPPING: i64 = 7;
const TAG: i64 = 8;
const KINDS: i64 = 15;
const ANCHORED: i64 = 16;
const TAGGED: i64 = 32;

/// A place and what stands there, in one number: front matter is far shorter than 2^28 bytes.
fn head(span: Span, what: i64) -> Pod {
    Pod::Integer(i64::from(span.start & WIDTH) << 35 | i64::from(span.end & WIDTH) << 7 | what)
}

const WIDTH: u32 = (1 << 28) - 1;

fn number(count: usize) -> Pod {
    Pod::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}

/// What comes back.
struct Handed(Parsed);

impl<'de> Deserialize<'de> for Handed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Unpack)
    }
}

struct Unpack;

impl<'de> Visitor<'de> for Unpack {
    type Value = Handed;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a packed tree")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Handed, A::Error> {
        let faults: String = next(&mut list)?;
        let faults: Vec<SyntaxFault> = if faults.is_empty() {
            Vec::new()
        } else {
            serde_json::from_str(&faults).map_err(A::Error::custom)?
        };
        let count: i64 = next(&mut list)?;
        let comments = (0..count).map(|_| Ok(unhead(next(&mut list)?).0)).collect::<Result<_, _>>()?;
        let root = unpack_node(&mut list, 0)?;
        Ok(Handed(Parsed { root, comments, faults }))
    }
}

fn unpack_node<'de, A: SeqAccess<'de>>(list: &mut A, depth: usize) -> Result<Node, A::Error> {
    if depth > MAX_DEPTH {
        return Err(A::Error::custom("nested too deeply"));
    }
    let (mut span, mut what) = unhead(next(list)?);
    let mut tag = None;
    if what == TAG {
        tag = Some(Box::new((next(list)?, span)));
        (span, what) = unhead(next(list)?);
    }
    let content = match what & KINDS {
        EMPTY => Content::Empty,
        PLAIN => Content::Scalar(next(list)?, Style::Plain),
        QUOTED => Content::Scalar(next(list)?, Style::Quoted),
        LITERAL => Content::Scalar(next(list)?, Style::Literal),
        FOLDED => Content::Scalar(next(list)?, Style::Folded),
        ALIAS => Content::Alias(next(list)?),
        SEQUENCE => {
            let count: i64 = next(list)?;
            Content::Sequence((0..count).map(|_| unpack_node(list, depth + 1)).collect::<Result<_, _>>()?)
        }
        MAPPING => {
            let count: i64 = next(list)?;
            let entry = |_| {
                let (key_span, _) = unhead(next(list)?);
                Ok(Entry { key_span, key: next(list)?, value: unpack_node(list, depth + 1)? })
            };
            Content::Mapping((0..count).map(entry).collect::<Result<_, A::Error>>()?)
        }
        _ => return Err(A::Error::custom("no such kind of value")),
    };
    Ok(Node { span, content, tag, anchored: what & ANCHORED != 0 })
}

fn unhead(head: i64) -> (Span, i64) {
    let part = |shift: u32| usize::try_from(head >> shift & i64::from(WIDTH)).unwrap_or_default();
    (Span::new(part(35), part(7)), head & 127)
}

fn next<'de, A: SeqAccess<'de>, T: Deserialize<'de>>(list: &mut A) -> Result<T, A::Error> {
    list.next_element()?.ok_or_else(|| A::Error::custom("the list ends too early"))
}

#[cfg(test)]
mod tests {
    use super::{super::sketch::sketch_all, *};

    fn check(text: &str, inner: &str, syntax: Syntax, expected: &str) {
        let start = text.find(inner).unwrap();
        let parsed = read(text, Span::new(start, start + inner.len()), syntax);
        assert_eq!(sketch_all(&parsed, text), expected, "{text:?}");
    }

    #[test]
    fn places_are_those_of_the_file() {
        let tree = "{a: 1, 題: {b: 障害, c: @31}‹b…:›}‹a…:›";
        check("x---\na: 1\n題:\n  b: 障害\n  c:\n---\n", "a: 1\n題:\n  b: 障害\n  c:\n", Syntax::Yaml, tree);
        let tree = "{a: 1, 題: {b: 障害, c: @35}‹b…:›}‹a…:›";
        let text = "x---\r\na: 1\r\n題:\r\n  b: 障害\r\n  c:\r\n---\r\n";
        check(text, "a: 1\r\n題:\r\n  b: 障害\r\n  c:\r\n", Syntax::Yaml, tree);
        let tree = "{a: 1, 題: {b: 障害, c: @31}‹b…:›}‹a…:›";
        check("x---\ra: 1\r題:\r  b: 障害\r  c:\r---\r", "a: 1\r題:\r  b: 障害\r  c:\r", Syntax::Yaml, tree);
        check("+++\r\na = 1\r\n+++", "a = 1\r\n", Syntax::Toml, "{a: 1}‹a…1›");
        check("+++\ra = 1\r+++", "a = 1\r", Syntax::Toml, "{a: 1}‹a…1›");
        check("{\r\n\"a\": 1}\r\nx", "{\r\n\"a\": 1}", Syntax::Json, "{\"a\"(a): 1}‹{…}›");
    }

    #[test]
    fn nothing_is_trimmed_and_nothing_ends_the_block_early() {
        check("---\n  a: 1\n  b: 2\n---\n", "  a: 1\n  b: 2\n", Syntax::Yaml, "{a: 1, b: 2}‹a…2›");
        check(
            "---\na: |+\n  x\n\n\n---\n",
            "a: |+\n  x\n\n\n",
            Syntax::Yaml,
            r#"{a: "|+\n  x"("x\n\n\n")}‹a…x›"#,
        );
        let inner = "a = \"\"\"\n---\n-----\n\"\"\"\n";
        let tree = r#"{a: "\"\"\"\n---\n-----\n\"\"\""("---\n-----\n")}‹a…"›"#;
        check(&format!("+++\n{inner}+++\n"), inner, Syntax::Toml, tree);
    }

    #[test]
    fn faults_and_comments_come_along() {
        let text = "---\r\n# c\r\na: 1 # d\r\na: 2\r\n---\r\n";
        let parsed = read(text, Span::new(5, text.len() - 5), Syntax::Yaml);
        let comments: Vec<&str> = parsed.comments.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(comments, ["# c", "# d"]);
        let kind = SyntaxFaultKind::DuplicateKey { key: "a".into(), first: Span::new(10, 11) };
        assert_eq!(parsed.faults, [SyntaxFault { span: Span::new(20, 21), kind }]);
        let text = "---\na: \"x\n---\n";
        let faults = read(text, Span::new(4, 10), Syntax::Yaml).faults;
        assert_eq!(faults.iter().map(|fault| fault.span).collect::<Vec<_>>(), [Span::new(7, 8)]);
    }

    #[test]
    fn every_kind_of_value_survives() {
        for text in [
            "a: &x 1\nb: *x\nc: !t [1, 'x', {d: \"e\"}]\nf: |\n  g\nh: >-\n  i\nj:\nk: !!null\n? [l]\n: m\n",
            "",
            "- 1\n- [[], {}]\n",
            "a: b: c\n",
            "a: 1\na: 2\nb: *nope\n",
        ] {
            let parsed = parse_piece(text, Syntax::Yaml);
            let Handed(back) = pack(parsed.clone()).deserialize().unwrap();
            assert_eq!(back, parsed, "{text:?}");
        }
    }
}
