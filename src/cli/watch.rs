//! `check --watch`: checks, and checks again whenever a file has changed that the result rests on, until Ctrl-C.

use std::io;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::diagnostic::language::Language;
use crate::report::look::Look;
use crate::report::terminal_text::name;
use crate::rules::words::phrase::{and, counted};

use super::args::CheckArguments;
use super::check::check;
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::interrupt::Interrupt;
use super::language_here::language_by;
use super::streams::Streams;
use super::watched::{State, Watched, changed, files};

/// How long nothing is looked at, at least.
const PAUSE: Duration = Duration::from_millis(250);
/// How many times longer the pause is than looking took, so that large folders do not keep a machine busy.
const RESTS: u32 = 20;
/// How long files must stay as they are before they are checked: an editor may write several, or one in several steps.
const SETTLED: Duration = Duration::from_millis(100);
/// After so many looks they are checked although they still change.
const MOST_LOOKS: usize = 20;
/// How soon Ctrl-C is noticed.
const BEAT: Duration = Duration::from_millis(50);
/// An empty screen, from its top. What had been there before can still be scrolled to.
const EMPTIED: &str = "\u{1b}[2J\u{1b}[H";
/// How many changed files are named.
const MOST_NAMED: usize = 3;

/// Checks until Ctrl-C, or until nobody reads it any more.
///
/// # Errors
/// When the first run cannot be made. What keeps a later one from being made is said, and may be mended.
pub fn watch(
    arguments: &CheckArguments,
    environment: &Environment,
    look: &Look,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let mut watched = Watched::of(arguments, environment)?;
    let interrupt = environment.interrupt.as_ref();
    interrupt.inspect(|interrupt| interrupt.expect());
    let _held = interrupt.map(Interrupt::hold);
    // What changes while it is checked is seen afterwards.
    let mut state = watched.state();
    empty(environment, streams);
    check(arguments, environment, look, streams)?;
    loop {
        if streams.out.flush().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
            return Ok(Exit::Clean);
        }
        let language = language_by(arguments.given.config.as_deref(), environment);
        // A closed standard error stops nobody.
        let _ = writeln!(streams.err, "{}", waiting_words(files(&state), language));
        let Some(now) = next(&watched, &state, environment) else { return Ok(Exit::Clean) };
        empty(environment, streams);
        let _ = streams.out.flush();
        let words = changed_words(&changed(&state, &now), language);
        let time = environment.clock.map(|clock| clock().strftime("[%H:%M:%S] ").to_string());
        let _ = writeln!(streams.err, "{}{words}", time.unwrap_or_default());
        state = now;
        // A configuration may name other files than before. One that cannot be read is said to be so by the check.
        if let Ok(renewed) = Watched::of(arguments, environment) {
            watched = renewed;
            state = watched.state();
        }
        if let Err(error) = check(arguments, &environment.later(), look, streams) {
            error.tell(language, streams.err);
        }
    }
}

/// The next state that is another one and has settled; none if Ctrl-C was pressed.
fn next(watched: &Watched, before: &State, environment: &Environment) -> Option<State> {
    let mut pause = PAUSE;
    loop {
        rest(pause, environment)?;
        let start = Instant::now();
        let mut now = watched.state();
        pause = PAUSE.max(start.elapsed() * RESTS);
        if now == *before {
            continue;
        }
        for _ in 0..MOST_LOOKS {
            rest(SETTLED, environment)?;
            let later = watched.state();
            let is_settled = later == now;
            now = later;
            if is_settled {
                break;
            }
        }
        // What came and went has changed nothing.
        if now != *before {
            return Some(now);
        }
    }
}

/// Waits; nothing if Ctrl-C was pressed.
fn rest(pause: Duration, environment: &Environment) -> Option<()> {
    let end = Instant::now() + pause;
    loop {
        if environment.interrupt.as_ref().is_some_and(Interrupt::is_pressed) {
            return None;
        }
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Some(());
        }
        sleep(left.min(BEAT));
    }
}

/// Empties the screen, where a terminal shows the findings and obeys.
fn empty(environment: &Environment, streams: &mut Streams<'_>) {
    if environment.columns.is_some() && environment.progress.is_some() {
        let _ = streams.out.write_all(EMPTIED.as_bytes());
    }
}

fn waiting_words(files: usize, language: Language) -> String {
    match language {
        Language::English => format!("Watching {}; Ctrl-C ends", counted(files, "file")),
        Language::Japanese => format!("{files} 件のファイルの変更を待っている。Ctrl-C で終了する"),
    }
}

fn changed_words(paths: &[Arc<str>], language: Language) -> String {
    let mut names: Vec<String> =
        paths.iter().take(MOST_NAMED).map(|path| format!("`{}`", name(path))).collect();
    let others = paths.len().saturating_sub(MOST_NAMED);
    match language {
        Language::English => {
            names.extend((others > 0).then(|| format!("{others} more")));
            format!("Changed: {}", and(&names))
        }
        Language::Japanese => {
            names.extend((others > 0).then(|| format!("ほか {others} 件")));
            format!("変更: {}", names.join("、"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_named_as_long_as_they_are_few() {
        let paths = |names: &[&str]| names.iter().map(|name| (*name).into()).collect::<Vec<Arc<str>>>();
        for (names, language, wanted) in [
            (&["a.md"][..], Language::English, "Changed: `a.md`"),
            (&["a.md", "b\n.md"], Language::English, "Changed: `a.md` and `b␊.md`"),
            (&["a", "b", "c", "d", "e"], Language::English, "Changed: `a`, `b`, `c` and 2 more"),
            (&["a", "b", "c", "d"], Language::Japanese, "変更: `a`、`b`、`c`、ほか 1 件"),
        ] {
            assert_eq!(changed_words(&paths(names), language), wanted);
        }
    }
}
