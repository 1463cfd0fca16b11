//! How far a run is, for whoever waits for it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Files, counted as they are read.
#[derive(Debug, Default)]
pub struct Progress {
    all: OnceLock<usize>,
    done: AtomicUsize,
}

impl Progress {
    /// The files are found; so many are to be read. Only the first run that is counted here begins.
    pub fn begin(&self, all: usize) {
        let _ = self.all.set(all);
    }

    /// One more is taken up.
    pub fn count(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// How many were taken up of how many; none while they are still looked for.
    #[must_use]
    pub fn done(&self) -> Option<(usize, usize)> {
        let all = *self.all.get()?;
        Some((self.done.load(Ordering::Relaxed).min(all), all))
    }
}
