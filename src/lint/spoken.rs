//! The language that is spoken in a folder, before any project is loaded.

use std::path::Path;

use crate::diagnostic::language::Language;
use crate::source::listed::Listed;
use crate::source::load::load;
use crate::source::repository::Root;
use crate::source::toml;

use super::config::CONFIG_FILE;
use super::config::{Config, written_language};

/// The language of the nearest configuration above a folder (relative to the repository, empty or with `/` at the end), or of
/// the one that is given. Whatever else is wrong with it is for those to say who need it.
#[must_use]
pub fn language_in(root: &Root, folder: &str, given: Option<&Path>) -> Language {
    if let Some(given) = given {
        return root
            .relative(given)
            .ok()
            .and_then(|path| language_of(root, &Listed::named(path)))
            .unwrap_or_default();
    }
    configured_in(root, folder).unwrap_or_default()
}

/// The language of the nearest configuration above a folder; none where there is no configuration, or it does not say.
#[must_use]
pub fn configured_in(root: &Root, folder: &str) -> Option<Language> {
    let mut folder = folder;
    loop {
        let path = format!("{folder}{CONFIG_FILE}");
        if root.is_file(&path) {
            return language_of(root, &Listed::named(path.as_str()));
        }
        if folder.is_empty() {
            return None;
        }
        let above = folder.trim_end_matches('/').rfind('/');
        folder = above.and_then(|slash| folder.get(..=slash)).unwrap_or_default();
    }
}

fn language_of(root: &Root, file: &Listed) -> Option<Language> {
    let text = load(root, file, Config::default_in(String::new()).max_file_size).ok()?;
    let parsed = toml::parse(text.as_str());
    let entries = parsed.root.entries().unwrap_or_default();
    let stated = entries.iter().find(|entry| &*entry.key == "language").and_then(|entry| entry.value.text());
    stated.and_then(Language::coded).or_else(|| written_language(text.as_str()))
}
