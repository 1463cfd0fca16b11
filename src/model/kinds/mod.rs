//! The kinds of facts, one file each: how a value is read, and how it is written.

pub mod boolean;
pub mod choice;
pub mod count;
pub mod duration;
#[cfg(test)]
pub(crate) mod examples;
pub mod money;
pub mod number;
pub mod percent;
pub mod scale;
pub mod set;
pub mod set_part;

use crate::model::grammar::lexicon::Lexicon;
use crate::model::grammar::measure::Measure;
use crate::model::kind::{Kind, Word};
use crate::space::interval::Interval;

use count::Count;
use duration::Duration;
use money::Money;
use number::Number;
use percent::Percent;

/// What a kind is made of.
pub enum Shape<'k> {
    /// Numbers.
    Quantity(Box<dyn Measure + 'k>),
    /// One of several words.
    Words(Lexicon<'k>),
    /// Any number of words.
    Members(&'k [Word]),
}

/// What a kind is made of. Numbers without a unit are taken in `unit`, where one is given and the kind knows it: the
/// unit that the name of a key says, as in `duration_minutes`.
#[must_use]
pub fn shape<'k>(kind: &'k Kind, unit: Option<&'k str>) -> Shape<'k> {
    match kind {
        Kind::Boolean => Shape::Words(boolean::lexicon()),
        Kind::Count => Shape::Quantity(Box::new(Count)),
        Kind::Number { unit: own, min, max } => {
            Shape::Quantity(Box::new(Number { unit: own.as_deref(), min: *min, max: *max, assumed: unit }))
        }
        Kind::Percent => Shape::Quantity(Box::new(Percent)),
        Kind::Duration => {
            Shape::Quantity(Box::new(Duration { assumed: unit.and_then(duration::seconds_in) }))
        }
        Kind::Money { currency } => Shape::Quantity(Box::new(Money { currency, assumed: unit })),
        Kind::Scale(words) => Shape::Words(scale::lexicon(words)),
        Kind::Choice(words) => Shape::Words(choice::lexicon(words)),
        Kind::Set(words) => Shape::Members(words),
    }
}

/// The numbers that make sense for a kind; `None` for words.
#[must_use]
pub fn domain(kind: &Kind) -> Option<Interval> {
    match shape(kind, None) {
        Shape::Quantity(measure) => Some(measure.domain()),
        Shape::Words(_) | Shape::Members(_) => None,
    }
}
