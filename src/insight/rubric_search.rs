//! The severity table for people of a document, however it is written down.

use crate::source::document::Document;
use crate::table::spelling::fold;

use super::rubric::{Rubric, RubricLevel, worth};
use super::rubric_cells::rubric_in;
use super::rubric_headings::levels_in_headings;
use super::rubric_leads::levels_in_leads;

/// The best severity table of a document: in cells, under headings, or behind levels in bold. What it leaves out and another of the
/// document tells of the same levels, as when they are answered, is taken from there.
#[must_use]
pub fn rubric_anywhere_in(document: &Document) -> Option<Rubric> {
    let in_text = levels_in_headings(document).into_iter().chain(levels_in_leads(document));
    let in_text =
        in_text.map(|levels| Rubric { path: document.text.path().clone(), levels, left_out: vec![] });
    let found: Vec<Rubric> = in_text.chain(rubric_in(document)).collect();
    let mut best = found.iter().max_by_key(|rubric| worth(rubric))?.clone();
    for level in &mut best.levels {
        for other in found.iter().flat_map(|rubric| &rubric.levels) {
            if other.id == level.id {
                fill(level, other);
            }
        }
    }
    unshared(&mut best.levels);
    Some(best)
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
}
