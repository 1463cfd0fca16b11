//! From what was typed to what is to be done: the repository, the day, the paths.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::lint::project::{Given, Piped};
use crate::lint::record::Detail;
use crate::lint::request::Request;
use crate::model::moment::read_date;
use crate::source::in_order::map;
use crate::source::obstacle::Obstacle;
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
    /// Finds the repository of the first path, and checks that all paths lie in it. Without a path, and for paths that
    /// lie in no repository, it is that of the current folder.
    ///
    /// # Errors
    /// When a path cannot be reached or lies in another repository, or the day is no date.
    pub fn open(
        paths: &[PathBuf],
        given: &GivenArguments,
        detail: Detail,
        environment: &Environment,
    ) -> Result<Self, Error> {
        for path in paths {
            let place = environment.folder.join(path);
            std::fs::symlink_metadata(&place).map_err(|error| unreachable_path(path, &place, &error))?;
        }
        Self::open_root(paths, given, detail, environment)
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
        session.pipe(path, bytes.into());
        Ok(session)
    }

    /// Takes a text for that of a file (absolute), which may also be a table or a configuration.
    pub fn pipe(&mut self, path: PathBuf, bytes: Arc<[u8]>) {
        if let Ok(name) = self.root.relative(&path) {
            self.root = self.root.with_texts(map([(name, bytes.clone())]));
        }
        self.request.given.piped = Some(Piped { path, bytes });
    }

    fn open_root(
        paths: &[PathBuf],
        given: &GivenArguments,
        detail: Detail,
        environment: &Environment,
    ) -> Result<Self, Error> {
        let today = day(given, environment)?;
        let here = Path::new("");
        let first = paths.first().map_or(here, PathBuf::as_path);
        let root = root_of(first, environment)?;
        let mut absolute = vec![];
        let mut folders = HashSet::new();
        for path in paths {
            let place = environment.folder.join(path);
            // Files of one folder lie in one repository.
            let is_new = place.is_dir() || folders.insert(place.parent().map(Path::to_path_buf));
            if root.relative(&place).is_err() || is_new && root_of(path, environment)?.path() != root.path() {
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
            let found = std::fs::metadata(&place).map_err(|error| unreachable_path(path, &place, &error))?;
            if found.is_dir() {
                return Err(Error::Path { path: path.display().to_string(), reason: Obstacle::Folder });
            }
            Ok(Some(place))
        };
        let given = Given { config: file(&given.config)?, table: file(&given.table)?, ..Given::default() };
        Ok(Self { root, request: Request { paths: absolute, given, today, detail } })
    }
}

/// Whether a path is below a root as it is written, wherever links on the way lead.
fn is_below(place: &Path, root: &Root) -> bool {
    let mut written = PathBuf::new();
    for part in place.components() {
        match part {
            Component::ParentDir => {
                written.pop();
            }
            Component::CurDir => {}
            part => written.push(part),
        }
    }
    written.starts_with(root.path())
}

/// The root for a path as it was typed: of its repository, else the current folder, else the path itself.
fn root_of(typed: &Path, environment: &Environment) -> Result<Root, Error> {
    let place = environment.folder.join(typed);
    // A file whose text comes from elsewhere need not be there yet.
    if std::fs::symlink_metadata(&place).is_err() {
        return Root::find(&environment.folder).map_err(|error| unreachable_path(typed, &place, &error));
    }
    // A link belongs to the folder it stands in, wherever it leads.
    let is_link = std::fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_symlink());
    let start = if is_link { place.parent().unwrap_or(&place) } else { &place };
    let own = Root::find(start).map_err(|error| unreachable_path(typed, &place, &error))?;
    match Root::find(&environment.folder) {
        // A link on the way leads out of the repository: what is behind it is no part of that, whatever else it is part of.
        Ok(here) if here.is_repository() && here.relative(&place).is_err() && is_below(&place, &here) => {
            Ok(here)
        }
        Ok(here) if here.path() == own.path() => Ok(here),
        Ok(here) if !own.is_repository() && here.relative(&place).is_ok() => Ok(here),
        _ => Ok(own),
    }
}

fn day(given: &GivenArguments, environment: &Environment) -> Result<Date, Error> {
    match &given.as_of {
        Some(text) => read_date(text).map_err(|_| Error::Date(text.clone())),
        None => Ok(environment.today),
    }
}

fn unreachable_path(typed: &Path, place: &Path, error: &std::io::Error) -> Error {
    let path = if typed.as_os_str().is_empty() { place } else { typed };
    let path = path.display().to_string();
    Error::Path { path, reason: Obstacle::from(error) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_path_is_checked_in_its_own_repository() {
        let home = tempfile::tempdir().unwrap();
        let home = std::fs::canonicalize(home.path()).unwrap();
        for folder in ["clone/.git", "clone/docs", "clone/inner/.git", "clone/inner/docs", "plain/docs"] {
            std::fs::create_dir_all(home.join(folder)).unwrap();
        }
        for file in ["clone/.git/HEAD", "clone/inner/.git/HEAD", "clone/docs/a.md", "clone/inner/docs/a.md"] {
            std::fs::write(home.join(file), "").unwrap();
        }
        for (folder, paths, root) in [
            ("clone/docs", &[][..], Some("clone")),
            ("clone/docs", &["a.md", ".."], Some("clone")),
            ("clone", &["inner"], Some("clone/inner")),
            ("clone", &["inner/docs/a.md"], Some("clone/inner")),
            ("clone", &["docs", "inner"], None),
            ("clone", &["docs/a.md", "inner/docs/a.md"], None),
            ("", &["clone"], Some("clone")),
            ("", &["clone/docs/a.md"], Some("clone")),
            ("", &["plain/docs"], Some("")),
            ("plain", &["docs"], Some("plain")),
            ("plain", &["../clone/docs/a.md"], Some("clone")),
            ("clone", &["../plain/docs"], Some("plain/docs")),
            ("plain", &["docs", "../clone"], None),
        ] {
            let environment = Environment {
                folder: home.join(folder),
                today: date(2026, 11, 22),
                colour: false,
                columns: None,
                asks: false,
                ..Environment::default()
            };
            let given = GivenArguments { table: None, config: None, as_of: None };
            let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
            let session = Session::open(&paths, &given, Detail::Brief, &environment);
            let found = session.ok().map(|session| session.root.path().to_path_buf());
            let wanted = root.map(|root| if root.is_empty() { home.clone() } else { home.join(root) });
            assert_eq!(found, wanted, "{folder}: {paths:?}");
        }
    }
}
