//! What a fact may be, as far as it was stated: one value, a range, one of several words.

use std::collections::BTreeSet;

use jiff::civil::Weekday;

use crate::space::interval::Intervals;

/// The values a statement allows. Never empty: a statement that allows nothing was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Of a count, number, percent (in percent points), duration (in seconds) or amount of money.
    Quantity(Intervals),
    /// Of a boolean (0 is no, 1 is yes), scale or choice: the indices of the words it may be, ascending.
    Words(Vec<usize>),
    /// Of a set.
    Members(Members),
}

/// What is known of the members of a set. Names are the table's words where it has them, else as written (folded).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Members {
    /// Certainly in the set.
    pub named: BTreeSet<String>,
    /// Perhaps in the set.
    pub open: BTreeSet<String>,
    /// Whether words that are neither named nor open may be in the set, too.
    pub more: bool,
}

impl Members {
    /// Whether it is known that nothing is in the set.
    #[must_use]
    pub fn is_certainly_empty(&self) -> bool {
        self.named.is_empty() && self.open.is_empty() && !self.more
    }
}

/// What a statement was read as.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// These values.
    Value(Value),
    /// Of a set, some of the members, and why the others could not be read: whether they are in it is open.
    Partly(Value, Vec<Why>),
    /// Stated as not known: empty, `unknown`, `TBD`, `不明`.
    Unknown,
    /// Stated, but not in a form that can be used.
    Unreadable(Why),
}

impl Reading {
    /// What is known, if anything is.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Value(value) | Self::Partly(value, _) => Some(value),
            Self::Unknown | Self::Unreadable(_) => None,
        }
    }

    /// Why it, or a part of it, cannot be used; nothing where all of it can.
    #[must_use]
    pub fn refused(&self) -> &[Why] {
        match self {
            Self::Unreadable(why) => std::slice::from_ref(why),
            Self::Partly(_, refused) => refused,
            Self::Value(_) | Self::Unknown => &[],
        }
    }
}

/// Why a text was not read as a value of its kind. Data only: the sentences are made where they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing in it looks like a value of the kind.
    NotOfKind,
    /// A list or mapping stands where one value is expected.
    NotAScalar,
    /// A YAML alias; values are read only where they are written out.
    Alias,
    /// A YAML tag stands before the value.
    Tagged,
    /// A number without a unit where one is needed: a duration, a number.
    UnitMissing,
    /// A unit that is not one of the kind's.
    UnitUnknown(String),
    /// A number that two customs read differently: `€1.200`.
    NumberAmbiguous(String),
    /// The lower end of a range of which only the upper one has a multiplier: `10-20k` (ten, or ten thousand?).
    ScaleAmbiguous(String),
    /// An approximate value, where only an exact one will do: in a test, or for a date.
    Approximate,
    /// `1:30`: hours and minutes, or minutes and seconds?
    ClockAmbiguous,
    /// A count with a fraction.
    NotWhole,
    /// Outside what the kind allows; both ends in the kind's own words, where there is one.
    OutOfRange {
        /// The smallest allowed.
        low: Option<String>,
        /// The largest allowed.
        high: Option<String>,
    },
    /// A range whose ends are the wrong way round, or that holds nothing.
    RangeEmpty,
    /// Not one of the words; with the nearest one.
    WordUnknown {
        /// As it was written.
        word: String,
        /// The word it may have been meant to be.
        nearest: Option<String>,
    },
    /// Money in another currency, or in none that is named.
    CurrencyOther(String),
    /// A sign that several currencies share, and that does not say that the fact's is meant: `$` is read as USD only.
    CurrencyAmbiguous(String),
    /// A zone abbreviation that means several zones: `CST`, `IST`, `BST`.
    ZoneAmbiguous(String),
    /// A zone abbreviation that is not known.
    ZoneUnknown(String),
    /// A date that does not exist, or a time that does not.
    DateImpossible,
    /// A time of a day that nothing names: `10:00 UTC`.
    DayMissing,
    /// A date beside a weekday that is not its own; and what is.
    WeekdayOther(Weekday),
    /// 03/04/2026: which is the month?
    DateAmbiguous,
    /// The text goes on after the value in a way that could change what it says.
    TrailingText(String),
    /// It is said of a part only, which is named: a share of it is none of all.
    OfPart(String),
    /// An item of a set that is not plainly one name: a sentence, or `web/api`, which may be two.
    NotAName(String),
    /// Longer than any value is.
    TooLong,
}

/// What a test of a table asks of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Demand {
    /// One of these numbers.
    Quantity(Intervals),
    /// One of these words (indices, ascending); of a boolean, 0 is no and 1 is yes.
    Words(Vec<usize>),
    /// Of a set: at least one of these.
    AnyOf(Vec<String>),
    /// Of a set: each of these.
    AllOf(Vec<String>),
    /// Of a set: not one of these.
    NoneOf(Vec<String>),
}
