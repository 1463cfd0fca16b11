//! What a body states under labels, for the postmortems that have no front matter: tables, `**Key:** value`, `Key: value`,
//! `key：value`, bullets, quotes, comments, and a heading with its value below it.
//!
//! Only in the places for it: before the second heading, and in sections about metadata, summary and impact; in those about
//! detection only when and how it was noticed, and in timelines as well how long a step took. What is read
//! is handed on as if it stood in front matter, so that one reader says what it means.

mod answers;
mod below;
mod block_title;
mod elsewhere;
mod extent;
mod fit;
mod further;
mod grid;
mod headings;
mod label;
mod labelled;
mod line;
mod other_matters;
mod period;
mod place;
mod reader;
mod remark;
mod scale;
mod several;
mod step_words;
mod strange;
mod told_amount;
mod told_period;
mod told_time;
mod words;

pub use further::first_answer;
pub use label::{Meaning, meaning, part_of, part_of_time};
pub use labelled::Labelled;
pub use period::{Period, period_with_years, read_day, read_period, rest_behind_times, zone_told};
pub use scale::with_unit_behind;
pub use told_amount::read_told_amount;
pub use told_period::{steps, told_times};
pub use told_time::{read_told_time, with_day, with_year};
pub use words::first_sentence;

use crate::model::known::Known;
use crate::model::section::Sections;
use crate::model::vocabulary::Vocabulary;
use crate::source::document::Document;
use crate::source::in_order::InOrder;

use place::Labels;
use reader::Reader;

/// Everything a body states under labels, in the order of the text.
#[must_use]
pub fn labelled(document: &Document, sections: &Sections, words: &Vocabulary) -> Vec<Labelled> {
    let mut reader = Reader {
        document,
        words,
        found: vec![],
        labels: Labels::All,
        is_unticked: false,
        is_elsewhere: false,
        is_comment: false,
    };
    let elsewhere = elsewhere::elsewhere(document, sections);
    let places = place::places(document, sections, &elsewhere);
    for place in &places {
        reader.place(*place);
    }
    if words.has_mapped() {
        reader.labels = Labels::Mapped;
        for place in place::other_places(sections, &places, &elsewhere) {
            reader.place(place);
        }
        reader.labels = Labels::All;
    }
    for (known, labels) in [(Known::Detection, Labels::Detection), (Known::Timeline, Labels::Lengths)] {
        reader.labels = labels;
        for place in place::only(known, sections, &places, &elsewhere) {
            reader.place(place);
        }
    }
    reader.labels = Labels::All;
    reader.comments(place::head(document));
    reader.headings(sections, &elsewhere);
    reader.title();
    reader.found.order_by_key(|labelled| labelled.entry.value.span);
    reader.found.dedup_by_key(|labelled| labelled.entry.value.span);
    labelled::keep_last_stage(&mut reader.found);
    reader.found
}

/// What looks like a label in the places for labels, whatever it means: what means nothing has no targets.
#[must_use]
pub fn labels(document: &Document, sections: &Sections, words: &Vocabulary) -> Vec<Labelled> {
    let mut reader = Reader {
        document,
        words,
        found: vec![],
        labels: Labels::Any,
        is_unticked: false,
        is_elsewhere: false,
        is_comment: false,
    };
    for place in place::places(document, sections, &elsewhere::elsewhere(document, sections)) {
        reader.place(place);
    }
    reader.found.order_by_key(|labelled| labelled.entry.value.span);
    reader.found.dedup_by_key(|labelled| labelled.entry.value.span);
    reader.found
}
