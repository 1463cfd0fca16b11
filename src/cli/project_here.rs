//! The project of the folder a command was typed in, with the SEV table in force on the day of the run.

use std::sync::Arc;

use crate::diagnostic::language::Language;
use crate::lint::project::Projects;
use crate::lint::spoken::language_in;
use crate::model::vocabulary::Vocabulary;
use crate::table::table::Table;

use super::error::Error;
use super::session::Session;

/// The table in force, and the words that facts are named by.
#[derive(Debug)]
pub struct TableHere {
    /// The table.
    pub table: Arc<Table>,
    /// Which key means what.
    pub words: Vocabulary,
    /// The language of the project.
    pub language: Language,
}

impl TableHere {
    /// Finds it: of several tables the newest one whose first day has come.
    ///
    /// # Errors
    /// When there is no table, or it does not load.
    pub fn find(session: &Session) -> Result<Self, Error> {
        let given = &session.request.given;
        let mut projects = Projects::new(&session.root, given.clone());
        let folder = session.root.relative(session.root.start()).unwrap_or_default();
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let project = projects.of_folder(&folder).and_then(|index| projects.get(index)).ok_or_else(|| {
            Error::TableBroken(language_in(&session.root, &folder, given.config.as_deref()))
        })?;
        let language = project.config.language;
        let in_force = project.tables.in_force(Some(session.request.today));
        let (table, words) = in_force.ok_or(Error::NoTable(language))?;
        Ok(Self { table: table.clone(), words: words.clone(), language })
    }
}
