//! Whether two texts of one postmortem say the same.

use std::collections::BTreeSet;

use crate::model::fact::State;
use crate::model::field::Field;
use crate::model::moment::MomentReading;
use crate::model::postmortem::Postmortem;
use crate::model::value::Value;
use crate::source::in_order::set;
use crate::space::budget::Budget;
use crate::table::spelling::Spelled;
use crate::verdict::judgement::Judgement;
use crate::verdict::possible::Possible;
use crate::verdict::standing::Standing;

use super::incident::Incident;

/// Whether both say the same, and come to the same verdict.
#[must_use]
pub fn agree(one: &Incident<'_>, other: &Incident<'_>) -> bool {
    say_the_same(one.postmortem, other.postmortem) && verdict(one) == verdict(other)
}

fn say_the_same(one: &Postmortem, other: &Postmortem) -> bool {
    plain(one) == plain(other)
        && times(one) == times(other)
        && facts(one) == facts(other)
        && (one.severity_override.is_some(), one.severity_history.len())
            == (other.severity_override.is_some(), other.severity_history.len())
        && (&one.title, one.day) == (&other.title, other.day)
        && one.sections.headed.len() == other.sections.headed.len()
        && one.timeline.entries.len() == other.timeline.entries.len()
        && one.actions.len() == other.actions.len()
}

/// Of each field what counts, and everything that is said.
fn plain(postmortem: &Postmortem) -> Vec<(Field, Option<&str>, BTreeSet<&str>)> {
    let fields = postmortem.plain.iter().map(|(field, said)| {
        let texts = || said.iter().map(|said| said.text.as_str());
        (*field, texts().next(), set(texts()))
    });
    fields.collect()
}

fn times(postmortem: &Postmortem) -> Vec<(Field, Option<&MomentReading>)> {
    let first =
        postmortem.times.iter().map(|(field, times)| (*field, times.first().map(|time| &time.reading)));
    first.collect()
}

fn facts(postmortem: &Postmortem) -> Vec<(State, Option<&Value>)> {
    postmortem.facts.iter().map(|fact| (fact.state, fact.value.as_ref())).collect()
}

/// None without a table, and where the question costs too much.
fn verdict(incident: &Incident<'_>) -> Option<(Spelled, Possible, Standing)> {
    let judgement =
        Judgement::of(incident.table?, incident.postmortem, incident.today, &mut Budget::default()).ok()?;
    Some((judgement.declared, judgement.possible, judgement.standing))
}
