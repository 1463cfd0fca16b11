//! Reads JSON into a tree with places: strict RFC 8259, but duplicate keys are seen. The JSON parser is named here only.

use jsonc_parser::{
    CollectOptions, ParseOptions, ParseStringErrorKind,
    ast::{ObjectPropName, Value},
    common::{Range, Ranged},
    errors::{ParseError, ParseErrorKind},
    parse_to_ast,
};

use super::{
    duplicates::duplicate_keys,
    lines::line_around,
    node::{Content, Entry, Node, Style},
    span::Span,
    syntax::{Hint, MAX_DEPTH, Parsed, SyntaxFault, SyntaxFaultKind},
};

/// Reads the whole text. Never fails: what is wrong is told in the faults.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    // The parser recurses, and lets strings run over lines: both are checked before it sees the text.
    if let Some(fault) = refused(text) {
        return Parsed::unread(fault.span, fault.kind);
    }
    match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
        Ok(parsed) => {
            let root = parsed.value.as_ref().map(|value| node(text, value));
            let root = root.unwrap_or_else(|| Node::new(Span::at(text.len()), Content::Empty));
            let faults = duplicate_keys(&root);
            Parsed::new(root, Vec::new(), faults)
        }
        Err(error) => {
            let fault = explain(text, &error);
            Parsed::unread(fault.span, fault.kind)
        }
    }
}

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Nesting that is too deep, a string that does not end on its line, a control character in a string, a blank that JSON does not
/// know as one.
fn refused(text: &str) -> Option<SyntaxFault> {
    let mut string: Option<usize> = None;
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, byte) in text.bytes().enumerate() {
        let Some(opening) = string else {
            // The parser takes any blank.
            let odd = || text.get(at..)?.chars().next().filter(|character| character.is_whitespace());
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'!'..=b'~')
                && let Some(odd) = odd()
            {
                let hint = if odd.is_control() { Hint::ControlCharacter } else { Hint::OddSpace };
                let span = Span::new(at, at + odd.len_utf8());
                return Some(invalid(span, "a blank that is none in JSON", Some(hint)));
            }
            match byte {
                b'"' => string = Some(at),
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > MAX_DEPTH {
                return Some(SyntaxFault { span: Span::new(at, at + 1), kind: SyntaxFaultKind::TooDeep });
            }
            continue;
        };
        match byte {
            b'\n' | b'\r' => {
                let span = Span::new(opening, opening + 1);
                return Some(invalid(
                    span,
                    "a string does not end on its line",
                    Some(Hint::UnclosedQuote('"')),
                ));
            }
            ..0x20 => {
                let span = Span::new(at, at + 1);
                return Some(invalid(span, "a control character in a string", Some(Hint::ControlCharacter)));
            }
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => string = None,
            _ => {}
        }
    }
    None
}

/// Recurses as deep as the text, whose depth has been checked.
fn node(text: &str, value: &Value<'_>) -> Node {
    let span = span_of(value.range());
    let raw = || Content::Scalar(text.get(span.range()).unwrap_or_default().into(), Style::Plain);
    let content = match value {
        Value::StringLit(string) => Content::Scalar(string.value.as_ref().into(), Style::Quoted),
        Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => raw(),
        Value::Array(array) => {
            Content::Sequence(array.elements.iter().map(|item| node(text, item)).collect())
        }
        Value::Object(object) => {
            let entries = object.properties.iter().map(|property| {
                let (key, range) = match &property.name {
                    ObjectPropName::String(string) => (string.value.as_ref(), string.range),
                    ObjectPropName::Word(word) => (word.value, word.range),
                };
                Entry { key: key.into(), key_span: span_of(range), value: node(text, &property.value) }
            });
            Content::Mapping(entries.collect())
        }
    };
    Node::new(span, content)
}

fn explain(text: &str, error: &ParseError) -> SyntaxFault {
    let span = span_of(error.range());
    let raw = text.get(span.range()).unwrap_or_default();
    let opening = Span::new(span.start as usize, span.start as usize + 1);
    let (span, hint) = match error.kind() {
        ParseErrorKind::NestingDepthExceeded => return SyntaxFault { span, kind: SyntaxFaultKind::TooDeep },
        ParseErrorKind::TrailingCommasNotAllowed => (span, Some(Hint::TrailingComma)),
        ParseErrorKind::SingleQuotedStringsNotAllowed => (span, Some(Hint::SingleQuotes)),
        ParseErrorKind::CommentsNotAllowed => (span, Some(Hint::Comment)),
        ParseErrorKind::ExpectedStringObjectProperty => (span, Some(Hint::UnquotedKey)),
        ParseErrorKind::UnterminatedArray => (opening, Some(Hint::UnclosedBracket('['))),
        ParseErrorKind::UnterminatedObject => (opening, Some(Hint::UnclosedBracket('{'))),
        ParseErrorKind::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
            (opening, Some(Hint::UnclosedQuote('"')))
        }
        ParseErrorKind::String(_) => {
            let end = span.start as usize + raw.trim_end_matches('"').len();
            (Span::new(span.start as usize, end), Some(Hint::BadEscape))
        }
        ParseErrorKind::ExpectedComma => match unquoted(text, span) {
            Some(word) => (word, Some(Hint::UnquotedText)),
            None => (span, Some(Hint::MissingComma)),
        },
        ParseErrorKind::UnexpectedToken
        | ParseErrorKind::UnexpectedWord
        | ParseErrorKind::UnexpectedTokenInObject => (span, unexpected(text, span)),
        _ => (span, None),
    };
    invalid(span, &error.kind().to_string(), hint)
}

/// What a token stands for that is none.
fn unexpected(text: &str, span: Span) -> Option<Hint> {
    let before = text.get(..span.start as usize)?.chars().next_back();
    let first = text.get(span.start as usize..)?.chars().next()?;
    match first {
        '“' | '”' | '„' | '‘' | '’' => Some(Hint::CurlyQuotes),
        '{' | '%' if before == Some('{') => Some(Hint::Template),
        '%' | '@' | '#' | '$' | '*' | '<' | '>' | '=' | '~' => Some(Hint::UnquotedText),
        _ if first.is_alphanumeric() => Some(Hint::UnquotedText),
        _ => None,
    }
}

/// `2026-01-01` and `1-2` are numbers that run on.
fn unquoted(text: &str, gap: Span) -> Option<Span> {
    let at = gap.start as usize;
    let line = line_around(text, at);
    let ends = |character: char| character.is_whitespace() || ",:]}[{\"".contains(character);
    let before = text.get(line.start..at)?;
    let after = text.get(at..line.end)?;
    let start = line.start + before.rfind(ends).map_or(0, |delimiter| delimiter + 1);
    let end = at + after.find(ends).unwrap_or(after.len());
    (start < at && at < end).then(|| Span::new(start, end))
}

fn invalid(span: Span, message: &str, hint: Option<Hint>) -> SyntaxFault {
    SyntaxFault { span, kind: SyntaxFaultKind::Invalid { message: message.to_owned(), hint } }
}

fn span_of(range: Range) -> Span {
    Span::new(range.start, range.end)
}

#[cfg(test)]
mod tests {
    use super::{super::sketch::sketch_all, *};

    #[test]
    fn values_keep_their_text() {
        for (text, expected) in [
            ("", "@0"),
            ("null", "null"),
            (r#"{"障":"害"}"#, r#"{"障"(障): "\"害\""("害")}‹{…}›"#),
            (r#"{"a":"\ud83d\ude00"}"#, r#"{"a"(a): "\"\\ud83d\\ude00\""("😀")}‹{…}›"#),
            (
                r#"{"a":1, "b": [true, null, {}], "a":-1.50e3}"#,
                "{\"a\"(a): 1, \"b\"(b): [true, null, {}‹{…}›]‹[…]›, \"a\"(a): -1.50e3}‹{…}›\n\
                 31..34 \"\\\"a\\\"\" DuplicateKey { key: \"a\", first: Span { start: 1, end: 4 } }",
            ),
        ] {
            assert_eq!(sketch_all(&parse(text), text), expected, "{text:?}");
        }
    }

    #[test]
    fn nothing_but_json_is_taken_and_mistakes_are_recognised() {
        for (text, bytes, hint) in [
            ("{\"a\":1,}", ",", Some(Hint::TrailingComma)),
            ("{'a':1}", "'", Some(Hint::SingleQuotes)),
            ("{\"a\":'x'}", "'", Some(Hint::SingleQuotes)),
            ("{a:1}", "a", Some(Hint::UnquotedKey)),
            ("{\"a\":x}", "x", Some(Hint::UnquotedText)),
            ("{\"a\":True}", "True", Some(Hint::UnquotedText)),
            ("{\"a\":NaN}", "NaN", Some(Hint::UnquotedText)),
            ("{\"a\":@x}", "@", Some(Hint::UnquotedText)),
            ("{\"a\":2020-01-01}", "2020-01-01", Some(Hint::UnquotedText)),
            ("{\"a\":01}", "01", Some(Hint::UnquotedText)),
            ("{\"a\":1 \"b\":2}", "", Some(Hint::MissingComma)),
            ("[1 2]", "", Some(Hint::MissingComma)),
            ("{\"a\":\"x\n\"b\": 1}", "\"", Some(Hint::UnclosedQuote('"'))),
            ("{\"a\":\"x", "\"", Some(Hint::UnclosedQuote('"'))),
            ("{\"a\":\"\u{1b}\"}", "\u{1b}", Some(Hint::ControlCharacter)),
            ("{\"a\":\"x\0\"}", "\0", Some(Hint::ControlCharacter)),
            ("{\"a\":\"\\ud800\"}", "\\ud800", Some(Hint::BadEscape)),
            ("{\"a\":\"\\q\"}", "\\q", Some(Hint::BadEscape)),
            ("{\"a\":1", "{", Some(Hint::UnclosedBracket('{'))),
            ("{\"a\":[1", "[", Some(Hint::UnclosedBracket('['))),
            ("// c\n{}", "// c", Some(Hint::Comment)),
            ("{\"a\":/*c*/1}", "/*c*/", Some(Hint::Comment)),
            ("{“a”:1}", "“", Some(Hint::CurlyQuotes)),
            ("{\"a\": {{ x }} }", "{", Some(Hint::Template)),
            ("{\"a\":\u{b}1}", "\u{b}", Some(Hint::ControlCharacter)),
            ("{\"a\":\u{a0}1}", "\u{a0}", Some(Hint::OddSpace)),
            ("{\u{3000}}", "\u{3000}", Some(Hint::OddSpace)),
            ("{\"a\":1.}", "1.", None),
            ("{\"a\":.5}", ".", None),
            ("{\"a\":+1}", "+", None),
            ("{\"a\":0x1F}", "0", None),
            ("{\"a\":\"\\x41\"}", "\\x", Some(Hint::BadEscape)),
            ("{} {}", "{", None),
            ("{\"a\" 1}", "1", None),
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
    fn depth_is_counted_outside_strings() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        let is_deep =
            |text: &str| parse(text).faults.iter().any(|fault| fault.kind == SyntaxFaultKind::TooDeep);
        assert!(!is_deep(&nested(MAX_DEPTH)));
        assert!(is_deep(&nested(MAX_DEPTH + 1)));
        assert!(!is_deep(&format!("[\"{} \\\" [\"]", "[".repeat(1000))));
    }
}
