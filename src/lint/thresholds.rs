//! From which gravity on findings fail a run: each is held against what its own project says.

use std::sync::Arc;

use crate::diagnostic::about::Gravity;

use super::config::{Config, FailOn};

/// The gravities from which on a run fails, by project.
#[derive(Clone, Debug, Default)]
pub struct Thresholds {
    /// The folder of each project that says so (empty, or with `/` at the end), the innermost first.
    by_folder: Vec<(String, FailOn)>,
    /// The tables, which need not lie in the folder of their project. Several may have the same.
    by_table: Vec<(Arc<str>, FailOn)>,
}

impl FailOn {
    /// Whether a finding of that gravity fails a run.
    #[must_use]
    pub fn is_reached(self, gravity: Gravity) -> bool {
        match self {
            Self::Never => false,
            Self::Gravity(threshold) => gravity >= threshold,
        }
    }
}

impl Thresholds {
    /// Those of some projects, each with the paths of its tables.
    pub(super) fn of<'c>(projects: impl Iterator<Item = (&'c Config, &'c [Arc<str>])>) -> Self {
        let mut all = Self::default();
        for (config, tables) in projects {
            let threshold = config.fail_on.unwrap_or(FailOn::Gravity(Gravity::Error));
            all.by_folder.push((config.folder.clone(), threshold));
            all.by_table.extend(tables.iter().map(|table| (table.clone(), threshold)));
        }
        all.by_folder.sort_by_key(|(folder, _)| std::cmp::Reverse(folder.len()));
        all
    }

    /// Whether a finding in a file fails the run: by the project it lies in; where it lies in none, by any whose table it is,
    /// else by any.
    #[must_use]
    pub fn is_reached(&self, path: &str, gravity: Gravity) -> bool {
        if let Some((_, own)) = self.by_folder.iter().find(|(folder, _)| path.starts_with(folder.as_str())) {
            return own.is_reached(gravity);
        }
        let mut owners = self.by_table.iter().filter(|(table, _)| **table == *path).peekable();
        if owners.peek().is_some() {
            return owners.any(|(_, threshold)| threshold.is_reached(gravity));
        }
        match self.by_folder.as_slice() {
            [] => FailOn::Gravity(Gravity::Error).is_reached(gravity),
            all => all.iter().any(|(_, threshold)| threshold.is_reached(gravity)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_table_is_held_against_the_strictest() {
        let project = |folder: &str, fail_on| {
            let mut config = Config::default_in(folder.to_owned());
            config.fail_on = fail_on;
            config
        };
        let strict = project("a/", Some(FailOn::Gravity(Gravity::Warning)));
        let lax = project("b/", Some(FailOn::Never));
        let tables: [Arc<str>; 1] = ["SEV.md".into()];
        for order in [[&strict, &lax], [&lax, &strict]] {
            let thresholds = Thresholds::of(order.into_iter().map(|config| (config, tables.as_slice())));
            assert!(thresholds.is_reached("SEV.md", Gravity::Warning));
            assert!(!thresholds.is_reached("b/incidents/1.md", Gravity::Error));
            assert!(!thresholds.is_reached("a/incidents/1.md", Gravity::Note));
        }
    }
}
