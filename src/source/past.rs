//! What files were before: their versions, commit by commit, on the line of first parents; renames are followed.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::git::{Commit, Git};
use super::git_blobs::{Blob, Blobs};
use super::git_fault::GitFault;
use super::git_log::{Fate, Logged, log};
use super::in_order::InOrder;

/// The files whose past can be asked for, by their endings: those that postmortems and tables have.
const PATTERNS: &[&str] =
    &["*.md", "*.markdown", "*.mdx", "*.qmd", "*.md.erb", "*.yaml", "*.yml", "*.toml", "*.json"];

/// What the files of a repository were before.
#[derive(Debug, Default)]
pub struct Past {
    files: BTreeMap<Arc<str>, Vec<Version>>,
    blobs: Option<Blobs>,
}

/// What a file was from a commit on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The first digits of the commit.
    pub commit: Arc<str>,
    /// When it was committed, in seconds since 1970. Clocks differ; on a line of commits no time is taken to run backwards.
    pub seconds: i64,
    /// What the file was called, relative to the repository.
    pub path: Arc<str>,
    /// Whether the commit is part of the branch that others start from.
    pub is_merged: bool,
    content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    /// The name that git keeps it by.
    Object(Arc<str>),
    Bytes(Arc<[u8]>),
}

impl Past {
    /// The past of the commit that is checked out; before the first commit there is none.
    ///
    /// # Errors
    /// When only a part of the history was fetched, or git fails.
    pub fn read(git: &Git) -> Result<Self, GitFault> {
        if git.is_shallow()? {
            return Err(GitFault::Shallow);
        }
        let Some(head) = git.head()? else { return Ok(Self::default()) };
        let unmerged = unmerged(git, &head)?;
        let files = files(&log(git, &head, PATTERNS)?, unmerged);
        let blobs = Blobs::of(git)?;
        if git.is_partial()? {
            let all = files.values().flatten();
            let mut objects = all.filter_map(|version| match &version.content {
                Content::Object(object) => Some(object),
                Content::Bytes(_) => None,
            });
            // A limit of nothing: whether it is there, and not what it is.
            let is_missing = |object: &Arc<str>| matches!(blobs.read(object, 0), Ok(Blob::Missing) | Err(_));
            if objects.any(is_missing) {
                return Err(GitFault::Partial);
            }
        }
        Ok(Self { files, blobs: Some(blobs) })
    }

    /// A past that was not read from git, but is told: of each file its versions, the oldest first.
    pub fn of_versions(told: impl IntoIterator<Item = (Arc<str>, Vec<Version>)>) -> Self {
        Self { files: told.into_iter().collect(), blobs: None }
    }

    /// The versions of a file, the oldest first; none of a file that was never committed.
    #[must_use]
    pub fn versions(&self, path: &str) -> &[Version] {
        self.files.get(path).map(Vec::as_slice).unwrap_or_default()
    }

    /// What the file was, if that has at most `limit` bytes.
    #[must_use]
    pub fn bytes(&self, version: &Version, limit: u64) -> Option<Vec<u8>> {
        match &version.content {
            Content::Bytes(bytes) => (bytes.len() as u64 <= limit).then(|| bytes.to_vec()),
            Content::Object(object) => match self.blobs.as_ref()?.read(object, limit) {
                Ok(Blob::Bytes(bytes)) => Some(bytes),
                _ => None,
            },
        }
    }
}

impl Version {
    /// A version that is told, and not read from git.
    #[must_use]
    pub fn told(commit: &str, seconds: i64, path: &Arc<str>, bytes: &[u8]) -> Self {
        let content = Content::Bytes(bytes.into());
        Self { commit: commit.into(), seconds, path: path.clone(), is_merged: true, content }
    }
}

/// How many commits of the line are not part of the branch that others start from.
fn unmerged(git: &Git, head: &Commit) -> Result<usize, GitFault> {
    let Some(branch) = git.default_branch()? else { return Ok(0) };
    let tip = git.commit(&branch)?;
    let since = format!("^{}", tip.name());
    let said = git.text(&["rev-list", "--count", "--first-parent", head.name(), &since, "--"])?;
    // A line with nothing in common with that branch is one of its own.
    match git.merge_base(head, &tip) {
        Ok(_) => Ok(said.trim().parse().unwrap_or(0)),
        Err(GitFault::NoMergeBase { .. }) => Ok(0),
        Err(fault) => Err(fault),
    }
}

/// The versions of each file that is there now, from what the commits changed, the newest first.
fn files(commits: &[Logged], unmerged: usize) -> BTreeMap<Arc<str>, Vec<Version>> {
    // What a name meant at the commit that is looked at: a file that is there now, or one that is gone (none).
    let mut meant: HashMap<String, Option<usize>> = HashMap::new();
    let mut found: Vec<(Arc<str>, Vec<Version>)> = vec![];
    let times = times(commits);
    for (index, (commit, seconds)) in commits.iter().zip(times).enumerate() {
        let short: Arc<str> = commit.name.get(..10).unwrap_or(&commit.name).into();
        let mut before: Vec<(String, Option<usize>)> = vec![];
        for touched in &commit.changes {
            if touched.fate == Fate::Gone {
                before.push((touched.path.clone(), None));
                continue;
            }
            // No later commit has touched what is not known yet: it is there now, under that name.
            let file = *meant.entry(touched.path.clone()).or_insert_with(|| {
                found.push((touched.path.as_str().into(), vec![]));
                Some(found.len() - 1)
            });
            if let (Some((_, versions)), Some(object)) =
                (file.and_then(|file| found.get_mut(file)), &touched.object)
            {
                versions.push(Version {
                    commit: short.clone(),
                    seconds,
                    path: touched.path.as_str().into(),
                    is_merged: index >= unmerged,
                    content: Content::Object(object.as_str().into()),
                });
            }
            match &touched.fate {
                Fate::Renamed(from) => {
                    before.push((touched.path.clone(), None));
                    before.push((from.clone(), file));
                }
                Fate::Added => before.push((touched.path.clone(), None)),
                Fate::Changed | Fate::Gone => {}
            }
        }
        // All of it happened at once: of two files that changed names, each is the other one before.
        before.order_by_key(|(_, file)| file.is_some());
        meant.extend(before);
    }
    for (_, versions) in &mut found {
        versions.reverse();
    }
    found.into_iter().filter(|(_, versions)| !versions.is_empty()).collect()
}

/// When each commit was made, the newest first, but none before those that it follows.
fn times(commits: &[Logged]) -> Vec<i64> {
    let mut latest = i64::MIN;
    let mut times: Vec<i64> = commits
        .iter()
        .rev()
        .map(|commit| {
            latest = latest.max(commit.seconds);
            latest
        })
        .collect();
    times.reverse();
    times
}

#[cfg(test)]
mod tests {
    use super::super::git_log::Touched;
    use super::*;

    fn commit(name: &str, seconds: i64, changes: &[(&str, Fate)]) -> Logged {
        let touched = |(path, fate): &(&str, Fate)| Touched {
            path: (*path).to_owned(),
            fate: fate.clone(),
            object: (*fate != Fate::Gone).then(|| format!("{name}{path}")),
        };
        Logged { name: name.to_owned(), seconds, changes: changes.iter().map(touched).collect() }
    }

    fn shown(commits: &[Logged], unmerged: usize) -> Vec<String> {
        let files = files(commits, unmerged);
        let version = |version: &Version| {
            let open = if version.is_merged { "" } else { "?" };
            format!("{}{open}:{}@{}", version.commit, version.path, version.seconds)
        };
        let file = |(path, versions): (&Arc<str>, &Vec<Version>)| {
            format!("{path} = {}", versions.iter().map(version).collect::<Vec<_>>().join(" "))
        };
        files.iter().map(file).collect()
    }

    fn renamed(from: &str) -> Fate {
        Fate::Renamed(from.to_owned())
    }

    #[test]
    fn renames_are_followed_and_names_that_were_used_before_are_not() {
        let commits = [
            commit("c6", 60, &[("a", Fate::Changed)]),
            commit("c5", 50, &[("a", Fate::Added)]),
            commit("c4", 40, &[("a", Fate::Gone)]),
            commit("c3", 30, &[("b", renamed("a")), ("a", renamed("b"))]),
            commit("c2", 20, &[("b", Fate::Added)]),
            commit("c1", 10, &[("a", Fate::Added)]),
        ];
        // The first `a` became `b`, the first `b` became `a` and is gone; another `a` came later.
        assert_eq!(shown(&commits, 0), ["a = c5:a@50 c6:a@60", "b = c1:a@10 c3:b@30"]);
    }

    #[test]
    fn a_file_that_is_gone_has_no_past_and_time_does_not_run_backwards() {
        let commits = [
            commit("c4", 40, &[("x", Fate::Gone), ("k", Fate::Changed)]),
            commit("c3", 5, &[("k", Fate::Changed)]),
            commit("c2", 20, &[("k", renamed("j"))]),
            commit("c1", 10, &[("j", Fate::Added), ("x", Fate::Added)]),
        ];
        assert_eq!(shown(&commits, 2), ["k = c1:j@10 c2:k@20 c3?:k@20 c4?:k@40"]);
    }
}
