//! What most of those criteria say that explain the incidents about as well: the ones that explain them best do so by chance too.
//!
//! They are drawn as often as they are likely, by annealings at several heats that change places (Geyer 1991): the hot ones go
//! far, the cold one looks closely. People want one table and not a vote, so what most of the draws say of many incidents, real
//! ones and imagined, is taught once more; there are no slips in it.

use std::cmp::Reverse;

use super::annealing::Annealing;
use super::dice::Dice;
use super::price::{Miss, Price};
use super::rule::{Rule, given};
use super::sheet::Sheet;

/// For how much, in percent, a bit is taken: by the coldest for a bit, so that criteria are come by as often as they are likely.
const HEATS: [Price; 6] = [100, 125, 155, 190, 240, 300];
/// So many steps each of them takes before places are changed.
const STEPS: usize = 10;
/// So often places are changed for each incident: the more there are, the more there is to be told of the criteria. At least, and
/// at most.
const CHANGES: usize = 12;
const FEWEST: usize = 800;
const MOST: usize = 2500;
/// The coldest is looked at once a fourth of the changes are made, and then each time after so many.
const EVERY: usize = 10;
/// For each incident so many are imagined.
const IMAGINED: usize = 3;
/// So long what most of them say is taught.
const TAUGHT: Price = 4_000;
/// One in so many incidents the criteria may say otherwise than most of the draws.
const OTHERWISE: usize = 50;

/// The criteria that say what most of the draws say.
#[must_use]
pub fn common(sheet: &Sheet, draws: &[(Price, Vec<Rule>)]) -> Vec<Rule> {
    let imagined = sheet.imagined(IMAGINED, &mut Dice::of(1));
    let said: Vec<Vec<usize>> = draws.iter().map(|(_, rules)| given(&imagined, rules)).collect();
    let mut votes = vec![vec![0_usize; sheet.levels]; imagined.declared.len()];
    for said in &said {
        for (votes, level) in votes.iter_mut().zip(said) {
            if let Some(votes) = votes.get_mut(*level) {
                *votes += 1;
            }
        }
    }
    // Of two alike the milder.
    let most =
        |votes: &Vec<usize>| (0..votes.len()).max_by_key(|level| votes.get(*level)).unwrap_or(sheet.rest);
    let declared = votes.iter().map(most).collect();
    let agreed = |said: &Vec<usize>| -> usize {
        said.iter().zip(&votes).filter_map(|(level, votes)| votes.get(*level)).sum()
    };
    // Of several that agree as much, the cheapest.
    let nearest = draws.iter().zip(&said).max_by_key(|((cost, _), said)| (agreed(said), Reverse(*cost)));
    let Some(((_, nearest), _)) = nearest else { return vec![] };
    let taught = Sheet { declared, ..imagined };
    let many = taught.declared.len();
    let miss = Miss::of(many / OTHERWISE, many, taught.levels);
    let mut annealing = Annealing::from(&taught, &miss, nearest.clone(), 1);
    annealing.go(TAUGHT);
    annealing.best()
}

/// Criteria as often as they are likely, each with what it costs; and the cheapest that were come by.
#[must_use]
pub fn draws(annealings: &[Annealing<'_>]) -> (Vec<(Price, Vec<Rule>)>, Vec<Rule>) {
    let mut dice = Dice::of(2);
    // The cheapest is the coldest; where there are too few, they begin again.
    let mut heated: Vec<(Price, Annealing<'_>)> = HEATS
        .into_iter()
        .zip(annealings.iter().cycle())
        .zip(1..)
        .map(|((heat, one), seed)| (heat, one.again(seed)))
        .collect();
    let mut draws = vec![];
    let incidents = annealings.first().map_or(0, Annealing::incidents);
    let changes = (CHANGES * incidents).clamp(FEWEST, MOST);
    for change in 0..changes {
        for (heat, annealing) in &mut heated {
            for _ in 0..STEPS {
                annealing.step(*heat);
            }
        }
        for colder in 0..heated.len().saturating_sub(1) {
            if let Some([(cold, one), (hot, other)]) = heated.get_mut(colder..colder + 2) {
                let price = (other.cost() - one.cost()) * (*hot - *cold) * 100 / (*hot * *cold);
                if dice.happens(price) {
                    one.change_places(other);
                }
            }
        }
        if change >= changes / 4 && change % EVERY == 0 {
            draws.extend(heated.first().map(|(_, coldest)| (coldest.cost(), coldest.rules())));
        }
    }
    let best = heated.iter().min_by_key(|(_, one)| one.least());
    (draws, best.map_or(vec![], |(_, one)| one.best()))
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;
    use crate::insight::learn::rule::Tally;

    const FACTS: &str = "sev_table: 1
facts: { a: { kind: boolean }, b: { kind: boolean }, c: { kind: boolean }, d: { kind: boolean } }
levels: [{ id: SEV-1, criteria: [{ when: { a: yes } }] }, { id: SEV-2, otherwise: true }]
";

    /// Incidents with yes and no at random; two of four are severe, but for one in five that is off.
    fn sheet(incidents: usize) -> Sheet {
        let mut rng = Rng::with_seed(9);
        Sheet::made(FACTS, incidents, |facts| {
            let words: Vec<usize> = (0..facts).map(|_| rng.usize(..2)).collect();
            let is_severe = (words.iter().sum::<usize>() >= 2) != (rng.u8(..5) == 0);
            (words.into_iter().map(Some).collect(), usize::from(!is_severe))
        })
    }

    fn two_of_four() -> Rule {
        let items = (0..4).map(|test| vec![test]).collect();
        Rule { level: 0, tests: vec![], tally: Some(Tally { count: 2, items }) }
    }

    #[test]
    fn what_is_drawn_costs_what_it_says() {
        let sheet = sheet(100);
        let miss = Miss::of(20, 100, 2);
        let begun = [Annealing::from(&sheet, &miss, vec![two_of_four()], 1)];
        let (drawn, best) = draws(&begun);
        let cost = |rules: &[Rule]| Annealing::from(&sheet, &miss, rules.to_vec(), 1).cost();
        for (price, rules) in &drawn {
            assert_eq!(*price, cost(rules));
            assert!(*price >= cost(&best));
        }
        assert_eq!(drawn, draws(&begun).0);
    }

    #[test]
    fn what_most_draws_say_is_what_is_learnt() {
        let sheet = sheet(100);
        let other = Rule { level: 0, tests: vec![0], tally: None };
        let draws = [vec![two_of_four()], vec![two_of_four()], vec![other]].map(|rules| (0, rules));
        let met = |rules: &[Rule]| given(&sheet, rules);
        assert_eq!(met(&common(&sheet, &draws)), met(&[two_of_four()]));
        assert_eq!(common(&sheet, &[]), []);
    }

    #[test]
    fn imagined_incidents_are_put_together_from_real_ones() {
        let sheet = sheet(70);
        let imagined = sheet.imagined(2, &mut Dice::of(3));
        assert_eq!(imagined.declared.len(), 210);
        for (real, imagined) in sheet.tests.iter().zip(&imagined.tests) {
            let count = |from: usize| (from..from + 70).filter(|case| imagined.met.has(*case)).count();
            assert!((0..70).all(|case| imagined.met.has(case) == real.met.has(case)));
            assert_eq!([count(70), count(140)], [count(0); 2]);
        }
    }
}
