//! How long it took to detect, acknowledge, mitigate and resolve incidents: median and quartiles, never a lone mean.

use serde::Serialize;

use crate::lint::account::{Account, Took};
use crate::space::decimal::Decimal;

use super::incident::Incident;
use super::quartiles::Quartiles;

/// What took time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// From the start to the detection.
    Detect,
    /// From the detection to the acknowledgement.
    Acknowledge,
    /// From the start to the mitigation.
    Mitigate,
    /// From the start to the resolution.
    Resolve,
}

/// The stages, in the order of [`Account::took`].
pub const STAGES: [Stage; 4] = [Stage::Detect, Stage::Acknowledge, Stage::Mitigate, Stage::Resolve];

/// How long something took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Times {
    /// What.
    pub stage: Stage,
    /// In incidents declared at this level; null for all.
    pub level: Option<String>,
    /// How long it took; null where it is known of none.
    pub seconds: Option<Quartiles>,
    /// In how many more it is known, but not to one length.
    pub roughly: usize,
    /// In how many nothing is known of it.
    pub unstated: usize,
    /// How many incidents are in none of these numbers, as they are no severity: exercises, maintenance.
    pub not_graded: usize,
}

/// Of all incidents of production, and of each level for what at least one incident of it states.
#[must_use]
pub fn times(accounts: &[&Account], incidents: &[Incident], levels: &[String]) -> Vec<Times> {
    let mut found = vec![];
    for (index, stage) in STAGES.into_iter().enumerate() {
        let took = |is_asked: &dyn Fn(&Incident) -> bool| -> Vec<Took> {
            let pairs = accounts.iter().zip(incidents);
            let asked = pairs.filter(|(_, incident)| incident.is_of_production() && is_asked(incident));
            asked.filter_map(|(account, _)| account.took.get(index).copied()).collect()
        };
        let not_graded = incidents.iter().filter(|incident| !incident.is_of_production()).count();
        found.push(Times { not_graded, ..of(stage, None, &took(&|_| true)) });
        for level in levels {
            let took = took(&|incident| incident.declared.as_ref() == Some(level));
            if took.iter().any(|took| *took != Took::Unstated) {
                found.push(of(stage, Some(level.clone()), &took));
            }
        }
    }
    found
}

fn of(stage: Stage, level: Option<String>, took: &[Took]) -> Times {
    let lengths = took.iter().filter_map(|took| match took {
        Took::Exactly(length) => Some(seconds(*length)),
        Took::Roughly | Took::Unstated => None,
    });
    Times {
        stage,
        level,
        seconds: Quartiles::of(lengths.collect()),
        roughly: took.iter().filter(|took| **took == Took::Roughly).count(),
        unstated: took.iter().filter(|took| **took == Took::Unstated).count(),
        not_graded: 0,
    }
}

/// A length in whole seconds.
#[must_use]
pub fn seconds(length: Decimal) -> i64 {
    i64::try_from(length.floor().in_billionths() / 1_000_000_000).unwrap_or(i64::MAX)
}
