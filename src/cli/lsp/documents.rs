//! The documents that a client has open, with their texts.

use std::path::PathBuf;
use std::sync::Arc;

use crate::editor::encoding::{Encoding, Ruler};
use crate::lint::desk::Sheet;

use super::params::TextDocumentContentChangeEvent;

/// Which project a document belongs to: the root of its repository, and the folder of its `sevlint.toml`.
pub type DeskKey = (PathBuf, String);

/// A document that is open.
#[derive(Debug)]
pub struct Document {
    /// Its version, as the client counts.
    pub version: Option<i32>,
    /// Its text.
    pub text: String,
    /// Its project, and its path relative to the repository; none for what is no file.
    pub home: Option<(DeskKey, Arc<str>)>,
    /// How its text was judged; none if it has changed since.
    pub sheet: Option<Sheet>,
    /// Whether the client has not been told yet what is found in it.
    pub is_due: bool,
}

impl Document {
    /// Makes changes, one after the other. One without a range is a whole new text.
    pub fn change(&mut self, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        for change in changes {
            match change.range {
                None => self.text = change.text,
                Some(range) => {
                    let ruler = Ruler::new(&self.text, encoding);
                    let (start, end) = (ruler.offset(range.start), ruler.offset(range.end));
                    self.text.replace_range(start.min(end)..start.max(end), &change.text);
                }
            }
        }
        self.outdate();
    }

    /// What was found is not true any more.
    pub fn outdate(&mut self) {
        self.sheet = None;
        self.is_due = true;
    }
}
