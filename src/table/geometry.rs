//! The table as geometry: each fact a dimension cut into cells, each criterion one box or several.

use crate::model::declaration::Declaration;
use crate::model::kind::Kind;
use crate::model::kinds::domain;
use crate::model::value::{Demand, Value};
use crate::space::axis::{Axis, Numbers};
use crate::space::cells::CellSet;
use crate::space::decimal::Decimal;
use crate::space::interval::{End, Interval};
use crate::space::region::{Cuboid, Space};

use super::level::{Criterion, Level, Test};

/// Cells and boxes of one table.
#[derive(Clone, Debug)]
pub struct Geometry {
    /// How many cells each dimension has.
    pub space: Space,
    /// What the dimensions mean.
    pub dimensions: Vec<Dimension>,
    /// All boxes, by level, most severe first.
    pub boxes: Vec<LevelBox>,
    of_fact: Vec<Vec<usize>>,
}

/// One dimension: a fact, or whether one word is in a set.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// Index into the table's facts.
    pub fact: usize,
    /// The word, of a set. Cell 0 is without it, cell 1 with it.
    pub member: Option<String>,
    /// The cells.
    pub axis: Axis,
}

/// One box of a criterion.
#[derive(Clone, Debug)]
pub struct LevelBox {
    /// Index of the level.
    pub level: usize,
    /// Index of the criterion within the level.
    pub criterion: usize,
    /// The box.
    pub cuboid: Cuboid,
}

/// The table expands to too many boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooComplex;

impl Geometry {
    /// Cuts the space at every end point the criteria mention, and expands the criteria to boxes.
    ///
    /// # Errors
    /// When there are more than `most` boxes.
    pub fn of(facts: &[Declaration], levels: &[Level], most: usize) -> Result<Self, TooComplex> {
        let tests: Vec<&Test> =
            levels.iter().flat_map(|level| &level.criteria).flat_map(Criterion::all_tests).collect();
        let mut dimensions = vec![];
        let mut of_fact = vec![];
        for (fact, declaration) in facts.iter().enumerate() {
            let demands: Vec<&Demand> =
                tests.iter().filter(|test| test.fact == fact).map(|test| &test.demand).collect();
            let first = dimensions.len();
            if !demands.is_empty() {
                dimensions.extend(fact_dimensions(fact, &declaration.kind, &demands));
            }
            of_fact.push((first..dimensions.len()).collect());
        }
        let space = Space::new(dimensions.iter().map(|dimension: &Dimension| dimension.axis.len()));
        let mut geometry = Self { space, dimensions, boxes: vec![], of_fact };
        for (level, row) in levels.iter().enumerate() {
            for (criterion, parts) in row.criteria.iter().enumerate() {
                let room = most.saturating_sub(geometry.boxes.len());
                let cuboids = geometry.expand(parts, room)?;
                let boxes = cuboids.into_iter().map(|cuboid| LevelBox { level, criterion, cuboid });
                geometry.boxes.extend(boxes);
            }
        }
        Ok(geometry)
    }

    /// The dimensions of a fact: none if no criterion asks for it, several for a set.
    #[must_use]
    pub fn dimensions_of(&self, fact: usize) -> &[usize] {
        self.of_fact.get(fact).map(Vec::as_slice).unwrap_or_default()
    }

    /// Narrows a box to what is stated of one fact.
    pub fn narrow(&self, stated: &mut Cuboid, fact: usize, value: &Value) {
        for &index in self.dimensions_of(fact) {
            let Some(dimension) = self.dimensions.get(index) else { continue };
            let cells = dimension.cells(value);
            // A value outside every cell cannot be judged; it leaves the dimension open.
            if !cells.is_empty() {
                stated.constrain(index, &cells);
            }
        }
    }

    /// The boxes of one criterion.
    fn expand(&self, criterion: &Criterion, room: usize) -> Result<Vec<Cuboid>, TooComplex> {
        let mut boxes = vec![Cuboid::ALL];
        for test in &criterion.tests {
            boxes = meet(&boxes, &self.alternatives(test), room)?;
        }
        let Some(at_least) = &criterion.at_least else { return bounded(boxes, room) };
        // chosen[k]: the boxes in which k of the items looked at so far hold.
        let mut chosen: Vec<Vec<Cuboid>> = vec![vec![]; at_least.count + 1];
        if let Some(none) = chosen.first_mut() {
            *none = boxes;
        }
        for item in &at_least.of {
            let mut holds = vec![];
            for alternative in item {
                let mut parts = vec![Cuboid::ALL];
                for test in alternative {
                    parts = meet(&parts, &self.alternatives(test), room)?;
                }
                holds.extend(parts);
            }
            for held in (0..at_least.count).rev() {
                let more = match chosen.get(held) {
                    Some(boxes) => meet(boxes, &holds, room)?,
                    None => vec![],
                };
                if let Some(next) = chosen.get_mut(held + 1) {
                    next.extend(more);
                    drop_contained(next);
                    if next.len() > room {
                        return Err(TooComplex);
                    }
                }
            }
        }
        bounded(chosen.pop().unwrap_or_default(), room)
    }

    /// A test as boxes: one, or one for each word of `any of`.
    fn alternatives(&self, test: &Test) -> Vec<Cuboid> {
        let dimensions = self.dimensions_of(test.fact);
        let member = |word: &String, cell: usize| {
            let index = dimensions.iter().copied().find(|&index| {
                self.dimensions.get(index).is_some_and(|dimension| dimension.member.as_ref() == Some(word))
            });
            index.map(|index| (index, CellSet::single(cell)))
        };
        let sides = |sides: Vec<(usize, CellSet)>| {
            let cuboid: Cuboid = sides.into_iter().collect();
            (!cuboid.is_empty()).then_some(cuboid)
        };
        match &test.demand {
            Demand::AnyOf(words) => {
                words.iter().filter_map(|word| sides(member(word, 1).into_iter().collect())).collect()
            }
            Demand::AllOf(words) => {
                sides(words.iter().filter_map(|word| member(word, 1)).collect()).into_iter().collect()
            }
            Demand::NoneOf(words) => {
                sides(words.iter().filter_map(|word| member(word, 0)).collect()).into_iter().collect()
            }
            Demand::Quantity(numbers) => {
                let value = Value::Quantity(numbers.clone());
                sides(self.sides(dimensions, &value)).into_iter().collect()
            }
            Demand::Words(words) => {
                let value = Value::Words(words.clone());
                sides(self.sides(dimensions, &value)).into_iter().collect()
            }
        }
    }

    fn sides(&self, dimensions: &[usize], value: &Value) -> Vec<(usize, CellSet)> {
        dimensions
            .iter()
            .filter_map(|&index| Some((index, self.dimensions.get(index)?.cells(value))))
            .collect()
    }
}

impl Dimension {
    /// The cells a value may lie in.
    #[must_use]
    pub fn cells(&self, value: &Value) -> CellSet {
        match (value, &self.member) {
            (Value::Quantity(numbers), _) => self.axis.cells_of(numbers),
            (Value::Words(words), _) => words.iter().copied().collect(),
            (Value::Members(members), Some(word)) => {
                let (with, without) = (CellSet::single(1), CellSet::single(0));
                if members.named.contains(word) {
                    with
                } else if members.more || members.open.contains(word) {
                    with.union(&without)
                } else {
                    without
                }
            }
            (Value::Members(_), None) => CellSet::full(self.axis.len()),
        }
    }
}

fn meet(left: &[Cuboid], right: &[Cuboid], room: usize) -> Result<Vec<Cuboid>, TooComplex> {
    let mut met = vec![];
    for a in left {
        for b in right {
            met.extend(a.intersect(b));
            if met.len() > room {
                return Err(TooComplex);
            }
        }
    }
    Ok(met)
}

fn bounded(mut boxes: Vec<Cuboid>, room: usize) -> Result<Vec<Cuboid>, TooComplex> {
    drop_contained(&mut boxes);
    if boxes.len() > room { Err(TooComplex) } else { Ok(boxes) }
}

/// Boxes that lie in another one of the list say nothing new.
fn drop_contained(boxes: &mut Vec<Cuboid>) {
    if boxes.len() > 256 {
        return;
    }
    let holds = |outer: &Cuboid, inner: &Cuboid| {
        outer
            .constraints()
            .iter()
            .all(|(dimension, cells)| inner.cells(*dimension).is_some_and(|inner| inner.is_subset(cells)))
    };
    let mut kept: Vec<Cuboid> = vec![];
    for candidate in boxes.drain(..) {
        if kept.iter().any(|other| holds(other, &candidate)) {
            continue;
        }
        kept.retain(|other| !holds(&candidate, other));
        kept.push(candidate);
    }
    *boxes = kept;
}

fn fact_dimensions(fact: usize, kind: &Kind, demands: &[&Demand]) -> Vec<Dimension> {
    let numbers = match kind {
        Kind::Count => Numbers::Whole,
        _ => Numbers::Any,
    };
    match kind {
        Kind::Boolean => vec![Dimension { fact, member: None, axis: Axis::words(2) }],
        Kind::Scale(words) | Kind::Choice(words) => {
            vec![Dimension { fact, member: None, axis: Axis::words(words.len()) }]
        }
        Kind::Set(_) => {
            let mut words: Vec<String> = vec![];
            for demand in demands {
                let (Demand::AnyOf(named) | Demand::AllOf(named) | Demand::NoneOf(named)) = demand else {
                    continue;
                };
                words.extend(named.iter().cloned());
            }
            words.sort_unstable();
            words.dedup();
            let dimension = |word| Dimension { fact, member: Some(word), axis: Axis::words(2) };
            words.into_iter().map(dimension).collect()
        }
        Kind::Count | Kind::Number { .. } | Kind::Percent | Kind::Duration | Kind::Money { .. } => {
            let mut cuts = vec![];
            for demand in demands {
                let Demand::Quantity(intervals) = demand else { continue };
                cuts.extend(intervals.parts().iter().flat_map(|part| ends(*part)));
            }
            vec![Dimension {
                fact,
                member: None,
                axis: Axis::line(domain(kind).unwrap_or(Interval::ALL), numbers, cuts),
            }]
        }
    }
}

fn ends(part: Interval) -> impl Iterator<Item = Decimal> {
    [part.low(), part.high()].into_iter().filter_map(|end| match end {
        End::Unbounded => None,
        End::Included(number) | End::Excluded(number) => Some(number),
    })
}
