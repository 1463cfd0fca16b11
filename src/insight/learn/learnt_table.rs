//! The table that rules make: criteria in the place of its own, with names.

use std::collections::BTreeSet;

use crate::model::declaration::{Declaration, Worse};
use crate::model::kind::Kind;
use crate::model::value::Demand;
use crate::source::span::Span;
use crate::table::geometry::{Geometry, TooComplex};
use crate::table::level::{AtLeast, Criterion, Level, Test};
use crate::table::table::Table;

use super::rule::Rule;
use super::sheet::Sheet;

/// How many boxes a proposal may have.
const MOST_BOXES: usize = 4096;

/// The table with these rules as criteria in the place of its own, those of a level in their order; the rest's level takes what none
/// covers.
///
/// # Errors
/// When the criteria are too many boxes.
pub fn learnt_table(table: &Table, sheet: &Sheet, rules: &[&Rule]) -> Result<Table, TooComplex> {
    let mut levels: Vec<Level> = table.levels.clone();
    for (index, level) in levels.iter_mut().enumerate() {
        let own = rules.iter().filter(|rule| rule.level == index);
        level.criteria = own.map(|rule| criterion(sheet, rule)).collect();
        name(&table.facts, &mut level.criteria);
        level.otherwise = (index == sheet.rest).then_some(Span::default());
    }
    let geometry = Geometry::of(&table.facts, &levels, MOST_BOXES)?;
    Ok(Table {
        text: table.text.clone(),
        of_commit: table.of_commit.clone(),
        title: table.title.clone(),
        effective_from: table.effective_from,
        not_graded: table.not_graded.clone(),
        facts: table.facts.clone(),
        requires: table.requires.clone(),
        levels,
        geometry,
    })
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
