//! The value that a retrospective is.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::lint::account::Account;
use crate::lint::outcome::RunNote;
use crate::source::in_order::{InOrder, map};
use crate::table::table::Table;
use crate::verdict::standing::Standing;

use super::agreement::Agreement;
use super::asked::Asked;
use super::criteria::{CriteriaOfTable, FactToAsk, facts_to_ask};
use super::decisions::{Changes, Overridden, overrides};
use super::duties::{DutiesOfLevel, WithoutLevel, duties};
use super::groups::{Grouping, OverTime};
use super::incident::Incident;
use super::number::Share;
use super::period::{Day, Period};
use super::remark::Remark;
use super::scope::{Scope, TableInForce};
use super::times::{Times, times};

/// A retrospective.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Retrospective {
    /// The day of the report: the only clock it has.
    pub as_of: Day,
    /// The zone that days are counted in: that of the project of each incident. Several zones have `, ` between them.
    pub timezone: String,
    /// The period.
    pub period: Period,
    /// What was looked at, and what was left out.
    pub scope: Scope,
    /// The tables in force, the oldest first.
    pub tables: Vec<TableInForce>,
    /// Every incident of the period, the oldest first; those without a day last.
    pub incidents: Vec<Incident>,
    /// How far people and table agree, table by table.
    pub agreement: Vec<Agreement>,
    /// The criteria of each table.
    pub criteria: Vec<CriteriaOfTable>,
    /// The facts worth asking authors for, the most useful first.
    pub facts: Vec<FactToAsk>,
    /// What all that says about the table.
    pub review: Vec<Remark>,
    /// Severity over time.
    pub over_time: OverTime,
    /// Severity by service, by source of detection, and by what else was asked for.
    pub groups: Vec<Grouping>,
    /// How long it took.
    pub times: Vec<Times>,
    /// What levels oblige, and what became of it.
    pub duties: Vec<DutiesOfLevel>,
    /// What is to be done after incidents that never had a level.
    pub without_level: WithoutLevel,
    /// The overrides, those that end first before the others.
    pub overrides: Vec<Overridden>,
    /// How declared levels changed.
    pub changes: Changes,
    /// The same of the period before, as far as it can be compared.
    pub before: Option<Before>,
    /// What is to be said about the run itself.
    #[serde(skip)]
    pub notes: Vec<RunNote>,
}

/// The period before.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Before {
    /// The period.
    pub period: Period,
    /// How many incidents it has.
    pub incidents: usize,
    /// By declared level.
    pub levels: BTreeMap<String, usize>,
    /// How many stand how.
    pub standings: BTreeMap<&'static str, usize>,
    /// How many of those with one possible level were declared at it, over all tables.
    pub exact: Share,
    /// How long it took.
    pub times: Vec<Times>,
}

impl Retrospective {
    /// Of the incidents of one period; each with its day.
    #[must_use]
    pub fn within(
        dated: &[(&Account, Option<Date>)],
        period: &Period,
        first_month: i8,
        asked: &Asked,
    ) -> Self {
        let is_within = |day: Option<Date>| match day {
            Some(day) => period.ends(asked.today).contains(day),
            None => period.since.is_none() && period.until.is_none(),
        };
        let mut within: Vec<(&Account, Option<Date>)> =
            dated.iter().copied().filter(|(_, day)| is_within(*day)).collect();
        // Paths are in order already, and this keeps it among equals.
        within.order_by_key(|(account, day)| (day.is_none(), *day, account.started));
        let accounts: Vec<&Account> = within.iter().map(|(account, _)| *account).collect();
        let incidents: Vec<Incident> =
            within.iter().map(|(account, day)| Incident::of(account, day.map(Day))).collect();
        let tables = tables_of(&accounts);
        let levels = levels_of(&tables);
        let (duties, without_level) = duties(&accounts, &levels);
        let by_table = |table: &Arc<Table>| -> Vec<&Account> {
            let is_judged_by = |account: &&&Account| {
                account.ruling.as_ref().is_some_and(|ruling| Arc::ptr_eq(&ruling.table, table))
            };
            accounts.iter().filter(is_judged_by).copied().collect()
        };
        Self {
            as_of: Day(asked.today),
            timezone: String::new(),
            period: period.clone(),
            scope: Scope::of(&incidents, &accounts),
            tables: tables.iter().map(|table| TableInForce::of(table, by_table(table).len())).collect(),
            agreement: tables.iter().map(|table| Agreement::of(table, &by_table(table))).collect(),
            criteria: tables.iter().map(|table| CriteriaOfTable::of(table, &by_table(table))).collect(),
            facts: facts_to_ask(&accounts),
            review: vec![],
            over_time: OverTime::of(&incidents, &levels, period, first_month),
            groups: asked.by.iter().map(|by| Grouping::of(by, &accounts, &incidents, &levels)).collect(),
            times: times(&accounts, &incidents, &levels),
            duties,
            without_level,
            overrides: overrides(&incidents, asked.today),
            changes: Changes::of(&accounts, &incidents),
            incidents,
            before: None,
            notes: vec![],
        }
    }

    /// How many incidents stand how.
    #[must_use]
    pub fn standings(&self) -> BTreeMap<Standing, usize> {
        let mut counts = BTreeMap::new();
        for standing in self.incidents.iter().filter_map(|incident| incident.standing) {
            *counts.entry(standing).or_default() += 1;
        }
        counts
    }
}

impl Before {
    /// Of the retrospective over it.
    #[must_use]
    pub fn of(retrospective: Retrospective) -> Self {
        let standings = retrospective.standings();
        let mut levels = BTreeMap::new();
        for declared in retrospective.incidents.iter().filter_map(|incident| incident.declared.clone()) {
            *levels.entry(declared).or_default() += 1;
        }
        let sum = |part: fn(&Agreement) -> usize| retrospective.agreement.iter().map(part).sum();
        Self {
            incidents: retrospective.incidents.len(),
            levels,
            standings: map(standings.into_iter().map(|(standing, count)| (standing.word(), count))),
            exact: Share {
                count: sum(|agreement| agreement.exact.count),
                of: sum(|agreement| agreement.exact.of),
            },
            times: retrospective.times,
            period: retrospective.period,
        }
    }
}

/// The tables that judged them, the oldest first.
fn tables_of(accounts: &[&Account]) -> Vec<Arc<Table>> {
    let mut tables: Vec<Arc<Table>> = vec![];
    for ruling in accounts.iter().filter_map(|account| account.ruling.as_ref()) {
        if !tables.iter().any(|table| Arc::ptr_eq(table, &ruling.table)) {
            tables.push(ruling.table.clone());
        }
    }
    tables.order_by(|a, b| {
        let key = |table: &Arc<Table>| (table.effective_from, table.text.path().clone());
        key(a).cmp(&key(b))
    });
    tables
}

/// The ids of all levels: those of the newest table, then those that only older ones have.
fn levels_of(tables: &[Arc<Table>]) -> Vec<String> {
    let mut levels: Vec<String> = vec![];
    for level in tables.iter().rev().flat_map(|table| &table.levels) {
        if !levels.contains(&level.id.text) {
            levels.push(level.id.text.clone());
        }
    }
    levels
}
