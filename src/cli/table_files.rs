//! `sevlint table files`: the files that postmortems are judged by.

use std::io;
use std::sync::Arc;

use crate::lint::judges::{Judge, judges};
use crate::lint::record::Detail;
use crate::report::terminal_text::name;
use crate::source::git_fault::GitFault;
use crate::source::obstacle::Obstacle;
use crate::source::snapshot::Snapshot;

use super::args::{FilesArguments, GivenArguments};
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::git_here::{git, refused};
use super::session::Session;
use super::streams::Streams;

/// Lists them, of the work tree or of a commit.
///
/// # Errors
/// When git knows no such commit, or its contents were not fetched.
pub fn table_files(
    arguments: &FilesArguments,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let given = GivenArguments { table: None, config: None, as_of: None };
    let mut session = Session::open(&[], &given, Detail::Brief, environment)?;
    let mut snapshot = None;
    if let Some(reference) = &arguments.at {
        let git = git(&session)?;
        let then = git.commit(reference).and_then(|commit| Snapshot::of_commit(&git, &commit));
        let then = Arc::new(then.map_err(|fault| refused(&session, fault))?);
        session.root = session.root.with_snapshot(then.clone());
        snapshot = Some(then);
    }
    let found = judges(&session.root, &session.request.given, &session.request.paths);
    // A table that was not fetched would be missed silently.
    if snapshot.is_some_and(|snapshot| snapshot.lacks_something()) {
        return Err(refused(&session, GitFault::Partial));
    }
    let line = |Judge { path, role }: &Judge| {
        if arguments.null {
            format!("{}\t{path}\0", role.word())
        } else {
            format!("{}\t{}\n", role.word(), name(path))
        }
    };
    let text: String = found.iter().map(line).collect();
    match streams.out.write_all(text.as_bytes()).and_then(|()| streams.out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(Obstacle::from(&error))),
        _ => Ok(Exit::Clean),
    }
}
