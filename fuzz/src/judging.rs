//! Tables and incidents made of the bytes, which are valid whatever those are: the level is what brute force finds.

use std::ops::{Bound, RangeBounds};

use arbitrary::Unstructured;

#[path = "../../tests/common/mod.rs"]
pub mod common;

use common::judged::{Statements, Tables, agrees, learning_is_safe};
use common::{Choices, generate};

impl Choices for Unstructured<'_> {
    fn usize(&mut self, range: impl RangeBounds<usize>) -> usize {
        let first = match range.start_bound() {
            Bound::Included(first) => *first,
            Bound::Excluded(before) => before + 1,
            Bound::Unbounded => 0,
        };
        let last = match range.end_bound() {
            Bound::Included(last) => *last,
            Bound::Excluded(behind) => behind - 1,
            Bound::Unbounded => usize::MAX,
        };
        // Where no bytes are left, the first.
        self.int_in_range(first..=last).unwrap_or(first)
    }

    fn u8(&mut self, range: impl RangeBounds<u8>) -> u8 {
        let whole = (
            range.start_bound().map(|first| usize::from(*first)),
            range.end_bound().map(|last| usize::from(*last)),
        );
        u8::try_from(self.usize(whole)).unwrap()
    }

    fn bool(&mut self) -> bool {
        self.usize(..2) == 1
    }
}

/// A table, and up to eight incidents.
pub fn hold(bytes: &[u8]) {
    let mut choices = Unstructured::new(bytes);
    let case = generate(&mut choices);
    let tables = Tables::of(&case);
    for _ in 0..8 {
        let statements = Statements::generate(&mut choices, &case);
        let declared = choices.usize(..tables.table.levels.len());
        agrees(&case, &tables, &statements, declared);
        let index = choices.usize(..case.facts.len());
        let answers = &statements.0[index].1;
        let answer = answers[choices.usize(..answers.len())];
        learning_is_safe(&case, &tables.unassuming, &statements, (index, answer), declared);
        if choices.is_empty() {
            break;
        }
    }
}
