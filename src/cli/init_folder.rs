//! The folder that `init` writes into: the current one, unless that is a folder of postmortems of the project above it.

use std::fs::read_dir;

use crate::diagnostic::language::Language;
use crate::lint::config::CONFIG_FILE;
use crate::lint::reach::project_folder;
use crate::lint::record::Detail;
use crate::lint::select::{is_folder_of_postmortems, is_of_severities};
use crate::report::terminal_text::name;
use crate::report::typed_path::typed_path;

use super::args::GivenArguments;
use super::environment::Environment;
use super::error::Error;
use super::project_here::project_in;
use super::session::Session;

/// So many files of a folder are looked at.
const MOST_FILES: usize = 10_000;

/// The repository; the folder to write into, relative to it, empty or with `/` at the end; and the same as it is typed in the current
/// folder, where it is another one.
///
/// # Errors
/// When the folder cannot be reached.
pub fn settled_in(
    given: &GivenArguments,
    environment: &Environment,
) -> Result<(Session, String, Option<String>), Error> {
    let session = Session::open(&[], given, Detail::Brief, environment)?;
    let here = session.root.relative(session.root.start()).unwrap_or_default();
    let folder = if here.is_empty() { String::new() } else { format!("{here}/") };
    let project = project_folder(&session.root, &folder);
    if !is_of_postmortems(&session, &folder, &project) {
        return Ok((session, folder, None));
    }
    let project = described_above(&session, &folder, &project).unwrap_or(project);
    let up = typed_path(&project, &here);
    let above = Environment { folder: session.root.join(&project), ..environment.clone() };
    let session = Session::open(&[], given, Detail::Brief, &above)?;
    Ok((session, project, Some(up)))
}

/// Whether a folder below that of its project holds postmortems of it: by its name or one above it, or as the configuration says.
fn is_of_postmortems(session: &Session, folder: &str, project: &str) -> bool {
    let Some(inner) = folder.strip_prefix(project).filter(|inner| !inner.is_empty()) else { return false };
    let is_called_so = || inner.split('/').any(is_folder_of_postmortems);
    let is_configured = || {
        let project = project_in(session, project).ok()?;
        let named = project.config.postmortems.as_ref()?.folder_of_first()?;
        Some(inner.starts_with(&format!("{named}/")))
    };
    is_called_so() || is_configured().unwrap_or(false)
}

/// The nearest folder above the postmortems that holds a text on severities, where nothing of sevlint says which the project is: that
/// of a service in a repository of many.
fn described_above(session: &Session, folder: &str, project: &str) -> Option<String> {
    let is_settled = session.root.is_file(&format!("{project}{CONFIG_FILE}"))
        || !project_in(session, project)
            .is_ok_and(|found| found.tables.is_empty() && found.rivals.is_empty());
    if is_settled {
        return None;
    }
    let inner = folder.strip_prefix(project)?;
    let above = inner.match_indices('/').filter_map(|(slash, _)| inner.get(..=slash));
    let above = above.take_while(|inner| !inner.split('/').any(is_folder_of_postmortems));
    let folders: Vec<String> = above.map(|inner| format!("{project}{inner}")).collect();
    let describes = |folder: &String| {
        let entries = read_dir(session.root.join(folder)).into_iter().flatten().flatten();
        entries.take(MOST_FILES).any(|entry| entry.file_name().to_str().is_some_and(is_of_severities))
    };
    folders.into_iter().rev().find(describes)
}

/// What is said where the folder is another one.
#[must_use]
pub fn settled_above(up: &str, language: Language) -> String {
    let up = name(up);
    match language {
        Language::English => {
            format!(
                "this folder is one of postmortems; the files below are those of {up}, to which it belongs"
            )
        }
        Language::Japanese => {
            format!("ここはポストモーテムのフォルダーなので、属するプロジェクトの {up} を対象にする")
        }
    }
}
