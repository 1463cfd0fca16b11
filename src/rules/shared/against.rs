//! Whether what a sentence says and a stated fact cannot both hold, with a generous allowance for how people write.

use crate::model::kind::{Kind, Word};
use crate::model::prose::claim::{Extent, Matter, Says};
use crate::model::value::Value;
use crate::space::decimal::Decimal;
use crate::space::interval::Interval;

/// Whether a claim contradicts a value of a fact of a kind.
#[must_use]
pub fn contradicts(says: &Says, kind: &Kind, value: &Value, matter: Matter) -> bool {
    match (says, kind, value) {
        (
            Says::Amount(said, extent),
            Kind::Percent | Kind::Count | Kind::Duration,
            Value::Quantity(stated),
        ) if fits(matter, kind) => said
            .parts()
            .iter()
            .all(|said| stated.parts().iter().all(|stated| are_apart(*said, *stated, *extent, matter))),
        (Says::Yes | Says::No, Kind::Boolean, Value::Words(stated)) => {
            let said = usize::from(*says == Says::Yes);
            !stated.contains(&said)
        }
        (Says::Yes | Says::No, Kind::Scale(words), Value::Words(stated)) => {
            let allowed = allowed(says, words, matter);
            !allowed.is_empty() && !stated.iter().any(|word| allowed.contains(word))
        }
        _ => false,
    }
}

/// Whether a fact of the kind counts what claims about the matter count.
fn fits(matter: Matter, kind: &Kind) -> bool {
    matches!(
        (matter, kind),
        (Matter::UserShare, Kind::Percent)
            | (Matter::Users | Matter::Customers, Kind::Count)
            | (Matter::Duration, Kind::Duration)
    )
}

/// The words of a scale that a claim allows; none, if the scale cannot be told to be about yes and no.
fn allowed(says: &Says, words: &[Word], matter: Matter) -> Vec<usize> {
    let is = |word: &Word, names: &[&str]| {
        std::iter::once(&word.name)
            .chain(&word.synonyms)
            .any(|name| names.contains(&name.to_lowercase().as_str()))
    };
    let Some(none) = words.iter().position(|word| is(word, NONE)) else { return vec![] };
    if *says == Says::No {
        return vec![none];
    }
    // Who has a way around a part of it has one.
    let is_open = |word: &Word| matter != Matter::Workaround && is(word, OPEN);
    (0..words.len())
        .zip(words)
        .filter(|(index, word)| *index != none && !is_open(word))
        .map(|(index, _)| index)
        .collect()
}

const NONE: &[&str] = &["none", "no", "なし", "無し", "無", "false", "nothing"];

/// Words that leave open whether it was so.
const OPEN: &[&str] = &["suspected", "possible", "potential", "likely", "疑い", "可能性あり"];

/// Whether two numbers are too far from each other. A part may be as much smaller as it likes.
fn are_apart(said: Interval, stated: Interval, extent: Extent, matter: Matter) -> bool {
    let more = said.low().number().zip(stated.high().number());
    let less = said.high().number().zip(stated.low().number());
    more.is_some_and(|(low, high)| is_far(high, low, matter))
        || extent == Extent::Whole && less.is_some_and(|(high, low)| is_far(high, low, matter))
}

/// Whether the second number is far above the first.
fn is_far(small: Decimal, large: Decimal, matter: Matter) -> bool {
    const ONE: i128 = 1_000_000_000;
    let (small, large) = (small.in_billionths(), large.in_billionths());
    let gap = large.saturating_sub(small);
    let by_half = large.saturating_mul(2) >= small.saturating_mul(3);
    match matter {
        Matter::UserShare => gap > 5 * ONE && gap.saturating_mul(3) > large,
        Matter::Duration => by_half && gap > 600 * ONE,
        _ => by_half && gap > 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reading::read_text;
    use crate::model::value::Reading;
    use crate::space::interval::Intervals;

    fn quantity(kind: &Kind, text: &str) -> Intervals {
        let Reading::Value(Value::Quantity(numbers)) = read_text(kind, text) else { panic!("{text}") };
        numbers
    }

    #[test]
    fn numbers_have_to_be_far_apart() {
        for (matter, kind, said, extent, stated, wanted) in [
            (Matter::UserShare, Kind::Percent, "40%", Extent::Whole, "4%", true),
            (Matter::UserShare, Kind::Percent, "4%", Extent::Whole, "40%", true),
            (Matter::UserShare, Kind::Percent, "4%", Extent::Part, "40%", false),
            (Matter::UserShare, Kind::Percent, "33%", Extent::Whole, "25%", false),
            (Matter::UserShare, Kind::Percent, "5%", Extent::Whole, "1%", false),
            (Matter::UserShare, Kind::Percent, "25%", Extent::Whole, "10-30%", false),
            (Matter::UserShare, Kind::Percent, "under 1%", Extent::Whole, "35%", true),
            (Matter::Users, Kind::Count, "100", Extent::Whole, "110", false),
            (Matter::Users, Kind::Count, "0", Extent::Whole, "18", true),
            (Matter::Users, Kind::Count, "12000", Extent::Whole, "at least 100", false),
            (Matter::Duration, Kind::Duration, "3h", Extent::Whole, "30m", true),
            (Matter::Duration, Kind::Duration, "12m", Extent::Whole, "5m", false),
            (Matter::Duration, Kind::Duration, "12m", Extent::Part, "4h", false),
        ] {
            let says = Says::Amount(quantity(&kind, said), extent);
            let value = Value::Quantity(quantity(&kind, stated));
            assert_eq!(contradicts(&says, &kind, &value, matter), wanted, "{said} {stated}");
        }
    }
}
