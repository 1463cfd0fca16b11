//! A document as an editor has it open, with what is known of it.

use std::sync::Arc;

use crate::diagnostic::language::Language;
use crate::lint::desk::{Desk, Page, Sheet};
use crate::source::listed::Listed;
use crate::source::load::load;
use crate::source::span::Span;
use crate::table::table::Table;

use super::address::{Address, address_of};
use super::encoding::{Encoding, Ruler};
use super::protocol::{Location, Range};

/// A document as an editor has it open, with what is known of it.
#[derive(Debug)]
pub struct View<'v> {
    /// Its project.
    pub desk: &'v Desk,
    /// Its path, relative to the repository.
    pub path: &'v Arc<str>,
    /// Its text.
    pub text: &'v str,
    /// How it was judged.
    pub sheet: &'v Sheet,
    /// Its places, as the client counts.
    pub ruler: Ruler<'v>,
    encoding: Encoding,
}

impl<'v> View<'v> {
    /// A document of a project, in which a client counts so.
    #[must_use]
    pub fn new(
        desk: &'v Desk,
        path: &'v Arc<str>,
        text: &'v str,
        sheet: &'v Sheet,
        encoding: Encoding,
    ) -> Self {
        Self { desk, path, text, sheet, ruler: Ruler::new(text, encoding), encoding }
    }

    /// What it says, if it is a postmortem.
    #[must_use]
    pub fn page(&self) -> Option<&'v Page> {
        self.sheet.page.as_ref()
    }

    /// The language of what is said of it.
    #[must_use]
    pub fn language(&self) -> Language {
        self.desk.language()
    }

    /// The SEV table that stands in it, if one does.
    #[must_use]
    pub fn table_here(&self) -> Option<&'v Arc<Table>> {
        self.desk.last_project()?.tables.iter().find(|table| table.text.path() == self.path)
    }

    /// Whether it is a SEV table, that loads or not.
    #[must_use]
    pub fn is_table(&self) -> bool {
        let is_blamed = || {
            let mut trouble = self.desk.trouble().iter().map(|finding| &finding.diagnostic);
            trouble.any(|found| found.place.path == *self.path && found.about.family() == "table")
        };
        self.table_here().is_some() || is_blamed()
    }

    /// The SEV table that it is judged by; of a document that is none, or cannot be judged now, that in force today of
    /// the project that was loaded last.
    #[must_use]
    pub fn table(&self) -> Option<&'v Arc<Table>> {
        let of_page = self.page().and_then(|page| page.hearing.table.as_ref());
        of_page.or_else(|| self.table_here()).or_else(|| {
            let in_force = self.desk.last_project()?.tables.in_force(self.desk.today());
            in_force.map(|(table, _)| table)
        })
    }

    /// A place in some file of the repository.
    #[must_use]
    pub fn location(&self, path: &Arc<str>, start: u32, end: u32) -> Option<Location> {
        let range = self.range_in(path, start, end)?;
        Some(Location { uri: Address::read(&address_of(&self.desk.root().join(path)))?, range })
    }

    /// A place in a table.
    #[must_use]
    pub fn location_in(&self, table: &Table, span: Span) -> Option<Location> {
        self.location(table.text.path(), span.start, span.end)
    }

    fn range_in(&self, path: &Arc<str>, start: u32, end: u32) -> Option<Range> {
        if path == self.path {
            return Some(self.ruler.range(start, end));
        }
        let tables = self.desk.project().into_iter().flat_map(|project| project.tables.iter());
        if let Some(table) = tables.into_iter().find(|table| table.text.path() == path) {
            return Some(Ruler::new(table.text.as_str(), self.encoding).range(start, end));
        }
        let text = load(self.desk.root(), &Listed::named(path.clone()), u64::MAX).ok()?;
        Some(Ruler::new(text.as_str(), self.encoding).range(start, end))
    }
}
