//! A configuration, a table or a list of known findings, by the path that somebody named.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::rules::rule::Unread;
use crate::source::listed::Listed;
use crate::source::load::{LoadFault, load};
use crate::source::obstacle::Obstacle;
use crate::source::repository::Root;
use crate::source::text::Text;

use super::config::Config;
use super::trouble::of_unread;

/// Reads it.
///
/// # Errors
/// What is to be said if it cannot be read.
pub fn read_named(root: &Root, path: &Path, language: Language) -> Result<Text, Vec<Diagnostic>> {
    let max = Config::default_in(String::new()).max_file_size;
    let (name, result) = if let Ok(relative) = root.relative(path) {
        (relative.clone(), load(root, &Listed::named(relative), max))
    } else {
        // Named on the command line on purpose.
        let place = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let name: Arc<str> = place.to_string_lossy().into();
        (name.clone(), read_outside(path, &name, max))
    };
    result.map_err(|fault| of_unread(&Unread { path: &name, fault: &fault, language }))
}

fn read_outside(path: &Path, name: &Arc<str>, max: u64) -> Result<Text, LoadFault> {
    let root = path.parent().and_then(|folder| Root::find(folder).ok());
    let Some(root) = root else {
        return Err(LoadFault::Unreadable(Obstacle::Absent));
    };
    let relative = root
        .relative(path)
        .map_err(|outside| LoadFault::Outside { target: outside.target.display().to_string() })?;
    let text = load(&root, &Listed::named(relative), max)?;
    Ok(Text::new(name.clone(), text.as_str()))
}
