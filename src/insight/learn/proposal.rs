//! A table whose criteria are learnt from incidents.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::declaration::{Declaration, Worse};
use crate::model::kind::Kind;
use crate::model::value::Demand;
use crate::source::in_order::InOrder;
use crate::source::span::Span;
use crate::space::budget::Budget;
use crate::table::geometry::{Geometry, TooComplex};
use crate::table::level::{AtLeast, Criterion, Example, Level, Name, Test};
use crate::table::table::Table;
use crate::verdict::example::{ExampleState, facts_of, judge_example};
use crate::verdict::possible::Stated;

use super::case::Case;
use super::fit::learn;
use super::lesson::{Lesson, Share, Support, Trial, majority, try_out};
use super::rule::{Rule, given};
use super::sheet::{Sheet, usable};

/// How many boxes a proposal may have.
const MOST_BOXES: usize = 4096;

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
    let mut support: Vec<Vec<Support>> = vec![];
    let mut levels: Vec<Level> = table.levels.clone();
    for (index, level) in levels.iter_mut().enumerate() {
        let own = rules.iter().filter(|rule| rule.level == index);
        let mut own: Vec<(Support, &Rule)> =
            own.map(|rule| (Support::of(&sheet, &rules, rule), rule)).collect();
        // What explains most stands first; of two alike, in the order of the facts.
        own.order_by_key(|(support, rule)| (Reverse(support.explained.len()), rule.tests.clone()));
        level.criteria = own.iter().map(|(_, rule)| criterion(&sheet, rule)).collect();
        name(&table.facts, &mut level.criteria);
        level.otherwise = (index == sheet.rest).then_some(Span::default());
        support.push(own.into_iter().map(|(support, _)| support).collect());
    }
    let geometry = Geometry::of(&table.facts, &levels, MOST_BOXES)?;
    let mut table = Table {
        text: table.text.clone(),
        of_commit: table.of_commit.clone(),
        title: table.title.clone(),
        effective_from: table.effective_from,
        not_graded: table.not_graded.clone(),
        facts: table.facts.clone(),
        requires: table.requires.clone(),
        levels,
        geometry,
    };
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
    for (declared, given) in sheet.declared.iter().zip(given(&sheet, &rules)) {
        let right = usize::from(*declared == given);
        if let Some(share) = shares.get_mut(*declared) {
            *share = Share { right: share.right + right, of: share.of + 1 };
        }
        fit = Share { right: fit.right + right, of: fit.of + 1 };
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
            let known =
                case.facts.iter().enumerate().filter_map(|(fact, value)| Some((fact, value.as_ref()?)));
            let possible = Stated::new(table, known).possible(&mut Budget::default());
            possible.is_ok_and(|possible| possible.only() == Some(level))
        })
    };
    let of_facts = || {
        let state = judge_example(table, level, facts_of(table, example), &mut Budget::default());
        matches!(state, Ok(ExampleState::Right))
    };
    example.incident.as_ref().is_none_or(of_incident) && (example.facts.is_empty() || of_facts())
}

fn criterion(sheet: &Sheet, rule: &Rule) -> Criterion {
    let test = |index: &usize| {
        let test = sheet.tests.get(*index)?;
        Some(Test { fact: test.fact, demand: test.asked.demand.clone(), span: Span::default() })
    };
    let at_least = rule.tally.as_ref().map(|tally| AtLeast {
        count: tally.count,
        of: tally
            .items
            .iter()
            .map(|item| item.iter().filter_map(test).map(|test| vec![test]).collect())
            .collect(),
    });
    Criterion {
        id: String::new(),
        span: Span::default(),
        says: None,
        tests: rule.tests.iter().filter_map(test).collect(),
        at_least,
        notify: vec![],
    }
}

/// Names made of the facts that are asked for; numbered where two are alike.
fn name(facts: &[Declaration], criteria: &mut [Criterion]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for criterion in criteria {
        let parts: Vec<String> = criterion.tests.iter().filter_map(|test| part(facts, test)).collect();
        let mut base = parts.join("-and-");
        if criterion.at_least.is_some() {
            base = if base.is_empty() { "several".to_owned() } else { format!("{base}-and-several") };
        }
        let mut id = base.clone();
        let mut number = 2;
        while !taken.insert(id.clone()) {
            id = format!("{base}-{number}");
            number += 1;
        }
        criterion.id = id;
    }
}

/// `data-loss-confirmed`, `core-function`, `no-workaround`, `users-affected-pct`.
fn part(facts: &[Declaration], test: &Test) -> Option<String> {
    let declaration = facts.get(test.fact)?;
    let fact = declaration.name.replace(['_', ' ', '.'], "-");
    Some(match (&declaration.kind, &test.demand) {
        (Kind::Boolean, Demand::Words(words)) if words == &[0] => format!("no-{fact}"),
        (Kind::Scale(names) | Kind::Choice(names), Demand::Words(words)) => {
            let word = if declaration.worse == Worse::Lower { words.last() } else { words.first() };
            let word = word.and_then(|word| names.get(*word)).map_or("", |word| word.name.as_str());
            format!("{fact}-{}", word.replace([' ', '_'], "-"))
        }
        (_, Demand::AnyOf(names)) if names.len() == 1 => {
            format!("{fact}-{}", names.join("-").replace([' ', '.'], "-"))
        }
        _ => fact,
    })
}
