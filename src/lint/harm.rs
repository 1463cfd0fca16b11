//! What speaks against a fix: what is found, and what is said, before it and after it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::about::Gravity;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Fix};
use crate::model::field::FIELDS;
use crate::source::in_order::set;

use super::edits::made;
use super::outcome::{Finding, Status};

/// Why a fix was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyLeft {
    /// It would bring findings of these rules.
    BringsFindings(Vec<&'static str>),
    /// It would change something else that the postmortem says: these fields, facts or parts.
    ChangesOther(Vec<String>),
    /// The file lies outside the repository.
    Outside,
    /// The text is not what it was when it was judged.
    Moved,
    /// Mending did not come to an end.
    Endless,
}

/// What a pass found in one file.
#[derive(Clone, Default)]
pub(super) struct State {
    pub(super) findings: Vec<Diagnostic>,
    /// How many findings there are of each rule about each subject.
    counts: BTreeMap<(&'static str, String), usize>,
    pub(super) said: BTreeMap<String, String>,
}

impl State {
    /// Of one file: what is found there, and what it says.
    pub(super) fn of(findings: &[Finding], said: BTreeMap<String, String>) -> Self {
        let mut state = Self { said, ..Self::default() };
        for finding in findings.iter().filter(|finding| finding.status == Status::New) {
            state.count(&finding.diagnostic);
            state.findings.push(finding.diagnostic.clone());
        }
        state
    }

    /// One more that is found there, or found elsewhere and about this file.
    pub(super) fn count(&mut self, finding: &Diagnostic) {
        *self.counts.entry((finding.about.id, finding.subject.clone())).or_default() += 1;
    }

    /// The rules, and what their findings are about, of which there are more than before.
    fn more_than(&self, before: &Self) -> impl Iterator<Item = &(&'static str, String)> {
        let is_new = |(key, count): &(&(&'static str, String), &usize)| {
            **count > before.counts.get(*key).copied().unwrap_or_default()
        };
        self.counts.iter().filter(is_new).map(|(key, _)| key)
    }

    /// Whether something was settled of what each of these is about.
    pub(super) fn settles(&self, before: &Self, findings: &[Diagnostic]) -> bool {
        let count = |state: &Self, found: &Diagnostic| {
            state.counts.get(&(found.about.id, found.subject.clone())).copied().unwrap_or_default()
        };
        findings.iter().all(|found| count(self, found) < count(before, found))
    }

    /// The findings that a change brings to light, if each of them is of a rule that only notes, and can be mended as well: that a
    /// value is spelt otherwise cannot be said before it is read. What is graver is for people to look at first.
    pub(super) fn followed(
        &self,
        before: &Self,
        is_wanted: impl Fn(&Fix) -> bool,
    ) -> Option<Vec<Diagnostic>> {
        let mut following = vec![];
        for key in self.more_than(before) {
            let own =
                self.findings.iter().filter(|found| (found.about.id, &found.subject) == (key.0, &key.1));
            let own: Vec<Diagnostic> = own.cloned().collect();
            let can_follow = |found: &Diagnostic| {
                found.about.gravity == Gravity::Note && found.fix.as_ref().is_some_and(&is_wanted)
            };
            if own.is_empty() || !own.iter().all(can_follow) {
                return None;
            }
            following.extend(own);
        }
        (!following.is_empty()).then_some(following)
    }
}

/// What speaks against a change: findings that it brings, or something it changes that the fixes are not about.
pub(super) fn harm(before: &State, after: &State, findings: &[Diagnostic]) -> Option<WhyLeft> {
    let mut brought: Vec<&'static str> = after.more_than(before).map(|(rule, _)| *rule).collect();
    brought.dedup();
    if !brought.is_empty() {
        return Some(WhyLeft::BringsFindings(brought));
    }
    let subjects = set(findings.iter().map(|finding| finding.subject.as_str()));
    let names = set(before.said.keys().chain(after.said.keys()));
    let changed = names.into_iter().filter(|name| before.said.get(*name) != after.said.get(*name));
    let other: Vec<String> = changed.filter(|name| !is_about(&subjects, name)).map(String::clone).collect();
    (!other.is_empty()).then_some(WhyLeft::ChangesOther(other))
}

/// What speaks against the fix of one finding in a text, where `state` says what is found in another one. A note that it brings to
/// light, and that can be mended next, does not.
pub(super) fn harm_alone(
    before: &State,
    text: &str,
    finding: &Diagnostic,
    state: impl Fn(&str) -> Option<State>,
) -> Option<WhyLeft> {
    let own = std::slice::from_ref(finding);
    let first = finding.fix.as_ref().and_then(|fix| made(text, &[fix]));
    // What cannot be told is not promised.
    let Some((text, _)) = first else { return Some(WhyLeft::Moved) };
    let Some(after) = state(&text) else { return Some(WhyLeft::Moved) };
    let why = harm(before, &after, own)?;
    let is_wanted = |next: &Fix| next.applicability == Applicability::Safe;
    let Some(next) = after.followed(before, is_wanted) else { return Some(why) };
    let fixes: Vec<&Fix> = next.iter().filter_map(|finding| finding.fix.as_ref()).collect();
    let last = made(&text, &fixes).and_then(|(text, _)| state(&text));
    let is_good = last.is_some_and(|last| {
        last.settles(before, own) && harm(before, &last, &[own, &next].concat()).is_none()
    });
    (!is_good).then_some(why)
}

/// Whether one of these is what a statement is called. The day of an incident follows from its times; a finding may be about
/// several of them, `times`.
fn is_about(subjects: &BTreeSet<&str>, name: &str) -> bool {
    let of_times = subjects.contains("times");
    let follows = name == "day" && (of_times || subjects.contains("started_at") || subjects.contains("date"));
    let is_time = of_times && FIELDS.iter().any(|known| known.field.name() == name && known.field.is_time());
    subjects.contains(name) || follows || is_time
}
