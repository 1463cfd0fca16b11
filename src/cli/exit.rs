//! How a run ends.

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// No finding at or above the failing gravity.
    Clean = 0,
    /// At least one.
    Findings = 1,
    /// The run could not be made.
    Broken = 2,
}
