//! `sevlint table lint`: the SEV table in, what is wrong with it out.

use crate::diagnostic::language::Language;
use crate::lint::project::Project;
use crate::lint::reach::folder_of;
use crate::lint::record::Detail;
use crate::lint::request::Request;
use crate::lint::table_run::run_tables;
use crate::report::look::Look;

use super::args::TableLintArguments;
use super::check::{exit, fail_on, open_targets, tell_programs, write};
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::language_here::language_by;
use super::project_here::{no_table, project_in, projects_below};
use super::session::Session;
use super::streams::Streams;
use super::told_notes::tell_notes;

/// Looks at the tables of the projects of the paths, and writes the findings.
///
/// # Errors
/// When the run cannot be made; even then a format for programs gets a valid document.
pub fn table_lint(
    arguments: &TableLintArguments,
    environment: &Environment,
    look: &Look,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let prepared = open_targets(&arguments.format, environment).and_then(|targets| {
        let fail_on = fail_on(arguments.fail_on.as_ref())?;
        let session = Session::open(&arguments.paths, &arguments.given, Detail::Brief, environment)?;
        let outcome = run_tables(&session.root, &with_those_below(&session));
        if outcome.was_run && outcome.tables == 0 {
            Err(none_here(&session, outcome.language))
        } else {
            let look = look.linking(session.root.path(), environment.links.as_deref());
            Ok((targets, fail_on, outcome, look))
        }
    });
    let (targets, fail_on, outcome, look) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            let here = language_by(arguments.given.config.as_deref(), environment);
            tell_programs(&arguments.format, &error.message(here), environment, look, streams.out);
            return Err(error);
        }
    };
    for target in &targets {
        write(target, &outcome, &look, streams.out)?;
    }
    tell_notes(&outcome.notes, outcome.language, streams.err);
    Ok(if outcome.was_run { exit(&outcome, fail_on) } else { Exit::Broken })
}

/// That there is no table, or which files could each be it.
fn none_here(session: &Session, language: Language) -> Error {
    let folders = session.request.paths.iter().map(|path| folder_of(&session.root, path));
    let projects: Vec<Project> = folders.filter_map(|folder| project_in(session, &folder).ok()).collect();
    let with_rivals = projects.iter().find(|project| !project.rivals.is_empty());
    let meant = with_rivals.or_else(|| projects.first());
    meant.map_or(Error::NoTable(None, language), |project| no_table(session, project))
}

/// What is asked for, and the projects below: what `check` would judge by there.
fn with_those_below(session: &Session) -> Request {
    let mut request = session.request.clone();
    if request.given.config.is_some() || request.given.table.is_some() {
        return request;
    }
    request.paths = vec![];
    for path in &session.request.paths {
        let below =
            if path.is_dir() { projects_below(&session.root, std::slice::from_ref(path)) } else { vec![] };
        request.paths.push(path.clone());
        request.paths.extend(below.iter().map(|folder| session.root.join(folder)));
    }
    request
}
