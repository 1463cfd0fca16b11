//! Findings against baselines: which of them are known, what is written down, what is no longer found.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use crate::source::repository::Root;

use super::baseline::{Baseline, Known, Upkeep, written};
use super::outcome::{Finding, Kept, Status};
use super::project::Project;

/// What the run was about, as far as baselines have to know.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The repository.
    pub root: &'a Root,
    /// Its projects.
    pub projects: &'a [Project],
    /// Every file that was looked at, with its project.
    pub files: &'a HashMap<Arc<str>, usize>,
    /// Whether all files were looked at, and not those alone that were named or changed: a file that is gone may have another name.
    pub is_whole: bool,
    /// What is to be done.
    pub upkeep: Upkeep,
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
    let all_by_one = scope.projects.len() == 1;
    let place_of = |finding: &Finding| {
        let project = scope.files.get(&finding.diagnostic.place.path).copied();
        // A folder that could not be walked is in no project of several.
        let project = scope.projects.get(project.or_else(|| all_by_one.then_some(0))?)?;
        Some(&project.baseline.as_ref()?.place)
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
    let known: HashSet<&str> = baseline.findings.iter().map(|known| &*known.fingerprint).collect();
    let mut seen: HashSet<String> = HashSet::new();
    let mut added = vec![];
    for finding in found {
        seen.insert(finding.fingerprint.clone());
        let is_known = known.contains(finding.fingerprint.as_str());
        if finding.status != Status::New || !(is_known || scope.upkeep.add) {
            continue;
        }
        finding.status = Status::Baselined;
        if !is_known {
            added.push(Known {
                path: finding.diagnostic.place.path.to_string(),
                rule: finding.diagnostic.about.id.to_owned(),
                fingerprint: finding.fingerprint.clone(),
            });
        }
    }
    let is_stale = |known: &&Known| !seen.contains(&known.fingerprint) && could_be_found(known, scope);
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
        entries: findings.len(),
        added: added_count,
        pruned,
        stale: stale_count - pruned,
        text: (scope.upkeep.is_asked() && is_changed).then(|| written(&findings)),
    }
}

/// Whether the run would have found it, were it still there: nothing is known of files that were not looked at, and of
/// rules that were left out.
fn could_be_found(known: &Known, scope: Scope<'_>) -> bool {
    let project = scope.files.get(known.path.as_str()).and_then(|index| scope.projects.get(*index));
    let left_out = |project: &Project| project.config.selection.leaves_out(&known.rule);
    match project {
        Some(project) => !left_out(project),
        None => scope.is_whole && !scope.projects.iter().any(left_out) && !scope.root.has(&known.path),
    }
}
