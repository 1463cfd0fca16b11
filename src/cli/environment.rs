//! What a run takes from the process around it. `main` fills it in; tests make their own.

use std::path::PathBuf;

use jiff::civil::{Date, DateTime};

use super::interrupt::Interrupt;

/// What a run takes from the process around it.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The folder that relative paths start from.
    pub folder: PathBuf,
    /// Today, where the user is.
    pub today: Date,
    /// What time it is, where the user is, for what runs for long.
    pub clock: Option<fn() -> DateTime>,
    /// Whether standard output is a terminal that wants colour.
    pub colour: bool,
    /// The columns of the terminal, if there is one.
    pub columns: Option<usize>,
    /// Whether somebody is there to be asked: questions can be seen, and answers typed.
    pub asks: bool,
    /// The columns of standard error, if somebody waits there and a line can be written anew.
    pub progress: Option<usize>,
    /// The columns of standard error, if it is a terminal: sentences are broken for it.
    pub error_columns: Option<usize>,
    /// The name of this machine, if standard output is a terminal that shows links to files.
    pub links: Option<String>,
    /// Ctrl-C, if it can be held.
    pub interrupt: Option<Interrupt>,
}

impl Environment {
    /// The same on the day that it is by now.
    #[must_use]
    pub fn later(&self) -> Self {
        Self { today: self.clock.map_or(self.today, |clock| clock().date()), ..self.clone() }
    }
}
