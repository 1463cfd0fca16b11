//! How every criterion came out for one incident, which facts were lacking, and whether a failed one was close.

use crate::model::fact::Fact;
use crate::model::value::{Demand, Value};
use crate::space::interval::End;
use crate::table::level::{Criterion, Test};
use crate::table::table::Table;

use super::evidence::{of_criterion, outcome_of};
use super::outcome::Outcome;

/// How one criterion came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionOutcome {
    /// Index of the level.
    pub level: usize,
    /// Index of the criterion within the level.
    pub criterion: usize,
    /// How it came out.
    pub outcome: Outcome,
    /// Of an open one, the facts (by index) whose tests are open.
    pub lacking: Vec<usize>,
    /// Whether it failed, and would be met if every threshold that was missed by at most a tenth of itself were reached.
    pub is_near_miss: bool,
}

/// How every criterion of the table came out, most severe level first.
#[must_use]
pub fn criteria_outcomes(table: &Table, facts: &[Fact]) -> Vec<CriterionOutcome> {
    let mut found = vec![];
    for (level, row) in table.levels.iter().enumerate() {
        for (index, criterion) in row.criteria.iter().enumerate() {
            let outcome = of_criterion(criterion, |test| outcome_of(table, test, facts));
            let lacking = if outcome == Outcome::Open { lacking(table, criterion, facts) } else { vec![] };
            let is_near_miss = outcome == Outcome::Failed && {
                let relaxed = |test: &Test| match outcome_of(table, test, facts) {
                    Outcome::Failed if is_near(test, facts) => Outcome::Met,
                    other => other,
                };
                of_criterion(criterion, relaxed) == Outcome::Met
            };
            found.push(CriterionOutcome { level, criterion: index, outcome, lacking, is_near_miss });
        }
    }
    found
}

fn lacking(table: &Table, criterion: &Criterion, facts: &[Fact]) -> Vec<usize> {
    let mut found = vec![];
    for test in criterion.all_tests() {
        if !found.contains(&test.fact) && outcome_of(table, test, facts) == Outcome::Open {
            found.push(test.fact);
        }
    }
    found
}

/// Whether a test of a number is missed by at most a tenth of the threshold. Only a value that is one number can be.
fn is_near(test: &Test, facts: &[Fact]) -> bool {
    let Demand::Quantity(wanted) = &test.demand else { return false };
    let value = facts.get(test.fact).and_then(|fact| fact.value.as_ref());
    let Some(Value::Quantity(stated)) = value else { return false };
    let Some(stated) = stated.as_point() else { return false };
    let stated = stated.in_billionths();
    let ends = wanted.parts().iter().flat_map(|part| [part.low(), part.high()]);
    ends.filter_map(|end| match end {
        End::Included(threshold) | End::Excluded(threshold) => Some(threshold.in_billionths()),
        End::Unbounded => None,
    })
    .any(|threshold| {
        let distance = stated.abs_diff(threshold);
        threshold != 0 && distance.checked_mul(10).is_some_and(|tenfold| tenfold <= threshold.unsigned_abs())
    })
}
