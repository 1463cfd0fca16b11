//! Criteria that count: what must be, and so many of several items, *mandatory and two of six*. An item is met by any of its
//! tests.
//!
//! They are found by climbing: from every fact as an item of its own, one step after the other, each the one that saves most.

use crate::source::in_order::InOrder;

use super::cases::Savings;
use super::price::{Price, beside, whole};
use super::rule::{Rule, Tally};
use super::sheet::Sheet;

/// How many items are asked for at first.
const COUNTS: [usize; 2] = [2, 3];
/// From so many beginnings it is climbed: those that save most as they are.
const MOST_STARTS: usize = 16;
/// So many steps are taken.
const MOST_STEPS: usize = 60;
/// So many items there are at most: what is longer nobody reads.
const MOST_ITEMS: usize = 8;

/// The counting criterion of a level that saves most, if any saves more than it costs.
#[must_use]
pub fn best_tally(sheet: &Sheet, savings: &Savings, level: usize) -> Option<(Rule, Price)> {
    let mut starts: Vec<(Price, Rule)> = vec![];
    let words = sheet.tests.iter().enumerate().filter(|(_, test)| test.asked.is_of_words());
    let mandatory = words.map(|(test, _)| vec![test]);
    for tests in std::iter::once(vec![]).chain(mandatory) {
        let items = items_beside(sheet, savings, &tests);
        for count in COUNTS.into_iter().filter(|count| *count < items.len()) {
            let tally = Some(Tally { count, items: items.clone() });
            let rule = Rule { level, tests: tests.clone(), tally };
            starts.push((saved(sheet, savings, &rule), rule));
        }
    }
    starts.order_by_key(|(saved, _)| std::cmp::Reverse(*saved));
    let mut best: Option<(Rule, Price)> = None;
    for (_, start) in starts.into_iter().take(MOST_STARTS) {
        let (rule, saved) = climb(sheet, savings, start);
        if saved > best.as_ref().map_or(0, |(_, saved)| *saved) {
            best = Some((rule, saved));
        }
    }
    best
}

/// The same criterion with its tests, items and count moved for as long as that saves more; and what it saves.
#[must_use]
pub fn climb(sheet: &Sheet, savings: &Savings, mut rule: Rule) -> (Rule, Price) {
    let mut so_far = saved(sheet, savings, &rule);
    for _ in 0..MOST_STEPS {
        match step(sheet, savings, &rule) {
            Some((better, saved)) if saved > so_far => (rule, so_far) = (better, saved),
            _ => break,
        }
    }
    (rule, so_far)
}

fn saved(sheet: &Sheet, savings: &Savings, rule: &Rule) -> Price {
    savings.sum(&rule.met(sheet)) - rule.price(sheet)
}

/// For every fact beside some tests, the test that goes with what is saved more than any other does: an item each.
fn items_beside(sheet: &Sheet, savings: &Savings, tests: &[usize]) -> Vec<Vec<usize>> {
    let all = sheet.meeting_all(tests);
    let (many, total) = (all.shared(&all), savings.sum(&all));
    let mut items = vec![];
    for own in sheet.facts.iter().filter(|own| !own.iter().any(|test| tests.contains(test))) {
        // How much more the incidents save that meet it than as many others would.
        let more = |test: &usize| {
            let met = sheet.tests.get(*test).map(|test| test.met.and(&all)).unwrap_or_default();
            savings.sum(&met) * many - total * met.shared(&met)
        };
        // Of two alike the first.
        let most = own.iter().rev().map(|test| (more(test), *test)).max_by_key(|(more, _)| *more);
        if let Some((more, test)) = most
            && more > 0
        {
            items.push((more, test));
        }
    }
    items.order_by_key(|(more, test)| (std::cmp::Reverse(*more), *test));
    items.truncate(MOST_ITEMS);
    items.into_iter().map(|(_, test)| vec![test]).collect()
}

/// The best that one step leads to.
fn step(sheet: &Sheet, savings: &Savings, rule: &Rule) -> Option<(Rule, Price)> {
    let tally = rule.tally.as_ref()?;
    let mut steps = Steps { sheet, savings, best: None };
    // Another item, or another test of an item.
    steps.put(rule, None, None);
    for (item, tests) in tally.items.iter().enumerate() {
        steps.put(rule, Some(item), None);
        for test in tests {
            let without = without(rule, item, *test);
            steps.take(&without);
            // In its place another one, of any fact; elsewhere one of its own fact.
            let stays = tests.len() > 1;
            steps.put(&without, stays.then_some(item), None);
            let others = without.tally.iter().flat_map(|tally| 0..tally.items.len());
            for other in others.filter(|other| !stays || *other != item) {
                steps.put(&without, Some(other), Some(*test));
            }
            if stays {
                steps.put(&without, None, Some(*test));
            }
        }
    }
    // Another test that must be met.
    steps.demand(rule);
    for test in &rule.tests {
        let tests = rule.tests.iter().copied().filter(|other| other != test).collect();
        let without = Rule { tests, ..rule.clone() };
        steps.take(&without);
        steps.demand(&without);
    }
    for count in [tally.count.saturating_sub(1), tally.count + 1] {
        if (2..tally.items.len()).contains(&count) {
            steps.take(&Rule { tally: Some(Tally { count, ..tally.clone() }), ..rule.clone() });
        }
    }
    steps.best
}

/// A criterion without a test of an item; without the item if it was its only one.
fn without(rule: &Rule, item: usize, test: usize) -> Rule {
    let mut rule = rule.clone();
    if let Some(tally) = &mut rule.tally {
        if let Some(tests) = tally.items.get_mut(item) {
            tests.retain(|other| *other != test);
        }
        tally.items.retain(|tests| !tests.is_empty());
    }
    rule
}

/// The tests of the facts that a criterion does not ask for; or only those of the fact that another test is about.
fn free(sheet: &Sheet, rule: &Rule, beside: Option<usize>) -> Vec<usize> {
    let own = |test: &usize| sheet.beside(*test).first().copied();
    let of_items = rule.tally.iter().flat_map(|tally| tally.items.iter().flatten());
    let asked: Vec<Option<usize>> = rule.tests.iter().chain(of_items).map(own).collect();
    let is_free = |tests: &&Vec<usize>| {
        let first = tests.first().copied();
        !asked.contains(&first) && beside.is_none_or(|test| own(&test) == first)
    };
    sheet.facts.iter().filter(is_free).flatten().copied().collect()
}

/// What may be done next, and the best of it.
struct Steps<'s> {
    sheet: &'s Sheet,
    savings: &'s Savings,
    best: Option<(Rule, Price)>,
}

impl Steps<'_> {
    fn take(&mut self, rule: &Rule) {
        if rule.tally.as_ref().is_some_and(|tally| tally.items.len() > tally.count) {
            let saved = saved(self.sheet, self.savings, rule);
            self.better(saved, || rule.clone());
        }
    }

    fn better(&mut self, saved: Price, rule: impl FnOnce() -> Rule) {
        if self.best.as_ref().is_none_or(|(_, best)| saved > *best) {
            self.best = Some((rule(), saved));
        }
    }

    /// One test more in an item, or as an item of its own.
    fn put(&mut self, rule: &Rule, item: Option<usize>, beside: Option<usize>) {
        let Some(tally) = &rule.tally else { return };
        if item.is_none() && tally.items.len() >= MOST_ITEMS {
            return;
        }
        let own = item.and_then(|item| tally.items.get(item)).map_or(&[][..], Vec::as_slice);
        let others = tally.items.iter().enumerate().filter(|(index, _)| Some(*index) != item);
        let others: Vec<Vec<usize>> = others.map(|(_, tests)| tests.clone()).collect();
        if others.len() < tally.count {
            return;
        }
        let reached = |count: usize| Tally { count, items: others.clone() }.met(self.sheet);
        let all = self.sheet.meeting_all(&rule.tests);
        let (enough, one_short) = (all.and(&reached(tally.count)), all.and(&reached(tally.count - 1)));
        let by_own = one_short.and(&self.sheet.meeting_any(own));
        let mut met = enough;
        met.join(&by_own);
        let open = one_short.but(&met);
        let (before, within) = (self.savings.sum(&met), self.savings.within(&open));
        let items = others.len() + 1;
        let tests = tally.items.iter().map(Vec::len).sum::<usize>() + 1;
        let price = rule.price(self.sheet) - Tally::price_of(tally.items.len(), tests - 1)
            + Tally::price_of(items, tests);
        for test in free(self.sheet, rule, beside) {
            let Some(asked) = self.sheet.tests.get(test) else { continue };
            let saved = before + within.sum(&asked.met) - price - whole(asked.price);
            self.better(saved, || {
                let mut more = rule.clone();
                if let Some(tally) = &mut more.tally {
                    match item.and_then(|item| tally.items.get_mut(item)) {
                        Some(own) => own.push(test),
                        None => tally.items.push(vec![test]),
                    }
                }
                more
            });
        }
    }

    /// One test more that must be met.
    fn demand(&mut self, rule: &Rule) {
        let within = self.savings.within(&rule.met(self.sheet));
        let price = rule.price(self.sheet);
        for test in free(self.sheet, rule, None) {
            let Some(asked) = self.sheet.tests.get(test) else { continue };
            let price = price + beside(rule.tests.len(), asked.price);
            self.better(within.sum(&asked.met) - price, || {
                let mut more = rule.clone();
                more.tests.push(test);
                more.tests.sort_unstable();
                more
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use fastrand::Rng;

    use super::*;
    use crate::insight::learn::case::Case;
    use crate::insight::learn::cases::Cases;
    use crate::model::value::Value;
    use crate::source::text::Text;
    use crate::table::read::read_table;

    const FACTS: &str = "sev_table: 1
facts:
  core: { kind: boolean }
  a: { kind: boolean }
  b: { kind: boolean }
  c: { kind: boolean }
  d: { kind: boolean }
  e: { kind: boolean }
levels: [{ id: SEV-1, criteria: [{ when: { core: yes } }] }, { id: SEV-2, otherwise: true }]
";

    /// Incidents with yes and no at random; the level is 0 where that is true of them.
    fn sheet(rng: &mut Rng, incidents: usize, is_severe: &dyn Fn(&[bool]) -> bool) -> Sheet {
        let table = read_table(&Arc::new(Text::new("sev.yaml", FACTS))).unwrap();
        let asked: Vec<usize> =
            (0..table.facts.len()).filter(|fact| table.facts[*fact].span.is_some()).collect();
        let case = |_| {
            let answers: Vec<bool> = asked.iter().map(|_| rng.bool()).collect();
            let mut facts = vec![None; table.facts.len()];
            for (fact, answer) in asked.iter().zip(&answers) {
                facts[*fact] = Some(Value::Words(vec![usize::from(*answer)]));
            }
            Case { declared: usize::from(!is_severe(&answers)), facts }
        };
        let cases: Vec<Case> = (0..incidents).map(case).collect();
        Sheet::new(&table.facts, table.levels.len(), &cases, &asked, &[])
    }

    fn counts(answers: &[bool], least: usize) -> bool {
        answers[0] && answers[1..5].iter().filter(|answer| **answer).count() >= least
    }

    /// What an incident of the most severe level saves, and one of the other costs.
    fn savings(sheet: &Sheet) -> Savings {
        let each = sheet.declared.iter().map(|declared| if *declared == 0 { 3_000 } else { -3_000 });
        Savings::of(sheet.declared.len(), each)
    }

    #[test]
    fn mandatory_and_so_many_of_several_is_found() {
        for (seed, least) in [(1, 2), (2, 2), (3, 3), (4, 3)] {
            let sheet = sheet(&mut Rng::with_seed(seed), 150, &|answers| counts(answers, least));
            let (rule, saved) = best_tally(&sheet, &savings(&sheet), 0).unwrap();
            // The tests in the order of the facts: `e` has nothing to do with it.
            let mut tally = rule.tally.clone().unwrap();
            tally.items.sort();
            assert_eq!((rule.tests.as_slice(), tally.count), (&[0][..], least));
            assert_eq!(tally.items, [[1], [2], [3], [4]]);
            let severe = Cases::those(150, |case| sheet.declared[case] == 0);
            assert_eq!(rule.met(&sheet), severe);
            assert_eq!(saved, savings(&sheet).sum(&severe) - rule.price(&sheet));
        }
    }

    #[test]
    fn two_tests_of_one_item_count_once() {
        let sheet = sheet(&mut Rng::with_seed(5), 200, &|answers| answers[0]);
        // Two of: core or a; b; c.
        let tally = Tally { count: 2, items: vec![vec![0, 1], vec![2], vec![3]] };
        let met = tally.met(&sheet);
        for case in 0..200 {
            let meets = |test: usize| sheet.tests[test].met.has(case);
            let items = [meets(0) || meets(1), meets(2), meets(3)];
            assert_eq!(met.has(case), items.iter().filter(|item| **item).count() >= 2);
        }
    }

    #[test]
    fn what_a_step_is_said_to_save_it_saves() {
        let mut rng = Rng::with_seed(6);
        let sheet = sheet(&mut rng, 100, &|answers| counts(answers, 2));
        let savings = Savings::of(100, (0..100).map(|_| rng.i64(-3..4) * 1000));
        for _ in 0..200 {
            let mut tests: Vec<usize> = (0..sheet.tests.len()).collect();
            rng.shuffle(&mut tests);
            let must = tests.split_off(5);
            let mut items: Vec<Vec<usize>> = tests.into_iter().map(|test| vec![test]).collect();
            if rng.bool() {
                let last = items.pop().unwrap();
                items[0].extend(last);
            }
            let count = rng.usize(1..items.len());
            let rule = Rule { level: 0, tests: must, tally: Some(Tally { count, items }) };
            if let Some((better, said)) = step(&sheet, &savings, &rule) {
                assert_eq!(said, saved(&sheet, &savings, &better), "{rule:?} {better:?}");
            }
            let (climbed, said) = climb(&sheet, &savings, rule.clone());
            assert_eq!(said, saved(&sheet, &savings, &climbed));
            assert!(said >= saved(&sheet, &savings, &rule));
        }
    }

    #[test]
    fn where_one_test_says_all_nothing_is_counted_that_costs_more() {
        let sheet = sheet(&mut Rng::with_seed(7), 150, &|answers| answers[0]);
        let miss = crate::insight::learn::price::Miss::of(10, 150, 2);
        let rules = crate::insight::learn::fit::learn(&sheet);
        assert_eq!(rules, [Rule { level: 0, tests: vec![0], tally: None }]);
        assert_eq!(crate::insight::learn::rule::total(&sheet, &miss, &rules), rules[0].price(&sheet));
    }
}
