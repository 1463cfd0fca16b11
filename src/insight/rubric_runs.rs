//! Which levels that a text names belong together: those that are each another one. Where one comes again, only what stands under a
//! heading of severities is a table of them; a log of incidents names levels, too.

use std::collections::BTreeSet;

use crate::source::document::Document;
use crate::table::spelling::fold;

use super::rubric::RubricLevel;
use super::rubric_bearing::is_defined_at;
use super::rubric_order::worst_first;

/// A level that a heading, a paragraph or an item names.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Where it begins, in bytes.
    pub(super) at: usize,
    /// The heading that it stands under, by its index.
    pub(super) under: Option<usize>,
    /// The level.
    pub(super) level: RubricLevel,
    /// The same as what is done there, where the heading above says that this is told; for what turns out to be a part.
    pub(super) response: Option<RubricLevel>,
    /// Whether only a part of it is told there: `SEV-1 response`.
    pub(super) is_part: bool,
}

/// What the text of a document says of levels.
#[derive(Debug, Default)]
pub struct InText {
    /// Tables of levels, worst first, each with where it begins.
    pub tables: Vec<(usize, Vec<RubricLevel>)>,
    /// What else is told of levels, and where.
    pub parts: Vec<(usize, RubricLevel)>,
}

impl InText {
    /// Sorts what names levels into tables and the rest. `says` is whether a level says what it is.
    pub(super) fn of(document: &Document, entries: Vec<Entry>, says: impl Fn(&RubricLevel) -> bool) -> Self {
        let mut found = Self::default();
        let (mut parts, mut entries): (Vec<Entry>, Vec<Entry>) =
            entries.into_iter().partition(|entry| entry.is_part);
        entries.sort_by_key(|entry| entry.at);
        let mut seen = BTreeSet::new();
        let are_distinct = entries.iter().all(|entry| seen.insert(fold(&entry.level.id)));
        let groups: Vec<Vec<Entry>> = if are_distinct {
            vec![entries]
        } else {
            entries.chunk_by(|one, next| one.under == next.under).map(<[Entry]>::to_vec).collect()
        };
        for group in groups {
            let run = if are_distinct { group.len() } else { run_of(document, &group) };
            let (run, rest) = group.split_at_checked(run).unwrap_or((&group, &[]));
            let levels: Vec<RubricLevel> = run.iter().map(|entry| entry.level.clone()).collect();
            let is_table = levels.len() >= 2 && levels.iter().filter(|level| says(level)).count() >= 2;
            let ordered = is_table.then(|| worst_first(levels)).flatten();
            match (run.first(), ordered) {
                (Some(first), Some(levels)) => found.tables.push((first.at, levels)),
                _ => parts.extend_from_slice(run),
            }
            parts.extend_from_slice(rest);
        }
        parts.sort_by_key(|entry| entry.at);
        found.parts.extend(parts.into_iter().map(|entry| (entry.at, entry.response.unwrap_or(entry.level))));
        found
    }

    /// Adds what another search found.
    pub(super) fn extend(&mut self, other: Self) {
        self.tables.extend(other.tables);
        self.parts.extend(other.parts);
    }
}

/// How many levels at the start of a group are its table: up to the first that comes again, if no other comes behind it; none where
/// the heading above does not speak of levels of severity.
fn run_of(document: &Document, group: &[Entry]) -> usize {
    let heading = group.first().and_then(|entry| document.outline.headings.get(entry.under?));
    if !heading.is_some_and(|heading| is_defined_at(document, (heading.span.end as usize).saturating_add(1)))
    {
        return 0;
    }
    let mut seen = BTreeSet::new();
    let run = group.iter().take_while(|entry| seen.insert(fold(&entry.level.id))).count();
    let is_whole = group.iter().skip(run).all(|entry| seen.contains(&fold(&entry.level.id)));
    if is_whole { run } else { 0 }
}
