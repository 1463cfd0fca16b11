//! The conjunction of tests that saves most: exact, as long as that does not take too many steps.

use super::cases::{Cases, Packed, Savings};
use super::price::{Price, beside};
use super::sheet::Sheet;

/// A conjunction, and what it saves beyond its own price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Best {
    /// The tests, ascending.
    pub tests: Vec<usize>,
    /// What it saves.
    pub saved: Price,
}

/// So many tests a criterion has at most.
const LONGEST: usize = 3;
/// So many tests are looked at in a search.
const MOST_LOOKS: usize = 100_000;

/// The best one, if any saves more than `price` and its tests cost. Of two alike, the first in the order of the facts with
/// the fewest tests. It is not `not`.
///
/// Depth first with a bound (Morishita and Sese 2000): no part of what a conjunction covers saves more than its incidents
/// that save something. Short conjunctions are tried first, so the bound is sharp when the long ones come; and a test that
/// the bound rules out beside some is ruled out beside more.
#[must_use]
pub fn best(sheet: &Sheet, savings: &Savings, price: Price, not: &[usize]) -> Option<Best> {
    let packed = savings.packed();
    let all = packed.all();
    // No test is for nothing.
    if packed.most(&all, &all) <= price {
        return None;
    }
    let tests = sheet.facts.iter().flatten().filter_map(|test| Some((*test, sheet.tests.get(*test)?)));
    let asked: Vec<Asked> = tests
        .map(|(test, of)| Asked { test, place: of.place, price: of.price, met: packed.of(&of.met) })
        .collect();
    let mut search = Search { packed, not, best: None, looks: 0, longest: 0 };
    for longest in 1..=LONGEST {
        search.longest = longest;
        search.look(&mut vec![], &all, &asked.iter().collect::<Vec<_>>(), price);
    }
    search.best
}

/// A test that may be asked.
struct Asked {
    test: usize,
    /// The place of its fact.
    place: usize,
    price: Price,
    /// The incidents that meet it.
    met: Cases,
}

struct Search<'s> {
    packed: Packed,
    not: &'s [usize],
    best: Option<Best>,
    looks: usize,
    longest: usize,
}

impl Search<'_> {
    fn saved(&self) -> Price {
        self.best.as_ref().map_or(0, |best| best.saved)
    }

    /// Adds one of the tests that may be asked, and more until there are as many as are looked for.
    fn look(&mut self, tests: &mut Vec<usize>, cases: &Cases, may: &[&Asked], price: Price) {
        let is_last = tests.len() + 1 == self.longest;
        let mut promising: Vec<(&Asked, Price)> = vec![];
        for asked in may {
            if self.looks > MOST_LOOKS {
                return;
            }
            self.looks += 1;
            let price = price + beside(tests.len(), asked.price);
            let most = self.packed.most(cases, &asked.met) - price;
            if most <= self.saved() {
                continue;
            }
            if !is_last {
                promising.push((asked, most));
                continue;
            }
            let saved = self.packed.sum(cases, &asked.met) - price;
            if saved <= self.saved() || narrows_nothing(tests, cases, asked) {
                continue;
            }
            let tests: Vec<usize> = tests.iter().copied().chain([asked.test]).collect();
            if tests != self.not {
                self.best = Some(Best { tests, saved });
            }
        }
        for (index, (asked, most)) in promising.iter().enumerate() {
            if *most <= self.saved() || narrows_nothing(tests, cases, asked) {
                continue;
            }
            let next = promising.iter().skip(index + 1).map(|(next, _)| *next);
            let next: Vec<&Asked> = next.filter(|next| next.place > asked.place).collect();
            let price = price + beside(tests.len(), asked.price);
            tests.push(asked.test);
            self.look(tests, &cases.and(&asked.met), &next, price);
            tests.pop();
        }
    }
}

/// What a test beside others does not narrow, it need not ask.
fn narrows_nothing(tests: &[usize], cases: &Cases, asked: &Asked) -> bool {
    !tests.is_empty() && cases.and(&asked.met) == *cases
}
