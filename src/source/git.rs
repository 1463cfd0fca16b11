//! Git, run as plumbing only: it is asked about commits, trees and the index, and writes nothing.
//!
//! What stands in a repository may come from strangers, so nothing of it is run: no hook, no file-system monitor, no external
//! diff, no text conversion, no filter, no signature program; nothing is fetched, nobody is asked for a password. Names of
//! commits are verified before they are used, paths are taken literally, and lists come with NUL between them. Variables that
//! would lead git to another repository are dropped; those of the user's own configuration are left.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::git_fault::GitFault;

/// The git of one repository.
#[derive(Clone, Debug)]
pub struct Git {
    folder: PathBuf,
    /// The index that a commit is being made from, if it is not the usual one.
    index: Option<OsString>,
    /// The name of the tree without files. Attributes are read from it, so that no filter is named by a file.
    pub(super) empty_tree: &'static str,
}

/// The full name of a commit, verified.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Commit(String);

impl Commit {
    /// The full name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Its first digits, as people write it.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.get(..10).unwrap_or(&self.0)
    }
}

/// A file as git keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Relative to the root of the repository, with `/`.
    pub path: String,
    /// What it is.
    pub kind: EntryKind,
    /// The name of its content.
    pub object: String,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A link; its content is where it leads.
    Link,
    /// Another repository.
    Module,
}

/// What of the user's environment reaches git: the configuration, and where git itself is. All other variables that begin
/// with `GIT_` say which repository, index or format is meant, and were meant for somebody else.
const KEPT_VARIABLES: &[&str] = &["GIT_CONFIG", "GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES"];

impl Git {
    /// The git of the repository that `root` is the top of.
    ///
    /// # Errors
    /// When there is no git, or it knows no repository there, or does not trust it.
    pub fn open(root: &Path) -> Result<Self, GitFault> {
        let mut git = Self { folder: root.to_path_buf(), index: None, empty_tree: "" };
        let said =
            git.text(&["rev-parse", "--is-inside-work-tree", "--absolute-git-dir", "--show-toplevel"])?;
        let mut lines = said.lines();
        let (inside, folder, top) = (lines.next(), lines.next(), lines.next());
        let is_top = top.is_some_and(|top| same_place(Path::new(top), root));
        if inside != Some("true") || !is_top {
            return Err(GitFault::NoRepository);
        }
        git.empty_tree = match git.text(&["rev-parse", "--show-object-format"])?.trim() {
            "sha256" => "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
            _ => "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        };
        // `git commit -a` and `git commit FILE` run their hooks with an index of their own, which lies beside the usual one.
        let given = std::env::var_os("GIT_INDEX_FILE").filter(|given| !given.is_empty());
        git.index = given.filter(|given| {
            let place = root.join(given);
            folder
                .is_some_and(|folder| place.parent().is_some_and(|lies| same_place(lies, Path::new(folder))))
        });
        Ok(git)
    }

    /// Whether the history ends early, because only a part of it was fetched.
    ///
    /// # Errors
    /// When git fails.
    pub fn is_shallow(&self) -> Result<bool, GitFault> {
        Ok(self.text(&["rev-parse", "--is-shallow-repository"])?.trim() == "true")
    }

    /// Whether contents were left out when the repository was cloned, to be fetched when they are needed.
    ///
    /// # Errors
    /// When git fails.
    pub fn is_partial(&self) -> Result<bool, GitFault> {
        match self.text(&["config", "--get-regexp", "^remote\\..*\\.promisor$"]) {
            Ok(_) => Ok(true),
            // That the key is not there is told by how git ends.
            Err(GitFault::Failed { said, .. }) if said.is_empty() => Ok(false),
            Err(fault) => Err(fault),
        }
    }

    /// The commit that a name means: a branch, a tag, a number, `HEAD~2`.
    ///
    /// # Errors
    /// When there is none of that name. A name that begins with `-` is none.
    pub fn commit(&self, name: &str) -> Result<Commit, GitFault> {
        let unknown = || match self.has_no_commit() {
            Ok(true) => GitFault::NoCommitYet,
            _ => {
                GitFault::UnknownCommit { name: name.to_owned(), shallow: self.is_shallow().unwrap_or(false) }
            }
        };
        if name.starts_with('-') || name.is_empty() || name.contains('\0') {
            return Err(GitFault::NoName(name.to_owned()));
        }
        let commit = format!("{name}^{{commit}}");
        match self.text(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]) {
            Ok(said) => {
                Some(said.trim().to_owned()).filter(|said| is_object(said)).map(Commit).ok_or_else(unknown)
            }
            Err(GitFault::Failed { .. }) => Err(unknown()),
            Err(fault) => Err(fault),
        }
    }

    /// The commit that is checked out; none before the first one.
    ///
    /// # Errors
    /// When git fails.
    pub fn head(&self) -> Result<Option<Commit>, GitFault> {
        match self.commit("HEAD") {
            Ok(head) => Ok(Some(head)),
            Err(GitFault::UnknownCommit { .. } | GitFault::NoCommitYet) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// The commit where the line of `one` left that of `other`.
    ///
    /// # Errors
    /// When they have none in common, or it was not fetched.
    pub fn merge_base(&self, one: &Commit, other: &Commit) -> Result<Commit, GitFault> {
        match self.text(&["merge-base", "--end-of-options", &one.0, &other.0]) {
            Ok(said) => Ok(Commit(said.lines().next().unwrap_or_default().to_owned())),
            Err(GitFault::Failed { .. }) if self.is_shallow()? => Err(GitFault::Shallow),
            Err(GitFault::Failed { .. }) => {
                Err(GitFault::NoMergeBase { one: one.short().to_owned(), other: other.short().to_owned() })
            }
            Err(fault) => Err(fault),
        }
    }

    /// The branch that others start from, as far as git knows it: what `origin` calls its head, else `main` or `master`.
    ///
    /// # Errors
    /// When git fails.
    pub fn default_branch(&self) -> Result<Option<String>, GitFault> {
        let named = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];
        for name in named {
            match self
                .commit(&format!("refs/{}/{name}", if name.contains('/') { "remotes" } else { "heads" }))
            {
                Ok(_) => return Ok(Some(name.to_owned())),
                Err(GitFault::UnknownCommit { .. } | GitFault::NoCommitYet) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(None)
    }

    /// The files of a commit.
    ///
    /// # Errors
    /// When git fails.
    pub fn files_of(&self, commit: &Commit) -> Result<Vec<Entry>, GitFault> {
        Ok(entries(&self.bytes(&["ls-tree", "-r", "-z", "--full-tree", &commit.0], b"")?, 2))
    }

    /// The paths in which the work tree may differ from a commit, untracked ones included, each with the name of what the
    /// commit has there, if it has something. A file that was only touched may be among them.
    ///
    /// # Errors
    /// When git fails.
    pub fn changes_since(&self, commit: &Commit) -> Result<Vec<(String, Option<String>)>, GitFault> {
        let raw = [
            "diff-index",
            "--raw",
            "-z",
            "--no-renames",
            "--no-abbrev",
            "--ignore-submodules",
            &commit.0,
            "--",
        ];
        let mut changes: Vec<(String, Option<String>)> = raw_changes(&self.bytes(&raw, b"")?)
            .into_iter()
            .map(|change| (change.path, change.before))
            .collect();
        let untracked =
            self.bytes(&["ls-files", "--others", "--exclude-standard", "-z", "--full-name"], b"")?;
        changes.extend(names(&untracked).into_iter().map(|path| (path, None)));
        Ok(changes)
    }

    /// What git says, as text.
    pub(super) fn text(&self, arguments: &[&str]) -> Result<String, GitFault> {
        self.bytes(arguments, b"").map(|said| String::from_utf8_lossy(&said).into_owned())
    }

    /// What git says when it is given `input`.
    pub(super) fn bytes(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, GitFault> {
        Self::answer(self.command(arguments), arguments, input)
    }

    /// The same, where paths are patterns. They must be ours: what a stranger called a file is no pattern.
    pub(super) fn bytes_by_pattern(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, GitFault> {
        let mut command = self.command(arguments);
        command.env("GIT_LITERAL_PATHSPECS", "0");
        Self::answer(command, arguments, input)
    }

    fn answer(mut command: Command, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, GitFault> {
        let stdin = if input.is_empty() { Stdio::null() } else { Stdio::piped() };
        let mut child =
            command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(unstarted)?;
        let written = child.stdin.take();
        let output = std::thread::scope(|scope| {
            if let Some(mut stdin) = written {
                // If git stops listening, what it says tells why.
                scope.spawn(move || stdin.write_all(input));
            }
            child.wait_with_output()
        });
        let output = output.map_err(unstarted)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(GitFault::of_words(
            arguments.first().copied().unwrap_or_default(),
            &String::from_utf8_lossy(&output.stderr),
        ))
    }

    /// Git, told to do nothing else.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os() {
            let known = name.to_string_lossy();
            if known.starts_with("GIT_") && !KEPT_VARIABLES.iter().any(|kept| known.starts_with(kept)) {
                command.env_remove(&name);
            }
        }
        if let Some(index) = &self.index {
            command.env("GIT_INDEX_FILE", index);
        }
        if !self.empty_tree.is_empty() {
            command.env("GIT_ATTR_SOURCE", self.empty_tree);
        }
        command
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_LITERAL_PATHSPECS", "1")
            .env("LC_ALL", "C")
            .env_remove("LANGUAGE")
            .arg("-C")
            .arg(&self.folder)
            .args([
                "-c",
                "core.fsmonitor=false",
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "log.showSignature=false",
            ])
            .args(["-c", "core.quotePath=false", "--no-pager"])
            .args(arguments);
        command
    }
}

/// A path that differs between two trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) path: String,
    /// What it was called before, if it was renamed.
    pub(super) from: Option<String>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// Reads `--raw -z`: `:100644 100644 BEFORE AFTER M` and a path, of a rename two.
pub(super) fn raw_changes(said: &[u8]) -> Vec<Change> {
    let mut words = said.split(|byte| *byte == 0).map(String::from_utf8_lossy);
    let mut changes = vec![];
    while let Some(head) = words.next() {
        let Some(head) = head.trim_start_matches('\n').strip_prefix(':').map(str::to_owned) else { continue };
        let parts: Vec<&str> = head.split(' ').collect();
        let (Some(before), Some(after), Some(status)) = (parts.get(2), parts.get(3), parts.get(4)) else {
            continue;
        };
        let Some(first) = words.next() else { break };
        let is_moved = status.starts_with(['R', 'C']);
        let second = if is_moved { words.next() } else { None };
        let known = |object: &str| object.bytes().any(|byte| byte != b'0').then(|| object.to_owned());
        let (path, from) = match second {
            Some(second) => (second.into_owned(), Some(first.into_owned())),
            None => (first.into_owned(), None),
        };
        changes.push(Change { path, from, before: known(before), after: known(after) });
    }
    changes
}

/// Reads what `ls-tree` and `ls-files --stage` say: words, the `object`th of which is the name, then a tab and the path.
pub(super) fn entries(said: &[u8], object: usize) -> Vec<Entry> {
    let entry = |line: &[u8]| {
        let line = String::from_utf8_lossy(line);
        let (head, path) = line.split_once('\t')?;
        let words: Vec<&str> = head.split(' ').collect();
        // The index has a stage behind the name; all but nought are of conflicts.
        if words.get(object + 1).is_some_and(|stage| *stage != "0") {
            return None;
        }
        let kind = match *words.first()? {
            "120000" => EntryKind::Link,
            "160000" => EntryKind::Module,
            _ => EntryKind::File,
        };
        Some(Entry { path: path.to_owned(), kind, object: (*words.get(object)?).to_owned() })
    };
    said.split(|byte| *byte == 0).filter_map(entry).collect()
}

pub(super) fn names(said: &[u8]) -> Vec<String> {
    let names = said.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
}

fn is_object(name: &str) -> bool {
    name.len() >= 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn same_place(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    real(one) == real(other)
}

#[allow(clippy::needless_pass_by_value, reason = "it is what errors are mapped by")]
pub(super) fn unstarted(error: io::Error) -> GitFault {
    if error.kind() == io::ErrorKind::NotFound {
        GitFault::NoGit
    } else {
        GitFault::Failed { asked: "git".to_owned(), said: error.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read() {
        let one = "a".repeat(40);
        let tree = format!("100644 blob {one}\ta b.md\0120000 blob {one}\tl\0160000 commit {one}\tm\0");
        let read: Vec<_> =
            entries(tree.as_bytes(), 2).into_iter().map(|entry| (entry.path, entry.kind)).collect();
        let expected = [("a b.md", EntryKind::File), ("l", EntryKind::Link), ("m", EntryKind::Module)];
        assert_eq!(read, expected.map(|(path, kind)| (path.to_owned(), kind)));
        let index = format!("100644 {one} 0\ta.md\0100644 {one} 2\tb.md\0");
        assert_eq!(entries(index.as_bytes(), 1).len(), 1);
        let nought = "0".repeat(40);
        let raw =
            format!(":100644 100644 {one} {nought} M\0a.md\0:100644 100644 {one} {one} R100\0b.md\0c.md\0");
        let changes = raw_changes(raw.as_bytes());
        let shown: Vec<_> =
            changes.iter().map(|change| (change.path.as_str(), change.from.as_deref())).collect();
        assert_eq!(shown, [("a.md", None), ("c.md", Some("b.md"))]);
        assert_eq!(changes.first().and_then(|change| change.after.clone()), None);
    }
}
