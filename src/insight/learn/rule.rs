//! A criterion as the learner handles it: indices of tests, and the incidents that meet it.

use super::cases::{Cases, Savings};
use super::price::{Miss, Price, beside, one_of, worded};
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

/// What a test costs whose fact is declared elsewhere than the others of its item: what belongs together, people declare together.
/// Two bits say which item it is, and two that it is so.
const APART: Price = 4000;
/// What a fact costs that the table declares and no criterion asks for: it was declared to be asked for.
const UNASKED: Price = 3000;

impl Tally {
    /// What it costs to say how many are asked for, of each fact whether it is counted, and of each test whether it is an item of
    /// its own or belongs to the one before: a bit each; and the tests themselves.
    fn price(&self, sheet: &Sheet) -> Price {
        let tests = self.items.iter().flatten();
        let bits = Price::try_from(tests.clone().count() + sheet.facts.len()).unwrap_or(Price::MAX / 4000);
        let choices = tests.map(|test| sheet.choice(*test)).sum::<Price>();
        worded(one_of(self.items.len()) + bits * 1000) + choices + self.apart(sheet) * APART
    }

    /// How many tests belong to an item that ended before them, in the order in which the table declares the facts. Facts that it
    /// does not declare stand nowhere.
    fn apart(&self, sheet: &Sheet) -> Price {
        let of_item = |(item, tests): (usize, &Vec<usize>)| {
            let places = tests.iter().filter_map(|test| sheet.place(*test));
            places.map(move |place| (place, item)).collect::<Vec<_>>()
        };
        let mut placed: Vec<(usize, usize)> = self.items.iter().enumerate().flat_map(of_item).collect();
        placed.retain(|(place, _)| sheet.is_declared(*place));
        placed.sort_unstable();
        let mut ended: Vec<usize> = vec![];
        let mut apart = 0;
        for pair in placed.windows(2) {
            if let [(_, before), (_, item)] = pair
                && before != item
            {
                apart += Price::from(ended.contains(item));
                ended.push(*before);
            }
        }
        apart
    }

    /// Takes a test out, and its item if it was the only one there.
    pub fn take(&mut self, item: usize, at: usize) -> Option<usize> {
        let tests = self.items.get_mut(item)?;
        let taken = (at < tests.len()).then(|| tests.remove(at));
        self.items.retain(|tests| !tests.is_empty());
        taken
    }

    /// The incidents that meet as many items as are asked for.
    #[must_use]
    pub fn met(&self, sheet: &Sheet) -> Cases {
        let met = |test: &usize, at: usize| sheet.tests.get(*test).map_or(0, |test| test.met.word(at));
        // Which incidents meet so many items or more, none first.
        let mut reached = vec![0_u64; self.count + 1];
        Cases::by_word(sheet.declared.len(), |at| {
            reached.fill(0);
            if let Some(first) = reached.first_mut() {
                *first = u64::MAX;
            }
            for item in &self.items {
                let item = item.iter().fold(0, |any, test| any | met(test, at));
                for count in (1..=self.count).rev() {
                    let more = reached.get(count - 1).map_or(0, |fewer| fewer & item);
                    if let Some(so_many) = reached.get_mut(count) {
                        *so_many |= more;
                    }
                }
            }
            reached.last().copied().unwrap_or(0)
        })
    }
}

/// What a criterion costs beside its tests: that there is one more, and where it ends.
const OPENING: Price = 2000;

impl Rule {
    /// Its tests, those that are counted among them.
    pub fn all_tests(&self) -> impl Iterator<Item = usize> {
        self.tests.iter().chain(self.tally.iter().flat_map(|tally| tally.items.iter().flatten())).copied()
    }

    /// The places of the facts that it asks for.
    pub fn asked(&self, sheet: &Sheet) -> impl Iterator<Item = usize> {
        self.all_tests().filter_map(|test| sheet.place(test))
    }

    /// The incidents that meet it for certain.
    #[must_use]
    pub fn met(&self, sheet: &Sheet) -> Cases {
        let mut met = sheet.meeting_all(&self.tests);
        if let Some(tally) = &self.tally {
            met.keep(&tally.met(sheet));
        }
        met
    }

    /// What it costs to write it down.
    #[must_use]
    pub fn price(&self, sheet: &Sheet) -> Price {
        let each = self.tests.iter().enumerate().map(|(others, test)| beside(others, sheet.price(*test)));
        let tally = self.tally.as_ref().map_or(0, |tally| tally.price(sheet));
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

/// What the facts cost that the table declares and no criterion asks for; `asked` are the places of those that one does.
#[must_use]
pub fn unasked(sheet: &Sheet, asked: impl Iterator<Item = usize>) -> Price {
    let mut unasked = sheet.declared_facts.clone();
    for place in asked {
        if let Some(unasked) = unasked.get_mut(place) {
            *unasked = false;
        }
    }
    Price::try_from(unasked.into_iter().filter(|unasked| *unasked).count()).unwrap_or(0) * UNASKED
}
