//! What an editor shows over a place: why an incident is at its level, what a fact is and which criteria use it.

use crate::report::rule_page;

use super::hover_fact::fact;
use super::hover_level::{level, severity};
use super::part::{Part, markdown, plain};
use super::protocol::{Hover, MarkupContent, MarkupKind};
use super::subject::{Subject, subject};
use super::view::View;

/// What is shown over a byte of the document, in Markdown if the client shows that.
#[must_use]
pub fn hover(view: &View<'_>, offset: usize, in_markdown: bool) -> Option<Hover> {
    let (subject, span) = subject(view, offset)?;
    let parts = match subject {
        Subject::Severity => severity(view)?,
        Subject::Fact(index) => fact(view, index)?,
        Subject::Level(index) => level(view.table()?, index, view.language())?,
        Subject::Rule(rule) => {
            let heading = format!("**{}**\n\n", rule.about.id);
            vec![Part::Page(heading + &rule_page::body(&rule.about, 3, view.language()))]
        }
    };
    let (kind, value) = if in_markdown {
        (MarkupKind::Markdown, parts.iter().map(markdown).collect::<Vec<_>>().join("\n\n"))
    } else {
        (MarkupKind::PlainText, parts.iter().map(plain).collect::<Vec<_>>().join("\n\n"))
    };
    let range = view.ruler.range(span.start, span.end);
    Some(Hover { contents: MarkupContent { kind, value }, range })
}
