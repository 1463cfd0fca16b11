//! The page in Markdown, and its place in the file of the table: between `<!-- sevlint: table -->` and
//! `<!-- /sevlint: table -->`. Outside of these no byte is touched.

use crate::diagnostic::language::Language;
use crate::source::document::Document;
use crate::source::span::Span;
use crate::source::text::Text;

use super::page::{Page, PageHeads, PageLevel};
use super::table::Table;

/// Where the rendering begins.
pub const OPEN: &str = "<!-- sevlint: table -->";
/// Where it ends.
pub const CLOSE: &str = "<!-- /sevlint: table -->";

/// Where the rendering stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Between the markers: this is what is replaced.
    Between(Span),
    /// It begins here and does not end.
    Unclosed(Span),
    /// Nowhere.
    Missing,
}

/// What has to change so that a text has the rendering of its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The bytes that are replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// Where the rendering stands. A marker in a code block is none.
#[must_use]
pub fn place(text: &Text) -> Place {
    let document = Document::parse(Text::new(text.path().clone(), text.as_str()));
    let comments = &document.outline.comments;
    let said = |span: Span| text.slice(span).trim();
    let Some(at) = comments.iter().position(|comment| said(comment.text) == "sevlint: table") else {
        return Place::Missing;
    };
    let Some(open) = comments.get(at) else { return Place::Missing };
    let close = comments.iter().skip(at + 1).find(|comment| said(comment.text) == "/sevlint: table");
    match close {
        Some(close) => Place::Between(Span { start: open.span.end, end: close.span.start }),
        None => Place::Unclosed(open.span),
    }
}

/// What has to change so that the rendering is that of the table; none if it is. A rendering keeps its language, unless
/// one is asked for.
#[must_use]
pub fn change(table: &Table, asked: Option<Language>, default: Language) -> Option<Change> {
    let text = &table.text;
    let line_end = if text.as_str().contains("\r\n") { "\r\n" } else { "\n" };
    match place(text) {
        Place::Between(span) => {
            let written = text.slice(span);
            let language = asked.or_else(|| language_of(written)).unwrap_or(default);
            let wanted = between(table, language, line_end);
            (wanted != written).then_some(Change { span, text: wanted })
        }
        Place::Unclosed(_) => None,
        Place::Missing => {
            let language = asked.unwrap_or(default);
            let end = Span::at(text.as_str().len());
            let before = match text.as_str() {
                whole if whole.ends_with('\n') => line_end.to_owned(),
                _ => line_end.repeat(2),
            };
            let head = PageHeads::of(language).levels;
            let body = between(table, language, line_end);
            let added = format!("{before}## {head}{line_end}{line_end}{OPEN}{body}{CLOSE}{line_end}");
            Some(Change { span: end, text: added })
        }
    }
}

/// The text with the change made.
#[must_use]
pub fn changed(text: &Text, change: &Change) -> String {
    let whole = text.as_str();
    let before = whole.get(..change.span.start as usize).unwrap_or_default();
    let after = whole.get(change.span.end as usize..).unwrap_or_default();
    format!("{before}{}{after}", change.text)
}

/// The page in Markdown: one table.
#[must_use]
pub fn markdown(page: &Page) -> String {
    let heads = PageHeads::of(page.language);
    let mut text = format!(
        "| {} | {} | {} | {} |\n| --- | --- | --- | --- |\n",
        heads.level, heads.criteria, heads.examples, heads.response
    );
    for level in &page.levels {
        text += &row(level, &heads);
    }
    text
}

fn row(level: &PageLevel, heads: &PageHeads) -> String {
    let mut name = format!("**{}**", escaped(&level.id));
    name.extend(level.name.iter().map(|called| format!("<br>{}", escaped(called))));
    let criteria: Vec<String> = level
        .criteria
        .iter()
        .map(|criterion| match criterion.notify.as_slice() {
            [] => escaped(&criterion.said),
            told => format!("{} ({}: {})", escaped(&criterion.said), heads.tell, escaped(&told.join(", "))),
        })
        .collect();
    let examples: Vec<String> = level.examples.iter().map(|example| escaped(example)).collect();
    let response: Vec<String> =
        level.response.iter().map(|(label, value)| format!("{label}: {}", escaped(value))).collect();
    format!(
        "| {name} | {} | {} | {} |\n",
        criteria.join("<br>"),
        examples.join("<br>"),
        response.join("<br>")
    )
}

fn between(table: &Table, language: Language, line_end: &str) -> String {
    let text = format!("\n\n{}\n", markdown(&Page::of(table, language)));
    if line_end == "\n" { text } else { text.replace('\n', line_end) }
}

/// The language a rendering was written in, as its first line tells.
fn language_of(written: &str) -> Option<Language> {
    Language::ALL.iter().copied().find(|language| {
        let heads = PageHeads::of(*language);
        written.trim_start().starts_with(&format!("| {} | {} |", heads.level, heads.criteria))
    })
}

/// Text of the table as Markdown that shows it: one line, no markup, no cell of its own, nobody mentioned, nothing loaded.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !safe.is_empty() {
            safe.push(' ');
        }
        for character in word.chars() {
            match character {
                '&' => safe.push_str("&amp;"),
                '<' => safe.push_str("&lt;"),
                '>' => safe.push_str("&gt;"),
                '@' => safe.push_str("&#64;"),
                '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '!' | '~' | '$' => {
                    safe.push('\\');
                    safe.push(character);
                }
                hidden if is_hidden(hidden) => safe.push('\u{fffd}'),
                shown => safe.push(shown),
            }
        }
    }
    // A bare address would become a link to wherever a stranger wants.
    safe.replace("://", ":&#47;&#47;").replace("www.", "www&#46;")
}

/// Whether a character controls how others are shown, or is not shown itself.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}'
            | '\u{e0000}'..='\u{e0fff}')
}
