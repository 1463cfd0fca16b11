//! Which of several projects a plan is about: the one that is meant, else the one whose table changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::insight::plan::{Beside, ConfigChange, Fate};
use crate::lint::config::{CONFIG_FILE, Config};
use crate::lint::config_changes::changed_keys;
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
    /// The configurations that do not say what they said, of this project and others.
    pub configurations: Vec<ConfigChange>,
    /// Whether projects came or went.
    pub is_divided_otherwise: bool,
}

impl Chosen {
    /// A project before and after, and nothing else.
    #[must_use]
    pub fn only(new: Project, old: Project) -> Self {
        let path = new.config.text.as_ref().or(old.config.text.as_ref()).map(|text| text.path().to_string());
        let configurations = config_change(path, &old.config, &new.config).into_iter().collect();
        Self { new, old, elsewhere: vec![], configurations, is_divided_otherwise: false }
    }
}

/// Chooses among the projects of the paths, and those below them: `here` if its table changed, else the first other one whose
/// table did. What is new or gone has nothing to be compared with, and is named only.
///
/// # Errors
/// When a project does not load as it is now.
pub fn choose(session: &Session, earlier: &Session, here: (Project, Project)) -> Result<Chosen, Error> {
    let (new, old) = here;
    let mut chosen = Chosen::only(new, old);
    if session.request.given.config.is_some() || session.request.given.table.is_some() {
        return Ok(chosen);
    }
    let mut is_found = !changed(&chosen.old.tables, &chosen.new.tables).is_empty();
    let (mut came, mut went): (Vec<Own>, Vec<Own>) = (vec![], vec![]);
    let mut others: Vec<(Arc<str>, String)> = vec![];
    for folder in folders(session, earlier)? {
        if folder == chosen.new.config.folder {
            continue;
        }
        let is_there =
            |session: &Session| folder.is_empty() || session.root.is_file(&format!("{folder}{CONFIG_FILE}"));
        chosen.is_divided_otherwise |= is_there(session) != is_there(earlier);
        let now = if is_there(session) { Some(project_in(session, &folder)?) } else { None };
        // What did not load then cannot be compared either.
        let then = if is_there(earlier) { project_in(earlier, &folder).ok() } else { None };
        let (now, then) = match (now, then) {
            (Some(now), Some(then)) => (now, then),
            (now, then) => {
                // What is there on one side only is compared with what governs the folder on the other.
                let governs = |known: &Option<Project>, session: &Session| match known {
                    Some(project) => Some(project.config.clone()),
                    None => project_in(session, &folder).ok().map(|project| project.config),
                };
                let (after, before) = (governs(&now, session), governs(&then, earlier));
                let path = Some(format!("{folder}{CONFIG_FILE}"));
                let change =
                    before.zip(after).and_then(|(before, after)| config_change(path, &before, &after));
                chosen.configurations.extend(change);
                let own = |project: &Project| -> Vec<Own> {
                    project.tables.iter().map(|table| (table.clone(), named_folder(&folder))).collect()
                };
                came.extend(now.iter().flat_map(own));
                went.extend(then.iter().flat_map(own));
                continue;
            }
        };
        let path = Some(format!("{folder}{CONFIG_FILE}"));
        chosen.configurations.extend(config_change(path, &then.config, &now.config));
        let paths = changed(&then.tables, &now.tables);
        let has_tables = |project: &Project| !project.tables.is_empty();
        if !is_found && !paths.is_empty() || !has_tables(&chosen.new) && has_tables(&now) {
            is_found |= !paths.is_empty();
            let before = std::mem::replace(&mut chosen.old, then);
            let after = std::mem::replace(&mut chosen.new, now);
            if !has_tables(&after) {
                let own = before.tables.iter();
                went.extend(own.map(|table| (table.clone(), named_folder(&before.config.folder))));
            }
        } else {
            others.extend(paths.into_iter().map(|path| (path, named_folder(&folder))));
        }
    }
    // What stands there as it stood then, by this name or another, neither came nor went.
    let limit = chosen.new.config.max_file_size;
    let is_kept = |session: &Session, table: &Table| {
        let file = Listed::named(table.text.path().clone());
        load(&session.root, &file, limit).is_ok_and(|text| text.as_str() == table.text.as_str())
    };
    let is_among = |table: &Table, others: &[Own]| {
        others.iter().any(|(other, _)| other.text.as_str() == table.text.as_str())
    };
    let new = came.iter().filter(|(table, _)| !is_among(table, &went) && !is_kept(earlier, table));
    let gone = went.iter().filter(|(table, _)| !is_among(table, &came) && !is_kept(session, table));
    let of = |(table, folder): &Own, fate| (table.text.path().clone(), fate, folder.clone());
    let elsewhere = others
        .into_iter()
        .map(|(path, folder)| (path, Fate::Changed, folder))
        .chain(new.map(|own| of(own, Fate::New)))
        .chain(gone.map(|own| of(own, Fate::Gone)));
    // Projects may share a table.
    let mut known: BTreeSet<Arc<str>> = chosen.new.table_paths.iter().cloned().collect();
    for (path, fate, folder) in elsewhere {
        if known.insert(path.clone()) {
            chosen.elsewhere.push(Beside::Elsewhere(path, fate, folder));
        }
    }
    Ok(chosen)
}

/// A table with the folder of its project.
type Own = (Arc<Table>, String);

/// As it is typed: without `/` at the end, and `.` for the whole repository.
fn named_folder(folder: &str) -> String {
    if folder.is_empty() { ".".to_owned() } else { folder.trim_end_matches('/').to_owned() }
}

/// What one configuration says otherwise than the other; it is called by `path`.
fn config_change(path: Option<String>, old: &Config, new: &Config) -> Option<ConfigChange> {
    let keys = changed_keys(old.text.as_deref(), new.text.as_deref());
    (!keys.is_empty()).then_some(ConfigChange { path: path?, keys })
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
