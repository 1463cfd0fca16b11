//! The severity table for people of a document, however it is written down.

use crate::source::document::Document;

use super::rubric::{Rubric, RubricLevel, rubric_in, worth};
use super::rubric_headings::levels_in_headings;
use super::rubric_leads::levels_in_leads;

/// The best severity table of a document: in cells, under headings, or behind levels in bold. What it leaves out and another of the
/// document tells of the same levels, as when they are answered, is taken from there.
#[must_use]
pub fn rubric_anywhere_in(document: &Document) -> Option<Rubric> {
    let in_text = levels_in_headings(document).into_iter().chain(levels_in_leads(document));
    let in_text = in_text.map(|levels| Rubric { path: document.text.path().clone(), levels });
    let found: Vec<Rubric> = in_text.chain(rubric_in(document)).collect();
    let mut best = found.iter().max_by_key(|rubric| worth(rubric))?.clone();
    for level in &mut best.levels {
        for other in found.iter().flat_map(|rubric| &rubric.levels) {
            if other.id == level.id {
                fill(level, other);
            }
        }
    }
    Some(best)
}

fn fill(level: &mut RubricLevel, other: &RubricLevel) {
    if level.name.is_none() {
        level.name.clone_from(&other.name);
    }
    for (own, others) in [(&mut level.examples, &other.examples), (&mut level.response, &other.response)] {
        if own.is_empty() {
            own.clone_from(others);
        }
    }
    if level.deadlines.is_empty() {
        level.deadlines.clone_from(&other.deadlines);
    }
}
