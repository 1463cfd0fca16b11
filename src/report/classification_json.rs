//! What `sevlint classify --format json` writes. Fields are only added.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::language::Language;
use crate::insight::classification::Classification;
use crate::model::show::{show_demand, show_value};
use crate::report::schema::kept;
use crate::rules::words::share_words::{SHARE_RULE, ambiguous_shares};
use crate::source::in_order::map;
use crate::table::level::{Cover, Milestone, Test};
use crate::verdict::evidence::{Finding, outcome_of};

/// The version of this format.
const SCHEMA: u32 = 1;

/// Writes what a few facts come to.
///
/// # Errors
/// When it cannot be written.
pub fn render(
    classification: &Classification<'_>,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    write(&Document::of(classification, language), out)
}

/// Writes that nothing could be classified, and why.
///
/// # Errors
/// When it cannot be written.
pub fn render_failure(reason: &str, out: &mut dyn Write) -> io::Result<()> {
    write(&Document { schema: SCHEMA, error: Some(reason.to_owned()), ..Document::default() }, out)
}

/// The JSON Schema of the format.
#[must_use]
pub fn schema() -> Value {
    kept::kept(include_str!("../../docs/schema/classify.schema.json"))
}

fn write(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, document)?;
    out.write_all(b"\n")
}

/// What `sevlint classify --format json` writes.
#[derive(Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "sevlint classify", deny_unknown_fields))]
struct Document<'a> {
    /// The version of this format. Fields are only added to it.
    schema: u32,
    /// Whether the facts were classified; if not, `error` says what kept them from being.
    complete: bool,
    /// Why nothing was classified.
    error: Option<String>,
    /// The table, relative to the repository.
    table: Option<&'a str>,
    /// The level, if only one is possible.
    level: Option<&'a str>,
    /// The ids of the levels that the facts allow, most severe first.
    possible: Vec<&'a str>,
    /// Whether the facts may lie in a hole of the table.
    uncovered: bool,
    /// What is known, by fact.
    facts: BTreeMap<&'a str, FactDocument>,
    /// The facts that suffice for what is possible.
    grounds: Vec<&'a str>,
    /// Every criterion of the table, most severe level first.
    criteria: Vec<CriterionDocument<'a>>,
    /// The facts worth finding out, the most telling first.
    missing: Vec<MissingDocument<'a>>,
    /// What the table's assumptions would make of it; null if they change nothing.
    assuming: Option<AssumingDocument<'a>>,
    /// What to do now: the response of the most severe possible level. Null if no level is possible.
    response: Option<ResponseDocument<'a>>,
    /// What was read in one way and could be meant in another, as `check` notes it of a postmortem.
    notes: Vec<NoteDocument<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct NoteDocument<'a> {
    /// The rule that says the same of a postmortem.
    rule: &'static str,
    /// The fact.
    fact: &'a str,
    /// What is open.
    message: String,
    /// What to write.
    help: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct FactDocument {
    /// `stated`, `uncertain` or `unknown`.
    state: &'static str,
    /// What it may be, in the words of the table; null if anything.
    value: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct CriterionDocument<'a> {
    /// The level's id.
    level: &'a str,
    /// The criterion's id.
    id: &'a str,
    /// What it means, as people say it.
    says: Option<&'a str>,
    /// `met`, `failed` or `open`.
    outcome: &'static str,
    /// Whether it makes the level certain together with others, though none of them is met alone.
    jointly: bool,
    /// Its tests.
    tests: Vec<TestDocument<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct TestDocument<'a> {
    /// The fact.
    fact: &'a str,
    /// What is asked of it, in words.
    test: String,
    /// What it may be, in the words of the table; null if anything.
    value: Option<String>,
    /// `met`, `failed` or `open`.
    outcome: &'static str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct MissingDocument<'a> {
    /// The fact.
    fact: &'a str,
    /// The question, as people ask it.
    says: Option<&'a str>,
    /// The kind of the fact: `boolean`, `percent`, `scale`, …
    kind: &'static str,
    /// The words it may be, of a scale, choice or set.
    words: Vec<&'a str>,
    /// How many levels it leaves in its worst case. With 1 it settles the level.
    left: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct AssumingDocument<'a> {
    /// The facts with their assumed values.
    facts: BTreeMap<&'a str, String>,
    /// The levels that are then possible, most severe first.
    possible: Vec<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct ResponseDocument<'a> {
    /// The level whose response it is.
    level: &'a str,
    /// Whether the level is settled. If not, this is the response to the worst that is possible.
    settled: bool,
    /// `around-the-clock` or `business-hours`.
    cover: Option<&'static str>,
    /// How the work is placed among other work.
    priority: Option<&'a str>,
    /// Who is told, by the level and by its criteria that are met.
    notify: Vec<&'a str>,
    /// From the start to detection.
    detect_within: Option<String>,
    /// From detection to acknowledgement.
    acknowledge_within: Option<String>,
    /// From the start to mitigation.
    mitigate_within: Option<String>,
    /// From the start to resolution.
    resolve_within: Option<String>,
    /// From detection to the first update.
    first_update_within: Option<String>,
    /// Between updates.
    update_every: Option<String>,
    /// From resolution to the published postmortem.
    postmortem_within: Option<String>,
}

impl<'a> Document<'a> {
    fn of(from: &'a Classification<'_>, language: Language) -> Self {
        let name = |fact: usize| from.table.facts.get(fact).map(|declaration| declaration.name.as_str());
        let ids = |levels: &[usize]| levels.iter().map(|level| from.level_id(*level)).collect();
        let known = from.table.facts.iter().zip(&from.facts).filter(|(_, fact)| !fact.statements.is_empty());
        let facts = known.map(|(declaration, fact)| {
            let value = fact.value.as_ref().map(|value| show_value(&declaration.kind, value));
            (declaration.name.as_str(), FactDocument { state: fact.state.word(), value })
        });
        let missing = from.missing.iter().filter_map(|gap| {
            let declaration = from.table.facts.get(gap.fact)?;
            Some(MissingDocument {
                fact: &declaration.name,
                says: declaration.says.as_deref(),
                kind: declaration.kind.name(),
                words: declaration.kind.words().iter().map(|word| word.name.as_str()).collect(),
                left: gap.left,
            })
        });
        let assuming = from.assuming.as_ref().map(|assuming| {
            let facts = assuming.facts.iter().filter_map(|fact| {
                let declaration = from.table.facts.get(*fact)?;
                let value = show_value(&declaration.kind, declaration.assume.as_ref()?);
                Some((declaration.name.as_str(), value))
            });
            AssumingDocument { facts: map(facts), possible: ids(&assuming.possible.levels) }
        });
        let shares = ambiguous_shares(&from.table.facts, &from.facts);
        let notes = shares.map(|(declaration, _, share)| NoteDocument {
            rule: SHARE_RULE,
            fact: &declaration.name,
            message: share.message(language),
            help: share.help(language),
        });
        Self {
            schema: SCHEMA,
            complete: true,
            error: None,
            table: Some(from.table.text.path()),
            level: from.possible.only().map(|level| from.level_id(level)),
            possible: ids(&from.possible.levels),
            uncovered: from.possible.hole,
            facts: map(facts),
            grounds: from.grounds.iter().filter_map(|fact| name(*fact)).collect(),
            criteria: from.findings.iter().filter_map(|finding| criterion(from, finding)).collect(),
            missing: missing.collect(),
            assuming,
            response: response(from),
            notes: notes.collect(),
        }
    }
}

fn criterion<'a>(from: &'a Classification<'_>, finding: &Finding) -> Option<CriterionDocument<'a>> {
    let level = from.table.levels.get(finding.level)?;
    let criterion = level.criteria.get(finding.criterion)?;
    let settled = from.possible.only() == Some(finding.level);
    Some(CriterionDocument {
        level: &level.id.text,
        id: &criterion.id,
        says: criterion.says.as_deref(),
        outcome: finding.outcome.word(),
        jointly: settled && from.jointly.contains(&finding.criterion),
        tests: criterion.all_tests().filter_map(|test| test_document(from, test)).collect(),
    })
}

fn test_document<'a>(from: &'a Classification<'_>, test: &Test) -> Option<TestDocument<'a>> {
    let declaration = from.table.facts.get(test.fact)?;
    let value = from.facts.get(test.fact).and_then(|fact| fact.value.as_ref());
    Some(TestDocument {
        fact: &declaration.name,
        test: show_demand(&declaration.kind, &test.demand),
        value: value.map(|value| show_value(&declaration.kind, value)),
        outcome: outcome_of(from.table, test, &from.facts).word(),
    })
}

fn response<'a>(from: &'a Classification<'_>) -> Option<ResponseDocument<'a>> {
    let (_, level) = from.response_level()?;
    let response = &level.response;
    let within =
        |milestone: Milestone| response.deadline(milestone).map(|(deadline, _)| deadline.to_string());
    Some(ResponseDocument {
        level: &level.id.text,
        settled: from.possible.outcomes() == 1,
        cover: response.cover.map(Cover::key),
        priority: response.priority.as_deref(),
        notify: from.notify.iter().map(|name| name.text.as_str()).collect(),
        detect_within: within(Milestone::Detected),
        acknowledge_within: within(Milestone::Acknowledged),
        mitigate_within: within(Milestone::Mitigated),
        resolve_within: within(Milestone::Resolved),
        first_update_within: within(Milestone::FirstUpdate),
        update_every: within(Milestone::NextUpdate),
        postmortem_within: within(Milestone::Postmortem),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::schema::kept::is_made_from;

    #[test]
    fn its_schema_is_made_from_it() {
        is_made_from::<Document<'_>>("classify");
    }
}
