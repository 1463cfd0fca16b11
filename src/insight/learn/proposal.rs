//! A table whose criteria are learnt from incidents.

use std::cmp::Reverse;

use crate::source::in_order::InOrder;
use crate::space::budget::Budget;
use crate::table::geometry::TooComplex;
use crate::table::level::{Example, Name};
use crate::table::table::Table;
use crate::verdict::example::{ExampleState, facts_of, judge_example};
use crate::verdict::possible::Stated;

use super::case::Case;
use super::cases::Cases;
use super::fit::learn;
use super::learnt_table::learnt_table;
use super::lesson::{Lesson, Share, Support, majority};
use super::rule::{Rule, given};
use super::sheet::{Sheet, usable};
use super::stands::{Stands, stands};
use super::trial::{Trial, try_out};

/// What is learnt from the cases, and how well that goes where some are held back: both at a time.
///
/// # Errors
/// When the criteria are too many boxes.
pub fn propose_and_try(
    table: &Table,
    cases: &[Case],
    incident: &(dyn Fn(&str) -> Option<usize> + Sync),
) -> Result<(Lesson, Option<Trial>), TooComplex> {
    let (lesson, trial) = rayon::join(|| propose(table, cases, incident), || try_out(table, cases));
    Ok((lesson?, trial))
}

/// The table with criteria learnt from the cases in the place of its own; all else stays, but for examples that would come
/// out at another level. The mildest level that anything was declared at takes what no criterion covers.
///
/// `incident` finds the case that an example names by its path.
///
/// # Errors
/// When the criteria are too many boxes.
pub fn propose(
    table: &Table,
    cases: &[Case],
    incident: &dyn Fn(&str) -> Option<usize>,
) -> Result<Lesson, TooComplex> {
    let usable = usable(table, cases);
    let sheet = Sheet::new(&table.facts, table.levels.len(), cases, &usable, &[]);
    let rules = learn(&sheet);
    let met: Vec<Cases> = rules.iter().map(|rule| rule.met(&sheet)).collect();
    let given = given(&sheet, &rules);
    // What decides most as it was declared stands first; of two alike, in the order of the facts.
    let decides = |rule: &Rule, met: &Cases| {
        let right = |case: &usize| {
            given.get(*case) == Some(&rule.level) && sheet.declared.get(*case) == given.get(*case)
        };
        met.each().filter(right).count()
    };
    let each = rules.iter().zip(&met).map(|(rule, met)| (decides(rule, met), rule, met));
    let mut ordered: Vec<(usize, &Rule, &Cases)> = each.collect();
    ordered.order_by_key(|(decided, rule, _)| (Reverse(*decided), rule.tests.clone()));
    let mut table =
        learnt_table(table, &sheet, &ordered.iter().map(|(_, rule, _)| *rule).collect::<Vec<_>>())?;
    let stands: Vec<Stands> = cases.iter().map(|case| stands(&table, case)).collect();
    let mut support = vec![vec![]; table.levels.len()];
    for (_, rule, met) in &ordered {
        let own = given.iter().enumerate().filter(|(case, level)| **level == rule.level && met.has(*case));
        if let Some(support) = support.get_mut(rule.level) {
            support.push(Support::of(own.filter_map(|(case, _)| Some((case, *stands.get(case)?)))));
        }
    }
    let mut dropped = vec![];
    for index in 0..table.levels.len() {
        let all = table.levels.get(index).map(|level| level.examples.clone()).unwrap_or_default();
        let (kept, other): (Vec<Example>, Vec<Example>) =
            all.into_iter().partition(|example| comes_out(&table, index, example, cases, incident));
        if let Some(level) = table.levels.get_mut(index) {
            level.examples = kept;
        }
        dropped.push(other);
    }
    let mut shares = vec![Share::default(); table.levels.len()];
    let mut fit = Share::default();
    for (declared, stands) in sheet.declared.iter().zip(&stands) {
        fit.count(*stands);
        if let Some(share) = shares.get_mut(*declared) {
            share.count(*stands);
        }
    }
    let declared = |fact: &usize| table.facts.get(*fact).is_some_and(|fact| fact.span.is_some());
    let (stated, unstated): (Vec<usize>, Vec<usize>) =
        (0..table.facts.len()).filter(declared).partition(|fact| usable.contains(fact));
    let unused = stated.into_iter().filter(|fact| table.geometry.dimensions_of(*fact).is_empty()).collect();
    Ok(Lesson {
        support,
        dropped,
        levels: shares,
        fit,
        majority: majority(cases.iter().map(|case| case.declared), table.levels.len()),
        unstated,
        unused,
        table,
    })
}

/// Whether an example is certain to come out at its level.
fn comes_out(
    table: &Table,
    level: usize,
    example: &Example,
    cases: &[Case],
    incident: &dyn Fn(&str) -> Option<usize>,
) -> bool {
    let of_incident = |path: &Name| {
        let case = incident(&path.text).and_then(|case| cases.get(case));
        case.is_some_and(|case| {
            let possible = Stated::new(table, case.known(true)).possible(&mut Budget::default());
            possible.is_ok_and(|possible| possible.only() == Some(level))
        })
    };
    let of_facts = || {
        let state = judge_example(table, level, facts_of(table, example), &mut Budget::default());
        matches!(state, Ok(ExampleState::Right))
    };
    example.incident.as_ref().is_none_or(of_incident) && (example.facts.is_empty() || of_facts())
}
