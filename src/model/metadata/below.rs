//! What stands below a label that nothing stands behind: a line, or a list; of boxes what is ticked.

use crate::model::blocks::Block;
use crate::model::kind::Kind;
use crate::source::outline::{Item, Task};
use crate::source::span::Span;

use super::Reader;
use super::words::{Words, words};

/// What stands below a label.
pub(super) struct Below {
    /// The first line or entry.
    pub(super) first: Words,
    /// All entries of a list of several.
    pub(super) all: Option<Words>,
}

impl Below {
    /// What states a fact: of a set all entries; of others those that state it together, `EU: 40` and `US: 90`.
    pub(super) fn of_fact(self, kind: &Kind) -> Words {
        let parts = || {
            let is_number = |entry: &str| entry.starts_with(|first: char| first.is_ascii_digit());
            let is_part = |entry: &str| is_number(entry) && !entry.contains(" of them");
            let is_share = self.first.text.contains([':', '：']) && !is_number(&self.first.text);
            self.all.as_ref().is_some_and(|all| is_share || all.text.split(", ").all(is_part))
        };
        if matches!(kind, Kind::Set { .. }) || parts() { self.all.unwrap_or(self.first) } else { self.first }
    }
}

/// So many blocks are looked at.
const MOST_BLOCKS: usize = 200;

impl Reader<'_> {
    /// What stands below a label that nothing stands behind. Of boxes it is the one that is ticked.
    pub(super) fn below(&self, blocks: &[Block<'_>]) -> Option<Below> {
        let text = &self.document.text;
        let Some(Block::Item(first)) = blocks.first() else {
            return Some(Below { first: words(text, self.text_of(blocks.first()?)?), all: None });
        };
        let items = blocks.iter().take(MOST_BLOCKS).map_while(|block| match block {
            Block::Item(item) if item.depth >= first.depth => Some(*item),
            _ => None,
        });
        if first.task != Task::None {
            let is_ticked = |item: &&Item| item.depth == first.depth && item.task == Task::Done;
            let ticked: Vec<&Item> = items.filter(is_ticked).collect();
            return match ticked.as_slice() {
                [] => None,
                [one] => Some(Below { first: words(text, one.text), all: None }),
                // Of several levels none is chosen.
                several => {
                    Some(Below { first: self.listed(several, " | "), all: Some(self.listed(several, ", ")) })
                }
            };
        }
        let one = self.text_of(blocks.first()?)?;
        let is_entry = |item: &&Item| item.depth == first.depth && self.text_of(&Block::Item(item)).is_some();
        let entries: Vec<&Item> = items.take_while(is_entry).collect();
        let all = (entries.len() > 1).then(|| self.listed(&entries, ", "));
        Some(Below { first: words(text, one), all })
    }

    /// The texts of items, with something between them.
    fn listed(&self, items: &[&Item], between: &str) -> Words {
        let start = items.first().map_or(0, |first| first.text.start);
        let end = items.last().map_or(start, |last| last.text.end);
        let texts: Vec<String> = items
            .iter()
            .map(|item| words(&self.document.text, item.text).text.replace(['\r', '\n'], " "))
            .collect();
        Words { text: texts.join(between), span: Span { start, end } }
    }
}
