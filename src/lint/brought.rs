//! What a change brings about in files that have not changed: an example of a table that comes out otherwise, a link to what is gone.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::diagnostic::Diagnostic;
use crate::model::template::TemplateLines;
use crate::rules::shared::link_target::targets;
use crate::source::document::Document;
use crate::source::repository::Root;
use crate::source::text::Text;
use crate::space::budget::Exhausted;
use crate::table::table::Table;

use super::candidates::Candidates;
use super::examine::{Examined, examine_examples};
use super::guard::guarded;
use super::ignores::{FileIgnores, apply};
use super::judge::{Court, judge};
use super::others::other;
use super::outcome::Status;
use super::project::Project;
use super::reach::{concerns_all_of, lies_in_one_of};
use super::request::Request;

/// The rule about links that lead nowhere.
const LINKS: &str = "incident-link-broken";

/// What is found in examples of tables where what these name has changed, and neither the table nor the configuration has.
///
/// # Errors
/// When a question about a table costs more than the budget; with the table.
pub(super) fn in_examples(
    root: &Root,
    request: &Request,
    projects: &[Project],
) -> Result<Examined, (Arc<Table>, Exhausted)> {
    let Some(changed) = &request.given.changed else { return Ok(Examined::default()) };
    if !request.paths.iter().any(|path| path.is_dir()) {
        return Ok(Examined::default());
    }
    let (whole, part): (Vec<&Project>, Vec<&Project>) =
        projects.iter().partition(|project| concerns_all_of(&request.given, project));
    let is_examined = |project: &&Project| {
        let is_of = |other: &&Project| other.table_paths == project.table_paths;
        whole.iter().any(is_of)
    };
    let part = part.into_iter().filter(|project| !is_examined(project));
    examine_examples(root, part, request.today, &|path| changed.has(path))
}

/// The links of other postmortems that led to what is gone.
pub(super) fn in_links(
    root: &Root,
    request: &Request,
    projects: &[Project],
    others: &Candidates,
    is_double: impl Fn(usize) -> bool + Sync,
) -> Vec<(Diagnostic, Status)> {
    let Some(changed) = &request.given.changed else { return vec![] };
    let gone: BTreeSet<&str> = changed.paths().filter(|path| !root.has(path)).collect();
    if gone.is_empty() || projects.iter().all(|project| project.config.selection.leaves_out(LINKS)) {
        return vec![];
    }
    let led_there = |path: &str, destination: &str| {
        targets(path, destination).unwrap_or_default().iter().any(|target| was_there(&gone, target))
    };
    let in_file = |index: usize| {
        let candidate = others.get(index).filter(|_| !is_double(index))?;
        let path = candidate.file.path();
        if !lies_in_one_of(root, &request.paths, path) {
            return None;
        }
        let (project, head) = other(root, projects, &candidate)?;
        let document = head.into_document();
        let mut links = document.outline.links.iter();
        if !links.any(|link| led_there(path, &link.destination)) {
            return None;
        }
        let mut found = links_of(root, request, project, &document)?;
        found.retain(|(found, _)| led_there(path, &found.subject));
        Some(found)
    };
    // A bug is told to those who ask for the file.
    let found = (0..others.len()).into_par_iter();
    found.filter_map(|index| guarded(|| in_file(index)).ok().flatten()).flatten_iter().collect()
}

/// What is found of the links of a postmortem.
fn links_of(
    root: &Root,
    request: &Request,
    project: &Project,
    document: &Document,
) -> Option<Vec<(Diagnostic, Status)>> {
    let (today, detail, template) = (request.today, request.detail, &TemplateLines::default());
    let court = Court { root, project, template, today, detail, past: None, recall: None };
    let mut judged = judge(document, court).ok()?;
    let text = || Text::new(document.text.path().clone(), document.text.as_str());
    let told = judged.told.take().map(|told| FileIgnores::of(text(), *told, &project.config));
    let ignores: Vec<FileIgnores> = told.into_iter().collect();
    let mut found = apply(judged.diagnostics, &ignores, today);
    found.retain(|(found, _)| found.about.id == LINKS);
    Some(found)
}

/// Whether a file of that path is gone, or one in a folder of that path.
fn was_there(gone: &BTreeSet<&str>, path: &str) -> bool {
    let is_within = |gone: &&str| gone.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    // Between a folder and what is in it others may come in order, such as `a-b` between `a` and `a/b`.
    gone.contains(path) || gone.range(&*format!("{path}/")..).next().is_some_and(is_within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_gone_with_what_was_in_it() {
        let gone: BTreeSet<&str> = ["a-b.md", "a/b.md", "c.md"].into();
        for (path, expected) in
            [("a", true), ("a/b.md", true), ("a/b", false), ("c.md", true), ("c", false), ("a-b", false)]
        {
            assert_eq!(was_there(&gone, path), expected, "{path}");
        }
    }
}
