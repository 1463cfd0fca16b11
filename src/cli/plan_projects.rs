//! Which of several projects a plan is about: the one that is meant, else the one whose table changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::insight::plan::{Beside, Fate};
use crate::lint::config::CONFIG_FILE;
use crate::lint::project::Project;
use crate::lint::reach::folder_of;
use crate::source::listed::Listed;
use crate::source::load::load;
use crate::source::walk::list;
use crate::table::table::Table;

use super::error::Error;
use super::plan_tables::changed;
use super::project_here::project_in;
use super::session::Session;

/// A project before and after the change, and the tables of others that are not as they were.
pub struct Chosen {
    /// After.
    pub new: Project,
    /// Before.
    pub old: Project,
    /// Of other projects.
    pub elsewhere: Vec<Beside>,
}

/// Chooses among the projects of the paths, and those below them: `here` if its table changed, else the first other one whose
/// table did. What is new or gone has nothing to be compared with, and is named only.
///
/// # Errors
/// When a project does not load as it is now.
pub fn choose(session: &Session, earlier: &Session, here: (Project, Project)) -> Result<Chosen, Error> {
    let (new, old) = here;
    let mut chosen = Chosen { new, old, elsewhere: vec![] };
    if session.request.given.config.is_some() || session.request.given.table.is_some() {
        return Ok(chosen);
    }
    let mut is_found = !changed(&chosen.old.tables, &chosen.new.tables).is_empty();
    let (mut came, mut went): (Vec<Arc<Table>>, Vec<Arc<Table>>) = (vec![], vec![]);
    let mut others: Vec<Arc<str>> = vec![];
    for folder in folders(session, earlier)? {
        if folder == chosen.new.config.folder {
            continue;
        }
        let is_there =
            |session: &Session| folder.is_empty() || session.root.is_file(&format!("{folder}{CONFIG_FILE}"));
        let now = if is_there(session) { Some(project_in(session, &folder)?) } else { None };
        // What did not load then cannot be compared either.
        let then = if is_there(earlier) { project_in(earlier, &folder).ok() } else { None };
        let (now, then) = match (now, then) {
            (Some(now), Some(then)) => (now, then),
            (now, then) => {
                came.extend(now.iter().flat_map(|project| project.tables.iter().cloned()));
                went.extend(then.iter().flat_map(|project| project.tables.iter().cloned()));
                continue;
            }
        };
        let paths = changed(&then.tables, &now.tables);
        let has_tables = |project: &Project| !project.tables.is_empty();
        if !is_found && !paths.is_empty() || !has_tables(&chosen.new) && has_tables(&now) {
            is_found |= !paths.is_empty();
            (chosen.new, chosen.old) = (now, then);
        } else {
            others.extend(paths);
        }
    }
    // What stands there as it stood then, by this name or another, neither came nor went.
    let limit = chosen.new.config.max_file_size;
    let is_kept = |session: &Session, table: &Table| {
        let file = Listed::named(table.text.path().clone());
        load(&session.root, &file, limit).is_ok_and(|text| text.as_str() == table.text.as_str())
    };
    let is_among = |table: &Table, others: &[Arc<Table>]| {
        others.iter().any(|other| other.text.as_str() == table.text.as_str())
    };
    let new = came.iter().filter(|table| !is_among(table, &went) && !is_kept(earlier, table));
    let gone = went.iter().filter(|table| !is_among(table, &came) && !is_kept(session, table));
    let path = |table: &Arc<Table>| table.text.path().clone();
    let elsewhere = others
        .into_iter()
        .map(|path| (path, Fate::Changed))
        .chain(new.map(|table| (path(table), Fate::New)))
        .chain(gone.map(|table| (path(table), Fate::Gone)));
    // Projects may share a table.
    let mut known: BTreeSet<Arc<str>> = chosen.new.table_paths.iter().cloned().collect();
    for (path, fate) in elsewhere {
        if known.insert(path.clone()) {
            chosen.elsewhere.push(Beside::Elsewhere(path, fate));
        }
    }
    Ok(chosen)
}

/// The folders of the projects of the paths, and of those below them, now and then.
fn folders(session: &Session, earlier: &Session) -> Result<BTreeSet<String>, Error> {
    let asked: BTreeSet<String> =
        session.request.paths.iter().map(|path| folder_of(&session.root, path)).collect();
    let mut folders = BTreeSet::new();
    for folder in asked {
        folders.insert(project_in(session, &folder)?.config.folder);
    }
    for session in [session, earlier] {
        let found = list(&session.root, &session.request.paths, None, |name| name == CONFIG_FILE);
        let above = |file: Listed| file.path().strip_suffix(CONFIG_FILE).map(str::to_owned);
        folders.extend(found.files.iter().filter_map(above));
    }
    Ok(folders)
}
