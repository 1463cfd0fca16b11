//! What the rules say of tables that load. They are judged by all the same.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::rules::RULES;
use crate::rules::rule::{Check, SoundTable};

use super::config::Setting;
use super::project::Project;

/// The findings in the tables of all projects, after the policy. A table that several projects share is looked at once.
#[must_use]
pub fn check(projects: &[Project]) -> Vec<Diagnostic> {
    let mut seen = vec![];
    let mut found = vec![];
    for project in projects {
        let config = &project.config;
        for table in project.tables.iter() {
            let path = table.text.path();
            if seen.contains(&path) {
                continue;
            }
            seen.push(path);
            let sound = SoundTable { table, language: config.language };
            for rule in RULES {
                let Check::SoundTable(check) = rule.check else { continue };
                let setting = config.setting(rule.about.id, path);
                if setting == Some(Setting::Off) {
                    continue;
                }
                for mut finding in check(&sound) {
                    if let Some(Setting::Gravity(gravity)) = setting {
                        finding.gravity = gravity;
                    }
                    found.push(finding);
                }
            }
        }
    }
    found
}
