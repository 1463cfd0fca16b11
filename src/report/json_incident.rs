//! The part of the wire format about incidents: how each stands, with its facts and the evidence of each criterion.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::lint::outcome::{CriterionRecord, FactRecord, Incident, LevelRecord};
use crate::model::fact::State;
use crate::source::in_order::map;
use crate::verdict::standing::Standing;

/// An incident as it is written.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct IncidentDocument<'a> {
    /// Relative to the repository, with `/`.
    path: &'a str,
    /// What it is referred to by.
    id: Option<&'a str>,
    /// What happened, in a line.
    title: Option<&'a str>,
    /// The day of the incident in local time, `YYYY-MM-DD`.
    date: Option<&'a str>,
    /// The table it was judged by; with `--table-history git`, an earlier version of it as `SEV.md@1a2b3c4d5e`.
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
    /// The levels it was declared at over time: as it states them; else, with `--severity-history git`, by its commits. Not there
    /// where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    severity_history: Vec<LevelDocument<'a>>,
    /// Every fact the table declares or asks for, by name.
    facts: BTreeMap<&'a str, FactDocument<'a>>,
    /// Every criterion of the table, most severe level first.
    criteria: Vec<CriterionDocument<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
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

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct LevelDocument<'a> {
    /// The level: the table's id, or as written.
    level: &'a str,
    /// From when on, as `2026-04-01T01:20:00Z`; the earliest it may have been.
    at: Option<&'a str>,
    /// Why.
    because: Option<&'a str>,
    /// The first digits of the commit, if it is git that has it.
    commit: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct FactDocument<'a> {
    /// How it stands.
    state: StateDocument,
    /// What it may be, in the words of the table; null if anything.
    value: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
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

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
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

impl<'a> IncidentDocument<'a> {
    /// The document of an incident.
    #[must_use]
    pub fn of(incident: &'a Incident) -> Self {
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
            severity_history: incident.history.iter().map(LevelDocument::of).collect(),
            facts: map(incident.facts.iter().map(fact)),
            criteria: incident.criteria.iter().map(CriterionDocument::of).collect(),
        }
    }
}

impl<'a> LevelDocument<'a> {
    fn of(record: &'a LevelRecord) -> Self {
        Self {
            level: &record.level,
            at: record.at.as_deref(),
            because: record.because.as_deref(),
            commit: record.commit.as_deref(),
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

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
