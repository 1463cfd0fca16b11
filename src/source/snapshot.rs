//! A tree of files as git keeps it, read instead of the work tree: the index, or a commit.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::git::{Commit, Entry, EntryKind, Git};
use super::git_blobs::{Blob, Blobs};
use super::git_fault::GitFault;

/// So many links are followed one after the other.
const MOST_LINKS: usize = 20;

/// A tree of files as git keeps it. Ignore files do not matter here: what is in the tree was put there.
#[derive(Debug)]
pub struct Snapshot {
    entries: BTreeMap<Arc<str>, (EntryKind, String)>,
    blobs: Blobs,
    /// Whether a content was asked for that was not fetched.
    lacks: AtomicBool,
}

/// Where a path of the tree leads in the end, once all links are followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<'s> {
    /// A file; its path, and the name of its content.
    File(&'s Arc<str>, &'s str),
    /// A folder.
    Folder,
    /// Another repository.
    Module,
    /// Out of the repository; what the link says.
    Outside(String),
    /// To nothing, or in a circle.
    Nowhere,
}

impl Snapshot {
    /// What the next commit would have.
    ///
    /// # Errors
    /// When git fails.
    pub fn of_index(git: &Git) -> Result<Self, GitFault> {
        Self::new(git, git.staged_files()?)
    }

    /// What a commit has.
    ///
    /// # Errors
    /// When git fails.
    pub fn of_commit(git: &Git, commit: &Commit) -> Result<Self, GitFault> {
        Self::new(git, git.files_of(commit)?)
    }

    fn new(git: &Git, entries: Vec<Entry>) -> Result<Self, GitFault> {
        let entries = entries.into_iter().map(|entry| (Arc::from(entry.path), (entry.kind, entry.object)));
        Ok(Self { entries: entries.collect(), blobs: Blobs::of(git)?, lacks: AtomicBool::new(false) })
    }

    /// Whether there is a file of that name, perhaps behind links.
    #[must_use]
    pub fn is_file(&self, path: &str) -> bool {
        matches!(self.find(path), Found::File(..))
    }

    /// Whether there is something of that name; a link counts wherever it leads.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        path.is_empty() || self.entries.contains_key(path) || !matches!(self.find(path), Found::Nowhere)
    }

    /// What stands in the tree by that very name, links not followed.
    #[must_use]
    pub fn kind(&self, path: &str) -> Option<EntryKind> {
        self.entries.get(path).map(|(kind, _)| *kind)
    }

    /// A content by its name.
    ///
    /// # Errors
    /// When git does not answer any more.
    pub fn read(&self, object: &str, limit: u64) -> io::Result<Blob> {
        let blob = self.blobs.read(object, limit)?;
        if blob == Blob::Missing {
            self.lacks.store(true, Ordering::Relaxed);
        }
        Ok(blob)
    }

    /// The entries in a folder and all folders below it, in the order of their paths. An empty name is the whole tree.
    pub fn under(&self, folder: &str) -> impl Iterator<Item = (&Arc<str>, EntryKind)> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let from: Arc<str> = prefix.as_str().into();
        let within = self.entries.range(from..).take_while(move |(path, _)| path.starts_with(&prefix));
        within.map(|(path, (kind, _))| (path, *kind))
    }

    /// The file that a path leads to.
    #[must_use]
    pub fn target(&self, path: &str) -> Option<Arc<str>> {
        match self.find(path) {
            Found::File(target, _) => Some(target.clone()),
            _ => None,
        }
    }

    /// Whether a content was asked for that was not fetched.
    #[must_use]
    pub fn lacks_something(&self) -> bool {
        self.lacks.load(Ordering::Relaxed)
    }

    /// Where a path leads.
    #[must_use]
    pub fn find(&self, path: &str) -> Found<'_> {
        let mut path = path.to_owned();
        for _ in 0..MOST_LINKS {
            // The first link on the way decides where it goes on.
            let ends = path.match_indices('/').map(|(slash, _)| slash).chain([path.len()]);
            let link =
                ends.filter_map(|end| path.get(..end)).find_map(|part| match self.entries.get(part)? {
                    (EntryKind::Link, object) => Some((part.to_owned(), object)),
                    _ => None,
                });
            let Some((part, object)) = link else {
                return match self.entries.get_key_value(path.as_str()) {
                    Some((_, (EntryKind::Module, _))) => Found::Module,
                    Some((path, (_, object))) => Found::File(path, object),
                    None if path.is_empty() || self.under(&path).next().is_some() => Found::Folder,
                    None => Found::Nowhere,
                };
            };
            let Ok(Blob::Bytes(target)) = self.blobs.read(object, 4096) else { return Found::Nowhere };
            let target = String::from_utf8_lossy(&target).into_owned();
            let rest = path.get(part.len()..).unwrap_or_default().to_owned();
            let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
            match resolved(folder, &target) {
                Some(resolved) if resolved.is_empty() => path = rest.trim_start_matches('/').into(),
                Some(resolved) => path = resolved + &rest,
                None => return Found::Outside(target),
            }
        }
        Found::Nowhere
    }
}

/// Where a link in a folder leads; none if that is out of the repository.
fn resolved(folder: &str, target: &str) -> Option<String> {
    if target.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            ".git" => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_resolved_by_name() {
        for (folder, target, expected) in [
            ("", "a.md", Some("a.md")),
            ("docs", "../a.md", Some("a.md")),
            ("docs/x", ".././y//z.md", Some("docs/y/z.md")),
            ("docs", "../../a.md", None),
            ("", "/etc/passwd", None),
            ("", ".git/config", None),
        ] {
            assert_eq!(resolved(folder, target).as_deref(), expected, "{folder} {target}");
        }
    }
}
