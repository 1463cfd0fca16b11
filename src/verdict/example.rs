//! The examples of a table, judged: each must come out at the level it stands under.

use crate::model::fact::{Fact, State, Statement};
use crate::model::value::{Reading, Value};
use crate::space::budget::{Budget, Exhausted};
use crate::table::level::Example;
use crate::table::table::Table;

use super::judgement::values;
use super::possible::{Gap, Possible, Stated};

/// An example of a table, and what came of it.
#[derive(Clone, Debug)]
pub struct JudgedExample {
    /// Index of the level it stands under.
    pub level: usize,
    /// Index of the example within the level.
    pub example: usize,
    /// What came of it.
    pub state: ExampleState,
}

/// What came of an example.
#[derive(Clone, Debug)]
pub enum ExampleState {
    /// It comes out at its level, and at no other.
    Right,
    /// It does not.
    Wrong(Box<WrongExample>),
    /// There is no such file; with the one that may have been meant.
    NoFile(Option<String>),
    /// The file is no postmortem.
    NoPostmortem,
    /// The file cannot be read.
    Unreadable,
}

/// An example that does not come out at its level.
#[derive(Clone, Debug)]
pub struct WrongExample {
    /// How it may come out.
    pub possible: Possible,
    /// What it states, and what is assumed of what it does not.
    pub facts: Vec<Fact>,
    /// The facts that keep it open, the most useful first.
    pub missing: Vec<Gap>,
}

/// The facts that an example states.
#[must_use]
pub fn facts_of(table: &Table, example: &Example) -> Vec<Fact> {
    let stated = |index: usize| {
        let of_fact = example.facts.iter().filter(|(fact, ..)| *fact == index);
        let statements = of_fact.map(|(_, value, span)| Statement {
            span: *span,
            text: table.text.slice(*span).into(),
            reading: Reading::Value(value.clone()),
        });
        Fact::of(statements.collect())
    };
    (0..table.facts.len()).map(stated).collect()
}

/// Judges the facts of an example that stands under a level. What is absent is taken for what the table assumes.
///
/// # Errors
/// When the question costs more than the budget.
pub fn judge_example(
    table: &Table,
    level: usize,
    mut facts: Vec<Fact>,
    budget: &mut Budget,
) -> Result<ExampleState, Exhausted> {
    for (fact, declaration) in facts.iter_mut().zip(&table.facts) {
        if let (State::Absent, Some(assumed)) = (fact.state, &declaration.assume) {
            *fact = Fact { state: State::Assumed, value: Some(assumed.clone()), statements: vec![] };
        }
    }
    let given: Vec<(usize, &Value)> = values(&facts).collect();
    let stated = Stated::new(table, given);
    let possible = stated.possible(budget)?;
    if possible.only() == Some(level) {
        return Ok(ExampleState::Right);
    }
    let missing = stated.missing(table, budget)?;
    drop(stated);
    Ok(ExampleState::Wrong(Box::new(WrongExample { possible, facts, missing })))
}
