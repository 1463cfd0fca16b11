//! Where a body states things under labels: before its second heading, and in the sections for that.

use crate::model::known::Known;
use crate::model::section::{Section, Sections};
use crate::source::document::Document;
use crate::source::span::Span;

use super::elsewhere::holds;

/// Which labels mean something in a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Labels {
    /// All that are known.
    All,
    /// Those, and what is short enough to be one.
    Any,
    /// Those that the table's `from` or `[names]` map on purpose.
    Mapped,
    /// Those that say how long a step took, when it was noticed, and how.
    Detection,
    /// Those that say how long a step took.
    Lengths,
}

/// The sections that state things under labels.
const SECTIONS: [Known; 3] = [Known::Metadata, Known::Summary, Known::Impact];

/// The places where labels are looked for, in their order, none inside another.
#[must_use]
pub fn places(document: &Document, sections: &Sections, elsewhere: &[Span]) -> Vec<Span> {
    let mut places = vec![head(document)];
    for (index, section) in sections.headed.iter().enumerate() {
        if SECTIONS.iter().any(|known| section.is(*known)) && !holds(elsewhere, section) {
            places.push(section.own);
            let behind = sections.headed.get(index + 1..).unwrap_or_default();
            let own = parts(section, behind).filter(|part| !holds(elsewhere, part));
            places.extend(own.map(|part| part.own));
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// The sections about that topic which are no place for other labels.
#[must_use]
pub fn only(known: Known, sections: &Sections, places: &[Span], elsewhere: &[Span]) -> Vec<Span> {
    let found = sections.headed.iter().filter(|section| section.is(known) && !holds(elsewhere, section));
    found.map(|section| section.own).filter(|place| places.binary_search(place).is_err()).collect()
}

/// The other places, but for timelines, action items, and what is said of something else: there only labels count that were
/// mapped on purpose.
#[must_use]
pub fn other_places(sections: &Sections, places: &[Span], elsewhere: &[Span]) -> Vec<Span> {
    let is_other = |section: &&Section| {
        !holds(elsewhere, section)
            && !ELSEWHERE.iter().any(|known| section.is(*known))
            && places.binary_search(&section.own).is_err()
    };
    sections.headed.iter().filter(is_other).map(|section| section.own).collect()
}

/// The sections in which a label states something of an entry or an item, not of the incident.
const ELSEWHERE: [Known; 2] = [Known::Timeline, Known::ActionItems];

/// From the start of the body to its second heading.
#[must_use]
pub fn head(document: &Document) -> Span {
    let end = document.outline.headings.get(1).map(|heading| heading.span.start as usize);
    Span::new(document.body as usize, end.unwrap_or(document.text.as_str().len()))
}

/// The sections below one that are not about something else. Below the title of the document stands all of it.
fn parts<'s>(section: &'s Section, behind: &'s [Section]) -> impl Iterator<Item = &'s Section> {
    let is_title = section.level == 1;
    let below = behind.iter().take_while(move |part| !is_title && part.heading.start < section.body.end);
    below.filter(|part| !part.is_usual())
}
