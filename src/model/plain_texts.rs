//! The texts of a field that is neither a fact nor a time: names, titles, the declared severity.

use crate::source::node::{Content, Entry, Node};

use super::field::Field;
use super::level_now::levels_now;
use super::said::Said;
use super::stated::place;
use super::told::{is_told, told_by_name};

/// How deep lists and mappings in a value are flattened.
const DEEPEST: usize = 6;

/// The texts that an entry states for a field: one at least, empty if nothing stands there. That a list of who was told names
/// nobody (`[]`) is `none`.
#[must_use]
pub fn texts(field: Field, entry: &Entry) -> Vec<Said> {
    let value = &entry.value;
    let mut texts = vec![];
    let names = value.entries().filter(|entries| field == Field::Notified && who(entries).is_none());
    match names {
        // `{ executives: 10:20, support: 10:25 }`
        Some(entries) => texts.extend(entries.iter().filter(|entry| is_told(&entry.value)).map(named)),
        None => scalars(field, value, 1, &mut texts),
    }
    if field == Field::Severity && texts.len() > 1 {
        texts.retain(|said| !matches!(said.text.trim(), "" | "null" | "~"));
        // One level twice is one.
        if let Some((first, rest)) = texts.split_first()
            && rest.iter().all(|said| said.text == first.text)
        {
            texts.truncate(1);
        }
    }
    if field == Field::Severity && texts.len() > 1 {
        // Which of several is declared is for the authors to say.
        let all: Vec<&str> = texts.iter().map(|said| said.text.as_str()).collect();
        texts = vec![Said { text: all.join(" / "), span: value.span }];
    }
    if texts.is_empty() {
        let names_nobody = field == Field::Notified && (value.items().is_some() || value.entries().is_some());
        texts.push(Said {
            text: if names_nobody { "none".into() } else { String::new() },
            span: place(entry),
        });
    }
    texts
}

/// The entry that names somebody.
fn who(entries: &[Entry]) -> Option<&Entry> {
    entries.iter().find(|entry| matches!(&*entry.key, "who" | "name" | "id" | "名前" | "氏名" | "相手"))
}

fn named(entry: &Entry) -> Said {
    Said { text: entry.key.to_string(), span: entry.key_span }
}

/// Every scalar in a value, lists and mappings flattened; of `{ who, at }` the first, and of a severity what it is now.
fn scalars(field: Field, node: &Node, depth: usize, found: &mut Vec<Said>) {
    match &node.content {
        Content::Scalar(text, _) => found.push(Said { text: text.to_string(), span: node.span }),
        Content::Sequence(items) if depth < DEEPEST => {
            for item in items {
                scalars(field, item, depth + 1, found);
            }
        }
        Content::Mapping(entries) if depth < DEEPEST => match field {
            Field::Severity => {
                for value in levels_now(entries) {
                    scalars(field, value, depth + 1, found);
                }
            }
            Field::Notified if told_by_name(entries) == Some(false) => {}
            // `- executives: 10:20`
            Field::Notified if told_by_name(entries) == Some(true) => {
                found.extend(entries.first().map(named));
            }
            _ => {
                if let Some(entry) = who(entries).or(entries.first()) {
                    scalars(field, &entry.value, depth + 1, found);
                }
            }
        },
        _ => {}
    }
}
