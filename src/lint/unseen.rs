//! Where no postmortem was found: folders whose names say that they hold some, and which were not looked into.

use std::fs;
use std::sync::Arc;

use crate::source::in_order::InOrder;
use crate::source::repository::Root;
use crate::source::walk::list;

use super::outcome::RunNote;
use super::project::Project;
use super::run_notes::not_entered;
use super::select::{Decision, is_folder_of_postmortems, is_markdown};

/// Where such folders are looked for, below that of a project.
const PLACES: &[&str] = &["", "docs/"];

/// What is to be said where none of the files is a postmortem, beside what is said already: that such folders were left out; else why
/// most files are none.
#[must_use]
pub fn nothing_selected(
    root: &Root,
    projects: &[Project],
    said: &[RunNote],
    looked_at: usize,
    reason: Option<Decision>,
) -> Vec<RunNote> {
    let folders = projects.iter().flat_map(|project| {
        PLACES.iter().flat_map(|place| unseen(root, &format!("{}{place}", project.config.folder)))
    });
    let notes: Vec<RunNote> = folders.filter(|note| !said.contains(note)).collect();
    if notes.is_empty() { vec![RunNote::NothingSelected { looked_at, reason }] } else { notes }
}

/// The folders in one, each with why it was not looked into.
fn unseen(root: &Root, folder: &str) -> Vec<RunNote> {
    if root.snapshot().is_some() {
        return vec![];
    }
    let entries = fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| is_folder_of_postmortems(name)).collect();
    names.order_by(Ord::cmp);
    names.iter().filter_map(|name| left_out(root, &format!("{folder}{name}"))).collect()
}

fn left_out(root: &Root, path: &str) -> Option<RunNote> {
    let place = root.join(path);
    if place.is_symlink() {
        let target = fs::canonicalize(&place).ok().filter(|target| target.is_dir())?;
        let target = root.relative(&target).ok().filter(|_| root.holds(&target))?;
        return Some(RunNote::FolderLinked(Arc::from(path), target));
    }
    let faults = list(root, &[place], None, is_markdown).faults;
    faults.iter().find_map(not_entered)
}
