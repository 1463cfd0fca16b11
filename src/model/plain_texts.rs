//! The texts of a field that is neither a fact nor a time: names, titles, the declared severity.

use crate::source::node::{Content, Entry, Node};

use super::field::Field;
use super::gathered::place;
use super::grammar::spelling;
use super::grammar::unknown::is_unknown;
use super::said::Said;

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
        Some(entries) => texts.extend(entries.iter().filter(|entry| is_told(entry)).map(named)),
        None => scalars(value, 1, &mut texts),
    }
    if field == Field::Severity && texts.len() > 1 {
        texts.retain(|said| !matches!(said.text.trim(), "" | "null" | "~"));
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
    entries.iter().find(|entry| matches!(&*entry.key, "who" | "name" | "id"))
}

/// Whether somebody was told by what stands behind the name: a time, a remark, and not that nobody was.
fn is_told(entry: &Entry) -> bool {
    let Some(text) = entry.value.text() else { return true };
    let text = text.trim();
    let says_no = ["false", "no", "none", "not", "never", "なし", "未連絡"];
    let first = text.split_whitespace().next().unwrap_or_default();
    let is_unknown = spelling::plain(text).is_ok_and(|text| is_unknown(&text));
    !text.is_empty() && !is_unknown && !says_no.iter().any(|word| word.eq_ignore_ascii_case(first))
}

fn named(entry: &Entry) -> Said {
    Said { text: entry.key.to_string(), span: entry.key_span }
}

/// Every scalar in a value, lists and mappings flattened; of `{ who, at }` the first.
fn scalars(node: &Node, depth: usize, found: &mut Vec<Said>) {
    match &node.content {
        Content::Scalar(text, _) => found.push(Said { text: text.to_string(), span: node.span }),
        Content::Sequence(items) if depth < DEEPEST => {
            for item in items {
                scalars(item, depth + 1, found);
            }
        }
        Content::Mapping(entries) if depth < DEEPEST => {
            if let Some(entry) = who(entries).or(entries.first()) {
                scalars(&entry.value, depth + 1, found);
            }
        }
        _ => {}
    }
}
