//! The files on their way to a decision, in the order of their paths. There may be very many, and they wait until the last of
//! them is judged: of each that is as most are, its name is kept once and nothing more.

use std::collections::BTreeMap;

use crate::source::listing::{Leads, Listed};

use super::candidate::Candidate;
use super::project::Projects;

/// The files on their way to a decision.
#[derive(Default)]
pub(super) struct Candidates {
    /// In the order of paths.
    slots: Vec<Slot>,
    /// The names of the files that were found in a folder, one after the other.
    names: String,
    /// The folders they were found in (with `/` at the end, or empty for the root), each with the index of its project. One
    /// comes again where folders within it came between.
    folders: Vec<(String, usize)>,
    /// The others, by their place among the slots: links, what was asked for by name, names that are not UTF-8.
    whole: BTreeMap<usize, Candidate>,
}

/// What is kept of each.
struct Slot {
    /// Where its name ends; it begins where that of the slot before ends.
    end: u32,
    /// The index of its folder.
    folder: u32,
}

impl Candidates {
    /// The files of a listing that belong to a project and that `concerns`.
    pub(super) fn of(
        files: Vec<Listed>,
        projects: &mut Projects<'_>,
        concerns: impl Fn(&Candidate, &Projects<'_>) -> bool,
    ) -> Self {
        let mut candidates = Self::default();
        for file in files {
            if file.link() == Some(Leads::ToFolder) {
                continue;
            }
            let Some(project) = projects.of_file(file.path()) else { continue };
            let candidate = Candidate::new(file, project);
            if concerns(&candidate, projects) {
                candidates.push(candidate);
            }
        }
        candidates
    }

    pub(super) fn push(&mut self, candidate: Candidate) {
        let slot = self.small(&candidate).unwrap_or_else(|| {
            self.whole.insert(self.slots.len(), candidate);
            Slot { end: self.slots.last().map_or(0, |slot| slot.end), folder: 0 }
        });
        self.slots.push(slot);
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// The candidate of that place.
    pub(super) fn get(&self, index: usize) -> Option<Candidate> {
        if let Some(candidate) = self.whole.get(&index) {
            return Some(candidate.clone());
        }
        let slot = self.slots.get(index)?;
        let start = index.checked_sub(1).and_then(|before| self.slots.get(before)).map_or(0, |slot| slot.end);
        let name = self.names.get(start as usize..slot.end as usize)?;
        let (folder, project) = self.folders.get(slot.folder as usize)?;
        Some(Candidate::new(Listed::found([folder, name].concat()), *project))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Candidate> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// The slot of one that was found in a folder, has a name, and leads nowhere else.
    fn small(&mut self, candidate: &Candidate) -> Option<Slot> {
        let path = candidate.file.path();
        if candidate.is_named || candidate.file != Listed::found(path.clone()) {
            return None;
        }
        let (folder, name) = path.split_at(path.rfind('/').map_or(0, |slash| slash + 1));
        let end = u32::try_from(self.names.len() + name.len()).ok()?;
        if self.folders.last().is_none_or(|last| *last.0 != *folder || last.1 != candidate.project) {
            self.folders.push((folder.to_owned(), candidate.project));
        }
        let folder = u32::try_from(self.folders.len() - 1).ok()?;
        self.names.push_str(name);
        Some(Slot { end, folder })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_small_comes_back_whole() {
        let all = [
            Candidate::new(Listed::found("a/1.md"), 0),
            Candidate::new(Listed::named("a/2.md"), 0),
            Candidate::new(Listed::found("a/b/1.md"), 1),
            Candidate::new(Listed::found("a/b.md"), 0),
            Candidate::new(Listed::found("a/c.md"), 1),
            Candidate::new(Listed::found("障害.md"), 0),
            Candidate { is_named: true, ..Candidate::new(Listed::found("z.md"), 0) },
        ];
        let mut candidates = Candidates::default();
        all.iter().cloned().for_each(|candidate| candidates.push(candidate));
        assert_eq!(candidates.iter().collect::<Vec<_>>(), all);
        assert_eq!(candidates.whole.len(), 2, "only what is not as most are is kept whole");
        assert_eq!(candidates.get(all.len()), None);
    }
}
