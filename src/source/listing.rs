//! What a walk found: files that are known by name and not yet read, and what could not be walked.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::obstacle::Obstacle;
use super::repository::Root;

/// A file of the repository, not yet read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    pub(super) path: Arc<str>,
    /// Where it lies, if `path` does not say it because it is not UTF-8. Boxed twice, as nearly no file has one.
    pub(super) place: Option<Box<PathBuf>>,
    pub(super) origin: Origin,
    pub(super) link: Option<Leads>,
}

/// How a file came to be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// It was asked for by name; neither the ignore files nor the choice of names hold for it.
    Named,
    /// It was found in a folder.
    Found,
}

/// What a link leads to in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leads {
    /// A file of the repository (or something that is neither file nor folder).
    ToFile,
    /// A folder of the repository. What is in it is not listed a second time.
    ToFolder,
    /// Out of the repository, or into its `.git` folder.
    Outside,
    /// To nothing, or in a circle.
    Nowhere,
}

/// What a walk found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// In the order of the bytes of their paths, each once.
    pub files: Vec<Listed>,
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

impl Listed {
    /// A file that was asked for by its path, relative to the repository with `/`, and not looked for.
    #[must_use]
    pub fn named(path: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), place: None, origin: Origin::Named, link: None }
    }

    /// A file that was found in a folder by its path, relative to the repository with `/`, and is no link.
    #[must_use]
    pub fn found(path: impl Into<Arc<str>>) -> Self {
        Self { origin: Origin::Found, ..Self::named(path) }
    }

    /// The path, relative to the repository with `/`, with replacement characters for what is not UTF-8. It may
    /// contain line ends and control characters.
    #[must_use]
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// Where the file lies.
    #[must_use]
    pub fn place(&self, root: &Root) -> PathBuf {
        self.place.as_deref().map_or_else(|| root.join(&self.path), Clone::clone)
    }

    /// How it came to be listed.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// Where it leads, if it is a link that was found.
    #[must_use]
    pub fn link(&self) -> Option<Leads> {
        self.link
    }
}

impl From<io::Error> for WalkFaultKind {
    fn from(error: io::Error) -> Self {
        Self::Unreadable((&error).into())
    }
}
