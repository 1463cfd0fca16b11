//! The account of one postmortem: what a retrospective over many of them has to know of it. It holds no text of the
//! postmortem but names and reasons, so that many can be held at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::language::Language;
use crate::model::action_state::State as Doing;
use crate::model::course::Stage;
use crate::model::decision::Override;
use crate::model::declaration::DERIVED;
use crate::model::fact::State;
use crate::model::field::Field;
use crate::model::fold::fold_key;
use crate::model::moment::MomentReading;
use crate::model::postmortem::Postmortem;
use crate::model::say::say_value;
use crate::model::service_names::service_names;
use crate::model::value::Value;
use crate::rules::response_postmortem_late::unpublished;
use crate::rules::rule::{Case, Verdict};
use crate::rules::shared::grounds::sufficient;
use crate::rules::shared::lateness::{
    ACKNOWLEDGED, DETECTED, Kept, MITIGATED, PUBLISHED, RESOLVED, UPDATED, kept,
};
use crate::rules::shared::notified;
use crate::space::budget::Budget;
use crate::space::decimal::Decimal;
use crate::table::level::{Criterion, Milestone};
use crate::table::spelling::Spelled;
use crate::table::table::Table;
use crate::verdict::evidence::{met_jointly, outcome_of};
use crate::verdict::judgement::{Judgement, OverrideState};
use crate::verdict::level_changes::{level_changes, levels};
use crate::verdict::nearness::{CriterionOutcome, criteria_outcomes};
use crate::verdict::outcome::Outcome;
use crate::verdict::possible::Possible;
use crate::verdict::standing::Standing;

use super::tables::Tables;

/// What a retrospective has to know of one postmortem.
#[derive(Clone, Debug)]
pub struct Account {
    /// Relative to the repository.
    pub path: Arc<str>,
    /// What it is referred to by.
    pub id: Option<String>,
    /// What happened, in a line.
    pub title: Option<String>,
    /// When it began, if that is stated: the first instant that is written.
    pub started: Option<Timestamp>,
    /// Whether only a day is stated.
    pub day_only: bool,
    /// The day of the incident, in the zone of its project.
    pub day: Option<Date>,
    /// That zone; UTC where none is configured.
    pub zone: TimeZone,
    /// Whether it says that it is not finished.
    pub is_draft: bool,
    /// How it stands; none without a table.
    pub ruling: Option<Ruling>,
    /// What was affected.
    pub services: Vec<String>,
    /// Who or what noticed.
    pub detected_by: Vec<String>,
    /// How long it took to detect, acknowledge, mitigate and resolve.
    pub took: [Took; 4],
    /// What is to be done.
    pub actions: Actions,
    /// The levels it was declared at over time: as they are listed; else as git has them, if that was asked for.
    pub history: Vec<Step>,
    /// Whether git has them.
    pub history_is_of_git: bool,
}

/// How a postmortem stands to the table in force on its day. Indices are the table's.
#[derive(Clone, Debug)]
pub struct Ruling {
    /// The table.
    pub table: Arc<Table>,
    /// The line of the declared level.
    pub declared_line: Option<u32>,
    /// The judgement.
    pub judgement: Judgement,
    /// What each fact may be, by its index.
    pub values: Vec<Option<Value>>,
    /// How every criterion came out, most severe level first.
    pub criteria: Vec<CriterionOutcome>,
    /// The criteria that together put it at its only possible level, though none of them does alone.
    pub jointly: Vec<(usize, usize)>,
    /// The facts that suffice for how it stands; only where people and table do not agree.
    pub grounds: Vec<Ground>,
    /// What it owes, and what became of that.
    pub duties: DutyAccount,
    /// The recorded decision to keep the level.
    pub decision: Option<(Override, OverrideState)>,
    /// What the table in force on the day of the run says, where that is another one.
    pub today: Option<TodayRuling>,
}

/// How an older incident stands to the table in force on the day of the run.
#[derive(Clone, Debug)]
pub struct TodayRuling {
    /// The table.
    pub table: Arc<Table>,
    /// What is possible by it.
    pub possible: Possible,
    /// How what is declared stands to that.
    pub standing: Standing,
}

/// A fact on which the standing rests.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The fact's name.
    pub fact: String,
    /// What it is, in the words of the table.
    pub value: String,
    /// The same, for a reader of Japanese.
    pub japanese: String,
    /// How it is known.
    pub state: State,
    /// The line that states it.
    pub line: Option<u32>,
}

/// How long something took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Took {
    /// So long.
    Exactly(Decimal),
    /// It is stated or follows from times, but not as one length.
    Roughly,
    /// Nothing is known of it.
    #[default]
    Unstated,
}

/// How many action items there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Actions {
    /// Not done, and not due yet or due on no day that can be read.
    pub open: usize,
    /// Not done, and due before the day of the run.
    pub overdue: usize,
    /// Done, or given up.
    pub done: usize,
    /// They say nothing of their state.
    pub unstated: usize,
}

/// What a postmortem owes by its most severe level ever, and what became of it.
#[derive(Clone, Debug, Default)]
pub struct DutyAccount {
    /// Index of that level; none if it never had one.
    pub grade: Option<usize>,
    /// Whether those were told who were to be.
    pub told: Told,
    /// What became of each deadline of the level.
    pub deadlines: Vec<(Milestone, Kept)>,
}

/// Whether those were told who were to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Told {
    /// Nobody was to be told.
    #[default]
    Nobody,
    /// All were.
    All,
    /// Somebody was not.
    NotAll,
    /// The postmortem does not say who was.
    Unstated,
}

/// A level an incident was declared at.
#[derive(Clone, Debug)]
pub struct Step {
    /// When, if that is stated: the earliest it may have been.
    pub at: Option<Timestamp>,
    /// Index of the level in the table, if it is one of its.
    pub level: Option<usize>,
    /// As written.
    pub said: String,
    /// Why.
    pub because: Option<String>,
}

/// The lengths of time a retrospective looks at; of each, the facts that say it.
const TIMES: [&[&str]; 4] =
    [&["time_to_detect"], &["time_to_acknowledge"], &["time_to_mitigate"], &["time_to_resolve", "duration"]];

/// Makes the account.
pub(super) fn account(case: &Case<'_>, table: Option<&Arc<Table>>, tables: &Tables) -> Account {
    let postmortem = case.postmortem;
    let started = postmortem.moment(Field::StartedAt);
    let texts = |field: Field| {
        let said = postmortem.plain.get(&field).into_iter().flatten();
        said.map(|said| said.text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
    };
    let said: Vec<String> = texts(Field::Services);
    let mut services: Vec<String> = said.iter().flat_map(|text| service_names(text)).collect();
    let mut seen = BTreeSet::new();
    services.retain(|service| seen.insert(fold_key(service)));
    Account {
        path: case.document.text.path().clone(),
        id: postmortem.id().map(str::to_owned),
        title: postmortem.title.clone(),
        started: started.map(|moment| moment.written),
        day_only: started.is_some_and(|moment| moment.date_only),
        day: postmortem.day,
        zone: case.timezone.cloned().unwrap_or(TimeZone::UTC),
        is_draft: postmortem.is_draft(),
        ruling: table.zip(case.verdict.as_ref()).map(|(table, verdict)| ruling(case, table, verdict, tables)),
        services,
        detected_by: texts(Field::DetectedBy),
        took: TIMES.map(|facts| took(case, facts)),
        actions: actions(postmortem, case.today),
        history: history(postmortem, table.map(AsRef::as_ref)),
        history_is_of_git: postmortem.severity_history.is_empty() && !postmortem.course.is_empty(),
    }
}

fn ruling(case: &Case<'_>, table: &Arc<Table>, verdict: &Verdict<'_>, tables: &Tables) -> Ruling {
    let facts = &case.postmortem.facts;
    let judgement = verdict.judgement;
    let criteria = criteria_outcomes(table, facts);
    let has_met = |level: usize| {
        criteria.iter().any(|criterion| criterion.level == level && criterion.outcome == Outcome::Met)
    };
    let jointly = match judgement.possible.only() {
        Some(level) if !has_met(level) => met_jointly(table, facts, level, &mut Budget::default())
            .unwrap_or_default()
            .into_iter()
            .map(|criterion| (level, criterion))
            .collect(),
        _ => vec![],
    };
    let rests_on_facts = judgement.standing.is_mismatch()
        || matches!(judgement.standing, Standing::Overridden | Standing::Uncovered);
    let grounds = if rests_on_facts { grounds(case, verdict, &criteria) } else { vec![] };
    let said = judgement.said.as_ref();
    Ruling {
        table: table.clone(),
        declared_line: said.map(|said| case.document.text.position(said.span.start).line),
        judgement: judgement.clone(),
        values: facts.iter().map(|fact| fact.value.clone()).collect(),
        criteria,
        jointly,
        grounds,
        duties: duties(case, verdict),
        decision: case.postmortem.severity_override.clone().zip(judgement.override_state),
        today: today(case, table, tables),
    }
}

/// The facts that suffice, and those of each criterion that is met at a possible level: a report names them all.
fn grounds(case: &Case<'_>, verdict: &Verdict<'_>, criteria: &[CriterionOutcome]) -> Vec<Ground> {
    let (table, facts) = (verdict.table, &case.postmortem.facts);
    let possible = &verdict.judgement.possible.levels;
    let met = criteria
        .iter()
        .filter(|criterion| criterion.outcome == Outcome::Met && possible.contains(&criterion.level))
        .filter_map(|criterion| table.levels.get(criterion.level)?.criteria.get(criterion.criterion))
        .flat_map(Criterion::all_tests)
        .filter(|test| outcome_of(table, test, facts) == Outcome::Met)
        .map(|test| test.fact);
    let mut asked: Vec<usize> =
        sufficient(verdict, facts).unwrap_or_default().into_iter().chain(met).collect();
    asked.sort_unstable();
    asked.dedup();
    let ground = |index: usize| {
        let (fact, declaration) = (case.postmortem.facts.get(index)?, verdict.table.facts.get(index)?);
        let span = fact.statements.last().map(|statement| statement.span);
        let value = fact.value.as_ref()?;
        Some(Ground {
            fact: declaration.name.clone(),
            value: say_value(&declaration.kind, value, Language::English),
            japanese: say_value(&declaration.kind, value, Language::Japanese),
            state: fact.state,
            line: span.map(|span| case.document.text.position(span.start).line),
        })
    };
    asked.into_iter().filter_map(ground).collect()
}

/// What today's table says, where it is another one.
fn today(case: &Case<'_>, table: &Arc<Table>, tables: &Tables) -> Option<TodayRuling> {
    let (current, words) = tables.in_force(case.today)?;
    if Arc::ptr_eq(current, table) {
        return None;
    }
    let postmortem = Postmortem::read(case.document, words, &case.zone());
    let judgement = Judgement::of(current, &postmortem, case.today, &mut Budget::default()).ok()?;
    Some(TodayRuling { table: current.clone(), possible: judgement.possible, standing: judgement.standing })
}

fn took(case: &Case<'_>, names: &[&str]) -> Took {
    // Built-in facts stand in every vocabulary, with or without a table.
    let declared = &case.words.facts;
    let index = |name: &str| declared.iter().position(|declaration| declaration.name == name);
    debug_assert!(names.iter().all(|name| DERIVED.iter().any(|derived| derived.name == *name)));
    let mut known = Took::Unstated;
    for fact in names.iter().filter_map(|name| case.postmortem.facts.get(index(name)?)) {
        let Some(Value::Quantity(numbers)) = &fact.value else { continue };
        match numbers.as_point() {
            Some(seconds) => return Took::Exactly(seconds),
            None => known = Took::Roughly,
        }
    }
    known
}

fn actions(postmortem: &Postmortem, today: Date) -> Actions {
    let mut count = Actions::default();
    for item in &postmortem.actions {
        let due = item.due.as_ref().and_then(|due| due.date);
        match item.state_on(today) {
            Doing::Open if due.is_some_and(|due| due < today) => count.overdue += 1,
            Doing::Open => count.open += 1,
            Doing::Done => count.done += 1,
            Doing::Unstated => count.unstated += 1,
        }
    }
    count
}

fn history(postmortem: &Postmortem, table: Option<&Table>) -> Vec<Step> {
    let step = |change: &crate::model::decision::Change| {
        let said = change.level.as_ref()?;
        let level = match table?.spelled(&said.text) {
            Spelled::Level { level, .. } => Some(level),
            _ => None,
        };
        let at = match &change.at {
            Some(MomentReading::Moment(moment)) => Some(moment.earliest),
            _ => None,
        };
        let because = change.because.as_ref().map(|said| said.text.clone());
        Some(Step { at, level, said: said.text.clone(), because })
    };
    if let (true, Some(table)) = (postmortem.severity_history.is_empty(), table) {
        return committed(table, &postmortem.course);
    }
    postmortem.severity_history.iter().filter_map(step).collect()
}

/// The first level that git has, and each change of it.
fn committed(table: &Table, course: &[Stage]) -> Vec<Step> {
    let step = |level: usize, stage: &Stage| Step {
        at: stage.commit.as_ref().map(|mark| mark.at),
        level: Some(level),
        said: stage.severity.clone().unwrap_or_default(),
        because: None,
    };
    let first = levels(table, course).next().map(|(level, stage)| step(level, stage));
    let changes = level_changes(table, course).into_iter().map(|change| step(change.to, change.after));
    first.into_iter().chain(changes).collect()
}

fn duties(case: &Case<'_>, verdict: &Verdict<'_>) -> DutyAccount {
    let duties = verdict.duties;
    let promises = [DETECTED, ACKNOWLEDGED, UPDATED, MITIGATED, RESOLVED, PUBLISHED];
    let became = |promise: crate::rules::shared::lateness::Promise| {
        let kept = kept(case, duties, promise)?;
        let is_overdue_draft =
            promise.milestone == Milestone::Postmortem && kept == Kept::Untold && unpublished(case).is_some();
        Some((promise.milestone, if is_overdue_draft { Kept::Late } else { kept }))
    };
    let deadlines = promises.into_iter().filter_map(became).collect();
    let told = match notified::stated(case) {
        _ if duties.notify.is_empty() => Told::Nobody,
        [] => Told::Unstated,
        stated if notified::left_out(&duties.notify, stated).is_empty() => Told::All,
        _ => Told::NotAll,
    };
    DutyAccount { grade: duties.grade.map(|grade| grade.level), told, deadlines }
}
