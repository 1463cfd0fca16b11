//! Floor 9: how it is written down. One file per format; the order of [`FORMATS`] is the order of the documentation.

pub mod choices;
pub mod classification;
pub mod classification_json;
mod classification_words;
pub mod concise;
mod excerpts;
pub mod format;
mod frame;
pub mod graphical;
pub mod json;
mod json_incident;
pub mod judgement;
mod layout;
pub mod look;
pub mod note;
pub mod page_html;
pub mod page_text;
pub mod rule_page;
pub mod schema;
mod shown_line;
mod snippet;
pub mod statistics;
mod summary;
pub mod terminal_text;
mod text;
pub mod unified;
pub mod words;
mod wrapping;

use format::Format;

/// All formats; the first is the default.
pub static FORMATS: &[&Format] = &[&text::FORMAT, &concise::FORMAT, &json::FORMAT];
