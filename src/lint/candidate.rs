//! A Markdown file on its way to a decision: whose it is, what its path says of it, and its text.

use crate::model::template::TemplateLines;
use crate::source::document::Document;
use crate::source::listing::{Leads, Listed, Origin};
use crate::source::load::{LoadFault, decode, load};
use crate::source::repository::Root;
use crate::source::text::Text;

use super::project::{Piped, Project, Projects};
use super::select::{Decision, by_path, is_called_template};

/// A Markdown file on its way to a decision. There may be very many, so it is small.
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

    /// What its path says of it; none where its front matter has to say.
    pub(super) fn decision(&self, project: &Project, root: &Root) -> Option<Decision> {
        let has = |path: &str| root.has(path);
        by_path(self.file.path(), &project.config, &project.table_paths, self.is_named, &has)
    }
}

/// The files on their way to a decision, with their projects.
pub(super) fn candidates(files: Vec<Listed>, projects: &mut Projects<'_>) -> Vec<Candidate> {
    // Nearly all of them are some.
    let mut candidates = Vec::with_capacity(files.len());
    let files = files.into_iter().filter(|file| file.link() != Some(Leads::ToFolder));
    candidates.extend(
        files.filter_map(|file| projects.of_file(file.path()).map(|project| Candidate::new(file, project))),
    );
    candidates
}

/// Lists of so many each, in the place of one: each is dropped before the next is looked at.
pub(super) fn parts<T>(all: Vec<T>, of: usize) -> Vec<Vec<T>> {
    let mut all = all.into_iter();
    let part = || Some(all.by_ref().take(of).collect::<Vec<T>>()).filter(|part| !part.is_empty());
    std::iter::from_fn(part).collect()
}

/// What stands in the templates of each project.
pub(super) fn templates(
    root: &Root,
    piped: Option<&Piped>,
    projects: &[Project],
    candidates: &[&[Candidate]],
) -> Vec<TemplateLines> {
    let mut templates = vec![TemplateLines::default(); projects.len()];
    let is_template = |candidate: &&Candidate| {
        let project = projects.get(candidate.project);
        project.is_some_and(|project| {
            is_called_template(candidate.file.path(), &project.config)
                && candidate.decision(project, root) == Some(Decision::Template)
        })
    };
    for candidate in candidates.iter().copied().flatten().filter(is_template) {
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
