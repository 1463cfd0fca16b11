//! Criteria that count: what must be, and so many of several items, *mandatory and two of six*. An item is met by any of its
//! tests.
//!
//! They are looked for among those that count everything the table declares: with a fifth of the levels off by one, 240 incidents
//! cannot tell which of thirteen facts count and which do not, but they can tell how those that do are put together.

use crate::source::in_order::InOrder;

use super::annealing::Annealing;
use super::price::{Miss, Price};
use super::rule::{Rule, Tally, given, savings, total, unasked};
use super::sheet::Sheet;
use super::tempering::{common, draws};

/// How many items are asked for at first.
const COUNTS: [usize; 2] = [2, 3];
/// People seldom count, and chance finds it often: what a counting criterion must save beyond its price.
const SELDOM: Price = 10_000;
/// So many steps each takes in a round; those go on that cost so much more at most than criteria without counting; and so many.
const ROUNDS: [(Price, Price, usize); 2] = [(300, 60_000, 6), (2_000, 20_000, 6)];

/// Criteria that cost less with one that counts in the place of those of its level, if there are such.
#[must_use]
pub fn counted(sheet: &Sheet, miss: &Miss, rules: &[Rule]) -> Option<Vec<Rule>> {
    let mut annealings: Vec<Annealing<'_>> = starts(sheet, miss, rules)
        .into_iter()
        .zip(1..)
        .map(|(start, seed)| Annealing::from(sheet, miss, start, seed))
        .collect();
    let whole = |rules: &[Rule]| {
        total(sheet, miss, rules) + unasked(sheet, rules.iter().flat_map(|rule| rule.asked(sheet)))
    };
    let cost = whole(rules);
    for (steps, behind, many) in ROUNDS {
        for annealing in &mut annealings {
            annealing.go(steps);
        }
        annealings.retain(|annealing| annealing.least() < cost + behind);
        annealings.order_by_key(Annealing::least);
        annealings.truncate(many);
    }
    if annealings.is_empty() {
        return None;
    }
    let (draws, best) = draws(&annealings);
    (whole(&best) + SELDOM < cost).then(|| common(sheet, &draws))
}

/// The criteria of the other levels, and for one level all facts as items of their own, but for one that must be met.
fn starts(sheet: &Sheet, miss: &Miss, rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut starts = vec![];
    for level in 0..sheet.rest {
        let others: Vec<Rule> = rules.iter().filter(|rule| rule.level != level).cloned().collect();
        let savings = savings(sheet, miss, &given(sheet, &others), level);
        let words = sheet.tests.iter().enumerate().filter(|(_, test)| test.asked.is_of_words());
        for mandatory in std::iter::once(None).chain(words.map(|(test, _)| Some(test))) {
            let tests: Vec<usize> = mandatory.into_iter().collect();
            let all = sheet.meeting_all(&tests);
            let (many, total) = (all.shared(&all), savings.sum(&all));
            // How much more the incidents save that meet a test than as many others would.
            let more = |test: &usize| {
                let met = sheet.tests.get(*test).map(|test| test.met.and(&all)).unwrap_or_default();
                savings.sum(&met) * many - total * met.shared(&met)
            };
            let own = sheet.facts.iter().filter(|own| !own.iter().any(|test| tests.contains(test)));
            // Of two alike the first.
            let items: Vec<Vec<usize>> = own
                .filter_map(|own| own.iter().rev().max_by_key(|test| more(test)))
                .map(|test| vec![*test])
                .collect();
            for count in COUNTS.into_iter().filter(|count| *count < items.len()) {
                let tally = Some(Tally { count, items: items.clone() });
                let mut start = others.clone();
                start.push(Rule { level, tests: tests.clone(), tally });
                starts.push(start);
            }
        }
    }
    starts
}
#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;
    use crate::insight::learn::cases::Cases;
    use crate::insight::learn::fit::learn;

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
        Sheet::made(FACTS, incidents, |facts| {
            let answers: Vec<bool> = (0..facts).map(|_| rng.bool()).collect();
            let words = answers.iter().map(|answer| Some(usize::from(*answer))).collect();
            (words, usize::from(!is_severe(&answers)))
        })
    }

    fn counts(answers: &[bool], least: usize) -> bool {
        answers[0] && answers[1..5].iter().filter(|answer| **answer).count() >= least
    }

    #[test]
    fn mandatory_and_so_many_of_several_is_found() {
        for (seed, least) in [(1, 2), (2, 2), (3, 3), (4, 3)] {
            let sheet = sheet(&mut Rng::with_seed(seed), 150, &|answers| counts(answers, least));
            let rules = learn(&sheet);
            let [rule] = rules.as_slice() else { panic!("{rules:?}") };
            // The tests in the order of the facts: `e` has nothing to do with it.
            let mut tally = rule.tally.clone().unwrap();
            tally.items.sort();
            assert_eq!((rule.tests.as_slice(), tally.count), (&[0][..], least));
            assert_eq!(tally.items, [[1], [2], [3], [4]]);
            assert_eq!(rule.met(&sheet), Cases::those(150, |case| sheet.declared[case] == 0));
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
    fn an_annealing_costs_what_its_criteria_cost() {
        let mut rng = Rng::with_seed(6);
        let sheet = sheet(&mut rng, 100, &|answers| counts(answers, 2));
        let miss = Miss::of(10, 100, 2);
        for start in starts(&sheet, &miss, &[]) {
            let mut annealing = Annealing::from(&sheet, &miss, start.clone(), 1);
            let before = annealing.least();
            annealing.go(500);
            let (least, best) = (annealing.least(), annealing.best());
            assert!(least <= before);
            assert_eq!(Annealing::from(&sheet, &miss, best.clone(), 2).least(), least);
            if unasked(&sheet, best.iter().flat_map(|rule| rule.asked(&sheet))) == 0 {
                assert_eq!(total(&sheet, &miss, &best), least);
            }
        }
    }

    #[test]
    fn what_is_declared_apart_costs_more() {
        let sheet = sheet(&mut Rng::with_seed(8), 100, &|answers| answers[0]);
        let price = |items: &[&[usize]]| {
            let items = items.iter().map(|item| item.to_vec()).collect();
            Rule { level: 0, tests: vec![], tally: Some(Tally { count: 2, items }) }.price(&sheet)
        };
        let beside = price(&[&[0, 1], &[2], &[3, 4]]);
        assert_eq!(price(&[&[3, 4], &[1, 0], &[2]]), beside);
        assert!(price(&[&[0, 4], &[2], &[1, 3]]) > beside);
    }

    #[test]
    fn where_one_test_says_all_nothing_is_counted_that_costs_more() {
        let sheet = sheet(&mut Rng::with_seed(7), 150, &|answers| answers[0]);
        let miss = Miss::of(10, 150, 2);
        let rules = learn(&sheet);
        assert_eq!(rules, [Rule { level: 0, tests: vec![0], tally: None }]);
        assert_eq!(total(&sheet, &miss, &rules), rules[0].price(&sheet));
    }
}
