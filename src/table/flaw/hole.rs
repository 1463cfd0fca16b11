//! A hole: something that may happen, and for which the table has no level.

use crate::space::budget::{Budget, Exhausted};
use crate::space::cover::uncovered;
use crate::space::region::Cuboid;

use super::ascending::{Ascending, Witness};

/// A point in no level, if there is one.
///
/// # Errors
/// When the question costs more than the budget.
pub fn hole(space: &Ascending<'_>, budget: &mut Budget) -> Result<Option<Witness>, Exhausted> {
    if space.otherwise.is_some() {
        return Ok(None);
    }
    let point = uncovered(space.space(), &Cuboid::ALL, space.boxes_where(|_| true), budget)?;
    let Some(point) = point else { return Ok(None) };
    let misses = |part: &Cuboid, budget: &mut Budget| {
        budget.spend(space.boxes.len())?;
        Ok(space.misses(part, |_| true))
    };
    Ok(Some(space.witness(&space.opened(&point, misses, budget)?)))
}
