//! The project of the folder a command was typed in, with the SEV table in force on the day of the run.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::diagnostic::language::Language;
use crate::lint::config::CONFIG_FILE;
use crate::lint::outcome::Outcome;
use crate::lint::project::{Project, Projects};
use crate::model::vocabulary::Vocabulary;
use crate::report::typed_path::typed_path;
use crate::source::globs::Globs;
use crate::source::repository::Root;
use crate::source::walk::list;
use crate::table::table::Table;

use super::error::Error;
use super::session::Session;
use super::tables_below::{Asked, TablesBelow};

/// The project of the folder a command was typed in.
///
/// # Errors
/// When its configuration or one of its tables does not load.
pub fn project_here(session: &Session) -> Result<Project, Error> {
    let folder = session.root.relative(session.root.start()).unwrap_or_default();
    project_in(session, &if folder.is_empty() { String::new() } else { format!("{folder}/") })
}

/// The project that governs a folder: relative to the repository, empty or with `/` at the end.
///
/// # Errors
/// When its configuration or one of its tables does not load.
pub fn project_in(session: &Session, folder: &str) -> Result<Project, Error> {
    let mut projects = Projects::new(&session.root, session.request.given.clone());
    let index = projects.of_folder(folder);
    let language = projects.language();
    let (loaded, trouble) = projects.finish();
    let found = index.and_then(|index| loaded.into_iter().nth(index));
    found.ok_or(Error::TableBroken(trouble, language))
}

/// That there is no table here; and where there are some.
#[must_use]
pub fn no_table(session: &Session, language: Language) -> Error {
    match tables_below(session) {
        projects if projects.is_empty() => Error::NoTable(language),
        projects => Error::Below(TablesBelow { projects, asked: Asked::Table }, language),
    }
}

/// The tables in force in the projects below the current folder, each with the folder of its project. What does not load has
/// none.
#[must_use]
pub fn tables_below(session: &Session) -> Vec<(String, String)> {
    if session.request.given.config.is_some() || session.request.given.table.is_some() {
        return vec![];
    }
    let here = session.root.relative(session.root.start()).unwrap_or_default();
    let own = if here.is_empty() { String::new() } else { format!("{here}/") };
    let in_force = |folder: String| {
        let project = project_in(session, &folder).ok()?;
        let (table, _) = project.tables.in_force(session.request.today)?;
        let typed = |path: &str| typed_path(path, &here);
        Some((typed(folder.trim_end_matches('/')), typed(table.text.path())))
    };
    let folders = projects_below(&session.root, &[session.root.start().to_path_buf()]);
    folders.into_iter().filter(|folder| *folder != own).filter_map(in_force).collect()
}

/// The folders of the configurations at and below some paths: relative to the repository, empty or with `/` at the end; in
/// order.
#[must_use]
pub fn projects_below(root: &Root, paths: &[PathBuf]) -> Vec<String> {
    let found = list(root, paths, None, |name| name == CONFIG_FILE);
    let folder = |path: Arc<str>| {
        let folder = path.strip_suffix(CONFIG_FILE)?;
        (folder.is_empty() || folder.ends_with('/')).then(|| folder.to_owned())
    };
    let mut folders: Vec<String> =
        found.files.iter().filter_map(|file| folder(file.path().clone())).collect();
    folders.sort_unstable();
    folders.dedup();
    folders
}

/// Why a run was not made, as an error.
#[must_use]
pub fn broken(outcome: Outcome) -> Error {
    let found = outcome.findings.into_iter().map(|finding| finding.diagnostic);
    Error::TableBroken(found.collect(), outcome.language)
}

/// The table in force, and the words that facts are named by.
#[derive(Debug)]
pub struct TableHere {
    /// The table.
    pub table: Arc<Table>,
    /// The paths of all tables of the project, its own among them.
    pub tables: Vec<Arc<str>>,
    /// Which key means what.
    pub words: Vocabulary,
    /// The language of the project.
    pub language: Language,
    /// Its folder, relative to the repository; empty or with `/` at the end.
    pub folder: String,
    /// Where times without an offset are taken to be.
    pub zone: TimeZone,
    /// The patterns of its postmortems; none where no configuration has some.
    pub postmortems: Option<Globs>,
}

impl TableHere {
    /// Finds it: of several tables the newest one whose first day has come.
    ///
    /// # Errors
    /// When there is no table, or it does not load.
    pub fn find(session: &Session) -> Result<Self, Error> {
        let project = project_here(session)?;
        let in_force = project.tables.in_force(session.request.today);
        let (table, words) = in_force.ok_or_else(|| no_table(session, project.config.language))?;
        Ok(Self::of(&project, table, words))
    }

    /// A table of a project.
    #[must_use]
    pub fn of(project: &Project, table: &Arc<Table>, words: &Vocabulary) -> Self {
        Self {
            table: table.clone(),
            tables: project.tables.iter().map(|table| table.text.path().clone()).collect(),
            words: words.clone(),
            language: project.config.language,
            folder: project.config.folder.clone(),
            zone: project.config.zone(),
            postmortems: project.config.postmortems.clone(),
        }
    }

    /// Where the first postmortem stands, relative to the repository; without `/` at the end.
    #[must_use]
    pub fn usual_folder(&self) -> String {
        let named = self.postmortems.as_ref().and_then(Globs::folder_of_first);
        format!("{}{}", self.folder, named.unwrap_or_else(|| "postmortems".to_owned()))
    }
}
