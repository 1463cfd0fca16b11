//! A criterion as the learner handles it: indices of tests, and the incidents that meet it.

use crate::model::declaration::Declaration;

use super::case::Case;
use super::cases::{Cases, Savings};
use super::price::{Miss, Price, beside, one_of, whole, worded};
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

impl Tally {
    /// What it costs to say how many there are, and of each test whether it is an item of its own or belongs to the one
    /// before: a bit.
    #[must_use]
    pub fn price_of(items: usize, tests: usize) -> Price {
        worded(one_of(items) + Price::try_from(tests).unwrap_or(Price::MAX / 4000) * 1000)
    }

    /// The incidents that meet as many items as are asked for.
    #[must_use]
    pub fn met(&self, sheet: &Sheet) -> Cases {
        let many = sheet.declared.len();
        // Which incidents meet so many items or more, none first.
        let mut reached = vec![Cases::none(many); self.count + 1];
        if let Some(first) = reached.first_mut() {
            *first = Cases::all(many);
        }
        for item in &self.items {
            let item = sheet.meeting_any(item);
            for count in (1..=self.count).rev() {
                let more = reached.get(count - 1).map(|fewer| fewer.and(&item)).unwrap_or_default();
                if let Some(so_many) = reached.get_mut(count) {
                    so_many.join(&more);
                }
            }
        }
        reached.pop().unwrap_or_default()
    }
}

/// What a criterion costs beside its tests: that there is one more, and where it ends.
const OPENING: Price = 2000;

impl Rule {
    /// The incidents that meet it for certain.
    #[must_use]
    pub fn met(&self, sheet: &Sheet) -> Cases {
        let mut met = sheet.meeting_all(&self.tests);
        if let Some(tally) = &self.tally {
            met.keep(&tally.met(sheet));
        }
        met
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
        let each = self.tests.iter().enumerate().map(|(others, test)| beside(others, sheet.price(*test)));
        let tally = self.tally.as_ref().map_or(0, |tally| {
            let tests = tally.items.iter().flatten().map(|test| whole(sheet.price(*test))).sum::<Price>();
            Tally::price_of(tally.items.len(), tally.items.iter().map(Vec::len).sum()) + tests
        });
        worded(OPENING + one_of(sheet.levels.saturating_sub(1))) + each.sum::<Price>() + tally
    }
}

/// The level that criteria give each incident: the most severe of those that are met, else the rest's.
#[must_use]
pub fn given(sheet: &Sheet, rules: &[Rule]) -> Vec<usize> {
    let mut given = vec![sheet.rest; sheet.declared.len()];
    for rule in rules {
        let met = rule.met(sheet);
        for (_, level) in given.iter_mut().enumerate().filter(|(case, _)| met.has(*case)) {
            *level = rule.level.min(*level);
        }
    }
    given
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
pub fn savings(sheet: &Sheet, miss: &Miss, given: &[usize], level: usize) -> Savings {
    let of_case = |(declared, given): (&usize, &usize)| {
        if *given > level { miss.between(*declared, *given) - miss.between(*declared, level) } else { 0 }
    };
    Savings::of(sheet.declared.len(), sheet.declared.iter().zip(given).map(of_case))
}

/// What all incidents and criteria cost together.
#[must_use]
pub fn total(sheet: &Sheet, miss: &Miss, rules: &[Rule]) -> Price {
    let given = given(sheet, rules);
    let missed: Price =
        sheet.declared.iter().zip(&given).map(|(declared, given)| miss.between(*declared, *given)).sum();
    missed + rules.iter().map(|rule| rule.price(sheet)).sum::<Price>()
}
