//! Work that may meet a bug of this program: it ends in words, and the rest of the run goes on.
//!
//! This holds a panic, and neither an abort nor a stack that is used up; that is why whatever recurses has a limit.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, Once, PoisonError};

/// A bug that was met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bug {
    /// What the panic said, in one line.
    pub says: String,
    /// Where in the source it was met, as `file:line:column`.
    pub place: Option<String>,
}

impl fmt::Display for Bug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "`{place}: {}`", self.says.replace('`', "'")),
            None => write!(f, "`{}`", self.says.replace('`', "'")),
        }
    }
}

/// As much of what a panic says as is worth passing on; it may quote the file that it was met on.
const MOST_SAID: usize = 200;

thread_local! {
    static GUARDS: Cell<usize> = const { Cell::new(0) };
    static MET: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Where a worker met a bug that no guard of its own holds: the thread that waits for it does.
static MET_BY_WORKER: Mutex<Option<String>> = Mutex::new(None);

/// Does the work, or says what bug kept it from being done. What the work was about to change must not be used afterwards.
///
/// # Errors
/// When the work panics.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Bug> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !is_held(info) {
                before(info);
            }
        }));
    });
    GUARDS.set(GUARDS.get() + 1);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDS.set(GUARDS.get().saturating_sub(1));
    done.map_err(|payload| {
        let by_worker = || MET_BY_WORKER.lock().unwrap_or_else(PoisonError::into_inner).take();
        Bug { says: said(&*payload), place: MET.take().or_else(by_worker) }
    })
}

/// Whether a panic ends in a guard, which is then told where it was met. Nothing is printed of it: the guard has its words.
fn is_held(info: &PanicHookInfo<'_>) -> bool {
    let place =
        info.location().map(|place| format!("{}:{}:{}", file(place.file()), place.line(), place.column()));
    if GUARDS.get() > 0 {
        MET.set(place);
        return true;
    }
    let is_worker = rayon::current_thread_index().is_some();
    if is_worker {
        *MET_BY_WORKER.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }
    is_worker
}

/// The file of a source, without the folders that only the machine has on which this was built.
fn file(path: &str) -> &str {
    let crates = ["/registry/src/", "/library/"].iter().find_map(|mark| path.split_once(mark));
    crates.map_or(path, |(_, rest)| rest)
}

fn said(payload: &(dyn Any + Send)) -> String {
    let words = payload.downcast_ref::<&str>().copied();
    let words = words.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    words
        .unwrap_or_default()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(MOST_SAID)
        .collect()
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;

    #[test]
    fn a_bug_is_told_and_work_goes_on() {
        assert_eq!(guarded(|| 1 + 1), Ok(2));
        let none: [usize; 0] = [];
        let bug = guarded(|| none.iter().copied().max().expect("a\n  largest\u{1b} one")).unwrap_err();
        assert_eq!(bug.says, "a largest\u{1b} one");
        assert!(bug.place.is_some_and(|place| place.starts_with("src/lint/guard.rs:")));
        // One within another; and the next one remembers nothing of it.
        let outer = guarded(|| guarded(|| panic!("{}", "x".repeat(1000))).map_err(|bug| bug.says.len()));
        assert_eq!(outer, Ok(Err::<(), _>(MOST_SAID)));
        assert_eq!(guarded(|| panic::resume_unwind(Box::new(7))), Err::<(), _>(Bug::default()));
    }

    #[test]
    fn a_bug_that_a_worker_meets_is_held_by_who_waits_for_it() {
        let bug =
            guarded(|| (0..100).into_par_iter().map(|n| assert_ne!(n, 50, "fifty")).count()).unwrap_err();
        assert!(bug.says.contains("fifty"), "{bug:?}");
        assert!(bug.place.is_some_and(|place| place.starts_with("src/lint/guard.rs:")));
    }
}
