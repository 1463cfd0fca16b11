//! Findings get their names, and it is told whose they are.

use std::collections::BTreeMap;

use crate::diagnostic::diagnostic::Diagnostic;

use super::fingerprint::{Ordinals, fingerprint};
use super::outcome::{Finding, Overridden, Status};
use super::project::Project;

/// The projects that files lie in.
#[derive(Debug, Default)]
pub(super) struct Homes<'p> {
    projects: &'p [Project],
    folders: BTreeMap<&'p str, usize>,
    /// Whether one configuration was named for all files.
    is_one: bool,
}

impl<'p> Homes<'p> {
    pub(super) fn new(projects: &'p [Project], is_one: bool) -> Self {
        let folders = projects.iter().enumerate().map(|(index, project)| (&*project.config.folder, index));
        Self { projects, folders: folders.collect(), is_one }
    }

    /// The project of the nearest folder around a file that has one.
    pub(super) fn of(&self, path: &str) -> Option<usize> {
        if self.is_one {
            return (!self.projects.is_empty()).then_some(0);
        }
        let ends = path.match_indices('/').map(|(slash, _)| slash + 1).rev();
        ends.chain([0]).find_map(|end| self.folders.get(path.get(..end)?).copied())
    }

    /// Whether all files are of one project, wherever they lie.
    pub(super) fn are_one(&self) -> bool {
        self.is_one
    }

    /// Whether a project is of that folder, which is empty or has `/` at the end.
    pub(super) fn has(&self, folder: &str) -> bool {
        self.folders.contains_key(folder)
    }

    /// The folder of that project, as names of findings have it: nothing where all are of one.
    pub(super) fn folder_of(&self, path: &str) -> &'p str {
        if self.is_one {
            return "";
        }
        let project = self.of(path).and_then(|index| self.projects.get(index));
        project.map_or("", |project| &project.config.folder)
    }

    /// Names the findings of a run, and the mismatches that overrides explain.
    pub(super) fn name(
        &self,
        findings: Vec<(Diagnostic, Status)>,
        overridden: &mut [Overridden],
    ) -> Vec<Finding> {
        let mut ordinals = Ordinals::default();
        let mut named = |diagnostic: &Diagnostic| {
            let ordinal = ordinals.next(diagnostic);
            (fingerprint(diagnostic, ordinal, self.folder_of(diagnostic.file())), ordinal)
        };
        let finding = |(diagnostic, status): (Diagnostic, Status)| {
            let (fingerprint, ordinal) = named(&diagnostic);
            Finding { diagnostic, status, fingerprint, ordinal }
        };
        let findings = findings.into_iter().map(finding).collect();
        for kept in overridden {
            (kept.fingerprint, _) = named(&kept.diagnostic);
        }
        findings
    }
}

/// Findings that count.
pub(super) fn counted(diagnostics: Vec<Diagnostic>) -> Vec<(Diagnostic, Status)> {
    diagnostics.into_iter().map(|diagnostic| (diagnostic, Status::New)).collect()
}

/// Findings of no project, with their names.
pub(super) fn numbered(findings: Vec<(Diagnostic, Status)>) -> Vec<Finding> {
    Homes::default().name(findings, &mut [])
}
