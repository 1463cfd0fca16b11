//! Responses that are missing, alike, or the wrong way round.

use std::cmp::Ordering;

use crate::model::deadline::Deadline;
use crate::table::level::{Cover, Level, Milestone, Name, Requirement, Response};
use crate::table::table::Table;

/// Two levels whose responses do not fit together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Index of the more severe level.
    pub severe: usize,
    /// Index of the milder level.
    pub milder: usize,
    /// What the milder level calls for more of; nothing if the two call for the same.
    pub more: Vec<Part>,
}

/// A part of a response that can be more or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// When people are called.
    Cover,
    /// Who is told.
    Notify,
    /// How soon something has to happen.
    Deadline(Milestone),
}

/// The levels that say nothing of a response, in a table where others do.
#[must_use]
pub fn missing(table: &Table) -> Vec<usize> {
    let without = |level: &Level| level.response == Response::default() || is_blank(&level.response);
    if table.levels.iter().all(without) {
        return vec![];
    }
    let levels = table.levels.iter().enumerate().filter(|(_, level)| without(level));
    levels.map(|(index, _)| index).collect()
}

/// Levels that call for just what the next more severe one does that has a response.
#[must_use]
pub fn same(table: &Table) -> Vec<Pair> {
    let mut pairs = vec![];
    for (milder, level) in table.levels.iter().enumerate().filter(|(_, level)| !is_blank(&level.response)) {
        let others = table.levels.iter().enumerate().take(milder);
        let like = others.rev().find(|(_, other)| {
            alike(&level.response, &other.response) && requires_alike(&level.requires, &other.requires)
        });
        pairs.extend(like.map(|(severe, _)| Pair { severe, milder, more: vec![] }));
    }
    pairs
}

/// Levels that call for more than a more severe one, and for nothing less: the first such level for each of those.
#[must_use]
pub fn inverted(table: &Table) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = vec![];
    // What says nothing calls for no more, and nothing calls for more than it.
    let said: Vec<(usize, &Level)> =
        table.levels.iter().enumerate().filter(|(_, level)| !is_blank(&level.response)).collect();
    for (at, &(milder, level)) in said.iter().enumerate() {
        pairs.extend(said.iter().take(at).rev().find_map(|&(severe, other)| {
            let more = more(&level.response, &other.response)?;
            let is_known = pairs.iter().any(|known| known.severe == severe);
            (!more.is_empty() && !is_known).then_some(Pair { severe, milder, more })
        }));
    }
    pairs
}

fn is_blank(response: &Response) -> bool {
    response.cover.is_none()
        && response.priority.is_none()
        && response.notify.is_empty()
        && response.deadlines.is_empty()
}

fn alike(one: &Response, other: &Response) -> bool {
    let mut milestones = one.deadlines.iter().chain(&other.deadlines).map(|(milestone, ..)| *milestone);
    one.cover == other.cover
        && one.priority == other.priority
        && folded(&one.notify) == folded(&other.notify)
        && milestones.all(|milestone| one.allows_as_much(other, milestone))
}

fn requires_alike(one: &[Requirement], other: &[Requirement]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            let when = |requirement: &Requirement| {
                requirement.when.iter().map(|test| (test.fact, test.demand.clone())).collect::<Vec<_>>()
            };
            folded(&one.fields) == folded(&other.fields)
                && folded(&one.sections) == folded(&other.sections)
                && folded(&one.action_items) == folded(&other.action_items)
                && when(one) == when(other)
        })
}

/// The parts of which `milder` calls for more than `severe`; none if it calls for less of one, or if that cannot be said.
///
/// A part that only one of them has says nothing for a milder level that has it, for the more severe one may mean more
/// than it writes; and it speaks against one that lacks it.
fn more(milder: &Response, severe: &Response) -> Option<Vec<Part>> {
    let mut more = vec![];
    let mut weigh = |part: Part, order: Option<Ordering>| {
        match order? {
            Ordering::Greater => more.push(part),
            Ordering::Less => return None,
            Ordering::Equal => {}
        }
        Some(())
    };
    weigh(Part::Cover, Some(cover(milder.cover, severe.cover)))?;
    weigh(Part::Notify, notify(&milder.notify, &severe.notify))?;
    for (milestone, theirs, _) in &severe.deadlines {
        let (ours, _) = milder.deadline(*milestone)?;
        let clocks = (milder.on_the_clock(*milestone, ours), severe.on_the_clock(*milestone, *theirs));
        let order = match clocks {
            (Some(ours), Some(theirs)) => Some(theirs.cmp(&ours)),
            _ => sooner(ours, *theirs),
        };
        weigh(Part::Deadline(*milestone), order)?;
    }
    Some(more)
}

fn cover(ours: Option<Cover>, theirs: Option<Cover>) -> Ordering {
    match (ours, theirs) {
        (ours, theirs) if ours == theirs => Ordering::Equal,
        (Some(Cover::AroundTheClock), Some(Cover::BusinessHours)) => Ordering::Greater,
        (_, None) => Ordering::Equal,
        _ => Ordering::Less,
    }
}

fn notify(ours: &[Name], theirs: &[Name]) -> Option<Ordering> {
    let (ours, theirs) = (folded(ours), folded(theirs));
    if theirs.is_empty() || ours == theirs {
        return Some(Ordering::Equal);
    }
    theirs.iter().all(|name| ours.contains(name)).then_some(Ordering::Greater)
}

/// A business day takes a day at least, and a day on the clock may be over before one begins.
fn sooner(ours: Deadline, theirs: Deadline) -> Option<Ordering> {
    match (ours, theirs) {
        (Deadline::Elapsed(ours), Deadline::Elapsed(theirs)) => Some(theirs.cmp(&ours)),
        (Deadline::BusinessDays(ours), Deadline::BusinessDays(theirs)) => Some(theirs.cmp(&ours)),
        _ => None,
    }
}

fn folded(names: &[Name]) -> Vec<&str> {
    let mut folded: Vec<&str> = names.iter().map(|name| name.folded.as_str()).collect();
    folded.sort_unstable();
    folded.dedup();
    folded
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::text::Text;
    use crate::table::read::read_table;

    fn table(responses: &[&str]) -> Table {
        let mut text = "sev_table: 1\nlevels:\n".to_owned();
        for (index, response) in responses.iter().enumerate() {
            text.push_str(&format!("  - {{ id: L{index}, {response} }}\n"));
        }
        read_table(&Arc::new(Text::new("sev.yaml", text))).unwrap_or_else(|faults| panic!("{faults:?}"))
    }

    #[test]
    fn responses_that_do_not_fit() {
        let deadline = Part::Deadline(Milestone::Acknowledged);
        for (responses, without, alike, more) in [
            (vec!["name: a", "name: b"], vec![], vec![], vec![]),
            (vec!["response: { cover: business-hours }", "name: b"], vec![1], vec![], vec![]),
            (vec!["response: { cover: business-hours }", "response: {}"], vec![1], vec![], vec![]),
            (
                vec!["response: { notify: [a, B] }", "response: { notify: [b, a] }"],
                vec![],
                vec![(0, 1)],
                vec![],
            ),
            (
                vec!["response: { notify: [a] }, requires: { fields: [id] }", "response: { notify: [a] }"],
                vec![],
                vec![],
                vec![],
            ),
            (vec!["response: { priority: high }", "response: { priority: low }"], vec![], vec![], vec![]),
            (
                vec!["response: { cover: business-hours }", "response: { cover: around-the-clock }"],
                vec![],
                vec![],
                vec![(0, 1, vec![Part::Cover])],
            ),
            (
                vec![
                    "response: { acknowledge_within: 30m, notify: [a] }",
                    "response: { acknowledge_within: 15m, notify: [a, b] }",
                ],
                vec![],
                vec![],
                vec![(0, 1, vec![Part::Notify, deadline])],
            ),
            // More of one and less of another is another way to answer, not a better one.
            (
                vec![
                    "response: { acknowledge_within: 30m, notify: [a] }",
                    "response: { acknowledge_within: 15m, notify: [b] }",
                ],
                vec![],
                vec![],
                vec![],
            ),
            // What is not written may be more.
            (
                vec![
                    "response: { cover: around-the-clock }",
                    "response: { acknowledge_within: 15m, cover: around-the-clock }",
                ],
                vec![],
                vec![],
                vec![],
            ),
            // 48 hours are two days around the clock, and six business days in business hours.
            (
                vec!["response: { resolve_within: 48h }", "response: { resolve_within: 2 days }"],
                vec![],
                vec![(0, 1)],
                vec![],
            ),
            (
                vec!["response: { resolve_within: 72h }", "response: { resolve_within: 2 days }"],
                vec![],
                vec![],
                vec![(0, 1, vec![Part::Deadline(Milestone::Resolved)])],
            ),
            (
                vec![
                    "response: { cover: business-hours, resolve_within: 72h }",
                    "response: { cover: business-hours, resolve_within: 2 days }",
                ],
                vec![],
                vec![],
                vec![],
            ),
            (
                vec![
                    "response: { cover: business-hours, postmortem_within: 72h }",
                    "response: { cover: business-hours, postmortem_within: 3 days }",
                ],
                vec![],
                vec![(0, 1)],
                vec![],
            ),
            (
                vec![
                    "response: { acknowledge_within: 30h }",
                    "response: { acknowledge_within: 1 business day }",
                ],
                vec![],
                vec![],
                vec![],
            ),
        ] {
            let table = table(&responses);
            assert_eq!(missing(&table), without, "{responses:?}");
            let pairs =
                |pairs: Vec<Pair>| pairs.into_iter().map(|p| (p.severe, p.milder)).collect::<Vec<_>>();
            assert_eq!(pairs(same(&table)), alike, "{responses:?}");
            let found: Vec<_> = inverted(&table).into_iter().map(|p| (p.severe, p.milder, p.more)).collect();
            assert_eq!(found, more, "{responses:?}");
        }
    }
}
