//! Which levels the stated facts allow. Exact: it all rests on coverage.

use std::collections::BTreeSet;

use crate::model::fact::{Fact, State};
use crate::model::value::Value;
use crate::space::budget::{Budget, Exhausted};
use crate::space::cells::CellSet;
use crate::space::cover::{is_covered, residual, uncovered};
use crate::space::region::{Cuboid, Point};
use crate::table::geometry::Geometry;
use crate::table::table::Table;

/// What may be the case: levels, and perhaps a hole of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Possible {
    /// Indices of levels, most severe first.
    pub levels: Vec<usize>,
    /// Whether some point of what is stated lies in no level.
    pub hole: bool,
}

/// A fact that keeps the level open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Index of the fact.
    pub fact: usize,
    /// How many ways it may still come out once the fact is known, in the worst case. With 1 the fact settles the level.
    pub left: usize,
}

/// What silence means: the facts that are absent and have a value to be assumed, by index. What is stated as not known is
/// no silence.
#[must_use]
pub fn assumed_of_silence<'t>(table: &'t Table, facts: &[Fact]) -> Vec<(usize, &'t Value)> {
    let declared = table.facts.iter().enumerate();
    let absent =
        declared.filter(|(index, _)| facts.get(*index).is_none_or(|fact| fact.state == State::Absent));
    absent.filter_map(|(index, declaration)| Some((index, declaration.assume.as_ref()?))).collect()
}

/// Of values that are assumed, those that something needs to hold: without one of them it would not.
///
/// # Errors
/// When a question costs more than the budget.
pub fn needed<'t>(
    mut assumed: Vec<(usize, &'t Value)>,
    mut holds: impl FnMut(&[(usize, &'t Value)]) -> Result<bool, Exhausted>,
) -> Result<Vec<(usize, &'t Value)>, Exhausted> {
    let mut index = 0;
    while index < assumed.len() {
        let mut fewer = assumed.clone();
        fewer.remove(index);
        if holds(&fewer)? {
            assumed = fewer;
        } else {
            index += 1;
        }
    }
    Ok(assumed)
}

impl Possible {
    /// How many ways it may come out.
    #[must_use]
    pub fn outcomes(&self) -> usize {
        self.levels.len() + usize::from(self.hole)
    }

    /// The level, if it can be only one.
    #[must_use]
    pub fn only(&self) -> Option<usize> {
        match self.levels.as_slice() {
            [level] if !self.hole => Some(*level),
            _ => None,
        }
    }
}

/// What is stated, as a box, and the boxes of the table that have to do with it.
#[derive(Debug)]
pub struct Stated<'t> {
    geometry: &'t Geometry,
    otherwise: Option<usize>,
    cuboid: Cuboid,
    /// By level, reduced to the stated box.
    boxes: Vec<(usize, Cuboid)>,
}

impl<'t> Stated<'t> {
    /// The box of the given values, by index of fact; a fact without a value leaves its dimension open.
    #[must_use]
    pub fn new<'v>(table: &'t Table, values: impl IntoIterator<Item = (usize, &'v Value)>) -> Self {
        let geometry = &table.geometry;
        let mut cuboid = Cuboid::ALL;
        for (fact, value) in values {
            geometry.narrow(&mut cuboid, fact, value);
        }
        let mut boxes = vec![];
        for level_box in &geometry.boxes {
            let reduced = residual(&geometry.space, &cuboid, [&level_box.cuboid]);
            boxes.extend(reduced.into_iter().map(|reduced| (level_box.level, reduced)));
        }
        Self { geometry, otherwise: table.otherwise(), cuboid, boxes }
    }

    /// The box itself.
    #[must_use]
    pub fn cuboid(&self) -> &Cuboid {
        &self.cuboid
    }

    /// The possible levels.
    ///
    /// # Errors
    /// When the question costs more than the budget.
    pub fn possible(&self, budget: &mut Budget) -> Result<Possible, Exhausted> {
        self.possible_within(&self.cuboid, budget)
    }

    /// The possible levels in a part of the stated box.
    ///
    /// # Errors
    /// When the question costs more than the budget.
    pub fn possible_within(&self, part: &Cuboid, budget: &mut Budget) -> Result<Possible, Exhausted> {
        let space = &self.geometry.space;
        let near: Vec<(usize, Cuboid)> = self
            .boxes
            .iter()
            .filter_map(|(level, cuboid)| Some((*level, cuboid.within(space, part)?)))
            .collect();
        let mut levels: Vec<usize> = vec![];
        let mut settled = false;
        for (index, (level, cuboid)) in near.iter().enumerate() {
            if levels.last() == Some(level) {
                settled = settled || cuboid.constraints().is_empty();
                continue;
            }
            // A milder level gets nothing where a more severe one covers everything.
            if settled {
                break;
            }
            let more_severe =
                near.iter().take(index).filter(|(other, _)| other < level).map(|(_, other)| other);
            let Some(target) = part.intersect(cuboid) else { continue };
            if !is_covered(space, &target, more_severe, budget)? {
                levels.push(*level);
            }
            settled = settled || cuboid.constraints().is_empty();
        }
        let rest = !settled && !is_covered(space, part, near.iter().map(|(_, cuboid)| cuboid), budget)?;
        if let (true, Some(otherwise)) = (rest, self.otherwise)
            && !levels.contains(&otherwise)
        {
            levels.push(otherwise);
            levels.sort_unstable();
        }
        Ok(Possible { levels, hole: rest && self.otherwise.is_none() })
    }

    /// A point of the stated box that lies in no level.
    ///
    /// # Errors
    /// When the question costs more than the budget.
    pub fn in_the_hole(&self, budget: &mut Budget) -> Result<Option<Point>, Exhausted> {
        if self.otherwise.is_some() {
            return Ok(None);
        }
        uncovered(&self.geometry.space, &self.cuboid, self.boxes.iter().map(|(_, cuboid)| cuboid), budget)
    }

    /// The facts that keep the level open: those which, if they were stated, could leave fewer ways for it to come
    /// out. The one that leaves the fewest in its worst case comes first; equal ones in the table's order.
    ///
    /// # Errors
    /// When the question costs more than the budget.
    pub fn missing(&self, table: &Table, budget: &mut Budget) -> Result<Vec<Gap>, Exhausted> {
        self.missing_among(0..table.facts.len(), budget)
    }

    /// The same; where it is too much to ask which fact tells most, the facts that are open, in the table's order. The verdict
    /// does not rest on it.
    #[must_use]
    pub fn missing_at_least(&self, table: &Table, outcomes: usize, budget: &mut Budget) -> Vec<Gap> {
        self.missing(table, budget).unwrap_or_else(|Exhausted| {
            let open = (0..table.facts.len()).filter(|fact| self.is_telling(*fact));
            open.map(|fact| Gap { fact, left: outcomes }).collect()
        })
    }

    /// The same, as if only these facts could be stated.
    ///
    /// # Errors
    /// When the question costs more than the budget.
    pub fn missing_among(
        &self,
        facts: impl IntoIterator<Item = usize>,
        budget: &mut Budget,
    ) -> Result<Vec<Gap>, Exhausted> {
        let now = self.possible(budget)?.outcomes();
        if now < 2 {
            return Ok(vec![]);
        }
        let open: Vec<usize> = facts.into_iter().filter(|fact| self.is_telling(*fact)).collect();
        let mut useful = vec![];
        for &fact in &open {
            let (worst, best) = self.range_of(&[fact], budget)?;
            if best < now {
                useful.push((worst, best, fact));
            }
        }
        if useful.is_empty() {
            // No fact narrows anything down alone, as where two of them must be equal: then it takes a pair.
            useful = self.first_useful_pair(&open, now, budget)?;
        }
        useful.sort_unstable();
        let mut gaps: Vec<Gap> = vec![];
        for (left, _, fact) in useful {
            if !gaps.iter().any(|gap| gap.fact == fact) {
                gaps.push(Gap { fact, left });
            }
        }
        if gaps.is_empty() && self.is_open_to(&open, now, *budget) {
            gaps = open.into_iter().map(|fact| Gap { fact, left: now }).collect();
        }
        Ok(gaps)
    }

    /// Whether all these facts together could leave fewer outcomes than `now`; they may, where that is too much to ask.
    fn is_open_to(&self, facts: &[usize], now: usize, mut budget: Budget) -> bool {
        self.range_of(facts, &mut budget).map_or(true, |(_, best)| best < now)
    }

    /// The first two facts, in the table's order, which together could leave fewer outcomes than `now`.
    fn first_useful_pair(
        &self,
        open: &[usize],
        now: usize,
        budget: &mut Budget,
    ) -> Result<Vec<(usize, usize, usize)>, Exhausted> {
        for (index, &first) in open.iter().enumerate() {
            for &second in open.iter().skip(index + 1) {
                let (worst, best) = self.range_of(&[first, second], budget)?;
                if best < now {
                    return Ok(vec![(worst, best, first), (worst, best, second)]);
                }
            }
        }
        Ok(vec![])
    }

    /// Whether more could be learnt about a fact that some box asks about.
    fn is_telling(&self, fact: usize) -> bool {
        self.geometry.dimensions_of(fact).iter().any(|dimension| self.telling_cells(*dimension).len() > 1)
    }

    fn cells(&self, dimension: usize) -> &CellSet {
        self.cuboid.cells(dimension).unwrap_or_else(|| self.geometry.space.cells(dimension))
    }

    /// One cell for each way in which the boxes tell the cells of a dimension apart.
    fn telling_cells(&self, dimension: usize) -> Vec<usize> {
        let asked: Vec<&CellSet> =
            self.boxes.iter().filter_map(|(_, cuboid)| cuboid.cells(dimension)).collect();
        let mut seen: BTreeSet<Vec<bool>> = BTreeSet::new();
        let is_new = |cell: &usize| seen.insert(asked.iter().map(|cells| cells.contains(*cell)).collect());
        self.cells(dimension).iter().filter(is_new).collect()
    }

    /// The largest and smallest number of outcomes left once these facts are known exactly.
    fn range_of(&self, facts: &[usize], budget: &mut Budget) -> Result<(usize, usize), Exhausted> {
        let mut parts = vec![self.cuboid.clone()];
        for &dimension in facts.iter().flat_map(|fact| self.geometry.dimensions_of(*fact)) {
            let telling = self.telling_cells(dimension);
            if telling.len() < 2 {
                continue;
            }
            let mut split = vec![];
            for part in &parts {
                for cell in &telling {
                    // Each piece is a copy of all that the part asks.
                    budget.spend(part.constraints().len() + 1)?;
                    let mut piece = part.clone();
                    piece.constrain(dimension, &CellSet::single(*cell));
                    split.push(piece);
                }
            }
            parts = split;
        }
        let (mut worst, mut best) = (0, usize::MAX);
        for part in &parts {
            let outcomes = self.possible_within(part, budget)?.outcomes();
            worst = worst.max(outcomes);
            best = best.min(outcomes);
        }
        Ok((worst, best))
    }
}
