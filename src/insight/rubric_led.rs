//! A list that a line leads into, with how many of it have to hold, and what of that a criterion can say.

use super::rubric::{RubricLevel, cleaned};
use super::rubric_columns::Column;
use super::rubric_lead_lines::Lead;
use super::rubric_pieces::Piece;

/// A list, and the line that leads into it.
#[derive(Debug)]
pub(super) struct Led {
    pub(super) how: Lead,
    /// The line, without its colon.
    pub(super) line: String,
    /// How far the line is indented; nothing where it is no item.
    pub(super) indent: Option<usize>,
    /// How far the first of its items is.
    pub(super) first: Option<usize>,
    /// What has to hold together.
    pub(super) all: Vec<String>,
}

impl Led {
    /// A list that a line leads into.
    pub(super) fn new(how: Lead, line: &str) -> Self {
        Self { how, line: line.to_owned(), indent: None, first: None, all: vec![] }
    }

    /// Whether a piece stands behind the list, and no longer in it.
    pub(super) fn ends_at(&self, piece: &Piece, begins: bool) -> bool {
        let Some(first) = self.first else { return false };
        if piece.is_item {
            return self.indent.is_some_and(|indent| first > indent && piece.indent <= indent);
        }
        // A paragraph that is not one of an item.
        begins && piece.indent <= first && self.how != Lead::Any
    }

    /// Whether a piece stands below an item of it.
    pub(super) fn is_inside(&self, piece: &Piece) -> bool {
        piece.is_item && self.first.is_some_and(|first| piece.indent > first)
    }

    /// Adds what stands in the list; false where it is for itself.
    pub(super) fn add(&mut self, level: &mut RubricLevel, text: &str, is_inside: bool) -> bool {
        match self.how {
            Lead::Any => return false,
            Lead::All => match self.all.last_mut().filter(|_| is_inside) {
                Some(last) => {
                    last.push_str(if last.ends_with([':', '：']) { " " } else { "; " });
                    last.push_str(&cleaned(text));
                }
                None => self.all.push(cleaned(text)),
            },
            Lead::Some | Lead::Not => {
                level.is_told = true;
                level.add_under(&self.line, Column::Aside, text);
            }
        }
        true
    }

    /// Adds what has to hold together as one.
    pub(super) fn close(self, level: &mut RubricLevel) {
        let and = if self.all.iter().all(|one| one.is_ascii()) { ", and " } else { "、かつ" };
        let bare = self.all.iter().map(|one| one.trim_end_matches([',', ';', '.', '、', '。']));
        let bare = bare.map(|one| one.strip_suffix(" and").unwrap_or(one));
        level.add(Column::Says, &bare.collect::<Vec<_>>().join(and));
    }
}

/// Where what a list, or what stands above the first of them, says begins among criteria.
#[derive(Debug, Default)]
pub(super) struct Since {
    at: usize,
    /// The line that leads into it.
    line: String,
    /// Whether all that stands in it is one criterion.
    is_one: bool,
}

impl Since {
    /// A list begins here.
    pub(super) fn begin(&mut self, level: &RubricLevel, line: &str, how: Lead) {
        *self = Self { at: level.says.len(), line: line.to_owned(), is_one: how == Lead::All };
    }

    /// The one criterion that it is, taken out of those of the level: more has to hold with it.
    pub(super) fn reopened(&self, level: &mut RubricLevel) -> Option<String> {
        (self.is_one && level.says.len() == self.at + 1).then(|| level.says.pop())?
    }

    /// Takes what was said there out of the criteria, as it is none without what follows.
    pub(super) fn take_back(&self, level: &mut RubricLevel) {
        let at = self.at.min(level.says.len());
        for text in level.says.split_off(at) {
            level.is_told = true;
            level.left.push(if self.line.is_empty() { text } else { format!("{}: {text}", self.line) });
        }
    }
}
