//! Hands a front matter block to `gray_matter`, which strips its fences and calls the engine for its syntax, and takes
//! the tree back.
//!
//! An engine may return nothing but a `Pod`, which has no places; so the tree waits in a slot of its thread while
//! `gray_matter` comes back with an empty one. `gray_matter` trims what it hands to an engine and turns `\r\n` into `\n`;
//! two `#` keep the trimming away from the user's text, and the places are mapped back.

use std::cell::Cell;

use gray_matter::{Matter, Pod, engine::Engine};

use super::{
    data::parse_piece,
    node::{Content, Node},
    span::Span,
    syntax::{Parsed, Syntax, SyntaxFaultKind},
};

thread_local! {
    /// What the engine that was called last has read, until it is fetched.
    static READ: Cell<Option<Parsed>> = const { Cell::new(None) };
}

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
    // It always comes back: there is something between the fences.
    let mut parsed =
        parsed.unwrap_or_else(|| unread("nothing came back from the front matter reader".to_owned()));
    parsed.map_spans(&|span| offsets.map(span));
    leave_out_ours(&mut parsed.root, inner.end);
    // The comments before and behind the block are ours.
    parsed.comments.retain(|comment| comment.start < comment.end);
    parsed
}

/// A key that is no word is its source text, which may go on to the end of what the engine sees: the `#` there is ours.
fn leave_out_ours(node: &mut Node, end: u32) {
    match &mut node.content {
        Content::Sequence(items) => items.iter_mut().for_each(|item| leave_out_ours(item, end)),
        Content::Mapping(entries) => {
            for entry in entries {
                if entry.key_span.end == end
                    && let Some(key) = entry.key.strip_suffix('#').filter(|key| key.ends_with('\n'))
                {
                    entry.key = key.into();
                }
                leave_out_ours(&mut entry.value, end);
            }
        }
        Content::Empty | Content::Scalar(..) | Content::Alias(_) => {}
    }
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

fn hand_over<E: Engine>(fenced: &str, delimiter: String) -> Option<Parsed> {
    let mut matter = Matter::<E>::new();
    matter.delimiter = delimiter;
    READ.take();
    // The engines do not fail, and hand nothing back this way.
    let _: gray_matter::Result<gray_matter::ParsedEntity<()>> = matter.parse(fenced);
    READ.take()
}

fn leave(parsed: Parsed) -> Pod {
    READ.set(Some(parsed));
    Pod::Null
}

fn unread(message: String) -> Parsed {
    Parsed::unread(Span::default(), SyntaxFaultKind::Invalid { message, hint: None })
}

struct YamlEngine;
struct TomlEngine;
struct JsonEngine;

impl Engine for YamlEngine {
    fn parse(content: &str) -> gray_matter::Result<Pod> {
        Ok(leave(parse_piece(content, Syntax::Yaml)))
    }
}

impl Engine for TomlEngine {
    fn parse(content: &str) -> gray_matter::Result<Pod> {
        Ok(leave(parse_piece(content, Syntax::Toml)))
    }
}

impl Engine for JsonEngine {
    fn parse(content: &str) -> gray_matter::Result<Pod> {
        // JSON has no comments; blanks of the same length do as well.
        let inside = content.strip_prefix('#').and_then(|rest| rest.strip_suffix('#')).unwrap_or_default();
        Ok(leave(parse_piece(&format!(" {inside} "), Syntax::Json)))
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

#[cfg(test)]
mod tests {
    use super::{
        super::{sketch::sketch_all, syntax::SyntaxFault},
        *,
    };

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
}
