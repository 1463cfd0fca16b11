//! Where new lines of front matter stand, and what stands around them: at the end of the front matter in its own format,
//! or before the body.

use crate::diagnostic::diagnostic::Edit;
use crate::source::document::Document;
use crate::source::front_matter::FrontMatter;
use crate::source::span::Span;
use crate::source::syntax::Syntax;
use crate::source::text::Text;

use super::blanks::Blank;
use super::key_line::{Notation, Written};

/// What is to be added.
#[derive(Clone, Debug, Default)]
pub struct Addition<'a> {
    /// Keys with values.
    pub keys: Vec<(&'a str, &'a Written)>,
    /// Keys to fill in, in comments.
    pub blanks: Vec<Blank>,
}

/// How the front matter of a document is written, or would be.
#[must_use]
pub fn notation(document: &Document) -> Notation {
    match &document.front_matter {
        None => Notation::Yaml,
        Some(front_matter) if is_braced(document, front_matter) => Notation::Braces,
        Some(front_matter) if front_matter.syntax == Syntax::Toml => Notation::Toml,
        Some(_) => Notation::Yaml,
    }
}

/// The edit that adds these keys.
#[must_use]
pub fn insertion(document: &Document, addition: &Addition<'_>) -> Edit {
    let text = &document.text;
    let notation = notation(document);
    let Some(front_matter) = &document.front_matter else {
        return before_body(document, &lines(addition, notation, ""));
    };
    match notation {
        Notation::Braces => in_braces(text, front_matter, addition),
        Notation::Toml => {
            let (at, end) = (end_of_top_level(text, front_matter), line_end(text.as_str()));
            let added = block(&lines(addition, notation, ""), end);
            let is_apart = at == front_matter.inner.end as usize
                || text.as_str().get(at..).is_some_and(|rest| rest.starts_with(['\r', '\n']));
            // What follows is a table of its own, or the comment before it.
            let added = if is_apart { added } else { added + end };
            Edit::replace(text, Span::at(at), added)
        }
        Notation::Yaml => {
            let indent = front_matter.entries.first().map_or("", |entry| indent_of(text, entry.key_span));
            let added = block(&lines(addition, notation, indent), line_end(text.as_str()));
            Edit::replace(text, Span::at(front_matter.end as usize), added)
        }
    }
}

/// A text with an edit made.
#[must_use]
pub fn edited(text: &str, edit: &Edit) -> Option<String> {
    let (start, end) = (edit.start.offset as usize, edit.end.offset as usize);
    Some(format!("{}{}{}", text.get(..start)?, edit.text, text.get(end..)?))
}

fn lines(addition: &Addition<'_>, notation: Notation, indent: &str) -> Vec<String> {
    let keys = addition.keys.iter().map(|(key, value)| notation.line(key, value));
    let blanks = addition.blanks.iter().filter_map(|blank| notation.blank(&blank.name, &blank.remark));
    keys.chain(blanks).map(|line| format!("{indent}{line}")).collect()
}

/// Each line with its end.
fn block(lines: &[String], end: &str) -> String {
    lines.iter().flat_map(|line| [line, end]).collect()
}

/// New front matter, and a blank line if the body does not begin with one.
fn before_body(document: &Document, lines: &[String]) -> Edit {
    let text = document.text.as_str();
    let end = line_end(text);
    let body = text.get(document.body as usize..).unwrap_or_default();
    let blank = if body.is_empty() || body.starts_with(['\r', '\n']) { "" } else { end };
    let added = format!("---{end}{}---{end}{blank}", block(lines, end));
    Edit::replace(&document.text, Span::at(document.body as usize), added)
}

/// Behind the last key of a mapping in braces.
fn in_braces(text: &Text, front_matter: &FrontMatter, addition: &Addition<'_>) -> Edit {
    let inner = text.slice(front_matter.inner);
    let brace = front_matter.inner.start as usize + inner.find('{').unwrap_or(0);
    let keys: Vec<String> =
        addition.keys.iter().map(|(key, value)| Notation::Braces.line(key, value)).collect();
    let (Some(first), Some(last)) = (front_matter.entries.first(), front_matter.entries.last()) else {
        return Edit::replace(text, Span::at(brace + 1), format!(" {} ", keys.join(", ")));
    };
    // Keys are as far apart as the first one is from the brace.
    let between = text.slice(Span { start: Span::at(brace + 1).start, end: first.key_span.start });
    let is_blank = between.chars().all(char::is_whitespace);
    let between = if is_blank && between.contains('\n') { between } else { " " };
    let added: String = keys.iter().flat_map(|key| [",", between, key]).collect();
    let end = last.value.span.end.max(last.key_span.end);
    Edit::replace(text, Span { start: end, end }, added)
}

/// Behind the last key of TOML that stands before the first table: keys behind its head would belong to it.
fn end_of_top_level(text: &Text, front_matter: &FrontMatter) -> usize {
    let head_of = |span: Span| {
        let line = text.line(text.line_number(span.start));
        text.slice(line).trim_start().starts_with('[').then_some(line.start)
    };
    let heads = front_matter.entries.iter().filter_map(|entry| head_of(entry.key_span));
    let Some(head) = heads.min() else { return front_matter.inner.end as usize };
    let before = front_matter.entries.iter().filter(|entry| entry.value.span.end <= head);
    let Some(last) = before.map(|entry| entry.value.span.end).max() else {
        return front_matter.inner.start as usize;
    };
    let rest = text.slice(Span { start: last, end: head });
    last as usize + rest.find('\n').map_or(rest.len(), |at| at + 1)
}

fn is_braced(document: &Document, front_matter: &FrontMatter) -> bool {
    let inner = document.text.slice(front_matter.inner);
    front_matter.syntax != Syntax::Toml
        && inner
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty() && !line.starts_with('#'))
            .is_some_and(|line| line.starts_with('{'))
}

/// The blanks before a key, if there is nothing else before it on its line.
fn indent_of(text: &Text, key: Span) -> &str {
    let line = text.line(text.line_number(key.start));
    let before = text.slice(Span { start: line.start, end: key.start });
    if before.chars().all(|letter| letter == ' ') { before } else { "" }
}

/// How lines end in a text.
fn line_end(text: &str) -> &'static str {
    let Some(first) = text.find(['\r', '\n']) else { return "\n" };
    match text.get(first..) {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}
