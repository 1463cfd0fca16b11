//! What a baseline remembers of findings: which of its lines is about one that was found.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::source::repository::Root;

use super::baseline::Known;
use super::config::CONFIG_FILE;
use super::fingerprint::fingerprint_at;
use super::heirs::{Claim, heirs, name_of};
use super::naming::Homes;
use super::outcome::Finding;
use super::reach::project_folder;

/// What is asked of the files that are there.
#[derive(Clone, Copy)]
pub(super) struct Files<'a> {
    pub(super) root: &'a Root,
    pub(super) homes: &'a Homes<'a>,
    /// Whether the file of that path is the postmortem of the incident with that id.
    pub(super) is_of_incident: &'a dyn Fn(&str, &str) -> bool,
    /// The postmortems with that id in the project of the file of that path, where there are several.
    pub(super) namesakes: &'a dyn Fn(&str, &str) -> Vec<Arc<str>>,
}

/// The known findings of a baseline.
pub(super) struct Remembered<'k> {
    files: Files<'k>,
    by_name: HashMap<&'k str, Vec<&'k Known>>,
    by_path: HashMap<&'k str, Vec<&'k Known>>,
    /// The lines of files that are gone, by the rule and the name of the file, its folders left out.
    gone_by_file: HashMap<(&'k str, &'k str), Vec<&'k Known>>,
    gone: BTreeSet<&'k str>,
    /// The folders around files that are gone, and whether each is that of a project.
    gone_folders: BTreeMap<&'k str, bool>,
    /// Those of them that most such files lay in, the one with the most first: what was a project is among them.
    likely_folders: Vec<&'k str>,
    /// All of them by how they end: in the last names of their paths, one to three of them.
    by_end: HashMap<&'k str, Vec<&'k str>>,
}

/// So many folders are tried as that of a project before it was moved, of each kind.
const MOST_TRIED: usize = 64;

/// By so many names at its end a folder is known again.
const MOST_NAMES: usize = 3;

impl<'k> Remembered<'k> {
    pub(super) fn of(known: &'k BTreeSet<Known>, files: Files<'k>) -> Self {
        let mut by_name: HashMap<&str, Vec<&Known>> = HashMap::new();
        let mut gone_by_file: HashMap<_, Vec<&Known>> = HashMap::new();
        let mut by_path: HashMap<&str, Vec<&Known>> = HashMap::new();
        for one in known {
            by_name.entry(&one.fingerprint).or_default().push(one);
            by_path.entry(&one.path).or_default().push(one);
        }
        let gone: BTreeSet<&str> = by_path.keys().copied().filter(|path| !files.root.has(path)).collect();
        for one in known {
            if gone.contains(&*one.path) {
                gone_by_file.entry((&*one.rule, name_of(&one.path))).or_default().push(one);
            }
        }
        let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
        for folder in gone.iter().flat_map(|path| folders_around(path)) {
            *folders.entry(folder).or_default() += 1;
        }
        let is_project = |folder: &str| {
            !files.homes.are_one()
                && (files.homes.has(folder) || files.root.is_file(&format!("{folder}{CONFIG_FILE}")))
        };
        let mut likely: Vec<(usize, &str)> =
            folders.iter().map(|(folder, files)| (*files, *folder)).collect();
        likely.sort_by_key(|(files, folder)| (Reverse(*files), *folder));
        let likely_folders = likely.into_iter().take(MOST_TRIED).map(|(_, folder)| folder).collect();
        let mut by_end: HashMap<&str, Vec<&str>> = HashMap::new();
        for folder in folders.keys() {
            for end in ends_of(folder) {
                let alike = by_end.entry(end).or_default();
                if alike.len() < MOST_TRIED {
                    alike.push(folder);
                }
            }
        }
        let gone_folders = folders.into_keys().map(|folder| (folder, is_project(folder))).collect();
        Self { files, by_name, by_path, gone_by_file, gone, gone_folders, likely_folders, by_end }
    }

    /// The folders that may have been that of the finding's project: those that end as it does, those in which a file of that
    /// name had the same place, and those that most files lay in.
    fn folders_before(&self, finding: &Finding, home: &str) -> Vec<&'k str> {
        let (path, rule) = (&**finding.diagnostic.file(), finding.diagnostic.about.id);
        let within = path.strip_prefix(home).unwrap_or(path);
        let alike = self.gone_by_file.get(&(rule, name_of(path))).into_iter().flatten().take(MOST_TRIED);
        let same_place = alike.filter_map(|known| known.path.strip_suffix(within));
        let longest_first = ends_of(home).collect::<Vec<_>>().into_iter().rev();
        let same_end = longest_first.filter_map(|end| self.by_end.get(end)).flatten().copied();
        let all = same_end.take(MOST_TRIED).chain(same_place).chain(self.likely_folders.iter().copied());
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        all.filter(|folder| *folder != home && seen.insert(folder)).collect()
    }

    /// The lines that are about findings: the one of its file, else one of a file that is gone, which at most one other is the
    /// heir of.
    pub(super) fn find(&self, findings: &[&mut Finding]) -> Vec<Option<&'k Known>> {
        let mut claims: BTreeSet<Claim<'_>> = BTreeSet::new();
        let mut asked: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
        let mut candidates: Vec<(Option<&'k Known>, Vec<&'k Known>)> = Vec::with_capacity(findings.len());
        let namesakes = self.namesakes(findings);
        for finding in findings {
            let own = self.own(finding);
            let others = if own.is_some() { vec![] } else { self.before(finding) };
            let (path, incident) = (&**finding.diagnostic.file(), finding.diagnostic.incident.as_deref());
            let home = self.files.homes.folder_of(path);
            for known in &others {
                let gone = &*known.path;
                let is_abroad = !gone.starts_with(home);
                claims.insert(Claim { incident, gone, heir: path, is_abroad });
                let Some(id) = incident.filter(|id| asked.insert((home, id, gone))) else { continue };
                // One that was not looked at, or of which nothing is found any more, may be the heir, too.
                let others =
                    namesakes.get(&(home, id)).into_iter().flatten().filter(|other| ***other != *gone);
                claims.extend(others.map(|other| Claim { incident, gone, heir: other, is_abroad }));
            }
            candidates.push((own, others));
        }
        let heirs = heirs(claims, |one, other| self.were_two(one, other));
        let chosen = |(finding, (own, others)): (&&mut Finding, (Option<&'k Known>, Vec<&'k Known>))| {
            let (path, incident) = (&**finding.diagnostic.file(), finding.diagnostic.incident.as_deref());
            let is_heir = |known: &&&Known| heirs.get(&(incident, &*known.path)) == Some(&path);
            own.or_else(|| others.iter().find(is_heir).copied())
        };
        findings.iter().zip(candidates).map(chosen).collect()
    }

    /// The postmortems that have an id in common, by the folder of their project and that id.
    fn namesakes<'f>(&self, findings: &'f [&mut Finding]) -> BTreeMap<(&'k str, &'f str), Vec<Arc<str>>> {
        let mut namesakes = BTreeMap::new();
        for finding in findings {
            let path = finding.diagnostic.file();
            if let Some(id) = finding.diagnostic.incident.as_deref() {
                let of = || (self.files.namesakes)(path, id);
                namesakes.entry((self.files.homes.folder_of(path), id)).or_insert_with(of);
            }
        }
        namesakes
    }

    /// The line of the finding's file, whatever the borders of its project were.
    fn own(&self, finding: &Finding) -> Option<&'k Known> {
        let path = &**finding.diagnostic.file();
        self.by_path.get(path)?;
        let of_name = |name: &str| self.named(name).find(|known| known.path == path);
        let of_folder = |folder| of_name(&fingerprint_at(&finding.diagnostic, finding.ordinal, folder, path));
        of_name(&finding.fingerprint).or_else(|| folders_around(path).find_map(of_folder))
    }

    /// The lines that are about the finding if its file is what has become of theirs.
    fn before(&self, finding: &Finding) -> Vec<&'k Known> {
        let diagnostic = &finding.diagnostic;
        let path = &**diagnostic.file();
        let home = self.files.homes.folder_of(path);
        let Some(id) = diagnostic.incident.as_deref() else {
            return self.at_the_same_place(finding, home);
        };
        // One of several postmortems with one id is not known for the others.
        let has_left = |known: &&Known| !(self.files.is_of_incident)(&known.path, id);
        let mut found: Vec<&Known> = self.named(&finding.fingerprint).filter(has_left).collect();
        // Before the project was moved, or got other borders. Projects number their incidents each for itself.
        for folder in self.folders_before(finding, home) {
            let Some(is_project) = self.gone_folders.get(folder) else { continue };
            let name = fingerprint_at(diagnostic, finding.ordinal, folder, path);
            let is_of_before = |known: &&Known| {
                self.gone.contains(&*known.path)
                    && known.path.starts_with(folder)
                    && (!is_project
                        || name_of(&known.path) == name_of(path)
                        || project_folder(self.files.root, &known.path) == home)
            };
            found.extend(self.named(&name).filter(is_of_before));
        }
        found
    }

    /// The lines of files that lay at the same place within a project that was moved as a whole.
    fn at_the_same_place(&self, finding: &Finding, home: &str) -> Vec<&'k Known> {
        let diagnostic = &finding.diagnostic;
        let path = &**diagnostic.file();
        let Some(within) = path.strip_prefix(home) else { return vec![] };
        let is_of_before = |known: &&Known| {
            let before = known.path.strip_suffix(within).unwrap_or("/");
            self.gone_folders.get(before) == Some(&false)
                && fingerprint_at(diagnostic, finding.ordinal, before, &known.path) == known.fingerprint
        };
        let of_file = self.gone_by_file.get(&(diagnostic.about.id, name_of(path)));
        of_file.into_iter().flatten().copied().filter(is_of_before).collect()
    }

    fn named(&self, name: &str) -> impl Iterator<Item = &'k Known> {
        self.by_name.get(name).into_iter().flatten().copied()
    }

    /// Whether one and the same was known of both files: what is known already is not written down for another.
    fn were_two(&self, one: &str, other: &str) -> bool {
        let of_one = self.by_path.get(one).into_iter().flatten();
        of_one.flat_map(|known| self.named(&known.fingerprint)).any(|known| known.path == other)
    }
}

/// The last name of a folder, the last two, and so on.
fn ends_of(folder: &str) -> impl Iterator<Item = &str> {
    let name = folder.strip_suffix('/').filter(|name| !name.is_empty());
    let slashes =
        name.into_iter().flat_map(|name| name.rmatch_indices('/').map(|(slash, _)| slash + 1).chain([0]));
    slashes.take(MOST_NAMES).filter_map(move |start| folder.get(start..))
}

/// The folders that a file lies in, empty or with `/` at the end.
fn folders_around(path: &str) -> impl Iterator<Item = &str> {
    [0].into_iter()
        .chain(path.match_indices('/').map(|(slash, _)| slash + 1))
        .filter_map(|end| path.get(..end))
}
