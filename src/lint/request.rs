//! What a run is asked to do.

use std::path::PathBuf;

use jiff::civil::Date;

use super::project::Given;
use super::record::Detail;

/// What a run is asked to do.
#[derive(Clone, Debug)]
pub struct Request {
    /// Files and folders, absolute or relative to where the root was asked for.
    pub paths: Vec<PathBuf>,
    /// What the command line says instead of the files.
    pub given: Given,
    /// The day of the run: the only clock there is.
    pub today: Date,
    /// How much of each postmortem is kept.
    pub detail: Detail,
}
