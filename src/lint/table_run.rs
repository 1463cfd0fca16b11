//! The run over the tables alone: from paths to an outcome in which no postmortem is judged.

use std::collections::HashMap;

use crate::source::in_order::InOrder;
use crate::source::repository::Root;
use crate::space::budget::Exhausted;

use super::examine::examine;
use super::naming::{Homes, counted, numbered};
use super::outcome::{Outcome, Status};
use super::project::Projects;
use super::reach::folder_of;
use super::request::Request;
use super::settle::{Scope, settle};
use super::thresholds::Thresholds;
use super::trouble::too_complex;

/// Looks at the tables of the projects that the paths lie in.
#[must_use]
pub fn run_tables(root: &Root, request: &Request) -> Outcome {
    let mut outcome = Outcome::default();
    let mut projects = Projects::new(root, request.given.clone());
    for path in &request.paths {
        let _ = projects.of_folder(&folder_of(root, path));
    }
    outcome.language = projects.language();
    let (projects, trouble) = projects.finish();
    outcome.thresholds =
        Thresholds::of(projects.iter().map(|project| (&project.config, project.table_paths.as_slice())));
    if !trouble.is_empty() {
        outcome.findings = numbered(counted(trouble));
        return outcome;
    }
    let mut findings = match examine(root, &projects, request.today) {
        Ok(examined) => [examined.found, examined.bugs].concat(),
        Err((table, Exhausted)) => {
            outcome.findings = numbered(counted(too_complex(&table, outcome.language)));
            return outcome;
        }
    };
    findings.order_by(|a, b| (&a.place.path, a.place.start).cmp(&(&b.place.path, b.place.start)));
    outcome.findings = numbered(findings.into_iter().map(|finding| (finding, Status::New)).collect());
    let files: HashMap<_, _> = projects
        .iter()
        .enumerate()
        .flat_map(|(index, project)| {
            let tables = project.tables.current_and_later(request.today);
            tables.map(move |(table, _)| (table.text.path().clone(), index))
        })
        .collect();
    settle(
        &mut outcome.findings,
        Scope {
            root,
            projects: &projects,
            homes: &Homes::new(&projects, request.given.config.is_some()),
            files: &files,
            is_whole: &|_| false,
            is_of_incident: &|_, _| false,
            namesakes: &|_, _| vec![],
            upkeep: request.given.upkeep,
        },
    );
    outcome.notes = projects.iter().flat_map(|project| project.notes.clone()).collect();
    outcome.tables = files.len();
    outcome.was_run = true;
    outcome
}
