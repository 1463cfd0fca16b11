//! A project: a `sevlint.toml` (or the defaults), the folder it governs, and the SEV tables in force there.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::topic::SectionNames;
use crate::rules::shared::config_fault::{ConfigFault, ConfigFaultKind};
use crate::source::repository::Root;
use crate::source::span::Span;
use crate::source::text::Text;
use crate::table::read::read_table;
use crate::table::table::Table;

use super::baseline::{Baseline, Upkeep};
use super::changed::Changed;
use super::config::{CONFIG_FILE, Config};
use super::history::History;
use super::local_names::{unknown_names, unknown_sections};
use super::named_file::read_named;
use super::outcome::RunNote;
use super::progress::Progress;
use super::selection::Selection;
use super::table_history::Records;
use super::table_search::{may_be_table, tables_beside, tables_by_content, usual_table};
use super::tables::{Tables, clash};
use super::trouble::{of_baseline, of_config, of_table};

/// A configuration with its tables.
#[derive(Debug)]
pub struct Project {
    /// What `sevlint.toml` says.
    pub config: Config,
    /// The tables; none if the project has no table.
    pub tables: Tables,
    /// The paths of the tables, relative to the repository.
    pub table_paths: Vec<Arc<str>>,
    /// Where there is no table: Markdown files that could each be it.
    pub rivals: Vec<Arc<str>>,
    /// What its postmortems call sections.
    pub sections: Arc<SectionNames>,
    /// The findings that are known; none if no baseline is named.
    pub baseline: Option<Arc<Baseline>>,
    /// What is to be said about its tables.
    pub notes: Vec<RunNote>,
}

impl Project {
    /// The tables, and the list of known findings: a change of one of them concerns every postmortem.
    pub fn judges(&self) -> impl Iterator<Item = &Arc<str>> {
        self.table_paths.iter().chain(self.baseline.iter().map(|baseline| &baseline.name))
    }
}

/// What the command line says instead of the files.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The configuration of all postmortems, relative to the repository or absolute.
    pub config: Option<PathBuf>,
    /// The table of all postmortems.
    pub table: Option<PathBuf>,
    /// The file of known findings, for all postmortems.
    pub baseline: Option<PathBuf>,
    /// What is to be done to the files of known findings.
    pub upkeep: Upkeep,
    /// The rules of the run.
    pub selection: Selection,
    /// A text that came from elsewhere, instead of that of a file.
    pub piped: Option<Piped>,
    /// Whether a text for people that is called as a table is no table, and not one with a fault: `init` asks what stands beside it.
    pub skips_texts: bool,
    /// The language of all messages.
    pub language: Option<Language>,
    /// The files to report on, of those that are asked for; none where that is all of them.
    pub changed: Option<Arc<Changed>>,
    /// What is asked of git beside the files that are there now.
    pub history: History,
    /// Where it is counted how far the run is, if somebody waits for it.
    pub progress: Option<Arc<Progress>>,
}

/// A text that came from elsewhere, as from standard input, instead of that of a file.
#[derive(Clone, Debug)]
pub struct Piped {
    /// The file it is taken for, which need not be there; absolute.
    pub path: PathBuf,
    /// The text.
    pub bytes: Arc<[u8]>,
}

/// The projects of a repository, found from the folders of its files.
#[derive(Debug)]
pub struct Projects<'r> {
    root: &'r Root,
    given: Given,
    /// Folders (relative, empty or with `/` at the end) with the index of the project they belong to.
    folders: BTreeMap<String, Option<usize>>,
    loaded: Vec<Project>,
    /// By where they are in the end.
    baselines: HashMap<PathBuf, Arc<Baseline>>,
    trouble: Vec<Diagnostic>,
    /// The language of the project that was looked for first.
    spoken: Option<Language>,
}

impl<'r> Projects<'r> {
    /// No projects yet.
    #[must_use]
    pub fn new(root: &'r Root, given: Given) -> Self {
        let (folders, baselines) = (BTreeMap::new(), HashMap::new());
        Self { root, given, folders, loaded: vec![], baselines, trouble: vec![], spoken: None }
    }

    /// The project of a file: that of the nearest `sevlint.toml` above it. None if it could not be loaded.
    pub fn of_file(&mut self, path: &str) -> Option<usize> {
        let folder = match path.rfind('/') {
            Some(slash) => path.get(..=slash).unwrap_or_default(),
            None => "",
        };
        self.of_folder(folder)
    }

    /// The project that governs a folder.
    pub fn of_folder(&mut self, folder: &str) -> Option<usize> {
        if self.given.config.is_some() {
            return self.remembered("", Self::load_given);
        }
        // Folders of a tree that git keeps may lie in one another as deep as anybody likes.
        let mut below = vec![];
        let mut folder = folder;
        let found = loop {
            if let Some(known) = self.folders.get(folder) {
                break *known;
            }
            below.push(folder);
            if folder.is_empty() || self.root.is_file(&format!("{folder}{CONFIG_FILE}")) {
                break self.load_from(folder);
            }
            let above = folder.trim_end_matches('/').rfind('/');
            folder = above.and_then(|slash| folder.get(..=slash)).unwrap_or_default();
        };
        for folder in below {
            self.folders.insert(folder.to_owned(), found);
        }
        found
    }

    /// The project that governs a folder (without `/` at the end), if it is among those that are loaded already.
    #[must_use]
    pub fn loaded_of(&self, folder: &str) -> Option<usize> {
        if self.given.config.is_some() {
            return *self.folders.get("")?;
        }
        let mut folder = folder;
        loop {
            let name = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            if let Some(known) = self.folders.get(&name) {
                return *known;
            }
            // Another project begins here, and nobody asked for it.
            if folder.is_empty() || self.root.is_file(&format!("{name}{CONFIG_FILE}")) {
                return None;
            }
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }

    /// A project by its index.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Project> {
        self.loaded.get(index)
    }

    /// The language of the run as a whole: that of the project that was looked for first.
    #[must_use]
    pub fn language(&self) -> Language {
        self.spoken.or(self.given.language).unwrap_or_default()
    }

    /// The projects, and the findings in what kept others from being loaded.
    #[must_use]
    pub fn finish(self) -> (Vec<Project>, Vec<Diagnostic>) {
        (self.loaded, self.trouble)
    }

    fn remembered(&mut self, folder: &str, load: fn(&mut Self) -> Option<usize>) -> Option<usize> {
        if let Some(known) = self.folders.get(folder) {
            return *known;
        }
        let found = load(self);
        self.folders.insert(folder.to_owned(), found);
        found
    }

    fn load_given(&mut self) -> Option<usize> {
        let path = self.given.config.clone()?;
        let text = Arc::new(self.read(&path, self.language())?);
        // Globs of a configuration outside the repository are relative to the root.
        let folder =
            text.path().rfind('/').and_then(|slash| text.path().get(..=slash)).unwrap_or_default().to_owned();
        let folder = if self.root.relative(&path).is_ok() { folder } else { String::new() };
        self.load_config(&text, folder)
    }

    /// The language of a project, which is also that of the run if it is the first.
    fn speak(&mut self, configured: Language) -> Language {
        let language = self.given.language.unwrap_or(configured);
        self.spoken.get_or_insert(language);
        language
    }

    fn load_from(&mut self, folder: &str) -> Option<usize> {
        let name = format!("{folder}{CONFIG_FILE}");
        let path = self.root.join(&name);
        if !self.root.is_file(&name) {
            return self.load_tables(Config::default_in(folder.to_owned()));
        }
        let text = Arc::new(self.read(&path, self.language())?);
        self.load_config(&text, folder.to_owned())
    }

    fn load_config(&mut self, text: &Arc<Text>, folder: String) -> Option<usize> {
        match Config::read(text, folder) {
            Ok(config) => self.load_tables(config),
            Err(refused) => {
                let language = self.speak(refused.language);
                self.trouble.extend(of_config(text, &refused.faults, language));
                None
            }
        }
    }

    fn load_tables(&mut self, mut config: Config) -> Option<usize> {
        config.selection = self.given.selection.clone();
        config.language = self.speak(config.language);
        let mut texts = vec![];
        let mut rivals = vec![];
        let mut sound = true;
        if let Some(given) = self.given.table.clone() {
            texts.push(self.read(&given, config.language)?);
        } else if config.tables.is_empty() {
            let mut found = self.find_tables(&config).ok()?;
            found.retain(|text| !self.given.skips_texts || may_be_table(text));
            if found.len() > 1 {
                rivals = found.drain(..).map(|text| text.path().clone()).collect();
            }
            texts.extend(found);
        } else {
            for (name, span) in &config.tables {
                let path = self.root.join(&format!("{}{name}", config.folder));
                if self.is_file(&path) {
                    match self.read(&path, config.language) {
                        Some(text) => texts.push(text),
                        None => sound = false,
                    }
                } else {
                    let kind = ConfigFaultKind::TableMissing(name.clone());
                    self.blame_config(&config, &[ConfigFault { span: *span, kind }]);
                    sound = false;
                }
            }
        }
        let mut tables = vec![];
        for text in texts {
            let text = Arc::new(text);
            match read_table(&text) {
                Ok(table) => tables.push(table),
                Err(faults) => {
                    self.trouble.extend(of_table(&text, &faults, config.language));
                    sound = false;
                }
            }
        }
        let baseline = self.baseline(&config);
        if !sound {
            return None;
        }
        self.keep(config, tables, rivals, baseline.ok()?)
    }

    /// The baseline that is named on the command line, else in the configuration.
    ///
    /// Fails if it cannot be read, which is then among the trouble.
    fn baseline(&mut self, config: &Config) -> Result<Option<Arc<Baseline>>, ()> {
        let place = match (&self.given.baseline, &config.baseline) {
            (Some(given), _) => given.clone(),
            (None, None) => return Ok(None),
            (None, Some((name, span))) => {
                let place = self.root.join(&config.folder).join(name);
                let is_ours = self.root.locate(&place).is_ok_and(|target| self.root.holds(&target));
                let kind = if !is_ours {
                    ConfigFaultKind::BaselineOutside(name.clone())
                } else if self.given.upkeep.add || place.exists() {
                    return self.read_baseline(place, config.language).map(Some);
                } else {
                    ConfigFaultKind::BaselineMissing(name.clone())
                };
                self.blame_config(config, &[ConfigFault { span: *span, kind }]);
                return Err(());
            }
        };
        self.read_baseline(place, config.language).map(Some)
    }

    fn read_baseline(&mut self, place: PathBuf, language: Language) -> Result<Arc<Baseline>, ()> {
        // Several projects may each have a name of their own for it.
        let located = || self.root.locate(&place).unwrap_or_else(|_| place.clone());
        let itself = place.canonicalize().unwrap_or_else(|_| located());
        if let Some(known) = self.baselines.get(&itself) {
            return Ok(known.clone());
        }
        let baseline = if place.exists() {
            let text = self.read(&place, language).ok_or(())?;
            Baseline::read(&text, place).map_err(|faults| {
                self.trouble.extend(of_baseline(&text, &faults, language));
            })?
        } else {
            let name = self.root.relative(&place).unwrap_or_else(|_| place.to_string_lossy().into());
            Baseline::unwritten(name, place)
        };
        let baseline = Arc::new(baseline);
        self.baselines.insert(itself, baseline.clone());
        Ok(baseline)
    }

    fn keep(
        &mut self,
        config: Config,
        mut tables: Vec<Table>,
        rivals: Vec<Arc<str>>,
        baseline: Option<Arc<Baseline>>,
    ) -> Option<usize> {
        let table_paths: Vec<Arc<str>> = tables.iter().map(|table| table.text.path().clone()).collect();
        if let Some(clash) = clash(&mut tables) {
            let span = config.tables.first().map_or(Span::at(0), |(_, span)| *span);
            self.blame_config(&config, &[ConfigFault { span, kind: clash }]);
            return None;
        }
        let (tables, mut notes) = self.with_versions(&config, tables);
        let beside = tables_beside(self.root, &config, &table_paths);
        let table = table_paths.first().filter(|_| self.given.table.is_none() && !beside.is_empty());
        notes.extend(table.map(|table| RunNote::TablesBeside(table.clone(), beside)));
        let mut unknown = unknown_names(&config, &tables);
        unknown.extend(unknown_sections(&config, &tables));
        if !unknown.is_empty() {
            self.blame_config(&config, &unknown);
            return None;
        }
        let sections = Arc::new(SectionNames::new(&config.sections));
        let tables = Tables::new(tables, &config.names, &sections);
        self.loaded.push(Project { config, tables, table_paths, rivals, sections, baseline, notes });
        Some(self.loaded.len() - 1)
    }

    /// The tables with the versions that git has of them, if that is asked for.
    fn with_versions(&self, config: &Config, tables: Vec<Table>) -> (Vec<Arc<Table>>, Vec<RunNote>) {
        let (tables, notes) = match &self.given.history.of_tables {
            None => (tables, vec![]),
            Some((past, today)) => {
                let (zone, limit) = (config.zone(), config.max_file_size);
                let records = Records { past, zone: &zone, today: *today, limit, language: config.language };
                records.versions(tables)
            }
        };
        (tables.into_iter().map(Arc::new).collect(), notes)
    }

    /// The table where none is named.
    ///
    /// Fails if there is one and it cannot be read, which is then among the trouble.
    fn find_tables(&mut self, config: &Config) -> Result<Vec<Text>, ()> {
        match usual_table(self.root, config) {
            Some(path) => self.read(&path, config.language).map(|text| vec![text]).ok_or(()),
            None => Ok(tables_by_content(self.root, config)),
        }
    }

    /// Whether there is a file, in the repository or, where it was named so, outside.
    fn is_file(&self, path: &Path) -> bool {
        self.root.relative(path).map_or_else(|_| path.is_file(), |path| self.root.is_file(&path))
    }

    fn read(&mut self, path: &Path, language: Language) -> Option<Text> {
        match read_named(self.root, path, language) {
            Ok(text) => Some(text),
            Err(unread) => {
                self.trouble.extend(unread);
                None
            }
        }
    }

    fn blame_config(&mut self, config: &Config, faults: &[ConfigFault]) {
        if let Some(text) = config.text.clone() {
            self.trouble.extend(of_config(&text, faults, config.language));
        }
    }
}
