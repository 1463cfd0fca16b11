//! What may be written in a SEV table.

use crate::model::field::FIELDS;
use crate::model::kind::Kind;
use crate::report::classification_words::form;
use crate::report::schema;
use crate::table::table::Table;

use super::completion_postmortem::of_fact;
use super::cursor::Cursor;
use super::offer::{Offer, of_place, ranked};
use super::schema_walk::place;
use super::view::View;

/// How tests of numbers begin.
const COMPARISONS: &[&str] = &["at least ", "over ", "under ", "at most "];

/// What may be written.
pub(super) fn table(view: &View<'_>, cursor: &Cursor) -> Vec<Offer> {
    let Some(table) = view.table_here().or_else(|| view.table()) else {
        return of_place(&place(&schema::table::schema(), &cursor.path), cursor, view.language());
    };
    let path: Vec<&str> = cursor.path.iter().map(String::as_str).collect();
    match path.as_slice() {
        [.., "fields"] => return ranked(fields(view, table)),
        [.., "incident"] => return ranked(incidents(view)),
        ["facts", name, "assume"] => return ranked(words(table, name)),
        [.., "facts", name] if cursor.is_value && path.first() == Some(&"levels") => {
            return ranked(words(table, name));
        }
        [.., "when" | "of", name] => return ranked(tests(table, name)),
        _ => {}
    }
    let place = place(&schema::table::schema(), &cursor.path);
    if place.is_of_facts && !cursor.is_value {
        return ranked(facts(view, table));
    }
    of_place(&place, cursor, view.language())
}

fn facts(view: &View<'_>, table: &Table) -> Vec<Offer> {
    let offer = |declaration: &crate::model::declaration::Declaration| Offer {
        name: declaration.name.clone(),
        detail: Some(form(&declaration.kind, view.language())),
        says: declaration.says.clone(),
        is_key: true,
        ..Offer::default()
    };
    table.facts.iter().map(offer).collect()
}

/// What a level may require to be stated.
fn fields(view: &View<'_>, table: &Table) -> Vec<Offer> {
    let fields = FIELDS.iter().map(|spellings| Offer { name: spellings.name.to_owned(), ..Offer::default() });
    facts(view, table).into_iter().map(|offer| Offer { is_key: false, ..offer }).chain(fields).collect()
}

/// The postmortems of the project, which may be examples.
fn incidents(view: &View<'_>) -> Vec<Offer> {
    let folder = view.desk.last_project().map(|project| project.config.folder.as_str()).unwrap_or_default();
    let name = |path: &str| path.strip_prefix(folder).unwrap_or(path).to_owned();
    view.desk.postmortems().map(|path| Offer { name: name(path), ..Offer::default() }).collect()
}

fn words(table: &Table, fact: &str) -> Vec<Offer> {
    let declaration = table.fact(fact).and_then(|fact| table.facts.get(fact));
    declaration.map(of_fact).unwrap_or_default()
}

/// What a test may ask of a fact.
fn tests(table: &Table, fact: &str) -> Vec<Offer> {
    let offer = |name: String| Offer { name, ..Offer::default() };
    let Some(declaration) = table.fact(fact).and_then(|fact| table.facts.get(fact)) else { return vec![] };
    match &declaration.kind {
        Kind::Boolean | Kind::Choice(_) => of_fact(declaration),
        Kind::Scale(scale) => {
            let each = |before: &'static str| scale.iter().map(move |word| format!("{before} {}", word.name));
            of_fact(declaration).into_iter().chain(each("at least").chain(each("not")).map(offer)).collect()
        }
        Kind::Set(_) => of_fact(declaration),
        _ => COMPARISONS.iter().map(|word| offer((*word).to_owned())).collect(),
    }
}
