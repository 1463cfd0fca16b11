//! Counts as numbers that can be divided, rounded so that documents are the same on every machine.

use serde::Serialize;

/// A share, with what it is a share of: never a rate without its n.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Share {
    /// So many.
    pub count: usize,
    /// Of so many.
    pub of: usize,
}

impl Share {
    /// As a part of one; none of none is none.
    #[must_use]
    pub fn rate(self) -> Option<f64> {
        (self.of > 0).then(|| rounded(real(self.count) / real(self.of)))
    }
}

/// A count as a number.
#[must_use]
pub fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// To four digits after the point.
#[must_use]
pub fn rounded(number: f64) -> f64 {
    let rounded = (number * 1e4).round() / 1e4;
    // There is no minus nought in a report.
    if rounded == 0.0 { 0.0 } else { rounded }
}
