//! The project of the folder a command was typed in, with the SEV table in force on the day of the run.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::diagnostic::about::Gravity;
use crate::diagnostic::language::Language;
use crate::lint::config::CONFIG_FILE;
use crate::lint::outcome::Outcome;
use crate::lint::project::{Project, Projects};
use crate::lint::table_elsewhere::table_above;
use crate::lint::table_search::usual_table;
use crate::model::vocabulary::Vocabulary;
use crate::report::terminal_text::sentence;
use crate::report::typed_path::{path_from, typed_path};
use crate::report::words::gravity;
use crate::source::globs::Globs;
use crate::source::repository::Root;
use crate::source::walk::list;
use crate::table::table::Table;

use super::error::Error;
use super::session::Session;
use super::tables_below::{Asked, Rivals, TableAbove, TablesBelow};

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

/// That there is no table here, or which of several it is nobody says; and where there are some.
#[must_use]
pub fn no_table(session: &Session, project: &Project) -> Error {
    let language = project.config.language;
    if !project.rivals.is_empty() {
        return rivals(session, &project.rivals, language);
    }
    match tables_below(session) {
        projects if projects.is_empty() => {
            let above = table_above(&session.root, &project.config.folder);
            let above = above.filter(|_| session.request.given.config.is_none());
            let in_words = |path: Arc<str>| above_here(session, &path, &project.config.folder);
            Error::NoTable(above.map(in_words), language)
        }
        projects => Error::Below(TablesBelow { projects, asked: Asked::Table }, language),
    }
}

/// A table above a project that has none, in words of whoever stands here.
#[must_use]
pub fn above_here(session: &Session, path: &str, folder: &str) -> TableAbove {
    let here = session.root.relative(session.root.start()).unwrap_or_default();
    TableAbove {
        table: typed_path(path, &here),
        config: path_from(&format!("{folder}{CONFIG_FILE}"), &here),
        from_there: path_from(path, folder),
    }
}

/// That several files could be the table, which are called by their paths in the repository.
#[must_use]
pub fn rivals(session: &Session, files: &[Arc<str>], language: Language) -> Error {
    let here = session.root.relative(session.root.start()).unwrap_or_default();
    Error::Rivals(Rivals(files.iter().map(|path| typed_path(path, &here)).collect()), language)
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

/// Whether nothing but its front matter says that a file is the table of the current folder, and it stands in another one.
fn is_found_below(session: &Session, project: &Project, table: &Table) -> bool {
    let named = session.request.given.table.is_some() || !project.config.tables.is_empty();
    let path = session.root.join(table.text.path());
    !named
        && path.parent() != Some(session.root.start())
        && usual_table(&session.root, &project.config).is_none_or(|usual| usual != path)
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
    /// Where nothing but its front matter says that it is the table, and it stands in a folder below: tables of projects below,
    /// each with its folder, as they are typed.
    pub others: Vec<(String, String)>,
}

impl TableHere {
    /// Finds it: of several tables the newest one whose first day has come.
    ///
    /// # Errors
    /// When there is no table, or it does not load.
    pub fn find(session: &Session) -> Result<Self, Error> {
        let project = project_here(session)?;
        let in_force = project.tables.in_force(session.request.today);
        let (table, words) = in_force.ok_or_else(|| no_table(session, &project))?;
        let others = if is_found_below(session, &project, table) { tables_below(session) } else { vec![] };
        Ok(Self { others, ..Self::of(&project, table, words) })
    }

    /// Says which table is taken where somebody may mean another one.
    pub fn tell_others(&self, err: &mut dyn Write) {
        let Some((folder, other)) = self.others.first() else { return };
        let path = self.table.text.path();
        let more = self.others.len() - 1;
        let words = match (self.language, more) {
            (Language::English, 0) => {
                format!("this is by `{path}`; there is `{other}`, too: `cd {folder}`, or `--table {other}`")
            }
            (Language::English, _) => format!(
                "this is by `{path}`; there is `{other}`, too, and {more} more: `cd {folder}`, or `--table {other}`"
            ),
            (Language::Japanese, 0) => {
                format!("`{path}` を使う。ほかに `{other}` もある: `cd {folder}` または `--table {other}`")
            }
            (Language::Japanese, _) => format!(
                "`{path}` を使う。ほかに `{other}` など {} 件もある: `cd {folder}` または `--table {other}`",
                more + 1
            ),
        };
        // A closed standard error stops nobody.
        let _ = writeln!(err, "{}: {}", gravity(Gravity::Note, self.language), sentence(&words));
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
            others: vec![],
        }
    }

    /// Where the first postmortem stands, relative to the repository; without `/` at the end.
    #[must_use]
    pub fn usual_folder(&self) -> String {
        let named = self.postmortems.as_ref().and_then(Globs::folder_of_first);
        format!("{}{}", self.folder, named.unwrap_or_else(|| "postmortems".to_owned()))
    }
}
