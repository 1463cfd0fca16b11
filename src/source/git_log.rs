//! What each commit of a line of work changed, asked of git once for all files.
//!
//! The line is that of first parents: a merge is one change, made when it was merged, whatever happened on the branch before.
//! `git rev-list` names its commits and `git diff-tree` says what each changed, renames found; both are plumbing, which no
//! configuration makes say something else.

use super::git::{Commit, Git};
use super::git_fault::GitFault;

/// More files than these that came and went in one commit are not compared to find out which were renamed with changes; those
/// that were only renamed are found however many they are.
const MOST_COMPARED: &str = "-l1000";

/// A commit of the line, and what it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Logged {
    /// Its name.
    pub(super) name: String,
    /// When it was committed, in seconds since 1970.
    pub(super) seconds: i64,
    /// What it changed, of the files that were asked for.
    pub(super) changes: Vec<Touched>,
}

/// What became of a file in a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Touched {
    /// What it is called after the commit; before it, if it is gone.
    pub(super) path: String,
    /// What became of it.
    pub(super) fate: Fate,
    /// Its content after the commit; none if it is gone, or is no plain file.
    pub(super) object: Option<String>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It was not there before.
    Added,
    /// It is not there any more.
    Gone,
    /// It has another content, or is of another kind.
    Changed,
    /// It was called so before.
    Renamed(String),
}

/// The commits of the first-parent line of `head`, the newest first, with what they changed of the files that `patterns`
/// match: glob patterns, whatever the case of letters.
pub(super) fn log(git: &Git, head: &Commit, patterns: &[&str]) -> Result<Vec<Logged>, GitFault> {
    let listed = git.text(&["rev-list", "--first-parent", "--timestamp", head.name(), "--"])?;
    let mut commits: Vec<Logged> = listed.lines().filter_map(listed_commit).collect();
    let names = commits.iter().map(|commit| commit.name.as_str());
    // On the line of first parents, the first parent of a commit is the one that follows. The last has none.
    let parents = names.clone().skip(1).map(Some).chain([None]);
    let mut asked = String::new();
    for (name, parent) in names.zip(parents) {
        asked.push_str(name);
        if let Some(parent) = parent {
            asked.push(' ');
            asked.push_str(parent);
        }
        asked.push('\n');
    }
    let patterns: Vec<String> = patterns.iter().map(|pattern| format!(":(glob,icase)**/{pattern}")).collect();
    let mut words = vec!["diff-tree", "--stdin", "--root", "-r", "-z", "--raw", "--no-abbrev"];
    words.extend(["--find-renames", MOST_COMPARED, "--"]);
    words.extend(patterns.iter().map(String::as_str));
    let said = git.bytes_by_pattern(&words, asked.as_bytes())?;
    let mut index = 0;
    for (name, touched) in touched(&said) {
        // Commits that changed nothing of it are not told; the others come in the order they were asked for in.
        while commits.get(index).is_some_and(|commit| commit.name != name) {
            index += 1;
        }
        if let Some(commit) = commits.get_mut(index) {
            commit.changes.push(touched);
        }
    }
    Ok(commits)
}

/// Reads a line of `rev-list --timestamp`.
fn listed_commit(line: &str) -> Option<Logged> {
    let (seconds, name) = line.split_once(' ')?;
    Some(Logged { name: name.to_owned(), seconds: seconds.parse().ok()?, changes: vec![] })
}

/// Reads `diff-tree --stdin --raw -z`: the name of a commit, then of each change `:100644 100644 BEFORE AFTER M` and a path, of
/// a rename two.
fn touched(said: &[u8]) -> Vec<(String, Touched)> {
    let mut words = said.split(|byte| *byte == 0).map(String::from_utf8_lossy);
    let mut commit = String::new();
    let mut found = vec![];
    while let Some(word) = words.next() {
        let Some(head) = word.strip_prefix(':').map(str::to_owned) else {
            word.trim().clone_into(&mut commit);
            continue;
        };
        let parts: Vec<&str> = head.split(' ').collect();
        let &[_, mode, _, after, status] = parts.as_slice() else { continue };
        let Some(first) = words.next() else { break };
        let is_file = mode.starts_with("100");
        let object = is_file.then(|| after.to_owned());
        let (path, fate) = match status.get(..1) {
            Some("A") => (first, Fate::Added),
            Some("D") => (first, Fate::Gone),
            Some("R") => match words.next() {
                Some(second) => (second, Fate::Renamed(first.into_owned())),
                None => break,
            },
            _ => (first, Fate::Changed),
        };
        found.push((commit.clone(), Touched { path: path.into_owned(), fate, object }));
    }
    found
}

impl Git {
    /// Whether nothing was ever committed, on any branch.
    pub(super) fn has_no_commit(&self) -> Result<bool, GitFault> {
        let has = |asked: &[&str]| match self.text(asked) {
            Ok(said) => Ok(!said.trim().is_empty()),
            Err(GitFault::Failed { .. }) => Ok(false),
            Err(fault) => Err(fault),
        };
        let head = ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"];
        Ok(!has(&head)? && !has(&["for-each-ref", "--count=1", "--format=%(objectname)"])?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_is_read() {
        let (one, two, none) = ("a".repeat(40), "b".repeat(40), "0".repeat(40));
        let said = format!(
            "{one}\0:100644 100644 {one} {two} R090\0old.md\0a\nb.md\0:120000 000000 {one} {none} D\0l.md\0\
             {two}\0:000000 100644 {none} {one} A\0:odd.md\0:100644 120000 {one} {two} T\0t.md\0"
        );
        let shown = |(commit, touched): (String, Touched)| {
            let object = touched.object.map(|object| object[..1].to_owned());
            (commit[..1].to_owned(), touched.path, touched.fate, object)
        };
        let read: Vec<_> = touched(said.as_bytes()).into_iter().map(shown).collect();
        let row = |commit: &str, path: &str, fate: Fate, object: Option<&str>| {
            (commit.to_owned(), path.to_owned(), fate, object.map(str::to_owned))
        };
        let expected = [
            row("a", "a\nb.md", Fate::Renamed("old.md".to_owned()), Some("b")),
            row("a", "l.md", Fate::Gone, None),
            row("b", ":odd.md", Fate::Added, Some("a")),
            row("b", "t.md", Fate::Changed, None),
        ];
        assert_eq!(read, expected);
        let line = listed_commit(&format!("1775000000 {one}")).unwrap();
        assert_eq!((line.name, line.seconds), (one, 1_775_000_000));
    }
}
