//! `sevlint report`: postmortems in, the retrospective out.

use std::io::{self, Write};

use jiff::civil::Date;

use crate::diagnostic::language::Language;
use crate::insight::retrospective::asked::{Asked, AskedPeriod};
use crate::insight::retrospective::groups::{By, can_group};
use crate::insight::retrospective::period::Quarter;
use crate::insight::retrospective::retrospect::retrospect;
use crate::insight::retrospective::retrospective::Retrospective;
use crate::lint::outcome::Outcome;
use crate::lint::record::Detail;
use crate::model::moment::read_date;
use crate::report::look::Look;
use crate::report::retrospective::REPORT_FORMATS;
use crate::report::retrospective::format::ReportFormat;
use crate::source::delivery::Delivery;
use crate::source::nearest::nearest;
use crate::source::obstacle::Obstacle;

use super::args::report::ReportArguments;
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::format_clash::{apart, one_on_output};
use super::history_here::remember;
use super::language_here::language_by;
use super::progress::run_shown;
use super::project_here::broken;
use super::report_fault::ReportFault;
use super::session::Session;
use super::streams::Streams;
use super::told_notes::tell_notes;

/// Fields that hold people.
const PEOPLE: [&str; 7] = ["authors", "author", "notified", "owner", "owners", "approved_by", "people"];

/// Where a format is written to.
struct Target {
    format: &'static ReportFormat,
    file: Option<(String, Delivery)>,
}

/// Makes the report, and writes it.
///
/// # Errors
/// When it cannot be made; even then a format for programs gets a valid document.
pub fn report(
    arguments: &ReportArguments,
    environment: &Environment,
    look: &Look,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let said = |error: &Error| error.message(language_by(arguments.given.config.as_deref(), environment));
    let targets = match targets(arguments, environment) {
        Ok(targets) => targets,
        Err(error) => {
            refuse(&arguments.format, &said(&error), environment, streams.out);
            return Err(error);
        }
    };
    let made = make(arguments, environment, streams.err);
    match made {
        Ok((language, retrospective)) => {
            let look = look.in_language(language);
            // What stands on the terminal need not be said there twice.
            if !targets.iter().any(|target| target.file.is_none() && target.format.is_for_terminals) {
                tell_notes(&retrospective.notes, language, streams.err);
            }
            for target in &targets {
                write(target, &retrospective, &look, streams.out)?;
            }
            Ok(Exit::Clean)
        }
        Err(error) => {
            refuse(&arguments.format, &said(&error), environment, streams.out);
            Err(error)
        }
    }
}

/// The retrospective.
fn make(
    arguments: &ReportArguments,
    environment: &Environment,
    err: &mut dyn Write,
) -> Result<(Language, Retrospective), Error> {
    let here = language_by(arguments.given.config.as_deref(), environment);
    let mut session = Session::open(&arguments.paths, &arguments.given, Detail::Account, environment)?;
    let period = period(arguments, session.request.today, here)?;
    remember(&mut session, &arguments.history, environment, err)?;
    let outcome = run_shown(&session.root, &session.request, environment, err);
    let language = outcome.language;
    if !outcome.was_run {
        tell_notes(&outcome.notes, language, err);
        return Err(broken(outcome));
    }
    let by = by(&arguments.by, &outcome)?;
    let compare = arguments.compare.is_some();
    let asked = Asked { period, compare, by, today: session.request.today };
    let (_, preceding) = period.days(1, asked.today);
    if compare && preceding.is_none() {
        return Err(Error::Report(ReportFault::NothingBefore, language));
    }
    Ok((language, retrospect(&outcome, &asked)))
}

fn period(arguments: &ReportArguments, today: Date, language: Language) -> Result<AskedPeriod, Error> {
    if let Some(quarter) = &arguments.quarter {
        let read = Quarter::read(quarter).map(AskedPeriod::Quarter);
        return read.ok_or_else(|| Error::Report(ReportFault::Quarter(quarter.clone()), language));
    }
    let day = |text: &Option<String>| -> Result<Option<Date>, Error> {
        let read = |text: &String| read_date(text).map_err(|_| Error::Date(text.clone()));
        text.as_ref().map(read).transpose()
    };
    let (since, until) = (day(&arguments.since)?, day(&arguments.until)?);
    match (since, until) {
        (None, None) => Ok(AskedPeriod::All),
        (Some(since), Some(until)) if until < since => {
            let fault = ReportFault::PeriodEmpty { since: since.to_string(), until: until.to_string() };
            Err(Error::Report(fault, language))
        }
        (Some(since), None) if today < since => {
            let fault = ReportFault::PeriodAhead { since: since.to_string(), today: today.to_string() };
            Err(Error::Report(fault, language))
        }
        (since, until) => Ok(AskedPeriod::Days(since, until)),
    }
}

/// What incidents are grouped by: facts by the tables that judged some.
fn by(asked: &[String], outcome: &Outcome) -> Result<Vec<By>, Error> {
    if asked.is_empty() {
        return Ok(vec![By::Service, By::Detection]);
    }
    let mut facts: Vec<String> = vec![];
    for ruling in outcome.accounts.iter().filter_map(|account| account.ruling.as_ref()) {
        for fact in ruling.table.facts.iter().filter(|fact| can_group(&fact.kind)) {
            if !facts.contains(&fact.name) {
                facts.push(fact.name.clone());
            }
        }
    }
    let read = |name: &String| match name.trim() {
        "service" | "services" => Ok(By::Service),
        "detection" | "detected_by" => Ok(By::Detection),
        fact if facts.iter().any(|known| known == fact) => Ok(By::Fact(fact.to_owned())),
        _ => {
            let mut known = vec!["service".to_owned(), "detection".to_owned()];
            known.extend(facts.iter().cloned());
            let is_people = PEOPLE.contains(&name.trim());
            let nearest = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
            let nearest = nearest.filter(|_| !is_people);
            let fault = ReportFault::By { name: name.clone(), is_people, nearest, known };
            Err(Error::Report(fault, outcome.language))
        }
    };
    let mut by: Vec<By> = vec![];
    for name in asked {
        let one = read(name)?;
        if !by.contains(&one) {
            by.push(one);
        }
    }
    Ok(by)
}

/// Formats with their files, which are looked at before the run: a bad path fails at once.
fn targets(arguments: &ReportArguments, environment: &Environment) -> Result<Vec<Target>, Error> {
    let default = ["text".to_owned()];
    let asked = if arguments.format.is_empty() { &default } else { arguments.format.as_slice() };
    let targets: Vec<Target> =
        asked.iter().map(|asked| target(asked, environment)).collect::<Result<_, _>>()?;
    apart(asked.iter().zip(targets.iter().map(|target| target.file.as_ref())))?;
    Ok(targets)
}

fn target(asked: &str, environment: &Environment) -> Result<Target, Error> {
    let (name, path) = match asked.split_once('=') {
        Some((name, path)) => (name, Some(path)),
        None => (asked, None),
    };
    let known = || REPORT_FORMATS.iter().map(|format| format.name);
    let Some(format) = REPORT_FORMATS.iter().find(|format| format.name == name) else {
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
    Ok(Target { format, file })
}

/// Writes the document that says why there is no report, for every format that programs read.
pub fn refuse(formats: &[String], reason: &str, environment: &Environment, out: &mut dyn Write) {
    for asked in one_on_output(formats) {
        // What cannot be written is part of why there is no report, and has been said.
        let Ok(Target { format, file }) = target(asked, environment) else { continue };
        let Some(refuse) = format.refuse else { continue };
        let _ = match file {
            Some((_, delivery)) => delivery.write(|file| refuse(reason, file)),
            None => refuse(reason, out),
        };
    }
}

fn write(
    target: &Target,
    retrospective: &Retrospective,
    look: &Look,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let render = target.format.render;
    match &target.file {
        Some((path, delivery)) => delivery
            .write(|file| render(retrospective, &look.plain(), file))
            .map_err(|error| unwritten(path, &error)),
        None => match render(retrospective, look, out).and_then(|()| out.flush()) {
            // Whoever reads may stop reading: `sevlint report | head`.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other.map_err(|error| unwritten("standard output", &error)),
        },
    }
}

fn unwritten(path: &str, error: &io::Error) -> Error {
    Error::Write { path: path.to_owned(), reason: Obstacle::from(error) }
}
