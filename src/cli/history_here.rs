//! The history that a command is asked to take from git.

use std::io::Write;
use std::sync::Arc;

use crate::lint::history::History;
use crate::lint::progress::Task;
use crate::source::past::Past;

use super::args::HistoryArguments;
use super::environment::Environment;
use super::error::Error;
use super::git_here::{git, refused};
use super::progress::Waiting;
use super::session::Session;

/// Reads the history of a session, if some of it is asked for; once, whatever is asked for.
///
/// # Errors
/// When there is no git, no repository, or only a part of the history was fetched.
pub fn remember(
    session: &mut Session,
    arguments: &HistoryArguments,
    environment: &Environment,
    err: &mut dyn Write,
) -> Result<(), Error> {
    if arguments.table_history.is_none() && arguments.severity_history.is_none() {
        return Ok(());
    }
    let git = git(session)?;
    let waiting = Waiting { task: Task::History, given: &session.request.given, environment };
    let past = waiting.shown(err, |_| Past::read(&git)).map_err(|fault| refused(session, fault))?;
    let past = Arc::new(past);
    session.request.given.history = History {
        of_tables: arguments.table_history.map(|_| (past.clone(), session.request.today)),
        of_severity: arguments.severity_history.map(|_| past.clone()),
    };
    Ok(())
}
