//! The documents of a client with their projects: what is found in them, kept as long as it is true.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::editor::address::path_of;
use crate::editor::encoding::Encoding;
use crate::editor::view::View;
use crate::lint::config::CONFIG_FILE;
use crate::lint::desk::{Desk, Sheet, Texts};
use crate::lint::outcome::Finding;
use crate::lint::project::{Given, Project};
use crate::lint::reach::project_folder;
use crate::lint::select::is_markdown;
use crate::source::in_order::map;
use crate::source::repository::Root;

use super::documents::{DeskKey, Document};

/// The documents of a client with their projects.
#[derive(Debug)]
pub struct Workspace {
    /// The documents, by their addresses.
    pub documents: BTreeMap<String, Document>,
    /// How the client counts.
    pub encoding: Encoding,
    folders: Vec<PathBuf>,
    given: Given,
    today: Date,
    desks: HashMap<DeskKey, Open>,
    /// Whether hints may be other ones than those the client shows.
    pub has_new_hints: bool,
}

/// A project that is open.
#[derive(Debug)]
struct Open {
    desk: Desk,
    /// Whether its configuration or a table has changed.
    is_stale: bool,
    /// What is found in its tables; none if that is not known any more.
    in_tables: Option<Vec<Finding>>,
}

impl Workspace {
    /// Without documents.
    #[must_use]
    pub fn new(folders: Vec<PathBuf>, encoding: Encoding, given: Given, today: Date) -> Self {
        Self {
            documents: BTreeMap::new(),
            encoding,
            folders,
            given,
            today,
            desks: HashMap::new(),
            has_new_hints: false,
        }
    }

    /// What day it is. On another one everything is judged anew.
    pub fn begin_day(&mut self, today: Date) {
        if self.today != today {
            self.today = today;
            self.forget();
        }
    }

    /// Opens a document.
    pub fn open(&mut self, address: &str, version: Option<i32>, text: String) {
        let home = self.home_of(address);
        let document = Document { version, text, home, sheet: None, is_due: true };
        let is_saved = path_of(address)
            .is_some_and(|place| std::fs::read(place).is_ok_and(|bytes| bytes == document.text.as_bytes()));
        self.documents.insert(address.to_owned(), document);
        if !is_saved {
            self.has_changed(address);
        }
    }

    /// Closes a document: what stands on the disk counts again.
    pub fn close(&mut self, address: &str) {
        let Some(document) = self.documents.remove(address) else { return };
        let Some((key, path)) = document.home else { return };
        let texts = self.texts(&key.0);
        if let Some(open) = self.desks.get_mut(&key) {
            open.desk.put(texts);
            open.desk.remember(&path);
        }
        self.outdate_others(&key, address);
        self.touch(&key.0, &path, &document.text);
    }

    /// A document has another text.
    pub fn has_changed(&mut self, address: &str) {
        let Some(document) = self.documents.get_mut(address) else { return };
        document.outdate();
        let Some((key, path)) = document.home.clone() else { return };
        let text = document.text.clone();
        self.touch(&key.0, &path, &text);
    }

    /// Files have changed on the disk.
    pub fn files_have_changed(&mut self, addresses: &[String]) {
        for address in addresses {
            let Some(path) = path_of(address) else { continue };
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if name == CONFIG_FILE || name == ".gitignore" {
                self.forget();
                return;
            }
            if self.documents.contains_key(address) {
                continue;
            }
            let mut touched = vec![];
            for (key, open) in &mut self.desks {
                let Ok(relative) = open.desk.root().relative(&path) else { continue };
                if is_markdown(&relative) && relative.starts_with(&key.1) {
                    open.desk.remember(&relative);
                }
                touched.push((key.0.clone(), relative));
            }
            for (root, relative) in touched {
                // A table that nobody knows yet says so itself.
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                self.touch(&root, &relative, &text);
                self.outdate_all(|key| key.0 == root);
            }
        }
    }

    /// Nothing that was known of projects counts any more.
    pub fn forget(&mut self) {
        self.desks.clear();
        let addresses: Vec<String> = self.documents.keys().cloned().collect();
        for address in addresses {
            let home = self.home_of(&address);
            if let Some(document) = self.documents.get_mut(&address) {
                document.home = home;
                document.outdate();
            }
        }
        self.has_new_hints = true;
    }

    /// Judges a document, unless that is known; nothing, if it is no file of a repository.
    pub fn judge(&mut self, address: &str) -> Option<&Sheet> {
        let document = self.documents.get(address)?;
        let (key, path) = document.home.clone()?;
        if document.sheet.is_none() {
            let sheet = self.sheet(&key, &path);
            if sheet.stirs_others {
                self.outdate_others(&key, address);
            }
            self.documents.get_mut(address)?.sheet = Some(sheet);
        }
        self.documents.get(address)?.sheet.as_ref()
    }

    /// A document with what is known of it.
    pub fn view(&mut self, address: &str) -> Option<View<'_>> {
        self.judge(address)?;
        let document = self.documents.get(address)?;
        let (key, path) = document.home.as_ref()?;
        let (desk, sheet) = (&self.desks.get(key)?.desk, document.sheet.as_ref()?);
        Some(View::new(desk, path, &document.text, sheet, self.encoding))
    }

    /// The documents of which the client has not been told yet what is found in them.
    #[must_use]
    pub fn due(&self) -> Vec<String> {
        let due = self.documents.iter().filter(|(_, document)| document.is_due);
        due.map(|(address, _)| address.clone()).collect()
    }

    /// The projects that are open.
    pub fn desks(&self) -> impl Iterator<Item = &Desk> {
        self.desks.values().map(|open| &open.desk)
    }

    /// The files that the projects rest on, relative to their repositories: tables, and known findings.
    #[must_use]
    pub fn foundations(&self) -> BTreeSet<Arc<str>> {
        let known = |project: &Project| project.baseline.as_ref().map(|baseline| baseline.name.clone());
        let of_project =
            |project: &Project| [project.table_paths.clone(), Vec::from_iter(known(project))].concat();
        self.desks().filter_map(Desk::last_project).flat_map(of_project).collect()
    }

    /// The addresses of the documents that are open for a file.
    #[must_use]
    pub fn address_of(&self, root: &Root, path: &str) -> Option<&str> {
        let is_it = |document: &Document| {
            document.home.as_ref().is_some_and(|(key, own)| key.0 == root.path() && **own == *path)
        };
        self.documents.iter().find(|(_, document)| is_it(document)).map(|(address, _)| address.as_str())
    }

    fn sheet(&mut self, key: &DeskKey, path: &Arc<str>) -> Sheet {
        let texts = self.texts(&key.0);
        if !self.desks.contains_key(key) {
            let Ok(root) = Root::find(&key.0) else { return Sheet::of_nothing() };
            let desk = Desk::open(&root, &key.1, self.given.clone(), self.today, texts.clone());
            self.desks.insert(key.clone(), Open { desk, is_stale: false, in_tables: None });
        }
        let text = texts.get(path).cloned();
        let Some(open) = self.desks.get_mut(key) else { return Sheet::of_nothing() };
        open.desk.put(texts);
        if std::mem::take(&mut open.is_stale) {
            open.desk.load();
            open.in_tables = None;
        }
        let text = text.map(|text| String::from_utf8_lossy(&text).into_owned()).unwrap_or_default();
        if open.desk.rests_on(path, &text) {
            let found = open.in_tables.get_or_insert_with(|| open.desk.examine());
            return open.desk.sheet_of_table(path, found);
        }
        open.desk.judge(path)
    }

    /// A file has another text: what rests on it has to be looked at again.
    fn touch(&mut self, root: &Path, path: &str, text: &str) {
        let mut stale: BTreeSet<DeskKey> = BTreeSet::new();
        for (key, open) in &mut self.desks {
            if key.0 == root && open.desk.rests_on(path, text) {
                open.is_stale = true;
                stale.insert(key.clone());
            }
        }
        if !stale.is_empty() {
            self.outdate_all(|key| stale.contains(key));
            self.has_new_hints = true;
        }
    }

    fn outdate_all(&mut self, is_meant: impl Fn(&DeskKey) -> bool) {
        for document in self.documents.values_mut() {
            if document.home.as_ref().is_some_and(|(key, _)| is_meant(key)) {
                document.outdate();
            }
        }
    }

    fn outdate_others(&mut self, key: &DeskKey, address: &str) {
        for (other, document) in &mut self.documents {
            if other != address && document.home.as_ref().is_some_and(|(own, _)| own == key) {
                document.outdate();
            }
        }
    }

    /// The texts of all documents of a repository.
    fn texts(&self, root: &Path) -> Texts {
        let of_root = self.documents.values().filter_map(|document| {
            let (key, path) = document.home.as_ref()?;
            (key.0 == root).then(|| (path.clone(), Arc::from(document.text.as_bytes())))
        });
        map(of_root)
    }

    /// The project that a document belongs to, and its path there.
    fn home_of(&self, address: &str) -> Option<(DeskKey, Arc<str>)> {
        let place = path_of(address)?;
        let folder = place.ancestors().skip(1).find(|folder| folder.is_dir())?;
        let own = Root::find(folder).ok()?;
        let is_in = |open: &&PathBuf| place.starts_with(open);
        let root = match self.folders.iter().find(is_in).filter(|_| !own.is_repository()) {
            Some(open) => Root::find(open).ok()?,
            // What lies in no folder yet, and in no repository, is not looked for in whatever there is above it.
            None if !own.is_repository() && place.parent() != Some(folder) => return None,
            None => own,
        };
        let path = root.relative(&place).ok()?;
        let folder = project_folder(&root, &path);
        Some(((root.path().to_path_buf(), folder), path))
    }
}
