//! The severity table for people of a document, however it is written down.

use crate::source::document::Document;
use crate::table::spelling::fold;

use super::rubric::{Beside, Rubric, RubricLevel, Unfit, worth};
use super::rubric_bearing::{bearing, headings_above};
use super::rubric_cells::{rubrics_in, unfit_in};
use super::rubric_headings::levels_in_headings;
use super::rubric_leads::levels_in_leads;
use super::rubric_rules::rules_beside;
use super::rubric_shared::without_shared;
use super::rubric_unread::unread_in;

/// The severity table of a document: in cells, under headings, or behind levels. Of several that of incidents comes first, then the
/// first; of those of the same levels the one that says most of them. What it leaves out and another of the same levels tells, as when
/// they are answered, is taken from there.
#[must_use]
pub fn rubric_anywhere_in(document: &Document) -> Option<Rubric> {
    let in_text = levels_in_headings(document).into_iter().chain(levels_in_leads(document));
    let in_text = in_text.map(|(at, levels)| {
        let ids: Vec<String> = levels.iter().map(|level| level.id.clone()).collect();
        let path = document.text.path().clone();
        let bearing = bearing(document, at, "", &ids);
        Rubric { path, levels, left_out: vec![], at, bearing, beside: vec![], rules: vec![] }
    });
    // Those in cells first: among such as say as much of the same levels they are taken.
    let found: Vec<Rubric> = rubrics_in(document).into_iter().chain(in_text).collect();
    let rank = |rubric: &Rubric| (worth(rubric).0 > 1, rubric.bearing.signum());
    let highest = found.iter().map(rank).max()?;
    let first = found.iter().filter(|rubric| rank(rubric) == highest).min_by_key(|rubric| rubric.at)?;
    let alike = found.iter().filter(|rubric| rank(rubric) == highest && are_same(rubric, first));
    let mut best = alike.rev().max_by_key(|rubric| worth(rubric))?.clone();
    let is_of_it = |other: &Rubric| are_same(other, first) && (other.bearing >= 0 || first.bearing < 0);
    for other in found.iter().filter(|other| is_of_it(other)) {
        for level in &mut best.levels {
            if let Some(other) = other.levels.iter().find(|other| fold(&other.id) == fold(&level.id)) {
                fill(level, other);
            }
        }
    }
    unshared(&mut best.levels);
    without_shared(&mut best.levels);
    let mut beside: Vec<&Rubric> = found.iter().filter(|other| !is_of_it(other)).collect();
    beside.sort_by_key(|other| other.at);
    best.beside = beside.into_iter().map(|other| named(document, other)).collect();
    best.rules = rules_beside(document, &best.levels);
    Some(best)
}

/// What of a document seems to be a severity table, and cannot be taken.
#[must_use]
pub fn unfit_anywhere_in(document: &Document) -> Option<Unfit> {
    unfit_in(document).or_else(|| unread_in(document))
}

/// Whether two tables are of the same levels: at least half of the ids of the shorter one.
fn are_same(one: &Rubric, other: &Rubric) -> bool {
    let has = |id: &str| other.levels.iter().any(|level| fold(&level.id) == fold(id));
    let shared = one.levels.iter().filter(|level| has(&level.id)).count();
    shared * 2 > one.levels.len().min(other.levels.len())
}

fn named(document: &Document, rubric: &Rubric) -> Beside {
    let heading = headings_above(document, rubric.at).first().map(|heading| heading.text.to_string());
    let at = u32::try_from(rubric.at).unwrap_or(u32::MAX);
    Beside {
        heading: heading.unwrap_or_default(),
        line: document.text.line_number(at),
        levels: rubric.levels.iter().map(|level| level.id.clone()).collect(),
    }
}

/// Takes away what two levels are called: it names neither. The id of one is no other's.
fn unshared(levels: &mut [RubricLevel]) {
    let spellings = |level: &RubricLevel| -> Vec<String> {
        let all = std::iter::once(&level.id).chain(&level.aliases).chain(&level.name);
        all.map(|word| fold(word)).collect()
    };
    let all: Vec<Vec<String>> = levels.iter().map(spellings).collect();
    for (index, level) in levels.iter_mut().enumerate() {
        let others =
            || all.iter().enumerate().filter(|(other, _)| *other != index).flat_map(|(_, words)| words);
        let is_shared = |word: &String| others().any(|other| *other == fold(word));
        let mut own = vec![fold(&level.id)];
        level.aliases.retain(|word| {
            let folded = fold(word);
            let stays = !is_shared(word) && !own.contains(&folded);
            own.push(folded);
            stays
        });
        level.name.take_if(|name| is_shared(name));
    }
}

fn fill(level: &mut RubricLevel, other: &RubricLevel) {
    if level.aliases.is_empty() {
        level.aliases.clone_from(&other.aliases);
    }
    if level.name.is_none() {
        level.name.clone_from(&other.name);
    }
    for (own, others) in [
        (&mut level.examples, &other.examples),
        (&mut level.response, &other.response),
        (&mut level.notify, &other.notify),
    ] {
        if own.is_empty() {
            own.clone_from(others);
        }
    }
    if level.deadlines.is_empty() {
        level.deadlines.clone_from(&other.deadlines);
    }
    for one in &other.measures {
        if !level.measures.iter().any(|own| own.head == one.head) {
            level.measures.push(one.clone());
        }
    }
    for aside in &other.asides {
        if !level.asides.iter().any(|(head, _)| *head == aside.0) {
            level.asides.push(aside.clone());
        }
    }
}
