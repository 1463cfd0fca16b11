//! Reads TOML into a tree with places. The TOML parser is named here only.

use std::borrow::Cow;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use toml_parser::{Source, lexer::TokenKind};

use super::in_order::InOrder;
use super::{
    lines::line_around,
    node::{Content, Entry, Node, Style},
    span::Span,
    syntax::{MAX_DEPTH, MAX_FAULTS, Parsed, SyntaxFault, SyntaxFaultKind},
    toml_duplicate::first_of,
    toml_hint::explain,
};

/// Reads the whole text. Never fails: what is wrong is told in the faults, of several lines if several are wrong.
///
/// Of a key that stands twice, the tree holds the first value only.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let tokens = match tokens(text) {
        Ok(tokens) => tokens,
        Err(deep) => return Parsed::unread(deep, SyntaxFaultKind::TooDeep),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    let Some(entries) = entries(text, table.get_ref(), 0) else {
        return Parsed::unread(Span::default(), SyntaxFaultKind::TooDeep);
    };
    let root = Node::new(around(&entries).unwrap_or_default(), Content::Mapping(entries));
    let errors = errors.into_iter().take(MAX_FAULTS);
    let mut faults: Vec<SyntaxFault> = errors
        .map(|error| {
            let span = error.span().map_or(Span::at(text.len()), |range| Span::new(range.start, range.end));
            match error.message() {
                "recursion limit" => SyntaxFault { span, kind: SyntaxFaultKind::TooDeep },
                "duplicate key" => duplicate(text, &root, span),
                message => explain(text, span, message, tokens.unclosed),
            }
        })
        .collect();
    faults.order_by_key(|fault| fault.span);
    // The parser goes on where it can; the rest of a broken line is not worth another word.
    let line_of = |fault: &SyntaxFault| line_around(text, fault.span.start as usize).start;
    faults.dedup_by(|second, first| {
        second.kind.spoils() && first.kind.spoils() && line_of(second) == line_of(first)
    });
    if let Some(bracket) = tokens.unclosed {
        // Nor is what stands inside a bracket that is never closed.
        let is_open = |fault: &SyntaxFault| fault.span.start as usize == bracket;
        if faults.iter().any(is_open) {
            faults.retain(|fault| fault.span.start as usize <= bracket);
        }
    }
    Parsed::new(root, tokens.comments, faults)
}

/// What the tokens alone tell.
struct Tokens {
    comments: Vec<Span>,
    /// The outermost bracket that is never closed.
    unclosed: Option<usize>,
}

/// Comments and brackets; or the place that is nested too deeply.
///
/// Brackets nest, and so do dotted keys inside them: the parser limits each, but not their product, and recurses over it.
fn tokens(text: &str) -> Result<Tokens, Span> {
    let mut comments = Vec::new();
    let mut open: Vec<(TokenKind, usize, usize)> = Vec::new();
    let (mut depth, mut dots) = (0, 0);
    for token in Source::new(text).lex() {
        let span = Span::new(token.span().start(), token.span().end());
        match token.kind() {
            TokenKind::Comment => comments.push(span),
            TokenKind::Dot => dots += 1,
            TokenKind::Comma | TokenKind::Newline => dots = 0,
            kind @ (TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket) => {
                open.push((kind, dots + 1, span.start as usize));
                depth += dots + 1;
                dots = 0;
            }
            kind @ (TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket) => {
                dots = 0;
                // A bracket that closes another kind may close nothing for the parser.
                if let Some((_, levels, _)) = open.pop_if(|(opened, ..)| closes(kind, *opened)) {
                    depth -= levels;
                }
            }
            _ => {}
        }
        if depth + dots > MAX_DEPTH {
            return Err(span);
        }
    }
    Ok(Tokens { comments, unclosed: open.first().map(|(_, _, at)| *at) })
}

fn closes(close: TokenKind, open: TokenKind) -> bool {
    (close == TokenKind::RightSquareBracket) == (open == TokenKind::LeftSquareBracket)
}

/// The entries of a table in the order of the text, or nothing if they are nested too deeply.
fn entries(text: &str, table: &DeTable<'_>, depth: usize) -> Option<Vec<Entry>> {
    if depth >= MAX_DEPTH {
        return None;
    }
    let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let name: &Cow<'_, str> = key.get_ref();
        let key_span = Span::new(key.span().start, key.span().end);
        Some(Entry { key: name.as_ref().into(), key_span, value: node(text, value, depth + 1)? })
    };
    let mut entries: Vec<Entry> = table.iter().map(entry).collect::<Option<_>>()?;
    entries.order_by_key(|entry| entry.key_span);
    Some(entries)
}

fn node(text: &str, value: &Spanned<DeValue<'_>>, depth: usize) -> Option<Node> {
    let span = Span::new(value.span().start, value.span().end);
    let raw = text.get(span.range()).unwrap_or_default();
    let (span, content) = match value.get_ref() {
        DeValue::String(string) => (span, Content::Scalar(string.as_ref().into(), Style::Quoted)),
        DeValue::Array(_) if depth >= MAX_DEPTH => return None,
        DeValue::Array(array) => {
            let items =
                array.iter().map(|item| node(text, item, depth + 1)).collect::<Option<Vec<Node>>>()?;
            // `[[levels]]`, again and again: for the parser, its place is the first header.
            let span = if raw.starts_with("[[") && is_header(text, array.iter().next()) {
                items.iter().map(|item| item.span).reduce(Span::to).unwrap_or(span)
            } else {
                span
            };
            (span, Content::Sequence(items))
        }
        DeValue::Table(table) => {
            let entries = entries(text, table, depth)?;
            // Only an inline table stands in one piece; of others the parser knows the header.
            let span = if raw.starts_with('{') { span } else { around(&entries).unwrap_or(span) };
            (span, Content::Mapping(entries))
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            (span, Content::Scalar(raw.into(), Style::Plain))
        }
    };
    Some(Node::new(span, content))
}

/// Whether the value's place is a table header.
fn is_header(text: &str, value: Option<&Spanned<DeValue<'_>>>) -> bool {
    value.is_some_and(|value| {
        let raw = text.get(value.span()).unwrap_or_default();
        matches!(value.get_ref(), DeValue::Table(_)) && raw.starts_with('[')
    })
}

fn around(entries: &[Entry]) -> Option<Span> {
    entries.iter().map(|entry| entry.key_span.to(entry.value.span)).reduce(Span::to)
}

fn duplicate(text: &str, root: &Node, span: Span) -> SyntaxFault {
    let key = text.get(span.range()).unwrap_or_default();
    let kind = match first_of(text, root, span) {
        Some(first) => SyntaxFaultKind::DuplicateKey { key: key.trim_matches(['"', '\'']).into(), first },
        None => SyntaxFaultKind::Invalid { message: "duplicate key".to_owned(), hint: None },
    };
    SyntaxFault { span, kind }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{sketch::sketch_all, syntax::Hint},
        *,
    };

    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            assert_eq!(sketch_all(&parse(text), text), *expected, "{text:?}");
        }
    }

    #[test]
    fn values_keep_their_text_and_keys_their_order() {
        check(&[
            ("", "{}‹…›"),
            ("\u{feff}b = 1\r\na = 2\r\n", "{b: 1, a: 2}‹b…2›"),
            (
                "n = 1_000\nx = 0x1F\nd = 1979-05-27T07:32:00Z\nt = 10:30\nf = 1.50e3\ny = true\n",
                "{n: 1_000, x: 0x1F, d: 1979-05-27T07:32:00Z, t: 10:30, f: 1.50e3, y: true}‹n…e›",
            ),
            (
                "\"a b\" = '障'\n'c' = \"\"\"x\ny\"\"\"\n",
                r#"{"a b"(a b): "'障'"("障"), 'c'(c): "\"\"\"x\ny\"\"\""("x\ny")}‹"…"›"#,
            ),
        ]);
    }

    #[test]
    fn tables_reach_over_what_they_hold() {
        check(&[
            ("a.b.c = 1\na.d = 2\n", "{a: {b: {c: 1}‹c…1›, d: 2}‹b…2›}‹a…2›"),
            ("[a.b]\nx=1\n[a]\ny=2\n", "{a: {b: {x: 1}‹x…1›, y: 2}‹b…2›}‹b…2›"),
            (
                "[[l]]\nid = 1\n[[l]]\nid = 2\n[l.sub]\nx = 3\n",
                "{l: [{id: 1}‹i…1›, {id: 2, sub: {x: 3}‹x…3›}‹i…3›]‹i…3›}‹l…3›",
            ),
            ("l = [{a = 1}, [2]]\n", "{l: [{a: 1}‹{…}›, [2]‹[…]›]‹[…]›}‹l…]›"),
            ("[t]\n[[l]]\n", "{t: {}‹[…]›, l: [{}‹[…]›]‹[…]›}‹[…]›"),
        ]);
    }

    #[test]
    fn a_key_that_stands_twice_points_at_the_first() {
        for (text, second, first) in [
            ("a = 1\na = 2\n", 6, 0),
            ("[t]\na = 1\n[u]\na = 2\n[t]\nb = 1\n", 21, 1),
            ("a.x = 1\nb.x = 2\na.x = 3\n", 18, 2),
            ("a = { x = 1, x = 2 }\n", 13, 6),
            ("a = 1\nb = { a = 2 }\na = 3\n", 20, 0),
            ("[[l]]\nx=1\n[[l]]\ny=2\n\"y\"=3\n", 20, 16),
            ("[a]\n[[a]]\n", 6, 1),
        ] {
            let faults = parse(text).faults;
            let [SyntaxFault { span, kind: SyntaxFaultKind::DuplicateKey { first: found, .. } }] =
                faults.as_slice()
            else {
                panic!("{text:?} {faults:?}")
            };
            assert_eq!((span.start, found.start), (second, first), "{text:?}");
        }
    }

    #[test]
    fn mistakes_are_recognised() {
        for (text, bytes, hint) in [
            ("題 = 1\n", "題", Some(Hint::UnquotedKey)),
            ("a = hello\n", "hello", Some(Hint::UnquotedText)),
            ("a = 20%\n", "20%", Some(Hint::UnquotedText)),
            ("a = “x”\n", "“x”", Some(Hint::CurlyQuotes)),
            ("a: 1\n", ":", Some(Hint::ColonForEquals)),
            ("- a\n", "- a", Some(Hint::MissingKey)),
            ("a = \"x\nb = 1\n", "\"", Some(Hint::UnclosedQuote('"'))),
            ("a = \"\"\"x\nb = 1\n", "\"\"\"", Some(Hint::UnclosedQuote('"'))),
            ("a = 'it's'\n", "s'", Some(Hint::TextAfter('\''))),
            ("a = [1, 2\nb = 3\nc = 4\n", "[", Some(Hint::UnclosedBracket('['))),
            ("a = {b = 1\nc = 2\n", "{", Some(Hint::UnclosedBracket('{'))),
            ("[a\nb=1\n", "[", Some(Hint::UnclosedBracket('['))),
            ("a = \"C:\\dir\"\n", "\\d", Some(Hint::BadEscape)),
            ("a = \"\\ud800\"\n", "\\u", Some(Hint::BadEscape)),
            ("a = ['x' 'y']\n", "", Some(Hint::MissingComma)),
            ("a = 'x\0y'\n", "\0", Some(Hint::ControlCharacter)),
            (
                "title = \"{{ replace .Name \"-\" \" \" }}\"\n",
                "{{ replace .Name \"-\" \" \" }}",
                Some(Hint::Template),
            ),
            ("date = {{ .Date }}\n", "{{ .Date }}", Some(Hint::Template)),
            ("a = 01\n", "0", None),
            ("a =\n", "", None),
        ] {
            let faults = parse(text).faults;
            let [SyntaxFault { span, kind: SyntaxFaultKind::Invalid { hint: found, .. } }] =
                faults.as_slice()
            else {
                panic!("{text:?} {faults:?}")
            };
            assert_eq!((&text[span.range()], *found), (bytes, hint), "{text:?}");
        }
    }

    #[test]
    fn every_broken_line_is_told_once() {
        let parsed = parse("a = SEV-1\nb = 2\n c = x y\nd: [1]\n");
        let starts: Vec<u32> = parsed.faults.iter().map(|fault| fault.span.start).collect();
        assert_eq!(starts, [4, 21, 26]);
        assert!(parsed.is_spoilt() && parsed.root.is_empty());
    }

    #[test]
    fn comments_are_told_from_text() {
        let text = "# a\nb = '#' # 障害\r\nc = [ # d\n]\n";
        let parsed = parse(text);
        let comments: Vec<&str> = parsed.comments.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(comments, ["# a", "# 障害", "# d"]);
    }

    #[test]
    fn dotted_keys_in_brackets_cannot_multiply_the_depth() {
        let path = vec!["k"; 30].join(".");
        for levels in [1, 2, 3, 40] {
            let text = format!("a = {}1{}\n", format!("{{ {path} = ").repeat(levels), " }".repeat(levels));
            let too_deep = parse(&text).faults.iter().any(|fault| fault.kind == SyntaxFaultKind::TooDeep);
            assert_eq!(too_deep, levels > 2, "{levels}");
        }
    }
}
