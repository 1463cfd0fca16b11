//! What things cost, in thousandths of a bit.

#![allow(
    clippy::cast_precision_loss,
    reason = "incidents, levels and tests are counted in thousands at most"
)]

/// Thousandths of a bit.
pub type Price = i64;

const BIT: f64 = 1000.0;

/// The price of choosing one of so many.
#[must_use]
pub fn one_of(many: usize) -> Price {
    rounded((many.max(1) as f64).log2() * BIT)
}

/// A price of something that people word.
///
/// They have a reason for each criterion, and draw none among all that could be written down: half the price. With
/// the whole price, criteria that one incident in thirty meets are not found (`tests/suite/learn.rs`).
#[must_use]
pub fn worded(price: Price) -> Price {
    price / 2
}

/// The price of a test beside so many others that must be met as well.
///
/// From the third on it is the whole one: people seldom ask for so much, and chance finds it often.
#[must_use]
pub fn beside(others: usize, price: Price) -> Price {
    if others < 2 { price } else { price * 2 }
}

/// What an incident costs whose level is not the declared one, beyond one that is explained: by how many levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// How many levels there are.
    levels: usize,
    /// A level off, where there is one on either side.
    between: Price,
    /// A level off, where there is but one beside it: whoever slips slips there.
    at_an_end: Price,
}

impl Miss {
    /// The prices where so many of so many incidents were declared one level off, or further.
    ///
    /// A level is off by one, this way or the other, with half of the share of slips; by each level more with a tenth of that.
    #[must_use]
    pub fn of(slips: usize, incidents: usize, levels: usize) -> Self {
        // Two slips more and four incidents more than were counted (Agresti and Coull 1998): never 0, never 1.
        let share = (slips as f64 + 2.0) / (incidents as f64 + 4.0);
        let share = share.clamp(0.02, 0.3);
        let price = |of_a_slip: f64| rounded(((1.0 - share) / of_a_slip).log2() * BIT);
        Self { levels, between: price(share / 2.0), at_an_end: price(share) }
    }

    /// The price of two levels for one incident.
    #[must_use]
    pub fn between(&self, declared: usize, given: usize) -> Price {
        let further = match declared.abs_diff(given) {
            0 => return 0,
            off => Price::try_from(off - 1).unwrap_or(0) * FURTHER,
        };
        further + if given == 0 || given + 1 >= self.levels { self.at_an_end } else { self.between }
    }
}

/// The price of each level further.
const FURTHER: Price = 3000;

#[allow(clippy::cast_possible_truncation, reason = "prices are some thousands")]
fn rounded(price: f64) -> Price {
    price.round() as Price
}
