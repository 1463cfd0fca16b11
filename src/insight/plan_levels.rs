//! Which levels of two tables are the same: those that share an id or an alias; and where, between levels that are the same,
//! there are as many old ones as new ones, those in their order.

use std::collections::BTreeMap;
use std::iter::{Chain, Once, once};
use std::slice;

use crate::table::level::{Level, Name};

/// Which way something moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// To a more severe level.
    Up,
    /// To a milder level.
    Down,
    /// Out of all levels.
    Out,
    /// Into a level, out of a hole.
    In,
}

/// The names that two levels may share.
type Names = for<'l> fn(&'l Level) -> Chain<Once<&'l Name>, slice::Iter<'l, Name>>;

fn id(level: &Level) -> Chain<Once<&Name>, slice::Iter<'_, Name>> {
    once(&level.id).chain(&[])
}

fn all_names(level: &Level) -> Chain<Once<&Name>, slice::Iter<'_, Name>> {
    once(&level.id).chain(&level.aliases)
}

/// Which levels of two tables are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LevelMatch {
    /// Of each old level, the index of the new one.
    pub of_old: Vec<Option<usize>>,
    /// Of each new level, the index of the old one.
    pub of_new: Vec<Option<usize>>,
}

impl LevelMatch {
    /// Matches levels.
    #[must_use]
    pub fn of(old: &[Level], new: &[Level]) -> Self {
        let mut found = Self { of_old: vec![None; old.len()], of_new: vec![None; new.len()] };
        // No two levels of a table share a name.
        for names in [id as Names, all_names] {
            let named: BTreeMap<&str, usize> = new
                .iter()
                .enumerate()
                .flat_map(|(at, level)| names(level).map(move |name| (name.folded.as_str(), at)))
                .collect();
            for (index, before) in old.iter().enumerate() {
                let same = names(before).filter_map(|name| named.get(name.folded.as_str()).copied());
                let partner = same.filter(|at| found.of_new.get(*at) == Some(&None)).min();
                if let (Some(None), Some(at)) = (found.of_old.get(index), partner) {
                    found.pair(index, at);
                }
            }
        }
        found.pair_between();
        found
    }

    fn pair(&mut self, old: usize, new: usize) {
        if let (Some(a), Some(b)) = (self.of_old.get_mut(old), self.of_new.get_mut(new)) {
            (*a, *b) = (Some(new), Some(old));
        }
    }

    /// Between two levels that are the same there are as many old ones as new ones: then they have got other names.
    fn pair_between(&mut self) {
        let anchors: Vec<(usize, usize)> =
            self.of_old.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))).collect();
        let ends = (self.of_old.len(), self.of_new.len());
        let mut start = (0, 0);
        for (old, new) in anchors.into_iter().chain([ends]) {
            let gap = old.checked_sub(start.0).zip(new.checked_sub(start.1));
            if let Some((olds, news)) = gap
                && olds == news
            {
                let is_free = (0..olds).all(|at| self.of_new.get(start.1 + at) == Some(&None));
                for at in (0..olds).filter(|_| is_free) {
                    self.pair(start.0 + at, start.1 + at);
                }
            }
            start = (old + 1, new + 1);
        }
    }

    /// Where an old level stands among the new ones, counted in halves: one that is gone stands between two.
    #[must_use]
    pub fn rank(&self, old: usize) -> usize {
        if let Some(Some(new)) = self.of_old.get(old) {
            return 2 * new + 1;
        }
        let above = self.of_old.iter().take(old).rev().find_map(|new| *new);
        above.map_or(0, |above| 2 * above + 2)
    }

    /// Which way it is from an old outcome to a new one; none where they are the same.
    #[must_use]
    pub fn direction(&self, from: Option<usize>, to: Option<usize>) -> Option<Direction> {
        match (from, to) {
            (None, None) => None,
            (None, Some(_)) => Some(Direction::In),
            (Some(_), None) => Some(Direction::Out),
            (Some(from), Some(to)) if self.of_old.get(from) == Some(&Some(to)) => None,
            (Some(from), Some(to)) if 2 * to + 1 < self.rank(from) => Some(Direction::Up),
            (Some(_), Some(_)) => Some(Direction::Down),
        }
    }

    /// Whether every level has one that is the same, and in the same order.
    #[must_use]
    pub fn is_one_to_one(&self) -> bool {
        self.of_old.len() == self.of_new.len()
            && self.of_old.iter().enumerate().all(|(index, new)| *new == Some(index))
    }
}
