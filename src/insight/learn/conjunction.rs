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

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    const FACTS: &str = "sev_table: 1
facts:
  a: { kind: boolean }
  b: { kind: scale, values: [low, middle, high] }
  c: { kind: choice, values: [one, two, three] }
  d: { kind: boolean }
  e: { kind: scale, values: [none, few, many, most] }
levels: [{ id: SEV-1, criteria: [{ when: { a: yes } }] }, { id: SEV-2, otherwise: true }]
";

    fn sheet(rng: &mut Rng, incidents: usize) -> Sheet {
        Sheet::made(FACTS, incidents, |_| {
            let words = [2, 3, 3, 2, 4].map(|values| (rng.u8(..8) > 0).then(|| rng.usize(..values)));
            (words.to_vec(), rng.usize(..2))
        })
    }

    /// The best of all that there are, one after the other.
    fn by_hand(sheet: &Sheet, each: &[Price], price: Price, not: &[usize]) -> Option<Best> {
        let mut best: Option<Best> = None;
        let touched: Vec<usize> = (0..each.len()).filter(|case| each[*case] != 0).collect();
        let mut of_length = vec![(vec![], touched, price)];
        for _ in 0..LONGEST {
            let mut longer: Vec<(Vec<usize>, Vec<usize>, Price)> = vec![];
            for (tests, cases, price) in &of_length {
                let last = tests.last().map_or(0, |last: &usize| sheet.place(*last).unwrap() + 1);
                for test in sheet.facts[last.min(sheet.facts.len())..].iter().flatten() {
                    let met = &sheet.tests[*test].met;
                    let kept: Vec<usize> = cases.iter().copied().filter(|case| met.has(*case)).collect();
                    if kept == *cases && !tests.is_empty() {
                        continue;
                    }
                    let price = price + beside(tests.len(), sheet.price(*test));
                    let tests: Vec<usize> = tests.iter().copied().chain([*test]).collect();
                    let saved = kept.iter().map(|case| each[*case]).sum::<Price>() - price;
                    if saved > best.as_ref().map_or(0, |best| best.saved) && tests != not {
                        best = Some(Best { tests: tests.clone(), saved });
                    }
                    longer.push((tests, kept, price));
                }
            }
            of_length = longer;
        }
        best
    }

    #[test]
    fn the_best_is_that_of_all_there_are() {
        let mut rng = Rng::with_seed(11);
        let mut lengths = [0; LONGEST + 1];
        for round in 0..400 {
            let incidents = rng.usize(0..150);
            let sheet = sheet(&mut rng, incidents);
            let worth: &[Price] =
                if round % 2 == 0 { &[-9000, 0, 4000] } else { &[-40_000, -700, 0, 900, 9000] };
            // Some are worth something together, so that long ones come out as well.
            let wanted = [rng.usize(..sheet.tests.len().max(1)), rng.usize(..sheet.tests.len().max(1))];
            let is_wanted = |case: usize| {
                wanted.iter().all(|test| sheet.tests.get(*test).is_some_and(|test| test.met.has(case)))
            };
            let each: Vec<Price> =
                (0..incidents)
                    .map(|case| {
                        if is_wanted(case) && rng.u8(..9) > 0 {
                            6000
                        } else {
                            worth[rng.usize(..worth.len())]
                        }
                    })
                    .collect();
            let price = rng.i64(0..9000);
            let savings = Savings::of(incidents, each.iter().copied());
            let found = best(&sheet, &savings, price, &[]);
            assert_eq!(found, by_hand(&sheet, &each, price, &[]), "round {round}");
            let Some(found) = found else { continue };
            lengths[found.tests.len()] += 1;
            // And the next one.
            let next = best(&sheet, &savings, price, &found.tests);
            assert_eq!(next, by_hand(&sheet, &each, price, &found.tests), "round {round}");
        }
        assert!(lengths[1..].iter().all(|times| *times > 10), "{lengths:?}");
    }
}
