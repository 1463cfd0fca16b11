//! What a body states and the front matter does not, each under its canonical name.

use crate::model::declaration::Declaration;
use crate::model::directive::{Directives, Scope};
use crate::model::fact::{Fact, State, Statement};
use crate::model::field::{FIELDS, Field};
use crate::model::moment::MomentReading;
use crate::model::said::Said;
use crate::model::stated_time::Time;
use crate::model::value::Reading;
use crate::source::span::Span;

use super::forms;
use super::incident::Incident;
use super::key_line::Written;

/// Something that only the body states.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Its canonical name.
    pub name: String,
    /// As the body has it.
    pub text: String,
    /// Where.
    pub span: Span,
    /// How it is written in front matter; none if no form reads to the same.
    pub form: Option<Written>,
}

/// Everything that only the body states: fields, then the facts as the table orders them.
#[must_use]
pub fn stated(incident: &Incident<'_>) -> Vec<Stated> {
    let body = incident.document.body;
    let postmortem = incident.postmortem;
    let mut found: Vec<Stated> = vec![];
    for spellings in FIELDS {
        let said = postmortem.plain.get(&spellings.field).map(Vec::as_slice).unwrap_or_default();
        let times = postmortem.times.get(&spellings.field).map(Vec::as_slice).unwrap_or_default();
        found.extend(of_plain(spellings.field, said, body));
        found.extend(times.first().and_then(|time| of_time(spellings.field, time, incident)));
    }
    for (declaration, fact) in incident.words.facts.iter().zip(&postmortem.facts) {
        // A key that is a field and a fact is written once.
        if !found.iter().any(|stated| stated.name == declaration.name) {
            found.extend(of_fact(declaration, fact, body));
        }
    }
    keep_ignored(incident, &mut found);
    found
}

/// Findings follow what counts, and what counts would stand in the front matter: where a comment of the body hides the
/// findings of a line, what is stated there stays there.
fn keep_ignored(incident: &Incident<'_>, found: &mut [Stated]) {
    let text = &incident.document.text;
    let directives = Directives::read(incident.document);
    let is_ignored = |span: Span| {
        let line = text.line_number(span.start);
        directives.ignores.iter().any(|ignore| ignore.scope == Scope::Line(line))
    };
    for stated in found.iter_mut().filter(|stated| is_ignored(stated.span)) {
        stated.form = None;
    }
}

fn of_plain(field: Field, said: &[Said], body: u32) -> Option<Stated> {
    let first = said.first().filter(|said| said.span.start >= body && !said.text.is_empty())?;
    let span = first.span;
    let stated =
        |text: &str, form| Stated { name: field.name().to_owned(), text: text.to_owned(), span, form };
    if field.is_list() {
        let mut names: Vec<String> = vec![];
        for said in said.iter().filter(|said| !said.text.is_empty()) {
            if !names.contains(&said.text) {
                names.push(said.text.clone());
            }
        }
        if names.len() > 1 {
            return Some(stated(&names.join(", "), Some(Written::List(names))));
        }
    }
    let text = first.text.clone();
    let form = if field == Field::Date { Written::Plain(text) } else { Written::Words(text) };
    Some(stated(&first.text, Some(form)))
}

fn of_time(field: Field, time: &Time, incident: &Incident<'_>) -> Option<Stated> {
    if time.span.start < incident.document.body || time.text.is_empty() {
        return None;
    }
    let form = match &time.reading {
        MomentReading::Unreadable(_) => None,
        reading => forms::of_time(&time.text, reading, incident.zone),
    };
    Some(Stated { name: field.name().to_owned(), text: time.text.clone(), span: time.span, form })
}

fn of_fact(declaration: &Declaration, fact: &Fact, body: u32) -> Option<Stated> {
    let is_derived = matches!(fact.state, State::Derived | State::Assumed | State::Absent);
    if is_derived || fact.statements.iter().any(|statement| statement.span.start < body) {
        return None;
    }
    // What counts comes before what cannot be read, and that before what is not known.
    let rank = |statement: &&Statement| match &statement.reading {
        Reading::Value(_) | Reading::Partly(..) => 0,
        Reading::Unreadable(_) => 1,
        Reading::Unknown => 2 + u8::from(statement.text.is_empty()),
    };
    let first = fact.statements.iter().min_by_key(rank).filter(|statement| !statement.text.is_empty())?;
    let reading = match (&fact.state, &fact.value) {
        // All statements together say more than one alone.
        (State::Stated | State::Uncertain, Some(value)) if first.reading.value() != Some(value) => {
            Reading::Value(value.clone())
        }
        _ => first.reading.clone(),
    };
    let same = fact.statements.iter().filter(|statement| statement.reading == reading);
    let texts: Vec<&str> = same.chain([first]).map(|statement| &*statement.text).collect();
    let form = match &reading {
        // Which of several answers it is, or that each is about something else, the authors know.
        _ if fact.state == State::Disputed => None,
        Reading::Unreadable(_) => None,
        reading => forms::of_fact(&declaration.kind, &texts, reading),
    };
    Some(Stated { name: declaration.name.clone(), text: first.text.to_string(), span: first.span, form })
}
