//! Over a fact: what it is, what this postmortem says of it, and which criteria use it.

use std::fmt::Write as _;

use crate::diagnostic::language::Language;
use crate::lint::outcome::{CriterionRecord, Incident, TestRecord};
use crate::model::declaration::Declaration;
use crate::model::say::{say_value, unquoted};
use crate::report::classification::question;
use crate::report::judgement;
use crate::report::look::Look;
use crate::report::terminal_text::name as line;
use crate::source::in_order::map;
use crate::table::criterion_words::criterion_words;
use crate::table::table::Table;

use super::part::{Part, lines};
use super::view::View;

/// What is shown over a fact.
#[must_use]
pub fn fact(view: &View<'_>, index: usize) -> Option<Vec<Part>> {
    let table = view.table()?;
    let declaration = table.facts.get(index)?;
    let mut parts = vec![Part::Lines(about(declaration, view.language()))];
    let look = Look::default().in_language(view.language());
    match view.page() {
        Some(page) => {
            let of_fact = of_fact(&page.incident, &declaration.name);
            let shown = lines(
                |look, out| {
                    judgement::facts(&of_fact, look, out)?;
                    judgement::levels(&of_fact, look, out)
                },
                &look,
            );
            parts.push(shown);
        }
        None => parts.push(Part::Lines(uses(table, index, view.language()))),
    }
    parts.retain(|part| !matches!(part, Part::Lines(text) if text.is_empty()));
    Some(parts)
}

/// What a fact is: the question, its form, what silence means, what else it is stated under.
fn about(declaration: &Declaration, language: Language) -> String {
    let (asked, form) = question(declaration, language);
    let mut text = format!("{asked}\n  {form}");
    if let Some(value) = &declaration.assume {
        let value = unquoted(&say_value(&declaration.kind, value, language));
        let _ = match language {
            Language::English => write!(text, "\n  if nobody states it: {}", line(&value)),
            Language::Japanese => write!(text, "\n  記載がなければ: {}", line(&value)),
        };
    }
    if !declaration.from.is_empty() {
        let from = declaration.from.iter().map(|key| line(key).into_owned()).collect::<Vec<_>>().join(", ");
        let _ = match language {
            Language::English => write!(text, "\n  also stated under: {from}"),
            Language::Japanese => write!(text, "\n  別名: {from}"),
        };
    }
    text
}

/// What the record of a postmortem has about a fact.
fn of_fact(incident: &Incident, name: &str) -> Incident {
    let is_about = |test: &&TestRecord| test.fact == name;
    let of_criterion = |criterion: &CriterionRecord| {
        let tests: Vec<TestRecord> = criterion.tests.iter().filter(is_about).cloned().collect();
        (!tests.is_empty()).then(|| CriterionRecord { tests, ..criterion.clone() })
    };
    let criteria: Vec<CriterionRecord> = incident.criteria.iter().filter_map(of_criterion).collect();
    // A level that asks nothing of the fact is none of its business.
    let asks = |level: &&String| criteria.iter().any(|criterion| criterion.level == **level);
    let possible = incident.possible.iter().filter(asks).cloned().collect();
    let facts = incident.facts.iter().filter(|(fact, _)| *fact == name);
    let facts = map(facts.map(|(fact, record)| (fact.clone(), record.clone())));
    Incident { possible, facts, criteria, ..incident.clone() }
}

/// The criteria of a table that use a fact.
fn uses(table: &Table, index: usize, language: Language) -> String {
    let mut text = String::new();
    for level in &table.levels {
        let using =
            level.criteria.iter().filter(|criterion| criterion.all_tests().any(|test| test.fact == index));
        for criterion in using {
            let asks = criterion_words(&table.facts, criterion, language);
            let _ = writeln!(text, "{} {}: {}", line(&level.id.text), line(&criterion.id), line(&asks));
        }
    }
    text.trim_end().to_owned()
}
