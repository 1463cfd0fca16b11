//! What a proposed change of the SEV table would do: to past incidents, to what the table means, to what it asks.

use std::ptr;
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
use super::plan_levels::{Direction, LevelMatch};
use super::plan_moves::{Move, moves};
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
    pub incidents: Vec<ChangedIncident<'t>>,
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
    /// From which day on another table judges after the change, and which.
    pub until: Option<(Date, Arc<str>)>,
    /// The incidents that were not looked at, as tables judge them that stay as they are.
    pub left_out: Vec<LeftOut>,
    /// Whether incidents that neither table is in force for are tried all the same.
    pub tries: bool,
    /// Whether the table before was the oldest one of its project, which judges what is earlier than its first day, too.
    pub was_oldest: bool,
    /// Whether the table after is.
    pub is_oldest: bool,
    /// Other tables that are not as they were.
    pub beside: Vec<Beside>,
    /// Configurations that do not say what they said.
    pub configurations: Vec<ConfigChange>,
    /// The postmortems that were judged, are there, and are judged no more; in order.
    pub no_more: Vec<Arc<str>>,
    /// The postmortems that were there, were judged by nothing, and are judged now; in order.
    pub only_now: Vec<Arc<str>>,
    /// How the levels of other pairs of tables match, by which incidents were looked at.
    matches: Vec<(&'t Table, &'t Table, LevelMatch)>,
}

/// Incidents that are not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The table that judges them, before and after.
    pub by: Arc<str>,
    /// When they were.
    pub when: When,
    /// How many.
    pub incidents: usize,
}

/// When incidents were that a table judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// From that day on.
    From(Date),
    /// Before that day.
    Before(Date),
    /// At any time.
    Ever,
}

/// A configuration that does not say what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigChange {
    /// The file.
    pub path: String,
    /// What became of it; where it came or went, the keys are told apart from what governs its folder otherwise.
    pub fate: Fate,
    /// The keys whose values are not as they were; of a table of keys, `rules.severity-understated`.
    pub keys: Vec<String>,
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
    /// It is that of another project, with the folder that is to be named to see what comes of it, if that shows something:
    /// without `/` at the end, `.` for the whole repository.
    Elsewhere(Arc<str>, Fate, Option<String>),
}

impl Beside {
    /// Whether it is a table of the project that is looked at.
    #[must_use]
    pub fn is_here(&self) -> bool {
        !matches!(self, Self::Elsewhere(..))
    }
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
            left_out: vec![],
            tries: false,
            was_oldest: false,
            is_oldest: false,
            beside: vec![],
            configurations: vec![],
            no_more: vec![],
            only_now: vec![],
            matches: vec![],
        })
    }

    /// Leaves an incident out, as the table judges it that judged it.
    pub fn leave_out(&mut self, by: &Arc<str>, when: When) {
        match self.left_out.iter_mut().find(|left| left.by == *by && left.when == when) {
            Some(known) => known.incidents += 1,
            None => self.left_out.push(LeftOut { by: by.clone(), when, incidents: 1 }),
        }
    }

    /// Looks at an incident, read by the table before and the one after: those that are compared, or others of the project
    /// that judge it. It may be only tried.
    ///
    /// # Errors
    /// When a question about it takes too many steps.
    pub fn look_at(
        &mut self,
        document: &Document,
        old: Read<'t, '_>,
        new: Read<'t, '_>,
        tried: bool,
        today: Date,
    ) -> Result<(), TooHard> {
        self.compared += 1;
        // Facts have their places by the table that they were read by.
        if ptr::eq(self.new, new.table) {
            for (name, stated) in &mut self.asked {
                let fact = self.new.fact(name).and_then(|fact| new.postmortem.facts.get(fact));
                *stated += usize::from(fact.is_some_and(|fact| fact.value.is_some()));
            }
        }
        let is_this =
            |known: &(&Table, &Table, LevelMatch)| ptr::eq(known.0, old.table) && ptr::eq(known.1, new.table);
        let is_pair = ptr::eq(self.old, old.table) && ptr::eq(self.new, new.table);
        if !is_pair && !self.matches.iter().any(is_this) {
            let levels = LevelMatch::of(&old.table.levels, &new.table.levels);
            self.matches.push((old.table, new.table, levels));
        }
        let levels = match self.matches.iter().find(|known| is_this(known)) {
            Some((.., levels)) if !is_pair => levels,
            _ => &self.joint.levels,
        };
        if let Some(found) = compared(levels, document, old, new, today)? {
            let at = self
                .incidents
                .partition_point(|known| (known.change, &known.path) <= (found.change, &found.path));
            self.incidents.insert(at, ChangedIncident { tried, ..found });
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

    /// Whether it is proven that every incident of the project stays at its level: those that were looked at, and any other.
    #[must_use]
    pub fn leaves_levels(&self) -> bool {
        self.is_equivalent()
            && self.incidents.is_empty()
            && !self.beside.iter().any(Beside::is_here)
            && (self.moved_start().is_none() || self.was_oldest && self.is_oldest)
    }

    /// Whether it is proven that nothing at all comes out at another level, in this project or another.
    #[must_use]
    pub fn leaves_everything(&self) -> bool {
        self.leaves_levels()
            && self.no_more.is_empty()
            && self.only_now.is_empty()
            && self.beside.is_empty()
            && self.configurations.is_empty()
    }

    /// The first day of the table before and after, if it begins on another day: where another table judges what is earlier,
    /// what it judges is not what it judged.
    #[must_use]
    pub fn moved_start(&self) -> Option<(Option<Date>, Option<Date>)> {
        let (old, new) = (self.old.effective_from, self.new.effective_from);
        (old != new && self.old.text.path() == self.new.text.path()).then_some((old, new))
    }

    /// Whether something else of the tables is not as it was: what is to be done, by which words it is read, when it begins.
    #[must_use]
    pub fn changes_else(&self) -> bool {
        !self.duties.is_empty() || !self.spellings.is_empty() || self.moved_start().is_some()
    }

    /// Whether anything would come out otherwise, or is asked otherwise.
    #[must_use]
    pub fn changes_something(&self) -> bool {
        !self.leaves_everything() || self.changes_else()
    }

    /// The incidents with a change.
    pub fn incidents_that(
        &self,
        is_meant: impl Fn(Change) -> bool,
    ) -> impl Iterator<Item = &ChangedIncident<'t>> {
        self.incidents.iter().filter(move |incident| is_meant(incident.change))
    }

    /// How many incidents move in a direction.
    #[must_use]
    pub fn moved(&self, direction: Direction) -> usize {
        self.incidents_that(|change| change == Change::Moves(direction)).count()
    }
}
