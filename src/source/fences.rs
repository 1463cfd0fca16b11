//! Finds the front matter block of a Markdown file: its fences, what stands between them, where the body starts.
//!
//! Only lines are looked at; whether what stands between the fences is front matter at all is decided by who reads it.

use super::{
    lines::{Line, Lines},
    span::Span,
    syntax::{MAX_BYTES, Syntax},
};

/// A block between two fences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) syntax: Syntax,
    /// Whether the fences alone say that this is front matter. `---` is a thematic break, too.
    pub(super) is_certain: bool,
    /// The opening fence; the opening brace of bare JSON.
    pub(super) open: Span,
    /// What stands between the fences; with its braces for bare JSON.
    pub(super) inner: Span,
    /// The closing fence; the closing brace of bare JSON.
    pub(super) close: Span,
    /// Where the body starts.
    pub(super) body: usize,
}

/// How a file starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    /// Two fences.
    Fenced(Block),
    /// An opening fence, and no closing one.
    Open {
        /// Its syntax.
        syntax: Syntax,
        /// The fence.
        fence: Span,
        /// Where the next line starts.
        inner: usize,
    },
    /// No opening fence before the first line that is not blank and no comment.
    Plain {
        /// Where that line starts.
        start: usize,
    },
}

/// Looks for fences at the head of a file; blank lines and HTML comments may stand before them.
pub(super) fn locate(text: &str) -> Framing {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let start = after_preamble(text, mark);
    let Some(first) = Lines::from(text, start).next() else { return Framing::Plain { start } };
    if let Some(fence) = Fence::opening(first.text) {
        return between(text, first, fence);
    }
    // Hugo's JSON has no fences, only braces; a comment before it would be no JSON.
    if text.get(mark..start).is_some_and(|before| before.trim().is_empty()) && is_json_object(text, start) {
        return bare_json(text, start);
    }
    Framing::Plain { start }
}

/// How a block starts and ends.
#[derive(Clone, Copy)]
struct Fence {
    syntax: Syntax,
    is_certain: bool,
    closing: &'static [&'static str],
}

impl Fence {
    fn opening(line: &str) -> Option<Self> {
        let fence = |syntax, is_certain, closing| Some(Self { syntax, is_certain, closing });
        let line = line.trim_end();
        match line {
            "---" => return fence(Syntax::Yaml, false, &["---", "..."]),
            "+++" => return fence(Syntax::Toml, true, &["+++"]),
            ";;;" => return fence(Syntax::Json, true, &[";;;"]),
            _ => {}
        }
        let name = line.strip_prefix("---")?.trim_start();
        let syntax = match name.to_ascii_lowercase().as_str() {
            "json" => Syntax::Json,
            "toml" => Syntax::Toml,
            "yaml" | "yml" => Syntax::Yaml,
            _ => return None,
        };
        fence(syntax, true, &["---"])
    }

    fn is_closed_by(&self, line: &str) -> bool {
        // Few lines begin as fences do.
        line.starts_with(['-', '.', '+', ';']) && self.closing.contains(&line.trim_end())
    }
}

fn between(text: &str, first: Line<'_>, fence: Fence) -> Framing {
    let open = marks(first);
    let closing = Lines::from(text, first.next).find(|line| fence.is_closed_by(line.text));
    let Some(closing) = closing else {
        return Framing::Open { syntax: fence.syntax, fence: open, inner: first.next };
    };
    Framing::Fenced(Block {
        syntax: fence.syntax,
        is_certain: fence.is_certain,
        open,
        inner: Span::new(first.next, closing.start),
        close: marks(closing),
        body: closing.next,
    })
}

/// The fence on its line, without the blanks behind it.
fn marks(line: Line<'_>) -> Span {
    Span::new(line.start, line.start + line.text.trim_end().len())
}

/// The start of the first line that is neither blank nor part of an HTML comment of its own.
fn after_preamble(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(line) = Lines::from(text, at).next() {
        if line.is_blank() {
            at = line.next;
        } else if line.text.starts_with("<!--") {
            let Some(after) = after_comment(text, line.start) else { return at };
            at = after;
        } else {
            return at;
        }
    }
    at
}

/// The start of the line after a comment, if nothing else stands on its last line.
fn after_comment(text: &str, start: usize) -> Option<usize> {
    let length = text.get(start..)?.find("-->")? + "-->".len();
    let rest = Lines::from(text, start + length).next();
    match rest {
        None => Some(start + length),
        Some(rest) if rest.is_blank() => Some(rest.next),
        Some(_) => None,
    }
}

/// Whether an object with at least one key starts here: `{` starts shortcodes, attributes and expressions, too.
fn is_json_object(text: &str, start: usize) -> bool {
    let after_key = || {
        let inside = text.get(start..)?.strip_prefix('{')?.trim_start().strip_prefix('"')?;
        let key = inside.get(..inside.find(['"', '\\', '\n', '\r'])?)?;
        inside.get(key.len()..)?.strip_prefix('"')?.trim_start().chars().next()
    };
    after_key() == Some(':')
}

fn bare_json(text: &str, start: usize) -> Framing {
    let open = Span::new(start, start + 1);
    let Some(end) = object_end(text, start) else {
        return Framing::Open { syntax: Syntax::Json, fence: open, inner: start };
    };
    let body = match Lines::from(text, end).next() {
        None => end,
        Some(rest) if rest.is_blank() => rest.next,
        // Text right behind the brace is body.
        Some(rest) => rest.start,
    };
    let inner = Span::new(start, end);
    Framing::Fenced(Block {
        syntax: Syntax::Json,
        is_certain: true,
        open,
        inner,
        close: Span::new(end - 1, end),
        body,
    })
}

/// One past the brace that closes the one at `start`.
fn object_end(text: &str, start: usize) -> Option<usize> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate().skip(start).take(MAX_BYTES) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' if !in_string => depth += 1,
            b'}' if !in_string => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Opening fence, inner, closing fence and body of a block.
    fn parts(text: &str) -> Option<(Syntax, [&str; 4])> {
        let Framing::Fenced(block) = locate(text) else { return None };
        let slice = |span: Span| &text[span.range()];
        Some((block.syntax, [slice(block.open), slice(block.inner), slice(block.close), &text[block.body..]]))
    }

    #[test]
    fn fences_are_found() {
        for (text, syntax, expected) in [
            ("---\na: 1\n---\nbody\n", Syntax::Yaml, ["---", "a: 1\n", "---", "body\n"]),
            ("---  \na: 1\n---\t\nbody", Syntax::Yaml, ["---", "a: 1\n", "---", "body"]),
            ("---\na: 1\n...\nbody", Syntax::Yaml, ["---", "a: 1\n", "...", "body"]),
            ("---\na: 1\n---", Syntax::Yaml, ["---", "a: 1\n", "---", ""]),
            ("---\n---\n", Syntax::Yaml, ["---", "", "---", ""]),
            ("---\r\na: 1\r\n---\r\nbody", Syntax::Yaml, ["---", "a: 1\r\n", "---", "body"]),
            ("---\ra: 1\r---\rbody", Syntax::Yaml, ["---", "a: 1\r", "---", "body"]),
            ("\u{feff}---\na: 1\n---\nbody", Syntax::Yaml, ["---", "a: 1\n", "---", "body"]),
            ("\n \n---\na: 1\n---\nbody", Syntax::Yaml, ["---", "a: 1\n", "---", "body"]),
            (
                "<!--\nx\n---\n-->\n\n<!-- y -->\n---\na: 1\n---\nb",
                Syntax::Yaml,
                ["---", "a: 1\n", "---", "b"],
            ),
            (
                "---\na: x\n ---\n---x\n----\n---\nb",
                Syntax::Yaml,
                ["---", "a: x\n ---\n---x\n----\n", "---", "b"],
            ),
            ("+++\na = 1\n---\n...\n+++\nbody", Syntax::Toml, ["+++", "a = 1\n---\n...\n", "+++", "body"]),
            (";;;\n{}\n;;;\nbody", Syntax::Json, [";;;", "{}\n", ";;;", "body"]),
            ("---json\n{}\n---\nbody", Syntax::Json, ["---json", "{}\n", "---", "body"]),
            ("--- TOML \na = 1\n...\n---\nbody", Syntax::Toml, ["--- TOML", "a = 1\n...\n", "---", "body"]),
            ("---yaml\na: 1\n---\nbody", Syntax::Yaml, ["---yaml", "a: 1\n", "---", "body"]),
            (
                "{ \"a\": \"}\\\"}\", \"b\": {} }\nbody",
                Syntax::Json,
                ["{", "{ \"a\": \"}\\\"}\", \"b\": {} }", "}", "body"],
            ),
            ("\u{feff}\n{\n\"a\" : 1\n}body", Syntax::Json, ["{", "{\n\"a\" : 1\n}", "}", "body"]),
        ] {
            assert_eq!(parts(text), Some((syntax, expected)), "{text:?}");
        }
    }

    #[test]
    fn other_heads_have_no_block() {
        for text in [
            "",
            "\n\n",
            "# Title\n\n---\na: 1\n---\n",
            " ---\na: 1\n---\n",
            "----\na: 1\n----\n",
            "--- a\nb\n---\n",
            "---css\na\n---\n",
            "<!-- x --> text\n---\na: 1\n---\n",
            "<!-- never closed\n---\na: 1\n---\n",
            "{{< figure >}}\n",
            "{% raw %}\n",
            "{}\n",
            "{\"text\"}\n",
            "{: .class}\n",
            "<!-- c -->\n{\"a\": 1}\n",
        ] {
            assert!(matches!(locate(text), Framing::Plain { .. }), "{text:?} {:?}", locate(text));
        }
    }

    #[test]
    fn what_is_never_closed_is_told() {
        for (text, syntax, fence) in [
            ("---\na: 1\n", Syntax::Yaml, 0..3),
            ("\n+++\na = 1\n---\n", Syntax::Toml, 1..4),
            ("---json\n{\n", Syntax::Json, 0..7),
            ("{\n \"a\": 1,\n \"b\": \"}\n", Syntax::Json, 0..1),
        ] {
            let Framing::Open { syntax: found, fence: span, .. } = locate(text) else { panic!("{text:?}") };
            assert_eq!((found, span.range()), (syntax, fence), "{text:?}");
        }
    }
}
