//! Which criteria of a table do the work, and which facts keep levels open.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::lint::account::{Account, Ruling};
use crate::source::in_order::InOrder;
use crate::table::table::Table;
use crate::verdict::outcome::Outcome;
use crate::verdict::standing::Standing;

/// The criteria of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct CriteriaOfTable {
    /// The table's path.
    pub table: String,
    /// How many incidents were judged by it.
    pub incidents: usize,
    /// Its criteria, most severe level first.
    pub criteria: Vec<CriterionUse>,
    /// How many incidents met no criterion and fell to the level that takes the rest.
    pub otherwise: Option<Otherwise>,
}

/// What became of one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct CriterionUse {
    /// The level's id.
    pub level: String,
    /// The criterion's id.
    pub id: String,
    /// What it means, as people say it.
    pub says: Option<String>,
    /// In how many incidents it was met.
    pub met: usize,
    /// In how many of these its level was the only possible one.
    pub decided: usize,
    /// In how many of these it was the only criterion of the level that was met.
    pub alone: usize,
    /// In how many of those it decided the team kept another level, with a reason.
    pub overridden: usize,
    /// In how many incidents it could not be told.
    pub open: usize,
    /// Which facts were lacking there, the most frequent first.
    pub lacking: Vec<Lacking>,
    /// In how many incidents it failed by no more than a tenth of a threshold.
    pub near_misses: usize,
}

/// A fact that was lacking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Lacking {
    /// Its name.
    pub fact: String,
    /// In how many incidents.
    pub incidents: usize,
}

/// The level that takes what no criterion covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Otherwise {
    /// Its id.
    pub level: String,
    /// How many incidents certainly belong there.
    pub incidents: usize,
}

/// A fact that keeps levels open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct FactToAsk {
    /// Its name.
    pub fact: String,
    /// What it asks, as people say it.
    pub says: Option<String>,
    /// In how many incidents whose level is open it could narrow the level down.
    pub helps: usize,
    /// In how many of them it tells the most.
    pub leads: usize,
    /// In how many of them it would settle the level, whatever it is.
    pub settles: usize,
}

impl CriteriaOfTable {
    /// Of the accounts that were judged by a table.
    #[must_use]
    pub fn of(table: &Table, accounts: &[&Account]) -> Self {
        let rulings: Vec<&Ruling> = accounts
            .iter()
            .filter_map(|account| account.ruling.as_ref())
            .filter(|ruling| is_graded(ruling))
            .collect();
        let mut criteria = vec![];
        for (level, row) in table.levels.iter().enumerate() {
            for (index, criterion) in row.criteria.iter().enumerate() {
                let mut found = CriterionUse {
                    level: row.id.text.clone(),
                    id: criterion.id.clone(),
                    says: criterion.says.clone(),
                    met: 0,
                    decided: 0,
                    alone: 0,
                    overridden: 0,
                    open: 0,
                    lacking: vec![],
                    near_misses: 0,
                };
                let mut lacking: BTreeMap<usize, usize> = BTreeMap::new();
                for ruling in &rulings {
                    found.count(ruling, level, index, &mut lacking);
                }
                let fact = |(fact, incidents): (usize, usize)| {
                    Some(Lacking { fact: table.facts.get(fact)?.name.clone(), incidents })
                };
                found.lacking = lacking.into_iter().filter_map(fact).collect();
                found.lacking.order_by_key(|lacking| Reverse(lacking.incidents));
                criteria.push(found);
            }
        }
        let otherwise = table.otherwise().and_then(|level| {
            let falls = |ruling: &&&Ruling| {
                ruling.judgement.possible.only() == Some(level) && !has_met(ruling, level)
            };
            let incidents = rulings.iter().filter(falls).count();
            Some(Otherwise { level: table.levels.get(level)?.id.text.clone(), incidents })
        });
        Self { table: table.text.path().to_string(), incidents: rulings.len(), criteria, otherwise }
    }
}

impl CriterionUse {
    fn count(&mut self, ruling: &Ruling, level: usize, index: usize, lacking: &mut BTreeMap<usize, usize>) {
        let of_level = || ruling.criteria.iter().filter(|criterion| criterion.level == level);
        let Some(own) = of_level().find(|criterion| criterion.criterion == index) else { return };
        self.near_misses += usize::from(own.is_near_miss);
        match own.outcome {
            Outcome::Failed => {}
            Outcome::Open => {
                self.open += 1;
                for fact in &own.lacking {
                    *lacking.entry(*fact).or_default() += 1;
                }
            }
            Outcome::Met => {
                self.met += 1;
                if ruling.judgement.possible.only() == Some(level) {
                    self.decided += 1;
                    let met = of_level().filter(|criterion| criterion.outcome == Outcome::Met).count();
                    self.alone += usize::from(met == 1);
                    self.overridden += usize::from(ruling.judgement.standing == Standing::Overridden);
                }
            }
        }
    }
}

/// The facts worth asking authors for, the most useful first.
#[must_use]
pub fn facts_to_ask(accounts: &[&Account]) -> Vec<FactToAsk> {
    let mut found: BTreeMap<String, FactToAsk> = BTreeMap::new();
    let is_open = |ruling: &&Ruling| ruling.judgement.standing == Standing::Undetermined;
    for ruling in accounts.iter().filter_map(|account| account.ruling.as_ref()).filter(is_open) {
        for (rank, gap) in ruling.judgement.missing.iter().enumerate() {
            let Some(declaration) = ruling.table.facts.get(gap.fact) else { continue };
            let fact = found.entry(declaration.name.clone()).or_insert_with(|| FactToAsk {
                fact: declaration.name.clone(),
                says: declaration.says.clone(),
                helps: 0,
                leads: 0,
                settles: 0,
            });
            fact.helps += 1;
            fact.leads += usize::from(rank == 0);
            fact.settles += usize::from(gap.left == 1);
        }
    }
    let mut facts: Vec<FactToAsk> = found.into_values().collect();
    facts.order_by_key(|fact| Reverse((fact.settles, fact.leads, fact.helps)));
    facts
}

/// Whether the incident is one that the table grades.
#[must_use]
pub fn is_graded(ruling: &Ruling) -> bool {
    ruling.judgement.standing != Standing::NotGraded
}

/// Whether a criterion of a level is met.
#[must_use]
pub fn has_met(ruling: &Ruling, level: usize) -> bool {
    ruling.criteria.iter().any(|criterion| criterion.level == level && criterion.outcome == Outcome::Met)
}
