//! The tests that a criterion may ask of a fact: as few as tell the incidents apart, at round numbers.
//!
//! Every test is met by all that is worse as well, so that no table made of them has an inversion. Where no value is worse
//! than another, any of the words or any stretch may be asked for.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::declaration::{Declaration, Worse};
use crate::model::kind::Kind;
use crate::model::value::{Demand, Value};
use crate::source::in_order::{InOrder, map};
use crate::space::decimal::Decimal;
use crate::space::interval::{Interval, Intervals};
use crate::space::round::{self, Threshold};

use super::case::Case;

/// A test that may be asked for.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What is asked.
    pub demand: Demand,
    /// How round its threshold is, 0 is the roundest; 0 for words.
    pub rank: usize,
}

impl Candidate {
    /// Whether words are asked for, not numbers.
    #[must_use]
    pub fn is_of_words(&self) -> bool {
        !matches!(self.demand, Demand::Quantity(_))
    }

    /// How many words beside the first a list of names holds.
    #[must_use]
    pub fn more_words(&self) -> i64 {
        let named = match &self.demand {
            Demand::AnyOf(names) | Demand::AllOf(names) | Demand::NoneOf(names) => names.len(),
            Demand::Quantity(_) | Demand::Words(_) => 1,
        };
        i64::try_from(named).unwrap_or(i64::MAX / 100_000) - 1
    }
}

/// So many thresholds of one fact are tried: where there are more, the roundest of each so many that follow each other. The roundest
/// of all would leave whole stretches out: of durations, all that is shorter than an hour.
const MOST_THRESHOLDS: usize = 40;
/// So many words of a set are tried: those that most incidents name.
const MOST_MEMBERS: usize = 20;
/// Of so many thresholds every stretch between two is tried, where neither way is worse.
const MOST_ENDS: usize = 12;

/// The tests of one fact, in an order that depends on nothing but the incidents. `turned`: of yes and no, no is the worse.
#[must_use]
pub fn candidates(fact: usize, declaration: &Declaration, turned: bool, cases: &[Case]) -> Vec<Candidate> {
    let known = || cases.iter().filter_map(|case| Some((case.declared, case.fact(fact)?)));
    match &declaration.kind {
        Kind::Boolean => of_yes_and_no(declaration.worse, turned),
        Kind::Scale(words) if declaration.worse != Worse::Neither => of_scale(words.len(), declaration.worse),
        Kind::Scale(words) | Kind::Choice(words) => of_words(words.len(), known()),
        Kind::Set(_) => of_members(declaration.worse, known()),
        Kind::Count | Kind::Number { .. } | Kind::Percent | Kind::Duration | Kind::Money { .. } => {
            of_numbers(&declaration.kind, declaration.worse, known())
        }
    }
}

fn plain(demand: Demand) -> Candidate {
    Candidate { demand, rank: 0 }
}

fn of_yes_and_no(worse: Worse, turned: bool) -> Vec<Candidate> {
    let asked: &[usize] = match worse {
        Worse::Neither => &[0, 1],
        Worse::Higher if !turned => &[1],
        Worse::Lower if turned => &[1],
        Worse::Higher | Worse::Lower => &[0],
    };
    asked.iter().map(|word| plain(Demand::Words(vec![*word]))).collect()
}

fn of_scale(words: usize, worse: Worse) -> Vec<Candidate> {
    let ends = (1..words).map(|word| if worse == Worse::Lower { 0..word } else { word..words });
    ends.map(|asked| plain(Demand::Words(asked.collect()))).collect()
}

/// Words without order: each, and the worst so many by the levels they were declared at.
fn of_words<'v>(words: usize, known: impl Iterator<Item = (usize, &'v Value)>) -> Vec<Candidate> {
    let mut seen: BTreeMap<usize, Mean> = BTreeMap::new();
    for (declared, value) in known {
        if let Value::Words(stated) = value
            && let [word] = stated.as_slice()
        {
            seen.entry(*word).or_default().add(declared);
        }
    }
    let worst = by_severity(seen);
    let mut asked: Vec<Vec<usize>> = worst.iter().map(|word| vec![*word]).collect();
    for most in 2..worst.len().min(words) {
        let mut together: Vec<usize> = worst.iter().take(most).copied().collect();
        together.sort_unstable();
        asked.push(together);
    }
    asked.into_iter().map(|words| plain(Demand::Words(words))).collect()
}

fn of_members<'v>(worse: Worse, known: impl Iterator<Item = (usize, &'v Value)>) -> Vec<Candidate> {
    let mut seen: BTreeMap<String, Mean> = BTreeMap::new();
    for (declared, value) in known {
        let Value::Members(members) = value else { continue };
        for name in &members.named {
            seen.entry(name.clone()).or_default().add(declared);
        }
    }
    let mut by_count: Vec<(&String, &Mean)> = seen.iter().collect();
    by_count.order_by_key(|(name, mean)| (std::cmp::Reverse(mean.count), name.as_str()));
    let kept = map(by_count.into_iter().take(MOST_MEMBERS).map(|(name, mean)| (name.clone(), *mean)));
    let by_level = by_severity(kept);
    let lists = || {
        let single = by_level.iter().map(|name| vec![name.clone()]);
        single.chain((2..=by_level.len()).map(|most| by_level.iter().take(most).cloned().collect()))
    };
    let mut asked = vec![];
    if worse != Worse::Lower {
        asked.extend(lists().map(|names| plain(Demand::AnyOf(names))));
    }
    if worse != Worse::Higher {
        asked.extend(by_level.iter().map(|name| plain(Demand::NoneOf(vec![name.clone()]))));
    }
    asked
}

fn of_numbers<'v>(
    kind: &Kind,
    worse: Worse,
    known: impl Iterator<Item = (usize, &'v Value)>,
) -> Vec<Candidate> {
    // A test at a threshold is met where the better end of what is stated reaches it.
    let mut lows: BTreeSet<Decimal> = BTreeSet::new();
    let mut highs: BTreeSet<Decimal> = BTreeSet::new();
    for (_, value) in known {
        let Value::Quantity(numbers) = value else { continue };
        lows.extend(numbers.parts().first().and_then(|part| part.low().number()));
        highs.extend(numbers.parts().last().and_then(|part| part.high().number()));
    }
    let up: Vec<(Interval, usize)> = thresholds(kind, &lows).into_iter().map(from).collect();
    let down: Vec<(Interval, usize)> = thresholds(kind, &highs)
        .into_iter()
        .map(|(_, threshold)| (Interval::under(threshold.at), threshold.rank))
        .collect();
    let asked: Vec<(Interval, usize)> = match worse {
        Worse::Higher => up,
        Worse::Lower => down,
        Worse::Neither => {
            let few = |all: &[(Interval, usize)]| all.iter().take(MOST_ENDS).copied().collect::<Vec<_>>();
            let (few_up, few_down) = (few(&up), few(&down));
            let stretches = few_up.iter().flat_map(|(low, rank)| {
                few_down.iter().filter_map(move |(high, other)| {
                    low.intersect(*high).map(|both| (both, *rank.max(other)))
                })
            });
            let stretches: Vec<_> = stretches.collect();
            up.into_iter().chain(down).chain(stretches).collect()
        }
    };
    let candidate = |(part, rank)| Candidate { demand: Demand::Quantity(Intervals::from(part)), rank };
    asked.into_iter().map(candidate).collect()
}

/// Numbers that lie one above the other, and the threshold between each two of them.
fn thresholds(kind: &Kind, numbers: &BTreeSet<Decimal>) -> Vec<(Decimal, Threshold)> {
    let between = |(below, reached): (&Decimal, &Decimal)| {
        let found = match kind {
            Kind::Duration => round::threshold_of_seconds(*below, *reached),
            _ => round::threshold(*below, *reached),
        };
        Some((*below, found?))
    };
    let found: Vec<(Decimal, Threshold)> =
        numbers.iter().zip(numbers.iter().skip(1)).filter_map(between).collect();
    let stretches = found.len().min(MOST_THRESHOLDS);
    let stretch = |number: usize| {
        let end = |number: usize| number * found.len() / stretches;
        found.get(end(number)..end(number + 1)).unwrap_or_default()
    };
    (0..stretches)
        .filter_map(|number| stretch(number).iter().min_by_key(|(_, threshold)| threshold.rank))
        .copied()
        .collect()
}

/// Whatever is more than nothing is `over 0`: nobody draws a line at the smallest number that was seen.
fn from((below, threshold): (Decimal, Threshold)) -> (Interval, usize) {
    let is_more_than_nothing = below == Decimal::ZERO && !threshold_is_far(threshold);
    let part = if is_more_than_nothing { Interval::over(below) } else { Interval::at_least(threshold.at) };
    (part, threshold.rank)
}

/// Between nothing and a large number a line may lie anywhere.
fn threshold_is_far(threshold: Threshold) -> bool {
    threshold.at > Decimal::whole(1)
}

/// The mean level that something was declared at.
#[derive(Clone, Copy, Debug, Default)]
struct Mean {
    count: usize,
    sum: usize,
}

impl Mean {
    fn add(&mut self, declared: usize) {
        self.count += 1;
        self.sum += declared;
    }
}

/// The worst first; of two alike, in their own order.
fn by_severity<K: Ord + Clone>(seen: BTreeMap<K, Mean>) -> Vec<K> {
    let mut all: Vec<(K, Mean)> = seen.into_iter().collect();
    // a.sum / a.count < b.sum / b.count, without a division.
    all.order_by(|(a_name, a), (b_name, b)| {
        (a.sum * b.count).cmp(&(b.sum * a.count)).then_with(|| a_name.cmp(b_name))
    });
    all.into_iter().map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_lie_all_over_and_are_round() {
        let minutes =
            |many: i64| -> BTreeSet<Decimal> { (1..=many).map(|at| Decimal::whole(at * 60)).collect() };
        let at = |many: i64| -> Vec<String> {
            thresholds(&Kind::Duration, &minutes(many)).iter().map(|(_, one)| one.at.to_string()).collect()
        };
        assert_eq!(at(1), [""; 0]);
        assert_eq!(at(4), ["120", "180", "240"]);
        // A fortieth of ten hours is a quarter of an hour.
        let all = at(601);
        assert_eq!(all.len(), MOST_THRESHOLDS);
        assert_eq!(all[..5], ["900", "1800", "2700", "3600", "4500"]);
    }
}
