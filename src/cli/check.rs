//! `sevlint check`: postmortems in, findings out.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::diagnostic::about::Gravity;
use crate::lint::config::FailOn;
use crate::lint::outcome::Outcome;
use crate::lint::record::Detail;
use crate::lint::run::run;
use crate::report::FORMATS;
use crate::report::choices;
use crate::report::format::Format;
use crate::report::look::Look;
use crate::report::note::note_words;
use crate::source::nearest::nearest;

use super::args::CheckArguments;
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::session::Session;

/// Where a format is written to.
struct Target {
    format: &'static Format,
    file: Option<(String, File)>,
}

/// Checks, and writes the findings.
///
/// # Errors
/// When the run cannot be made; even then a format for programs gets a valid document.
pub fn check(
    arguments: &CheckArguments,
    environment: &Environment,
    look: &Look,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Error> {
    let mut targets = targets(arguments, environment)?;
    let fail_on = arguments.fail_on.as_ref();
    let fail_on = fail_on.map(|word| FailOn::named(word).ok_or_else(|| Error::FailOn(word.clone())));
    let session = fail_on.transpose().and_then(|fail_on| {
        // Only a format for programs has room for every incident with its evidence.
        let full = targets.iter().any(|target| target.format.for_programs);
        let detail = if full { Detail::Full } else { Detail::Brief };
        Ok((Session::open(&arguments.paths, &arguments.given, detail, environment)?, fail_on))
    });
    let (session, fail_on) = match session {
        Ok(session) => session,
        Err(error) => {
            for target in targets.iter_mut().filter(|target| target.format.for_programs) {
                write(target, &Outcome::default(), look, out)?;
            }
            return Err(error);
        }
    };
    let outcome = run(&session.root, &session.request);
    // A run that could not be made has no choices to show, but findings that say why.
    let chosen = arguments.show_files && outcome.was_run;
    if chosen {
        choices::render(&outcome, out).map_err(|error| unwritten("standard output", &error))?;
    } else {
        for target in &mut targets {
            write(target, &outcome, look, out)?;
        }
    }
    for note in &outcome.notes {
        // A closed standard error stops nobody.
        let _ = writeln!(err, "note: {}", note_words(note));
    }
    if !outcome.was_run {
        return Ok(Exit::Broken);
    }
    if chosen {
        return Ok(Exit::Clean);
    }
    let threshold = fail_on.or(outcome.fail_on).unwrap_or(FailOn::Gravity(Gravity::Error));
    let failed = match threshold {
        FailOn::Never => false,
        FailOn::Gravity(gravity) => outcome.gravest().is_some_and(|gravest| gravest >= gravity),
    };
    Ok(if failed { Exit::Findings } else { Exit::Clean })
}

/// Formats with their files, which are opened before the run: a bad path fails at once.
fn targets(arguments: &CheckArguments, environment: &Environment) -> Result<Vec<Target>, Error> {
    let default = ["text".to_owned()];
    let asked = if arguments.format.is_empty() { &default } else { arguments.format.as_slice() };
    let mut targets = vec![];
    for asked in asked {
        let (name, path) = match asked.split_once('=') {
            Some((name, path)) => (name, Some(path)),
            None => (asked.as_str(), None),
        };
        let known = || FORMATS.iter().map(|format| format.name);
        let Some(format) = FORMATS.iter().find(|format| format.name == name) else {
            let nearest = nearest(name, known());
            return Err(Error::Format { name: name.to_owned(), nearest, known: known().collect() });
        };
        let file = match path {
            None => None,
            Some(path) => {
                let place: PathBuf = environment.folder.join(path);
                Some((path.to_owned(), File::create(place).map_err(|error| unwritten(path, &error))?))
            }
        };
        targets.push(Target { format, file });
    }
    Ok(targets)
}

fn write(target: &mut Target, outcome: &Outcome, look: &Look, out: &mut dyn Write) -> Result<(), Error> {
    match &mut target.file {
        Some((path, file)) => {
            let mut buffered = io::BufWriter::new(file);
            (target.format.render)(outcome, &look.plain(), &mut buffered)
                .and_then(|()| buffered.flush())
                .map_err(|error| unwritten(path, &error))
        }
        None => match (target.format.render)(outcome, look, out).and_then(|()| out.flush()) {
            // Whoever reads may stop reading: `sevlint check | head`.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other.map_err(|error| unwritten("standard output", &error)),
        },
    }
}

fn unwritten(path: &str, error: &io::Error) -> Error {
    Error::Write { path: path.to_owned(), reason: error.to_string() }
}
