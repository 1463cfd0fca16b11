//! Links to a postmortem that is there anyway, such as `latest.md`: one incident, which counts once.

use std::collections::HashMap;
use std::sync::Arc;

use crate::source::repository::Root;

use super::candidate::Candidate;
use super::candidates::Candidates;
use super::others::other;
use super::project::Project;

/// What each double is the same as, by the number of the candidate; those that were not asked for are counted on.
pub(super) type Doubles = HashMap<usize, Arc<str>>;

/// The candidates that are the same file as another one of their project: what another project judges by its own table is
/// another matter. What was asked for goes before what was not, and a file before a link
/// to it; of several links to a file that is no postmortem where it stands, the first is one.
pub(super) fn doubles(root: &Root, projects: &[Project], asked: &Candidates, others: &Candidates) -> Doubles {
    let mut doubles = Doubles::new();
    let mut first: HashMap<(usize, Arc<str>), Arc<str>> = HashMap::new();
    let is_taken = |candidate: &Candidate| other(root, projects, candidate).is_some();
    let found = |all: &Candidates, path: &str, project: usize| {
        let index = all.find(path)?;
        let is_twin = |candidate: &Candidate| candidate.project == project && is_taken(candidate);
        all.get(index).filter(is_twin).map(|_| index)
    };
    let links = asked.links().map(|link| (link, true)).chain(others.links().map(|link| (link, false)));
    for ((index, target), is_asked) in links {
        let all = if is_asked { asked } else { others };
        let Some(link) = all.get(index).filter(is_taken) else { continue };
        let number = |index: usize, is_asked: bool| if is_asked { index } else { asked.len() + index };
        let number_of_link = number(index, is_asked);
        let key = (link.project, target.clone());
        if found(asked, target, link.project).is_some() {
            doubles.insert(number_of_link, target.clone());
        } else if let Some(earlier) = first.get(&key) {
            doubles.insert(number_of_link, earlier.clone());
        } else if let Some(index) = found(others, target, link.project) {
            let (double, same) =
                if is_asked { (number(index, false), link.file.path()) } else { (number_of_link, target) };
            doubles.insert(double, same.clone());
            first.insert(key, same.clone());
        } else {
            first.insert(key, link.file.path().clone());
        }
    }
    doubles
}

/// The files of a listing without the doubles among them.
pub(super) fn each_once(root: &Root, projects: &[Project], all: &Candidates) -> Vec<Candidate> {
    let doubles = doubles(root, projects, all, &Candidates::default());
    all.iter().enumerate().filter(|(index, _)| !doubles.contains_key(index)).map(|(_, file)| file).collect()
}
