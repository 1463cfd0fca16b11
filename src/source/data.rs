//! One way into the three data formats, for whole files: a table, a configuration.

use super::{
    json,
    span::Span,
    syntax::{MAX_BYTES, Parsed, Syntax, SyntaxFaultKind},
    toml, yaml,
};

/// Reads a whole file, with its byte order mark if it has one. Never fails: what is wrong is told in the faults.
#[must_use]
pub fn parse(text: &str, syntax: Syntax) -> Parsed {
    let content = text.strip_prefix('\u{feff}').unwrap_or(text);
    if content.len() > MAX_BYTES {
        return Parsed::unread(Span::default(), SyntaxFaultKind::TooLarge);
    }
    let mut parsed = parse_piece(content, syntax);
    let mark = text.len() - content.len();
    if mark > 0 {
        parsed.map_spans(&|span| span.shifted(mark));
    }
    parsed
}

/// Reads a text that has no byte order mark and is known to be short enough.
pub(super) fn parse_piece(text: &str, syntax: Syntax) -> Parsed {
    match syntax {
        Syntax::Yaml => yaml::parse(text),
        Syntax::Toml => toml::parse(text),
        Syntax::Json => json::parse(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_moves_every_place() {
        for (text, syntax) in [
            ("a: [1\n]\nb: 2", Syntax::Yaml),
            ("a = 1\nb = 2", Syntax::Toml),
            ("{\"a\": 1, \"b\": 2}", Syntax::Json),
        ] {
            let marked = format!("\u{feff}{text}");
            let mut plain = parse(text, syntax);
            plain.map_spans(&|span| span.shifted(3));
            assert_eq!(parse(&marked, syntax), plain, "{syntax:?}");
        }
    }

    #[test]
    fn what_is_too_large_is_not_read() {
        let text = format!("# {}", "x".repeat(MAX_BYTES));
        for syntax in [Syntax::Yaml, Syntax::Toml, Syntax::Json] {
            assert_eq!(parse(&text, syntax).faults[0].kind, SyntaxFaultKind::TooLarge);
        }
    }
}
