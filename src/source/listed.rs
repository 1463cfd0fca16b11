//! A file that is known by its name and not yet read.

use std::path::PathBuf;
use std::sync::Arc;

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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leads {
    /// A file of the repository (or something that is neither file nor folder), by its name there.
    ToFile(Arc<str>),
    /// A folder of the repository. What is in it is not listed a second time.
    ToFolder,
    /// Out of the repository, or into its `.git` folder.
    Outside,
    /// To nothing, or in a circle.
    Nowhere,
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
    pub fn link(&self) -> Option<&Leads> {
        self.link.as_ref()
    }
}
