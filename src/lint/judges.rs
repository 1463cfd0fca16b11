//! The files that postmortems are judged by: configurations, tables, lists of known findings, templates. They are found without
//! being understood, so that a broken one is found as well.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::source::listed::Listed;
use crate::source::repository::Root;
use crate::source::walk::list;

use super::config::{CONFIG_FILE, Config};
use super::named_file::read_named;
use super::project::Given;
use super::reach::{folder_of, project_folder};
use super::select::{Decision, by_path, is_called_template, is_markdown};
use super::table_search::{is_elsewhere, tables_by_content, usual_table};

/// A file that postmortems are judged by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Judge {
    /// Relative to the repository, with `/`.
    pub path: Arc<str>,
    /// What it is.
    pub role: Role,
}

/// What postmortems are judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A `sevlint.toml`.
    Configuration,
    /// A SEV table, or one of several files that could each be it.
    Table,
    /// A list of known findings.
    Baseline,
    /// A template: what still stands in a postmortem as it stands there was not written by anybody.
    Template,
}

impl Role {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Configuration => "configuration",
            Self::Table => "table",
            Self::Baseline => "baseline",
            Self::Template => "template",
        }
    }
}

/// The files that the postmortems at and below `paths` are judged by, in the order of their paths. Of links, also where they
/// lead.
#[must_use]
pub fn judges(root: &Root, given: &Given, paths: &[PathBuf]) -> BTreeSet<Judge> {
    let mut found = BTreeSet::new();
    for config in configs(root, given, paths) {
        let mut named = named_by(root, given, &config);
        named.retain(|judge| root.is_file(&judge.path));
        let is_table = |judge: &Judge| judge.role == Role::Table;
        if !named.iter().any(is_table) && config.tables.is_empty() {
            let tables = tables_by_content(root, &config).into_iter();
            named.extend(tables.map(|text| Judge { path: text.path().clone(), role: Role::Table }));
        }
        let tables: Vec<Arc<str>> =
            named.iter().filter(|judge| is_table(judge)).map(|judge| judge.path.clone()).collect();
        let within = list(root, &[root.join(&config.folder)], None, is_markdown);
        let is_template = |file: &Listed| {
            is_called_template(file.path(), &config)
                && by_path(file.path(), &config, &tables, false, &|_| false) == Some(Decision::Template)
                && !is_elsewhere(root, file.path(), &config.folder)
        };
        let templates = within.files.iter().filter(is_template);
        named.extend(templates.map(|file| Judge { path: file.path().clone(), role: Role::Template }));
        found.extend(named);
    }
    let targets: Vec<Judge> = found.iter().filter_map(|judge| target(root, judge)).collect();
    found.extend(targets);
    found
}

/// Those that are named, by the command line, a configuration, or as they usually are; they need not be there. Nothing is
/// searched through.
#[must_use]
pub fn named_judges(root: &Root, given: &Given, paths: &[PathBuf]) -> BTreeSet<Judge> {
    configs(root, given, paths).iter().flat_map(|config| named_by(root, given, config)).collect()
}

/// The configurations of the folders of `paths`, and of those below them. What cannot be read says nothing.
fn configs(root: &Root, given: &Given, paths: &[PathBuf]) -> Vec<Config> {
    if let Some(path) = &given.config {
        return vec![config(root, path, |name| match name.rfind('/') {
            Some(slash) => name.get(..=slash).unwrap_or_default().to_owned(),
            None => String::new(),
        })];
    }
    let mut folders: BTreeSet<String> =
        paths.iter().map(|path| project_folder(root, &folder_of(root, path))).collect();
    let below = list(root, paths, None, |name| name == CONFIG_FILE);
    folders.extend(below.files.iter().filter_map(|file| {
        file.path().strip_suffix(CONFIG_FILE).filter(|folder| is_folder(folder)).map(str::to_owned)
    }));
    let read = |folder: String| {
        let name = format!("{folder}{CONFIG_FILE}");
        if root.is_file(&name) {
            config(root, &root.join(&name), |_| folder)
        } else {
            Config::default_in(folder)
        }
    };
    folders.into_iter().map(read).collect()
}

fn is_folder(name: &str) -> bool {
    name.is_empty() || name.ends_with('/')
}

fn config(root: &Root, path: &Path, folder: impl FnOnce(&str) -> String) -> Config {
    let folder = root.relative(path).map(|name| folder(&name)).unwrap_or_default();
    let language = Config::default_in(String::new()).language;
    let read = read_named(root, path, language).ok().map(Arc::new);
    let known = read.and_then(|text| Config::read(&text, folder.clone()).ok());
    known.unwrap_or_else(|| Config::default_in(folder))
}

/// The files that a configuration names, its own among them.
fn named_by(root: &Root, given: &Given, config: &Config) -> BTreeSet<Judge> {
    let own = given.config.clone().or_else(|| Some(root.join(&format!("{}{CONFIG_FILE}", config.folder))));
    let tables = match &given.table {
        Some(table) => vec![table.clone()],
        None if config.tables.is_empty() => usual_table(root, config).into_iter().collect(),
        None => {
            let place = |(name, _): &(String, _)| root.join(&format!("{}{name}", config.folder));
            config.tables.iter().map(place).collect()
        }
    };
    let configured = || config.baseline.as_ref().map(|(name, _)| root.join(&config.folder).join(name));
    let baseline = given.baseline.clone().or_else(configured);
    let judge = |role: Role| move |place: PathBuf| Some(Judge { path: root.relative(&place).ok()?, role });
    let own = own.into_iter().filter_map(judge(Role::Configuration));
    let tables = tables.into_iter().filter_map(judge(Role::Table));
    own.chain(tables).chain(baseline.into_iter().filter_map(judge(Role::Baseline))).collect()
}

/// Where a judge leads that is a link, or stands behind one.
fn target(root: &Root, judge: &Judge) -> Option<Judge> {
    let path = match root.snapshot() {
        Some(snapshot) => snapshot.target(&judge.path)?,
        None => root.relative(&fs::canonicalize(root.join(&judge.path)).ok()?).ok()?,
    };
    (path != judge.path).then_some(Judge { path, role: judge.role })
}
