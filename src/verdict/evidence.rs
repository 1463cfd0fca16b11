//! Why the possible levels are what they are: every test, every criterion, and which of them suffice.

use crate::model::fact::Fact;
use crate::model::value::Value;
use crate::source::in_order::InOrder;
use crate::space::budget::{Budget, Exhausted};
use crate::space::cover::is_covered;
use crate::space::region::Cuboid;
use crate::table::level::{Criterion, Test};
use crate::table::table::Table;

use super::judgement::values;
use super::outcome::Outcome;
use super::possible::{Possible, Stated};

/// How one criterion came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Index of the level.
    pub level: usize,
    /// Index of the criterion within the level.
    pub criterion: usize,
    /// The least of its tests.
    pub outcome: Outcome,
    /// Its tests, in the order of [`Criterion::all_tests`].
    pub tests: Vec<Outcome>,
}

/// How every criterion of the table stands to the given values, most severe level first.
#[must_use]
pub fn findings(table: &Table, facts: &[Fact]) -> Vec<Finding> {
    let mut found = vec![];
    for (level, row) in table.levels.iter().enumerate() {
        for (criterion, parts) in row.criteria.iter().enumerate() {
            let mut tests = vec![];
            // Asks for the tests in their order, each once.
            let outcome = of_criterion(parts, |test| {
                let outcome = outcome_of(table, test, facts);
                tests.push(outcome);
                outcome
            });
            found.push(Finding { level, criterion, outcome, tests });
        }
    }
    found
}

/// How one test comes out.
#[must_use]
pub fn outcome_of(table: &Table, test: &Test, facts: &[Fact]) -> Outcome {
    let value = facts.get(test.fact).and_then(|fact| fact.value.as_ref());
    match table.facts.get(test.fact) {
        Some(declaration) => Outcome::of_test(&declaration.kind, &test.demand, value),
        None => Outcome::Open,
    }
}

/// How a criterion comes out, given how its tests do. Asks once for each, in the order of [`Criterion::all_tests`].
#[must_use]
pub fn of_criterion(criterion: &Criterion, mut outcome: impl FnMut(&Test) -> Outcome) -> Outcome {
    let all = criterion.tests.iter().map(&mut outcome).min().unwrap_or(Outcome::Met);
    let Some(at_least) = &criterion.at_least else { return all };
    let of: Vec<Outcome> = at_least
        .of
        .iter()
        .map(|item| {
            let alternatives =
                item.iter().map(|tests| tests.iter().map(&mut outcome).min().unwrap_or(Outcome::Met));
            alternatives.max().unwrap_or(Outcome::Failed)
        })
        .collect();
    all.min(Outcome::at_least(at_least.count, &of))
}

/// The criteria that together put the incident at a level although none of them alone does: *met jointly*. Indices into
/// the level's criteria; none if one criterion is met, or if it is not certain that one of the level's boxes holds.
///
/// # Errors
/// When the question costs more than the budget.
pub fn met_jointly(
    table: &Table,
    facts: &[Fact],
    level: usize,
    budget: &mut Budget,
) -> Result<Vec<usize>, Exhausted> {
    let Some(row) = table.levels.get(level) else { return Ok(vec![]) };
    let outcomes: Vec<Outcome> = row
        .criteria
        .iter()
        .map(|criterion| of_criterion(criterion, |test| outcome_of(table, test, facts)))
        .collect();
    if outcomes.contains(&Outcome::Met) {
        return Ok(vec![]);
    }
    let stated = Stated::new(table, values(facts));
    let mut joint: Vec<usize> =
        (0..row.criteria.len()).filter(|index| outcomes.get(*index) == Some(&Outcome::Open)).collect();
    let covered = |criteria: &[usize], budget: &mut Budget| {
        let boxes = table
            .geometry
            .boxes
            .iter()
            .filter(|level_box| level_box.level == level && criteria.contains(&level_box.criterion))
            .map(|level_box| &level_box.cuboid);
        let boxes: Vec<&Cuboid> = boxes.collect();
        is_covered(&table.geometry.space, stated.cuboid(), boxes, budget)
    };
    if joint.is_empty() || !covered(&joint, budget)? {
        return Ok(vec![]);
    }
    let mut index = 0;
    while index < joint.len() {
        let mut fewer = joint.clone();
        fewer.remove(index);
        if !fewer.is_empty() && covered(&fewer, budget)? {
            joint = fewer;
        } else {
            index += 1;
        }
    }
    Ok(joint)
}

/// The facts that suffice for what is to be shown: with the others unknown, the possible levels would still be such
/// that `suffices`, which has to hold of what all facts leave possible, and of all that lies between two it holds of. No
/// fact of them can be left out. Facts that met criteria ask for are kept before others.
///
/// # Errors
/// When the question costs more than the budget.
pub fn grounds(
    table: &Table,
    facts: &[Fact],
    suffices: impl Fn(&Possible) -> bool,
    budget: &mut Budget,
) -> Result<Vec<usize>, Exhausted> {
    let mut kept: Vec<(usize, &Value)> =
        values(facts).filter(|(fact, _)| !table.geometry.dimensions_of(*fact).is_empty()).collect();
    let asked: Vec<usize> = findings(table, facts)
        .into_iter()
        .filter(|finding| finding.outcome == Outcome::Met)
        .filter_map(|finding| table.levels.get(finding.level)?.criteria.get(finding.criterion))
        .flat_map(Criterion::all_tests)
        .map(|test| test.fact)
        .collect();
    let suffice = |facts: &[(usize, &Value)], budget: &mut Budget| -> Result<bool, Exhausted> {
        Ok(suffices(&Stated::new(table, facts.iter().copied()).possible(budget)?))
    };
    let mut order: Vec<usize> = kept.iter().map(|(fact, _)| *fact).collect();
    order.order_by_key(|fact| (asked.contains(fact), std::cmp::Reverse(*fact)));
    // What nothing met asks for hardly ever matters. Less is possible with more facts: where none of those is needed, none
    // was on the way there. Where the question is of no use, it costs nothing.
    let only_asked: Vec<(usize, &Value)> =
        kept.iter().copied().filter(|(fact, _)| asked.contains(fact)).collect();
    if !only_asked.is_empty() && only_asked.len() + 1 < kept.len() {
        let before = *budget;
        if suffice(&only_asked, budget) == Ok(true) {
            kept = only_asked;
            order.retain(|fact| asked.contains(fact));
        } else {
            *budget = before;
        }
    }
    for fact in order {
        let fewer: Vec<(usize, &Value)> = kept.iter().copied().filter(|(other, _)| *other != fact).collect();
        if suffice(&fewer, budget)? {
            kept = fewer;
        }
    }
    Ok(kept.into_iter().map(|(fact, _)| fact).collect())
}
