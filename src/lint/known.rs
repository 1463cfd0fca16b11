//! What a baseline remembers of findings: which of its lines is about one that was found.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use crate::source::repository::Root;

use super::baseline::Known;
use super::config::CONFIG_FILE;
use super::fingerprint::fingerprint_at;
use super::naming::Homes;
use super::outcome::Finding;

/// The known findings of a baseline.
pub(super) struct Remembered<'k> {
    known: &'k BTreeSet<Known>,
    root: &'k Root,
    homes: &'k Homes<'k>,
    /// Whether the file of that path is the postmortem of the incident with that id.
    is_of_incident: &'k dyn Fn(&str, &str) -> bool,
    by_name: HashMap<&'k str, Vec<&'k Known>>,
    /// By the rule and the name of the file, its folders left out.
    by_file: OnceCell<HashMap<(&'k str, &'k str), Vec<&'k Known>>>,
}

impl<'k> Remembered<'k> {
    pub(super) fn of(
        known: &'k BTreeSet<Known>,
        root: &'k Root,
        homes: &'k Homes<'k>,
        is_of_incident: &'k dyn Fn(&str, &str) -> bool,
    ) -> Self {
        let mut by_name: HashMap<&str, Vec<&Known>> = HashMap::new();
        for one in known {
            by_name.entry(&one.fingerprint).or_default().push(one);
        }
        Self { known, root, homes, is_of_incident, by_name, by_file: OnceCell::new() }
    }

    /// The line that is about a finding: the one of its file, else one of a file that has another name by now.
    pub(super) fn find(&self, finding: &Finding) -> Option<&'k Known> {
        let path = finding.diagnostic.file();
        let mut alike = self.by_name.get(finding.fingerprint.as_str()).into_iter().flatten().copied();
        // One of several postmortems with one id is not known for the others.
        let is_still_there = |known: &Known| {
            let id = finding.diagnostic.incident.as_deref();
            id.is_none_or(|id| (self.is_of_incident)(&known.path, id))
        };
        let own = alike.clone().find(|known| known.path == **path);
        own.or_else(|| alike.find(|known| !is_still_there(known))).or_else(|| self.as_before(finding))
    }

    /// The line from before the project was moved as a whole, or got other borders: it is about a file that lay at the same
    /// place within it.
    fn as_before(&self, finding: &Finding) -> Option<&'k Known> {
        let diagnostic = &finding.diagnostic;
        let path = diagnostic.file();
        let folder = self.homes.folder_of(path);
        let within = path.strip_prefix(folder)?;
        let key = (diagnostic.about.id, name_of(path));
        let is_its = |known: &Known, folder: &str| {
            fingerprint_at(diagnostic, finding.ordinal, folder, &known.path) == known.fingerprint
        };
        let is_from_before = |known: &&&Known| {
            if known.path == **path {
                return folders_around(path).any(|folder| is_its(known, folder));
            }
            let before = known.path.strip_suffix(within);
            before.filter(|before| before.is_empty() || before.ends_with('/')).is_some_and(|before| {
                !self.root.has(&known.path)
                    && !self.root.is_file(&format!("{before}{CONFIG_FILE}"))
                    && is_its(known, before)
            })
        };
        let by_file = self.by_file.get_or_init(|| {
            let mut by_file: HashMap<_, Vec<&Known>> = HashMap::new();
            for one in self.known {
                by_file.entry((&*one.rule, name_of(&one.path))).or_default().push(one);
            }
            by_file
        });
        by_file.get(&key)?.iter().find(is_from_before).copied()
    }
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The folders that a file lies in, empty or with `/` at the end.
fn folders_around(path: &str) -> impl Iterator<Item = &str> {
    [0].into_iter()
        .chain(path.match_indices('/').map(|(slash, _)| slash + 1))
        .filter_map(|end| path.get(..end))
}
