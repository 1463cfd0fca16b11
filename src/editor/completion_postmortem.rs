//! What may be written in the front matter of a postmortem.

use crate::model::declaration::Declaration;
use crate::model::field::{FIELDS, Field};
use crate::model::kind::Kind;
use crate::model::vocabulary::Target;
use crate::report::classification_words::form;
use crate::report::look::Look;
use crate::report::page_text;
use crate::report::schema;
use crate::table::page::Page as TablePage;
use crate::table::table::Table;

use super::cursor::Cursor;
use super::offer::{Offer, of_place, ranked};
use super::schema_walk::place;
use super::view::View;

/// What stands for something that nobody knows yet.
const UNKNOWN: &str = "unknown";

/// What may be written.
pub(super) fn postmortem(view: &View<'_>, cursor: &Cursor) -> Vec<Offer> {
    if let Some(offers) = values(view, cursor) {
        return offers;
    }
    let Some(table) = view.table() else {
        let names = FIELDS.iter().filter(|_| cursor.path.is_empty() && !cursor.is_value);
        let offer = |name: &str| Offer { name: name.to_owned(), is_key: true, ..Offer::default() };
        return ranked(names.map(|spellings| offer(spellings.name)).collect());
    };
    let local = view.desk.last_project().map(|project| project.config.names.clone()).unwrap_or_default();
    let place = place(&schema::postmortem::schema(table, &local), &cursor.path);
    let mut offers = of_place(&place, cursor, view.language());
    if cursor.path.is_empty() {
        offers.retain(|offer| !is_there(view, &offer.name) || offer.name == cursor.written);
        for offer in &mut offers {
            dress(view, table, offer);
        }
    }
    offers
}

/// The words of a value, if its key or label means something that has words.
pub(super) fn values(view: &View<'_>, cursor: &Cursor) -> Option<Vec<Offer>> {
    let page = view.page()?;
    let table = view.table()?;
    let words = view.desk.words(page.hearing.postmortem.day)?;
    let names_level = cursor.path.last().is_some_and(|key| matches!(key.as_str(), "level" | "instead_of"));
    for count in (1..=cursor.path.len()).rev() {
        let Some((_, target)) = words.targets(&cursor.path.get(..count)?.join(".")).first() else { continue };
        return match target {
            Target::Field(Field::Severity) if count == cursor.path.len() => Some(levels(view, table)),
            Target::Field(Field::SeverityOverride | Field::SeverityHistory) if names_level => {
                Some(levels(view, table))
            }
            Target::Fact(fact, _) if count == cursor.path.len() => {
                let mut offers = of_fact(table.facts.get(*fact)?);
                offers.push(Offer { name: UNKNOWN.to_owned(), ..Offer::default() });
                Some(ranked(offers))
            }
            _ => None,
        };
    }
    None
}

/// The words of a fact.
pub(super) fn of_fact(declaration: &Declaration) -> Vec<Offer> {
    let offer =
        |name: &str, detail: Option<String>| Offer { name: name.to_owned(), detail, ..Offer::default() };
    match &declaration.kind {
        Kind::Boolean => vec![offer("true", None), offer("false", None)],
        kind => {
            let also = |synonyms: &[String]| (!synonyms.is_empty()).then(|| synonyms.join(", "));
            kind.words().iter().map(|word| offer(&word.name, also(&word.synonyms))).collect()
        }
    }
}

/// The levels, most severe first, each with what it means.
fn levels(view: &View<'_>, table: &Table) -> Vec<Offer> {
    let look = Look::default().in_language(view.language());
    let page = TablePage::of(table, view.language());
    let only = view.page().and_then(|page| page.hearing.judgement.as_ref()?.possible.only());
    let mut offers = vec![];
    for (index, level) in page.levels.iter().enumerate() {
        let one = TablePage { title: None, levels: vec![level.clone()], ..page.clone() };
        let mut says = vec![];
        // Writing to memory does not fail.
        let _ = page_text::render(&one, &look, &mut says);
        offers.push(Offer {
            name: level.id.clone(),
            detail: level.name.clone(),
            says: Some(String::from_utf8_lossy(&says).trim().to_owned()),
            is_likely: only == Some(index),
            ..Offer::default()
        });
    }
    offers.extend(table.not_graded.iter().map(|name| Offer { name: name.text.clone(), ..Offer::default() }));
    ranked(offers)
}

/// A key with what kind of answer it takes; what would settle the level comes first, other spellings last.
fn dress(view: &View<'_>, table: &Table, offer: &mut Offer) {
    let fact = table.fact(&offer.name);
    if let Some(declaration) = fact.and_then(|fact| table.facts.get(fact)) {
        offer.detail = Some(form(&declaration.kind, view.language()));
    }
    let missing =
        view.page().and_then(|page| page.hearing.judgement.as_ref()).map(|judgement| &judgement.missing);
    let gap = missing.and_then(|missing| missing.iter().position(|gap| Some(gap.fact) == fact));
    let is_field = FIELDS.iter().any(|spellings| spellings.name == offer.name);
    let group = match (gap, fact.is_some() || is_field) {
        (Some(_), _) => 0,
        (None, true) => 1,
        (None, false) => 2,
    };
    let within = gap.unwrap_or(offer.rank);
    offer.rank = group * 1000 + within;
}

/// Whether a key stands in the front matter already.
fn is_there(view: &View<'_>, name: &str) -> bool {
    let front_matter = view.page().and_then(|page| page.document.front_matter.as_ref());
    let entries = front_matter.map(|front_matter| front_matter.entries.as_slice()).unwrap_or_default();
    entries.iter().any(|entry| &*entry.key == name)
}
