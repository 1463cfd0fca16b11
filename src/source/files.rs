//! The files of a listing. There may be very many, and they are kept until the last is looked at: of each that is as most
//! are, its name is kept once and nothing more.

use std::cmp::Ordering;
use std::fmt;

use super::listed::Listed;

/// The files of a listing, in the order of the bytes of their paths once they are sorted.
#[derive(Clone, Default)]
pub struct Files {
    slots: Vec<Slot>,
    /// The names of those that were found in a folder, one after the other.
    names: String,
    /// The folders they were found in, with `/` at the end; empty for the root. One comes again where others came between.
    folders: Vec<Box<str>>,
    /// Those that are not as most are: links, what was asked for by its name, names that are not UTF-8.
    whole: Vec<Listed>,
}

/// What is kept of each.
#[derive(Clone, Copy)]
enum Slot {
    /// It was found, is no link, and its path is that of a folder with a piece of the names.
    Small { folder: u32, start: u32, end: u32 },
    /// Its index among those that are kept whole.
    Whole(usize),
}

impl Files {
    /// Adds a file behind the others.
    pub fn push(&mut self, file: Listed) {
        let slot = self.small(&file).unwrap_or_else(|| {
            self.whole.push(file);
            Slot::Whole(self.whole.len() - 1)
        });
        self.slots.push(slot);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The file of that place, counted from 0.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Listed> {
        self.slots.get(index).map(|slot| self.listed(slot))
    }

    /// The files, one after the other.
    pub fn iter(&self) -> impl Iterator<Item = Listed> {
        self.slots.iter().map(|slot| self.listed(slot))
    }

    /// The place of the file of that path, counted from 0. They have to be sorted.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<usize> {
        let path = parts_of(path);
        self.slots.binary_search_by(|slot| order_of(self.path(slot), path)).ok()
    }

    /// Drops those that are not `wanted`.
    pub fn retain(&mut self, mut wanted: impl FnMut(&Listed) -> bool) {
        let mut slots = std::mem::take(&mut self.slots);
        slots.retain(|slot| wanted(&self.listed(slot)));
        self.slots = slots;
    }

    /// Puts them in the order of the bytes of their paths, each once. Of a file that was both asked for and found, what was
    /// asked for stays.
    pub fn sort(&mut self) {
        let mut slots = std::mem::take(&mut self.slots);
        slots.sort_unstable_by(|one, other| self.order(one, other));
        slots.dedup_by(|later, earlier| {
            self.path(later) == self.path(earlier) && {
                let (later, earlier) = (self.listed(later), self.listed(earlier));
                later.path == earlier.path && later.place == earlier.place
            }
        });
        self.slots = slots;
    }

    /// The slot of one that was found in a folder, has a name of UTF-8, and is no link.
    fn small(&mut self, file: &Listed) -> Option<Slot> {
        if *file != Listed::found(file.path.clone()) {
            return None;
        }
        let (folder, name) = parts_of(&file.path);
        let start = u32::try_from(self.names.len()).ok()?;
        let end = u32::try_from(self.names.len() + name.len()).ok()?;
        if self.folders.last().is_none_or(|last| **last != *folder) {
            self.folders.push(folder.into());
        }
        let folder = u32::try_from(self.folders.len() - 1).ok()?;
        self.names.push_str(name);
        Some(Slot::Small { folder, start, end })
    }

    fn listed(&self, slot: &Slot) -> Listed {
        match slot {
            Slot::Whole(index) => self.whole.get(*index).cloned().unwrap_or_else(|| Listed::found("")),
            Slot::Small { .. } => {
                let (folder, name) = self.path(slot);
                Listed::found([folder, name].concat())
            }
        }
    }

    /// The path, in two parts.
    fn path(&self, slot: &Slot) -> (&str, &str) {
        match *slot {
            Slot::Whole(index) => self.whole.get(index).map_or(("", ""), |file| parts_of(&file.path)),
            Slot::Small { folder, start, end } => {
                let folder = self.folders.get(folder as usize).map_or("", |folder| &**folder);
                (folder, self.names.get(start as usize..end as usize).unwrap_or_default())
            }
        }
    }

    fn order(&self, one: &Slot, other: &Slot) -> Ordering {
        let by_path = order_of(self.path(one), self.path(other));
        by_path.then_with(|| self.listed(one).cmp(&self.listed(other)))
    }
}

/// The folder, with `/` at its end or empty, and the name.
fn parts_of(path: &str) -> (&str, &str) {
    path.split_at(path.rfind('/').map_or(0, |slash| slash + 1))
}

/// The order of two paths in parts.
fn order_of(one: (&str, &str), other: (&str, &str)) -> Ordering {
    if one.0 == other.0 {
        return one.1.cmp(other.1);
    }
    one.0.bytes().chain(one.1.bytes()).cmp(other.0.bytes().chain(other.1.bytes()))
}

impl FromIterator<Listed> for Files {
    fn from_iter<All: IntoIterator<Item = Listed>>(all: All) -> Self {
        let mut files = Self::default();
        all.into_iter().for_each(|file| files.push(file));
        files
    }
}

impl PartialEq for Files {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Files {}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::listed::{Leads, Origin};

    #[test]
    fn what_is_kept_small_comes_back_whole_and_in_order() {
        let linked = Listed { link: Some(Leads::ToFile("a/c.md".into())), ..Listed::found("a/l.md") };
        let strange =
            Listed { place: Some(Box::new("/a/\u{fffd}.md".into())), ..Listed::found("a/\u{fffd}.md") };
        let mut all = vec![
            Listed::found("a/c.md"),
            Listed::found("障害.md"),
            linked,
            Listed::found("a/b/1.md"),
            Listed::found("a/1.md"),
            strange,
            Listed::found("a.d/1.md"),
            Listed::found("a/b.md"),
            Listed::found("a/\u{fffd}.md"),
            Listed::named("z.md"),
            Listed::found("b/2.md"),
        ];
        let mut files: Files = all.iter().cloned().collect();
        assert_eq!(files.iter().collect::<Vec<_>>(), all);
        assert_eq!(files.whole.len(), 3, "only what is not as most are is kept whole");
        files.push(Listed::named("b/2.md"));
        files.push(Listed::found("z.md"));
        files.push(Listed::found("a/1.md"));
        files.sort();
        all.retain(|file| *file.path != *"b/2.md");
        all.push(Listed::named("b/2.md"));
        all.sort_unstable_by(|one, other| (&one.path, &one.place).cmp(&(&other.path, &other.place)));
        assert_eq!(files.iter().collect::<Vec<_>>(), all);
        assert!(all.iter().all(|file| files.find(&file.path).is_some()));
        assert!(["", "a", "a/2.md", "zz"].iter().all(|path| files.find(path).is_none()));
        files.retain(|file| file.origin() == Origin::Named);
        assert_eq!(files.len(), 2);
        assert_eq!(files.get(1), Some(Listed::named("z.md")));
        assert_eq!(files.get(2), None);
    }
}
