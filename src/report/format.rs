//! What a format is: a name, a line of documentation, one function.

use std::io::{self, Write};

use crate::lint::outcome::Outcome;
use crate::lint::record::Detail;

use super::look::Look;

/// A way to write an outcome down.
#[derive(Debug)]
pub struct Format {
    /// `--format NAME`.
    pub name: &'static str,
    /// What it is for.
    pub docs: &'static str,
    /// Whether programs read it: then it is a valid document even where the run could not be made.
    pub for_programs: bool,
    /// How much of each postmortem it writes down.
    pub detail: Detail,
    /// Writes it.
    pub render: fn(&Outcome, &Look, &mut dyn Write) -> io::Result<()>,
}
