//! `sevlint explain`: the page of a rule, or how a postmortem was judged.

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::language::Language;
use crate::lint::outcome::{Outcome, RunNote, TableElsewhere};
use crate::lint::record::Detail;
use crate::lint::spoken::language_in;
use crate::report::choices::why;
use crate::report::look::{Look, WIDEST};
use crate::report::{FORMATS, judgement, rule_page};
use crate::rules::{RULES, rule};
use crate::source::nearest::nearest;
use crate::source::obstacle::Obstacle;

use super::args::ExplainArguments;
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::history_here::remember;
use super::progress::run_shown;
use super::project_here::{above_here, rivals};
use super::session::Session;
use super::streams::Streams;

/// Explains what was asked for.
///
/// # Errors
/// When it is neither a rule nor a postmortem.
pub fn explain(
    arguments: &ExplainArguments,
    environment: &Environment,
    look: &Look,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let out = &mut *streams.out;
    let language = spoken(arguments, environment);
    let Some(target) = &arguments.target else {
        // In a pipe each rule has a line of its own.
        let width = environment.columns.unwrap_or(WIDEST);
        return written(rule_page::list(&Look { width, ..look.in_language(language) }, out));
    };
    if let Some(rule) = rule(target) {
        return written(rule_page::page(rule, &look.in_language(language), out));
    }
    let path = Path::new(target);
    if !environment.folder.join(path).exists() {
        let nearest = nearest(target, RULES.iter().map(|rule| rule.about.id));
        return Err(Error::Target { name: target.clone(), nearest, language });
    }
    let paths: Vec<PathBuf> = vec![path.to_path_buf()];
    let mut session = Session::open(&paths, &arguments.given, Detail::Full, environment)?;
    remember(&mut session, &arguments.history, environment, streams.err)?;
    let look = &look.linking(session.root.path(), environment.links.as_deref());
    let outcome = run_shown(&session.root, &session.request, environment, streams.err);
    if !outcome.was_run {
        let text = FORMATS.iter().find(|format| format.name == "text");
        written(text.map_or(Ok(()), |format| (format.render)(&outcome, look, out)))?;
        return Ok(Exit::Broken);
    }
    if outcome.incidents.is_empty() {
        // A postmortem that could not be read has findings instead.
        if !outcome.findings.is_empty() {
            let text = FORMATS.iter().find(|format| format.name == "text");
            return written(text.map_or(Ok(()), |format| (format.render)(&outcome, look, out)));
        }
        let language = outcome.language;
        let why = match (outcome.choices.first(), language) {
            (Some(choice), language) => why(&choice.decision, language),
            (None, Language::English) => "it is not Markdown".to_owned(),
            (None, Language::Japanese) => "Markdown ではない".to_owned(),
        };
        return Err(Error::NoPostmortem { path: target.clone(), why, language });
    }
    if outcome.incidents.iter().all(|incident| incident.standing.is_none()) {
        return Err(no_table_for(&outcome, &session));
    }
    let look = look.in_language(outcome.language);
    for (index, incident) in outcome.incidents.iter().enumerate() {
        if index > 0 {
            written(writeln!(out))?;
        }
        written(judgement::render(incident, &look, out))?;
    }
    Ok(Exit::Clean)
}

/// The language of the project that the current folder lies in.
fn spoken(arguments: &ExplainArguments, environment: &Environment) -> Language {
    let Ok(session) = Session::open(&[], &arguments.given, Detail::Brief, environment) else {
        return Language::default();
    };
    let folder = session.root.relative(session.root.start()).unwrap_or_default();
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    language_in(&session.root, &folder, session.request.given.config.as_deref())
}

/// That there is no table, or which files could each be it.
fn no_table_for(outcome: &Outcome, session: &Session) -> Error {
    let found = outcome.notes.iter().find_map(|note| match note {
        RunNote::NoTable { rivals: files, .. } if !files.is_empty() => {
            Some(rivals(session, files, outcome.language))
        }
        RunNote::NoTable { folder, elsewhere: Some(TableElsewhere::Above(path)), .. } => {
            Some(Error::NoTable(Some(above_here(session, path, folder)), outcome.language))
        }
        _ => None,
    });
    found.unwrap_or(Error::NoTable(None, outcome.language))
}

fn written(result: io::Result<()>) -> Result<Exit, Error> {
    match result {
        Ok(()) => Ok(Exit::Clean),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Clean),
        Err(error) => Err(Error::Output(Obstacle::from(&error))),
    }
}
