//! `sevlint check`: postmortems in, findings out.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use crate::diagnostic::about::Gravity;
use crate::lint::baseline::Upkeep;
use crate::lint::config::FailOn;
use crate::lint::outcome::{Outcome, RunNote};
use crate::lint::record::Detail;
use crate::lint::selection::Selection;
use crate::report::FORMATS;
use crate::report::baseline_words::baseline_words;
use crate::report::choices;
use crate::report::fixable::fixable;
use crate::report::format::Format;
use crate::report::look::Look;
use crate::report::next_command::next_command;
use crate::report::statistics;
use crate::report::words::gravity;
use crate::source::delivery::Delivery;
use crate::source::nearest::nearest;
use crate::source::obstacle::Obstacle;
use crate::source::replace::replace;

use super::args::CheckArguments;
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::format_clash::{apart, one_on_output};
use super::git_here::narrow;
use super::history_here::remember;
use super::language_here::language_by;
use super::mending::{Asked, Mending, mend};
use super::progress::run_shown;
use super::session::Session;
use super::streams::Streams;
use super::told_notes::tell_notes;

/// Where a format is written to.
pub struct Target {
    render: Render,
    for_programs: bool,
    detail: Detail,
    file: Option<(String, Delivery)>,
}

type Render = fn(&Outcome, &Look, &mut dyn Write) -> io::Result<()>;

/// Checks, and writes the findings.
///
/// # Errors
/// When the run cannot be made; even then a format for programs gets a valid document.
pub fn check(
    arguments: &CheckArguments,
    environment: &Environment,
    look: &Look,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let said = |error: &Error| error.message(language_by(arguments.given.config.as_deref(), environment));
    let prepared = targets(arguments, environment)
        .and_then(|targets| Ok((targets, fail_on(arguments.fail_on.as_ref())?, selection(arguments)?)));
    let prepared = prepared.and_then(|(targets, fail_on, selection)| {
        let least = if arguments.show_files { Detail::Listed } else { Detail::Brief };
        let detail = targets.iter().map(|target| target.detail).fold(least, Detail::max);
        let mut session = open(arguments, detail, environment, streams.input)?;
        narrow(&mut session, arguments)?;
        remember(&mut session, &arguments.history, environment, streams.err)?;
        session.request.given.selection = selection;
        let upkeep = Upkeep { add: arguments.write_baseline, prune: arguments.prune_baseline };
        session.request.given.upkeep = upkeep;
        session.request.given.baseline = baseline(arguments, environment)?;
        Ok((targets, fail_on, session))
    });
    let (targets, fail_on, session) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            tell_programs(&arguments.format, &said(&error), environment, look, streams.out);
            return Err(error);
        }
    };
    let mut session = session;
    let look = &look.linking(session.root.path(), environment.links.as_deref());
    let mut all_written = true;
    if let Some(asked) = Asked::of(arguments) {
        match mend(&mut session, asked, environment, look, streams)? {
            Mending::Shown(exit) => return Ok(exit),
            Mending::Made { all_written: all } => all_written = all,
            Mending::NotRun => {}
        }
    }
    // A text that was mended on its way goes on by itself.
    let passes_text = arguments.stdin_filename.is_some() && Asked::of(arguments).is_some();
    let outcome = run_shown(&session.root, &session.request, environment, streams.err);
    if let Err(error) = keep(&outcome, session.request.given.upkeep) {
        tell_programs(&arguments.format, &said(&error), environment, look, streams.out);
        return Err(error);
    }
    // A run that could not be made has no choices to show, but findings that say why.
    let chosen = arguments.show_files && outcome.was_run;
    if chosen {
        choices::render(&outcome, streams.out).map_err(|error| unwritten("standard output", &error))?;
    } else {
        for target in &targets {
            let out = if passes_text { &mut *streams.err } else { &mut *streams.out };
            write(target, &outcome, look, out)?;
        }
    }
    tell_notes(&outcome.notes, outcome.language, streams.err);
    for kept in &outcome.baselines {
        if let Some(words) = baseline_words(kept, outcome.language) {
            let word = gravity(Gravity::Note, outcome.language);
            let _ = writeln!(streams.err, "{word}: {words}");
        }
    }
    let for_people = targets.iter().any(|target| !target.for_programs && target.file.is_none());
    let made = Asked::made(arguments);
    if let Some(words) = fixable(&outcome, made, outcome.language).filter(|_| for_people && !chosen) {
        let _ = writeln!(streams.err, "{words}");
    }
    if let Some(words) = next_command(&outcome, outcome.language).filter(|_| for_people && !chosen) {
        let _ = writeln!(streams.err, "{words}");
    }
    if !outcome.was_run || !all_written {
        return Ok(Exit::Broken);
    }
    if chosen {
        return Ok(Exit::Clean);
    }
    Ok(exit(&outcome, fail_on))
}

/// How a run ends that was made.
#[must_use]
pub fn exit(outcome: &Outcome, fail_on: Option<FailOn>) -> Exit {
    if outcome.fails(fail_on) { Exit::Findings } else { Exit::Clean }
}

/// The baseline, which has to be there unless it is to be written.
fn baseline(arguments: &CheckArguments, environment: &Environment) -> Result<Option<PathBuf>, Error> {
    let Some(path) = &arguments.baseline else { return Ok(None) };
    let place = environment.folder.join(path);
    if !arguments.write_baseline && !place.exists() {
        return Err(Error::BaselineMissing(path.display().to_string()));
    }
    Ok(Some(place))
}

/// Writes the baselines that have changed.
fn keep(outcome: &Outcome, upkeep: Upkeep) -> Result<(), Error> {
    if outcome.was_run && upkeep.is_asked() && outcome.baselines.is_empty() {
        return Err(Error::NoBaseline(outcome.language));
    }
    for kept in &outcome.baselines {
        let Some(text) = &kept.text else { continue };
        replace(&kept.place, text).map_err(|error| unwritten(&kept.name, &error))?;
    }
    Ok(())
}

/// The gravity from which on a run fails.
///
/// # Errors
/// When the word is none of those.
pub fn fail_on(word: Option<&String>) -> Result<Option<FailOn>, Error> {
    let read = |word: &String| FailOn::named(word).ok_or_else(|| Error::FailOn(word.clone()));
    word.map(read).transpose()
}

fn selection(arguments: &CheckArguments) -> Result<Selection, Error> {
    Selection::read(&arguments.select, &arguments.ignore).map_err(Error::Selection)
}

fn open(
    arguments: &CheckArguments,
    detail: Detail,
    environment: &Environment,
    input: &mut dyn Read,
) -> Result<Session, Error> {
    let Some(path) = &arguments.stdin_filename else {
        return Session::open(&arguments.paths, &arguments.given, detail, environment);
    };
    let mut bytes = vec![];
    input.read_to_end(&mut bytes).map_err(|error| Error::Input(error.to_string()))?;
    Session::open_piped(path, bytes, &arguments.given, detail, environment)
}

/// Formats with their files, which are looked at before the run: a bad path fails at once.
///
/// # Errors
/// When there is no such format, or its file cannot be written, or two of them go to one place.
pub fn open_targets(formats: &[String], environment: &Environment) -> Result<Vec<Target>, Error> {
    let default = ["text".to_owned()];
    let asked = if formats.is_empty() { &default } else { formats };
    let targets: Vec<Target> =
        asked.iter().map(|asked| target(asked, environment)).collect::<Result<_, _>>()?;
    apart(asked.iter().zip(targets.iter().map(|target| target.file.as_ref())))?;
    Ok(targets)
}

fn targets(arguments: &CheckArguments, environment: &Environment) -> Result<Vec<Target>, Error> {
    let mut targets = open_targets(&arguments.format, environment)?;
    if arguments.statistics {
        for target in targets.iter_mut().filter(|target| !target.for_programs) {
            target.render = statistics::render;
        }
    }
    Ok(targets)
}

fn target(asked: &str, environment: &Environment) -> Result<Target, Error> {
    let (name, path) = match asked.split_once('=') {
        Some((name, path)) => (name, Some(path)),
        None => (asked, None),
    };
    let known = || FORMATS.iter().map(|format| format.name);
    let Some(format) = FORMATS.iter().find(|format| format.name == name) else {
        let nearest = nearest(name, known());
        return Err(Error::Format { name: name.to_owned(), nearest, known: known().collect() });
    };
    let file = match path {
        None => None,
        Some(path) => {
            let delivery = Delivery::to(&environment.folder.join(path));
            Some((path.to_owned(), delivery.map_err(|error| unwritten(path, &error))?))
        }
    };
    let Format { render, for_programs, detail, .. } = **format;
    Ok(Target { render, for_programs, detail, file })
}

/// Writes the document of a run that could not be made, for every format that programs read.
pub fn tell_programs(
    formats: &[String],
    reason: &str,
    environment: &Environment,
    look: &Look,
    out: &mut dyn Write,
) {
    let outcome = Outcome { notes: vec![RunNote::NotRun(reason.to_owned())], ..Outcome::default() };
    for asked in one_on_output(formats) {
        // What cannot be written is part of why the run cannot be made, and has been said.
        let Ok(target) = target(asked, environment) else { continue };
        if target.for_programs {
            let _ = write(&target, &outcome, look, out);
        }
    }
}

/// Writes an outcome to where a format goes.
///
/// # Errors
/// When it cannot be written.
pub fn write(target: &Target, outcome: &Outcome, look: &Look, out: &mut dyn Write) -> Result<(), Error> {
    match &target.file {
        Some((path, delivery)) => delivery
            .write(|file| (target.render)(outcome, &look.plain(), file))
            .map_err(|error| unwritten(path, &error)),
        None => match (target.render)(outcome, look, out).and_then(|()| out.flush()) {
            // Whoever reads may stop reading: `sevlint check | head`.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other.map_err(|error| Error::Output(Obstacle::from(&error))),
        },
    }
}

fn unwritten(path: &str, error: &io::Error) -> Error {
    Error::Write { path: path.to_owned(), reason: Obstacle::from(error) }
}
