//! Which of several projects a plan is about: the one that is meant, else the one whose table changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::insight::plan::Beside;
use crate::lint::config::CONFIG_FILE;
use crate::lint::project::Project;
use crate::lint::reach::folder_of;
use crate::source::listed::Listed;
use crate::source::walk::list;

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
                let paths = now.iter().chain(&then).flat_map(|project| project.table_paths.iter().cloned());
                let paths: BTreeSet<Arc<str>> = paths.collect();
                chosen.elsewhere.extend(paths.into_iter().map(Beside::Elsewhere));
                continue;
            }
        };
        let paths = changed(&then.tables, &now.tables);
        let has_tables = |project: &Project| !project.tables.is_empty();
        if !is_found && !paths.is_empty() {
            (chosen.new, chosen.old) = (now, then);
            is_found = true;
        } else if !has_tables(&chosen.new) && has_tables(&now) {
            (chosen.new, chosen.old) = (now, then);
        } else {
            chosen.elsewhere.extend(paths.into_iter().map(Beside::Elsewhere));
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
