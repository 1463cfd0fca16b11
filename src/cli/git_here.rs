//! The git of the repository that a command works in.

use std::sync::Arc;

use crate::lint::changed::Changed;
use crate::lint::spoken::language_in;
use crate::source::git::Git;
use crate::source::git_fault::GitFault;
use crate::source::snapshot::Snapshot;

use super::args::CheckArguments;
use super::error::Error;
use super::session::Session;

/// Opens the git of the repository.
///
/// # Errors
/// When there is none, or the folder is no repository.
pub fn git(session: &Session) -> Result<Git, Error> {
    if !session.root.is_repository() {
        return Err(refused(session, GitFault::NoRepository));
    }
    Git::open(session.root.path()).map_err(|fault| refused(session, fault))
}

/// What git refused, in the language of the folder.
#[must_use]
pub fn refused(session: &Session, fault: GitFault) -> Error {
    let folder = session.root.relative(session.root.start()).unwrap_or_default();
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let language = language_in(&session.root, &folder, session.request.given.config.as_deref());
    Error::Git(Box::new(fault), language)
}

/// Narrows a session to what has changed, if that is asked for.
///
/// # Errors
/// When git cannot say what has.
pub fn narrow(session: &mut Session, arguments: &CheckArguments) -> Result<(), Error> {
    let changed = match &arguments.changed_since {
        None if !arguments.staged => return Ok(()),
        None => {
            let git = git(session)?;
            let snapshot = Snapshot::of_index(&git).map_err(|fault| refused(session, fault))?;
            session.root = session.root.clone().with_snapshot(Arc::new(snapshot));
            Changed::staged(&git)
        }
        Some(reference) => Changed::since(&git(session)?, session.root.path(), reference),
    };
    session.request.given.changed = Some(Arc::new(changed.map_err(|fault| refused(session, fault))?));
    Ok(())
}
