//! Which end of a severity table for people is worst: by the numbers and letters of its levels, or by the words beside them.

use crate::model::deadline::{Deadline, read_deadline};
use crate::source::in_order::InOrder;
use crate::space::decimal::Decimal;

use super::level_word::{bare_number, grade, numbered, value_of};
use super::rubric::RubricLevel;
use super::rubric_names::rank_of_kind;
use crate::table::level_rank::{leaning, rank};

/// Letters before a number of which 1 is the worst, unless the level is called otherwise.
const FROM_ONE: [&str; 6] = ["sev", "severity", "p", "s", "priority", "pri"];

/// What levels are called by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scale {
    /// `SEV-1`, `P1`.
    FromOne,
    /// `Level 1`, `重大度 1`: 1 is worst as a rule.
    Numbered,
    /// `1`: nobody knows which end is worst.
    Bare,
    /// `A`, `S`.
    Letters,
    /// `Critical`.
    Words,
}

/// Worst first, as the table has it or the other way round; nothing where it cannot be told.
pub(super) fn worst_first(mut levels: Vec<RubricLevel>) -> Option<Vec<RubricLevel>> {
    let scale = scale(&levels);
    let place = |level: &RubricLevel| place(&level.id);
    let told = match scale {
        Scale::FromOne => told(&levels, |level| level.name.as_deref().and_then(rank)),
        Scale::Words => None,
        _ => told(&levels, leaning_of).or_else(|| told(&levels, urgency)),
    };
    let is_turned = match (told, scale) {
        (Some(told), _) => told == Told::Last,
        (None, Scale::Bare) => return None,
        (None, Scale::Letters) => {
            levels.order_by_key(place);
            false
        }
        (None, _) => levels.first().map(place) > levels.last().map(place),
    };
    if is_turned {
        levels.reverse();
    }
    Some(levels)
}

/// The place of a level by what it is called.
fn place(id: &str) -> Option<usize> {
    let number = numbered(id).map(|(_, number)| number as usize);
    number
        .or_else(|| rank(id).or_else(|| rank_of_kind(id)))
        .or_else(|| bare_number(id).map(|number| value_of(number) as usize))
        .or_else(|| grade(id))
}

fn scale(levels: &[RubricLevel]) -> Scale {
    let all = |is: &dyn Fn(&str) -> bool| levels.iter().all(|level| is(&level.id));
    if all(&|id| numbered(id).is_some_and(|(letters, _)| FROM_ONE.contains(&letters.as_str()))) {
        Scale::FromOne
    } else if all(&|id| bare_number(id).is_some()) {
        Scale::Bare
    } else if all(&|id| numbered(id).is_some()) {
        Scale::Numbered
    } else if all(&|id| grade(id).is_some()) {
        Scale::Letters
    } else {
        Scale::Words
    }
}

/// The end of the table that is worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    First,
    Last,
}

/// Which end is worst, where every two levels that say how severe they are agree on it, and two do. Less is worse.
fn told<N: PartialOrd>(levels: &[RubricLevel], severity: impl Fn(&RubricLevel) -> Option<N>) -> Option<Told> {
    let known: Vec<N> = levels.iter().filter_map(severity).collect();
    if known.len() * 2 < levels.len() {
        return None;
    }
    let mut pairs = known.windows(2).filter_map(|pair| match pair {
        [one, next] if one < next => Some(Told::First),
        [one, next] if one > next => Some(Told::Last),
        _ => None,
    });
    let first = pairs.next()?;
    pairs.all(|other| other == first).then_some(first)
}

/// How severe a level is by what it is called, else by the first words on it.
fn leaning_of(level: &RubricLevel) -> Option<usize> {
    let mut texts = level.name.iter().chain(level.says.first());
    texts.find_map(|text| leaning(text))
}

/// What is worse is answered sooner.
fn urgency(level: &RubricLevel) -> Option<Decimal> {
    let mut read = level.deadlines.iter().filter_map(|(_, text)| read_deadline(text).ok());
    read.find_map(Deadline::seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(levels: &[(&str, &str)]) -> Option<Vec<String>> {
        let level = |(id, says): &(&str, &str)| RubricLevel {
            id: (*id).to_owned(),
            says: vec![(*says).to_owned()],
            ..RubricLevel::default()
        };
        let ordered = worst_first(levels.iter().map(level).collect())?;
        Some(ordered.into_iter().map(|level| level.id).collect())
    }

    #[test]
    fn the_worst_is_first() {
        for (levels, wanted) in [
            // Words tell it where the scale does not.
            (
                &[
                    ("1", "Cosmetic"),
                    ("2", "Minor degradation"),
                    ("3", "Major degradation"),
                    ("4", "Full outage"),
                ][..],
                "4 3 2 1",
            ),
            (&[("1", "Full outage"), ("2", "Part of it"), ("3", "Cosmetic")], "1 2 3"),
            (&[("1", "軽微な不具合"), ("2", "一部の顧客に影響"), ("3", "全面停止")], "3 2 1"),
            (&[("Level 1", "Cosmetic"), ("Level 2", "Major outage")], "Level 2 Level 1"),
            (&[("Level 2", "x"), ("Level 1", "y")], "Level 1 Level 2"),
            (&[("A", "軽微"), ("B", "全停止")], "B A"),
            (&[("A", "x"), ("B", "y"), ("S", "z")], "S A B"),
            // What a sentence on SEV-1 begins with is no other order.
            (&[("SEV-1", "Minor and major parts are down"), ("SEV-2", "Critical bug")], "SEV-1 SEV-2"),
            (&[("Low", "x"), ("High", "y")], "High Low"),
            // Nobody knows.
            (&[("1", "x"), ("2", "y")], "?"),
            (&[("1", "Minor"), ("2", "Major"), ("3", "Minor")], "?"),
            (&[("1", "No critical part"), ("2", "Not a major one")], "?"),
        ] {
            let found = ordered(levels).map_or("?".to_owned(), |ids| ids.join(" "));
            assert_eq!(found, wanted, "{levels:?}");
        }
    }
}
