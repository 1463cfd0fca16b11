//! What sort of answer a fact is.

use crate::space::decimal::Decimal;

/// The kind of a fact: what may be stated, and what a test may ask.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Yes or no.
    Boolean,
    /// Whole numbers from 0.
    Count,
    /// Any number, in a unit of the table's choice.
    Number {
        /// What is counted, as written after a number (`ms`, `req/s`); none for bare numbers.
        unit: Option<String>,
        /// Smallest number that makes sense.
        min: Option<Decimal>,
        /// Largest number that makes sense.
        max: Option<Decimal>,
    },
    /// 0 to 100, in percent points.
    Percent,
    /// From 0, in seconds.
    Duration,
    /// From 0, in units of one currency; never converted.
    Money {
        /// ISO 4217 code, upper case: `USD`, `JPY`.
        currency: String,
    },
    /// Ordered words, the least bad first.
    Scale(Vec<Word>),
    /// Words without order.
    Choice(Vec<Word>),
    /// Any number of words; an empty list of words admits any word.
    Set(Vec<Word>),
}

/// A word of a scale, choice or set, with what else it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word as reports write it.
    pub name: String,
    /// Other spellings of it.
    pub synonyms: Vec<String>,
}

impl Kind {
    /// The word for the kind in a table.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Count => "count",
            Self::Number { .. } => "number",
            Self::Percent => "percent",
            Self::Duration => "duration",
            Self::Money { .. } => "money",
            Self::Scale(_) => "scale",
            Self::Choice(_) => "choice",
            Self::Set(_) => "set",
        }
    }

    /// Whether one value is more than another.
    #[must_use]
    pub fn has_order(&self) -> bool {
        !matches!(self, Self::Boolean | Self::Choice(_) | Self::Set(_))
    }

    /// The words of a scale, choice or set; none for other kinds.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        match self {
            Self::Scale(words) | Self::Choice(words) | Self::Set(words) => words,
            _ => &[],
        }
    }

    /// How many words a boolean, scale or choice has; none for other kinds.
    #[must_use]
    pub fn word_count(&self) -> usize {
        match self {
            Self::Boolean => 2,
            Self::Scale(words) | Self::Choice(words) => words.len(),
            _ => 0,
        }
    }

    /// All kinds by name, in the order of the documentation.
    pub const NAMES: &'static [&'static str] =
        &["boolean", "count", "number", "percent", "duration", "money", "scale", "choice", "set"];
}
