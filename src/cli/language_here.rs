//! The language of the folder a command was typed in, for what is said before any project is known, and for help.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::diagnostic::language::Language;
use crate::lint::spoken::language_in;
use crate::source::repository::Root;

use super::environment::Environment;

/// The language of the folder, as far as that can be told from arguments that need not be understood.
#[must_use]
pub fn language_here(typed: &[OsString], environment: &Environment) -> Language {
    language_by(config(typed).as_deref(), environment)
}

/// The language that the configuration asks for: the one that is named, else the nearest above the current folder. English
/// where there is none, or it cannot be read.
#[must_use]
pub fn language_by(config: Option<&Path>, environment: &Environment) -> Language {
    let Ok(root) = Root::find(&environment.folder) else { return Language::default() };
    let folder = root.relative(&environment.folder).unwrap_or_default();
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let config = config.map(|path| environment.folder.join(path)).filter(|path| path.is_file());
    language_in(&root, &folder, config.as_deref())
}

/// The configuration that is named, as far as that can be told from arguments that need not be understood.
fn config(typed: &[OsString]) -> Option<PathBuf> {
    let mut words = typed.iter().skip(1).take_while(|word| *word != "--");
    while let Some(word) = words.next() {
        if word == "--config" {
            return words.next().map(PathBuf::from);
        }
        if let Some(path) = word.to_str().and_then(|word| word.strip_prefix("--config=")) {
            return Some(Path::new(path).to_path_buf());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_that_is_named() {
        for (typed, wanted) in [
            (vec!["sevlint", "check", "--config", "a/b.toml"], Some("a/b.toml")),
            (vec!["sevlint", "--what", "--config=b.toml", "--config", "c.toml"], Some("b.toml")),
            (vec!["sevlint", "check", "--", "--config", "c.toml"], None),
            (vec!["sevlint", "check", "--config"], None),
        ] {
            let typed: Vec<OsString> = typed.into_iter().map(OsString::from).collect();
            assert_eq!(config(&typed), wanted.map(PathBuf::from), "{typed:?}");
        }
    }
}
