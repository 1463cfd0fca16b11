//! What a change of a table would have done to one incident.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::language::Language;
use crate::model::fact::Fact;
use crate::model::field::Field;
use crate::model::postmortem::Postmortem;
use crate::model::say::{say_value, unquoted};
use crate::model::value::Value;
use crate::source::document::Document;
use crate::space::budget::{Budget, Exhausted};
use crate::table::level::Criterion;
use crate::table::table::Table;
use crate::verdict::evidence::{findings, met_jointly};
use crate::verdict::judgement::{Judgement, values};
use crate::verdict::outcome::Outcome as TestOutcome;
use crate::verdict::possible::{Possible, Stated, assumed_of_silence, needed};
use crate::verdict::standing::Standing;

use super::plan_levels::{Direction, LevelMatch};

/// What becomes of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Its level is another one.
    Moves(Direction),
    /// Its level was certain, and is open now.
    Opens,
    /// Its level was open, and is certain now.
    Settles,
    /// Its level is open, but other levels are possible.
    Shifts,
    /// What it may come out at stays; how its declared level stands to that does not.
    Stands,
}

/// An incident that a change of the table concerns.
#[derive(Clone, Debug)]
pub struct ChangedIncident<'t> {
    /// The table it is judged by before; where one is only tried that was to come, that as it was.
    pub old: &'t Table,
    /// The one it is judged by after, or tried by.
    pub new: &'t Table,
    /// Whether it is only tried: the table after is not in force for it.
    pub tried: bool,
    /// Relative to the repository.
    pub path: Arc<str>,
    /// What it is referred to by.
    pub id: Option<String>,
    /// What happened, in a line.
    pub title: Option<String>,
    /// Its day, local.
    pub day: Option<Date>,
    /// The declared severity, as written.
    pub declared: Option<String>,
    /// What becomes of it.
    pub change: Change,
    /// How it comes out by the old table.
    pub before: Found,
    /// How it comes out by the new table.
    pub after: Found,
    /// The facts that the deciding criteria ask for, as far as they are known.
    pub facts: Vec<KnownFact>,
}

/// How an incident comes out by one table.
#[derive(Clone, Debug)]
pub struct Found {
    /// What is possible.
    pub possible: Possible,
    /// The level, if it is the only one, perhaps once silence is taken for what the table says.
    pub level: Option<usize>,
    /// The facts whose assumed values that takes.
    pub assumed: Vec<String>,
    /// How the declared level stands.
    pub standing: Standing,
    /// The criteria that decide, by index within the level; none where no criterion does, or the level is open.
    pub criteria: Vec<usize>,
    /// The facts that keep it open, the most useful first.
    pub missing: Vec<String>,
}

/// A fact that an incident states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFact {
    /// Its name, in the new table if it is there.
    pub name: String,
    /// What it may be.
    pub value: String,
    /// The same, for a reader of Japanese.
    pub japanese: String,
    /// The line it is stated in, counted from 1; none if it follows from nothing that is written.
    pub line: Option<u32>,
}

/// A postmortem, read by one table.
#[derive(Clone, Copy, Debug)]
pub struct Read<'t, 'p> {
    /// The table.
    pub table: &'t Table,
    /// What it says by that table.
    pub postmortem: &'p Postmortem,
}

/// What becomes of an incident, between two tables whose levels are matched; none if nothing does.
///
/// # Errors
/// When a question costs more than the budget.
pub fn compared<'t>(
    levels: &LevelMatch,
    document: &Document,
    old: Read<'t, '_>,
    new: Read<'t, '_>,
    today: Date,
) -> Result<Option<ChangedIncident<'t>>, Exhausted> {
    let (before, after) = (found(old, today)?, found(new, today)?);
    let Some(change) = change(levels, &before, &after) else { return Ok(None) };
    let mut facts = known(document, new, &after);
    for fact in known(document, old, &before) {
        if !facts.iter().any(|other| {
            other.name == fact.name
                || other.line.is_some() && other.line == fact.line && other.value == fact.value
        }) {
            facts.push(fact);
        }
    }
    let said = |field| new.postmortem.said(field).map(|said| said.text.clone());
    Ok(Some(ChangedIncident {
        old: old.table,
        new: new.table,
        tried: false,
        path: document.text.path().clone(),
        id: new.postmortem.id().map(str::to_owned),
        title: new.postmortem.title.clone(),
        day: new.postmortem.day,
        declared: said(Field::Severity),
        change,
        before,
        after,
        facts,
    }))
}

fn found(read: Read<'_, '_>, today: Date) -> Result<Found, Exhausted> {
    let Read { table, postmortem } = read;
    let budget = &mut Budget::default();
    let judgement = Judgement::of(table, postmortem, today, budget)?;
    let facts = &postmortem.facts;
    let mut level = judgement.possible.only();
    let mut assumed = vec![];
    if level.is_none() && !judgement.possible.levels.is_empty() {
        let only = |assumed: &[(usize, &Value)], budget: &mut Budget| {
            let stated = Stated::new(table, values(facts).chain(assumed.iter().copied()));
            Ok(stated.possible(budget)?.only())
        };
        let silent = assumed_of_silence(table, facts);
        level = only(&silent, budget)?;
        if level.is_some() {
            assumed = needed(silent, |fewer| Ok(only(fewer, budget)? == level))?;
        }
    }
    let criteria = match level {
        Some(level) => deciding(table, &with_assumed(facts, &assumed), level, budget)?,
        None => vec![],
    };
    let name = |(fact, _): &(usize, _)| table.facts.get(*fact).map(|fact| fact.name.clone());
    let assumed = assumed.iter().filter_map(name).collect();
    let missing = judgement.missing.iter().filter_map(|gap| table.facts.get(gap.fact));
    Ok(Found {
        level,
        assumed,
        standing: judgement.standing,
        criteria,
        missing: missing.map(|fact| fact.name.clone()).collect(),
        possible: judgement.possible,
    })
}

/// What is stated, and what is assumed where nothing is.
fn with_assumed<'f>(facts: &'f [Fact], assumed: &[(usize, &Value)]) -> Cow<'f, [Fact]> {
    let mut facts = Cow::Borrowed(facts);
    for (index, value) in assumed {
        if let Some(fact) = facts.to_mut().get_mut(*index) {
            fact.value = Some((*value).clone());
        }
    }
    facts
}

/// The criteria of a level that put the incident there.
fn deciding(
    table: &Table,
    facts: &[Fact],
    level: usize,
    budget: &mut Budget,
) -> Result<Vec<usize>, Exhausted> {
    let met = findings(table, facts)
        .into_iter()
        .filter(|finding| finding.level == level && finding.outcome == TestOutcome::Met)
        .map(|finding| finding.criterion);
    let met: Vec<usize> = met.collect();
    if met.is_empty() { met_jointly(table, facts, level, budget) } else { Ok(met) }
}

fn change(levels: &LevelMatch, before: &Found, after: &Found) -> Option<Change> {
    // Where only a hole is possible, that is as certain as a level.
    let outcome = |found: &Found| match found.level {
        Some(level) => Some(Some(level)),
        None if found.possible.levels.is_empty() => Some(None),
        None => None,
    };
    let moved = match (outcome(before), outcome(after)) {
        (Some(from), Some(to)) => levels.direction(from, to).map(Change::Moves),
        (Some(_), None) => Some(Change::Opens),
        (None, Some(_)) => Some(Change::Settles),
        (None, None) => {
            let counterpart = |level: &usize| levels.of_old.get(*level).copied().flatten();
            let mut renamed: Vec<Option<usize>> = before.possible.levels.iter().map(counterpart).collect();
            renamed.sort_unstable();
            let now: Vec<Option<usize>> = after.possible.levels.iter().copied().map(Some).collect();
            (renamed != now || before.possible.hole != after.possible.hole).then_some(Change::Shifts)
        }
    };
    moved.or_else(|| (before.standing != after.standing).then_some(Change::Stands))
}

/// What is known of the facts that the deciding criteria ask for; where none decides, of all that some criterion asks for.
fn known(document: &Document, read: Read<'_, '_>, found: &Found) -> Vec<KnownFact> {
    let Read { table, postmortem } = read;
    let criteria = found.level.and_then(|level| table.levels.get(level)).map(|level| &level.criteria);
    let criterion = |index: &usize| criteria.and_then(|criteria| criteria.get(*index));
    let mut asked: Vec<usize> = found
        .criteria
        .iter()
        .filter_map(criterion)
        .flat_map(Criterion::all_tests)
        .map(|test| test.fact)
        .collect();
    asked.sort_unstable();
    asked.dedup();
    let fact = |index: usize| {
        let (declaration, fact) = (table.facts.get(index)?, postmortem.facts.get(index)?);
        let said = |language| Some(unquoted(&say_value(&declaration.kind, fact.value.as_ref()?, language)));
        let line = fact.statements.last().map(|statement| document.text.line_number(statement.span.start));
        Some(KnownFact {
            name: declaration.name.clone(),
            value: said(Language::English)?,
            japanese: said(Language::Japanese)?,
            line,
        })
    };
    asked.into_iter().filter_map(fact).collect()
}
