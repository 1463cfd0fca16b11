//! `sevlint table learn`: past incidents with declared levels and facts in, criteria that explain them out.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use crate::diagnostic::language::Language;
use crate::insight::learn::case::Case;
use crate::insight::learn::intake::{LeftOut, case};
use crate::insight::learn::proposal::propose_and_try;
use crate::lint::progress::Task;
use crate::lint::record::Detail;
use crate::lint::request::Request;
use crate::lint::visit::{Visit, visit};
use crate::model::field::Field;
use crate::model::postmortem::Postmortem;
use crate::report::FORMATS;
use crate::report::lesson::Learnt;
use crate::report::look::Look;
use crate::source::obstacle::Obstacle;

use super::args::learn::LearnArguments;
use super::asked_language::asked;
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::learn_first::begin;
use super::progress::{Waiting, counted};
use super::project_here::TableHere;
use super::session::Session;
use super::streams::Streams;
use super::table_fault::TableFault;
use super::told_notes::tell_notes;
use super::unread::tell_unread;

/// Learns from the postmortems of the paths, with the levels and facts of the table in force.
///
/// # Errors
/// When there is no table, or nothing to learn from.
pub fn table_learn(
    arguments: &LearnArguments,
    environment: &Environment,
    look: &Look,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let session = Session::open(&arguments.paths, &arguments.given, Detail::Brief, environment)?;
    let asked = asked(arguments.language.as_deref())?;
    let (here, paths, first) = match TableHere::find(&session) {
        Ok(here) if arguments.levels.is_some() => {
            let fault = TableFault::LevelsOfTable(here.table.text.path().to_string());
            return Err(Error::Table(fault, Some(asked.unwrap_or(here.language))));
        }
        Ok(here) => (here, session.request.paths.clone(), None),
        Err(none @ (Error::NoTable(..) | Error::Rivals(..) | Error::Below(..))) => {
            let language = asked.unwrap_or(none.language(Language::default()));
            let begun = begin(&session, arguments.levels.as_deref(), language, none)?;
            (begun.here, begun.paths, Some(begun.first))
        }
        Err(error) => return Err(error),
    };
    let language = asked.unwrap_or(here.language);
    let request = Request { paths, ..session.request.clone() };
    let waiting = Waiting { task: Task::Reading, given: &session.request.given, environment };
    let visited = waiting.shown(streams.err, |progress| {
        visit(&session.root, &counted(&request, progress), |visit| take(visit, &here, first.is_some()))
    });
    let visited = match visited {
        Ok(visited) => visited,
        Err(outcome) => {
            let text = FORMATS.iter().find(|format| format.name == "text");
            told(text.map_or(Ok(()), |format| (format.render)(&outcome, look, streams.out)))?;
            return Ok(Exit::Broken);
        }
    };
    tell_notes(&visited.notes, language, streams.err);
    tell_unread(&visited.unread, language, streams.err);
    let mut left_out: BTreeMap<LeftOut, usize> = BTreeMap::new();
    let (mut cases, mut names) = (vec![], vec![]);
    let mut paths = vec![];
    for (path, name, taken) in visited.answers {
        match taken {
            Ok(case) => {
                cases.push(case);
                names.push(name);
                paths.push(path);
            }
            Err(reason) => *left_out.entry(reason).or_default() += 1,
        }
    }
    let path = here.table.text.path().to_string();
    let mut levels: Vec<usize> = cases.iter().map(|case: &Case| case.declared).collect();
    levels.sort_unstable();
    levels.dedup();
    if levels.len() < 2 {
        let fault = match (&first, cases.len()) {
            (Some(_), 0) => TableFault::NothingStated,
            (_, many) => TableFault::NothingToLearn { cases: many, table: path },
        };
        return Err(Error::Table(fault, Some(language)));
    }
    let is_called = |path: &str| paths.iter().position(|other| &**other == path);
    let waiting = Waiting { task: Task::Learning, ..waiting };
    let (lesson, trial) = waiting
        .shown(streams.err, |_| propose_and_try(&here.table, &cases, &is_called))
        .map_err(|_| Error::Table(TableFault::LearntTooMuch, Some(language)))?;
    let learnt = Learnt {
        lesson: &lesson,
        trial,
        cases: &cases,
        names: &names,
        left_out: &left_out,
        table: &path,
        first: first.as_ref(),
        language,
    };
    told(streams.out.write_all(learnt.source().as_bytes()).and_then(|()| streams.out.flush()))?;
    for said in learnt.summary() {
        let _ = writeln!(streams.err, "{said}");
    }
    Ok(if visited.unread.is_empty() { Exit::Clean } else { Exit::Broken })
}

/// What is learnt from a postmortem, with what it is called. What an older table of the project judged is read by the words
/// of this one.
fn take(visit: Visit<'_>, here: &TableHere, is_first: bool) -> (Arc<str>, String, Result<Case, LeftOut>) {
    let path = visit.document.text.path();
    let id = visit.postmortem.said(Field::Id).map(|said| said.text.as_str()).filter(|id| !id.is_empty());
    let called = id.map_or_else(|| path.to_string(), |id| format!("{path} ({id})"));
    let taken = match visit.table.map(|table| table.text.path()) {
        Some(table) if table == here.table.text.path() => case(&here.table, visit.postmortem),
        Some(table) if here.tables.contains(table) => {
            case(&here.table, &Postmortem::read(visit.document, &here.words, visit.zone))
        }
        None if is_first => case(&here.table, &Postmortem::read(visit.document, &here.words, visit.zone)),
        _ => Err(LeftOut::OtherTable),
    };
    (path.clone(), called, taken)
}

/// Whoever reads may stop reading: `sevlint table learn | head`.
fn told(result: io::Result<()>) -> Result<(), Error> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(Obstacle::from(&error))),
        _ => Ok(()),
    }
}
