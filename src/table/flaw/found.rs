//! Everything that is found in one table that loads.

use crate::space::budget::{Budget, Exhausted};
use crate::table::table::Table;

use super::ascending::{Ascending, Witness};
use super::criteria::{Useless, Why, useless};
use super::hole::hole;
use super::inversion::{Inversion, inversions};
use super::levels::{Empty, empty};
use super::order::{is_reversed, may_be_reversed, mixed};

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
    /// Whether the levels stand mildest first. What follows from that alone is left out.
    pub is_reversed: bool,
    /// Two neighbours among the levels that stand the other way round than their numbers. What follows from that alone is left out.
    pub swapped: Option<(usize, usize)>,
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
        let mut useless = useless(table, &space, budget)?;
        let mixed = mixed(table);
        let mut empty = empty(table, &space, &useless, budget)?;
        let hole = hole(&space, budget)?;
        let mut inversions = inversions(table, &space, budget)?;
        if is_reversed(table) || may_be_reversed(table) && !(empty.is_empty() && inversions.is_empty()) {
            let impossible = useless.into_iter().filter(|useless| useless.why == Why::Impossible);
            return Ok(Self { useless: impossible.collect(), is_reversed: true, ..Self::default() });
        }
        if let Some(mixed) = &mixed {
            let (first, second) = mixed.first;
            let is_else = |level: usize| level != first && level != second;
            empty.retain(|empty| is_else(empty.level));
            useless.retain(|useless| useless.why == Why::Impossible || is_else(useless.at.level));
            inversions.retain(|found| !mixed.is_wrong(found.severe, found.milder));
        }
        let swapped = mixed.map(|mixed| mixed.first);
        Ok(Self { empty, useless, hole, inversions, is_reversed: false, swapped })
    }
}
