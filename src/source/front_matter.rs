//! The front matter of a Markdown file, as entries with places; or what is wrong with it.

use super::{
    fences::{Block, Framing, locate},
    handover,
    likeness::{has_keys, is_key_line, keys_from, only_keys_until_fence, unspaced_colon},
    lines::Lines,
    node::{Content, Entry, Style},
    span::Span,
    syntax::{Hint, MAX_BYTES, Parsed, Syntax, SyntaxFault, SyntaxFaultKind},
};

/// Opening matter: the block of data at the head of a Markdown file.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    /// The format it is written in.
    pub syntax: Syntax,
    /// The opening fence. Empty where it is missing; the opening brace of bare JSON.
    pub open: Span,
    /// The closing fence. Empty where it is missing; the closing brace of bare JSON.
    pub close: Span,
    /// What stands between the fences, whole lines; bare JSON with its braces.
    pub inner: Span,
    /// Keys and values in order. Empty after a fault that [spoils](SyntaxFaultKind::spoils) the block.
    pub entries: Vec<Entry>,
    /// The comments, in order, each from its `#` to the end of its line.
    pub comments: Vec<Span>,
    /// What is wrong with it as data.
    pub faults: Vec<SyntaxFault>,
    /// Where what is read ends, and keys may be added in lines of their own: at the end of `inner`, before `...`, or before a
    /// second YAML document.
    pub end: u32,
}

/// Something wrong with the fences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FramingFault {
    /// An opening fence without a closing one. The keys below it, up to the first line that is none, are read.
    Unclosed {
        /// The opening fence.
        fence: Span,
        /// Where the closing fence should stand: the start of the line after the last key. An empty span.
        missing: Span,
    },
    /// Keys at the head of the file and a closing fence, but no opening one. The keys are read.
    Unopened {
        /// The closing fence.
        fence: Span,
        /// Where the opening fence should stand: the start of the first key's line. An empty span.
        missing: Span,
    },
}

impl FrontMatter {
    /// Whether nothing could be read, because of a fault that [spoils](SyntaxFaultKind::spoils) the block.
    #[must_use]
    pub fn is_spoilt(&self) -> bool {
        self.faults.iter().any(|fault| fault.kind.spoils())
    }
}

/// What stands at the head of a file.
pub(super) struct Opening {
    pub(super) front_matter: Option<FrontMatter>,
    pub(super) framing: Vec<FramingFault>,
    /// Where the body starts.
    pub(super) body: usize,
}

/// Reads the head of a file. Never fails.
pub(super) fn read(text: &str) -> Opening {
    let front = match locate(text) {
        Framing::Fenced(block) => fenced(text, block),
        Framing::Open { syntax, fence, inner } => open(text, syntax, fence, inner),
        Framing::Plain { start } => unopened(text, start),
    };
    front.unwrap_or_else(|| {
        let body = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Opening { front_matter: None, framing: Vec::new(), body }
    })
}

/// Between two fences: front matter, or prose between two thematic breaks, or front matter that was never closed and
/// a thematic break further down.
fn fenced(text: &str, block: Block) -> Option<Opening> {
    let inner = text.get(block.inner.range()).unwrap_or_default();
    if inner.len() > MAX_BYTES {
        let is_meant = block.is_certain || has_keys(inner);
        let fault = SyntaxFault { span: block.open, kind: SyntaxFaultKind::TooLarge };
        let spoilt = || FrontMatter { faults: vec![fault], ..FrontMatter::empty(block) };
        return is_meant.then(|| Opening::whole(spoilt(), block));
    }
    let (syntax, parsed) = parse(text, block);
    let block = Block { syntax, ..block };
    if parsed.is_spoilt() && !block.is_certain {
        if let Some(front) = closed_too_late(text, block) {
            return Some(front);
        }
        if !has_keys(inner) {
            return None;
        }
    }
    accept(text, block, parsed).map(|front_matter| Opening::whole(front_matter, block))
}

/// What was read as front matter, unless it is prose.
fn accept(text: &str, block: Block, parsed: Parsed) -> Option<FrontMatter> {
    let is_spoilt = parsed.is_spoilt();
    let Parsed { root, comments, faults, ended } = parsed;
    let end = ended.map_or(block.inner.end, |ended| ended.start);
    let first = Lines::from(text, block.inner.start as usize).next();
    let starts_blank = !block.is_certain && first.is_some_and(|line| line.is_blank());
    let is_sentence = |entry: &Entry| entry.key.contains(char::is_whitespace);
    let instead = |span, kind| (Vec::new(), vec![SyntaxFault { span, kind }]);
    let (entries, faults) = match root.content {
        // Between blank lines, `Some words: and more` is a sentence.
        Content::Mapping(entries) if starts_blank && entries.iter().any(is_sentence) => return None,
        Content::Mapping(entries) => (entries, faults),
        Content::Empty if is_spoilt || block.is_certain || are_fields(text, &comments) => {
            (Vec::new(), faults)
        }
        Content::Empty => return None,
        Content::Sequence(_) if !starts_blank => instead(root.span, SyntaxFaultKind::NotMapping),
        _ if block.is_certain => instead(root.span, SyntaxFaultKind::NotMapping),
        Content::Scalar(_, Style::Plain) => {
            let message = "expected a space after the colon".to_owned();
            let kind = SyntaxFaultKind::Invalid { message, hint: Some(Hint::MissingSpace) };
            instead(unspaced_colon(text, root.span)?, kind)
        }
        _ => return None,
    };
    Some(FrontMatter { entries, comments, faults, end, ..FrontMatter::empty(block) })
}

/// Reads a block, and finds that what stands between `---` is JSON.
fn parse(text: &str, block: Block) -> (Syntax, Parsed) {
    let inner = text.get(block.inner.range()).unwrap_or_default().trim_start();
    let is_braced = inner.starts_with('{') && !inner.starts_with("{{") && !inner.starts_with("{%");
    if block.syntax == Syntax::Yaml && is_braced {
        let json = handover::read(text, block.inner, Syntax::Json);
        if !json.is_spoilt() {
            return (Syntax::Json, json);
        }
        let yaml = handover::read(text, block.inner, Syntax::Yaml);
        return if yaml.is_spoilt() { (Syntax::Json, json) } else { (Syntax::Yaml, yaml) };
    }
    (block.syntax, handover::read(text, block.inner, block.syntax))
}

/// Keys, a blank line, prose, and a thematic break that was taken for the closing fence.
fn closed_too_late(text: &str, block: Block) -> Option<Opening> {
    let keys = keys_from(text, block.inner.start as usize)?;
    let between = text.get(keys.end..block.close.start as usize)?;
    let ends_blank = Lines::from(between, 0).last()?.is_blank();
    let starts_blank = Lines::from(between, 0).next()?.is_blank();
    if !starts_blank || !ends_blank {
        return None;
    }
    unclosed(text, block.open, Span::new(block.inner.start as usize, keys.end))
}

/// An opening fence and no closing one: front matter, if keys follow; else a thematic break.
fn open(text: &str, syntax: Syntax, fence: Span, inner: usize) -> Option<Opening> {
    if syntax == Syntax::Yaml {
        let keys = keys_from(text, inner)?;
        return unclosed(text, fence, Span::new(inner, keys.end));
    }
    let first = Lines::from(text, inner).find(|line| !line.is_blank())?;
    let is_meant = match syntax {
        Syntax::Toml => first.text.contains('=') || first.text.starts_with('['),
        _ => first.text.trim_start().starts_with('{'),
    };
    is_meant.then(|| {
        let missing = Span::at(text.len());
        let body = text.len();
        Opening { front_matter: None, framing: vec![FramingFault::Unclosed { fence, missing }], body }
    })
}

fn unclosed(text: &str, fence: Span, inner: Span) -> Option<Opening> {
    let missing = Span::at(inner.end as usize);
    let framing = vec![FramingFault::Unclosed { fence, missing }];
    without_fence(text, fence, inner, missing, framing, inner.end as usize)
}

/// Keys at the head of the file, and a fence below them.
fn unopened(text: &str, start: usize) -> Option<Opening> {
    let fence = only_keys_until_fence(text, start)?;
    let missing = Span::at(start);
    let framing = vec![FramingFault::Unopened { fence: fence.marks, missing }];
    without_fence(
        text,
        missing,
        Span::new(start, fence.marks.start as usize),
        fence.marks,
        framing,
        fence.body,
    )
}

/// Reads keys that have one fence only; what does not read as keys and values is no front matter.
fn without_fence(
    text: &str,
    open: Span,
    inner: Span,
    close: Span,
    framing: Vec<FramingFault>,
    body: usize,
) -> Option<Opening> {
    if inner.range().len() > MAX_BYTES {
        return None;
    }
    let Parsed { root, comments, faults, ended } = handover::read(text, inner, Syntax::Yaml);
    let end = ended.map_or(inner.end, |ended| ended.start);
    let Content::Mapping(entries) = root.content else { return None };
    let syntax = Syntax::Yaml;
    let front_matter = FrontMatter { syntax, open, close, inner, entries, comments, faults, end };
    Some(Opening { front_matter: Some(front_matter), framing, body })
}

/// Whether these are fields that were commented out, or nothing at all, and not the headings of a text.
fn are_fields(text: &str, comments: &[Span]) -> bool {
    comments.iter().all(|comment| {
        let comment = text.get(comment.range()).unwrap_or_default();
        is_key_line(comment.trim_start_matches('#').trim_start())
    })
}

impl FrontMatter {
    fn empty(block: Block) -> Self {
        let Block { syntax, open, close, inner, .. } = block;
        let (entries, comments, faults) = (Vec::new(), Vec::new(), Vec::new());
        Self { syntax, open, close, inner, entries, comments, faults, end: inner.end }
    }
}

impl Opening {
    fn whole(front_matter: FrontMatter, block: Block) -> Self {
        Self { front_matter: Some(front_matter), framing: Vec::new(), body: block.body }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Syntax and keys, faults with their bytes, framing, and the body: everything that tells one outcome from another.
    fn summary(text: &str) -> String {
        let front = read(text);
        let body = &text[front.body..];
        let Some(front_matter) = front.front_matter else {
            return format!("none {:?} {body:?}", front.framing);
        };
        let keys: Vec<&str> = front_matter.entries.iter().map(|entry| &*entry.key).collect();
        let mut parts = vec![format!("{:?} {}", front_matter.syntax, keys.join(" "))];
        for fault in &front_matter.faults {
            let kind = match &fault.kind {
                SyntaxFaultKind::Invalid { hint, .. } => format!("{hint:?}"),
                kind => format!("{kind:?}"),
            };
            parts.push(format!("{:?} {kind}", &text[fault.span.range()]));
        }
        for fault in &front.framing {
            let (name, fence, missing) = match fault {
                FramingFault::Unclosed { fence, missing } => ("unclosed", fence, missing),
                FramingFault::Unopened { fence, missing } => ("unopened", fence, missing),
            };
            parts.push(format!("{name} {}..{}, missing at {}", fence.start, fence.end, missing.start));
        }
        format!("{}; {body:?}", parts.join("; "))
    }

    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            assert_eq!(summary(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn front_matter_is_read_in_every_dress() {
        check(&[
            ("---\na: 1\nb: 2\n---\nx", "Yaml a b; \"x\""),
            ("\u{feff}---\r\na: 1\r\n...\r\nx", "Yaml a; \"x\""),
            ("---\n\na: 1\n---\nx", "Yaml a; \"x\""),
            ("---\n---\nx", "Yaml ; \"x\""),
            ("---\n# severity: SEV-1\n---\nx", "Yaml ; \"x\""),
            ("<!-- c -->\n\n---\na: 1\n---\nx", "Yaml a; \"x\""),
            ("+++\na = 1\n---\nb = 2\n+++\nx", "Toml ; \"---\" Some(MissingKey); \"x\""),
            ("+++\n+++\nx", "Toml ; \"x\""),
            ("---toml\na = 1\n---\nx", "Toml a; \"x\""),
            ("---json\n{\"a\": 1}\n---\nx", "Json a; \"x\""),
            (";;;\n{\"a\": 1}\n;;;\nx", "Json a; \"x\""),
            ("---\n{\"a\": 1}\n---\nx", "Json a; \"x\""),
            ("---\n{ a: SEV-1 }\n---\nx", "Yaml a; \"x\""),
            ("---\n{\"a\": 1,}\n---\nx", "Yaml a; \"x\""),
            ("---\n{\"a\": 1, b\n---\nx", "Json ; \"b\" Some(UnquotedKey); \"x\""),
            ("{\n\"a\": 1\n}\n\nx", "Json a; \"\\nx\""),
        ]);
    }

    #[test]
    fn prose_between_thematic_breaks_is_none() {
        for text in [
            "---\n\nHello\n\n---\n\nWorld\n",
            "---\nHello\n---\nWorld\n",
            "---\n\nNote: this is old.\nIt is: being, replaced: soon.\n\n---\n",
            "---\n\n- a\n- b\n\n---\n",
            "---\n# Title\n---\nText\n",
            "---\n\n# Title\n\nSome prose: here, and @there.\n\n---\n",
            "---\nhttps://status.example\n---\n",
            "---\n12:30 the alert fired\n---\n",
            "---\n\nProse without end\n",
            "---\n\nkey: value\nkey: value\n",
            "---\nNote: only this.\n\n# Title\n",
            "---\n",
            "---",
        ] {
            assert_eq!(summary(text), format!("none [] {text:?}"));
        }
    }

    #[test]
    fn headings_and_breaks_of_a_body_are_not_taken_for_fences() {
        for text in [
            "Title\n---\ntext\n",
            "Status: done\n---\ntext\n",
            "Date: today\nStatus: done\n\n---\ntext\n",
            "# Title\nDate: today\nStatus: done\n---\n",
            "Incident date: today\nStatus page: up\n---\n",
            "**Date:** today\n**Status:** done\n---\n",
            "Date: today\nStatus: done\nA sentence.\n---\n",
            "Date: today\nStatus: done\n| a | b |\n---\n",
        ] {
            assert_eq!(summary(text), format!("none [] {text:?}"));
        }
    }

    #[test]
    fn what_was_meant_as_front_matter_has_faults() {
        check(&[
            ("---\ntitle: a: b\n---\nx", "Yaml ; \":\" Some(ColonInValue); \"x\""),
            ("---\n- a\n- b\n---\nx", "Yaml ; \"- a\\n- b\" NotMapping; \"x\""),
            ("---\nseverity:SEV-1\n---\nx", "Yaml ; \":\" Some(MissingSpace); \"x\""),
            ("---\nseverity:SEV-1\ntitle: x\n---\nx", "Yaml ; \":\" Some(MissingSpace); \"x\""),
            ("---\n# severity\nowner: @a\n---\nx", "Yaml ; \"@\" Some(ReservedStart('@')); \"x\""),
            ("---\n\nowner: @a\nb: c\n---\nx", "Yaml ; \"@\" Some(ReservedStart('@')); \"x\""),
            ("---\n{{ if .x }}\na: 1\nb: 2\n---\nx", "Yaml ; \"{{ if .x }}\" Some(Template); \"x\""),
            ("---json\n[1]\n---\nx", "Json ; \"[1]\" NotMapping; \"x\""),
            ("---yaml\nhello\n---\nx", "Yaml ; \"hello\" NotMapping; \"x\""),
            ("+++\na: 1\n+++\nx", "Toml ; \":\" Some(ColonForEquals); \"x\""),
            (
                "---\na: 1\na: 2\n---\nx",
                "Yaml a a; \"a\" DuplicateKey { key: \"a\", first: Span { start: 4, end: 5 } }; \"x\"",
            ),
        ]);
    }

    #[test]
    fn a_missing_fence_is_told_and_the_keys_are_read() {
        check(&[
            ("---\na: 1\nb: 2\n\n# T\n", "Yaml a b; unclosed 0..3, missing at 14; \"\\n# T\\n\""),
            ("---\nseverity: SEV-1\n", "Yaml severity; unclosed 0..3, missing at 20; \"\""),
            ("---\n# why\nseverity: SEV-1\n", "Yaml severity; unclosed 0..3, missing at 26; \"\""),
            (
                "---\n# It broke\nStatus: done\nOwner: Kim\n",
                "none [] \"---\\n# It broke\\nStatus: done\\nOwner: Kim\\n\"",
            ),
            ("---\n# It broke\n\nstatus: done\n", "none [] \"---\\n# It broke\\n\\nstatus: done\\n\""),
            (
                "---\na: 1\nb:\n  - x\n\n# T\n\nProse: this,\nand that.\n\n---\n\nMore\n",
                "Yaml a b; unclosed 0..3, missing at 18; \"\\n# T\\n\\nProse: this,\\nand that.\\n\\n---\\n\\nMore\\n\"",
            ),
            ("a: 1\nb:\n  - x\n---\nx", "Yaml a b; unopened 14..17, missing at 0; \"x\""),
            ("\u{feff}\r\nDate: 1\r\nB: 2\r\n---\r\nx", "Yaml Date B; unopened 20..23, missing at 5; \"x\""),
            (
                "+++\na = 1\n\n# T\n",
                "none [Unclosed { fence: Span { start: 0, end: 3 }, missing: Span { start: 15, end: 15 } }] \"\"",
            ),
        ]);
    }

    #[test]
    fn an_enormous_block_is_not_read() {
        let long = "x".repeat(MAX_BYTES);
        assert_eq!(summary(&format!("---\na: {long}\n---\nx")), "Yaml ; \"---\" TooLarge; \"x\"");
        let prose = format!("---\n\n{long}\n\n---\n");
        assert_eq!(summary(&prose), format!("none [] {prose:?}"));
        let unclosed = format!("---\na: 1\nb: {long}\n");
        assert_eq!(summary(&unclosed), format!("none [] {unclosed:?}"));
    }
}
