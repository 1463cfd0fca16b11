//! What a change of a table asks otherwise of people: responses, and what postmortems must have.

use std::collections::BTreeSet;

use crate::diagnostic::language::Language;
use crate::model::deadline::Deadline;
use crate::model::declaration::Declaration;
use crate::table::level::{Cover, Criterion, Level, Milestone, Name, Requirement, Response, Test};
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
        let of_criteria = criteria((&old.facts, theirs), (&new.facts, ours));
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
        response.deadline(milestone).map(|(deadline, _)| deadline)
    };
    let milestones: BTreeSet<Milestone> =
        old.deadlines.iter().chain(&new.deadlines).map(|(milestone, ..)| *milestone).collect();
    for milestone in milestones {
        if !old.allows_as_much(new, milestone) {
            let (from, to) = (within(old, milestone), within(new, milestone));
            duties.push(Duty::Deadline { milestone, from, to });
        }
    }
    duties
}

/// Who is told on top. A criterion is the same where its name is, or where it has no namesake and asks the same.
fn criteria(old: (&[Declaration], &Level), new: (&[Declaration], &Level)) -> Vec<Duty> {
    let ((old_facts, old), (new_facts, new)) = (old, new);
    let mut left: Vec<&Criterion> = old.criteria.iter().collect();
    let mut take = |is_same: &dyn Fn(&Criterion) -> bool| {
        let found = left.iter().position(|before| is_same(before))?;
        Some(left.remove(found))
    };
    let named: Vec<Option<&Criterion>> =
        new.criteria.iter().map(|after| take(&|before| before.id == after.id)).collect();
    let mut pairs: Vec<(Option<&Criterion>, Option<&Criterion>)> = vec![];
    for (after, before) in new.criteria.iter().zip(named) {
        let asked = asked(new_facts, after);
        let before = before.or_else(|| take(&|before| self::asked(old_facts, before) == asked));
        pairs.push((before, Some(after)));
    }
    pairs.extend(left.into_iter().map(|before| (Some(before), None)));
    let told = |criterion: Option<&Criterion>| criterion.map_or(vec![], |one| one.notify.clone());
    let duty = |(before, after): (Option<&Criterion>, Option<&Criterion>)| {
        let id = after.or(before).map(|criterion| criterion.id.as_str());
        notify(id, &told(before), &told(after))
    };
    pairs.into_iter().filter_map(duty).collect()
}

/// What a criterion asks, in words that tell one from another.
fn asked(facts: &[Declaration], criterion: &Criterion) -> Vec<String> {
    let mut words: Vec<String> =
        criterion.all_tests().map(|test| test_words(facts, test, Language::English)).collect();
    words.push(criterion.at_least.as_ref().map_or(0, |at_least| at_least.count).to_string());
    words
}

fn notify(criterion: Option<&str>, old: &[Name], new: &[Name]) -> Option<Duty> {
    let only = |some: &[Name], others: &[Name]| -> Vec<String> {
        let others: BTreeSet<&str> = others.iter().map(|other| other.folded.as_str()).collect();
        let added = some.iter().filter(|name| !others.contains(name.folded.as_str()));
        added.map(|name| name.text.clone()).collect()
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
    let only = |some: &[(Key, Required)], others: &[(Key, Required)], is_new: bool| -> Vec<Duty> {
        let others: BTreeSet<&Key> = others.iter().map(|(key, _)| key).collect();
        let left = some.iter().filter(|(key, _)| !others.contains(key));
        left.map(|(_, what)| Duty::Required { is_new, what: what.clone() }).collect()
    };
    only(&after, &before, true).into_iter().chain(only(&before, &after, false))
}

/// What is the same of two requirements that ask the same.
type Key = (Part, String, Vec<(String, String)>);

/// What is required, each once, in the order it stands.
fn all_required(facts: &[Declaration], requirements: &[Requirement]) -> Vec<(Key, Required)> {
    let mut all = vec![];
    let mut known: BTreeSet<Key> = BTreeSet::new();
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
                let key = (part, name.folded.clone(), when.clone());
                if known.insert(key.clone()) {
                    all.push((key, Required { part, name: name.text.clone(), when: when.clone() }));
                }
            }
        }
    }
    all
}
