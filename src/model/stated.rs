//! A statement of a field or a fact, before it is read.

use jiff::tz::TimeZone;

use crate::source::node::Entry;
use crate::source::span::Span;

use super::aliases::REPORTED;
use super::field::Field;
use super::fold::folded_key;
use super::vocabulary::Origin;

/// Where a statement stands; front matter counts before the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In front matter.
    FrontMatter,
    /// Under a label of the body.
    Body,
}

/// A field that is stated.
#[derive(Debug)]
pub struct StatedField<'d> {
    /// Which.
    pub field: Field,
    /// Its key and value.
    pub entry: &'d Entry,
    /// The zone that its label names.
    pub zone: Option<&'d TimeZone>,
    /// Which of several statements counts.
    pub rank: (Place, Origin),
}

/// A fact that is stated.
#[derive(Clone, Debug)]
pub struct StatedFact<'d> {
    /// Its index in the vocabulary.
    pub fact: usize,
    /// The unit that its key names.
    pub unit: Option<&'static str>,
    /// What its key says that stands behind each number.
    pub behind: Option<Box<str>>,
    /// Its key and value.
    pub entry: &'d Entry,
    /// Whether it counts only where it can be read.
    pub is_aside: bool,
    /// Which of several statements counts.
    pub rank: (Place, Origin),
}

/// Where a value stands; the key, if nothing stands behind it.
#[must_use]
pub fn place(entry: &Entry) -> Span {
    if entry.value.is_empty() { entry.key_span } else { entry.value.span }
}

impl StatedField<'_> {
    /// Whether it tells when somebody reported the incident.
    #[must_use]
    pub fn is_of_report(&self) -> bool {
        matches!(self.rank.1, Origin::Weak(_)) && folded_key(&self.entry.key) == REPORTED
    }

    /// Whether it stands in the body.
    #[must_use]
    pub fn is_in_body(&self) -> bool {
        self.rank.0 == Place::Body
    }
}
