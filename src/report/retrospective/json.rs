//! The retrospective for other programs. Fields are only added.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use crate::insight::retrospective::retrospective::Retrospective;
use crate::report::look::Look;
use crate::report::note::note_words;
use crate::report::schema::kept;

use super::format::ReportFormat;
use super::part_review::remark_words;

/// The format.
pub static FORMAT: ReportFormat = ReportFormat {
    name: "json",
    docs: "one document for other programs: every number, and every incident of the period",
    render,
    is_for_terminals: false,
    refuse: Some(refuse),
};

/// The version of this format.
const SCHEMA: u32 = 1;

/// What `sevlint report --format json` writes.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "sevlint report", deny_unknown_fields))]
struct Document<'a> {
    /// The version of this format. Fields are only added to it.
    schema: u32,
    /// Whether the report could be made; if not, `notes` says what kept it.
    complete: bool,
    /// The report; null if it could not be made.
    report: Option<&'a Retrospective>,
    /// The remarks of the report on the table, in words, in their order.
    review_words: Vec<String>,
    /// Remarks on the run itself.
    notes: Vec<String>,
}

fn render(retrospective: &Retrospective, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let words = |name: &str| format!("`{name}`");
    let remarks =
        retrospective.review.iter().map(|remark| remark_words(remark, retrospective, look.language));
    let review_words = remarks.map(|phrase| phrase.written(str::to_owned, words, str::to_owned)).collect();
    let notes = retrospective.notes.iter().map(|note| note_words(note, look.language)).collect();
    let document =
        Document { schema: SCHEMA, complete: true, report: Some(retrospective), review_words, notes };
    write(&document, out)
}

fn refuse(reason: &str, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        schema: SCHEMA,
        complete: false,
        report: None,
        review_words: vec![],
        notes: vec![reason.to_owned()],
    };
    write(&document, out)
}

fn write(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, document)?;
    out.write_all(b"\n")
}

/// The JSON Schema of the format.
#[must_use]
pub fn schema() -> Value {
    kept::kept(include_str!("../../../docs/schema/report.schema.json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::schema::kept::is_made_from;

    #[test]
    fn its_schema_is_made_from_it() {
        is_made_from::<Document<'_>>("report");
    }
}
