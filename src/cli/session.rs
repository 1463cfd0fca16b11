//! From what was typed to what is to be done: the repository, the day, the paths.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::lint::project::{Given, Piped};
use crate::lint::record::Detail;
use crate::lint::run::Request;
use crate::model::moment::read_date;
use crate::source::repository::Root;

use super::args::GivenArguments;
use super::environment::Environment;
use super::error::Error;

/// The repository that a command works in, and what to do there.
#[derive(Debug)]
pub struct Session {
    /// The root of the repository.
    pub root: Root,
    /// What to do.
    pub request: Request,
}

impl Session {
    /// Finds the repository of the first path, else of the current folder, and checks that the paths are there.
    ///
    /// # Errors
    /// When a path cannot be reached or lies in another repository, or the day is no date.
    pub fn open(
        paths: &[PathBuf],
        given: &GivenArguments,
        detail: Detail,
        environment: &Environment,
    ) -> Result<Self, Error> {
        let session = Self::open_root(paths, given, detail, environment)?;
        for (typed, place) in paths.iter().zip(&session.request.paths) {
            std::fs::symlink_metadata(place).map_err(|error| unreachable_path(Some(typed), place, &error))?;
        }
        Ok(session)
    }

    /// The same for a file whose text comes from elsewhere, so that it need not be there.
    ///
    /// # Errors
    /// As [`Session::open`].
    pub fn open_piped(
        path: &Path,
        bytes: Vec<u8>,
        given: &GivenArguments,
        detail: Detail,
        environment: &Environment,
    ) -> Result<Self, Error> {
        let mut session = Self::open_root(&[path.to_path_buf()], given, detail, environment)?;
        let path = environment.folder.join(path);
        session.request.given.piped = Some(Piped { path, bytes: bytes.into() });
        Ok(session)
    }

    fn open_root(
        paths: &[PathBuf],
        given: &GivenArguments,
        detail: Detail,
        environment: &Environment,
    ) -> Result<Self, Error> {
        let today = day(given, environment)?;
        let start = match paths.first() {
            Some(first) => environment.folder.join(first),
            None => environment.folder.clone(),
        };
        let here = Root::find(&environment.folder).ok();
        let outside = |root: &Root| root.relative(&start).is_err();
        let root = match here {
            Some(root) if !outside(&root) => root,
            _ => Root::find(&start).map_err(|error| unreachable_path(paths.first(), &start, &error))?,
        };
        let mut absolute = vec![];
        for path in paths {
            let place = environment.folder.join(path);
            if root.relative(&place).is_err() {
                let root = root.path().display().to_string();
                return Err(Error::Outside { path: path.display().to_string(), root });
            }
            absolute.push(place);
        }
        if absolute.is_empty() {
            absolute.push(environment.folder.clone());
        }
        let file = |path: &Option<PathBuf>| -> Result<Option<PathBuf>, Error> {
            let Some(path) = path else { return Ok(None) };
            let place = environment.folder.join(path);
            std::fs::metadata(&place).map_err(|error| unreachable_path(Some(path), &place, &error))?;
            Ok(Some(place))
        };
        let given = Given { config: file(&given.config)?, table: file(&given.table)?, ..Given::default() };
        Ok(Self { root, request: Request { paths: absolute, given, today, detail } })
    }
}

fn day(given: &GivenArguments, environment: &Environment) -> Result<Date, Error> {
    match &given.as_of {
        Some(text) => read_date(text).map_err(|_| Error::Date(text.clone())),
        None => Ok(environment.today),
    }
}

fn unreachable_path(typed: Option<&PathBuf>, place: &Path, error: &std::io::Error) -> Error {
    let path = typed.map_or(place, PathBuf::as_path).display().to_string();
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "it does not exist".to_owned(),
        _ => error.to_string(),
    };
    Error::Path { path, reason }
}
