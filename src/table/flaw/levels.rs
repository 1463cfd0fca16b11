//! Levels that no incident can be at.

use crate::space::budget::{Budget, Exhausted};
use crate::space::cover::is_covered;
use crate::space::region::Cuboid;
use crate::table::table::Table;

use super::ascending::Ascending;
use super::criteria::{Useless, Why};

/// A level that no incident can be at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Empty {
    /// Index of the level.
    pub level: usize,
    /// Why.
    pub why: Emptiness,
}

/// Why no incident can be at a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emptiness {
    /// It has no criterion, and does not take the rest.
    NoCriteria,
    /// None of its criteria can decide anything.
    NoneDecides,
    /// It takes the rest, and there is none.
    NothingLeft,
}

/// The levels that no incident can be at.
///
/// # Errors
/// When the question costs more than the budget.
pub fn empty(
    table: &Table,
    space: &Ascending<'_>,
    useless: &[Useless],
    budget: &mut Budget,
) -> Result<Vec<Empty>, Exhausted> {
    let mut found = vec![];
    for (level, row) in table.levels.iter().enumerate() {
        let never =
            |useless: &&Useless| useless.at.level == level && !matches!(useless.why, Why::Redundant(_));
        if useless.iter().filter(never).count() < row.criteria.len() {
            continue;
        }
        let why = if row.otherwise.is_some() {
            if !is_covered(space.space(), &Cuboid::ALL, space.boxes_where(|_| true), budget)? {
                continue;
            }
            Emptiness::NothingLeft
        } else if row.criteria.is_empty() {
            Emptiness::NoCriteria
        } else {
            Emptiness::NoneDecides
        };
        found.push(Empty { level, why });
    }
    Ok(found)
}
