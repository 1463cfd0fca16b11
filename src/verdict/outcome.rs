//! Three values whose order is the logic: how a test, and a criterion, stands to what is stated.

use serde::Serialize;

use crate::model::kind::Kind;
use crate::model::kinds::domain;
use crate::model::value::{Demand, Members, Value};
use crate::space::interval::{Interval, Intervals};

/// How a test or criterion came out. `and` is the least, `or` the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Nothing that is stated allows it.
    Failed,
    /// What is stated allows both.
    Open,
    /// Everything that is stated allows only this.
    Met,
}

impl Outcome {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Open => "open",
            Self::Met => "met",
        }
    }

    /// Met if `inside`, failed if `outside`, else open.
    fn of(inside: bool, outside: bool) -> Self {
        match (inside, outside) {
            (true, _) => Self::Met,
            (_, true) => Self::Failed,
            _ => Self::Open,
        }
    }

    /// How a demand on a fact of a kind stands to a value; no value leaves the whole dimension open.
    #[must_use]
    pub fn of_test(kind: &Kind, demand: &Demand, value: Option<&Value>) -> Self {
        match demand {
            Demand::Quantity(wanted) => {
                let stated = match value {
                    Some(Value::Quantity(numbers)) => numbers.clone(),
                    _ => domain(kind).unwrap_or(Interval::ALL).into(),
                };
                let whole = matches!(kind, Kind::Count);
                let outside = !meets(&stated, wanted, whole);
                let inside = !meets(&stated, &wanted.complement(Interval::ALL), whole);
                Self::of(inside, outside)
            }
            Demand::Words(wanted) => {
                let all: Vec<usize>;
                let stated = if let Some(Value::Words(words)) = value {
                    words
                } else {
                    all = (0..kind.word_count()).collect();
                    &all
                };
                let wanted_word = |word: &usize| wanted.contains(word);
                Self::of(stated.iter().all(wanted_word), !stated.iter().any(wanted_word))
            }
            Demand::AnyOf(words) => {
                words.iter().map(|word| member(value, word)).max().unwrap_or(Self::Failed)
            }
            Demand::AllOf(words) => words.iter().map(|word| member(value, word)).min().unwrap_or(Self::Met),
            Demand::NoneOf(words) => {
                words.iter().map(|word| member(value, word).not()).min().unwrap_or(Self::Met)
            }
        }
    }

    fn not(self) -> Self {
        match self {
            Self::Failed => Self::Met,
            Self::Open => Self::Open,
            Self::Met => Self::Failed,
        }
    }

    /// How "at least `count` of these" comes out.
    #[must_use]
    pub fn at_least(count: usize, of: &[Self]) -> Self {
        let met = of.iter().filter(|outcome| **outcome == Self::Met).count();
        let open = of.iter().filter(|outcome| **outcome == Self::Open).count();
        Self::of(met >= count, met + open < count)
    }
}

/// Whether a number, or a whole number, lies in both.
fn meets(stated: &Intervals, wanted: &Intervals, whole: bool) -> bool {
    let both = stated.intersect(wanted);
    if whole { both.parts().iter().any(|part| part.whole_numbers().is_some()) } else { !both.is_empty() }
}

fn member(value: Option<&Value>, word: &str) -> Outcome {
    let Some(Value::Members(Members { named, open, more })) = value else { return Outcome::Open };
    if named.contains(word) {
        Outcome::Met
    } else if *more || open.contains(word) {
        Outcome::Open
    } else {
        Outcome::Failed
    }
}
