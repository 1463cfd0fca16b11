//! The stable wire format. Its structs are its own, so that nothing changes by accident; fields are only added.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::about::Gravity;
use crate::diagnostic::diagnostic::{Applicability, Label};
use crate::lint::outcome::{Finding, Outcome};
use crate::lint::record::Detail;
use crate::report::schema::kept;
use crate::source::in_order::map;
use crate::source::text::Position;

use super::baseline_words::baseline_words;
use super::format::Format;
use super::json_incident::IncidentDocument;
use super::look::Look;
use super::note::note_words;

/// The format.
pub static FORMAT: Format = Format {
    name: "json",
    docs: "one document for other programs: summary, every incident with its evidence, every finding",
    for_programs: true,
    detail: Detail::Full,
    render,
};

/// The version of this format.
const SCHEMA: u32 = 1;

fn render(outcome: &Outcome, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let document = Document::of(outcome);
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// The JSON Schema of the format.
#[must_use]
pub fn schema() -> Value {
    kept::kept(include_str!("../../docs/schema/check.schema.json"))
}

/// What `sevlint check --format json` writes.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "sevlint check", deny_unknown_fields))]
pub struct Document<'a> {
    /// The version of this format. Fields are only added to it.
    pub schema: u32,
    /// Whether postmortems were judged; if not, the diagnostics say what kept the run from being made.
    pub complete: bool,
    /// Counts.
    pub summary: Summary,
    /// Every postmortem, in the order of paths.
    pub incidents: Vec<IncidentDocument<'a>>,
    /// Every finding, in the order of places.
    pub diagnostics: Vec<DiagnosticDocument<'a>>,
    /// Remarks on the run itself, in words.
    pub notes: Vec<String>,
}

/// Counts of a run.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Summary {
    /// Markdown files looked at.
    files: usize,
    /// Postmortems among them.
    postmortems: usize,
    /// Errors that count.
    errors: usize,
    /// Warnings that count.
    warnings: usize,
    /// Notes that count.
    notes: usize,
    /// How many postmortems have each standing.
    standings: BTreeMap<&'static str, usize>,
    /// The facts that keep levels open, the most useful first.
    missing: Vec<MissingDocument>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct MissingDocument {
    /// The fact.
    fact: String,
    /// In how many undetermined postmortems stating it could help.
    helps: usize,
    /// In how many of them it would settle the level, whatever it is.
    settles: usize,
}

/// A finding as it is written.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct DiagnosticDocument<'a> {
    /// The rule's id.
    rule: &'static str,
    /// `error`, `warning` or `note`.
    gravity: &'static str,
    /// What is wrong.
    message: &'a str,
    /// Relative to the repository, with `/`.
    path: &'a str,
    /// Where it begins.
    start: PositionDocument,
    /// Where it ends.
    end: PositionDocument,
    /// Other places that belong to it: evidence in the postmortem and in the table.
    related: Vec<RelatedDocument<'a>>,
    /// What to do.
    help: Option<&'a str>,
    /// How it can be mended.
    fix: Option<FixDocument<'a>>,
    /// A name that stays the same when lines move.
    fingerprint: &'a str,
    /// `new`, `baselined` or `ignored`.
    status: &'static str,
    /// Why it is ignored, if that is said; only where the status is `ignored`.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct PositionDocument {
    /// One-based line.
    line: u32,
    /// One-based column in Unicode characters.
    column: u32,
    /// Offset in bytes.
    offset: u32,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct RelatedDocument<'a> {
    /// Relative to the repository, with `/`.
    path: &'a str,
    /// Where it begins.
    start: PositionDocument,
    /// Where it ends.
    end: PositionDocument,
    /// What is said there.
    message: &'a str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct FixDocument<'a> {
    /// `safe` or `unsafe`.
    applicability: &'static str,
    /// What it does.
    message: &'a str,
    /// The changes, in the finding's file, in order, disjoint.
    edits: Vec<EditDocument<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct EditDocument<'a> {
    /// Where the replaced bytes begin.
    start: PositionDocument,
    /// Where they end.
    end: PositionDocument,
    /// What stands there instead.
    text: &'a str,
}

impl<'a> Document<'a> {
    /// The document of a run.
    #[must_use]
    pub fn of(outcome: &'a Outcome) -> Self {
        let standings = outcome.standings.iter().map(|(standing, count)| (standing.word(), *count));
        let missing = outcome.missing.iter().map(|fact| MissingDocument {
            fact: fact.name.clone(),
            helps: fact.helps,
            settles: fact.settles,
        });
        let baselines = outcome.baselines.iter().filter_map(|kept| baseline_words(kept, outcome.language));
        Self {
            schema: SCHEMA,
            complete: outcome.was_run,
            summary: Summary {
                files: outcome.files,
                postmortems: outcome.postmortems,
                errors: outcome.count(Gravity::Error),
                warnings: outcome.count(Gravity::Warning),
                notes: outcome.count(Gravity::Note),
                standings: map(standings),
                missing: missing.collect(),
            },
            incidents: outcome.incidents.iter().map(IncidentDocument::of).collect(),
            diagnostics: outcome.findings.iter().map(DiagnosticDocument::of).collect(),
            notes: outcome
                .notes
                .iter()
                .map(|note| note_words(note, outcome.language))
                .chain(baselines)
                .collect(),
        }
    }
}

impl<'a> DiagnosticDocument<'a> {
    fn of(finding: &'a Finding) -> Self {
        let diagnostic = &finding.diagnostic;
        let related = |label: &'a Label| RelatedDocument {
            path: &label.path,
            start: label.start.into(),
            end: label.end.into(),
            message: &label.message,
        };
        let fix = diagnostic.fix.as_ref().map(|fix| FixDocument {
            applicability: match fix.applicability {
                Applicability::Safe => "safe",
                Applicability::Unsafe => "unsafe",
            },
            message: &fix.message,
            edits: fix
                .edits
                .iter()
                .map(|edit| EditDocument { start: edit.start.into(), end: edit.end.into(), text: &edit.text })
                .collect(),
        });
        Self {
            rule: diagnostic.about.id,
            gravity: diagnostic.gravity.word(),
            message: &diagnostic.message,
            path: &diagnostic.place.path,
            start: diagnostic.place.start.into(),
            end: diagnostic.place.end.into(),
            related: diagnostic.related.iter().map(related).collect(),
            help: diagnostic.help.as_deref(),
            fix,
            fingerprint: &finding.fingerprint,
            status: finding.status.word(),
            reason: finding.status.reason(),
        }
    }
}

impl From<Position> for PositionDocument {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column, offset: position.offset }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::schema::kept::is_made_from;

    #[test]
    fn its_schema_is_made_from_it() {
        is_made_from::<Document<'_>>("check");
    }
}
