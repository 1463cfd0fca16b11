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
}

/// Of all incidents, and of each level for what at least one incident of it states.
#[must_use]
pub fn times(accounts: &[&Account], incidents: &[Incident], levels: &[String]) -> Vec<Times> {
    let mut found = vec![];
    for (index, stage) in STAGES.into_iter().enumerate() {
        let all: Vec<Took> = accounts.iter().filter_map(|account| account.took.get(index).copied()).collect();
        found.push(of(stage, None, &all));
        for level in levels {
            let is_of_level = |incident: &Incident| incident.declared.as_ref() == Some(level);
            let pairs = all.iter().zip(incidents).filter(|(_, incident)| is_of_level(incident));
            let took: Vec<Took> = pairs.map(|(took, _)| *took).collect();
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
    }
}

/// A length in whole seconds.
#[must_use]
pub fn seconds(length: Decimal) -> i64 {
    i64::try_from(length.floor().in_billionths() / 1_000_000_000).unwrap_or(i64::MAX)
}
