//! What a format of a retrospective is: a name, a line of documentation, one function.

use std::io::{self, Write};

use crate::insight::retrospective::retrospective::Retrospective;
use crate::report::look::Look;

/// Writes why there is no retrospective.
pub type Refuse = fn(&str, &mut dyn Write) -> io::Result<()>;

/// A way to write a retrospective down.
#[derive(Debug)]
pub struct ReportFormat {
    /// `--format NAME`.
    pub name: &'static str,
    /// What it is for.
    pub docs: &'static str,
    /// Writes it.
    pub render: fn(&Retrospective, &Look, &mut dyn Write) -> io::Result<()>,
    /// Whether it is what people read on a terminal.
    pub is_for_terminals: bool,
    /// Of a format that programs read: writes a document that says why there is none.
    pub refuse: Option<Refuse>,
}
