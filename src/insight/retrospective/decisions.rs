//! What teams decided: overrides of the table, and changes of the declared level until it was right.

use jiff::civil::Date;
use serde::Serialize;

use crate::lint::account::{Account, Step};
use crate::source::in_order::InOrder;

use super::decision::{Decision, DecisionState};
use super::incident::{Incident, level_id};
use super::quartiles::Quartiles;

/// For how many days ahead an override is said to end soon.
const SOON: i32 = 30;

/// An override of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Overridden {
    /// Where the incident stands.
    pub path: String,
    /// What it is called.
    pub name: String,
    /// The level that was kept.
    pub declared: Option<String>,
    /// The levels that the table gives.
    pub possible: Vec<String>,
    /// The decision.
    #[serde(rename = "override")]
    pub decision: Decision,
    /// Whether it holds, and its last day comes within 30 days.
    pub ends_soon: bool,
}

/// How the declared level of an incident changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Change {
    /// Where the incident stands.
    pub path: String,
    /// What it is called.
    pub name: String,
    /// Where the levels are taken from: `stated` in the postmortem, or from its commits, `git`.
    pub source: ChangeSource,
    /// The levels one after the other, as the table spells those it knows.
    pub steps: Vec<ChangeStep>,
    /// The level that was right: the only possible one, else the last declared.
    pub right: Option<String>,
    /// Seconds from the first level to the moment from which on the level stayed right; 0 if it was right at once.
    /// Null if it never became right, or a time is lacking.
    pub seconds_until_right: Option<i64>,
    /// Whether it never became right.
    pub never_right: bool,
}

/// Where the levels of an incident over time are taken from. What is stated goes before what git has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ChangeSource {
    /// The postmortem states them.
    Stated,
    /// Its commits have them.
    Git,
}

/// One level in the course of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct ChangeStep {
    /// The level.
    pub level: String,
    /// Why it was chosen.
    pub because: Option<String>,
}

/// How declared levels changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Changes {
    /// Every incident that records its levels over time, and every one whose commits changed its level.
    pub incidents: Vec<Change>,
    /// How many incidents record nothing, and have commits that never changed the level. They are in none of the numbers.
    pub unchanged_in_git: usize,
    /// How many of them ended more severe than they began.
    pub raised: usize,
    /// How many ended milder.
    pub lowered: usize,
    /// How many never had the right level.
    pub never_right: usize,
    /// How long it took until the level was right, where that is known; of those that state their levels over time.
    pub until_right: Option<Quartiles>,
    /// The same of those whose commits have them. A commit comes when somebody writes, so these are other lengths.
    pub until_right_in_git: Option<Quartiles>,
}

/// The overrides of the incidents, those that end first before the others.
#[must_use]
pub fn overrides(incidents: &[Incident], today: Date) -> Vec<Overridden> {
    let of = |incident: &Incident| {
        let decision = incident.decision.clone()?;
        let days = decision.until.and_then(|until| today.until(until.0).ok()).map(|span| span.get_days());
        let ends_soon =
            decision.state == DecisionState::Valid && days.is_some_and(|days| (0..=SOON).contains(&days));
        Some(Overridden {
            path: incident.path.clone(),
            name: incident.name().to_owned(),
            declared: incident.declared.clone(),
            possible: incident.possible.clone(),
            decision,
            ends_soon,
        })
    };
    let mut found: Vec<Overridden> = incidents.iter().filter_map(of).collect();
    found.order_by_key(|overridden| {
        let until = overridden.decision.until;
        (overridden.decision.state, until.is_none(), until)
    });
    found
}

impl Changes {
    /// Of accounts and the incidents made of them, in the same order.
    #[must_use]
    pub fn of(accounts: &[&Account], incidents: &[Incident]) -> Self {
        let mut changes = Self::default();
        let (mut stated, mut committed) = (vec![], vec![]);
        for (account, incident) in accounts.iter().zip(incidents) {
            if account.history_is_of_git && account.history.len() < 2 {
                changes.unchanged_in_git += account.history.len();
                continue;
            }
            let Some(change) = change(account, incident) else { continue };
            let levels: Vec<usize> = account.history.iter().filter_map(|step| step.level).collect();
            if let (Some(first), Some(last)) = (levels.first(), levels.last()) {
                changes.raised += usize::from(last < first);
                changes.lowered += usize::from(last > first);
            }
            changes.never_right += usize::from(change.never_right);
            match change.source {
                ChangeSource::Stated => stated.extend(change.seconds_until_right),
                ChangeSource::Git => committed.extend(change.seconds_until_right),
            }
            changes.incidents.push(change);
        }
        changes.until_right = Quartiles::of(stated);
        changes.until_right_in_git = Quartiles::of(committed);
        changes
    }
}

fn change(account: &Account, incident: &Incident) -> Option<Change> {
    let ruling = account.ruling.as_ref()?;
    let (first, last) = (account.history.first()?, account.history.last()?);
    let named =
        |step: &Step| step.level.map_or_else(|| step.said.clone(), |level| level_id(&ruling.table, level));
    let declared = ruling.judgement.level().or(last.level);
    let right = ruling.judgement.possible.only().or(declared);
    // The last stretch of steps at the right level, up to the end.
    let is_right = |step: &Step| step.level.is_some() && step.level == right;
    let start = account.history.iter().rev().take_while(|step| is_right(step)).last();
    let seconds = start.and_then(|start| {
        if std::ptr::eq(start, first) {
            return Some(0);
        }
        Some(start.at?.duration_since(first.at?).as_secs().max(0))
    });
    Some(Change {
        path: incident.path.clone(),
        name: incident.name().to_owned(),
        source: if account.history_is_of_git { ChangeSource::Git } else { ChangeSource::Stated },
        steps: account
            .history
            .iter()
            .map(|step| ChangeStep { level: named(step), because: step.because.clone() })
            .collect(),
        right: right.map(|level| level_id(&ruling.table, level)),
        seconds_until_right: seconds,
        never_right: right.is_some() && !account.history.iter().any(is_right),
    })
}
