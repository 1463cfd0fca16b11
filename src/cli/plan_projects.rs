//! Which of several projects a plan is about: the one that is meant, else the one whose table changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::insight::plan::{Beside, ConfigChange, Fate};
use crate::lint::config::{CONFIG_FILE, Config};
use crate::lint::config_changes::changed_keys;
use crate::lint::project::Project;
use crate::lint::reach::folder_of;
use crate::lint::tables::Tables;
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
    /// Whether projects came or went, or lost their tables: postmortems may be judged no more.
    pub may_lose: bool,
    /// The others, which judged some of its incidents before, or judge them after; none where one project was named.
    pub neighbours: Option<Neighbours>,
}

/// The other projects, each by its folder.
#[derive(Debug, Default)]
pub struct Neighbours {
    /// Before; none where one did not load.
    then: BTreeMap<String, Option<Project>>,
    /// After.
    now: BTreeMap<String, Project>,
}

/// Which project governed a file before.
#[derive(Clone, Copy, Debug)]
pub enum Governed<'p> {
    /// The one that is compared.
    ByThis,
    /// Another one.
    ByOther(&'p Project),
    /// It did not load, or is not known.
    Unknown,
}

impl Neighbours {
    /// Which project governed a file before, beside the one that is compared.
    #[must_use]
    pub fn before(&self, path: &str, old: &Project) -> Governed<'_> {
        let mut folder = path;
        loop {
            folder = match folder.trim_end_matches('/').rfind('/') {
                Some(slash) => folder.get(..=slash).unwrap_or_default(),
                None => "",
            };
            if *folder == *old.config.folder {
                return Governed::ByThis;
            }
            match self.then.get(folder) {
                Some(Some(project)) => return Governed::ByOther(project),
                Some(None) => return Governed::Unknown,
                None if folder.is_empty() => return Governed::Unknown,
                None => {}
            }
        }
    }

    /// Learns which projects governed files before, beside the one that is compared.
    pub fn learn<'f>(&mut self, earlier: &Session, files: impl Iterator<Item = &'f Arc<str>>, old: &Project) {
        let folders: BTreeSet<&str> = files
            .map(|path| path.rfind('/').and_then(|slash| path.get(..=slash)).unwrap_or_default())
            .collect();
        for folder in folders {
            match project_in(earlier, folder) {
                Ok(project) if project.config.folder == old.config.folder => {}
                Ok(project) => {
                    self.then.entry(project.config.folder.clone()).or_insert(Some(project));
                }
                Err(_) => {
                    self.then.entry(folder.to_owned()).or_insert(None);
                }
            }
        }
    }

    /// Takes the first project that had a table for the one that is compared.
    fn take_before(&mut self, old: &mut Project) {
        let has_table = |project: &&mut Project| !project.tables.is_empty();
        if let Some(other) = self.then.values_mut().flatten().find(has_table) {
            std::mem::swap(other, old);
            let folder = old.config.folder.clone();
            if let Some(before) = self.then.remove(&folder).flatten() {
                self.then.insert(before.config.folder.clone(), Some(before));
            }
        }
    }

    /// Takes the first project that has a table for the one that is compared.
    fn take_after(&mut self, new: &mut Project) {
        if let Some(other) = self.now.values_mut().find(|project| !project.tables.is_empty()) {
            std::mem::swap(other, new);
            let folder = new.config.folder.clone();
            if let Some(after) = self.now.remove(&folder) {
                self.now.insert(after.config.folder.clone(), after);
            }
        }
    }

    /// The project of a folder after, beside the one that is compared.
    #[must_use]
    pub fn after(&self, folder: &str) -> Option<&Project> {
        self.now.get(folder)
    }
}

impl Chosen {
    /// A project before and after, and nothing else.
    #[must_use]
    pub fn only(new: Project, old: Project) -> Self {
        let path = new.config.text.as_ref().or(old.config.text.as_ref()).map(|text| text.path().to_string());
        let fate = match (&old.config.text, &new.config.text) {
            (None, _) => Fate::New,
            (Some(_), None) => Fate::Gone,
            (Some(_), Some(_)) => Fate::Changed,
        };
        let configurations = config_change(path, fate, &old.config, &new.config).into_iter().collect();
        Self { new, old, elsewhere: vec![], configurations, may_lose: false, neighbours: None }
    }

    /// The tables that are there no more, where nothing is left that they could be compared with.
    #[must_use]
    pub fn gone(&self, session: &Session) -> Vec<Arc<str>> {
        if !self.new.tables.is_empty() || !self.new.rivals.is_empty() {
            return vec![];
        }
        let own = self.old.tables.iter().map(|table| table.text.path());
        let elsewhere = self.elsewhere.iter().filter_map(|beside| match beside {
            Beside::Elsewhere(path, Fate::Gone, _) => Some(path),
            _ => None,
        });
        own.chain(elsewhere).filter(|path| !session.root.is_file(path)).cloned().collect()
    }
}

/// Chooses among the projects of the paths, and those below them: of those that had a table and have one, `here` if it changed,
/// else the first other one whose table did, else the first. The table of a project that is new or gone has nothing to be
/// compared with, and is named only; incidents that went from one project to another are compared. Of a table that `is_named`, the
/// project is `here`.
///
/// # Errors
/// When a project does not load as it is now.
pub fn choose(
    session: &Session,
    earlier: &Session,
    here: (Project, Project),
    is_named: bool,
) -> Result<Chosen, Error> {
    let (new, old) = here;
    if session.request.given.config.is_some() || session.request.given.table.is_some() {
        return Ok(Chosen::only(new, old));
    }
    let Chosen { new, old, mut configurations, mut may_lose, .. } = Chosen::only(new, old);
    if old.config.folder != new.config.folder {
        // Which files they are is seen below.
        configurations.clear();
    }
    let (mut came, mut went): (Vec<Own>, Vec<Own>) = (vec![], vec![]);
    let own_folder = new.config.folder.clone();
    let mut neighbours = Neighbours::default();
    if old.config.folder != own_folder {
        // What was asked for belonged to another project.
        let then = project_in(earlier, &own_folder).ok();
        neighbours.then.insert(own_folder.clone(), then);
    }
    let mut pairs = vec![Pair { folder: own_folder.clone(), old, new }];
    for folder in folders(session, earlier)? {
        if folder == own_folder {
            continue;
        }
        let is_there =
            |session: &Session| folder.is_empty() || session.root.is_file(&format!("{folder}{CONFIG_FILE}"));
        may_lose |= is_there(session) != is_there(earlier);
        let now = if is_there(session) { Some(project_in(session, &folder)?) } else { None };
        // What did not load then cannot be compared either.
        let then = if is_there(earlier) { project_in(earlier, &folder).ok() } else { None };
        let path = Some(format!("{folder}{CONFIG_FILE}"));
        match (now, then) {
            (Some(new), Some(old)) => {
                configurations.extend(config_change(path, Fate::Changed, &old.config, &new.config));
                pairs.push(Pair { folder, old, new });
            }
            (now, then) => {
                // What is there on one side only is compared with what governs the folder on the other.
                let governs = |known: &Option<Project>, session: &Session| {
                    let above = if known.is_none() { project_in(session, &folder).ok() } else { None };
                    let project = known.as_ref().or(above.as_ref())?;
                    Some((project.config.clone(), !project.tables.is_empty()))
                };
                let (after, before) = (governs(&now, session), governs(&then, earlier));
                let has_table =
                    |governs: &Option<(Config, bool)>| governs.as_ref().is_some_and(|(_, has)| *has);
                let is_shown = has_table(&after) && has_table(&before) && session.root.join(&folder).is_dir();
                let fate = if now.is_some() { Fate::New } else { Fate::Gone };
                let change = before
                    .zip(after)
                    .and_then(|((before, _), (after, _))| config_change(path, fate, &before, &after));
                configurations.extend(change);
                let shown = is_shown.then_some(folder.as_str());
                came.extend(now.iter().flat_map(|project| own(project, shown)));
                went.extend(then.iter().flat_map(|project| own(project, shown)));
                if is_there(earlier) {
                    neighbours.then.insert(folder.clone(), then);
                }
                if let Some(now) = now {
                    neighbours.now.insert(folder, now);
                }
            }
        }
    }
    let first = |is_meant: fn(&Pair) -> bool| pairs.iter().position(is_meant);
    let meant = first(|pair| pair.is_comparable() && !pair.changed().is_empty());
    let meant = meant.or_else(|| first(Pair::is_comparable)).filter(|_| !is_named).unwrap_or_default();
    let mut changed: Vec<(Arc<str>, Fate, Option<String>)> = vec![];
    for (_, pair) in pairs.iter().enumerate().filter(|(at, _)| *at != meant) {
        match (pair.old.tables.is_empty(), pair.new.tables.is_empty()) {
            (false, false) => {
                let of = |path: Arc<str>| {
                    let fate = pair.fate(&path);
                    (path, fate, Some(named_folder(&pair.folder)))
                };
                changed.extend(pair.changed().into_iter().map(of));
            }
            (true, _) => came.extend(own(&pair.new, None)),
            (false, true) => went.extend(own(&pair.old, None)),
        }
    }
    may_lose |= pairs.iter().any(|pair| !pair.old.tables.is_empty() && pair.new.tables.is_empty());
    let Pair { mut old, mut new, .. } = pairs.swap_remove(meant);
    for pair in pairs {
        neighbours.then.insert(pair.old.config.folder.clone(), Some(pair.old));
        neighbours.now.insert(pair.folder, pair.new);
    }
    // What had no table, or has none, got its incidents from another project, or gave them to one.
    if old.tables.is_empty() {
        neighbours.take_before(&mut old);
    }
    if new.tables.is_empty() && !is_named {
        neighbours.take_after(&mut new);
    }
    // What stands there as it stood then, by this name or another, neither came nor went.
    let limit = new.config.max_file_size;
    let is_kept = |session: &Session, table: &Table| {
        let file = Listed::named(table.text.path().clone());
        load(&session.root, &file, limit).is_ok_and(|text| text.as_str() == table.text.as_str())
    };
    let is_among = |table: &Table, others: &[Own]| {
        others.iter().any(|(other, _)| other.text.as_str() == table.text.as_str())
    };
    let added = came.iter().filter(|(table, _)| !is_among(table, &went) && !is_kept(earlier, table));
    let gone = went.iter().filter(|(table, _)| !is_among(table, &came) && !is_kept(session, table));
    let of = |(table, folder): &Own, fate| (table.text.path().clone(), fate, folder.clone());
    let others = changed
        .into_iter()
        .chain(added.map(|own| of(own, Fate::New)))
        .chain(gone.map(|own| of(own, Fate::Gone)));
    // Projects may share a table.
    let mut known: BTreeSet<Arc<str>> = new.table_paths.iter().chain(&old.table_paths).cloned().collect();
    let others = others.filter(|(path, ..)| known.insert(path.clone()));
    let elsewhere = others
        .filter(|_| !is_named)
        .map(|(path, fate, folder)| Beside::Elsewhere(path, fate, folder))
        .collect();
    Ok(Chosen { new, old, elsewhere, configurations, may_lose, neighbours: Some(neighbours) })
}

/// A project that is there before and after.
struct Pair {
    folder: String,
    old: Project,
    new: Project,
}

impl Pair {
    /// Whether it had a table, and has one.
    fn is_comparable(&self) -> bool {
        !self.old.tables.is_empty() && !self.new.tables.is_empty()
    }

    fn changed(&self) -> Vec<Arc<str>> {
        changed(&self.old.tables, &self.new.tables)
    }

    /// What became of one of its tables that changed.
    fn fate(&self, path: &str) -> Fate {
        let is_among = |tables: &Tables| tables.iter().any(|table| **table.text.path() == *path);
        match (is_among(&self.old.tables), is_among(&self.new.tables)) {
            (false, _) => Fate::New,
            (true, false) => Fate::Gone,
            (true, true) => Fate::Changed,
        }
    }
}

/// A table with the folder that is to be named to see what becomes of its incidents, if that shows something.
type Own = (Arc<Table>, Option<String>);

fn own(project: &Project, shown: Option<&str>) -> Vec<Own> {
    project.tables.iter().map(|table| (table.clone(), shown.map(named_folder))).collect()
}

/// As it is typed: without `/` at the end, and `.` for the whole repository.
fn named_folder(folder: &str) -> String {
    if folder.is_empty() { ".".to_owned() } else { folder.trim_end_matches('/').to_owned() }
}

/// What one configuration says otherwise than the other; it is called by `path`.
fn config_change(path: Option<String>, fate: Fate, old: &Config, new: &Config) -> Option<ConfigChange> {
    let keys = changed_keys(old.text.as_deref(), new.text.as_deref());
    (!keys.is_empty()).then_some(ConfigChange { path: path?, fate, keys })
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
