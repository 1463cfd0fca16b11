//! The files that a run of `check` rests on, and whether they are still as they were.
//!
//! Where git is asked about commits, the commits count that are asked about: one that is made changes no file.
//!
//! They are looked at again and again, and only their metadata: that works on every file system, and on folders that hold
//! more files than a system tells about. Ignored folders are not entered.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::lint::judges::named_judges;
use crate::lint::project::Given;
use crate::lint::record::Detail;
use crate::lint::select::is_markdown;
use crate::source::git::{Commit, Git};
use crate::source::in_order::set;
use crate::source::repository::Root;
use crate::source::walk::list;

use super::args::CheckArguments;
use super::environment::Environment;
use super::error::Error;
use super::git_here::git;
use super::session::Session;

/// How the names of files end that are written on the way to others: nothing rests on them.
const PASSING: &[&str] = &["~", ".swp", ".swx", ".swo", ".tmp", ".part", ".bak"];
/// How the names of files end that tables and configurations are read from.
const DATA: &[&str] = &[".toml", ".yaml", ".yml", ".json", ".gitignore"];

/// The files that a run rests on.
#[derive(Debug)]
pub struct Watched {
    root: Root,
    /// The folder of everything, and files that are named, which may be ignored ones.
    starts: Vec<PathBuf>,
    /// Files that were named, on the command line or by a configuration, and are perhaps not found by a walk.
    beside: Vec<PathBuf>,
    /// The names of commits that are asked about, and whom they are asked of.
    commits: Option<(Git, Vec<Arc<str>>)>,
    /// Files that the run itself writes.
    written: BTreeSet<PathBuf>,
}

/// What is known of each file, and of each name of a commit.
pub type State = BTreeMap<Arc<str>, Stamp>;

/// What is known of a file without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// It is there; what is in it does not matter. Links lead to it.
    Present,
    /// It is there, and this large and old.
    Read {
        /// In bytes.
        size: u64,
        /// When it was last written, where the file system knows.
        modified: Option<SystemTime>,
    },
    /// It is no file but the name of a commit: of this one.
    Commit(Commit),
}

impl Watched {
    /// What a run with these arguments rests on.
    ///
    /// # Errors
    /// When it is no run that can be made.
    pub fn of(arguments: &CheckArguments, environment: &Environment) -> Result<Self, Error> {
        let session = Session::open(&arguments.paths, &arguments.given, Detail::Brief, environment)?;
        let given = &session.request.given;
        let absolute = |path: &PathBuf| environment.folder.join(path);
        let files = session.request.paths.iter().filter(|path| path.is_file()).cloned();
        let starts = std::iter::once(session.root.path().to_path_buf()).chain(files).collect();
        let baseline = arguments.baseline.as_ref().map(absolute);
        let given = Given { baseline: baseline.clone(), ..given.clone() };
        let judges = named_judges(&session.root, &given, &session.request.paths);
        let judges = judges.iter().map(|judge| session.root.join(&judge.path));
        let named = [given.config.clone(), given.table.clone(), baseline, session.root.exclude_file()];
        let beside = named.into_iter().flatten().chain(judges).collect();
        let files = arguments.format.iter().filter_map(|format| format.split_once('='));
        let written = files.filter_map(|(_, file)| session.root.locate(&environment.folder.join(file)).ok());
        let written = set(written);
        let asked = commits(arguments);
        // Without git the run says what is wrong.
        let commits = if asked.is_empty() { None } else { git(&session).ok().map(|git| (git, asked)) };
        Ok(Self { starts, beside, commits, written, root: session.root })
    }

    /// How its files are now.
    #[must_use]
    pub fn state(&self) -> State {
        let listing = list(&self.root, &self.starts, None, |name| !is_passing(name));
        let mut state = State::new();
        for file in listing.files.iter() {
            let place = file.place(&self.root);
            if !self.written.contains(&place) {
                let stamp = if is_read(file.path()) { stamp(&place) } else { Some(Stamp::Present) };
                state.extend(stamp.map(|stamp| (file.path().clone(), stamp)));
            }
        }
        for place in &self.beside {
            let name = self.root.relative(place).unwrap_or_else(|_| place.to_string_lossy().into());
            state.extend(stamp(place).map(|stamp| (name, stamp)));
        }
        for (git, name) in
            self.commits.iter().flat_map(|(git, names)| names.iter().map(move |name| (git, name)))
        {
            state.extend(git.commit(name).ok().map(|commit| (name.clone(), Stamp::Commit(commit))));
        }
        state
    }
}

/// How many files a state is of.
#[must_use]
pub fn files(state: &State) -> usize {
    state.values().filter(|stamp| !matches!(stamp, Stamp::Commit(_))).count()
}

/// The names of the commits that a run asks git about.
fn commits(arguments: &CheckArguments) -> Vec<Arc<str>> {
    let history = &arguments.history;
    let asks = arguments.changed_since.is_some()
        || history.table_history.is_some()
        || history.severity_history.is_some();
    let since = arguments.changed_since.as_deref().filter(|name| *name != "HEAD");
    asks.then_some("HEAD").into_iter().chain(since).map(Arc::from).collect()
}

/// The files that are in one state and not in the other, or not as they are there.
#[must_use]
pub fn changed(before: &State, after: &State) -> Vec<Arc<str>> {
    let mut changed: BTreeSet<&Arc<str>> = BTreeSet::new();
    for (one, other) in [(before, after), (after, before)] {
        changed
            .extend(one.iter().filter(|(path, stamp)| other.get(*path) != Some(stamp)).map(|(path, _)| path));
    }
    changed.into_iter().cloned().collect()
}

fn is_passing(name: &str) -> bool {
    PASSING.iter().any(|end| name.ends_with(end)) || name.starts_with(".#") || name == "4913"
}

fn is_read(path: &str) -> bool {
    is_markdown(path) || DATA.iter().any(|end| path.ends_with(end))
}

fn stamp(place: &Path) -> Option<Stamp> {
    // A link counts as what it leads to.
    let found = fs::metadata(place).or_else(|_| fs::symlink_metadata(place)).ok()?;
    Some(Stamp::Read { size: found.len(), modified: found.modified().ok() })
}
