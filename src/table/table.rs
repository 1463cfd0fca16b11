//! The SEV table.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::declaration::Declaration;
use crate::source::text::Text;

use super::geometry::Geometry;
use super::level::{Level, Name, Requirement};

/// A table that was read without a fault. Places are in `text`.
#[derive(Debug)]
pub struct Table {
    /// The file it was read from.
    pub text: Arc<Text>,
    /// The first digits of the commit it was read from, if it is not the one that is there now.
    pub of_commit: Option<Arc<str>>,
    /// What it is called.
    pub title: Option<String>,
    /// From which day on incidents are judged by it (local midnight).
    pub effective_from: Option<Date>,
    /// Declared values that are no severity.
    pub not_graded: Vec<Name>,
    /// The facts it asks for: declared ones in their order, then the built-in ones.
    pub facts: Vec<Declaration>,
    /// What it asks of every postmortem.
    pub requires: Vec<Requirement>,
    /// The levels, most severe first.
    pub levels: Vec<Level>,
    /// The same as cells and boxes.
    pub geometry: Geometry,
}

impl Table {
    /// The file it was read from. Its text goes by `SEV.md@1a2b3c4d5e`, if that is a version which only git has.
    #[must_use]
    pub fn file(&self) -> &str {
        let name = self.text.path();
        let version = |commit: &Arc<str>| name.strip_suffix(&**commit)?.strip_suffix('@');
        self.of_commit.as_ref().and_then(version).unwrap_or(name)
    }

    /// The index of a fact.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<usize> {
        self.facts.iter().position(|fact| fact.name == name)
    }

    /// The names of the sections it asks for, whenever it does.
    pub fn sections_asked(&self) -> impl Iterator<Item = &str> {
        let of_levels = self.levels.iter().flat_map(|level| &level.requires);
        let all = self.requires.iter().chain(of_levels);
        all.flat_map(|requirement| &requirement.sections).map(|name| name.text.as_str())
    }

    /// The level that takes what no criterion covers.
    #[must_use]
    pub fn otherwise(&self) -> Option<usize> {
        self.levels.iter().position(|level| level.otherwise.is_some())
    }
}
