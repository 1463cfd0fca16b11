//! A criterion as the learner handles it: indices of tests, and the incidents that meet it.

use crate::model::declaration::Declaration;

use super::case::Case;
use super::price::{Miss, Price, one_of, worded};
use super::sheet::Sheet;

/// A criterion of a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Index of the level.
    pub level: usize,
    /// Tests that must all be met, ascending; of each fact one.
    pub tests: Vec<usize>,
    /// So many items must be met as well.
    pub tally: Option<Tally>,
}

/// So many of the items; an item is met by any of its tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub count: usize,
    /// Of these.
    pub items: Vec<Vec<usize>>,
}

/// What a criterion costs beside its tests: that there is one more, and where it ends.
const OPENING: Price = 2000;

impl Rule {
    /// Whether an incident meets it for certain.
    #[must_use]
    pub fn is_met(&self, sheet: &Sheet, case: usize) -> bool {
        self.holds(&|test: &usize| sheet.meets(*test, case))
    }

    fn holds(&self, meets: &impl Fn(&usize) -> bool) -> bool {
        self.tests.iter().all(meets)
            && self.tally.as_ref().is_none_or(|tally| {
                let met = tally.items.iter().filter(|item| item.iter().any(meets));
                met.take(tally.count).count() == tally.count
            })
    }

    /// What it costs to write it down.
    #[must_use]
    pub fn price(&self, sheet: &Sheet) -> Price {
        let of = |tests: &[usize]| tests.iter().map(|test| sheet.price(*test)).sum::<Price>();
        let tally = self.tally.as_ref().map_or(0, |tally| {
            // Each test is an item of its own or belongs to the one before: a bit.
            let tests: usize = tally.items.iter().map(Vec::len).sum();
            let each = Price::try_from(tests).unwrap_or(Price::MAX / 4000) * 1000;
            worded(one_of(tally.items.len()) + each) + tally.items.iter().map(|item| of(item)).sum::<Price>()
        });
        worded(OPENING + one_of(sheet.levels.saturating_sub(1))) + of(&self.tests) + tally
    }
}

/// The level that criteria give each incident: the most severe of those that are met, else the rest's.
#[must_use]
pub fn given(sheet: &Sheet, rules: &[Rule]) -> Vec<usize> {
    let of_case = |case: usize| {
        let met = rules.iter().filter(|rule| rule.is_met(sheet, case));
        met.map(|rule| rule.level).min().map_or(sheet.rest, |level| level.min(sheet.rest))
    };
    (0..sheet.declared.len()).map(of_case).collect()
}

/// The level that rules give an incident they were not learnt from.
#[must_use]
pub fn given_to(sheet: &Sheet, facts: &[Declaration], rules: &[Rule], case: &Case) -> usize {
    let meets = |test: &usize| sheet.tests.get(*test).is_some_and(|test| test.is_met(facts, case));
    let met = rules.iter().filter(|rule| rule.holds(&meets));
    met.map(|rule| rule.level).min().unwrap_or(sheet.rest)
}

/// What each incident saves if a criterion puts it at a level: only what is milder so far moves.
#[must_use]
pub fn savings(sheet: &Sheet, miss: &Miss, given: &[usize], level: usize) -> Vec<Price> {
    let of_case = |(declared, given): (&usize, &usize)| {
        if *given > level { miss.between(*declared, *given) - miss.between(*declared, level) } else { 0 }
    };
    sheet.declared.iter().zip(given).map(of_case).collect()
}

/// What all incidents and criteria cost together.
#[must_use]
pub fn total(sheet: &Sheet, miss: &Miss, rules: &[Rule]) -> Price {
    let given = given(sheet, rules);
    let missed: Price =
        sheet.declared.iter().zip(&given).map(|(declared, given)| miss.between(*declared, *given)).sum();
    missed + rules.iter().map(|rule| rule.price(sheet)).sum::<Price>()
}
