//! How well what is learnt does on incidents it was not learnt from.

use rayon::prelude::*;

use crate::table::table::Table;

use super::case::Case;
use super::fit::learn;
use super::learnt_table::learnt_table;
use super::lesson::{Share, majority};
use super::sheet::{Sheet, usable};
use super::stands::{Stands, stands};

/// Learnt from four fifths, tried on the last; each fifth once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// The incidents that were given their declared level while they were held back.
    pub learnt: Share,
    /// Those whose level was guessed right by always taking the commonest of the others.
    pub majority: Share,
    /// The same of those that were not left open.
    pub settled_majority: Share,
}

/// In so many parts incidents are held back, each once.
const PARTS: usize = 5;
/// With fewer incidents than this nothing is held back.
const FEWEST: usize = 20;

/// Holds back each part once, several at a time. Nothing where what is learnt is too much for a table.
#[must_use]
pub fn try_out(table: &Table, cases: &[Case]) -> Option<Trial> {
    if cases.len() < FEWEST {
        return None;
    }
    let trials: Vec<Option<Trial>> =
        (0..PARTS).into_par_iter().map(|part| hold_back(table, cases, part)).collect();
    trials.into_iter().try_fold(Trial::default(), |all, part| {
        let part = part?;
        Some(Trial {
            learnt: all.learnt.with(part.learnt),
            majority: all.majority.with(part.majority),
            settled_majority: all.settled_majority.with(part.settled_majority),
        })
    })
}

/// Learns from all but a part, and is tried on it.
fn hold_back(table: &Table, cases: &[Case], part: usize) -> Option<Trial> {
    let of = |held: bool| {
        let chosen = cases.iter().enumerate().filter(move |(index, _)| (index % PARTS == part) == held);
        chosen.map(|(_, case)| case.clone()).collect::<Vec<Case>>()
    };
    let (kept, held) = (of(false), of(true));
    let sheet = Sheet::new(&table.facts, table.levels.len(), &kept, &usable(table, &kept), &[]);
    let rules = learn(&sheet);
    let learnt = learnt_table(table, &sheet, &rules.iter().collect::<Vec<_>>()).ok()?;
    let (commonest, _) = majority(kept.iter().map(|case| case.declared), table.levels.len());
    let mut trial = Trial::default();
    for case in &held {
        let stands = stands(&learnt, case);
        let guess = if case.declared == commonest { Stands::Right } else { Stands::Wrong };
        trial.learnt.count(stands);
        trial.majority.count(guess);
        if stands != Stands::Open {
            trial.settled_majority.count(guess);
        }
    }
    Some(trial)
}
