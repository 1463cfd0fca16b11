//! What a place in a document is about: the declared level, a fact, a level of the table, a rule.

use crate::model::directive::Directives;
use crate::model::fact::State;
use crate::model::field::Field;
use crate::model::vocabulary::Target;
use crate::rules::rule;
use crate::rules::rule::Rule;
use crate::source::document::Document;
use crate::source::span::Span;
use crate::table::spelling::Spelled;
use crate::table::table::Table;

use super::keys::{Keys, entries_of};
use super::view::View;

/// What a place is about. Indices are the table's.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// The declared level.
    Severity,
    /// A fact.
    Fact(usize),
    /// A level of the table.
    Level(usize),
    /// A rule that an ignore names.
    Rule(&'static Rule),
}

/// Keys of a table under which facts stand with their tests or values.
const OVER_FACTS: &[&str] = &["when", "of", "facts"];

/// What a byte of the document is about, with the bytes that are.
#[must_use]
pub fn subject(view: &View<'_>, offset: usize) -> Option<(Subject, Span)> {
    match view.page() {
        Some(page) => in_rule(&page.document, offset)
            .or_else(|| in_front_matter(view, offset))
            .or_else(|| in_body(view, offset)),
        None => in_table(view, offset),
    }
}

fn in_rule(document: &Document, offset: usize) -> Option<(Subject, Span)> {
    let directives = Directives::read(document);
    let said =
        directives.ignores.iter().flat_map(|ignore| &ignore.rules).find(|said| holds(said.span, offset))?;
    Some((Subject::Rule(rule(&said.text)?), said.span))
}

fn in_front_matter(view: &View<'_>, offset: usize) -> Option<(Subject, Span)> {
    let page = view.page()?;
    let keys = Keys::at(&page.document.front_matter.as_ref()?.entries, offset);
    let words = view.desk.words(page.hearing.postmortem.day)?;
    let span = |entry: &crate::source::node::Entry| {
        if keys.on_key { entry.key_span } else { entry.key_span.to(entry.value.span) }
    };
    for count in (1..=keys.chain.len()).rev() {
        let Some((_, target)) = words.targets(&keys.dotted(count)).first() else { continue };
        let entry = keys.chain.get(count - 1)?;
        return match target {
            Target::Field(Field::Severity) => Some((Subject::Severity, span(entry))),
            Target::Field(Field::SeverityOverride | Field::SeverityHistory) => level_named(view, &keys),
            Target::Field(_) => None,
            Target::Fact(fact, _) => Some((Subject::Fact(*fact), span(entry))),
        };
    }
    None
}

/// The level that an override or a change of severity names.
fn level_named(view: &View<'_>, keys: &Keys<'_>) -> Option<(Subject, Span)> {
    let scalar = keys.scalar?;
    let is_level =
        keys.names().last().is_some_and(|key| matches!(*key, "level" | "instead_of" | "severity_history"));
    match view.table()?.spelled(scalar.text()?) {
        Spelled::Level { level, .. } if is_level => Some((Subject::Level(level), scalar.span)),
        _ => None,
    }
}

/// Under a label of the body: the value, or the line before it.
fn in_body(view: &View<'_>, offset: usize) -> Option<(Subject, Span)> {
    let page = view.page()?;
    let text = &page.document.text;
    if offset < page.document.body as usize {
        return None;
    }
    let line = text.line(text.line_number(u32::try_from(offset).unwrap_or(u32::MAX)));
    let reaches = |span: Span| {
        span.start >= line.start
            && span.end <= line.end
            && offset <= span.end as usize
            && line.start as usize <= offset
    };
    let postmortem = &page.hearing.postmortem;
    let severity = postmortem
        .plain
        .get(&Field::Severity)
        .into_iter()
        .flatten()
        .map(|said| (Subject::Severity, said.span));
    let stated = postmortem.facts.iter().enumerate().filter(|(_, fact)| fact.state != State::Derived);
    let facts = stated.flat_map(|(index, fact)| {
        fact.statements.iter().map(move |statement| (Subject::Fact(index), statement.span))
    });
    let all: Vec<(Subject, Span)> = severity.chain(facts).filter(|(_, span)| reaches(*span)).collect();
    // Of several on one line it is the next.
    all.into_iter().min_by_key(|(_, span)| span.start)
}

fn in_table(view: &View<'_>, offset: usize) -> Option<(Subject, Span)> {
    let table = view.table_here()?;
    let entries = entries_of(view.path, view.text);
    let keys = Keys::at(&entries, offset);
    let names = keys.names();
    if names.first() == Some(&"facts") && names.len() == 2 && keys.on_key {
        return Some((Subject::Fact(table.fact(names.last()?)?), keys.chain.last()?.key_span));
    }
    if names.first() == Some(&"levels") && names.as_slice().get(1) == Some(&"id") && names.len() == 2 {
        let scalar = keys.scalar.or_else(|| keys.chain.last().map(|entry| &entry.value))?;
        return Some((Subject::Level(level(table, scalar.text()?)?), scalar.span));
    }
    let tested = names.iter().zip(names.iter().skip(1)).rposition(|(over, _)| OVER_FACTS.contains(over));
    if let Some(entry) = tested.and_then(|at| keys.chain.get(at + 1)) {
        let span = if keys.on_key { entry.key_span } else { entry.key_span.to(entry.value.span) };
        return Some((Subject::Fact(table.fact(&entry.key)?), span));
    }
    if names.last() == Some(&"fields") {
        let scalar = keys.scalar?;
        return Some((Subject::Fact(table.fact(scalar.text()?)?), scalar.span));
    }
    None
}

fn level(table: &Table, id: &str) -> Option<usize> {
    table.levels.iter().position(|level| level.id.text == id)
}

fn holds(span: Span, offset: usize) -> bool {
    span.start as usize <= offset && offset <= span.end as usize
}
