//! The files on their way to a decision, in the order of their paths.

use std::sync::Arc;

use crate::source::files::Files;
use crate::source::listed::{Leads, Listed};

use super::candidate::Candidate;

/// The files on their way to a decision. There may be very many.
#[derive(Default)]
pub(super) struct Candidates {
    files: Files,
    /// The index of the project of each: from that place on, until the next.
    projects: Vec<(usize, usize)>,
    /// Those that are links to a file, and the name of that.
    links: Vec<(usize, Arc<str>)>,
}

impl Candidates {
    /// Those files of a listing that `project` has the index of a project for.
    pub(super) fn of(files: Files, mut project: impl FnMut(&Listed) -> Option<usize>) -> Self {
        let mut candidates = Self { files, projects: vec![], links: vec![] };
        let mut count = 0;
        let (projects, links) = (&mut candidates.projects, &mut candidates.links);
        candidates.files.retain(|file| {
            let link = file.link();
            let of_file = if link == Some(&Leads::ToFolder) { None } else { project(file) };
            let Some(of_file) = of_file else { return false };
            if let Some(Leads::ToFile(target)) = link {
                links.push((count, target.clone()));
            }
            if projects.last().is_none_or(|(_, last)| *last != of_file) {
                projects.push((count, of_file));
            }
            count += 1;
            true
        });
        candidates
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// The candidate of that place.
    pub(super) fn get(&self, index: usize) -> Option<Candidate> {
        let from = self.projects.partition_point(|(from, _)| *from <= index).checked_sub(1)?;
        let (_, project) = self.projects.get(from)?;
        Some(Candidate::new(self.files.get(index)?, *project))
    }

    /// The place of the candidate of that path.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        self.files.find(path)
    }

    /// The places of those that are links to a file, in their order, and the names of the files.
    pub(super) fn links(&self) -> impl Iterator<Item = (usize, &Arc<str>)> {
        self.links.iter().map(|(index, target)| (*index, target))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Candidate> {
        (0..self.len()).filter_map(|index| self.get(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_keeps_its_project() {
        let files: Files =
            ["a/1.md", "a/2.md", "b/1.md", "c/1.md", "c/2.md"].map(Listed::found).into_iter().collect();
        let project = |file: &Listed| match &**file.path() {
            "a/1.md" | "c/1.md" => Some(0),
            "a/2.md" => None,
            _ => Some(1),
        };
        let candidates = Candidates::of(files, project);
        let all: Vec<_> = candidates
            .iter()
            .map(|candidate| (candidate.file.path().to_string(), candidate.project))
            .collect();
        let all: Vec<_> = all.iter().map(|(path, project)| (path.as_str(), *project)).collect();
        assert_eq!(all, [("a/1.md", 0), ("b/1.md", 1), ("c/1.md", 0), ("c/2.md", 1)]);
        assert!(candidates.get(4).is_none());
    }
}
