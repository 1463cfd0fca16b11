//! How far a request reaches: to which files, and whether to the tables, too.

use std::path::{Path, PathBuf};

use crate::source::listed::{Leads, Listed};
use crate::source::repository::Root;

use super::config::CONFIG_FILE;
use super::project::{Given, Project, Projects};

/// Whether the tables of a project are looked at, too. Whoever names single files, or hands over the text of another file, asks
/// about those; whoever asks for what has changed, about tables that have.
pub(super) fn is_about_tables(root: &Root, paths: &[PathBuf], given: &Given, project: &Project) -> bool {
    let is_table = |path: &PathBuf| root.relative(path).is_ok_and(|path| project.table_paths.contains(&path));
    if let Some(piped) = &given.piped {
        return is_table(&piped.path);
    }
    concerns_all_of(given, project) && paths.iter().any(|path| path.is_dir() || is_table(path))
}

/// Whether a file of a project is reported on: it has changed, or what it leads to, where only that is asked for.
pub(super) fn is_to_report_on(given: &Given, projects: &Projects<'_>, file: &Listed, project: usize) -> bool {
    given.changed.as_ref().is_none_or(|changed| {
        let target = match file.link() {
            Some(Leads::ToFile(target)) => Some(target),
            _ => None,
        };
        let Some(project) = projects.get(project) else { return false };
        if took_the_table(given, project) {
            return true;
        }
        let mut paths = [file.path()].into_iter().chain(target);
        paths.any(|path| changed.concerns(path, &project.config, project.judges()))
    })
}

/// The folder that a path of the request is, or lies in: relative to the repository, empty or with `/` at the end.
#[must_use]
pub fn folder_of(root: &Root, path: &Path) -> String {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    let folder = root.relative(folder).unwrap_or_default();
    if folder.is_empty() { String::new() } else { format!("{folder}/") }
}

/// Whether one of these is a folder that holds all of another one, which is empty or has `/` at the end.
pub(super) fn covers(root: &Root, paths: &[PathBuf], folder: &str) -> bool {
    paths.iter().any(|path| path.is_dir() && folder.starts_with(&folder_of(root, path)))
}

/// Whether the request is about every file of a project.
pub(super) fn asks_for_all_of(root: &Root, paths: &[PathBuf], given: &Given, project: &Project) -> bool {
    concerns_all_of(given, project) && covers(root, paths, &project.config.folder)
}

/// Whether what a project is judged by has changed, where only what has changed is asked for.
pub(super) fn concerns_all_of(given: &Given, project: &Project) -> bool {
    let changed = given.changed.as_ref();
    changed.is_none_or(|changed| {
        changed.concerns_all_of(&project.config, project.judges()) || took_the_table(given, project)
    })
}

/// Whether the table of a project is gone since then, and another one, or none, has taken its place.
fn took_the_table(given: &Given, project: &Project) -> bool {
    let changed = given.changed.as_ref().filter(|_| given.table.is_none());
    changed.is_some_and(|changed| changed.took_the_table(&project.config, project.table_paths.first()))
}

/// Whether a file is one of these, or lies in one of them.
pub(super) fn lies_in_one_of(root: &Root, paths: &[PathBuf], file: &str) -> bool {
    let holds = |path: &PathBuf| {
        let Ok(path) = root.relative(path) else { return false };
        let rest = file.strip_prefix(&*path);
        rest.is_some_and(|rest| path.is_empty() || rest.is_empty() || rest.starts_with('/'))
    };
    paths.iter().any(holds)
}

/// The folder of the project that a file belongs to: of the nearest `sevlint.toml` above it, relative to the repository, empty
/// or with `/` at the end.
#[must_use]
pub fn project_folder(root: &Root, path: &str) -> String {
    let above = path.match_indices('/').map(|(slash, _)| slash + 1);
    let folders: Vec<&str> = above.filter_map(|end| path.get(..end)).collect();
    let nearest = folders.iter().rev().find(|folder| root.is_file(&format!("{folder}{CONFIG_FILE}")));
    nearest.map(|folder| (*folder).to_owned()).unwrap_or_default()
}
