//! The stable wire format. Its structs are its own, so that nothing changes by accident; fields are only added.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde::Serialize;

use crate::diagnostic::about::Gravity;
use crate::diagnostic::diagnostic::{Applicability, Label};
use crate::lint::outcome::{CriterionRecord, FactRecord, Finding, Incident, Outcome};
use crate::model::fact::State;
use crate::source::text::Position;
use crate::verdict::standing::Standing;

use super::format::Format;
use super::look::Look;
use super::note::{baseline_words, note_words};

/// The format.
pub static FORMAT: Format = Format {
    name: "json",
    docs: "one document for other programs: summary, every incident with its evidence, every finding",
    for_programs: true,
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
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    SchemaGenerator::new(settings).into_root_schema_for::<Document<'_>>()
}

/// What `sevlint check --format json` writes.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "sevlint check", deny_unknown_fields)]
struct Document<'a> {
    /// The version of this format. Fields are only added to it.
    schema: u32,
    /// Whether postmortems were judged; if not, the diagnostics say what kept the run from being made.
    complete: bool,
    /// Counts.
    summary: Summary,
    /// Every postmortem, in the order of paths.
    incidents: Vec<IncidentDocument<'a>>,
    /// Every finding, in the order of places.
    diagnostics: Vec<DiagnosticDocument<'a>>,
    /// Remarks on the run itself, in words.
    notes: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Summary {
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

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct MissingDocument {
    /// The fact.
    fact: String,
    /// In how many undetermined postmortems stating it could help.
    helps: usize,
    /// In how many of them it would settle the level, whatever it is.
    settles: usize,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct IncidentDocument<'a> {
    /// Relative to the repository, with `/`.
    path: &'a str,
    /// What it is referred to by.
    id: Option<&'a str>,
    /// What happened, in a line.
    title: Option<&'a str>,
    /// The day of the incident in local time, `YYYY-MM-DD`.
    date: Option<&'a str>,
    /// The table it was judged by.
    table: Option<&'a str>,
    /// The declared level: the table's id, or null.
    declared: Option<&'a str>,
    /// The declared severity as written.
    declared_text: Option<&'a str>,
    /// The ids of the levels that the stated facts allow, most severe first.
    possible: &'a [String],
    /// How the two stand; null without a table.
    standing: Option<&'static str>,
    /// Whether what is stated may lie in a hole of the table.
    uncovered: bool,
    /// The facts whose assumed values were needed to confirm the level.
    assumed: &'a [String],
    /// The facts that keep the level open, the most useful first.
    missing: &'a [String],
    /// The recorded decision to keep a level the table does not give.
    #[serde(rename = "override")]
    decision: Option<OverrideDocument<'a>>,
    /// Every fact the table declares or asks for, by name.
    facts: BTreeMap<&'a str, FactDocument<'a>>,
    /// Every criterion of the table, most severe level first.
    criteria: Vec<CriterionDocument<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct OverrideDocument<'a> {
    /// Why.
    because: Option<&'a str>,
    /// Who agreed.
    approved_by: Option<&'a str>,
    /// The last day it holds, as written.
    until: Option<&'a str>,
    /// Whether it explains a mismatch.
    valid: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct FactDocument<'a> {
    /// How it stands.
    state: StateDocument,
    /// What it may be, in the words of the table; null if anything.
    value: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum StateDocument {
    Stated,
    Derived,
    Uncertain,
    Disputed,
    Unreadable,
    Unknown,
    Assumed,
    Absent,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct CriterionDocument<'a> {
    /// The level's id.
    level: &'a str,
    /// The criterion's id.
    id: &'a str,
    /// `met`, `failed` or `open`.
    outcome: &'static str,
    /// Whether it makes the level certain together with others, though none of them is met alone.
    jointly: bool,
    /// Its tests.
    tests: Vec<TestDocument<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct TestDocument<'a> {
    /// The fact.
    fact: &'a str,
    /// What is asked of it, in words.
    test: &'a str,
    /// What it may be, in the words of the table; null if anything.
    value: Option<&'a str>,
    /// `met`, `failed` or `open`.
    outcome: &'static str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct DiagnosticDocument<'a> {
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

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PositionDocument {
    /// One-based line.
    line: u32,
    /// One-based column in Unicode characters.
    column: u32,
    /// Offset in bytes.
    offset: u32,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
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

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct FixDocument<'a> {
    /// `safe` or `unsafe`.
    applicability: &'static str,
    /// What it does.
    message: &'a str,
    /// The changes, in the finding's file, in order, disjoint.
    edits: Vec<EditDocument<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct EditDocument<'a> {
    /// Where the replaced bytes begin.
    start: PositionDocument,
    /// Where they end.
    end: PositionDocument,
    /// What stands there instead.
    text: &'a str,
}

impl<'a> Document<'a> {
    fn of(outcome: &'a Outcome) -> Self {
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
                standings: standings.collect(),
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

impl<'a> IncidentDocument<'a> {
    fn of(incident: &'a Incident) -> Self {
        let decision = incident.decision.as_ref().map(|decision| OverrideDocument {
            because: decision.because.as_deref(),
            approved_by: decision.approved_by.as_deref(),
            until: decision.until.as_deref(),
            valid: decision.valid,
        });
        let fact = |(name, fact): (&'a String, &'a FactRecord)| (name.as_str(), FactDocument::of(fact));
        Self {
            path: &incident.path,
            id: incident.id.as_deref(),
            title: incident.title.as_deref(),
            date: incident.date.as_deref(),
            table: incident.table.as_deref(),
            declared: incident.declared.as_deref(),
            declared_text: incident.declared_text.as_deref(),
            possible: &incident.possible,
            standing: incident.standing.map(Standing::word),
            uncovered: incident.uncovered,
            assumed: &incident.assumed,
            missing: &incident.missing,
            decision,
            facts: incident.facts.iter().map(fact).collect(),
            criteria: incident.criteria.iter().map(CriterionDocument::of).collect(),
        }
    }
}

impl<'a> FactDocument<'a> {
    fn of(fact: &'a FactRecord) -> Self {
        let state = match fact.state {
            State::Stated => StateDocument::Stated,
            State::Derived => StateDocument::Derived,
            State::Uncertain => StateDocument::Uncertain,
            State::Disputed => StateDocument::Disputed,
            State::Unreadable => StateDocument::Unreadable,
            State::Unknown => StateDocument::Unknown,
            State::Assumed => StateDocument::Assumed,
            State::Absent => StateDocument::Absent,
        };
        Self { state, value: fact.value.as_deref() }
    }
}

impl<'a> CriterionDocument<'a> {
    fn of(criterion: &'a CriterionRecord) -> Self {
        let tests = criterion.tests.iter().map(|test| TestDocument {
            fact: &test.fact,
            test: &test.test,
            value: test.value.as_deref(),
            outcome: test.outcome.word(),
        });
        Self {
            level: &criterion.level,
            id: &criterion.id,
            outcome: criterion.outcome.word(),
            jointly: criterion.jointly,
            tests: tests.collect(),
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
