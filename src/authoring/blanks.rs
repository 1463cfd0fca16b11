//! What is stated nowhere, and should be: lines to fill in, with a word on what belongs there.

use crate::diagnostic::language::Language;
use crate::model::declaration::DERIVED;
use crate::model::fact::{Fact, State};
use crate::model::field::Field;
use crate::model::fold::fold_key;
use crate::model::nested::nested;
use crate::model::vocabulary::Target;
use crate::rules::words::phrase::or;
use crate::space::budget::Budget;
use crate::table::table::Table;
use crate::verdict::duties::Duties;
use crate::verdict::judgement::Judgement;

use super::fact_form::form_words;
use super::incident::Incident;

/// A key to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// The key.
    pub name: String,
    /// What belongs there.
    pub remark: String,
}

/// Everything that the table asks for and that is stated nowhere: the severity, required fields, and the facts.
#[must_use]
pub fn blanks(incident: &Incident<'_>) -> Vec<Blank> {
    let Some(table) = incident.table else { return vec![] };
    let mut found: Vec<Blank> = vec![];
    let severity = Field::Severity.name().to_owned();
    for name in [severity].into_iter().chain(required(incident, table)) {
        let is_there = found.iter().any(|blank| blank.name == name);
        if !is_there && is_nowhere(incident, &name) {
            let remark = remark(incident, table, &name);
            found.push(Blank { name, remark });
        }
    }
    for (index, (declaration, fact)) in table.facts.iter().zip(&incident.postmortem.facts).enumerate() {
        // A built-in fact that nothing asks for is not worth a line.
        let is_asked = declaration.span.is_some() || !table.geometry.dimensions_of(index).is_empty();
        let is_there = found.iter().any(|blank| blank.name == declaration.name);
        let is_left_to_times = declaration.span.is_none() && follows(incident, &found, &declaration.name);
        if is_asked && !is_there && !is_left_to_times && is_open(fact) {
            let remark = remark(incident, table, &declaration.name);
            found.push(Blank { name: declaration.name.clone(), remark });
        }
    }
    found
}

/// Whether a built-in fact follows from times that are stated or to be filled in.
fn follows(incident: &Incident<'_>, blanks: &[Blank], name: &str) -> bool {
    let is_or_will_be =
        |field: &str| blanks.iter().any(|blank| blank.name == field) || !is_nowhere(incident, field);
    let mut derived = DERIVED.iter().filter(|derived| derived.name == name);
    derived.any(|derived| is_or_will_be(derived.from) && is_or_will_be(derived.to))
}

/// The fields that the table requires of this postmortem, by their canonical names.
fn required(incident: &Incident<'_>, table: &Table) -> Vec<String> {
    let judgement = Judgement::of(table, incident.postmortem, incident.today, &mut Budget::default());
    let Ok(judgement) = judgement else { return vec![] };
    let duties = Duties::of(table, incident.postmortem, &judgement);
    let fields = duties.requirements.iter().flat_map(|duty| &duty.requirement.fields);
    let mut names: Vec<String> = vec![];
    for field in fields {
        let name = match target(incident, &field.text) {
            Some(Target::Field(field)) => field.name().to_owned(),
            Some(Target::Fact(fact, _)) => {
                table.facts.get(fact).map(|fact| fact.name.clone()).unwrap_or_default()
            }
            None => field.text.clone(),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn target(incident: &Incident<'_>, name: &str) -> Option<Target> {
    let other = || incident.words.targets(name).first().map(|(_, target)| target.clone());
    incident.words.canonical(name).or_else(other)
}

fn is_nowhere(incident: &Incident<'_>, name: &str) -> bool {
    let postmortem = incident.postmortem;
    let front_matter = incident.document.front_matter.as_ref();
    let entries = front_matter.map(|front_matter| front_matter.entries.as_slice()).unwrap_or_default();
    let (first, is_nested) = (name.split('.').next().unwrap_or(name), name.contains('.'));
    if entries.iter().any(|entry| fold_key(&entry.key) == fold_key(if is_nested { first } else { name })) {
        return false;
    }
    let meant = target(incident, name);
    // What stands below another key is moved rather than asked for again.
    if meant
        .as_ref()
        .is_some_and(|meant| nested(entries, incident.words).iter().any(|nested| nested.states(meant)))
    {
        return false;
    }
    match meant {
        Some(Target::Fact(index, _)) => postmortem.facts.get(index).is_none_or(is_open),
        // A heading is a title, too.
        Some(Target::Field(Field::Title)) => postmortem.title.is_none(),
        Some(Target::Field(Field::SeverityOverride)) => postmortem.severity_override.is_none(),
        Some(Target::Field(Field::SeverityHistory)) => postmortem.severity_history.is_empty(),
        Some(Target::Field(field)) => {
            let said = postmortem.plain.get(&field).map(Vec::as_slice).unwrap_or_default();
            let times = postmortem.times.get(&field).map(Vec::as_slice).unwrap_or_default();
            let is_in_body = |start: u32| start >= incident.document.body;
            said.iter().all(|said| said.text.is_empty() && is_in_body(said.span.start))
                && times.iter().all(|time| time.text.is_empty() && is_in_body(time.span.start))
        }
        None => true,
    }
}

/// Whether a fact is stated nowhere, or under a label with nothing behind it.
fn is_open(fact: &Fact) -> bool {
    match fact.state {
        State::Absent | State::Assumed => true,
        State::Unknown => fact.statements.iter().all(|statement| statement.text.is_empty()),
        _ => false,
    }
}

fn remark(incident: &Incident<'_>, table: &Table, name: &str) -> String {
    match target(incident, name) {
        Some(Target::Fact(index, _)) => {
            let Some(declaration) = table.facts.get(index) else { return String::new() };
            declaration.says.clone().unwrap_or_else(|| form_words(&declaration.kind, incident.language))
        }
        Some(Target::Field(Field::Severity)) => {
            let levels: Vec<&str> = table.levels.iter().map(|level| level.id.text.as_str()).collect();
            match incident.language {
                Language::English => or(&levels),
                Language::Japanese => levels.join(" / "),
            }
        }
        Some(Target::Field(field)) if field.is_time() => match incident.language {
            Language::English => "a time with its offset, as 2026-01-31T14:05+09:00".to_owned(),
            Language::Japanese => "時差つきの日時 (例: 2026-01-31T14:05+09:00)".to_owned(),
        },
        Some(Target::Field(Field::Date)) => match incident.language {
            Language::English => "a day, as 2026-01-31".to_owned(),
            Language::Japanese => "日付 (例: 2026-01-31)".to_owned(),
        },
        Some(Target::Field(_)) | None => String::new(),
    }
}
