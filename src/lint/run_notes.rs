//! What is to be said about the run itself: what it left out, and why.

use std::collections::HashMap;

use crate::source::globs::Globs;
use crate::source::listing::{WalkFault, WalkFaultKind};
use crate::source::repository::Root;

use super::calendar::Calendar;
use super::candidate::Candidate;
use super::candidates::Candidates;
use super::outcome::RunNote;
use super::project::{Given, Project};
use super::select::Decision;
use super::table_elsewhere::elsewhere;

/// Postmortems without a table, by project. Where there are no postmortems yet, a table anywhere will do.
#[must_use]
pub fn unjudged(root: &Root, given: &Given, projects: &[Project], postmortems: &[usize]) -> Vec<RunNote> {
    let all: usize = postmortems.iter().sum();
    let note = |(project, files): (&Project, &usize)| RunNote::NoTable {
        folder: project.config.folder.clone(),
        files: *files,
        others: *files < all,
        rivals: project.rivals.clone(),
        elsewhere: elsewhere(root, given, project),
    };
    let without = |project: &Project| project.table_paths.is_empty();
    if all == 0 {
        let all_without = projects.iter().all(without);
        return projects
            .first()
            .filter(|_| all_without)
            .map(|project| note((project, &0)))
            .into_iter()
            .collect();
    }
    let counted = projects.iter().zip(postmortems).filter(|(project, files)| **files > 0 && without(project));
    counted.map(note).collect()
}

/// Projects whose globs of postmortems match nothing, while others have postmortems: else it is said that there are none
/// at all. `is_whole` says whether every file of a project was looked at.
#[must_use]
pub fn idle_globs(
    projects: &[Project],
    postmortems: &[usize],
    is_whole: impl Fn(&Project) -> bool,
) -> Vec<RunNote> {
    if postmortems.iter().all(|files| *files == 0) {
        return vec![];
    }
    let idle = |project: &Project| {
        let text = project.config.text.as_ref().filter(|_| project.config.postmortems.is_some())?;
        is_whole(project).then(|| RunNote::GlobsIdle { path: text.path().clone() })
    };
    let without = projects.iter().zip(postmortems).filter(|(_, files)| **files == 0);
    without.filter_map(|(project, _)| idle(project)).collect()
}

/// Overrides that are for none of the files of their project: Markdown files, tables and configuration. `is_whole` says whether
/// every file of a project was looked at.
#[must_use]
pub fn idle_overrides(
    projects: &[Project],
    candidates: &Candidates,
    is_whole: impl Fn(&Project) -> bool,
) -> Vec<RunNote> {
    let idle = |(index, project): (usize, &Project)| {
        let own = project.config.text.as_ref()?.path();
        let has = |globs: &Globs| {
            let judges = project.table_paths.iter().chain([own]);
            let is_meant = |path: &str| globs.first_match(path).is_some();
            let of_project = |candidate: &Candidate| candidate.project == index;
            judges.into_iter().any(|path| is_meant(path))
                || candidates
                    .iter()
                    .any(|candidate| of_project(&candidate) && is_meant(candidate.file.path()))
        };
        let lines = project.config.idle_overrides(has);
        (!lines.is_empty() && is_whole(project)).then(|| RunNote::OverridesIdle(own.clone(), lines))
    };
    projects.iter().enumerate().filter_map(idle).collect()
}

/// Takes the fiscal year of the projects that have postmortems. Where they have several, that of the calendar is kept, and what is
/// to be said of it returned.
pub fn agree_on_year(
    calendar: &mut Calendar,
    projects: &[Project],
    postmortems: &[usize],
) -> Option<RunNote> {
    let counted = projects.iter().zip(postmortems).filter(|(_, files)| **files > 0);
    let mut calendars = counted.map(|(project, _)| Calendar::of(&project.config));
    let first = calendars.next()?;
    if calendars.any(|other| other.first_month() != first.first_month()) {
        return Some(RunNote::FiscalYearsDiffer { first_month: calendar.first_month() });
    }
    calendar.fiscal_year_starts = first.fiscal_year_starts;
    None
}

/// Why files are no postmortems, each reason with how many they are.
#[derive(Debug, Default)]
pub struct Reasons {
    counts: Vec<(Decision, usize)>,
    places: HashMap<Decision, usize>,
}

impl Reasons {
    /// Counts what was decided about a file.
    pub fn add(&mut self, decision: &Decision) {
        let place = self.places.get(decision).copied().unwrap_or(self.counts.len());
        match self.counts.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => {
                self.counts.push((decision.clone(), 1));
                self.places.insert(decision.clone(), place);
            }
        }
    }

    /// Why most are none: of the reasons that are not about a single file, if there is one.
    #[must_use]
    pub fn commonest(self) -> Option<Decision> {
        let is_general = |decision: &Decision| {
            matches!(decision, Decision::Excluded | Decision::Unlisted | Decision::Elsewhere)
        };
        let most =
            self.counts.into_iter().rev().max_by_key(|(decision, count)| (is_general(decision), *count));
        most.map(|(decision, _)| decision)
    }
}

/// What was asked for and not walked, for a reason that is no fault of it.
#[must_use]
pub fn not_entered(fault: &WalkFault) -> Option<RunNote> {
    let expected = matches!(
        fault.kind,
        WalkFaultKind::Ignored | WalkFaultKind::OtherRepository | WalkFaultKind::Outside
    );
    expected.then(|| RunNote::NotEntered { path: fault.path.clone(), reason: fault.kind.clone() })
}
