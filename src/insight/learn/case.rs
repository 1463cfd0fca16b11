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
    /// The facts of which nothing is said, so that their value is what the table assumes, by index.
    pub assumed: Vec<usize>,
}

impl Case {
    /// What is known of a fact.
    #[must_use]
    pub fn fact(&self, fact: usize) -> Option<&Value> {
        self.facts.get(fact)?.as_ref()
    }

    /// What is known, with what is assumed of silence or without it, by index of fact.
    pub fn known(&self, with_assumed: bool) -> impl Iterator<Item = (usize, &Value)> {
        let all = self.facts.iter().enumerate().filter_map(|(fact, value)| Some((fact, value.as_ref()?)));
        all.filter(move |(fact, _)| with_assumed || !self.assumed.contains(fact))
    }
}
