//! The files that a run of `check` rests on, and whether they are still as they were.
//!
//! They are looked at again and again, and only their metadata: that works on every file system, and on folders that hold
//! more files than a system tells about. Ignored folders are not entered.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::lint::select::is_markdown;
use crate::source::in_order::set;
use crate::source::repository::Root;
use crate::source::walk::list;

use super::args::CheckArguments;
use super::environment::Environment;
use super::error::Error;
use super::session::Session;
use crate::lint::record::Detail;

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
    /// Files that were named, and are perhaps not found by a walk.
    beside: Vec<PathBuf>,
    /// Files that the run itself writes.
    written: BTreeSet<PathBuf>,
}

/// What is known of each file.
pub type State = BTreeMap<Arc<str>, Stamp>;

/// What is known of a file without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        let named = [given.config.clone(), given.table.clone(), baseline, session.root.exclude_file()];
        let files = arguments.format.iter().filter_map(|format| format.split_once('='));
        let written = files.filter_map(|(_, file)| session.root.locate(&environment.folder.join(file)).ok());
        let written = set(written);
        Ok(Self { starts, beside: named.into_iter().flatten().collect(), written, root: session.root })
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
        state
    }
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
