//! What was learnt, and how far it explains the incidents.

use rayon::prelude::*;

use crate::table::level::Example;
use crate::table::table::Table;

use super::case::Case;
use super::fit::learn;
use super::rule::{Rule, given, given_to};
use super::sheet::{Sheet, usable};

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
    /// How many incidents it gives the declared level, and another.
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
    /// Declared at another one.
    pub wrong: Vec<usize>,
}

/// So many of so many incidents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// So many.
    pub right: usize,
    /// Of so many.
    pub of: usize,
}

/// Learnt from four fifths, tried on the last; each fifth once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// The incidents that were given their declared level while they were held back.
    pub learnt: Share,
    /// Those whose level was guessed right by always taking the commonest of the others.
    pub majority: Share,
}

/// In so many parts incidents are held back, each once.
const PARTS: usize = 5;
/// With fewer incidents than this nothing is held back.
const FEWEST: usize = 20;

impl Support {
    /// Counts what each rule decides: of several that are met at the given level, each does.
    #[must_use]
    pub fn of(sheet: &Sheet, rules: &[Rule], rule: &Rule) -> Self {
        let mut support = Self::default();
        let met = rule.met(sheet);
        for (case, (level, declared)) in given(sheet, rules).iter().zip(&sheet.declared).enumerate() {
            if *level == rule.level && met.has(case) {
                if declared == level { &mut support.explained } else { &mut support.wrong }.push(case);
            }
        }
        support
    }
}

impl Share {
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

/// Holds back each part once, several at a time.
#[must_use]
pub fn try_out(table: &Table, cases: &[Case]) -> Option<Trial> {
    if cases.len() < FEWEST {
        return None;
    }
    let trials: Vec<Trial> = (0..PARTS).into_par_iter().map(|part| hold_back(table, cases, part)).collect();
    let add = |one: Share, other: Share| Share { right: one.right + other.right, of: one.of + other.of };
    trials.into_iter().reduce(|all, part| Trial {
        learnt: add(all.learnt, part.learnt),
        majority: add(all.majority, part.majority),
    })
}

/// Learns from all but a part, and is tried on it.
fn hold_back(table: &Table, cases: &[Case], part: usize) -> Trial {
    let of = |held: bool| {
        let chosen = cases.iter().enumerate().filter(move |(index, _)| (index % PARTS == part) == held);
        chosen.map(|(_, case)| case.clone()).collect::<Vec<Case>>()
    };
    let (kept, held) = (of(false), of(true));
    let sheet = Sheet::new(&table.facts, table.levels.len(), &kept, &usable(table, &kept), &[]);
    let rules = learn(&sheet);
    let (commonest, _) = majority(kept.iter().map(|case| case.declared), table.levels.len());
    let share = |is_right: &dyn Fn(&Case) -> bool| Share {
        right: held.iter().filter(|case| is_right(case)).count(),
        of: held.len(),
    };
    Trial {
        learnt: share(&|case| given_to(&sheet, &table.facts, &rules, case) == case.declared),
        majority: share(&|case| commonest == case.declared),
    }
}
