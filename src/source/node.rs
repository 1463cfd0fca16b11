//! What a data format says, whatever the format: a tree in which every key and value knows its place.

use serde::{Deserialize, Serialize};

use super::span::Span;

/// A value with its place. Scalars keep their raw text: what it means is decided by who asks, never by the format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// The value's bytes, without tag and anchor. Empty for an empty value, and then just after the key's colon.
    pub span: Span,
    /// What stands there.
    pub content: Content,
    /// A YAML tag (`!!str`, `!=`), with its place.
    pub tag: Option<Box<(Box<str>, Span)>>,
    /// Whether a YAML anchor stands before the value.
    pub anchored: bool,
}

/// What stands in a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Content {
    /// Nothing: `key:` and the line ends.
    Empty,
    /// A word, a number, a sentence: unescaped text.
    Scalar(Box<str>, Style),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in order; a key may stand twice.
    Mapping(Vec<Entry>),
    /// A YAML alias (`*name`), never expanded.
    Alias(Box<str>),
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Style {
    /// Without quotes: YAML plain scalars; numbers, booleans, dates and null of TOML and JSON.
    Plain,
    /// In quotes.
    Quoted,
    /// A YAML literal block (`|`).
    Literal,
    /// A YAML folded block (`>`).
    Folded,
}

/// One key with its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The key, unescaped.
    pub key: Box<str>,
    /// The key's bytes, with quotes if it has them.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// A node without tag and anchor.
    #[must_use]
    pub fn new(span: Span, content: Content) -> Self {
        Self { span, content, tag: None, anchored: false }
    }

    /// The text, if this is a scalar. An empty value is the empty text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(text, _) => Some(text),
            Content::Empty => Some(""),
            _ => None,
        }
    }

    /// The entries, if this is a mapping.
    #[must_use]
    pub fn entries(&self) -> Option<&[Entry]> {
        match &self.content {
            Content::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// The items, if this is a list.
    #[must_use]
    pub fn items(&self) -> Option<&[Node]> {
        match &self.content {
            Content::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// Whether nothing stands here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self.content, Content::Empty)
    }
}
