//! An incident as the learner sees it.

use crate::model::value::Value;

/// An incident: what was declared, and what is known.
#[derive(Clone, Debug)]
pub struct Case {
    /// Index of the declared level.
    pub declared: usize,
    /// By index of the table's facts; none where nothing is known. What is missing neither supports a test nor speaks
    /// against it.
    pub facts: Vec<Option<Value>>,
}

impl Case {
    /// What is known of a fact.
    #[must_use]
    pub fn fact(&self, fact: usize) -> Option<&Value> {
        self.facts.get(fact)?.as_ref()
    }
}
