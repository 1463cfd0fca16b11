//! Keys of the front matter that are a slip away from a field.

use crate::model::fold::fold_key;
use crate::model::slip::{differs_in_number, is_slip};
use crate::model::vocabulary::{Origin, Target};
use crate::rules::rule::Case;
use crate::source::node::Entry;

use super::asked::MOST;
use super::nested_keys::is_stated_by;
use super::presence::{Presence, presence_of};

/// A key that was probably meant to be another one.
pub struct Meant<'a> {
    /// It, with its value.
    pub entry: &'a Entry,
    /// How it is known.
    pub known: &'a str,
    /// What that means.
    pub target: &'a Target,
    /// How they differ.
    pub slip: Slip,
}

/// How a key differs from the one that was meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// By a slip of the hand.
    Hand,
    /// One is the singular, the other the plural.
    Number,
}

/// The keys that were probably meant to be fields which nothing states.
#[must_use]
pub fn slips<'a>(case: &Case<'a>) -> Vec<Meant<'a>> {
    let front_matter = case.document.front_matter.as_ref().filter(|_| case.postmortem.has_strange_key);
    let entries = front_matter.into_iter().flat_map(|front_matter| &front_matter.entries);
    entries.filter_map(|entry| meant(case, entry)).take(MOST).collect()
}

/// Whether a key may have been meant to state something: then nobody else is to state it.
#[must_use]
pub fn is_nearly_stated(case: &Case<'_>, target: &Target) -> bool {
    slips(case).iter().any(|meant| meant.target == target)
}

fn meant<'a>(case: &Case<'a>, entry: &'a Entry) -> Option<Meant<'a>> {
    if !case.words.targets(&entry.key).is_empty() || entry.is_bare() {
        return None;
    }
    let key = fold_key(&entry.key);
    let words = case.words;
    let near = |differs: fn(&str, &str) -> bool| {
        let near = words.keys().filter(|(known, _)| differs(&key, known));
        let near = near
            .filter_map(|(known, targets)| targets.first().map(|(origin, target)| (*origin, known, target)));
        near.min_by_key(|(origin, known, _): &(Origin, &str, &Target)| (*origin, *known))
    };
    let slip = near(is_slip).map(|(_, known, target)| (known, target, Slip::Hand));
    let (known, target, slip) = slip.or_else(|| {
        let (_, known, target) = near(differs_in_number)?;
        is_stated_by(case, target, entry).then_some((known, target, Slip::Number))
    })?;
    // What is stated already was not forgotten.
    (presence_of(case, target) == Presence::Absent).then_some(Meant { entry, known, target, slip })
}
