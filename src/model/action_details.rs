//! Lists below an item that spell it out, though Markdown does not nest them in it.

use crate::source::document::Document;

use super::action_labels::{DUE_LABELS, OWNER_LABELS};
use super::blocks::Block;

/// Lists that spell out the item before them: it ends with a colon, and they have marks of another kind.
#[derive(Default)]
pub struct Details {
    /// The mark of the list of items.
    outer: Option<Mark>,
    /// The mark of the list that spells out an item of it.
    inner: Option<Mark>,
    /// Whether the item before ends with a colon.
    announced: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Number,
    Sign(u8),
}

impl Details {
    /// Whether a block is an item of such a list.
    pub fn is_one(&mut self, document: &Document, block: &Block<'_>) -> bool {
        let item = match block {
            Block::Item(item) if item.depth == 1 => item,
            // What is nested belongs to its item.
            Block::Item(_) => return false,
            _ => {
                *self = Self::default();
                return false;
            }
        };
        let text = document.text.slice(item.span);
        let Some(first) = text.bytes().next() else { return false };
        let mark = if first.is_ascii_digit() { Mark::Number } else { Mark::Sign(first) };
        if self.inner == Some(mark) {
            return true;
        }
        if self.announced && self.outer.is_some_and(|outer| outer != mark) {
            self.inner = Some(mark);
            return true;
        }
        *self = Self { outer: Some(mark), inner: None, announced: text.ends_with([':', '：']) };
        false
    }
}

/// A text that is a label for who does something, until when and the like, and what stands behind it.
#[must_use]
pub fn labelled_part(text: &str) -> Option<(&str, &str)> {
    const OTHERS: [&str; 16] = [
        "status",
        "state",
        "priority",
        "type",
        "ticket",
        "tickets",
        "issue",
        "link",
        "tracking",
        "description",
        "優先度",
        "状態",
        "ステータス",
        "チケット",
        "種別",
        "内容",
    ];
    let (label, value) = text.split_once([':', '：'])?;
    let label = label.trim_matches(['*', '_', ' ']);
    let mut known = OWNER_LABELS.iter().chain(&DUE_LABELS).chain(&OTHERS);
    let is_label = known.any(|known| known.eq_ignore_ascii_case(label));
    is_label.then(|| (label, value.trim_matches(['*', '_', ' '])))
}
