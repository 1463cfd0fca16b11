//! The search for parts of a box that no other box touches.
//!
//! Each box that stands in the way is met as a demand: *a point must leave it in one of the dimensions it constrains*.
//! A box that can be left in one dimension only narrows the target there. Where every box can be left in several
//! ways, one of them, the *pivot*, splits the target into disjoint parts, one for each way, and the parts are searched
//! in turn. The parts still to come are kept on a stack of our own, since there may be thousands.

use std::mem;
use std::slice;

use super::budget::{Budget, Exhausted};
use super::cells::CellSet;
use super::region::Constraint;

/// A search through one target.
pub struct Search<'a> {
    /// The part of the target that is being looked at: its cells in each dimension.
    part: Vec<CellSet>,
    /// What the part was before it was narrowed, step by step.
    trail: Vec<(usize, CellSet)>,
    splits: Vec<Split<'a>>,
    /// The boxes in the way of the whole target; taken when the search starts.
    start: Option<Vec<Face<'a>>>,
    goal: Goal,
    /// What boxes take of each dimension; empty between uses.
    taken: Vec<CellSet>,
}

/// What is searched for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// Any one free part. The search may pass over others.
    One,
    /// All free parts. They are disjoint, and no free point is outside them.
    Every,
}

/// The constraints of a box.
pub type Face<'a> = &'a [Constraint];

/// A part that was split by the ways to leave a pivot.
struct Split<'a> {
    boxes: Vec<Face<'a>>,
    ways: slice::Iter<'a, Constraint>,
    /// The way that was searched last. What follows is searched on the pivot's side of it.
    last: Option<&'a Constraint>,
    /// The length of the trail to go back to.
    mark: usize,
}

enum Part<'a> {
    Covered,
    Free,
    Divided { pivot: Face<'a>, boxes: Vec<Face<'a>> },
}

impl<'a> Search<'a> {
    /// A search through `target`, its cells in each dimension, none of them empty.
    pub fn new(target: Vec<CellSet>, boxes: Vec<Face<'a>>, goal: Goal) -> Self {
        Self { part: target, trail: vec![], splits: vec![], start: Some(boxes), goal, taken: vec![] }
    }

    /// Goes on to the next free part: its cells in each dimension. `None` when there are no more.
    pub fn next_free(&mut self, budget: &mut Budget) -> Result<Option<&[CellSet]>, Exhausted> {
        loop {
            let boxes = match self.start.take() {
                Some(boxes) => boxes,
                None => match self.next_part() {
                    Some(boxes) => boxes,
                    None => return Ok(None),
                },
            };
            match self.look(boxes, budget)? {
                Part::Covered => {}
                Part::Free => return Ok(Some(&self.part)),
                Part::Divided { pivot, boxes } => {
                    self.splits.push(Split { boxes, ways: pivot.iter(), last: None, mark: self.trail.len() });
                }
            }
        }
    }

    /// Narrows to the next part that a split left over, and hands out the boxes that were in the way before it.
    fn next_part(&mut self) -> Option<Vec<Face<'a>>> {
        while let Some(mut split) = self.splits.pop() {
            self.undo(split.mark);
            if let Some((dimension, cells)) = split.last {
                self.narrow(*dimension, |part| part.intersection(cells));
                split.mark = self.trail.len();
            }
            let part = &self.part;
            split.last = split
                .ways
                .find(|(dimension, cells)| part.get(*dimension).is_some_and(|part| !part.is_subset(cells)));
            let Some((dimension, cells)) = split.last else { continue };
            self.narrow(*dimension, |part| part.difference(cells));
            let boxes = split.boxes.clone();
            self.splits.push(split);
            return Some(boxes);
        }
        None
    }

    /// Narrows the part as far as that is free of doubt.
    fn look(&mut self, mut boxes: Vec<Face<'a>>, budget: &mut Budget) -> Result<Part<'a>, Exhausted> {
        loop {
            let sifted = self.sift(&mut boxes);
            budget.spend(sifted.steps)?;
            if sifted.covered {
                return Ok(Part::Covered);
            }
            if sifted.narrowed {
                continue;
            }
            let Some((_, pivot)) = sifted.pivot else { return Ok(Part::Free) };
            if self.goal == Goal::One {
                budget.spend(sifted.steps)?;
                if self.sidestep(&boxes) {
                    continue;
                }
            }
            return Ok(Part::Divided { pivot, boxes });
        }
    }

    /// Drops the boxes that miss the part; narrows it by those that can be left in one dimension only.
    fn sift(&mut self, boxes: &mut Vec<Face<'a>>) -> Sifted<'a> {
        let mut sifted = Sifted { steps: 1, covered: false, narrowed: false, pivot: None };
        boxes.retain(|face| {
            if sifted.covered {
                return true;
            }
            let (mut ways, mut only) = (0, None);
            for (dimension, cells) in *face {
                let part = self.part.get(*dimension).unwrap_or(&CellSet::EMPTY);
                sifted.steps += part.weight();
                if !part.intersects(cells) {
                    return false;
                }
                if !part.is_subset(cells) {
                    ways += 1;
                    only = Some((*dimension, cells));
                }
            }
            match (ways, only) {
                (0, _) | (_, None) => sifted.covered = true,
                (1, Some((dimension, cells))) => {
                    self.narrow(dimension, |part| part.difference(cells));
                    sifted.narrowed = true;
                    return false;
                }
                _ if sifted.pivot.is_none_or(|(fewest, _)| ways < fewest) => {
                    sifted.pivot = Some((ways, face));
                }
                _ => {}
            }
            true
        });
        sifted
    }

    /// Leaves, in one go, all boxes that constrain some dimension, if it has cells that none of them takes: where
    /// there is a free point at all, there is one with such a cell. Whether it found such a dimension.
    fn sidestep(&mut self, boxes: &[Face<'a>]) -> bool {
        let mut touched = vec![];
        self.taken.resize(self.part.len(), CellSet::EMPTY);
        for (dimension, cells) in boxes.iter().copied().flatten() {
            let (Some(part), Some(taken)) = (self.part.get(*dimension), self.taken.get_mut(*dimension))
            else {
                continue;
            };
            if part.is_subset(cells) {
                continue;
            }
            if taken.is_empty() {
                touched.push(*dimension);
            }
            *taken = taken.union(cells);
        }
        let mut found = false;
        for dimension in touched {
            let Some(taken) = self.taken.get_mut(dimension).map(|taken| mem::replace(taken, CellSet::EMPTY))
            else {
                continue;
            };
            if self.part.get(dimension).is_some_and(|part| !part.is_subset(&taken)) {
                self.narrow(dimension, |part| part.difference(&taken));
                found = true;
            }
        }
        found
    }

    fn narrow(&mut self, dimension: usize, to: impl Fn(&CellSet) -> CellSet) {
        let Some(part) = self.part.get_mut(dimension) else { return };
        let narrowed = to(part);
        self.trail.push((dimension, mem::replace(part, narrowed)));
    }

    fn undo(&mut self, mark: usize) {
        while self.trail.len() > mark {
            let Some((dimension, cells)) = self.trail.pop() else { return };
            if let Some(part) = self.part.get_mut(dimension) {
                *part = cells;
            }
        }
    }
}

struct Sifted<'a> {
    steps: usize,
    covered: bool,
    narrowed: bool,
    /// The box with the fewest ways to leave it, and how many.
    pivot: Option<(usize, Face<'a>)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_parts_are_disjoint_and_complete() {
        let whole = || vec![CellSet::full(3), CellSet::full(3)];
        let corner: [Constraint; 2] = [(0, CellSet::range(1..3)), (1, CellSet::range(1..3))];
        let middle: [Constraint; 1] = [(0, CellSet::single(1))];
        for (boxes, parts) in [
            (vec![], vec![[vec![0_usize, 1, 2], vec![0, 1, 2]]]),
            (vec![&middle as Face], vec![[vec![0, 2], vec![0, 1, 2]]]),
            (vec![&corner as Face], vec![[vec![0], vec![0, 1, 2]], [vec![1, 2], vec![0]]]),
            (vec![&corner as Face, &middle], vec![[vec![0], vec![0, 1, 2]], [vec![2], vec![0]]]),
        ] {
            let mut search = Search::new(whole(), boxes, Goal::Every);
            for part in parts {
                let part = part.map(|cells| cells.into_iter().collect());
                assert_eq!(search.next_free(&mut Budget::default()), Ok(Some(&part as &[CellSet])));
            }
            assert_eq!(search.next_free(&mut Budget::default()), Ok(None));
        }
    }
}
