//! What stands below a label that nothing stands behind.

use crate::model::kind::Kind;
use crate::source::outline::Item;
use crate::source::span::Span;
use crate::source::text::Text;

use super::words::{Words, words};

/// What stands below a label.
pub struct Below {
    /// The first line or entry.
    pub first: Words,
    /// All entries of a list of several.
    pub all: Option<Words>,
}

impl Below {
    /// What states names: all entries.
    #[must_use]
    pub fn of_names(self) -> Words {
        self.all.unwrap_or(self.first)
    }

    /// What states a fact: of a set all entries; of others those that state it together, `EU: 40` and `US: 90`.
    #[must_use]
    pub fn of_fact(self, kind: &Kind) -> Words {
        let parts = || {
            let is_number = |entry: &str| entry.starts_with(|first: char| first.is_ascii_digit());
            let is_part = |entry: &str| is_number(entry) && !entry.contains(" of them");
            let is_share = self.first.text.contains([':', '：']) && !is_number(&self.first.text);
            self.all.as_ref().is_some_and(|all| is_share || all.text.split(", ").all(is_part))
        };
        if matches!(kind, Kind::Set { .. }) || parts() { self.all.unwrap_or(self.first) } else { self.first }
    }
}

/// The texts of items, with something between them.
pub fn listed(text: &Text, items: &[&Item], between: &str) -> Words {
    let start = items.first().map_or(0, |first| first.text.start);
    let end = items.last().map_or(start, |last| last.text.end);
    let texts: Vec<String> =
        items.iter().map(|item| words(text, item.text).text.replace(['\r', '\n'], " ")).collect();
    Words { text: texts.join(between), span: Span { start, end } }
}
