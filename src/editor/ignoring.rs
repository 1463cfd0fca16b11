//! Where a comment has to stand that leaves a finding alone, and what it says.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::lint::ignores::can_be_ignored;
use crate::source::document::Document;
use crate::source::front_matter::FrontMatter;
use crate::source::node::{Content, Entry, Style};
use crate::source::span::Span;
use crate::source::syntax::Syntax;

use super::view::View;

/// A comment that leaves a finding alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignoring {
    /// Where it is put.
    pub at: u32,
    /// The comment, with its line end.
    pub text: String,
    /// Whether it holds in the whole file.
    pub in_file: bool,
}

/// The comment that leaves a finding alone: on the line before, or, where none can stand there, for the whole file. None if
/// nothing can.
#[must_use]
pub fn ignoring(view: &View<'_>, found: &Diagnostic) -> Option<Ignoring> {
    let document = &view.page()?.document;
    if !can_be_ignored(found.about) {
        return None;
    }
    let text = &document.text;
    let reason = match view.language() {
        Language::English => "REASON",
        Language::Japanese => "理由",
    };
    let line_end = if text.as_str().contains("\r\n") { "\r\n" } else { "\n" };
    let line = text.line(found.place.start.line);
    let written = text.slice(line);
    let indent: &str = written.get(..written.len() - written.trim_start().len()).unwrap_or_default();
    let id = found.about.id;
    if let Some(front_matter) = document.front_matter.as_ref().filter(|front| line.start <= front.close.start)
    {
        if front_matter.syntax == Syntax::Json || front_matter.open.start == front_matter.open.end {
            return None;
        }
        let in_file = line.start <= front_matter.open.start || is_within_text(front_matter, line);
        return Some(if in_file {
            let at = front_matter.inner.start;
            Ignoring { at, text: format!("# sevlint: ignore-file {id} because {reason}{line_end}"), in_file }
        } else {
            let comment = format!("{indent}# sevlint: ignore {id} because {reason}{line_end}");
            Ignoring { at: line.start, text: comment, in_file }
        });
    }
    // What is missing is pointed out in the first line, wherever that is by then.
    let in_file = found.place.start.line == 1 || is_within_table(document, line);
    Some(if in_file {
        let comment = format!("<!-- sevlint: ignore-file {id} because {reason} -->{line_end}{line_end}");
        Ignoring { at: document.body, text: comment, in_file }
    } else {
        let comment = format!("{indent}<!-- sevlint: ignore {id} because {reason} -->{line_end}");
        Ignoring { at: line.start, text: comment, in_file }
    })
}

/// Whether a line stands in a value of several lines, in which a comment would be text.
fn is_within_text(front_matter: &FrontMatter, line: Span) -> bool {
    fn within(entries: &[Entry], line: Span) -> bool {
        entries.iter().any(|entry| match &entry.value.content {
            Content::Scalar(_, style) => {
                let goes_on = entry.value.span.start < line.start && line.start < entry.value.span.end;
                goes_on && matches!(style, Style::Literal | Style::Folded | Style::Quoted | Style::Plain)
            }
            Content::Mapping(entries) => within(entries, line),
            _ => false,
        })
    }
    within(&front_matter.entries, line)
}

fn is_within_table(document: &Document, line: Span) -> bool {
    let is_in = |span: Span| span.start <= line.end && line.start <= span.end;
    document.outline.tables.iter().any(|table| is_in(table.span))
}
