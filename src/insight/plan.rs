//! What a proposed change of the SEV table would do: to past incidents, to what the table means, to what it asks.

use std::sync::Arc;

use jiff::civil::Date;

use crate::source::document::Document;
use crate::space::budget::{Budget, Exhausted};
use crate::table::flaw::found::STEPS;
use crate::table::geometry::TooComplex;
use crate::table::table::Table;

use super::plan_duties::{DutyChange, duty_changes};
use super::plan_incidents::{Change, ChangedIncident, Read, compared};
use super::plan_joint::{FactChange, Joint};
use super::plan_moves::{Direction, Move, moves};
use super::plan_spellings::{SpellingChange, spelling_changes};

/// A change of the table, and what it would do. Everything that a report of it says.
#[derive(Debug)]
pub struct Plan<'t> {
    /// The table before.
    pub old: &'t Table,
    /// The table after.
    pub new: &'t Table,
    /// Where the old table comes from, in words: a commit, a file.
    pub old_name: String,
    /// Its path and the commit that had it, if it is of one.
    pub then: Option<(String, String)>,
    /// Where the new one comes from.
    pub new_name: String,
    /// Both in one space.
    pub joint: Joint,
    /// What moves, whatever incidents there are.
    pub moves: Vec<Move>,
    /// The incidents that it concerns: moved up first, then down, out and in, then those whose level is open now.
    pub incidents: Vec<ChangedIncident>,
    /// How many incidents were looked at.
    pub compared: usize,
    /// The facts that the new table asks for and the old one did not, with how many incidents state them.
    pub asked: Vec<(String, usize)>,
    /// The facts that are asked for no more.
    pub asked_no_more: Vec<String>,
    /// How many of the files that should have been read could not be.
    pub unread: usize,
    /// What people are asked otherwise.
    pub duties: Vec<DutyChange>,
    /// By which words postmortems are read otherwise.
    pub spellings: Vec<SpellingChange>,
    /// From which day on another table judges after the change, and which. Incidents from then on are not looked at.
    pub until: Option<(Date, Arc<str>)>,
    /// How many incidents that leaves out.
    pub left_out: usize,
    /// Other tables of the project that are not as they were.
    pub beside: Vec<Beside>,
}

/// What became of the table of another project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It says something else.
    Changed,
    /// It is new.
    New,
    /// It is gone.
    Gone,
}

/// A table that changed besides the one that is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// It says something else.
    Changed(Arc<str>),
    /// It is new.
    New(Arc<str>),
    /// It is gone.
    Gone(Arc<str>),
    /// It is that of another project.
    Elsewhere(Arc<str>, Fate),
}

/// The tables are too complex to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooHard;

impl From<Exhausted> for TooHard {
    fn from(_: Exhausted) -> Self {
        Self
    }
}

impl From<TooComplex> for TooHard {
    fn from(_: TooComplex) -> Self {
        Self
    }
}

impl<'t> Plan<'t> {
    /// Compares two tables, without any incidents yet.
    ///
    /// # Errors
    /// When that takes too many steps: then nothing is said, never a guess.
    pub fn of(old: &'t Table, new: &'t Table, old_name: String, new_name: String) -> Result<Self, TooHard> {
        let joint = Joint::of(old, new)?;
        let moves = moves(&joint, old, new, &mut Budget::new(STEPS))?;
        let asks = |table: &Table, name: &str| {
            table.fact(name).is_some_and(|fact| !table.geometry.dimensions_of(fact).is_empty())
        };
        let renamed = |name: &str, back: bool| {
            let of = |change: &FactChange| match change {
                FactChange::Renamed { from, to } if back && to == name => Some(from.clone()),
                FactChange::Renamed { from, to } if !back && from == name => Some(to.clone()),
                _ => None,
            };
            joint.facts.iter().find_map(of).unwrap_or_else(|| name.to_owned())
        };
        let only = |some: &Table, other: &Table, back: bool| -> Vec<String> {
            let names = some.facts.iter().map(|fact| &fact.name);
            names.filter(|name| asks(some, name) && !asks(other, &renamed(name, back))).cloned().collect()
        };
        let asked = only(new, old, true).into_iter().map(|name| (name, 0)).collect();
        let asked_no_more = only(old, new, false);
        let duties = duty_changes(old, new, &joint.levels);
        let spellings = spelling_changes(old, new, &joint.levels, &joint.facts);
        Ok(Self {
            old,
            new,
            old_name,
            new_name,
            joint,
            moves,
            incidents: vec![],
            compared: 0,
            asked,
            asked_no_more,
            unread: 0,
            duties,
            spellings,
            then: None,
            until: None,
            left_out: 0,
            beside: vec![],
        })
    }

    /// Looks at an incident, read by both tables.
    ///
    /// # Errors
    /// When a question about it takes too many steps.
    pub fn look_at(
        &mut self,
        document: &Document,
        old: Read<'_>,
        new: Read<'_>,
        today: Date,
    ) -> Result<(), TooHard> {
        // A postmortem without a day is judged by the table of the day of the run.
        let day = new.postmortem.day.unwrap_or(today);
        if self.until.as_ref().is_some_and(|(until, _)| day >= *until) {
            self.left_out += 1;
            return Ok(());
        }
        self.compared += 1;
        for (name, stated) in &mut self.asked {
            let fact = self.new.fact(name).and_then(|fact| new.postmortem.facts.get(fact));
            *stated += usize::from(fact.is_some_and(|fact| fact.value.is_some()));
        }
        if let Some(found) = compared(&self.joint, document, old, new, today)? {
            let at = self
                .incidents
                .partition_point(|known| (known.change, &known.path) <= (found.change, &found.path));
            self.incidents.insert(at, found);
        }
        Ok(())
    }

    /// Whether the two tables say the same of everything, level by level: each region of one is covered by the same region of
    /// the other, both ways, and silence means what it meant.
    #[must_use]
    pub fn is_equivalent(&self) -> bool {
        let is_silence = |change: &FactChange| matches!(change, FactChange::Assumed(_));
        self.moves.is_empty()
            && self.joint.levels.is_one_to_one()
            && !self.has_other_answers()
            && !self.joint.facts.iter().any(is_silence)
    }

    /// Whether answers can be given to one table that the other cannot tell.
    #[must_use]
    pub fn has_other_answers(&self) -> bool {
        self.joint
            .facts
            .iter()
            .any(|change| matches!(change, FactChange::Words { .. } | FactChange::Kind { .. }))
    }

    /// Whether every incident stays at its level: those that were looked at, and any other.
    #[must_use]
    pub fn leaves_levels(&self) -> bool {
        self.is_equivalent() && self.incidents.is_empty()
    }

    /// The first day of the table before and after, if a table of the project that has others begins on another day: what it
    /// judges is not what it judged.
    #[must_use]
    pub fn moved_start(&self) -> Option<(Option<Date>, Option<Date>)> {
        let (old, new) = (self.old.effective_from, self.new.effective_from);
        (old != new && self.old.text.path() == self.new.text.path()).then_some((old, new))
    }

    /// Whether anything would come out otherwise, or is asked otherwise.
    #[must_use]
    pub fn changes_something(&self) -> bool {
        !self.leaves_levels()
            || !self.duties.is_empty()
            || !self.spellings.is_empty()
            || !self.beside.is_empty()
            || self.moved_start().is_some()
    }

    /// The incidents with a change.
    pub fn incidents_that(
        &self,
        is_meant: impl Fn(Change) -> bool,
    ) -> impl Iterator<Item = &ChangedIncident> {
        self.incidents.iter().filter(move |incident| is_meant(incident.change))
    }

    /// How many incidents move in a direction.
    #[must_use]
    pub fn moved(&self, direction: Direction) -> usize {
        self.incidents_that(|change| change == Change::Moves(direction)).count()
    }
}
