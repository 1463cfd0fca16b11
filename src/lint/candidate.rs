//! A Markdown file on its way to a decision: whose it is, what its path says of it, and its text.

use std::sync::Arc;

use crate::model::template::TemplateLines;
use crate::source::document::Document;
use crate::source::listed::{Listed, Origin};
use crate::source::load::{LoadFault, decode, load};
use crate::source::repository::Root;
use crate::source::text::Text;

use super::project::{Piped, Project};
use super::select::{Decision, by_path, is_called_template};

/// A Markdown file on its way to a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) file: Listed,
    /// The index of its project.
    pub(super) project: usize,
    /// Whether it was asked for by its name.
    pub(super) is_named: bool,
}

impl Candidate {
    pub(super) fn new(file: Listed, project: usize) -> Self {
        Self { is_named: file.origin() == Origin::Named, file, project }
    }

    /// A file that is open. Whoever opens it does not say that it is a postmortem.
    pub(super) fn opened(path: &Arc<str>) -> Self {
        Self { file: Listed::named(path.clone()), project: 0, is_named: false }
    }

    /// What its path says of it; none where its front matter has to say.
    pub(super) fn decision(&self, project: &Project, root: &Root) -> Option<Decision> {
        let has = |path: &str| root.has(path);
        by_path(self.file.path(), &project.config, &project.table_paths, self.is_named, &has)
    }
}

/// What stands in the templates of each project.
pub(super) fn templates(
    root: &Root,
    piped: Option<&Piped>,
    projects: &[Project],
    candidates: impl Iterator<Item = Candidate>,
) -> Vec<TemplateLines> {
    let mut templates = vec![TemplateLines::default(); projects.len()];
    let is_template = |candidate: &Candidate| {
        let project = projects.get(candidate.project);
        project.is_some_and(|project| {
            is_called_template(candidate.file.path(), &project.config)
                && candidate.decision(project, root) == Some(Decision::Template)
        })
    };
    for candidate in candidates.filter(is_template) {
        let Some(project) = projects.get(candidate.project) else { continue };
        // One that cannot be read is nobody's postmortem, and nobody's finding.
        let Ok(text) = text_of(root, piped, &candidate.file, project.config.max_file_size) else {
            continue;
        };
        if let Some(lines) = templates.get_mut(candidate.project) {
            lines.add(&Document::parse(text));
        }
    }
    templates
}

/// The text of a file; of the one that was piped in, what was piped.
pub(super) fn text_of(
    root: &Root,
    piped: Option<&Piped>,
    file: &Listed,
    limit: u64,
) -> Result<Text, LoadFault> {
    let is_taken_for = |piped: &&Piped| root.relative(&piped.path).is_ok_and(|path| path == *file.path());
    let Some(piped) = piped.filter(is_taken_for) else { return load(root, file, limit) };
    let size = piped.bytes.len() as u64;
    if size > limit.min(u64::from(u32::MAX)) {
        return Err(LoadFault::TooLarge { size, limit });
    }
    decode(file.path().clone(), piped.bytes.to_vec())
}
