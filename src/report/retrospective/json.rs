//! The retrospective for other programs. Fields are only added.

use std::io::{self, Write};

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde::Serialize;

use crate::insight::retrospective::retrospective::Retrospective;
use crate::report::look::Look;

use super::format::ReportFormat;
use super::part_review::remark_words;

/// The format.
pub static FORMAT: ReportFormat = ReportFormat {
    name: "json",
    docs: "one document for other programs: every number, and every incident of the period",
    render,
    refuse: Some(refuse),
};

/// The version of this format.
const SCHEMA: u32 = 1;

/// What `sevlint report --format json` writes.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "sevlint report", deny_unknown_fields)]
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
    notes: Vec<&'a str>,
}

fn render(retrospective: &Retrospective, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let words = |name: &str| format!("`{name}`");
    let remarks =
        retrospective.review.iter().map(|remark| remark_words(remark, retrospective, look.language));
    let review_words = remarks.map(|phrase| phrase.written(str::to_owned, words, str::to_owned)).collect();
    let document =
        Document { schema: SCHEMA, complete: true, report: Some(retrospective), review_words, notes: vec![] };
    write(&document, out)
}

fn refuse(reason: &str, out: &mut dyn Write) -> io::Result<()> {
    let document =
        Document { schema: SCHEMA, complete: false, report: None, review_words: vec![], notes: vec![reason] };
    write(&document, out)
}

fn write(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, document)?;
    out.write_all(b"\n")
}

/// The JSON Schema of the format.
#[must_use]
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    SchemaGenerator::new(settings).into_root_schema_for::<Document<'_>>()
}
