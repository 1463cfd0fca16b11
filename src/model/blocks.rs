//! What stands in a section, in the order of the text: headings, paragraphs, items, tables.

use crate::source::document::Document;
use crate::source::outline::{Grid, Heading, Item};
use crate::source::span::Span;

/// A piece of a section.
#[derive(Clone, Copy, Debug)]
pub enum Block<'d> {
    /// A heading below that of the section.
    Heading(&'d Heading),
    /// A paragraph.
    Paragraph(Span),
    /// An item of a list.
    Item(&'d Item),
    /// A table.
    Table(&'d Grid),
}

/// The pieces that begin in a place. Items stand before those nested in them.
#[must_use]
pub fn blocks(document: &Document, place: Span) -> Vec<Block<'_>> {
    let outline = &document.outline;
    let mut found = vec![];
    found.extend(within(&outline.headings, place, |heading| heading.span).iter().map(Block::Heading));
    found.extend(within(&outline.paragraphs, place, |span| *span).iter().copied().map(Block::Paragraph));
    found.extend(within(&outline.items, place, |item| item.span).iter().map(Block::Item));
    found.extend(within(&outline.tables, place, |table| table.span).iter().map(Block::Table));
    found.sort_by_key(|block| block.span().start);
    found
}

impl Block<'_> {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Heading(heading) => heading.span,
            Self::Paragraph(span) => *span,
            Self::Item(item) => item.span,
            Self::Table(table) => table.span,
        }
    }
}

fn within<T>(all: &[T], place: Span, span: impl Fn(&T) -> Span) -> &[T] {
    let from = all.partition_point(|one| span(one).start < place.start);
    let to = all.partition_point(|one| span(one).start < place.end);
    all.get(from..to).unwrap_or_default()
}
