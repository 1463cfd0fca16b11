//! How often something was seen, and in which spellings.

use crate::source::in_order::InOrder;

use std::collections::BTreeMap;

/// How often something was seen, and in which spellings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In how many files.
    pub files: usize,
    spellings: BTreeMap<String, usize>,
}

impl Tally {
    /// One more file has it, in this spelling.
    pub fn add(&mut self, spelling: &str) {
        self.files += 1;
        *self.spellings.entry(spelling.to_owned()).or_default() += 1;
    }

    /// The spelling that most files have; of equals the first in the alphabet.
    #[must_use]
    pub fn usual(&self) -> &str {
        self.by_count().first().map_or("", |(spelling, _)| *spelling)
    }

    /// All spellings with their counts, the most common first.
    #[must_use]
    pub fn by_count(&self) -> Vec<(&str, usize)> {
        let mut all: Vec<(&str, usize)> =
            self.spellings.iter().map(|(spelling, count)| (spelling.as_str(), *count)).collect();
        all.order_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        all
    }
}
