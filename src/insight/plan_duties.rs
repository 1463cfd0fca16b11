//! What a change of a table asks otherwise of people: responses, and what postmortems must have.

use std::collections::BTreeSet;

use crate::diagnostic::language::Language;
use crate::model::deadline::Deadline;
use crate::model::declaration::Declaration;
use crate::table::level::{Cover, Level, Milestone, Name, Requirement, Response, Test};
use crate::table::table::Table;
use crate::table::test_words::test_words;

use super::plan_levels::LevelMatch;

/// A duty that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyChange {
    /// Whose duty it is: the old and the new index of the level; none where it holds for all postmortems.
    pub level: Option<(usize, usize)>,
    /// What is asked otherwise.
    pub duty: Duty,
}

/// What is asked otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Duty {
    /// When people are called.
    Cover {
        /// Before.
        from: Option<Cover>,
        /// After.
        to: Option<Cover>,
    },
    /// How the work is placed among other work.
    Priority {
        /// Before.
        from: Option<String>,
        /// After.
        to: Option<String>,
    },
    /// Who is told.
    Notify {
        /// The criterion that asks for it on top of its level; none where the level does.
        criterion: Option<String>,
        /// Those who are told newly.
        added: Vec<String>,
        /// Those who are told no more.
        removed: Vec<String>,
    },
    /// How long something may take.
    Deadline {
        /// What must have happened.
        milestone: Milestone,
        /// Before.
        from: Option<Deadline>,
        /// After.
        to: Option<Deadline>,
    },
    /// Something that a postmortem must have.
    Required {
        /// Whether it must newly; else it need no more.
        is_new: bool,
        /// What.
        what: Required,
    },
}

/// What a postmortem must have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Required {
    /// Of what sort it is.
    pub part: Part,
    /// Its name.
    pub name: String,
    /// Where it is asked only of some: the tests of the facts that must hold, in English and in Japanese.
    pub when: Vec<(String, String)>,
}

/// A part of a postmortem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A field.
    Field,
    /// A section.
    Section,
    /// What every action item must have.
    ActionItem,
}

/// What is asked otherwise: of all postmortems, then by each level of the new table that the old one has, too.
#[must_use]
pub fn duty_changes(old: &Table, new: &Table, levels: &LevelMatch) -> Vec<DutyChange> {
    let mut changes: Vec<DutyChange> = vec![];
    let for_all = required(&old.facts, &old.requires, &new.facts, &new.requires);
    changes.extend(for_all.map(|duty| DutyChange { level: None, duty }));
    for (after, partner) in levels.of_new.iter().enumerate() {
        let Some(before) = *partner else { continue };
        let (Some(theirs), Some(ours)) = (old.levels.get(before), new.levels.get(after)) else { continue };
        let of_response = responses(&theirs.response, &ours.response);
        let of_criteria = criteria(theirs, ours);
        let of_postmortems = required(&old.facts, &theirs.requires, &new.facts, &ours.requires);
        let duties = of_response.into_iter().chain(of_criteria).chain(of_postmortems);
        changes.extend(duties.map(|duty| DutyChange { level: Some((before, after)), duty }));
    }
    changes
}

fn responses(old: &Response, new: &Response) -> Vec<Duty> {
    let mut duties = vec![];
    if old.cover != new.cover {
        duties.push(Duty::Cover { from: old.cover, to: new.cover });
    }
    if old.priority != new.priority {
        duties.push(Duty::Priority { from: old.priority.clone(), to: new.priority.clone() });
    }
    duties.extend(notify(None, &old.notify, &new.notify));
    let within = |response: &Response, milestone: Milestone| {
        response.deadlines.iter().find(|(other, ..)| *other == milestone).map(|(_, deadline, _)| *deadline)
    };
    let milestones: BTreeSet<Milestone> =
        old.deadlines.iter().chain(&new.deadlines).map(|(milestone, ..)| *milestone).collect();
    for milestone in milestones {
        let (from, to) = (within(old, milestone), within(new, milestone));
        if from != to {
            duties.push(Duty::Deadline { milestone, from, to });
        }
    }
    duties
}

/// Who is told on top, by criteria that both levels have.
fn criteria<'t>(old: &'t Level, new: &'t Level) -> impl Iterator<Item = Duty> + 't {
    new.criteria.iter().filter_map(|after| {
        let before = old.criteria.iter().find(|before| before.id == after.id)?;
        notify(Some(&after.id), &before.notify, &after.notify)
    })
}

fn notify(criterion: Option<&str>, old: &[Name], new: &[Name]) -> Option<Duty> {
    let only = |some: &[Name], others: &[Name]| -> Vec<String> {
        let is_known = |name: &&Name| others.iter().any(|other| other.folded == name.folded);
        some.iter().filter(|name| !is_known(name)).map(|name| name.text.clone()).collect()
    };
    let (added, removed) = (only(new, old), only(old, new));
    (!added.is_empty() || !removed.is_empty()).then(|| Duty::Notify {
        criterion: criterion.map(str::to_owned),
        added,
        removed,
    })
}

fn required(
    old_facts: &[Declaration],
    old: &[Requirement],
    new_facts: &[Declaration],
    new: &[Requirement],
) -> impl Iterator<Item = Duty> + use<> {
    let (before, after) = (all_required(old_facts, old), all_required(new_facts, new));
    let only = |some: &[Required], others: &[Required], is_new: bool| -> Vec<Duty> {
        let is_new_one = |what: &&Required| !others.contains(what);
        some.iter().filter(is_new_one).map(|what| Duty::Required { is_new, what: what.clone() }).collect()
    };
    only(&after, &before, true).into_iter().chain(only(&before, &after, false))
}

/// What is required, each once, in the order it stands.
fn all_required(facts: &[Declaration], requirements: &[Requirement]) -> Vec<Required> {
    let mut all: Vec<Required> = vec![];
    for requirement in requirements {
        let words = |test: &Test| {
            let said = |language| test_words(facts, test, language);
            (said(Language::English), said(Language::Japanese))
        };
        let mut when: Vec<(String, String)> = requirement.when.iter().map(words).collect();
        when.sort();
        let parts = [
            (Part::Field, &requirement.fields),
            (Part::Section, &requirement.sections),
            (Part::ActionItem, &requirement.action_items),
        ];
        for (part, names) in parts {
            for name in names {
                let one = Required { part, name: name.text.clone(), when: when.clone() };
                if !all.contains(&one) {
                    all.push(one);
                }
            }
        }
    }
    all
}
