//! Which keys of a tree of data stand over a place.

use crate::source::document::Head;
use crate::source::node::{Content, Entry, Node};
use crate::source::text::Text;
use crate::source::{json, toml, yaml};

/// The keys over a place, the outermost first.
#[derive(Debug, Default)]
pub struct Keys<'e> {
    /// The entries.
    pub chain: Vec<&'e Entry>,
    /// The scalar at the place, if it stands in one.
    pub scalar: Option<&'e Node>,
    /// Whether the place is in the last key, not in its value.
    pub on_key: bool,
}

impl<'e> Keys<'e> {
    /// The keys over a byte.
    #[must_use]
    pub fn at(entries: &'e [Entry], offset: usize) -> Self {
        let mut keys = Self::default();
        keys.descend(entries, u32::try_from(offset).unwrap_or(u32::MAX));
        keys
    }

    /// The names of the keys, joined by dots, of the first so many.
    #[must_use]
    pub fn dotted(&self, count: usize) -> String {
        self.chain.iter().take(count).map(|entry| &*entry.key).collect::<Vec<_>>().join(".")
    }

    /// The names of the keys.
    #[must_use]
    pub fn names(&self) -> Vec<&'e str> {
        self.chain.iter().map(|entry| &*entry.key).collect()
    }

    fn descend(&mut self, entries: &'e [Entry], offset: u32) {
        let holds = |span: crate::source::span::Span| span.start <= offset && offset <= span.end;
        for entry in entries {
            if holds(entry.key_span) {
                self.chain.push(entry);
                self.on_key = true;
                return;
            }
            if holds(entry.value.span) {
                self.chain.push(entry);
                self.into(&entry.value, offset);
                return;
            }
        }
    }

    fn into(&mut self, node: &'e Node, offset: u32) {
        match &node.content {
            Content::Mapping(entries) => self.descend(entries, offset),
            Content::Sequence(items) => {
                let holds = |item: &&Node| item.span.start <= offset && offset <= item.span.end;
                if let Some(item) = items.iter().find(holds) {
                    self.into(item, offset);
                }
            }
            Content::Scalar(..) => self.scalar = Some(node),
            Content::Empty | Content::Alias(_) => {}
        }
    }
}

/// The data of a table's file: all of it, or the front matter of Markdown.
#[must_use]
pub fn entries_of(path: &str, text: &str) -> Vec<Entry> {
    let lower = path.to_lowercase();
    let parsed = match lower.rsplit('.').next() {
        Some("yaml" | "yml") => yaml::parse(text),
        Some("toml") => toml::parse(text),
        Some("json") => json::parse(text),
        _ => {
            let head = Head::read(Text::new(path, text));
            return head.front_matter.map(|front_matter| front_matter.entries).unwrap_or_default();
        }
    };
    match parsed.root.content {
        Content::Mapping(entries) => entries,
        _ => vec![],
    }
}
