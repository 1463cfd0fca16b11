//! The parts of a SEV table: levels, with what puts an incident there and what they oblige.

use crate::model::deadline::Deadline;
use crate::model::value::{Demand, Value};
use crate::source::span::Span;
use crate::space::decimal::Decimal;

/// A name with the place it was given in, and in the form in which spellings are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As written.
    pub text: String,
    /// As spellings are compared.
    pub folded: String,
    /// Where.
    pub span: Span,
}

/// A row of the table.
#[derive(Clone, Debug)]
pub struct Level {
    /// What postmortems declare.
    pub id: Name,
    /// Other spellings of it.
    pub aliases: Vec<Name>,
    /// What it is called in a sentence.
    pub name: Option<Name>,
    /// What is to be done.
    pub response: Response,
    /// What it asks of a postmortem, beyond the table's.
    pub requires: Vec<Requirement>,
    /// What puts an incident here: any one of them.
    pub criteria: Vec<Criterion>,
    /// Where it says that it takes what no criterion covers.
    pub otherwise: Option<Span>,
    /// Incidents that must come out here.
    pub examples: Vec<Example>,
}

/// What a level calls for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// Where it stands, if anywhere.
    pub span: Option<Span>,
    /// In or out of business hours.
    pub cover: Option<Cover>,
    /// How the work is placed among other work, in the team's words.
    pub priority: Option<String>,
    /// Who is told.
    pub notify: Vec<Name>,
    /// Deadlines, by what must have happened.
    pub deadlines: Vec<(Milestone, Deadline, Span)>,
}

impl Response {
    /// Until when this must have happened, and where that stands; none if the level does not ask for it.
    #[must_use]
    pub fn deadline(&self, milestone: Milestone) -> Option<(Deadline, Span)> {
        self.deadlines
            .iter()
            .find(|(asked, ..)| *asked == milestone)
            .map(|(_, deadline, at)| (*deadline, *at))
    }

    /// For how many seconds a deadline of this response runs, where night and weekend count. None where it is counted in
    /// business days: nobody says which hours business hours are, so hours of theirs are. What is written about an incident
    /// is no matter of when people are called.
    #[must_use]
    pub fn on_the_clock(&self, milestone: Milestone, deadline: Deadline) -> Option<Decimal> {
        let is_in_hours = matches!(deadline, Deadline::Elapsed(_));
        let waits = self.cover == Some(Cover::BusinessHours) && milestone != Milestone::Postmortem;
        deadline.seconds().filter(|_| !(is_in_hours && waits))
    }

    /// Whether two responses allow the same time for something, or none of them says how much.
    #[must_use]
    pub fn allows_as_much(&self, other: &Self, milestone: Milestone) -> bool {
        let deadline = |response: &Self| response.deadline(milestone).map(|(deadline, _)| deadline);
        let (ours, theirs) = (deadline(self), deadline(other));
        // 48 hours are two days, unless they are hours of business days.
        let on_the_clock =
            |response: &Self, deadline: Option<Deadline>| response.on_the_clock(milestone, deadline?);
        let clock = on_the_clock(self, ours);
        ours == theirs || (clock.is_some() && clock == on_the_clock(other, theirs))
    }
}

/// When people are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// At any hour.
    AroundTheClock,
    /// In business hours.
    BusinessHours,
}

impl Cover {
    /// Its name in a response.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::AroundTheClock => "around-the-clock",
            Self::BusinessHours => "business-hours",
        }
    }
}

/// What a deadline is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Milestone {
    /// From the start to detection.
    Detected,
    /// From detection to acknowledgement.
    Acknowledged,
    /// From the start to mitigation.
    Mitigated,
    /// From the start to resolution.
    Resolved,
    /// From detection to the first update.
    FirstUpdate,
    /// Between updates.
    NextUpdate,
    /// From resolution to the published postmortem.
    Postmortem,
}

impl Milestone {
    /// All of them, in the order of a response.
    pub const ALL: [Self; 7] = [
        Self::Detected,
        Self::Acknowledged,
        Self::Mitigated,
        Self::Resolved,
        Self::FirstUpdate,
        Self::NextUpdate,
        Self::Postmortem,
    ];

    /// The key of its deadline in a response.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Detected => "detect_within",
            Self::Acknowledged => "acknowledge_within",
            Self::Mitigated => "mitigate_within",
            Self::Resolved => "resolve_within",
            Self::FirstUpdate => "first_update_within",
            Self::NextUpdate => "update_every",
            Self::Postmortem => "postmortem_within",
        }
    }

    /// The one whose deadline has that key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|milestone| milestone.key() == key)
    }
}

/// What a postmortem must have, always or when some facts hold.
#[derive(Clone, Debug, Default)]
pub struct Requirement {
    /// Where it stands.
    pub span: Span,
    /// All of them must hold for the requirement to apply.
    pub when: Vec<Test>,
    /// Fields that must be stated.
    pub fields: Vec<Name>,
    /// Sections that must be there.
    pub sections: Vec<Name>,
    /// What every action item must have: `owner`, `due`.
    pub action_items: Vec<Name>,
}

/// A conjunction of tests; with `at_least`, also enough of its items.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Its name within the level; numbered where the table gives none.
    pub id: String,
    /// Where it stands.
    pub span: Span,
    /// What it means, as people say it.
    pub says: Option<String>,
    /// All of them must hold.
    pub tests: Vec<Test>,
    /// And so many of these.
    pub at_least: Option<AtLeast>,
    /// Who is told on top of the level's.
    pub notify: Vec<Name>,
}

/// So many of the items must hold.
#[derive(Clone, Debug)]
pub struct AtLeast {
    /// How many.
    pub count: usize,
    /// Of these. An item holds when any of its alternatives does; an alternative is a conjunction.
    pub of: Vec<Vec<Vec<Test>>>,
}

/// What a criterion asks of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// Index into the table's facts.
    pub fact: usize,
    /// What it must be.
    pub demand: Demand,
    /// Where the table says so: the test, without the fact's name.
    pub span: Span,
}

/// An incident that must come out at the level it stands under.
#[derive(Clone, Debug)]
pub struct Example {
    /// Where it stands.
    pub span: Span,
    /// What happened.
    pub says: Option<String>,
    /// A postmortem of the repository.
    pub incident: Option<Name>,
    /// Facts, by index into the table's.
    pub facts: Vec<(usize, Value, Span)>,
}

impl Criterion {
    /// All tests of the criterion, in the order they stand.
    pub fn all_tests(&self) -> impl Iterator<Item = &Test> {
        let items = self.at_least.iter().flat_map(|at_least| at_least.of.iter().flatten().flatten());
        self.tests.iter().chain(items)
    }
}
