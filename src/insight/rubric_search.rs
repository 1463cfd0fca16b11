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

/// So many pieces of text that name a level are looked at beside the table.
const MOST_PARTS: usize = 200;

/// The severity table of a document: in cells, under headings, or behind levels. Of several that of incidents comes first, then the
/// first; of those of the same levels the one that says most of them. What it leaves out and another of the same levels tells, as when
/// they are answered, is taken from there.
#[must_use]
pub fn rubric_anywhere_in(document: &Document) -> Option<Rubric> {
    let mut in_text = levels_in_headings(document);
    in_text.extend(levels_in_leads(document));
    let parts = in_text.parts;
    let in_text = in_text.tables.into_iter().map(|(at, levels)| {
        let ids: Vec<String> = levels.iter().map(|level| level.id.clone()).collect();
        let path = document.text.path().clone();
        let bearing = bearing(document, at, "", &ids);
        Rubric { path, levels, at, bearing, is_in_text: true, ..Rubric::default() }
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
    let parts = parts.into_iter().take(MOST_PARTS);
    let parts: Vec<(usize, RubricLevel)> =
        parts.filter(|(_, part)| best.levels.iter().any(|level| fold(&level.id) == fold(&part.id))).collect();
    for (_, part) in &parts {
        if let Some(level) = best.levels.iter_mut().find(|level| fold(&level.id) == fold(&part.id)) {
            fill(level, part);
        }
    }
    let mut beside: Vec<(usize, Beside)> = vec![];
    for other in found.iter().filter(|other| other.at != best.at) {
        let is_part = is_of_it(other);
        if !is_part || !other.levels.iter().all(|level| has_all(&best.levels, level)) {
            beside.push((other.at, named(document, other.at, &other.levels, is_part)));
        }
    }
    for (at, part) in parts.iter().filter(|(_, part)| !has_all(&best.levels, part)) {
        beside.push((*at, named(document, *at, std::slice::from_ref(part), false)));
    }
    beside.sort_by_key(|(at, _)| *at);
    best.beside = joined(beside.into_iter().map(|(_, one)| one));
    unshared(&mut best.levels);
    without_shared(&mut best.levels);
    best.rules = rules_beside(document, &best.levels);
    best.unfit = unfit_in(document);
    best.has_kana = document.text.as_str().contains(|letter| matches!(letter, 'ぁ'..='ヿ'));
    Some(best)
}

/// Whether a level of a table has all that is said of it elsewhere.
fn has_all(levels: &[RubricLevel], other: &RubricLevel) -> bool {
    let Some(level) = levels.iter().find(|level| fold(&level.id) == fold(&other.id)) else { return false };
    let texts = |level: &RubricLevel| -> Vec<String> {
        let lists = [&level.says, &level.examples, &level.response, &level.notify, &level.left];
        let asides = level.asides.iter().map(|(_, text)| text);
        let measures = level.measures.iter().map(|one| &one.cell);
        let deadlines = level.deadlines.iter().map(|(_, text)| text);
        lists.into_iter().flatten().chain(asides).chain(measures).chain(deadlines).cloned().collect()
    };
    let own = texts(level);
    // In a cell a sentence ends without a stop.
    let has = |text: &String| own.iter().any(|own| own.contains(text.trim_end_matches(['.', '。'])));
    texts(other).iter().all(has)
}

/// Those that stand one below the other under one heading as one.
fn joined(all: impl Iterator<Item = Beside>) -> Vec<Beside> {
    let mut joined: Vec<Beside> = vec![];
    for one in all {
        match joined.last_mut() {
            Some(last)
                if last.heading == one.heading && last.is_part == one.is_part && one.levels.len() == 1 =>
            {
                let is_new = |id: &String| !last.levels.iter().any(|other| fold(other) == fold(id));
                let new: Vec<String> = one.levels.into_iter().filter(is_new).collect();
                last.levels.extend(new);
            }
            _ => joined.push(one),
        }
    }
    joined
}

/// What of a document seems to be a severity table, and cannot be taken.
#[must_use]
pub fn unfit_anywhere_in(document: &Document) -> Option<Unfit> {
    unfit_in(document).or_else(|| unread_in(document))
}

/// Whether two tables are of the same levels: more than half of the ids of the shorter one.
fn are_same(one: &Rubric, other: &Rubric) -> bool {
    let has = |id: &str| other.levels.iter().any(|level| fold(&level.id) == fold(id));
    let shared = one.levels.iter().filter(|level| has(&level.id)).count();
    shared * 2 > one.levels.len().min(other.levels.len())
}

fn named(document: &Document, at: usize, levels: &[RubricLevel], is_part: bool) -> Beside {
    let heading = headings_above(document, at).first().map(|heading| heading.text.to_string());
    Beside {
        heading: heading.unwrap_or_default(),
        line: document.text.line_number(u32::try_from(at).unwrap_or(u32::MAX)),
        levels: levels.iter().map(|level| level.id.clone()).collect(),
        is_part,
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
    let own = level.deadlines.len();
    for one in &other.deadlines {
        if !level.deadlines.iter().take(own).any(|(milestone, _)| *milestone == one.0) {
            level.deadlines.push(one.clone());
        }
    }
    for one in &other.measures {
        if !level.measures.iter().any(|own| own.head == one.head) {
            level.measures.push(one.clone());
        }
    }
    let own = level.asides.len();
    for aside in &other.asides {
        if !level.asides.iter().take(own).any(|(head, _)| *head == aside.0) {
            level.asides.push(aside.clone());
        }
    }
}
