//! What a postmortem says, statement by statement, in a form that two texts of it can be compared by.

use std::collections::BTreeMap;

use crate::model::decision::{Change, Override, Pin};
use crate::model::fact::State;
use crate::model::said::Said;
use crate::model::show::show_value;
use crate::rules::rule::Case;
use crate::source::span::Span;

/// Each statement by the name of its field or fact. What only follows from others, as durations from times, is left out;
/// so is where things stand, and in which order.
#[must_use]
pub fn said(case: &Case<'_>) -> BTreeMap<String, String> {
    let postmortem = case.postmortem;
    let text = |span: Span| without_comments(case.document.text.slice(span));
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for (field, statements) in &postmortem.plain {
        let mut texts: Vec<&str> = statements.iter().map(|said| said.text.as_str()).collect();
        // The first one counts; the others are only said, too.
        if let Some((_, others)) = texts.split_first_mut() {
            others.sort_unstable();
        }
        texts.dedup();
        said.insert(field.name().to_owned(), texts.join("\n"));
    }
    for (field, times) in &postmortem.times {
        let reading = times.first().map(|time| format!("{:?}", time.reading));
        said.insert(field.name().to_owned(), reading.unwrap_or_default());
    }
    if let Some(table) = case.verdict.map(|verdict| verdict.table) {
        for (declaration, fact) in table.facts.iter().zip(&postmortem.facts) {
            if matches!(fact.state, State::Absent | State::Derived) {
                continue;
            }
            let value = fact.value.as_ref().map(|value| show_value(&declaration.kind, value));
            let stated = format!("{}: {}", fact.state.word(), value.unwrap_or_default());
            said.insert(declaration.name.clone(), stated);
        }
    }
    said.extend(postmortem.title.clone().map(|title| ("title".to_owned(), title)));
    said.extend(postmortem.day.map(|day| ("day".to_owned(), day.to_string())));
    let decision = postmortem.severity_override.as_ref();
    said.extend(decision.map(|decision| ("severity_override".to_owned(), decided(decision))));
    let history: Vec<String> = postmortem.severity_history.iter().map(change).collect();
    if !history.is_empty() {
        said.insert("severity_history".to_owned(), history.join("\n"));
    }
    let sections: Vec<String> =
        postmortem.sections.headed.iter().map(|section| text(section.heading)).collect();
    said.insert("sections".to_owned(), sections.join("\n"));
    let mut entries: Vec<String> = postmortem.timeline.entries.iter().map(|entry| text(entry.span)).collect();
    entries.sort_unstable();
    said.insert("timeline".to_owned(), entries.join("\n"));
    let actions: Vec<String> = postmortem.actions.iter().map(|action| text(action.span)).collect();
    said.insert("action_items".to_owned(), actions.join("\n"));
    said
}

/// A text without its comments, which say nothing, and without the blanks around it.
fn without_comments(text: &str) -> String {
    let mut rest = text;
    let mut left = String::new();
    while let Some((before, after)) = rest.split_once("<!--") {
        left.push_str(before.trim_end());
        rest = after.split_once("-->").map_or("", |(_, rest)| rest);
    }
    left.push_str(rest);
    left.trim().to_owned()
}

fn words(said: Option<&Said>) -> &str {
    said.map_or("", |said| said.text.as_str())
}

fn decided(decision: &Override) -> String {
    let until = decision.until.as_ref().map(|(_, said)| said);
    let pin = |pin: &Option<Pin>| pin.as_ref().map(Pin::written).unwrap_or_default();
    let (level, instead_of) = (pin(&decision.level), pin(&decision.instead_of));
    let parts = [
        words(decision.because.as_ref()),
        words(decision.approved_by.as_ref()),
        words(until),
        level.as_str(),
        instead_of.as_str(),
    ];
    parts.join("\n")
}

fn change(change: &Change) -> String {
    format!("{:?} {} {}", change.at, words(change.level.as_ref()), words(change.because.as_ref()))
}
