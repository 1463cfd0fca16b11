//! What a walk found: files, and what could not be walked.

use std::io;
use std::sync::Arc;

use super::files::Files;
use super::obstacle::Obstacle;

/// What a walk found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// In the order of the bytes of their paths, each once.
    pub files: Files,
    /// What could not be walked, in the order of paths. The rest of the walk is not affected.
    pub faults: Vec<WalkFault>,
}

/// Something that could not be walked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WalkFault {
    /// Relative to the repository with `/`; as it was asked for where it lies outside.
    pub path: Arc<str>,
    /// Why not.
    pub kind: WalkFaultKind,
}

/// Why something could not be walked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WalkFaultKind {
    /// A folder, or a path that was asked for, cannot be read or does not exist.
    Unreadable(Obstacle),
    /// An ignore file cannot be obeyed, so that too much is listed.
    IgnoreFile(Obstacle),
    /// A folder that was asked for is ignored, and so nothing in it is listed.
    Ignored,
    /// A folder that was asked for belongs to a repository within this one, and so nothing in it is listed.
    OtherRepository,
    /// A path that was asked for does not lie in the repository.
    Outside,
}

impl From<io::Error> for WalkFaultKind {
    fn from(error: io::Error) -> Self {
        Self::Unreadable((&error).into())
    }
}
