//! Reading a tree by a known shape: which keys may stand where, and what their values look like.
//!
//! Used for every file whose shape we define (the SEV table, `sevlint.toml`). Faults are data with places; all of
//! them are found, not only the first.

use super::nearest::nearest;
use super::node::{Content, Entry, Node};
use super::span::Span;

/// Something that does not have the shape it must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapeFault {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: ShapeFaultKind,
}

/// What is wrong with the shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShapeFaultKind {
    /// A key that means nothing here.
    UnknownKey {
        /// The key as written.
        key: String,
        /// The known key it may have been meant to be.
        nearest: Option<&'static str>,
        /// All keys that may stand here.
        known: &'static [&'static str],
    },
    /// A key that must stand here and does not; the place is the mapping's.
    MissingKey(&'static str),
    /// Another sort of value is expected.
    Expected(Expected),
    /// One of a few words is expected.
    UnknownWord {
        /// The word as written.
        word: String,
        /// The known word it may have been meant to be.
        nearest: Option<&'static str>,
        /// All words that may stand here.
        known: &'static [&'static str],
    },
    /// A YAML tag stands before the value; data files have none.
    Tagged(String),
    /// A YAML alias stands here; values must be written out.
    Aliased(String),
}

/// What is expected in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A word or sentence.
    Text,
    /// A list.
    List,
    /// Keys and values.
    Mapping,
    /// The levels of a table.
    Levels,
    /// One level.
    Level,
    /// The criteria of a level.
    Criteria,
    /// One criterion.
    Criterion,
    /// How many of several tests.
    Counted,
    /// The examples of a level.
    Examples,
    /// `true` or `false`.
    Boolean,
    /// A whole number from 0.
    Whole,
    /// A date such as `2026-01-31`.
    Date,
    /// Words, each with a value: a test for each fact.
    Tests,
    /// A word with its synonyms behind it.
    Synonyms,
}

/// Where faults are gathered.
pub type Faults = Vec<ShapeFault>;

/// The entries of a mapping of which all keys are known.
#[derive(Debug)]
pub struct Fields<'n> {
    span: Span,
    entries: &'n [Entry],
    known: &'static [&'static str],
}

/// What people call keys that are called otherwise. The nearest spelling would be another key.
const MEANT: [(&str, &str); 12] = [
    ("if", "when"),
    ("where", "when"),
    ("condition", "when"),
    ("conditions", "when"),
    ("test", "when"),
    ("tests", "when"),
    ("any_of", "at_least"),
    ("one_of", "at_least"),
    ("description", "says"),
    ("desc", "says"),
    ("label", "says"),
    ("rules", "criteria"),
];

/// The key that one which is not known may have been meant to be.
fn meant_key(key: &str, known: &'static [&'static str]) -> Option<&'static str> {
    let called = MEANT.iter().find(|(word, meant)| *word == key && known.contains(meant));
    called.map(|(_, meant)| *meant).or_else(|| nearest(key, known.iter().copied()))
}

impl<'n> Fields<'n> {
    /// The fields of a mapping. Keys that are not `known` are faults; a node that is no mapping is one, and has no fields.
    pub fn of(node: &'n Node, known: &'static [&'static str], faults: &mut Faults) -> Option<Self> {
        Self::of_as(node, known, Expected::Mapping, faults)
    }

    /// As [`Fields::of`], where something else is said to be expected.
    pub fn of_as(
        node: &'n Node,
        known: &'static [&'static str],
        expected: Expected,
        faults: &mut Faults,
    ) -> Option<Self> {
        let entries = plain(node, node.entries(), expected, faults)?;
        let fields = Self::of_entries(entries, node.span, known, faults);
        Some(fields)
    }

    /// As [`Fields::of`], for entries that stand in no node of their own, as those of front matter.
    pub fn of_entries(
        entries: &'n [Entry],
        span: Span,
        known: &'static [&'static str],
        faults: &mut Faults,
    ) -> Self {
        for entry in entries {
            if !known.contains(&&*entry.key) {
                let nearest = meant_key(&entry.key, known);
                let kind = ShapeFaultKind::UnknownKey { key: entry.key.to_string(), nearest, known };
                faults.push(ShapeFault { span: entry.key_span, kind });
            }
        }
        Self { span, entries, known }
    }

    /// The value of a key, unless the key is missing or nothing stands behind it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        self.entry(key).map(|entry| &entry.value).filter(|value| !value.is_empty())
    }

    /// The entry of a key.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&'n Entry> {
        self.entries.iter().find(|entry| &*entry.key == key)
    }

    /// Whether a key is there under another name, which is a fault already.
    fn is_misspelt(&self, key: &str) -> bool {
        let mut strange = self.entries.iter().filter(|entry| !self.known.contains(&&*entry.key));
        strange.any(|entry| meant_key(&entry.key, self.known).is_some_and(|meant| meant == key))
    }

    /// The value of a key that must stand here.
    pub fn need(&self, key: &'static str, faults: &mut Faults) -> Option<&'n Node> {
        let found = self.get(key);
        if found.is_none() && !self.is_misspelt(key) {
            let span = self.entry(key).map_or(self.span, |entry| entry.key_span);
            faults.push(ShapeFault { span, kind: ShapeFaultKind::MissingKey(key) });
        }
        found
    }
}

/// The entries of a mapping, or a fault.
pub fn mapping<'n>(node: &'n Node, faults: &mut Faults) -> Option<&'n [Entry]> {
    let found = node.entries();
    plain(node, found, Expected::Mapping, faults)
}

/// The items of a list; a single value is a list of one.
pub fn list<'n>(node: &'n Node, faults: &mut Faults) -> Vec<&'n Node> {
    items(node, Expected::List, faults)
}

/// The items of a list that has more than words, where that is what is said to be expected.
pub fn items<'n>(node: &'n Node, expected: Expected, faults: &mut Faults) -> Vec<&'n Node> {
    match &node.content {
        Content::Sequence(items) if node.tag.is_none() => items.iter().collect(),
        Content::Scalar(..) => vec![node],
        Content::Empty => vec![],
        _ => {
            plain(node, None::<()>, expected, faults);
            vec![]
        }
    }
}

/// The text of a scalar, or a fault.
pub fn text<'n>(node: &'n Node, faults: &mut Faults) -> Option<&'n str> {
    let found = node.text().filter(|text| !text.is_empty());
    plain(node, found, Expected::Text, faults)
}

/// The texts of a list of words, or of a single word.
pub fn texts(node: &Node, faults: &mut Faults) -> Vec<(String, Span)> {
    let items = list(node, faults);
    items.into_iter().filter_map(|item| Some((text(item, faults)?.to_owned(), item.span))).collect()
}

/// `true` or `false`, or a fault.
pub fn boolean(node: &Node, faults: &mut Faults) -> Option<bool> {
    let found = match node.text() {
        Some("true" | "True" | "TRUE" | "yes") => Some(true),
        Some("false" | "False" | "FALSE" | "no") => Some(false),
        _ => None,
    };
    plain(node, found, Expected::Boolean, faults)
}

/// A whole number from 0, or a fault.
pub fn whole(node: &Node, faults: &mut Faults) -> Option<u32> {
    let found = node.text().and_then(|text| text.parse().ok());
    plain(node, found, Expected::Whole, faults)
}

/// One of a few words, or a fault that names the nearest.
pub fn word(node: &Node, known: &'static [&'static str], faults: &mut Faults) -> Option<&'static str> {
    let written = text(node, faults)?;
    let found = known.iter().copied().find(|word| *word == written);
    if found.is_none() {
        let nearest = nearest(written, known.iter().copied());
        let kind = ShapeFaultKind::UnknownWord { word: written.to_owned(), nearest, known };
        faults.push(ShapeFault { span: node.span, kind });
    }
    found
}

/// `found`, unless a tag stands before it; else the fault that says why there is nothing.
fn plain<T>(node: &Node, found: Option<T>, expected: Expected, faults: &mut Faults) -> Option<T> {
    let kind = match (&node.tag, &node.content) {
        (Some(tag), _) => ShapeFaultKind::Tagged(tag.0.to_string()),
        (None, Content::Alias(name)) => ShapeFaultKind::Aliased(name.to_string()),
        (None, _) if found.is_some() => return found,
        _ => ShapeFaultKind::Expected(expected),
    };
    let span = node.tag.as_ref().map_or(node.span, |tag| tag.1.to(node.span));
    faults.push(ShapeFault { span, kind });
    None
}
