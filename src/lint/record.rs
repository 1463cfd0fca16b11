//! The record of one postmortem: what a report says of it, in words.

use std::collections::BTreeMap;

use crate::model::course::Stage;
use crate::model::decision::Change;
use crate::model::fact::State;
use crate::model::moment::MomentReading;
use crate::model::say::{say_demand, say_value, unquoted};
use crate::model::show::{show_demand, show_value};
use crate::rules::rule::{Case, Verdict};
use crate::space::budget::Budget;
use crate::table::level::Test;
use crate::table::spelling::Spelled;
use crate::verdict::evidence::{Finding, findings, met_jointly, outcome_of};
use crate::verdict::judgement::{Judgement, OverrideState};
use crate::verdict::level_changes::{level_changes, levels};

use super::outcome::{CriterionRecord, Decision, FactRecord, Incident, LevelRecord, TestRecord};
use super::said::said;

/// How much of each postmortem is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Counts only.
    Brief,
    /// What was decided about each file, too.
    Listed,
    /// Facts and criteria, too.
    Full,
    /// The same, and everything that is said, to compare it with another text of the postmortem.
    Compared,
    /// What a retrospective has to know, and no findings of single postmortems.
    Account,
}

impl Detail {
    /// Whether it is kept what was decided about each file.
    #[must_use]
    pub fn keeps_choices(self) -> bool {
        matches!(self, Self::Listed | Self::Full | Self::Compared)
    }

    /// Whether each postmortem has a record.
    #[must_use]
    pub fn keeps_records(self) -> bool {
        matches!(self, Self::Full | Self::Compared)
    }
}

/// Makes the record.
#[must_use]
pub fn record(case: &Case<'_>, detail: Detail) -> Incident {
    let postmortem = case.postmortem;
    let mut incident = Incident {
        path: case.document.text.path().clone(),
        id: postmortem.id().map(str::to_owned),
        title: postmortem.title.clone(),
        date: postmortem.day.map(|day| day.to_string()),
        ..Incident::default()
    };
    if let Some(verdict) = &case.verdict {
        judged(case, verdict, &mut incident);
    }
    if detail == Detail::Compared {
        incident.said = said(case);
    }
    incident
}

fn judged(case: &Case<'_>, verdict: &Verdict<'_>, incident: &mut Incident) {
    let judgement = verdict.judgement;
    let fact_name = |fact: usize| verdict.table.facts.get(fact).map(|fact| fact.name.clone());
    incident.table = Some(verdict.table.text.path().clone());
    incident.declared = judgement.level().map(|level| verdict.level(level).to_owned());
    incident.declared_text = judgement.said.as_ref().map(|said| said.text.clone());
    incident.possible = verdict.possible().into_iter().map(str::to_owned).collect();
    incident.standing = Some(judgement.standing);
    incident.uncovered = judgement.possible.hole;
    incident.assumed = judgement.assumed.iter().filter_map(|fact| fact_name(*fact)).collect();
    incident.missing = judgement.missing.iter().filter_map(|gap| fact_name(gap.fact)).collect();
    incident.decision = decision(case, judgement);
    incident.history = history(case, verdict);
    incident.facts = facts(case, verdict);
    incident.criteria = criteria(case, verdict);
}

/// The levels over time: what is stated goes before what git has.
fn history(case: &Case<'_>, verdict: &Verdict<'_>) -> Vec<LevelRecord> {
    let stated = &case.postmortem.severity_history;
    if !stated.is_empty() {
        let record = |change: &Change| {
            let said = change.level.as_ref()?;
            let level = match verdict.table.spelled(&said.text) {
                Spelled::Level { level, .. } => verdict.level(level).to_owned(),
                _ => said.text.clone(),
            };
            let at = match &change.at {
                Some(MomentReading::Moment(moment)) => Some(moment.earliest.to_string()),
                _ => None,
            };
            let because = change.because.as_ref().map(|said| said.text.clone());
            Some(LevelRecord { level, at, because, commit: None })
        };
        return stated.iter().filter_map(record).collect();
    }
    let course = &case.postmortem.course;
    let record = |level: usize, stage: &Stage| LevelRecord {
        level: verdict.level(level).to_owned(),
        at: stage.commit.as_ref().map(|mark| mark.at.to_string()),
        because: None,
        commit: stage.commit.as_ref().map(|mark| mark.name.to_string()),
    };
    let first = levels(verdict.table, course).next().map(|(level, stage)| record(level, stage));
    let changes = level_changes(verdict.table, course).into_iter();
    first.into_iter().chain(changes.map(|change| record(change.to, change.after))).collect()
}

/// The recorded decision to keep the level, if there is one.
#[must_use]
pub fn decision(case: &Case<'_>, judgement: &Judgement) -> Option<Decision> {
    case.postmortem.severity_override.as_ref().map(|decision| Decision {
        because: decision.because.as_ref().map(|said| said.text.clone()),
        approved_by: decision.approved_by.as_ref().map(|said| said.text.clone()),
        until: decision.until.as_ref().map(|(_, said)| said.text.clone()),
        valid: judgement.override_state == Some(OverrideState::Valid),
    })
}

fn facts(case: &Case<'_>, verdict: &Verdict<'_>) -> BTreeMap<String, FactRecord> {
    let mut records = BTreeMap::new();
    for (index, declaration) in verdict.table.facts.iter().enumerate() {
        let Some(fact) = case.postmortem.facts.get(index) else { continue };
        let assumed = verdict.judgement.assumed.contains(&index);
        // A built-in fact that nobody states and nothing asks for is not worth a line.
        let asked = !verdict.table.geometry.dimensions_of(index).is_empty();
        if fact.state == State::Absent && declaration.span.is_none() && !asked {
            continue;
        }
        let (state, value) = if assumed {
            (State::Assumed, declaration.assume.as_ref())
        } else {
            (fact.state, fact.value.as_ref())
        };
        let said_value = value.map(|value| unquoted(&say_value(&declaration.kind, value, case.language)));
        let value = value.map(|value| show_value(&declaration.kind, value));
        let places = fact.statements.iter().map(|statement| place(case, statement.span)).collect();
        records.insert(declaration.name.clone(), FactRecord { state, value, said_value, places });
    }
    records
}

fn place(case: &Case<'_>, span: crate::source::span::Span) -> (u32, u32) {
    let position = case.document.text.position(span.start);
    (position.line, position.column)
}

fn criteria(case: &Case<'_>, verdict: &Verdict<'_>) -> Vec<CriterionRecord> {
    let facts = &case.postmortem.facts;
    let joint: Vec<(usize, usize)> = match verdict.judgement.possible.only() {
        Some(level) => met_jointly(verdict.table, facts, level, &mut Budget::default())
            .unwrap_or_default()
            .into_iter()
            .map(|criterion| (level, criterion))
            .collect(),
        None => vec![],
    };
    let all = findings(verdict.table, facts);
    all.iter().filter_map(|finding| criterion(case, verdict, finding, &joint)).collect()
}

fn criterion(
    case: &Case<'_>,
    verdict: &Verdict<'_>,
    finding: &Finding,
    joint: &[(usize, usize)],
) -> Option<CriterionRecord> {
    let criterion = verdict.table.levels.get(finding.level)?.criteria.get(finding.criterion)?;
    let position = verdict.table.text.position(criterion.span.start);
    Some(CriterionRecord {
        level: verdict.level(finding.level).to_owned(),
        id: criterion.id.clone(),
        outcome: finding.outcome,
        jointly: joint.contains(&(finding.level, finding.criterion)),
        tests: criterion.all_tests().filter_map(|test| test_record(case, verdict, test)).collect(),
        place: (position.line, position.column),
        says: criterion.says.clone(),
    })
}

fn test_record(case: &Case<'_>, verdict: &Verdict<'_>, test: &Test) -> Option<TestRecord> {
    let (facts, language) = (&case.postmortem.facts, case.language);
    let declaration = verdict.table.facts.get(test.fact)?;
    let value = facts.get(test.fact).and_then(|fact| fact.value.as_ref());
    let position = verdict.table.text.position(test.span.start);
    Some(TestRecord {
        fact: declaration.name.clone(),
        test: show_demand(&declaration.kind, &test.demand),
        said_test: unquoted(&say_demand(&declaration.kind, &test.demand, language)),
        value: value.map(|value| show_value(&declaration.kind, value)),
        said_value: value.map(|value| unquoted(&say_value(&declaration.kind, value, language))),
        outcome: outcome_of(verdict.table, test, facts),
        place: (position.line, position.column),
    })
}
