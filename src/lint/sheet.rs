//! A file that is open, as it was judged.

use crate::source::document::Document;

use super::across::Kept;
use super::judge::Hearing;
use super::outcome::{Finding, Incident};
use super::reasons::Given;
use super::select::Decision;

/// A file as it was judged.
#[derive(Debug)]
pub struct Sheet {
    /// Whether it is a postmortem, and why.
    pub decision: Decision,
    /// What is found in it, in the order of places.
    pub findings: Vec<Finding>,
    /// What it says, if it is a postmortem that can be read.
    pub page: Option<Page>,
    /// Whether what is found in other files may have changed with it.
    pub stirs_others: bool,
}

/// A postmortem with all that is known of it.
#[derive(Debug)]
pub struct Page {
    /// Its text, and where things stand in it.
    pub document: Document,
    /// What it says, and how it stands.
    pub hearing: Hearing,
    /// Its record, as reports show it.
    pub incident: Incident,
}

/// What is kept of a postmortem.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) is_postmortem: bool,
    pub(super) kept: Vec<Kept>,
    pub(super) reasons: Vec<Given>,
}

/// What a postmortem comes to.
pub(super) struct Heard {
    pub(super) findings: Vec<Finding>,
    pub(super) kept: Vec<Kept>,
    pub(super) reasons: Vec<Given>,
    pub(super) hearing: Hearing,
    pub(super) incident: Incident,
}

impl Sheet {
    /// A file of which nothing is known.
    #[must_use]
    pub fn of_nothing() -> Self {
        Self::blank(Decision::Elsewhere)
    }

    pub(super) fn blank(decision: Decision) -> Self {
        Self { decision, findings: vec![], page: None, stirs_others: false }
    }
}
