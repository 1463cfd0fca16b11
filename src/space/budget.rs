//! How much work a question may cost.
//!
//! Coverage is hard in theory. Work is counted in steps and not in time, so that the same question is answered, or
//! given up, alike on every machine.

use std::fmt;

/// Steps that may still be taken. One step compares two small sets of cells.
///
/// The default lasts for some ten milliseconds; a question of everyday size takes about a hundred steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget(usize);

/// The question was given up: it is too hard for the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exhausted;

impl Budget {
    /// A budget of so many steps.
    #[must_use]
    pub const fn new(steps: usize) -> Self {
        Self(steps)
    }

    /// The steps that are left.
    #[must_use]
    pub const fn left(self) -> usize {
        self.0
    }

    /// Takes steps; an error, and nothing left, if there are not so many.
    pub fn spend(&mut self, steps: usize) -> Result<(), Exhausted> {
        let left = self.0.checked_sub(steps);
        self.0 = left.unwrap_or(0);
        left.map(|_| ()).ok_or(Exhausted)
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::new(2_000_000)
    }
}

impl fmt::Display for Exhausted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the question takes too many steps")
    }
}

impl std::error::Error for Exhausted {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_spent_once() {
        let mut budget = Budget::new(5);
        assert_eq!((budget.spend(3), budget.left()), (Ok(()), 2));
        assert_eq!((budget.spend(2), budget.left()), (Ok(()), 0));
        assert_eq!((budget.spend(0), budget.spend(1)), (Ok(()), Err(Exhausted)));
        let mut short = Budget::new(5);
        assert_eq!((short.spend(6), short.left()), (Err(Exhausted), 0));
    }
}
