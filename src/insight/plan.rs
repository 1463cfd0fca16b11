//! What a proposed change of the SEV table would do: to past incidents, to what the table means, to what it asks.

use jiff::civil::Date;

use crate::source::document::Document;
use crate::space::budget::{Budget, Exhausted};
use crate::table::flaw::found::STEPS;
use crate::table::geometry::TooComplex;
use crate::table::table::Table;

use super::plan_incidents::{Change, ChangedIncident, Read, compared};
use super::plan_joint::{FactChange, Joint};
use super::plan_moves::{Direction, Move, moves};

/// A change of the table, and what it would do. Everything that a report of it says.
#[derive(Debug)]
pub struct Plan<'t> {
    /// The table before.
    pub old: &'t Table,
    /// The table after.
    pub new: &'t Table,
    /// Where the old table comes from, in words: a commit, a file.
    pub old_name: String,
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
    /// the other, both ways.
    #[must_use]
    pub fn is_equivalent(&self) -> bool {
        self.moves.is_empty() && self.joint.levels.is_one_to_one() && !self.has_other_answers()
    }

    /// Whether answers can be given to one table that the other cannot tell.
    #[must_use]
    pub fn has_other_answers(&self) -> bool {
        self.joint
            .facts
            .iter()
            .any(|change| matches!(change, FactChange::Words { .. } | FactChange::Kind { .. }))
    }

    /// Whether anything would come out otherwise.
    #[must_use]
    pub fn changes_something(&self) -> bool {
        !self.moves.is_empty() || !self.incidents.is_empty() || !self.is_equivalent()
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
