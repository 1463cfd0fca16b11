//! Findings against baselines: which of them are known, what is written down, what is no longer found.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use crate::source::repository::Root;

use super::baseline::{Baseline, Known, Upkeep, written};
use super::known::{Files, Remembered};
use super::naming::Homes;
use super::outcome::{Finding, Kept, Status};
use super::project::Project;
use super::reach::project_folder;

/// What the run was about, as far as baselines have to know.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The repository.
    pub(super) root: &'a Root,
    /// Its projects.
    pub(super) projects: &'a [Project],
    /// And what lies in them.
    pub(super) homes: &'a Homes<'a>,
    /// Every file that was looked at, with its project.
    pub(super) files: &'a HashMap<Arc<str>, usize>,
    /// Whether all files of the project of that folder were looked at, and not those alone that were named or changed: a file
    /// that is gone may have another name.
    pub(super) is_whole: &'a dyn Fn(&str) -> bool,
    /// Whether the file of that path is the postmortem of the incident with that id.
    pub(super) is_of_incident: &'a dyn Fn(&str, &str) -> bool,
    /// The postmortems with that id in the project of the file of that path, where there are several.
    pub(super) namesakes: &'a dyn Fn(&str, &str) -> Vec<Arc<str>>,
    /// What is to be done.
    pub(super) upkeep: Upkeep,
}

/// Marks the findings that are known, and says what became of each baseline.
pub fn settle(findings: &mut [Finding], scope: Scope<'_>) -> Vec<Kept> {
    let mut baselines: Vec<&Arc<Baseline>> = vec![];
    let mut places: BTreeMap<&Path, usize> = BTreeMap::new();
    for baseline in scope.projects.iter().filter_map(|project| project.baseline.as_ref()) {
        places.entry(&baseline.place).or_insert_with(|| {
            baselines.push(baseline);
            baselines.len() - 1
        });
    }
    let of_tables = scope.projects.iter().enumerate();
    let of_tables =
        of_tables.flat_map(|(index, project)| project.table_paths.iter().map(move |path| (path, index)));
    let of_tables: HashMap<&Arc<str>, usize> = of_tables.collect();
    let place_of = |finding: &Finding| {
        let path = finding.diagnostic.file();
        let project = scope.files.get(path).or_else(|| of_tables.get(path)).copied();
        let project = project.or_else(|| scope.homes.of(path))?;
        Some(&scope.projects.get(project)?.baseline.as_ref()?.place)
    };
    let mut by_baseline: Vec<Vec<&mut Finding>> = baselines.iter().map(|_| vec![]).collect();
    for finding in findings {
        let place = place_of(finding);
        let index = place.and_then(|place| places.get(place.as_path()));
        if let Some(group) = index.and_then(|index| by_baseline.get_mut(*index)) {
            group.push(finding);
        }
    }
    baselines.into_iter().zip(by_baseline).map(|(baseline, found)| keep(baseline, found, scope)).collect()
}

fn keep(baseline: &Baseline, found: Vec<&mut Finding>, scope: Scope<'_>) -> Kept {
    let Scope { root, homes, is_of_incident, namesakes, .. } = scope;
    let files = Files { root, homes, is_of_incident, namesakes };
    let remembered = Remembered::of(&baseline.findings, files).find(&found);
    let mut seen: BTreeSet<&Known> = BTreeSet::new();
    let mut added = vec![];
    for (finding, known) in found.into_iter().zip(remembered) {
        seen.extend(known);
        if finding.status != Status::New || !(known.is_some() || scope.upkeep.add) {
            continue;
        }
        finding.status = Status::Baselined;
        if known.is_none() {
            added.push(Known {
                path: finding.diagnostic.file().to_string(),
                rule: finding.diagnostic.about.id.to_owned(),
                fingerprint: finding.fingerprint.clone(),
            });
        }
    }
    let is_stale = |known: &&Known| !seen.contains(known) && could_be_found(known, scope);
    let stale: Vec<&Known> = baseline.findings.iter().filter(is_stale).collect();
    let mut findings: BTreeSet<Known> = baseline.findings.clone();
    let (added_count, stale_count) = (added.len(), stale.len());
    findings.extend(added);
    let mut pruned = 0;
    if scope.upkeep.prune {
        pruned = stale_count;
        for known in stale {
            findings.remove(known);
        }
    }
    let is_changed = added_count + pruned > 0 || !baseline.is_written;
    Kept {
        name: baseline.name.clone(),
        place: baseline.place.clone(),
        upkeep: scope.upkeep,
        unnamed_in: unnamed_in(baseline, scope),
        entries: findings.len(),
        added: added_count,
        pruned,
        stale: stale_count - pruned,
        text: (scope.upkeep.is_asked() && is_changed).then(|| written(&findings)),
    }
}

/// The folder of the first project that has a baseline which its configuration does not name, and could.
fn unnamed_in(baseline: &Baseline, scope: Scope<'_>) -> Option<String> {
    let place = scope.root.locate(&baseline.place).ok()?;
    let has = |project: &&Project| {
        project.baseline.as_ref().is_some_and(|other| other.place == baseline.place)
            && project.config.baseline.as_ref().is_none_or(|(name, _)| {
                let named = scope.root.join(&project.config.folder).join(name);
                scope.root.locate(&named).is_ok_and(|named| named != place)
            })
    };
    scope.projects.iter().find(has).map(|project| project.config.folder.clone())
}

/// Whether the run would have found it, were it still there: nothing is known of files that were not looked at, and of
/// rules that were left out.
fn could_be_found(known: &Known, scope: Scope<'_>) -> bool {
    let left_out = |project: &Project| project.config.selection.leaves_out(&known.rule);
    if let Some(project) = scope.files.get(known.path.as_str()).and_then(|index| scope.projects.get(*index)) {
        return !left_out(project);
    }
    // Where a file is gone, all of its project has to be known: it may be there under another name.
    let of_one = scope.projects.first().filter(|_| scope.homes.are_one());
    let folder = of_one
        .map_or_else(|| project_folder(scope.root, &known.path), |project| project.config.folder.clone());
    !scope.projects.iter().any(left_out) && !scope.root.has(&known.path) && (scope.is_whole)(&folder)
}
