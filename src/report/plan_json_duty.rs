//! What a change of the table asks otherwise of people, as a plan in JSON has it.

use serde::Serialize;

use crate::insight::plan::Plan;
use crate::insight::plan_duties::{Duty, DutyChange, Part};
use crate::table::level::Cover;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct AskedDocument<'a> {
    /// A fact that is asked for newly.
    fact: &'a str,
    /// How many of the incidents state it.
    stated: usize,
}

/// The facts that are asked for newly.
pub fn asked<'a>(plan: &'a Plan<'_>) -> impl Iterator<Item = AskedDocument<'a>> {
    plan.asked.iter().map(|(fact, stated)| AskedDocument { fact, stated: *stated })
}

#[derive(Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct DutyDocument<'a> {
    /// The level whose duty it is; null where it holds for every postmortem.
    level: Option<&'a str>,
    /// `cover`, `priority`, `notify`, a deadline (`acknowledge_within`, …), or what a postmortem must have: `field`, `section`,
    /// `action_item`.
    duty: &'static str,
    /// Of `field`, `section`, `action_item`: its name.
    name: Option<&'a str>,
    /// Of these: whether it is required newly; else it is required no more.
    required: Option<bool>,
    /// Of these: where it is required only of some postmortems, what must hold.
    when: Vec<&'a str>,
    /// Of `notify`: the criterion that asks for it on top of its level.
    criterion: Option<&'a str>,
    /// Of `cover`, `priority` and deadlines: what it was; null where nothing was said.
    from: Option<String>,
    /// What it is.
    to: Option<String>,
    /// Of `notify`: who is told newly.
    added: Vec<&'a str>,
    /// Who is told no more.
    removed: Vec<&'a str>,
}

/// What is asked otherwise.
pub fn duties<'a>(plan: &'a Plan<'_>) -> Vec<DutyDocument<'a>> {
    plan.duties.iter().map(|change| duty_of(plan, change)).collect()
}

fn duty_of<'a>(plan: &'a Plan<'_>, change: &'a DutyChange) -> DutyDocument<'a> {
    let level = change.level.and_then(|(_, new)| plan.new.levels.get(new));
    let level = level.map(|level| level.id.text.as_str());
    let names = |names: &'a [String]| names.iter().map(String::as_str).collect();
    let known = |duty| DutyDocument { level, duty, ..DutyDocument::default() };
    match &change.duty {
        Duty::Cover { from, to } => {
            let key = |cover: &Option<_>| cover.map(|cover: Cover| cover.key().to_owned());
            DutyDocument { from: key(from), to: key(to), ..known("cover") }
        }
        Duty::Priority { from, to } => {
            DutyDocument { from: from.clone(), to: to.clone(), ..known("priority") }
        }
        Duty::Notify { criterion, added, removed } => DutyDocument {
            criterion: criterion.as_deref(),
            added: names(added),
            removed: names(removed),
            ..known("notify")
        },
        Duty::Deadline { milestone, from, to } => {
            let words = |deadline: &Option<_>| deadline.as_ref().map(ToString::to_string);
            DutyDocument { from: words(from), to: words(to), ..known(milestone.key()) }
        }
        Duty::Required { is_new, what } => {
            let part = match what.part {
                Part::Field => "field",
                Part::Section => "section",
                Part::ActionItem => "action_item",
            };
            DutyDocument {
                name: Some(&what.name),
                required: Some(*is_new),
                when: what.when.iter().map(|(english, _)| english.as_str()).collect(),
                ..known(part)
            }
        }
    }
}
