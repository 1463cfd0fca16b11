//! What a data format says, whatever the format: a tree in which every key and value knows its place.
//!
//! YAML reads some texts in ways their authors did not mean, without an error. Each can be told from the tree:
//! `x: != none` has a [tag](Node::tag) `!=`; `x: >5` is an empty [folded](Style::Folded) scalar whose span reads `>5`;
//! `{ a: 1,200 }` has a second, [bare](Entry::is_bare) key `200`; `id: #P1` is [empty](Content::Empty), with a
//! [comment after it](Node::comment_after). `1:30` stays the text `1:30`.

use super::span::Span;

/// A value with its place. Scalars keep their raw text: what it means is decided by who asks, never by the format.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value's bytes: with quotes, brackets and the header of a block scalar; without tag and anchor. Those of a
    /// block collection, or of a TOML table, reach from its first key or item to the end of its last value. Empty for
    /// an empty value, and then just after the key's colon (after the tag or anchor, where there is one).
    pub span: Span,
    /// What stands there.
    pub content: Content,
    /// A YAML tag (`!!str`, `!=`), with its place.
    pub tag: Option<Box<(Box<str>, Span)>>,
    /// Whether a YAML anchor stands before the value.
    pub anchored: bool,
}

/// What stands in a place.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq)]
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

    /// The comment that follows on the same line, from its `#` on. `text` is what the tree was read from.
    ///
    /// For YAML and TOML; `id: #P1` is an empty value with a comment, which nobody means.
    #[must_use]
    pub fn comment_after(&self, text: &str) -> Option<Span> {
        let end = self.span.end as usize;
        let rest = text.get(end..)?;
        let line = rest.get(..rest.find(['\n', '\r']).unwrap_or(rest.len()))?;
        let comment = line.trim_start_matches([' ', '\t']);
        // YAML wants white space before the `#`; without it the line would have been an error or part of the value.
        comment.starts_with('#').then(|| Span::new(end + line.len() - comment.len(), end + line.len()))
    }

    /// Applies `change` to every place in this tree.
    pub(super) fn map_spans(&mut self, change: &impl Fn(Span) -> Span) {
        self.span = change(self.span);
        if let Some(tag) = &mut self.tag {
            tag.1 = change(tag.1);
        }
        match &mut self.content {
            Content::Sequence(items) => items.iter_mut().for_each(|item| item.map_spans(change)),
            Content::Mapping(entries) => {
                for entry in entries {
                    entry.key_span = change(entry.key_span);
                    entry.value.map_spans(change);
                }
            }
            Content::Empty | Content::Scalar(..) | Content::Alias(_) => {}
        }
    }
}

impl Entry {
    /// Whether no colon follows the key: `{ a: 1,200 }` has the bare key `200`, which nobody means.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.value.is_empty() && self.value.tag.is_none() && self.value.span.start == self.key_span.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_after_a_value_is_found_on_its_line_only() {
        for (text, value, expected) in [
            ("id: #P1\n", 3..3, Some("#P1")),
            ("id:   # 障害 \r\nb: 1", 3..3, Some("# 障害 ")),
            ("id: 20 \t# c", 4..6, Some("# c")),
            ("id:\n# c", 3..3, None),
            ("id: 20", 4..6, None),
        ] {
            let node = Node::new(Span::new(value.start, value.end), Content::Empty);
            let found = node.comment_after(text).map(|span| &text[span.range()]);
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
