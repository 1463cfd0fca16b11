//! What levels oblige, and what became of it: people told, deadlines, action items; by the most severe level ever had.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::lint::account::{Account, Actions, Told};
use crate::rules::shared::lateness::Kept;
use crate::source::in_order::InOrder;
use crate::table::level::Milestone;

use super::incident::level_id;

/// The duties of one level.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct DutiesOfLevel {
    /// The level's id.
    pub level: String,
    /// How many incidents had it as their most severe level.
    pub incidents: usize,
    /// Whether those were told who were to be.
    pub told: ToldCounts,
    /// The deadlines of its response.
    pub deadlines: Vec<DeadlineCounts>,
    /// Action items.
    pub actions: ActionCounts,
}

/// The action items of incidents that never had a level of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct WithoutLevel {
    /// How many incidents never had one: exercises, those that declare none or one that the table lacks, those without a table.
    pub incidents: usize,
    /// Their action items.
    pub actions: ActionCounts,
}

/// In how many incidents those were told who were to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct ToldCounts {
    /// All of them were.
    pub all: usize,
    /// Somebody was not.
    pub not_all: usize,
    /// The postmortem does not say.
    pub unstated: usize,
}

/// In how many incidents a deadline was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct DeadlineCounts {
    /// The key of the deadline in the table.
    pub deadline: &'static str,
    /// Certainly kept.
    pub kept: usize,
    /// Certainly missed.
    pub missed: usize,
    /// The times do not tell.
    pub untold: usize,
}

/// Action items by their state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct ActionCounts {
    /// Done, or given up.
    pub done: usize,
    /// Open, and not due yet or due on no day that can be read.
    pub open: usize,
    /// Open, and due before the day of the report.
    pub overdue: usize,
    /// Those that say nothing of their state.
    pub unstated: usize,
}

impl ActionCounts {
    /// How many there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.done + self.open + self.overdue + self.unstated
    }

    fn add(&mut self, actions: Actions) {
        self.done += actions.done;
        self.open += actions.open;
        self.overdue += actions.overdue;
        self.unstated += actions.unstated;
    }
}

/// The duties of every level that some incident had, in the order of `levels`; and what incidents without one have to do.
#[must_use]
pub fn duties(accounts: &[&Account], levels: &[String]) -> (Vec<DutiesOfLevel>, WithoutLevel) {
    let mut without = WithoutLevel::default();
    let mut found: BTreeMap<String, (DutiesOfLevel, BTreeMap<Milestone, [usize; 3]>)> = BTreeMap::new();
    for account in accounts {
        let graded = account.ruling.as_ref().and_then(|ruling| Some((ruling, ruling.duties.grade?)));
        let Some((ruling, grade)) = graded else {
            without.incidents += 1;
            without.actions.add(account.actions);
            continue;
        };
        let level = level_id(&ruling.table, grade);
        let (row, deadlines) = found.entry(level.clone()).or_default();
        row.level = level;
        row.incidents += 1;
        match ruling.duties.told {
            Told::Nobody => {}
            Told::All => row.told.all += 1,
            Told::NotAll => row.told.not_all += 1,
            Told::Unstated => row.told.unstated += 1,
        }
        for (milestone, kept) in &ruling.duties.deadlines {
            let [in_time, late, untold] = deadlines.entry(*milestone).or_default();
            match kept {
                Kept::InTime => *in_time += 1,
                Kept::Late => *late += 1,
                Kept::Untold => *untold += 1,
            }
        }
        row.actions.add(account.actions);
    }
    let mut rows: Vec<DutiesOfLevel> = found
        .into_values()
        .map(|(mut row, deadlines)| {
            let counts = |(milestone, [kept, missed, untold]): (Milestone, [usize; 3])| DeadlineCounts {
                deadline: milestone.key(),
                kept,
                missed,
                untold,
            };
            row.deadlines = deadlines.into_iter().map(counts).collect();
            row
        })
        .collect();
    rows.order_by_key(|row| levels.iter().position(|level| *level == row.level));
    (rows, without)
}
