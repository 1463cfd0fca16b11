//! What a run takes from the process around it. `main` fills it in; tests make their own.

use std::path::PathBuf;

use jiff::civil::Date;

/// What a run takes from the process around it.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The folder that relative paths start from.
    pub folder: PathBuf,
    /// Today, where the user is.
    pub today: Date,
    /// Whether standard output is a terminal that wants colour.
    pub colour: bool,
    /// The columns of the terminal, if there is one.
    pub columns: Option<usize>,
    /// Whether somebody is there to be asked: questions can be seen, and answers typed.
    pub asks: bool,
    /// The columns of standard error, if somebody waits there and a line can be written anew.
    pub progress: Option<usize>,
    /// The name of this machine, if standard output is a terminal that shows links to files.
    pub links: Option<String>,
}
