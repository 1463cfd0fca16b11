//! What has changed, where only that is to be reported on.
//!
//! A table, a configuration or a list of known findings that has changed changes the verdict on everything under it, and so all of that is reported on.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::source::git::{Commit, Git};
use crate::source::git_blobs::{Blob, Blobs};
use crate::source::git_fault::GitFault;

use super::config::{CONFIG_FILE, Config};
use super::table_search::usual_places;

/// The files that have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Since when.
    pub since: Since,
    /// Relative to the repository, with `/`. What is gone is among them.
    paths: BTreeSet<Arc<str>>,
    /// The folders whose configuration has changed, empty or with `/` at the end.
    configured: Vec<String>,
    /// The files called as tables are that have changed: the folder of the project that each would be the table of, and its place in
    /// the order in which tables are looked for.
    tables: Vec<(String, usize)>,
}

/// Since when files have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// Since what is checked out left the line of this commit, as it was named.
    Reference(String),
    /// Since the commit that is checked out, as far as it is in the index.
    Staged,
}

impl Changed {
    /// What the work tree has otherwise than the commit where it left the line of `reference`; untracked files, too.
    ///
    /// # Errors
    /// When there is no such commit, or git fails.
    pub fn since(git: &Git, root: &Path, reference: &str) -> Result<Self, GitFault> {
        let other = git.commit(reference)?;
        let head =
            git.head()?.ok_or_else(|| GitFault::UnknownCommit { name: "HEAD".to_owned(), shallow: false })?;
        let base = git.merge_base(&head, &other)?;
        Ok(Self::new(Since::Reference(reference.to_owned()), differing(git, root, &base)?))
    }

    /// What the index has otherwise than the commit that is checked out.
    ///
    /// # Errors
    /// When git fails.
    pub fn staged(git: &Git) -> Result<Self, GitFault> {
        Ok(Self::new(Since::Staged, git.staged_changes()?))
    }

    fn new(since: Since, paths: Vec<String>) -> Self {
        let folder = |path: &String| {
            let folder = path.strip_suffix(CONFIG_FILE)?;
            (folder.is_empty() || folder.ends_with('/')).then(|| folder.to_owned())
        };
        let configured = paths.iter().filter_map(folder).collect();
        let tables = paths.iter().flat_map(|path| usual_places(path)).collect();
        Self { since, paths: paths.into_iter().map(Arc::from).collect(), configured, tables }
    }

    /// Whether a file has changed, or is gone.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// The files that have changed, and those that are gone.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(|path| &**path)
    }

    /// Whether a file is to be reported on, that belongs to a project with these tables and lists of known findings.
    pub fn concerns<'a>(
        &self,
        path: &str,
        config: &'a Config,
        judges: impl IntoIterator<Item = &'a Arc<str>>,
    ) -> bool {
        self.has(path)
            || self.concerns_all_of(config, judges)
            || self.configured.iter().any(|folder| path.starts_with(folder))
    }

    /// Whether the configuration of a project has changed, or one of its tables and lists of known findings.
    pub fn concerns_all_of<'a>(
        &self,
        config: &'a Config,
        judges: impl IntoIterator<Item = &'a Arc<str>>,
    ) -> bool {
        let own = config.text.iter().map(|text| text.path());
        own.chain(judges).any(|path| self.has(path)) || self.configured.contains(&config.folder)
    }

    /// Whether a file is gone that was the table of a project, in the place of its table now, if it has one: it would be before that.
    #[must_use]
    pub fn took_the_table(&self, config: &Config, table: Option<&Arc<str>>) -> bool {
        let of_folder = |path: &Arc<str>| usual_places(path).find(|(folder, _)| *folder == config.folder);
        let now = table.and_then(of_folder).map_or(usize::MAX, |(_, place)| place);
        config.tables.is_empty()
            && self.tables.iter().any(|(folder, place)| *folder == config.folder && *place < now)
    }
}

/// The paths in which the work tree differs from a commit. Files that were only touched are read to be told apart, and so are
/// those that attributes give other line ends in the work tree: git is not shown attributes, and takes all of them for changed.
fn differing(git: &Git, root: &Path, base: &Commit) -> Result<Vec<String>, GitFault> {
    let changes = git.changes_since(base)?;
    let blobs = Blobs::of(git)?;
    let is_only_touched = |path: &str, before: &str| {
        let Ok(bytes) = std::fs::read(root.join(path)) else { return false };
        let Ok(Blob::Bytes(kept)) = blobs.read(before, bytes.len() as u64) else { return false };
        kept == bytes || kept == with_plain_ends(&bytes)
    };
    let differs = |(path, before): &(String, Option<String>)| {
        before.as_ref().is_none_or(|before| !is_only_touched(path, before))
    };
    Ok(changes.into_iter().filter(differs).map(|(path, _)| path).collect())
}

/// A text as git keeps it whose lines end in CR and LF in the work tree.
fn with_plain_ends(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    for (index, byte) in bytes.iter().enumerate() {
        if *byte != b'\r' || bytes.get(index + 1) != Some(&b'\n') {
            plain.push(*byte);
        }
    }
    plain
}
