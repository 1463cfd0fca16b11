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
/// They have a reason for each criterion, and draw none among all that could be written down: a third of the price. With
/// the whole price, criteria that one incident in thirty meets are not found (`tests/learn.rs`).
#[must_use]
pub fn worded(price: Price) -> Price {
    price * 35 / 100
}

/// What an incident costs whose level is not the declared one, beyond one that is explained: by how many levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    by_levels: Vec<Price>,
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
        let near = ((1.0 - share) / (share / 2.0)).log2();
        let price = |levels: usize| match levels {
            0 => 0,
            levels => rounded((near + (levels - 1) as f64 * FURTHER) * BIT),
        };
        Self { by_levels: (0..levels.max(2)).map(price).collect() }
    }

    /// The price of two levels for one incident.
    #[must_use]
    pub fn between(&self, declared: usize, given: usize) -> Price {
        let off = declared.abs_diff(given);
        self.by_levels.get(off).or(self.by_levels.last()).copied().unwrap_or(0)
    }
}

/// Bits for each level further.
const FURTHER: f64 = 3.0;

#[allow(clippy::cast_possible_truncation, reason = "prices are some thousands")]
fn rounded(price: f64) -> Price {
    price.round() as Price
}
