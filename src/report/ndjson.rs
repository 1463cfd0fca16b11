//! The stable wire format in lines: what `json` writes as one document, for programs that read while they work.
//!
//! Each line is an object with a `type`. The first is the `run`; then come all incidents, then all diagnostics, with the
//! fields they have in `json`.

use std::io::{self, Write};

use serde::Serialize;

use crate::lint::outcome::Outcome;
use crate::lint::record::Detail;

use super::format::Format;
use super::json::{DiagnosticDocument, Document, Summary};
use super::json_incident::IncidentDocument;
use super::look::Look;

/// The format.
pub static FORMAT: Format = Format {
    name: "ndjson",
    docs: "what `json` writes, a line for the run, for each incident and for each finding",
    for_programs: true,
    detail: Detail::Full,
    render,
};

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'d> {
    Run { schema: u32, complete: bool, summary: Summary, notes: Vec<String> },
    Incident(IncidentDocument<'d>),
    Diagnostic(DiagnosticDocument<'d>),
}

fn render(outcome: &Outcome, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let Document { schema, complete, summary, incidents, diagnostics, notes } = Document::of(outcome);
    let run = Line::Run { schema, complete, summary, notes };
    let incidents = incidents.into_iter().map(Line::Incident);
    let diagnostics = diagnostics.into_iter().map(Line::Diagnostic);
    for line in std::iter::once(run).chain(incidents).chain(diagnostics) {
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
