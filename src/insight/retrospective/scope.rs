//! What a retrospective looked at, and what it left out and why.

use jiff::civil::Date;
use serde::Serialize;

use crate::lint::account::Account;
use crate::lint::outcome::Outcome;
use crate::table::table::Table;
use crate::verdict::standing::Standing;

use super::incident::Incident;
use super::period::{Day, Period};

/// What was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Scope {
    /// Postmortems that were found.
    pub postmortems: usize,
    /// Incidents of the period.
    pub within: usize,
    /// Incidents before the period.
    pub before: usize,
    /// Incidents after the period.
    pub after: usize,
    /// Incidents whose day is not known. They belong to a period only if it has neither beginning nor end.
    pub undated: Vec<Named>,
    /// Files that could not be read, and so are in no number.
    pub unread: Vec<String>,
    /// Incidents of the period without a table to judge them by.
    pub without_table: usize,
    /// Incidents of the period that are no severity (exercises, maintenance): counted, and not judged.
    pub not_graded: usize,
    /// Incidents of the period whose postmortem says that it is not finished.
    pub drafts: usize,
    /// Incidents of the period that the table has no level for.
    pub uncovered: usize,
    /// Incidents of the period whose level stays open, as more than one is possible and the declared one is among them.
    pub open_levels: usize,
}

/// An incident by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Named {
    /// Where it stands.
    pub path: String,
    /// What it is referred to by.
    pub id: Option<String>,
    /// What happened, in a line.
    pub title: Option<String>,
}

/// A table that judged incidents of the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct TableInForce {
    /// Where it stands.
    pub path: String,
    /// What it is called.
    pub title: Option<String>,
    /// From which day on it is in force; null if it does not say.
    pub effective_from: Option<Day>,
    /// The first digits of its commit, if it is a version that only git has.
    pub commit: Option<String>,
    /// How many incidents of the period it judged.
    pub incidents: usize,
}

impl Scope {
    /// Of the incidents of the period.
    #[must_use]
    pub fn of(incidents: &[Incident], accounts: &[&Account]) -> Self {
        let count = |is: fn(&Incident) -> bool| incidents.iter().filter(|incident| is(incident)).count();
        Self {
            within: incidents.len(),
            without_table: count(|incident| incident.standing.is_none()),
            not_graded: count(|incident| incident.standing == Some(Standing::NotGraded)),
            uncovered: count(|incident| incident.standing == Some(Standing::Uncovered)),
            open_levels: count(|incident| incident.standing == Some(Standing::Undetermined)),
            drafts: accounts.iter().filter(|account| account.is_draft).count(),
            ..Self::default()
        }
    }

    /// What was left out.
    pub fn look_at(&mut self, outcome: &Outcome, dated: &[(&Account, Option<Date>)], period: &Period) {
        let days = || dated.iter().filter_map(|(_, day)| *day);
        self.postmortems = outcome.postmortems;
        self.before = days().filter(|day| period.is_before(*day)).count();
        self.after = days().filter(|day| !period.is_before(*day) && !period.contains(*day)).count();
        let named = |account: &Account| Named {
            path: account.path.to_string(),
            id: account.id.clone(),
            title: account.title.clone(),
        };
        self.undated =
            dated.iter().filter(|(_, day)| day.is_none()).map(|(account, _)| named(account)).collect();
        let unread = outcome.findings.iter().filter(|finding| finding.diagnostic.about.family() == "file");
        self.unread = unread.map(|finding| finding.diagnostic.place.path.to_string()).collect();
    }
}

impl TableInForce {
    /// Of a table, and of how many incidents it judged.
    #[must_use]
    pub fn of(table: &Table, incidents: usize) -> Self {
        Self {
            path: table.text.path().to_string(),
            title: table.title.clone(),
            effective_from: table.effective_from.map(Day),
            commit: table.of_commit.as_ref().map(ToString::to_string),
            incidents,
        }
    }
}
