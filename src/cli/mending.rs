//! `check --fix`, `--unsafe-fixes` and `--diff`: what can be mended, made or shown.

use std::io;
use std::sync::Arc;

use crate::diagnostic::about::Gravity;
use crate::diagnostic::diagnostic::Applicability;
use crate::diagnostic::language::Language;
use crate::lint::baseline::Upkeep;
use crate::lint::mend::{Left, Mended, MendedFile, mend as work_out};
use crate::lint::progress::Task;
use crate::lint::record::Detail;
use crate::lint::request::Request;
use crate::report::left_words::{changed_words, why_words};
use crate::report::look::Look;
use crate::report::terminal_text::{name, sentence};
use crate::report::unified::{Change, Reader, render};
use crate::report::words::gravity;
use crate::rules::words::phrase::counted;
use crate::source::obstacle::Obstacle;
use crate::source::replace::{Replaced, replace_known};

use super::args::CheckArguments;
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::progress::{Waiting, run_shown};
use super::session::Session;
use super::streams::Streams;

/// How many files are named that were mended.
const MOST_NAMED: usize = 20;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The boldest fixes that are made.
    most: Applicability,
    /// Whether they are only shown.
    shows: bool,
}

/// What came of it.
#[derive(Clone, Copy, Debug)]
pub enum Mending {
    /// The run could not be made; nothing was mended.
    NotRun,
    /// The difference was shown, and the run ends with it.
    Shown(Exit),
    /// The fixes were made, and it is to be checked what is left.
    Made {
        /// Whether every file could be written.
        all_written: bool,
    },
}

impl Asked {
    /// The boldest fixes that were made, if some were.
    #[must_use]
    pub fn made(arguments: &CheckArguments) -> Option<Applicability> {
        Self::of(arguments).map(|asked| asked.most)
    }

    /// What the arguments ask for, if they do.
    #[must_use]
    pub fn of(arguments: &CheckArguments) -> Option<Self> {
        let most = if arguments.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let is_asked = arguments.fix || arguments.unsafe_fixes || arguments.diff;
        is_asked.then_some(Self { most, shows: arguments.diff })
    }
}

/// Mends, or shows how it would be done. A text from standard input goes to standard output, mended, and is from then on
/// the text of the session.
///
/// # Errors
/// When what it says cannot be written.
pub fn mend(
    session: &mut Session,
    asked: Asked,
    environment: &Environment,
    look: &Look,
    streams: &mut Streams<'_>,
) -> Result<Mending, Error> {
    let mut request = Request { detail: Detail::Compared, ..session.request.clone() };
    // What is written down as known afterwards is to be mended before.
    request.given.upkeep = Upkeep::default();
    let outcome = run_shown(&session.root, &request, environment, streams.err);
    if !outcome.was_run {
        return Ok(Mending::NotRun);
    }
    let language = outcome.language;
    let waiting = Waiting { task: Task::Mending, given: &request.given, environment };
    let mended = waiting.shown(streams.err, |_| work_out(&session.root, &request, &outcome, asked.most));
    drop(outcome);
    if asked.shows {
        // A diff for programs is exact; at a terminal nothing of a file may be obeyed.
        let reader = if environment.columns.is_some() { Reader::Terminal } else { Reader::Program };
        for file in &mended.files {
            let change = Change { path: &file.path, before: &file.before, after: &file.after };
            told(render(change, reader, look, streams.out))?;
        }
        told(streams.out.flush())?;
        tell(&mended.files.iter().collect::<Vec<_>>(), &mended, Done::Shown, language, streams);
        return Ok(Mending::Shown(if mended.files.is_empty() { Exit::Clean } else { Exit::Findings }));
    }
    let mut all_written = true;
    let mut written: Vec<&MendedFile> = vec![];
    if let Some(piped) = session.request.given.piped.clone() {
        let text: Arc<[u8]> = match mended.files.first() {
            Some(file) => file.after.as_bytes().into(),
            None => piped.bytes.clone(),
        };
        told(streams.out.write_all(&text).and_then(|()| streams.out.flush()))?;
        session.pipe(piped.path, text);
        written.extend(&mended.files);
    } else {
        for file in &mended.files {
            let place = session.root.join(&file.path);
            let reason = match replace_known(&place, &file.before, &file.after) {
                Ok(Replaced::Done) => {
                    written.push(file);
                    continue;
                }
                Ok(Replaced::Changed) => changed_words(language).to_owned(),
                Err(error) => error.to_string(),
            };
            all_written = false;
            let (word, path) = (gravity(Gravity::Error, language), name(&file.path));
            // A closed standard error stops nobody.
            let _ = match language {
                Language::English => writeln!(streams.err, "{word}: cannot write `{path}`: {reason}"),
                Language::Japanese => writeln!(streams.err, "{word}: `{path}` に書き込めない: {reason}"),
            };
        }
    }
    tell(&written, &mended, Done::Written, language, streams);
    Ok(Mending::Made { all_written })
}

/// Whether the changes are made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    Written,
    Shown,
}

/// What was mended, and what was left.
fn tell(files: &[&MendedFile], mended: &Mended, done: Done, language: Language, streams: &mut Streams<'_>) {
    if done == Done::Written {
        for file in files.iter().take(MOST_NAMED) {
            let _ = writeln!(streams.err, "{}: {}", name(&file.path), fixes(file, language));
        }
        let others = files.len().saturating_sub(MOST_NAMED);
        if others > 0 {
            let _ = match language {
                Language::English => writeln!(streams.err, "… and {} more", counted(others, "file")),
                Language::Japanese => writeln!(streams.err, "… ほか {others} 件のファイル"),
            };
        }
    }
    let count = files.iter().map(|file| file.fixes.len()).sum();
    if files.len() == mended.files.len() || count > 0 {
        let _ = writeln!(streams.err, "{}", count_words(count, files.len(), done, language));
    }
    for left in &mended.left {
        let word = gravity(Gravity::Note, language);
        let _ = writeln!(streams.err, "{word}: {}", left_words(left, language));
    }
}

/// The rules of the fixes that were made in a file, with how often.
fn fixes(file: &MendedFile, language: Language) -> String {
    let mut rules: Vec<(&str, usize)> = vec![];
    for made in &file.fixes {
        match rules.iter_mut().find(|(rule, _)| *rule == made.rule) {
            Some((_, count)) => *count += 1,
            None => rules.push((made.rule, 1)),
        }
    }
    let shown = |(rule, count): &(&str, usize)| match count {
        1 => (*rule).to_owned(),
        count => format!("{rule} ({count})"),
    };
    let shown: Vec<String> = rules.iter().map(shown).collect();
    shown.join(match language {
        Language::English => ", ",
        Language::Japanese => "、",
    })
}

fn count_words(count: usize, files: usize, done: Done, language: Language) -> String {
    match (language, done, count) {
        (Language::English, _, 0) => "Nothing to mend".to_owned(),
        (Language::English, Done::Written, _) => {
            format!("Mended {} in {}", counted(count, "finding"), counted(files, "file"))
        }
        (Language::English, Done::Shown, _) => {
            format!("Would mend {} in {}", counted(count, "finding"), counted(files, "file"))
        }
        (Language::Japanese, _, 0) => "修正できる指摘はない".to_owned(),
        (Language::Japanese, Done::Written, _) => {
            format!("{files} 件のファイルで {count} 件の指摘を修正した")
        }
        (Language::Japanese, Done::Shown, _) => {
            format!("{files} 件のファイルで {count} 件の指摘を修正できる")
        }
    }
}

/// What was not mended, and why not.
fn left_words(left: &Left, language: Language) -> String {
    let place = &left.finding.place;
    let at = format!("{}:{}:{}", name(&place.path), place.start.line, place.start.column);
    let rule = left.finding.about.id;
    let fix = left.finding.fix.as_ref().map(|fix| sentence(&fix.message).to_string()).unwrap_or_default();
    let why = why_words(&left.why, language);
    match language {
        Language::English => format!("{at}: {rule} was not mended ({fix}): {why}"),
        Language::Japanese => format!("{at}: {rule} は修正していない ({fix}): {why}"),
    }
}

/// Whoever reads may stop reading.
fn told(result: io::Result<()>) -> Result<(), Error> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| Error::Output(Obstacle::from(&error))),
    }
}
