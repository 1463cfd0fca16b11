//! What a kind of quantity owes the shared grammar: how one amount is read and written, and which numbers make sense.

use crate::model::grammar::tail::Room;
use crate::model::value::Why;
use crate::space::decimal::Decimal;
use crate::space::interval::Interval;

/// A kind of quantity.
pub trait Measure {
    /// The numbers that make sense.
    fn domain(&self) -> Interval;

    /// Whether only whole numbers do.
    fn grain(&self) -> Grain {
        Grain::Fine
    }

    /// What `all` means, if it means a number.
    fn all(&self) -> Option<Decimal> {
        None
    }

    /// The Japanese word for what is counted behind the last number of a text, if it has one: `社`.
    fn counter<'t>(&self, _text: &'t str) -> &'t str {
        ""
    }

    /// Whether the quantity is a length of time.
    fn is_time(&self) -> bool {
        false
    }

    /// Whether a text, alone in parentheses behind an amount, says that it is in another unit: `10 (USD)` of euros.
    fn is_other_unit(&self, _text: &str) -> bool {
        false
    }

    /// Reads the amount at the start of a plain text, and returns what stands after it.
    fn amount<'t>(&self, text: &'t str) -> Result<(Amount, &'t str), Why>;

    /// The number that an amount without unit stands for.
    fn bare(&self, number: Decimal) -> Result<Decimal, Why> {
        Ok(number)
    }

    /// The number as reports write it, so that [`Self::amount`] reads it back.
    fn show(&self, number: Decimal) -> String;
}

/// How finely a quantity is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Whole numbers only.
    Whole,
    /// Fractions, too.
    Fine,
}

/// An amount as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// In the measure's own unit; where the unit is missing, as written.
    pub number: Decimal,
    /// How the unit was given.
    pub unit: Unit,
    /// What a multiplier made of it: 1000 for `12k`, else 1.
    pub scale: Decimal,
    /// What may stand after it.
    pub room: Room,
}

/// How the unit of an amount was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// It was not.
    Missing,
    /// One that a bare number before it shares, with what it is worth: `10-20 min`.
    Shared(Decimal),
    /// One that cannot be shared: `1h 30m`.
    Own,
}
