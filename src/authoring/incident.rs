//! What adopting is about: a postmortem, and all that decides how it is read.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::language::Language;
use crate::model::postmortem::Postmortem;
use crate::model::vocabulary::Vocabulary;
use crate::source::document::Document;
use crate::table::table::Table;

/// A postmortem, with what it was read by.
#[derive(Clone, Copy, Debug)]
pub struct Incident<'a> {
    /// The file.
    pub document: &'a Document,
    /// What it says.
    pub postmortem: &'a Postmortem,
    /// The words of the table in force, and of the configuration.
    pub words: &'a Vocabulary,
    /// The table in force on its day.
    pub table: Option<&'a Table>,
    /// Where times without an offset are taken to be.
    pub zone: &'a TimeZone,
    /// The day of the run.
    pub today: Date,
    /// The language of remarks.
    pub language: Language,
}
