//! The course of the declared severity: what a postmortem declared from commit to commit.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

/// What a postmortem declared from a commit on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The commit; none for what is not committed yet.
    pub commit: Option<CommitMark>,
    /// The declared severity as written; none if there was none.
    pub severity: Option<String>,
    /// Whether the postmortem was final then: it was merged, and did not say that it was not finished.
    pub is_final: bool,
}

/// A commit, as people are told about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitMark {
    /// The first digits of its name.
    pub name: Arc<str>,
    /// When it was made.
    pub at: Timestamp,
    /// The day of that, local.
    pub day: Date,
}
