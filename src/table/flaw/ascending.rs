//! The boxes of a table with every dimension turned so that a higher cell is a worse one, and points of it as witnesses.
//!
//! Coverage names low points. In a space that ascends, a low point is one where as little as possible is bad.

use crate::model::declaration::Worse;
use crate::model::kind::Kind;
use crate::space::budget::{Budget, Exhausted};
use crate::space::cells::CellSet;
use crate::space::cover::is_covered;
use crate::space::region::{Cuboid, Point, Space};
use crate::table::geometry::{Geometry, LevelBox};
use crate::table::table::Table;

/// The boxes of a table, turned.
#[derive(Debug)]
pub struct Ascending<'t> {
    /// The geometry as the table has it.
    pub geometry: &'t Geometry,
    /// All boxes, most severe level first.
    pub boxes: Vec<LevelBox>,
    /// How many levels there are.
    pub levels: usize,
    /// The level that takes what no criterion covers.
    pub otherwise: Option<usize>,
    /// Which way each dimension goes.
    directions: Vec<Direction>,
}

/// Which way a dimension goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// A higher cell is worse.
    Up,
    /// It was turned: a lower cell of the table's is worse.
    Down,
    /// No cell is worse than another.
    None,
}

/// A point of a table, as far as it matters: a cell for each dimension that does, as the table numbers them. What is said
/// of it holds whatever the other dimensions are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness(pub Vec<(usize, usize)>);

impl<'t> Ascending<'t> {
    /// The boxes of a table.
    #[must_use]
    pub fn of(table: &'t Table) -> Self {
        Self::turning(table, &[])
    }

    /// The same with some facts taken for worse the other way.
    #[must_use]
    pub fn turning(table: &'t Table, facts: &[usize]) -> Self {
        let geometry = &table.geometry;
        let direction = |fact: usize| {
            let declaration = table.facts.get(fact);
            match declaration.map(|declaration| (&declaration.kind, declaration.worse)) {
                None | Some((Kind::Choice(_), _) | (_, Worse::Neither)) => Direction::None,
                Some((_, worse)) if (worse == Worse::Lower) ^ facts.contains(&fact) => Direction::Down,
                Some(_) => Direction::Up,
            }
        };
        let directions = geometry.dimensions.iter().map(|dimension| direction(dimension.fact)).collect();
        let mut ascending = Self {
            geometry,
            boxes: vec![],
            levels: table.levels.len(),
            otherwise: table.otherwise(),
            directions,
        };
        let turned = |level_box: &LevelBox| LevelBox {
            cuboid: ascending.turned(&level_box.cuboid),
            ..level_box.clone()
        };
        let boxes = geometry.boxes.iter().map(turned).collect();
        ascending.boxes = boxes;
        ascending
    }

    /// The space. Turning a dimension leaves it as long as it is.
    #[must_use]
    pub fn space(&self) -> &'t Space {
        &self.geometry.space
    }

    /// Which way a dimension goes.
    #[must_use]
    pub fn direction(&self, dimension: usize) -> Direction {
        self.directions.get(dimension).copied().unwrap_or(Direction::None)
    }

    /// The boxes of a range of levels.
    pub fn boxes_where(&self, is_meant: impl Fn(usize) -> bool) -> impl Iterator<Item = &Cuboid> {
        self.boxes
            .iter()
            .filter(move |level_box| is_meant(level_box.level))
            .map(|level_box| &level_box.cuboid)
    }

    /// Whether every point of a part is at a level. It may say no where that takes more than one reason.
    ///
    /// # Errors
    /// When the question costs more than the budget.
    pub fn is_at(&self, part: &Cuboid, level: usize, budget: &mut Budget) -> Result<bool, Exhausted> {
        budget.spend(self.boxes.len())?;
        if !self.misses(part, |other| other < level) {
            return Ok(false);
        }
        if self.otherwise == Some(level) && self.misses(part, |other| other != level) {
            return Ok(true);
        }
        is_covered(self.space(), part, self.boxes_where(|other| other == level), budget)
    }

    /// Whether no point of a part lies in a box of those levels.
    pub fn misses(&self, part: &Cuboid, is_meant: impl Fn(usize) -> bool) -> bool {
        self.boxes_where(is_meant).all(|cuboid| !part.touches(cuboid))
    }

    /// Opens the dimensions of a point that do not matter: those without which it `holds` as well.
    ///
    /// # Errors
    /// When that costs more than the budget.
    pub fn opened(
        &self,
        point: &Point,
        mut holds: impl FnMut(&Cuboid, &mut Budget) -> Result<bool, Exhausted>,
        budget: &mut Budget,
    ) -> Result<Cuboid, Exhausted> {
        let mut part = Cuboid::from(point);
        for dimension in (0..self.space().dimensions()).rev() {
            let fewer = part.without(dimension);
            if holds(&fewer, budget)? {
                part = fewer;
            }
        }
        Ok(part)
    }

    /// A part as a witness, in the cells of the table.
    #[must_use]
    pub fn witness(&self, part: &Cuboid) -> Witness {
        let own = self.turned(part);
        let cells =
            own.constraints().iter().filter_map(|(dimension, cells)| Some((*dimension, cells.first()?)));
        Witness(cells.collect())
    }

    /// To the ascending space or back: it is the same.
    fn turned(&self, cuboid: &Cuboid) -> Cuboid {
        let turned = |(dimension, cells): &(usize, CellSet)| {
            if self.direction(*dimension) != Direction::Down {
                return (*dimension, cells.clone());
            }
            let last = self.space().cells(*dimension).len();
            (*dimension, cells.iter().filter_map(|cell| last.checked_sub(cell + 1)).collect())
        };
        cuboid.constraints().iter().map(turned).collect()
    }
}
