//! Floor 9: how it is written down. One file per format; the order of [`FORMATS`] is the order of the documentation.

pub mod baseline_words;
pub mod choices;
pub mod classification;
pub mod classification_json;
pub mod classification_words;
pub mod concise;
mod excerpts;
pub mod fixable;
pub mod format;
mod frame;
mod github;
mod gitlab;
pub mod graphical;
mod hanging;
pub mod html;
mod hyperlink;
pub mod json;
mod json_incident;
pub mod judgement;
mod junit;
mod layout;
pub mod left_words;
pub mod lesson;
pub mod lesson_origin;
pub mod look;
mod markdown;
mod markdown_text;
pub mod names_page;
mod ndjson;
pub mod next_command;
pub mod note;
mod overview;
pub mod page_html;
pub mod page_text;
mod paged;
mod plan_beside_words;
pub mod plan_duty_words;
mod plan_headline;
pub mod plan_json;
mod plan_json_beside;
mod plan_json_duty;
pub mod plan_markdown;
pub mod plan_page;
mod plan_spelling_words;
pub mod plan_text;
mod plan_words;
pub mod retrospective;
pub mod rule_page;
mod sarif;
mod sarif_document;
pub mod schema;
mod shown_line;
mod snippet;
pub mod statistics;
mod summary;
pub mod table_source;
pub mod terminal_text;
mod text;
pub mod typed_path;
pub mod unified;
pub mod words;
pub mod wrapping;

use format::Format;

/// All formats; the first is the default.
pub static FORMATS: &[&Format] = &[
    &text::FORMAT,
    &concise::FORMAT,
    &json::FORMAT,
    &ndjson::FORMAT,
    &sarif::FORMAT,
    &github::FORMAT,
    &gitlab::FORMAT,
    &junit::FORMAT,
    &markdown::FORMAT,
];
