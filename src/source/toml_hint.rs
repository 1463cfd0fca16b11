//! Why a text is not TOML: the parser's words, and the usual mistake, found by looking at the offending line.

use super::{
    lines::line_around,
    span::Span,
    syntax::{Hint, SyntaxFault, SyntaxFaultKind},
};

/// The fault behind one of the parser's errors. `unclosed` is the outermost bracket that is never closed.
pub(super) fn explain(text: &str, span: Span, message: &str, unclosed: Option<usize>) -> SyntaxFault {
    let found = look(text, span, message, unclosed);
    let (span, hint) = found.map_or((span, None), |(span, hint)| (span, Some(hint)));
    SyntaxFault { span, kind: SyntaxFaultKind::Invalid { message: message.to_owned(), hint } }
}

fn look(text: &str, span: Span, message: &str, unclosed: Option<usize>) -> Option<(Span, Hint)> {
    let at = text.floor_char_boundary(span.start as usize);
    let line = line_around(text, at);
    let raw = text.get(span.range()).unwrap_or_default();
    let before = text.get(line.start..at).unwrap_or_default();
    let after = text.get(at..line.end).unwrap_or_default();
    if message.starts_with("unclosed")
        && let Some(bracket) = unclosed
    {
        let character = text.get(bracket..)?.chars().next()?;
        return Some((Span::new(bracket, bracket + 1), Hint::UnclosedBracket(character)));
    }
    if let Some(control) = line.text.find(|character: char| character.is_control() && character != '\t') {
        let start = line.start + control;
        let length = text.get(start..)?.chars().next()?.len_utf8();
        return Some((Span::new(start, start + length), Hint::ControlCharacter));
    }
    if let Some(open) = line.text.find("{{").or_else(|| line.text.find("{%")) {
        let rest = line.text.get(open..)?;
        let end = ["}}", "%}"].iter().find_map(|close| rest.find(close)).map_or(rest.len(), |at| at + 2);
        return Some((Span::new(line.start + open, line.start + open + end), Hint::Template));
    }
    if message.starts_with("string values must be quoted") {
        let curly = raw.starts_with(['“', '”', '„', '‘', '’']);
        let hint = if curly { Hint::CurlyQuotes } else { Hint::UnquotedText };
        return (!raw.is_empty()).then_some((span, hint));
    }
    if message.starts_with("invalid unquoted key") {
        let colon = !line.text.contains('=') && line.text.contains(':');
        return Some((span, if colon { Hint::ColonForEquals } else { Hint::UnquotedKey }));
    }
    if message.starts_with("key with no value") {
        let key = line.text.trim();
        let start = line.start + line.text.len() - line.text.trim_start().len();
        return match line.text.find(':') {
            Some(colon) => {
                Some((Span::new(line.start + colon, line.start + colon + 1), Hint::ColonForEquals))
            }
            None => Some((Span::new(start, start + key.len()), Hint::MissingKey)),
        };
    }
    if message.starts_with("unexpected key or value") {
        let closing = before.trim_end().chars().next_back();
        let closing = closing.filter(|last| matches!(last, '"' | '\'' | ']' | '}'))?;
        let start = line.end - after.trim_start().len();
        return Some((Span::new(start, start + after.trim().len()), Hint::TextAfter(closing)));
    }
    if message.starts_with("missing comma") {
        return Some((span, Hint::MissingComma));
    }
    if message.contains("escape") || message.contains("unicode") {
        let start = at - before.len() + before.rfind('\\')?;
        let length = text.get(start + 1..)?.chars().next().map_or(0, char::len_utf8);
        return Some((Span::new(start, start + 1 + length), Hint::BadEscape));
    }
    if message.contains("multi-line") {
        let (fence, quote) = if message.contains("literal") { ("'''", '\'') } else { ("\"\"\"", '"') };
        let start = text.get(..at)?.rfind(fence)?;
        return Some((Span::new(start, start + fence.len()), Hint::UnclosedQuote(quote)));
    }
    if message.contains("string") {
        let quote = if message.contains("literal") { '\'' } else { '"' };
        let opening = before.find('=').map_or(0, |equals| equals + 1);
        let start = line.start + opening + line.text.get(opening..)?.find(quote)?;
        return Some((Span::new(start, start + 1), Hint::UnclosedQuote(quote)));
    }
    None
}
