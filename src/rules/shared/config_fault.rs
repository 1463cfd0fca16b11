//! What keeps a configuration from being read, as data with places.

use jiff::civil::Date;

use crate::source::globs::GlobFaultKind;
use crate::source::shape::ShapeFaultKind;
use crate::source::span::Span;
use crate::source::syntax::SyntaxFaultKind;

/// One thing that keeps a configuration from being read.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigFault {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: ConfigFaultKind,
}

/// What keeps a configuration from being read.
#[derive(Clone, Debug, PartialEq)]
pub enum ConfigFaultKind {
    /// It is not valid TOML.
    Syntax(SyntaxFaultKind),
    /// A key or value that does not belong there.
    Shape(ShapeFaultKind),
    /// No rule has that name.
    RuleUnknown {
        /// As written.
        name: String,
        /// The rule it may have been meant to be.
        nearest: Option<&'static str>,
    },
    /// The rule cannot be turned off.
    RuleFixed(String),
    /// Not a time zone of the IANA database.
    ZoneUnknown(String),
    /// A glob that cannot be used.
    GlobUnusable(GlobFaultKind),
    /// `overrides` is not a list of tables.
    OverridesSingle,
    /// A date that cannot be read.
    DateUnreadable(String),
    /// Not a month from 1 to 12.
    MonthImpossible(u32),
    /// A baseline that is not there.
    BaselineMissing(String),
    /// A baseline that does not lie in the repository.
    BaselineOutside(String),
    /// Not a size in bytes.
    SizeUnreadable(String),
    /// A canonical name that no field and no fact of the table has.
    NameUnknown {
        /// As written.
        name: String,
        /// The name it may have been meant to be.
        nearest: Option<String>,
    },
    /// A section that no table asks for, with a name near to one that means something.
    SectionUnknown {
        /// As written.
        name: String,
        /// The section it may have been meant to be.
        nearest: String,
    },
    /// A table that is not there.
    TableMissing(String),
    /// Two tables that come into force on one day; or, without a day, on no day that they say.
    TablesUndated {
        /// One of them.
        one: String,
        /// The other.
        other: String,
        /// The day.
        day: Option<Date>,
    },
}
