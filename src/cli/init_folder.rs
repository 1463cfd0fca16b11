//! The folder that `init` writes into: the current one, unless that is a folder of postmortems of the project above it.

use crate::diagnostic::language::Language;
use crate::lint::reach::project_folder;
use crate::lint::record::Detail;
use crate::lint::select::is_folder_of_postmortems;
use crate::report::terminal_text::name;
use crate::report::typed_path::typed_path;

use super::args::GivenArguments;
use super::environment::Environment;
use super::error::Error;
use super::project_here::project_in;
use super::session::Session;

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
