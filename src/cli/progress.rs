//! A line about how far a run is, for somebody who waits at a terminal. It is gone before anything else is written.

use std::io::Write;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::diagnostic::language::Language;
use crate::lint::outcome::Outcome;
use crate::lint::progress::{Progress, Task};
use crate::lint::project::Given;
use crate::lint::request::Request;
use crate::lint::run::run;
use crate::report::wrapping::width;
use crate::source::repository::Root;

use super::environment::Environment;
use super::interrupt::Interrupt;
use super::language_here::language_by;

/// How long nothing is said. Most runs are over by then.
const PATIENCE: Duration = Duration::from_millis(400);
/// How long a line stands.
const BEAT: Duration = Duration::from_millis(100);
/// Back to the start of the line, which is emptied.
const CLEARED: &str = "\r\u{1b}[K";

/// Makes the run, and says on standard error how far it is where somebody sees it and it takes long.
pub fn run_shown(root: &Root, request: &Request, environment: &Environment, err: &mut dyn Write) -> Outcome {
    let waiting = Waiting { task: Task::Reading, given: &request.given, environment };
    waiting.shown(err, |progress| run(root, &counted(request, progress)))
}

/// The same request, which is counted.
#[must_use]
pub fn counted(request: &Request, progress: &Arc<Progress>) -> Request {
    let mut request = request.clone();
    request.given.progress = Some(progress.clone());
    request
}

/// What somebody waits for.
#[derive(Clone, Copy, Debug)]
pub struct Waiting<'w> {
    /// What takes long.
    pub task: Task,
    /// What says which language is spoken.
    pub given: &'w Given,
    /// Whether somebody waits at all.
    pub environment: &'w Environment,
}

impl Waiting<'_> {
    /// Does it, and says on standard error how far it is where somebody sees it and it takes long.
    pub fn shown<T: Send>(self, err: &mut dyn Write, work: impl FnOnce(&Arc<Progress>) -> T + Send) -> T {
        let Self { task, given, environment } = self;
        let progress = Arc::new(Progress::of(task));
        let interrupt = environment.interrupt.as_ref();
        let Some(columns) = environment.progress else {
            if !interrupt.is_some_and(Interrupt::is_expected) {
                return work(&progress);
            }
            return while_waiting(&String::new, PATIENCE, interrupt, err, || work(&progress));
        };
        // That of the project is not known yet.
        let here = || language_by(given.config.as_deref(), environment);
        let language = given.language.unwrap_or_else(here);
        let line = || line(task, progress.done(), language, columns);
        while_waiting(&line, PATIENCE, interrupt, err, || work(&progress))
    }
}

/// Does the work on a thread of its own. After a time in which nothing is said, what is said of it stands in a line.
fn while_waiting<T: Send>(
    line: &dyn Fn() -> String,
    patience: Duration,
    interrupt: Option<&Interrupt>,
    err: &mut dyn Write,
    work: impl FnOnce() -> T + Send,
) -> T {
    let (mut work, mut done) = (Some(work), None);
    work_while_waiting(line, patience, interrupt, err, &mut || done = work.take().map(|work| work()));
    // It was done, or has panicked and nobody comes here.
    done.unwrap_or_else(|| resume_unwind(Box::new("the work was not done")))
}

/// The same, made once for whatever the work makes.
fn work_while_waiting(
    line: &dyn Fn() -> String,
    patience: Duration,
    interrupt: Option<&Interrupt>,
    err: &mut dyn Write,
    work: &mut (dyn FnMut() + Send),
) {
    let held = interrupt.map(Interrupt::hold);
    thread::scope(|scope| {
        // Its end closes the channel, however it ends.
        let (end, ended) = channel::<()>();
        let worker = scope.spawn(move || {
            let _end = end;
            work();
        });
        let mut shown = String::new();
        let mut waited = Duration::ZERO;
        while ended.recv_timeout(BEAT.min(patience)) == Err(RecvTimeoutError::Timeout) {
            waited += BEAT;
            if let Some(interrupt) = interrupt.filter(|interrupt| interrupt.is_pressed()) {
                if !shown.is_empty() {
                    let _ = write!(err, "{CLEARED}").and_then(|()| err.flush());
                }
                interrupt.end();
            }
            let now = if waited < patience { String::new() } else { line() };
            if now != shown {
                // A closed standard error stops nobody.
                let _ = write!(err, "{CLEARED}{now}").and_then(|()| err.flush());
                shown = now;
            }
        }
        if !shown.is_empty() {
            let _ = write!(err, "{CLEARED}").and_then(|()| err.flush());
        }
        worker.join().unwrap_or_else(|panic| resume_unwind(panic));
    });
    drop(held);
    // It may have been pressed at the very end.
    interrupt.filter(|interrupt| interrupt.is_pressed()).inspect(|interrupt| interrupt.end());
}

/// A line that leaves one column free, so that no terminal breaks it; nothing where there is no room.
fn line(task: Task, done: Option<(usize, usize)>, language: Language, columns: usize) -> String {
    let lines = match (task, done) {
        (Task::Reading, Some((done, all))) => {
            let (done, all) = (grouped(done), grouped(all));
            let long = match language {
                Language::English => format!("read {done} of {all} files"),
                Language::Japanese => format!("{all} ファイル中 {done} ファイルを読み込んだ"),
            };
            vec![long, format!("{done}/{all}")]
        }
        (Task::Reading, None) => {
            vec![told(language, "looking for postmortems", "ポストモーテムを探している")]
        }
        (Task::History, _) => vec![told(language, "reading the history", "履歴を読み込んでいる")],
        (Task::Mending, _) => vec![told(language, "trying the fixes", "修正を試している")],
        (Task::Learning, _) => vec![told(language, "learning criteria", "基準を学習している")],
    };
    lines.into_iter().find(|line| width(line) < columns).unwrap_or_default()
}

fn told(language: Language, english: &str, japanese: &str) -> String {
    match language {
        Language::English => english.to_owned(),
        Language::Japanese => japanese.to_owned(),
    }
}

/// A count with commas between thousands.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::mpsc::Sender;

    use super::*;

    /// A terminal that lets the work go on when it shows something.
    struct Screen {
        shown: Vec<u8>,
        go_on: Sender<()>,
    }

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let _ = self.go_on.send(());
            self.shown.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_takes_long_is_shown_and_cleared() {
        let (go_on, asked) = channel();
        let mut screen = Screen { shown: vec![], go_on };
        let progress = Progress::default();
        progress.begin(10_000);
        progress.count();
        let line = || line(Task::Reading, progress.done(), Language::English, 60);
        let worked = while_waiting(&line, Duration::ZERO, None, &mut screen, move || asked.recv().is_ok());
        assert!(worked);
        let shown = String::from_utf8(screen.shown).unwrap();
        assert_eq!(shown, "\r\u{1b}[Kread 1 of 10,000 files\r\u{1b}[K");
    }

    #[test]
    fn what_is_quick_is_not_shown() {
        let mut screen = vec![];
        let line = || "seen".to_owned();
        assert_eq!(while_waiting(&line, Duration::from_mins(1), None, &mut screen, || 7), 7);
        assert_eq!(screen, b"");
    }

    #[test]
    fn a_line_fits() {
        let done = Some((1_200, 1_234_567));
        for (task, language, columns, wanted) in [
            (Task::History, Language::English, 60, "reading the history"),
            (Task::Mending, Language::Japanese, 60, "修正を試している"),
            (Task::Learning, Language::English, 12, ""),
        ] {
            assert_eq!(line(task, None, language, columns), wanted, "{columns} columns");
        }
        for (done, language, columns, wanted) in [
            (None, Language::English, 60, "looking for postmortems"),
            (None, Language::English, 23, ""),
            (done, Language::English, 60, "read 1,200 of 1,234,567 files"),
            (done, Language::English, 29, "1,200/1,234,567"),
            (done, Language::English, 15, ""),
            (None, Language::Japanese, 27, "ポストモーテムを探している"),
            (None, Language::Japanese, 26, ""),
            (done, Language::Japanese, 60, "1,234,567 ファイル中 1,200 ファイルを読み込んだ"),
            (done, Language::Japanese, 40, "1,200/1,234,567"),
            (Some((0, 999)), Language::English, 60, "read 0 of 999 files"),
        ] {
            assert_eq!(line(Task::Reading, done, language, columns), wanted, "{columns} columns");
        }
    }
}
