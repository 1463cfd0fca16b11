//! The project of the folder a command was typed in, with the SEV table in force on the day of the run.

use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::diagnostic::language::Language;
use crate::lint::outcome::Outcome;
use crate::lint::project::{Project, Projects};
use crate::model::vocabulary::Vocabulary;
use crate::source::globs::Globs;
use crate::table::table::Table;

use super::error::Error;
use super::session::Session;

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
        let (table, words) = in_force.ok_or(Error::NoTable(project.config.language))?;
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
