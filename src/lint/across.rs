//! Rules over several files. Of each file that was asked for, a number is kept for what a rule compares; of the other files only those
//! numbers that one of them has, too. Files with a number in common are read again, and their entries are looked at together.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::diagnostic::diagnostic::Diagnostic;
use crate::rules::RULES;
use crate::rules::rule::{Across, Case, Check, Entries, FileEntry};
use crate::source::in_order::InOrder;
use crate::source::text::Text;

use super::config::{Config, Setting};
use super::project::Project;

/// A file that was read again, and its text, if it is still there.
type Reread = (Arc<str>, Option<Arc<Text>>);

/// What a rule keeps of a file.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The rule, by its index in the registry.
    rule: usize,
    entry: FileEntry,
}

impl Kept {
    /// The id of the incident, where the rule compares that.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        let rule = RULES.get(self.rule)?;
        (rule.about.id == "incident-duplicated").then_some(&*self.entry.key)
    }
}

/// What the rules keep of a postmortem. Where findings may be placed in it, it `is_chosen`.
#[must_use]
pub fn take(case: &Case<'_>, config: &Config, is_chosen: bool) -> Vec<Kept> {
    let path = case.document.text.path();
    // One is what most files have, and there may be very many files.
    let mut kept = Vec::with_capacity(1);
    for (index, rule, across) in rules() {
        if config.setting(rule, path) == Some(Setting::Off) {
            continue;
        }
        if let Some(entry) = (across.take)(case) {
            let is_chosen = is_chosen && entry.is_chosen;
            kept.push(Kept { rule: index, entry: FileEntry { is_chosen, ..entry } });
        }
    }
    kept
}

/// The keys of the files that were asked for, by project and rule, each as a number. Of other files only entries with such a key
/// matter: no finding is placed in them.
#[derive(Debug, Default)]
pub struct Wanted(BTreeSet<(usize, usize, u32)>);

impl Wanted {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Retains of what was kept of a file of a project what a file that was asked for may have, too.
    pub fn retain(&self, project: usize, kept: &mut Vec<Kept>) {
        kept.retain(|kept| self.0.contains(&(project, kept.rule, number_of(&kept.entry.key))));
    }
}

/// Whether every rule that looks at a file of that path kept something of it.
#[must_use]
pub fn are_all(kept: &[Kept], config: &Config, path: &str) -> bool {
    let looks = |rule: &&'static str| config.setting(rule, path) != Some(Setting::Off);
    kept.len() == rules().map(|(_, id, _)| id).filter(looks).count()
}

/// What each file has that another may have, too, by project and rule (each by its index). There may be very many files, and
/// nearly none has what another has; those that may are read again.
#[derive(Debug, Default)]
pub struct Marks(BTreeMap<(usize, usize), Vec<Mark>>);

/// What is kept of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    /// A number for its key.
    key: u32,
    /// A number for the files that are one with it.
    one: u32,
    /// Which it is.
    file: u32,
}

impl Marks {
    /// Adds what was kept of a file of a project.
    pub fn add(&mut self, project: usize, file: usize, kept: &[Kept]) {
        // Nobody has more files than that.
        let Ok(file) = u32::try_from(file) else { return };
        for kept in kept {
            let Some((.., across)) = rules().find(|(index, ..)| *index == kept.rule) else { continue };
            let one = number_of(&(across.one_with)(&kept.entry.path));
            let mark = Mark { key: number_of(&kept.entry.key), one, file };
            self.0.entry((project, kept.rule)).or_default().push(mark);
        }
    }

    /// The keys of these files.
    #[must_use]
    pub fn wanted(&self) -> Wanted {
        let of_rule = |(&(project, rule), marks): (&(usize, usize), &Vec<Mark>)| {
            marks.iter().map(move |mark| (project, rule, mark.key)).collect::<Vec<_>>()
        };
        Wanted(self.0.iter().flat_map(of_rule).collect())
    }

    /// The files that may have what another has, in their order.
    #[must_use]
    pub fn may_meet(self) -> BTreeSet<usize> {
        let mut met = BTreeSet::new();
        for mut marks in self.0.into_values() {
            marks.sort_unstable();
            let alike = marks.chunk_by(|one, other| one.key == other.key);
            // They are in order: files that are all one begin and end with the same.
            let are_several =
                |alike: &&[Mark]| alike.first().map(|mark| mark.one) != alike.last().map(|mark| mark.one);
            met.extend(alike.filter(are_several).flatten().map(|mark| mark.file as usize));
        }
        met
    }
}

/// A number that texts have in common where they differ in case only, and seldom otherwise.
fn number_of(text: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    text.to_lowercase().hash(&mut hasher);
    let number = hasher.finish();
    u32::try_from(number >> 32).unwrap_or_default()
}

/// Looks at what was kept of files, each with the index of its project: all that may have something in common. `read` reads a
/// file again.
#[must_use]
pub fn check(
    kept: impl IntoIterator<Item = (usize, Kept)>,
    projects: &[Project],
    read: impl Fn(&Arc<str>, &Config) -> Option<Text>,
) -> Vec<Diagnostic> {
    let mut groups: BTreeMap<(usize, usize), Vec<FileEntry>> = BTreeMap::new();
    for (project, kept) in kept {
        groups.entry((project, kept.rule)).or_default().push(kept.entry);
    }
    let mut found = vec![];
    for ((project, rule), mut entries) in groups {
        let Some(project) = projects.get(project) else { continue };
        let Some((_, id, across)) = rules().find(|(index, ..)| *index == rule) else { continue };
        entries.order_by(|a, b| a.path.cmp(&b.path));
        let config = &project.config;
        // The first of several that are alike is shown beside each of the others.
        let recent: RefCell<VecDeque<Reread>> = RefCell::default();
        let text = |path: &Arc<str>| {
            let mut recent = recent.borrow_mut();
            let known = recent.iter().position(|(known, _)| known == path).and_then(|at| recent.remove(at));
            let known = known.unwrap_or_else(|| (path.clone(), read(path, config).map(Arc::new)));
            recent.push_front(known.clone());
            recent.truncate(2);
            known.1
        };
        let entries = Entries { all: &entries, text: &text, language: config.language };
        for mut finding in (across.check)(&entries) {
            if let Some(Setting::Gravity(gravity)) = config.setting(id, &finding.place.path) {
                finding.gravity = gravity;
            }
            found.push(finding);
        }
    }
    found
}

/// These entries, and those of other files that their rules may put beside them: keys that differ at most in case.
#[must_use]
pub fn meeting<'k>(kept: &[Kept], others: impl Iterator<Item = &'k Kept>) -> Vec<Kept> {
    let mine: Vec<(usize, String)> =
        kept.iter().map(|kept| (kept.rule, kept.entry.key.to_lowercase())).collect();
    let meets = |other: &&Kept| {
        mine.iter().any(|(rule, key)| *rule == other.rule && *key == other.entry.key.to_lowercase())
    };
    let others = others.filter(meets).cloned().map(|kept| {
        // Findings may be placed in any file that is open.
        Kept { entry: FileEntry { is_chosen: true, ..kept.entry }, ..kept }
    });
    kept.iter().cloned().chain(others).collect()
}

/// The files of these in which an incident has that id.
#[must_use]
pub fn with_id<'k>(id: &str, kept: impl Iterator<Item = &'k Kept>) -> Vec<Arc<str>> {
    kept.filter(|kept| kept.id() == Some(id)).map(|kept| kept.entry.path.clone()).collect()
}

/// Files that may have their incident's id in common.
#[derive(Debug, Default)]
pub struct Namesakes(BTreeMap<(usize, Box<str>), Vec<Arc<str>>>);

impl Namesakes {
    /// Those among what was kept of files, each with the index of its project.
    pub fn among<'k>(kept: impl Iterator<Item = (usize, &'k [Kept])>) -> Self {
        let mut by_id: BTreeMap<_, Vec<Arc<str>>> = BTreeMap::new();
        for (project, kept) in kept.flat_map(|(project, kept)| kept.iter().map(move |kept| (project, kept))) {
            if let Some(id) = kept.id() {
                by_id.entry((project, id.into())).or_default().push(kept.entry.path.clone());
            }
        }
        Self(by_id)
    }

    /// Those of a project with that id.
    #[must_use]
    pub fn of_id(&self, project: usize, id: &str) -> Vec<Arc<str>> {
        self.0.get(&(project, id.into())).cloned().unwrap_or_default()
    }
}

/// Whether rules find the same in other files, whichever of the two was kept.
#[must_use]
pub fn are_alike(one: &[Kept], other: &[Kept]) -> bool {
    let keys = |kept: &Kept| (kept.rule, kept.entry.key.clone());
    one.iter().map(keys).eq(other.iter().map(keys))
}

/// The rules over several files, by their index in the registry.
fn rules() -> impl Iterator<Item = (usize, &'static str, Across)> {
    RULES.iter().enumerate().filter_map(|(index, rule)| match rule.check {
        Check::Across(across) => Some((index, rule.about.id, across)),
        _ => None,
    })
}
