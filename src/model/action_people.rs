//! People who may have something to do: those whom a postmortem names elsewhere.

use std::collections::HashSet;

use crate::source::document::Document;
use crate::source::node::Node;

use super::fold::fold_key;

/// Keys of front matter that name people who may have something to do.
const PEOPLE: &[&str] = &[
    "author",
    "authors",
    "owner",
    "owners",
    "lead",
    "commander",
    "incident_commander",
    "incident_lead",
    "responders",
    "participants",
    "作成者",
    "担当者",
    "対応者",
];

/// The people whom front matter names, and `others`: each by the whole name and by the first one, in lower case.
#[must_use]
pub fn known_people<'t>(document: &'t Document, others: impl Iterator<Item = &'t str>) -> HashSet<String> {
    let entries = document.front_matter.iter().flat_map(|front_matter| &front_matter.entries);
    let stated = entries.filter(|entry| PEOPLE.contains(&&*fold_key(&entry.key)));
    let texts = stated.flat_map(|entry| match entry.value.items() {
        Some(items) => items.iter().filter_map(Node::text).collect(),
        None => entry.value.text().into_iter().collect::<Vec<_>>(),
    });
    texts.chain(others).flat_map(names_of).collect()
}

/// A person by the whole name and by the first one, in lower case.
fn names_of(text: &str) -> impl Iterator<Item = String> {
    let each = text.split([',', '、', ';', '&']).flat_map(|part| {
        let whole = part.trim().trim_start_matches('@');
        [Some(whole), whole.split_whitespace().next()]
    });
    each.flatten().filter(|name| !name.is_empty()).map(str::to_lowercase)
}
