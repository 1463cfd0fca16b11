//! From which gravity on findings fail a run: each is held against what its own project says.

use crate::diagnostic::about::Gravity;

use super::config::{Config, FailOn};

/// The gravities from which on a run fails, by project.
#[derive(Clone, Debug, Default)]
pub struct Thresholds {
    /// The folder of each project that says so (empty, or with `/` at the end), the innermost first.
    by_folder: Vec<(String, FailOn)>,
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
    /// Those of some projects.
    pub(super) fn of<'c>(configs: impl Iterator<Item = &'c Config>) -> Self {
        let usual = FailOn::Gravity(Gravity::Error);
        let mut by_folder: Vec<(String, FailOn)> =
            configs.map(|config| (config.folder.clone(), config.fail_on.unwrap_or(usual))).collect();
        by_folder.sort_by_key(|(folder, _)| std::cmp::Reverse(folder.len()));
        Self { by_folder }
    }

    /// Whether a finding in a file fails the run. What lies in none of the projects belongs to the outermost, whose table it is.
    #[must_use]
    pub fn is_reached(&self, path: &str, gravity: Gravity) -> bool {
        let own = self.by_folder.iter().find(|(folder, _)| path.starts_with(folder.as_str()));
        let threshold = own.or(self.by_folder.last()).map(|(_, threshold)| *threshold);
        threshold.unwrap_or(FailOn::Gravity(Gravity::Error)).is_reached(gravity)
    }
}
