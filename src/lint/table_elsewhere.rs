//! Where the table may be of a project that has none: above its folder, or not in the index yet.

use std::sync::Arc;

use crate::source::repository::Root;

use super::changed::Since;
use super::outcome::TableElsewhere;
use super::project::{Given, Project, Projects};

/// Where it may be.
#[must_use]
pub(super) fn elsewhere(root: &Root, given: &Given, project: &Project) -> Option<TableElsewhere> {
    if given.config.is_some() || given.table.is_some() || !project.rivals.is_empty() {
        return None;
    }
    let folder = project.config.folder.as_str();
    unstaged(root, given, folder)
        .map(TableElsewhere::Unstaged)
        .or_else(|| table_above(root, folder).map(TableElsewhere::Above))
}

/// The table that the project has in the work tree, where only the index is read.
fn unstaged(root: &Root, given: &Given, folder: &str) -> Option<Arc<str>> {
    let is_staged = given.changed.as_ref().is_some_and(|changed| changed.since == Since::Staged);
    let work_tree = Root::find(root.path()).ok().filter(|_| is_staged)?;
    let (_, path) = governing(&work_tree, folder)?;
    path.filter(|path| !root.is_file(path))
}

/// The table of the nearest project above a folder that has one.
#[must_use]
pub fn table_above(root: &Root, folder: &str) -> Option<Arc<str>> {
    let mut folder = folder.to_owned();
    while !folder.is_empty() {
        let slash = folder.trim_end_matches('/').rfind('/');
        let above = slash.and_then(|slash| folder.get(..=slash)).unwrap_or_default();
        let (of, path) = governing(root, above)?;
        if path.is_some() {
            return path;
        }
        folder = of;
    }
    None
}

/// The folder of the project that governs a folder, and its first table. None if it does not load.
fn governing(root: &Root, folder: &str) -> Option<(String, Option<Arc<str>>)> {
    let mut projects = Projects::new(root, Given::default());
    let index = projects.of_folder(folder)?;
    let project = projects.get(index)?;
    Some((project.config.folder.clone(), project.table_paths.first().cloned()))
}
