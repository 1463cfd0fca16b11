//! What was learnt, and how far it explains the incidents.

use crate::table::level::Example;
use crate::table::table::Table;

use super::stands::Stands;

/// A table with learnt criteria, and what there is to say for and against each. Cases are named by their index.
#[derive(Debug)]
pub struct Lesson {
    /// The table.
    pub table: Table,
    /// By level, by criterion.
    pub support: Vec<Vec<Support>>,
    /// By level: examples of the table that would come out at another one, and are left out.
    pub dropped: Vec<Vec<Example>>,
    /// By level.
    pub levels: Vec<Share>,
    /// How many incidents it gives the declared level.
    pub fit: Share,
    /// The level that most incidents were declared at, and how many.
    pub majority: (usize, usize),
    /// Facts of the table that criteria could ask for and no incident states.
    pub unstated: Vec<usize>,
    /// Facts of the table that some incident states and no criterion asks for.
    pub unused: Vec<usize>,
}

/// What speaks for a criterion, and what against it: the incidents it decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Declared at its level.
    pub explained: Vec<usize>,
    /// Declared at a level that they cannot have.
    pub wrong: Vec<usize>,
    /// It is met, and another level is possible as well.
    pub open: Vec<usize>,
}

/// So many of so many incidents; of the others some are left open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// So many.
    pub right: usize,
    /// So many are left open: they do not state enough.
    pub open: usize,
    /// Of so many.
    pub of: usize,
}

impl Support {
    /// Sorts what a criterion decides.
    #[must_use]
    pub fn of(decided: impl Iterator<Item = (usize, Stands)>) -> Self {
        let mut support = Self::default();
        for (case, stands) in decided {
            match stands {
                Stands::Right => support.explained.push(case),
                Stands::Wrong => support.wrong.push(case),
                Stands::Open => support.open.push(case),
            }
        }
        support
    }
}

impl Share {
    /// One more.
    pub fn count(&mut self, stands: Stands) {
        self.of += 1;
        self.right += usize::from(stands == Stands::Right);
        self.open += usize::from(stands == Stands::Open);
    }

    /// Both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self { right: self.right + other.right, open: self.open + other.open, of: self.of + other.of }
    }

    /// How many are neither right nor open.
    #[must_use]
    pub fn wrong(self) -> usize {
        self.of.saturating_sub(self.right + self.open)
    }

    /// In percent, rounded; of none it is 0.
    #[must_use]
    pub fn percent(self) -> usize {
        (self.right * 200 + self.of).checked_div(self.of * 2).unwrap_or(0)
    }
}

/// The level that most were declared at, and how many; of two alike, the milder.
#[must_use]
pub fn majority(declared: impl Iterator<Item = usize>, levels: usize) -> (usize, usize) {
    let mut counts = vec![0; levels];
    for level in declared {
        if let Some(count) = counts.get_mut(level) {
            *count += 1;
        }
    }
    counts.into_iter().enumerate().max_by_key(|(_, count)| *count).unwrap_or((0, 0))
}
