//! What git keeps of the next commit.

use std::collections::HashSet;

use super::git::{Entry, Git, entries, names};
use super::git_fault::GitFault;

/// The names of a file without content, by the two ways of naming.
const EMPTY_FILES: [&str; 2] = [
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
];

impl Git {
    /// The files of the index, without those in conflict, and without those of which it knows only that they will be added.
    ///
    /// # Errors
    /// When git fails.
    pub fn staged_files(&self) -> Result<Vec<Entry>, GitFault> {
        let mut files = entries(&self.bytes(&["ls-files", "--stage", "-z", "--full-name"], b"")?, 1);
        // What `git add --intent-to-add` has named is among them as if it were empty.
        let is_empty = |entry: &Entry| EMPTY_FILES.contains(&entry.object.as_str());
        if files.iter().any(is_empty) {
            let added: HashSet<String> = self.staged_against(self.empty_tree)?.into_iter().collect();
            files.retain(|entry| !is_empty(entry) || added.contains(&entry.path));
        }
        Ok(files)
    }

    /// The paths in which the index differs from a tree or commit.
    fn staged_against(&self, tree: &str) -> Result<Vec<String>, GitFault> {
        let asked = [
            "diff-index",
            "--cached",
            "--ita-invisible-in-index",
            "--no-renames",
            "--name-only",
            "-z",
            tree,
            "--",
        ];
        Ok(names(&self.bytes(&asked, b"")?))
    }

    /// The paths that a commit would change: what is in the index and not in the commit that is checked out, or otherwise.
    ///
    /// # Errors
    /// When git fails.
    pub fn staged_changes(&self) -> Result<Vec<String>, GitFault> {
        let Some(head) = self.head()? else {
            return Ok(self.staged_files()?.into_iter().map(|entry| entry.path).collect());
        };
        self.staged_against(head.name())
    }
}
