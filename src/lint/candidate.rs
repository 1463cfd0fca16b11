//! A Markdown file on its way to a decision: whose it is, what its path says of it, and its text.

use crate::model::template::TemplateLines;
use crate::source::document::Document;
use crate::source::listing::{Leads, Listed, Origin};
use crate::source::load::{LoadFault, decode, load};
use crate::source::repository::Root;
use crate::source::text::Text;

use super::project::{Piped, Project, Projects};
use super::select::{Decision, by_path};

/// A Markdown file on its way to a decision.
pub(super) struct Candidate {
    pub(super) file: Listed,
    pub(super) project: usize,
    pub(super) decision: Option<Decision>,
}

impl Candidate {
    pub(super) fn new(file: Listed, index: usize, project: &Project, root: &Root) -> Self {
        let named = file.origin() == Origin::Named;
        let has = |path: &str| root.has(path);
        let decision = by_path(file.path(), &project.config, &project.table_paths, named, &has);
        Self { file, project: index, decision }
    }
}

/// The files on their way to a decision, with their projects.
pub(super) fn candidates(root: &Root, files: Vec<Listed>, projects: &mut Projects<'_>) -> Vec<Candidate> {
    let mut candidates = vec![];
    for file in files {
        if file.link() == Some(Leads::ToFolder) {
            continue;
        }
        let Some(project) = projects.of_file(file.path()) else { continue };
        candidates.extend(projects.get(project).map(|known| Candidate::new(file, project, known, root)));
    }
    candidates
}

/// What stands in the templates of each project.
pub(super) fn templates<'c>(
    root: &Root,
    piped: Option<&Piped>,
    projects: &[Project],
    candidates: impl Iterator<Item = &'c Candidate>,
) -> Vec<TemplateLines> {
    let mut templates = vec![TemplateLines::default(); projects.len()];
    for candidate in candidates.filter(|candidate| candidate.decision == Some(Decision::Template)) {
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
