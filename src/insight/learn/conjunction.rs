//! The conjunction of tests that saves most: exact, as long as that does not take too many steps.

use super::cases::{Cases, Savings};
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
/// that save something. Short conjunctions are tried first, so the bound is sharp when the long ones come.
#[must_use]
pub fn best(sheet: &Sheet, savings: &Savings, price: Price, not: &[usize]) -> Option<Best> {
    let touched = savings.touched(sheet.declared.len());
    let mut search = Search { sheet, savings, not, best: None, looks: 0, longest: 0 };
    for longest in 1..=LONGEST {
        search.longest = longest;
        search.look(&mut vec![], &touched, 0, price);
    }
    search.best
}

struct Search<'s> {
    sheet: &'s Sheet,
    savings: &'s Savings,
    not: &'s [usize],
    best: Option<Best>,
    looks: usize,
    longest: usize,
}

impl Search<'_> {
    fn saved(&self) -> Price {
        self.best.as_ref().map_or(0, |best| best.saved)
    }

    /// Adds tests of the facts from `first` on.
    fn look(&mut self, tests: &mut Vec<usize>, cases: &Cases, first: usize, price: Price) {
        let sheet = self.sheet;
        for (fact, own) in sheet.facts.iter().enumerate().skip(first) {
            for &test in own {
                if self.looks > MOST_LOOKS {
                    return;
                }
                self.looks += 1;
                let Some(asked) = sheet.tests.get(test) else { continue };
                let price = price + beside(tests.len(), asked.price);
                let kept = cases.and(&asked.met);
                if self.savings.most(&kept) - price <= self.saved() {
                    continue;
                }
                // What it does not narrow, it need not ask.
                if kept == *cases && !tests.is_empty() {
                    continue;
                }
                tests.push(test);
                let saved = self.savings.sum(&kept) - price;
                if saved > self.saved() && tests != self.not {
                    self.best = Some(Best { tests: tests.clone(), saved });
                }
                if tests.len() < self.longest {
                    self.look(tests, &kept, fact + 1, price);
                }
                tests.pop();
            }
        }
    }
}
