//! A project that is kept open while people write in it. Its configuration and table are loaded once; a postmortem is
//! judged again whenever its text changes, and one small entry of every other is kept for the rules over several files.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::diagnostic::{Applicability, Diagnostic};
use crate::diagnostic::language::Language;
use crate::model::directive::Directives;
use crate::model::prose::recall::Recall;
use crate::model::template::TemplateLines;
use crate::model::vocabulary::Vocabulary;
use crate::source::document::Document;
use crate::source::in_order::InOrder;
use crate::source::listed::Listed;
use crate::source::load::load;
use crate::source::repository::Root;
use crate::source::text::Text;
use crate::table::table::Table;

use super::across::{self, Kept};
use super::candidate::{Candidate, templates};
use super::candidates::Candidates;
use super::config::{CONFIG_FILE, Config};
use super::doubles::each_once;
use super::examine::examine;
use super::guard::guarded;
use super::harm::{State, WhyLeft, harm_alone};
use super::ignores::{self, FileIgnores};
use super::judge::{Court, hear, remember, said_in};
use super::mend::mend;
use super::naming::{Homes, counted, numbered};
use super::opening::open;
use super::others::{is_of_incident, other, others};
use super::outcome::Finding;
use super::project::{self, Piped, Project, Projects};
use super::reasons::{most_frequent, reasons_in};
use super::record::Detail;
use super::request::Request;
use super::run::run;
use super::select::{Decision, by_path, is_markdown};
use super::settle::{Scope, settle};
use super::sheet::{Entry, Heard};
pub use super::sheet::{Page, Sheet};
use super::trouble::{of_bug, too_complex};

/// Texts that files have in an editor, by their paths relative to the repository.
pub type Texts = BTreeMap<Arc<str>, Arc<[u8]>>;

/// A project that is kept open.
#[derive(Debug)]
pub struct Desk {
    /// The repository as it is on the disk.
    bare: Root,
    /// The same with the texts of the editor.
    root: Root,
    folder: String,
    request: Request,
    /// The project; none where it does not load.
    projects: Vec<Project>,
    /// The project as it loaded last, where it does not load now.
    last: Vec<Project>,
    /// What keeps it from being loaded, or from being judged by.
    trouble: Vec<Finding>,
    templates: Vec<TemplateLines>,
    no_template: TemplateLines,
    entries: BTreeMap<Arc<str>, Entry>,
    recall: Recall,
}

impl Desk {
    /// Opens the project of a folder (relative to the repository, empty or with `/` at the end), in which files have other
    /// texts than on the disk.
    #[must_use]
    pub fn open(root: &Root, folder: &str, given: project::Given, today: Date, texts: Texts) -> Self {
        let mut desk = Self {
            bare: root.clone(),
            root: root.with_texts(texts),
            folder: folder.to_owned(),
            request: Request { paths: vec![], given, today, detail: Detail::Full },
            projects: vec![],
            last: vec![],
            trouble: vec![],
            templates: vec![],
            no_template: TemplateLines::default(),
            entries: BTreeMap::new(),
            recall: Recall::default(),
        };
        desk.load();
        desk.remember_all();
        desk
    }

    /// Takes over the texts that files have now.
    pub fn put(&mut self, texts: Texts) {
        self.root = self.bare.with_texts(texts);
    }

    /// Loads configuration and tables again.
    pub fn load(&mut self) {
        let root = self.root.clone();
        let mut projects = Projects::new(&root, self.request.given.clone());
        let _ = projects.of_folder(&self.folder);
        let (projects, trouble) = projects.finish();
        self.replace(projects);
        self.trouble = numbered(counted(trouble));
    }

    /// Reads all postmortems of the project again, for the rules over several files.
    pub fn remember_all(&mut self) {
        let root = self.root.clone();
        let mut projects = Projects::new(&root, self.request.given.clone());
        let _ = projects.of_folder(&self.folder);
        if self.projects.is_empty() {
            return;
        }
        let files = each_once(&root, &self.projects, &others(&root, &projects, &Candidates::default()));
        let of_project = |candidate| Candidate { project: 0, ..candidate };
        let candidates: Vec<Candidate> = files.into_iter().map(of_project).collect();
        self.templates = templates(&root, None, &self.projects, candidates.iter().cloned());
        let entry = |candidate: Candidate| (candidate.file.path().clone(), self.entry_of(&candidate));
        self.entries = candidates.into_par_iter().map(entry).collect();
    }

    /// Reads one file again that has changed on the disk.
    pub fn remember(&mut self, path: &Arc<str>) {
        if self.projects.is_empty() {
            return;
        }
        if !self.root.is_file(path) {
            self.entries.remove(path);
            return;
        }
        let candidate = Candidate::opened(path);
        let entry = self.entry_of(&candidate);
        self.entries.insert(path.clone(), entry);
    }

    /// Whether the project itself is made from a file: its configuration, its tables, the file of known findings; or may be,
    /// where it has no table yet. `text` is what the file has now.
    #[must_use]
    pub fn rests_on(&self, path: &str, text: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        let is_blamed = self.trouble.iter().any(|finding| &*finding.diagnostic.place.path == path);
        let Some(project) = self.last_project() else { return is_blamed || name == CONFIG_FILE };
        let is_table = project.table_paths.iter().any(|table| &**table == path);
        let is_baseline = project.baseline.as_ref().is_some_and(|baseline| &*baseline.name == path);
        let may_be_table = || project.tables.is_empty() && text.contains("sev_table");
        is_blamed || is_table || is_baseline || name == CONFIG_FILE || may_be_table()
    }

    /// Judges a file of the project as it is now. A bug that is met in it is a finding on it.
    #[must_use]
    pub fn judge(&mut self, path: &Arc<str>) -> Sheet {
        guarded(|| self.judged(path)).unwrap_or_else(|bug| {
            let findings = numbered(counted(of_bug(path, &bug, self.language())));
            Sheet { findings, ..Sheet::blank(Decision::Elsewhere) }
        })
    }

    fn judged(&mut self, path: &Arc<str>) -> Sheet {
        if !is_markdown(path) {
            return Sheet::of_nothing();
        }
        let Some(project) = self.projects.first() else {
            let default = Config::default_in(self.folder.clone());
            let config = self.last_project().map_or(&default, |project| &project.config);
            let has = |path: &str| self.root.has(path);
            return Sheet::blank(by_path(path, config, &[], false, &has).unwrap_or(Decision::Elsewhere));
        };
        let candidate = Candidate::opened(path);
        let (choice, document) = match open(&self.root, &self.request, project, &candidate) {
            Ok(taken) => taken,
            Err(unread) => {
                let stirs_others = self.entries.remove(path).is_some_and(|entry| !entry.kept.is_empty());
                let findings = numbered(counted(unread.diagnostics));
                return Sheet { findings, stirs_others, ..Sheet::blank(unread.choice.decision) };
            }
        };
        let Heard { findings, kept, reasons, hearing, incident } =
            match self.heard(path, &document, project, self.request.detail) {
                Ok(heard) => heard,
                Err(table) => {
                    self.trouble = numbered(counted(too_complex(&table, project.config.language)));
                    self.replace(vec![]);
                    return Sheet::blank(choice.decision);
                }
            };
        let page = Page { document, hearing, incident };
        let before = self.entries.get(path).map(|entry| entry.kept.as_slice()).unwrap_or_default();
        let stirs_others = !across::are_alike(before, &kept);
        self.entries.insert(path.clone(), Entry { is_postmortem: true, kept, reasons });
        Sheet { decision: choice.decision, findings, page: Some(page), stirs_others }
    }

    /// What a postmortem comes to; a table that is too complex to judge it by.
    fn heard(
        &self,
        path: &Arc<str>,
        document: &Document,
        project: &Project,
        detail: Detail,
    ) -> Result<Heard, Arc<Table>> {
        let today = self.request.today;
        let (mut judged, hearing) =
            hear(document, self.court(project, detail)).map_err(|(table, _)| table)?;
        let kept = std::mem::take(&mut judged.kept);
        let mut diagnostics = judged.diagnostics;
        diagnostics.extend(self.across(path, &kept));
        let reasons = judged.told.as_ref().map(|told| reasons_in(&told.directives)).unwrap_or_default();
        let ignores: Vec<_> = judged
            .told
            .map(|told| {
                FileIgnores::of(Text::new(path.clone(), document.text.as_str()), *told, &project.config)
            })
            .into_iter()
            .collect();
        let mut findings = ignores::apply(diagnostics, &ignores, today);
        findings.order_by_key(|(diagnostic, _)| diagnostic.place.start);
        let (root, projects) = (&self.root, &self.projects);
        let homes = Homes::new(projects, self.request.given.config.is_some());
        let mut findings = homes.name(findings, &mut []);
        let is_of_incident = |path: &str, id: &str| self.is_of_incident(path, id);
        let scope = Scope {
            root,
            projects,
            homes: &homes,
            files: &[(path.clone(), 0)].into_iter().collect(),
            is_whole: &|_| false,
            is_of_incident: &is_of_incident,
            namesakes: &|_, id| across::with_id(id, self.entries.values().flat_map(|entry| &entry.kept)),
            upkeep: self.request.given.upkeep,
        };
        settle(&mut findings, scope);
        Ok(Heard { findings, kept, reasons, hearing, incident: judged.incident.unwrap_or_default() })
    }

    fn court<'c>(&'c self, project: &'c Project, detail: Detail) -> Court<'c> {
        let template = self.templates.first().unwrap_or(&self.no_template);
        let (today, recall) = (self.request.today, Some(&self.recall));
        Court { root: &self.root, project, template, today, detail, past: None, recall }
    }

    /// What speaks against the fix of a finding: that it would bring another one, or change what it is not about.
    #[must_use]
    pub fn harm_of(&self, path: &Arc<str>, sheet: &Sheet, finding: &Diagnostic) -> Option<WhyLeft> {
        let (project, page) = (self.projects.first()?, sheet.page.as_ref()?);
        finding.fix.as_ref()?;
        let court = self.court(project, Detail::Brief);
        let state = |text: &str| {
            let after = Document::parse(Text::new(path.clone(), text));
            let heard = self.heard(path, &after, project, Detail::Brief).ok()?;
            Some(State::of(&heard.findings, said_in(&after, &heard.hearing, court)))
        };
        let judged = || {
            let before = State::of(&sheet.findings, said_in(&page.document, &page.hearing, court));
            harm_alone(&before, page.document.text.as_str(), finding, state)
        };
        guarded(judged).unwrap_or(Some(WhyLeft::Moved))
    }

    /// What is found in the tables that are in force or will be.
    #[must_use]
    pub fn examine(&self) -> Vec<Finding> {
        let Some(project) = self.project() else { return vec![] };
        let mut found = match examine(&self.root, &self.projects, self.request.today) {
            Ok(examined) => [examined.found, examined.bugs].concat(),
            Err((table, _)) => too_complex(&table, project.config.language),
        };
        found.order_by(|a, b| (&a.place.path, a.place.start).cmp(&(&b.place.path, b.place.start)));
        numbered(counted(found))
    }

    /// The text of a postmortem with all safe fixes made that bring no other finding; none if nothing changes.
    #[must_use]
    pub fn mended(&self, path: &Arc<str>, text: &str) -> Option<String> {
        let place = self.root.join(path);
        let piped = Piped { path: place.clone(), bytes: text.as_bytes().into() };
        let given = project::Given { piped: Some(piped), ..self.request.given.clone() };
        let request =
            Request { paths: vec![place], given, today: self.request.today, detail: Detail::Compared };
        let outcome = run(&self.root, &request);
        let mended = mend(&self.root, &request, &outcome, Applicability::Safe);
        let file = mended.files.into_iter().find(|file| file.path == *path)?;
        (file.after != text).then_some(file.after)
    }

    /// The paths of the postmortems.
    pub fn postmortems(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter(|(_, entry)| entry.is_postmortem).map(|(path, _)| &**path)
    }

    /// A file that the project is made from: what keeps it from being loaded, and what is found in its tables.
    #[must_use]
    pub fn sheet_of_table(&self, path: &Arc<str>, found: &[Finding]) -> Sheet {
        let all = self.trouble.iter().chain(found);
        let here = all.filter(|finding| finding.diagnostic.place.path == *path).cloned();
        Sheet { findings: here.collect(), ..Sheet::blank(Decision::Table) }
    }

    /// What keeps the project from being loaded.
    #[must_use]
    pub fn trouble(&self) -> &[Finding] {
        &self.trouble
    }

    /// The project; none where it does not load.
    #[must_use]
    pub fn project(&self) -> Option<&Project> {
        self.projects.first()
    }

    /// The project; where it does not load, as it loaded last.
    #[must_use]
    pub fn last_project(&self) -> Option<&Project> {
        self.projects.first().or_else(|| self.last.first())
    }

    /// The repository, with the texts of the editor.
    #[must_use]
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// The day on which it is judged.
    #[must_use]
    pub fn today(&self) -> Date {
        self.request.today
    }

    /// The language of messages.
    #[must_use]
    pub fn language(&self) -> Language {
        self.last_project().map(|project| project.config.language).unwrap_or_default()
    }

    /// The words that postmortems of a day are read by, those without one by today's.
    #[must_use]
    pub fn words(&self, day: Option<Date>) -> Option<&Vocabulary> {
        self.last_project().map(|project| project.tables.words(day.unwrap_or(self.request.today)).0)
    }

    /// The reasons that ignores of a rule give in the project, the most frequent first.
    #[must_use]
    pub fn reasons(&self, rule: &str) -> Vec<&str> {
        most_frequent(self.entries.values().flat_map(|entry| &entry.reasons), rule)
    }

    fn entry_of(&self, candidate: &Candidate) -> Entry {
        let entry = guarded(|| {
            let (project, head) = other(&self.root, &self.projects, candidate)?;
            let document = head.into_document();
            let template = &TemplateLines::default();
            let (today, detail) = (self.request.today, self.request.detail);
            let court =
                Court { root: &self.root, project, template, today, detail, past: None, recall: None };
            let reasons = reasons_in(&Directives::read(&document));
            Some(Entry { is_postmortem: true, kept: remember(&document, court, false), reasons })
        });
        // A bug is told to those who open the file.
        entry.ok().flatten().unwrap_or_default()
    }

    /// What rules over several files find in one of them.
    fn across(&self, path: &Arc<str>, kept: &[Kept]) -> Vec<Diagnostic> {
        let others =
            self.entries.iter().filter(|(other, _)| *other != path).flat_map(|(_, entry)| &entry.kept);
        let met: Vec<(usize, Kept)> =
            across::meeting(kept, others).into_iter().map(|kept| (0, kept)).collect();
        if met.len() <= kept.len() {
            return vec![];
        }
        let again = |path: &Arc<str>, config: &Config| {
            load(&self.root, &Listed::named(path.clone()), config.max_file_size).ok()
        };
        let found = across::check(met, &self.projects, again);
        found.into_iter().filter(|finding| finding.place.path == *path).collect()
    }

    /// Whether the file of that path is the postmortem of the incident with that id.
    fn is_of_incident(&self, path: &str, id: &str) -> bool {
        let is_postmortem = self.entries.get(path).is_some_and(|entry| entry.is_postmortem);
        let candidate = || Candidate::opened(&path.into());
        is_postmortem && is_of_incident(&self.root, &self.projects, &candidate(), self.request.today, id)
    }

    /// Takes another project for this one. While there is none, the last is kept for those who ask about names only.
    fn replace(&mut self, projects: Vec<Project>) {
        let before = std::mem::replace(&mut self.projects, projects);
        if !self.projects.is_empty() {
            self.last.clear();
        } else if !before.is_empty() {
            self.last = before;
        }
    }
}
