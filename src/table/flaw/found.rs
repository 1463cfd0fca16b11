//! Everything that is found in one table that loads.

use crate::space::budget::{Budget, Exhausted};
use crate::table::table::Table;

use super::ascending::{Ascending, Witness};
use super::criteria::{Useless, useless};
use super::hole::hole;
use super::inversion::{Inversion, inversions};
use super::levels::{Empty, empty};

/// What the geometry of a table has wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flaws {
    /// Criteria without use, in the table's order.
    pub useless: Vec<Useless>,
    /// Levels that no incident can be at.
    pub empty: Vec<Empty>,
    /// A point in no level.
    pub hole: Option<Witness>,
    /// Facts that get worse while the level gets milder.
    pub inversions: Vec<Inversion>,
}

/// Steps that looking at one table may take: some tenths of a second's worth. A table of everyday size takes thousands.
pub const STEPS: usize = 40_000_000;

impl Flaws {
    /// Looks at a table.
    ///
    /// # Errors
    /// When a question costs more than the budget: then nothing is known, never a guess.
    pub fn of(table: &Table, budget: &mut Budget) -> Result<Self, Exhausted> {
        let space = Ascending::of(table);
        let useless = useless(table, &space, budget)?;
        let empty = empty(table, &space, &useless, budget)?;
        Ok(Self {
            empty,
            useless,
            hole: hole(&space, budget)?,
            inversions: inversions(table, &space, budget)?,
        })
    }
}
