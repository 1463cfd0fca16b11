//! How far a run is, for whoever waits for it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Files, counted as they are read.
#[derive(Debug, Default)]
pub struct Progress {
    task: Task,
    all: OnceLock<usize>,
    done: AtomicUsize,
}

/// What takes so long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Task {
    /// Files are looked for, and read.
    #[default]
    Reading,
    /// The history is taken from git.
    History,
    /// Fixes are tried.
    Mending,
    /// Criteria are learnt.
    Learning,
}

impl Progress {
    /// Of a task that has not begun.
    #[must_use]
    pub fn of(task: Task) -> Self {
        Self { task, ..Self::default() }
    }

    /// What is done.
    #[must_use]
    pub fn task(&self) -> Task {
        self.task
    }

    /// The files are found; so many are to be read. Only the first run that is counted here begins.
    pub fn begin(&self, all: usize) {
        let _ = self.all.set(all);
    }

    /// One more is taken up.
    pub fn count(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// So many need not be taken up after all.
    pub fn skip(&self, files: usize) {
        self.done.fetch_add(files, Ordering::Relaxed);
    }

    /// How many were taken up of how many; none while they are still looked for.
    #[must_use]
    pub fn done(&self) -> Option<(usize, usize)> {
        let all = *self.all.get()?;
        Some((self.done.load(Ordering::Relaxed).min(all), all))
    }
}
