//! Facts that a table declares and never uses.

use crate::table::level::{Criterion, Test};
use crate::table::table::Table;

/// The declared facts that no test asks for, and that nothing requires.
#[must_use]
pub fn unused(table: &Table) -> Vec<usize> {
    let requirements = || table.requires.iter().chain(table.levels.iter().flat_map(|level| &level.requires));
    let criteria = table.levels.iter().flat_map(|level| &level.criteria);
    let tested: Vec<usize> = criteria
        .flat_map(Criterion::all_tests)
        .chain(requirements().flat_map(|requirement| &requirement.when))
        .map(|test: &Test| test.fact)
        .collect();
    let is_required = |name: &str| {
        requirements().flat_map(|requirement| &requirement.fields).any(|field| field.text == name)
    };
    let declared = table.facts.iter().enumerate().filter(|(_, fact)| fact.span.is_some());
    let unused = declared.filter(|(index, fact)| !tested.contains(index) && !is_required(&fact.name));
    unused.map(|(index, _)| index).collect()
}
