//! The files on their way to a decision, in the order of their paths.

use crate::source::files::Files;
use crate::source::listed::{Leads, Listed};

use super::candidate::Candidate;

/// The files on their way to a decision. There may be very many.
#[derive(Default)]
pub(super) struct Candidates {
    files: Files,
    /// The index of the project of each: from that place on, until the next.
    projects: Vec<(usize, usize)>,
}

impl Candidates {
    /// Those files of a listing that `project` has the index of a project for.
    pub(super) fn of(files: Files, mut project: impl FnMut(&Listed) -> Option<usize>) -> Self {
        let mut candidates = Self { files, projects: vec![] };
        let mut count = 0;
        let projects = &mut candidates.projects;
        candidates.files.retain(|file| {
            let of_file = if file.link() == Some(Leads::ToFolder) { None } else { project(file) };
            let Some(of_file) = of_file else { return false };
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

    /// Whether there is a file of that path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.has(path)
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
