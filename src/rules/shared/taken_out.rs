//! The edit that takes a key with its value out of front matter, and no other key.

use crate::diagnostic::diagnostic::Edit;
use crate::rules::rule::Case;
use crate::source::node::Entry;
use crate::source::span::Span;
use crate::source::syntax::Syntax;

/// What becomes of a comment behind the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comment {
    /// It may say what the value does not: nothing is taken out.
    Kept,
    /// It is about the entry, and goes with it.
    Goes,
}

/// Takes the entry out whose key stands there. None where it shares its lines with something else.
#[must_use]
pub fn taken_out(case: &Case<'_>, key: Span, comment: Comment) -> Option<Edit> {
    let front_matter = case.document.front_matter.as_ref()?;
    let text = &case.document.text;
    let index = front_matter.entries.iter().position(|entry| entry.key_span == key)?;
    let entry = front_matter.entries.get(index)?;
    if front_matter.syntax == Syntax::Json {
        return from_braces(case, &front_matter.entries, index);
    }
    let end = entry.value.span.end.max(entry.key_span.end);
    let (first, last) = (text.position(key.start), text.position(end));
    let below = text.line(last.line + 1).start;
    let after = text.slice(Span { start: end, end: below });
    // Of a table of TOML the head stands in brackets.
    let is_table = front_matter.syntax == Syntax::Toml && first.column == 2;
    let start = if is_table && text.slice(text.line(first.line)).starts_with('[') {
        key.start - 1
    } else {
        key.start
    };
    let is_first = text.position(start).column == 1;
    let is_comment = after.starts_with([' ', '\t']) && after.trim_start().starts_with('#');
    let ends = after.trim().is_empty() || is_comment && comment == Comment::Goes;
    (is_first && ends).then(|| Edit::replace(text, Span { start, end: below }, ""))
}

/// With the comma before it, or behind the first one.
fn from_braces(case: &Case<'_>, entries: &[Entry], index: usize) -> Option<Edit> {
    let text = &case.document.text;
    let entry = entries.get(index)?;
    let end_of = |entry: &Entry| entry.value.span.end.max(entry.key_span.end);
    let is_only_comma = |span: Span| text.slice(span).trim() == ",";
    if let Some(before) = index.checked_sub(1).and_then(|before| entries.get(before)) {
        let between = Span { start: end_of(before), end: entry.key_span.start };
        let span = Span { start: between.start, end: end_of(entry) };
        return is_only_comma(between).then(|| Edit::replace(text, span, ""));
    }
    let after = entries.get(index + 1)?;
    let between = Span { start: end_of(entry), end: after.key_span.start };
    let span = Span { start: entry.key_span.start, end: between.end };
    is_only_comma(between).then(|| Edit::replace(text, span, ""))
}
