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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Between the markers, once or several times: this is what is replaced.
    Between(Vec<Span>),
    /// It begins here and does not end.
    Unclosed(Span),
    /// Nowhere.
    Missing,
    /// Nowhere, and at the end it would be a part of a comment, or of a block of code or HTML, that is never closed.
    Swallowed,
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
    let found = place_in(&Document::parse(Text::new(text.path().clone(), text.as_str())));
    if found != Place::Missing {
        return found;
    }
    let longer = format!("{}\n\n{OPEN}\n\n| a |\n| --- |\n\n{CLOSE}\n", text.as_str());
    let longer = Document::parse(Text::new(text.path().clone(), longer));
    let is_shown = |span: Span| longer.outline.tables.iter().any(|table| span.start <= table.span.start);
    match place_in(&longer) {
        Place::Between(spans) if spans.iter().any(|span| is_shown(*span)) => Place::Missing,
        _ => Place::Swallowed,
    }
}

fn place_in(document: &Document) -> Place {
    let text = &document.text;
    let mut comments = document.outline.comments.iter();
    let said = |span: Span| text.slice(span).trim();
    let mut found = vec![];
    while let Some(open) = comments.find(|comment| said(comment.text) == "sevlint: table") {
        match comments.find(|comment| said(comment.text) == "/sevlint: table") {
            Some(close) => found.push(Span { start: open.span.end, end: close.span.start }),
            None => return Place::Unclosed(open.span),
        }
    }
    if found.is_empty() { Place::Missing } else { Place::Between(found) }
}

/// What has to change so that every rendering is that of the table, in the order of the text; nothing if all are, and at most
/// so many. A rendering keeps its language; where none is in one that is asked for, the first gets it.
#[must_use]
pub fn changes(table: &Table, asked: Option<Language>, default: Language, most: usize) -> Vec<Change> {
    let text = &table.text;
    // A line feed behind a carriage return at the end would make one line end of two.
    let has_returns = text.as_str().contains("\r\n") || text.as_str().ends_with('\r');
    let line_end = if has_returns { "\r\n" } else { "\n" };
    match place(text) {
        Place::Between(spans) => {
            let spoken = |span: &Span| language_of(text.slice(*span));
            let is_there = asked.is_none() || spans.iter().any(|span| spoken(span) == asked);
            // There may be very many, and each is as long as the table.
            let mut known: Vec<(Language, String)> = vec![];
            let change = |(index, span): (usize, Span)| {
                let first = asked.filter(|_| !is_there && index == 0);
                let language = first.or_else(|| spoken(&span)).or(asked).unwrap_or(default);
                let at = known.iter().position(|(other, _)| *other == language).unwrap_or_else(|| {
                    known.push((language, between(table, language, line_end)));
                    known.len() - 1
                });
                let (_, wanted) = known.get(at)?;
                (wanted != text.slice(span)).then(|| Change { span, text: wanted.clone() })
            };
            spans.into_iter().enumerate().filter_map(change).take(most).collect()
        }
        Place::Unclosed(_) | Place::Swallowed => vec![],
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
            vec![Change { span: end, text: added }]
        }
    }
}

/// The text with the changes made, which are in its order.
#[must_use]
pub fn changed(text: &Text, changes: &[Change]) -> String {
    let whole = text.as_str();
    let mut made = String::with_capacity(whole.len());
    let mut done = 0;
    for change in changes {
        made += whole.get(done..change.span.start as usize).unwrap_or_default();
        made += &change.text;
        done = change.span.end as usize;
    }
    made + whole.get(done..).unwrap_or_default()
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
        .map(|criterion| {
            let mut said = escaped(&criterion.said);
            if !criterion.notify.is_empty() {
                said += &format!(" ({}: {})", heads.tell, escaped(&criterion.notify.join(", ")));
            }
            // What says nothing of its own is told by its items alone.
            if criterion.tests.is_none() {
                said.extend(criterion.items.iter().map(|item| format!("<br>&emsp;· {}", escaped(item))));
            }
            said
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::table::read::read_table;

    const FRONT: &str = "---\nsev_table: 1\nfacts: { lost: { kind: boolean, says: Data was lost } }\n\
        levels:\n  - { id: SEV-1, criteria: [{ when: { lost: yes } }] }\n  - { id: SEV-2, otherwise: true }\n---\n";
    const ROWS: &str = "| Level | What puts an incident here | Examples | Response |\n| --- | --- | --- | --- |\n\
        | **SEV-1** | Data was lost |  |  |\n| **SEV-2** | everything else |  |  |\n";

    fn table(body: &str) -> Table {
        let text = Arc::new(Text::new("SEV.md", format!("{FRONT}{body}")));
        read_table(&text).unwrap_or_else(|faults| panic!("{faults:?}"))
    }

    /// The body after the rendering is written, if it has to be; writing it again changes nothing.
    fn written(body: &str) -> Option<String> {
        let table = table(body);
        let changes = changes(&table, None, Language::English, 9);
        if changes.is_empty() {
            return None;
        }
        let whole = changed(&table.text, &changes);
        let body = whole.strip_prefix(FRONT)?.to_owned();
        let again = read_table(&Arc::new(Text::new("SEV.md", whole))).unwrap();
        assert_eq!(super::changes(&again, None, Language::English, 9), [], "{body}");
        Some(body)
    }

    #[test]
    fn only_what_stands_between_the_markers_changes() {
        let whole = format!("{OPEN}\n\n{ROWS}\n{CLOSE}");
        for (body, wanted) in [
            (String::new(), format!("\n## Levels\n\n{whole}\n")),
            ("# Text".to_owned(), format!("# Text\n\n## Levels\n\n{whole}\n")),
            (format!("a\n\n{OPEN}{CLOSE}\n\n  b  "), format!("a\n\n{whole}\n\n  b  ")),
            (format!("{OPEN}\nold\n{CLOSE}\n{OPEN}\nx\n{CLOSE}\n"), format!("{whole}\n{whole}\n")),
            (format!("{whole}\n\n{OPEN}{CLOSE}\n"), format!("{whole}\n\n{whole}\n")),
            (
                format!("```\n{OPEN}\n{CLOSE}\n```\n\n{OPEN}\n{CLOSE}\n"),
                format!("```\n{OPEN}\n{CLOSE}\n```\n\n{whole}\n"),
            ),
        ] {
            assert_eq!(written(&body), Some(wanted), "{body}");
        }
        assert_eq!(written(&format!("x\n\n{whole}\ny")), None);
        assert_eq!(written(&format!("{OPEN}\nno end")), None);
        assert_eq!(written(&format!("{OPEN}\nold\n{CLOSE}\n{OPEN}\nno end")), None);
        assert!(matches!(place(&table(&format!("{OPEN}\nno end")).text), Place::Unclosed(_)));
    }

    #[test]
    fn line_ends_are_kept() {
        let body = format!("{OPEN}\n{CLOSE}\n");
        let crlf = format!("{FRONT}{body}").replace('\n', "\r\n");
        let table = read_table(&Arc::new(Text::new("SEV.md", crlf))).unwrap();
        let whole = changed(&table.text, &changes(&table, None, Language::English, 9));
        assert_eq!(whole.matches('\n').count(), whole.matches("\r\n").count());
        assert_eq!(whole.replace("\r\n", "\n"), format!("{FRONT}{OPEN}\n\n{ROWS}\n{CLOSE}\n"));
    }

    #[test]
    fn a_rendering_keeps_its_language() {
        let japanese = markdown(&Page::of(&table(""), Language::Japanese));
        let body = format!("{OPEN}\n\n{japanese}\n{CLOSE}\n");
        assert_eq!(changes(&table(&body), None, Language::English, 9), []);
        assert_eq!(changes(&table(&body), Some(Language::English), Language::Japanese, 9).len(), 1);
    }

    #[test]
    fn texts_of_the_table_are_shown_and_not_obeyed() {
        for (text, wanted) in [
            ("a | b", "a \\| b"),
            ("<script>", "&lt;script&gt;"),
            ("two\n lines", "two lines"),
            ("@all", "&#64;all"),
            ("![x](https://e.org)", "\\!\\[x\\](https:&#47;&#47;e.org)"),
            ("\u{202e}\u{7}", "\u{fffd}\u{fffd}"),
            ("障害 20 %", "障害 20 %"),
            ("a\\", "a\\\\"),
        ] {
            assert_eq!(escaped(text), wanted, "{text:?}");
        }
    }
}
