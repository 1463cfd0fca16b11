//! Reads YAML into a tree with places. The YAML parser is named here and in the hints only.

use std::ops::ControlFlow;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle, Tag, options};

use super::{
    duplicates::duplicate_keys,
    node::{Content, Entry, Node, Style},
    span::Span,
    syntax::{Hint, MAX_DEPTH, MAX_FAULTS, Parsed, SyntaxFault, SyntaxFaultKind},
    yaml_hint::{Trail, explain},
    yaml_plain,
};

/// Reads the first document of `text`. Never fails: what is wrong is told in the faults.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    yaml_plain::parse(text).unwrap_or_else(|| parse_by_events(text))
}

/// The same by the events of the parser alone: what [`parse`] takes a short way to.
#[must_use]
pub fn parse_by_events(text: &str) -> Parsed {
    let options = options! {
        emit_unresolved_aliases: true,
        // Its own limits are for streams; this text is short, and its depth is limited below.
        max_buffered_comment_events: usize::MAX,
    };
    let mut reader = Reader::new(text);
    for event in Parser::new_from_str_with_options(text, options) {
        let flow = match event {
            Ok((event, place)) => reader.take(event, &place),
            Err(error) => reader.fail(&error),
        };
        if flow.is_break() {
            break;
        }
    }
    reader.finish()
}

/// Builds the tree from events, without recursion.
struct Reader<'t> {
    text: &'t str,
    open: Vec<Open>,
    root: Option<Node>,
    /// Where the second document starts, once it has.
    second: Option<Span>,
    /// What ended the first, if anything follows it.
    ended: Option<Span>,
    trail: Trail,
    comments: Vec<Span>,
    faults: Vec<SyntaxFault>,
}

/// A collection whose end has not come yet.
struct Open {
    node: Node,
    /// The key that waits for its value, in a mapping.
    key: Option<(Box<str>, Span)>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        let (open, comments, faults) = (Vec::new(), Vec::new(), Vec::new());
        Self { text, open, root: None, second: None, ended: None, trail: Trail::default(), comments, faults }
    }

    fn take(&mut self, event: Event<'_>, place: &granit_parser::Span) -> ControlFlow<()> {
        let span = span_of(place);
        match event {
            Event::Comment(..) => self.comments.push(span),
            Event::DocumentStart(..) if self.root.is_some() => {
                self.second.get_or_insert(span);
                self.ended.get_or_insert(span);
            }
            Event::DocumentEnd if self.root.is_some() && self.slice(span).starts_with("...") => {
                self.ended.get_or_insert(span);
            }
            Event::Scalar(text, style, anchor, tag) => {
                let tag = self.tag(tag.as_deref(), place);
                let node = self.scalar(&text, style, span, tag, anchor != 0);
                return self.place(node);
            }
            Event::Alias(_) => {
                self.trail.passed(span);
                let content = Content::Alias(self.alias_name(span).into());
                return self.place(Node::new(span, content));
            }
            Event::UnresolvedAlias(name) => {
                self.trail.passed(span);
                let name: Box<str> = name.as_ref().into();
                self.report(span, SyntaxFaultKind::UnknownAlias { name: name.clone() });
                return self.place(Node::new(span, Content::Alias(name)));
            }
            Event::SequenceStart(style, anchor, tag) => {
                let start = self.collection_start(style, span);
                let tag = self.tag(tag.as_deref(), place);
                let node =
                    Node { span: start, content: Content::Sequence(Vec::new()), tag, anchored: anchor != 0 };
                return self.open(node, style);
            }
            Event::MappingStart(style, anchor, tag) => {
                let tag = self.tag(tag.as_deref(), place);
                let node = Node { span, content: Content::Mapping(Vec::new()), tag, anchored: anchor != 0 };
                return self.open(node, style);
            }
            Event::SequenceEnd | Event::MappingEnd => return self.close(span),
            _ => {}
        }
        ControlFlow::Continue(())
    }

    fn open(&mut self, mut node: Node, style: StructureStyle) -> ControlFlow<()> {
        self.refuse_second()?;
        if self.open.len() >= MAX_DEPTH {
            self.report(node.span, SyntaxFaultKind::TooDeep);
            return ControlFlow::Break(());
        }
        if style == StructureStyle::Flow && node.span.start < node.span.end {
            self.trail.opened(node.span);
        }
        node.span = Span::at(node.span.start as usize);
        self.open.push(Open { node, key: None });
        ControlFlow::Continue(())
    }

    fn close(&mut self, span: Span) -> ControlFlow<()> {
        let Some(Open { mut node, .. }) = self.open.pop() else { return ControlFlow::Continue(()) };
        // The end of a flow collection is its bracket; that of a block collection says nothing, as it may stand lines below.
        if span.start < span.end {
            node.span = node.span.to(span);
            self.trail.closed(span);
        }
        self.place(node)
    }

    /// Puts a finished node where it belongs.
    fn place(&mut self, node: Node) -> ControlFlow<()> {
        if self.open.is_empty() {
            if !node.is_empty() {
                self.refuse_second()?;
            }
            self.root.get_or_insert(node);
            return ControlFlow::Continue(());
        }
        // A key must be in place before its value can be told from one.
        let Some(parent) = self.open.last_mut() else { return ControlFlow::Continue(()) };
        match &mut parent.node.content {
            Content::Sequence(items) => {
                parent.node.span = parent.node.span.to(node.span);
                items.push(node);
            }
            Content::Mapping(entries) => match parent.key.take() {
                Some((key, key_span)) => {
                    let value = settle_empty(self.text, node, key_span);
                    parent.node.span = parent.node.span.to(key_span).to(value.span);
                    entries.push(Entry { key, key_span, value });
                }
                None => self.place_key(node),
            },
            Content::Empty | Content::Scalar(..) | Content::Alias(_) => {}
        }
        ControlFlow::Continue(())
    }

    fn place_key(&mut self, node: Node) {
        let key = if let Content::Scalar(text, _) = node.content {
            text
        } else {
            let hint = self.is_template(node.span).then_some(Hint::Template);
            self.report(node.span, SyntaxFaultKind::ComplexKey { hint });
            self.slice(node.span).into()
        };
        if let Some(parent) = self.open.last_mut() {
            parent.key = Some((key, node.span));
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        span: Span,
        tag: Option<Box<(Box<str>, Span)>>,
        anchored: bool,
    ) -> Node {
        let (span, content) = match style {
            ScalarStyle::Plain if span.start == span.end => (span, Content::Empty),
            ScalarStyle::Plain => (span, Content::Scalar(text.into(), Style::Plain)),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                (span, Content::Scalar(text.into(), Style::Quoted))
            }
            ScalarStyle::Literal => (self.block(span), Content::Scalar(text.into(), Style::Literal)),
            ScalarStyle::Folded => (self.block(span), Content::Scalar(text.into(), Style::Folded)),
        };
        match style {
            ScalarStyle::Plain => self.trail.passed_plain(span),
            _ => self.trail.passed(span),
        }
        Node { span, content, tag, anchored }
    }

    /// The bytes of a block scalar, from its header to the end of its last line that is not blank.
    fn block(&self, content: Span) -> Span {
        let header = skip(self.text, self.trail.end(), b"-?:");
        let rest = self.text.get(header..).unwrap_or_default();
        let digits_and_signs = |byte: &u8| matches!(byte, b'|' | b'>' | b'+' | b'-' | b'0'..=b'9');
        let shortest = rest.bytes().take_while(digits_and_signs).count();
        let is_empty = content.start as usize <= header || self.slice(content).trim().is_empty();
        let whole = self.text.get(header..content.end as usize).unwrap_or_default().trim_end().len();
        Span::new(header, header + if is_empty { shortest } else { whole })
    }

    /// A list that is no deeper than the key above it starts, for the parser, behind its first dash.
    fn collection_start(&self, style: StructureStyle, span: Span) -> Span {
        let key = self.open.last().and_then(|parent| parent.key.as_ref());
        let (Some((_, key)), StructureStyle::Block) = (key, style) else { return span };
        let dash = skip(self.text, key.end as usize, b":");
        if self.text.as_bytes().get(dash) == Some(&b'-') { Span::at(dash) } else { span }
    }

    fn tag(&mut self, tag: Option<&Tag>, place: &granit_parser::Span) -> Option<Box<(Box<str>, Span)>> {
        let tag = tag?;
        let span = place.tag_span().map_or_else(|| span_of(place), |span| span_of(&span));
        let raw = self.slice(span);
        let text = if raw.is_empty() { tag.to_string().into() } else { raw.into() };
        self.trail.passed(span);
        Some(Box::new((text, span)))
    }

    fn alias_name(&self, span: Span) -> &'t str {
        let raw = self.slice(span);
        raw.strip_prefix('*').unwrap_or(raw)
    }

    /// `{{` before a mapping that is a key: a template, not a mapping.
    fn is_template(&self, key: Span) -> bool {
        let before = self.text.get(..key.start as usize).unwrap_or_default();
        before.ends_with('{') && self.slice(key).starts_with('{')
    }

    fn refuse_second(&mut self) -> ControlFlow<()> {
        let Some(second) = self.second else { return ControlFlow::Continue(()) };
        // Without dashes of its own it begins where dots have ended the first.
        let dots = self.ended.filter(|_| !self.slice(second).starts_with("---"));
        let mark = if dots.is_some() { "..." } else { "---" };
        self.report(dots.unwrap_or(second), SyntaxFaultKind::SecondDocument { mark });
        ControlFlow::Break(())
    }

    fn fail(&mut self, error: &ScanError) -> ControlFlow<()> {
        // Whatever is wrong further down, the second document is not read.
        self.refuse_second()?;
        let fault = explain(self.text, error, &self.trail);
        self.report(fault.span, fault.kind);
        ControlFlow::Break(())
    }

    fn report(&mut self, span: Span, kind: SyntaxFaultKind) {
        // A flood of small faults must leave room for the one that spoils the text.
        if self.faults.len() + 1 < MAX_FAULTS || kind.spoils() {
            self.faults.push(SyntaxFault { span, kind });
        }
    }

    fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn finish(mut self) -> Parsed {
        // The comment on a block scalar's header comes after the scalar.
        self.comments.sort_unstable();
        let root = self.root.filter(|_| self.open.is_empty());
        let root = root.unwrap_or_else(|| Node::new(Span::default(), Content::Empty));
        self.faults.extend(duplicate_keys(&root));
        let ended = self.ended.map(|mark| Span::at(mark.start as usize));
        Parsed { ended, ..Parsed::new(root, self.comments, self.faults) }
    }
}

/// The parser puts an empty value before the colon; it stands behind it.
fn settle_empty(text: &str, mut value: Node, key: Span) -> Node {
    if value.is_empty() && value.tag.is_none() && !value.anchored {
        let after = text.get(key.end as usize..).unwrap_or_default();
        let blank = after.len() - after.trim_start_matches([' ', '\t', '\r', '\n']).len();
        let colon = key.end as usize + blank;
        let is_colon = text.as_bytes().get(colon) == Some(&b':');
        value.span = Span::at(if is_colon { colon + 1 } else { key.end as usize });
    }
    value
}

/// The first byte from `from` on that is no white space, comment, tag, anchor or one of the `indicators`.
fn skip(text: &str, from: usize, indicators: &[u8]) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let mut left = rest;
    while let Some(first) = left.bytes().next() {
        let length = match first {
            b' ' | b'\t' | b'\r' | b'\n' => 1,
            b'#' => left.find(['\r', '\n']).unwrap_or(left.len()),
            b'!' | b'&' => left.find([' ', '\t', '\r', '\n']).unwrap_or(left.len()),
            _ if indicators.contains(&first) => 1,
            _ => break,
        };
        left = left.get(length..).unwrap_or_default();
    }
    from + rest.len() - left.len()
}

fn span_of(place: &granit_parser::Span) -> Span {
    // A parser over a string always knows its bytes.
    place.byte_range().map_or_else(Span::default, |range| Span::new(range.start, range.end))
}

#[cfg(test)]
mod tests {
    use super::{super::sketch::sketch_all, *};

    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            assert_eq!(sketch_all(&parse(text), text), *expected, "{text:?}");
        }
    }

    #[test]
    fn every_value_has_its_place() {
        check(&[
            ("", "@0"),
            ("# c\n", "@0"),
            ("hello\n", "hello"),
            ("a: 1\nb: x y # c\n\"c\" : 'd'\n", "{a: 1, b: x y, \"c\"(c): \"'d'\"(\"d\")}‹a…'›"),
            ("a: 障害\n題: x\n", "{a: 障害, 題: x}‹a…x›"),
            ("a: 1\r\nb:\r\n  - x\r\n", "{a: 1, b: [x]‹-…x›}‹a…x›"),
            ("a: 1\rb: 2\r", "{a: 1, b: 2}‹a…2›"),
            ("a:\n- x\n-\n- - y\n", "{a: [x, @8, [y]‹-…y›]‹-…y›}‹a…y›"),
            ("a:\n  - x\n  - b: 1\n    c:\n\nd: 2\n", "{a: [x, {b: 1, c: @24}‹b…:›]‹-…:›, d: 2}‹a…2›"),
            ("a: [1, 'x', {b: 2}]\nc: {}\n", "{a: [1, \"'x'\"(\"x\"), {b: 2}‹{…}›]‹[…]›, c: {}‹{…}›}‹a…}›"),
            ("b: multi\n  line\nc: 1", "{b: \"multi\\n  line\"(\"multi line\"), c: 1}‹b…1›"),
            ("? a\n? b\n: c\n", "{a: @3, b: c}‹?…c›"),
        ]);
    }

    #[test]
    fn a_block_scalar_is_its_header_and_its_lines() {
        check(&[
            ("n: |\n\n  x\n  y\n\n\nb: 1\n", r#"{n: "|\n\n  x\n  y"("\nx\ny\n"), b: 1}‹n…1›"#),
            ("n: >-  # c | d\n  x\nb: 2", r#"{n: ">-  # c | d\n  x"("x"), b: 2}‹n…2›"#),
            ("n: !t &n |2-\n    x\n   y\n", r#"{n: &!t "|2-\n    x\n   y"("  x\n y")}‹n…y›"#),
            ("a: |\n# c\nb: 1\n", r#"{a: "|"(""), b: 1}‹a…1›"#),
            ("a: >\n", r#"{a: ">"("")}‹a…>›"#),
            ("- >\n  x\n- |\n  y\n", r#"[">\n  x"("x\n"), "|\n  y"("y\n")]‹-…y›"#),
        ]);
    }

    #[test]
    fn null_is_a_word_and_nothing_stands_after_the_colon() {
        check(&[
            ("x:\ny: ~\nz: null\n", "{x: @2, y: ~, z: null}‹x…l›"),
            ("x :   \ny: ''\n", r#"{x: @3, y: "''"("")}‹x…'›"#),
            ("a: !!null\nb: !t\nc: &d\nd: 1\n", "{a: !!null @9, b: !t @15, c: &@21, d: 1}‹a…1›"),
            ("m: {a: , b}\n", "{m: {a: @6, b: @10}‹{…}›}‹m…}›"),
        ]);
    }

    #[test]
    fn what_yaml_misreads_can_be_told() {
        check(&[
            ("x: != none\n", "{x: != none}‹x…e›"),
            ("x: !=none\n", "{x: !=none @9}‹x…e›"),
            ("x: >5\ny: 1\n", r#"{x: ">5"(""), y: 1}‹x…1›"#),
            ("x: 1:30\n", "{x: 1:30}‹x…0›"),
            ("{ a: 1,200 }\n", "{a: 1, 200: @10}‹{…}›"),
            ("id: #P1\n", "{id: @3}‹i…:›"),
        ]);
        let text = "{ a: 1,200 }";
        let bare: Vec<bool> = parse(text).root.entries().unwrap().iter().map(Entry::is_bare).collect();
        assert_eq!(bare, [false, true]);
        let text = "id: #P1\n";
        let comment = parse(text).root.entries().unwrap()[0].value.comment_after(text);
        assert_eq!(comment, Some(Span::new(4, 7)));
    }

    #[test]
    fn aliases_are_kept_and_never_followed() {
        check(&[
            ("a: &x 1\nb: *x\n", "{a: &1, b: *x<x>}‹a…x›"),
            ("a: &x [*x]\n<<: *x\n", "{a: &[*x<x>]‹[…]›, <<: *x<x>}‹a…x›"),
            ("a: &m\n  b: 1\n", "{a: &{b: 1}‹b…1›}‹a…1›"),
            ("c: *nope\n", "{c: *nope<nope>}‹c…e›\n3..8 \"*nope\" UnknownAlias { name: \"nope\" }"),
        ]);
    }

    #[test]
    fn what_is_read_ends_before_dots_and_dashes() {
        for (text, ended) in [
            ("a: 1\n", None),
            ("# none yet\n---\na: 1\n", None),
            ("a: 1\n---\n", Some(5)),
            ("a: 1\n# b\n--- # c\n", Some(9)),
            ("a: 1\n... # c\n---\nb: 2\n", Some(5)),
            ("a: |\n  ...\n  ---\nb: 2\n...\n", Some(22)),
            ("{a: 1}\n...\nb: 2\n---\nc: 3\n", Some(7)),
            ("a: 1\n...\n...\n", Some(5)),
        ] {
            assert_eq!(parse(text).ended, ended.map(Span::at), "{text:?}");
        }
        // However much else is wrong.
        let odd = "? [a]\n: b\n".repeat(MAX_FAULTS + 1);
        assert_eq!(parse(&format!("{odd}---\nc: d\n")).ended, Some(Span::at(odd.len())));
    }

    #[test]
    fn oddities_are_faults_and_nothing_is_dropped() {
        check(&[
            ("? [a, b]\n: c\n", "{[a, b]: c}‹?…c›\n2..8 \"[a, b]\" ComplexKey { hint: None }"),
            (": b\n", "{: b}‹:…b›\n0..0 \"\" ComplexKey { hint: None }"),
            ("a: 1\n---\nb: 2\n", "{a: 1}‹a…1›\n5..8 \"---\" SecondDocument { mark: \"---\" }"),
            ("a: 1\n--- @\n", "{a: 1}‹a…1›\n5..8 \"---\" SecondDocument { mark: \"---\" }"),
            ("a: 1\n...\n  b: 2\n", "{a: 1}‹a…1›\n5..8 \"...\" SecondDocument { mark: \"...\" }"),
            ("a: 1\n...\n--- {b: 2}\n", "{a: 1}‹a…1›\n9..12 \"---\" SecondDocument { mark: \"---\" }"),
            ("a: 1\n---\n", "{a: 1}‹a…1›"),
            ("---\na: 1\n...\n", "{a: 1}‹a…1›"),
            (
                "a: 1\nc: {d: 1, d: 2}\n",
                "{a: 1, c: {d: 1, d: 2}‹{…}›}‹a…}›\n\
                 15..16 \"d\" DuplicateKey { key: \"d\", first: Span { start: 9, end: 10 } }",
            ),
        ]);
    }

    #[test]
    fn comments_are_in_order_and_end_with_their_lines() {
        let text = "# a\r\nb: | # c\n  # text\n# d\ne: [f, # 障害\n  g] # h";
        let parsed = parse(text);
        let comments: Vec<&str> = parsed.comments.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(comments, ["# a", "# c", "# d", "# 障害", "# h"]);
    }
}
