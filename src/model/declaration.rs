//! Which facts there are to state: what a table declares, and the times that can be worked out.

use crate::source::span::Span;

use super::kind::Kind;
use super::value::Value;

/// A fact that may be stated: declared by a table, or built in.
#[derive(Clone, Debug, PartialEq)]
pub struct Declaration {
    /// Its name, a canonical field.
    pub name: String,
    /// Where the table declares it; none for a built-in fact.
    pub span: Option<Span>,
    /// What may be stated.
    pub kind: Kind,
    /// The question, as people ask it.
    pub says: Option<String>,
    /// Other keys it is stated under; dots reach into nested keys.
    pub from: Vec<String>,
    /// What silence means.
    pub assume: Option<Value>,
    /// Which way is worse.
    pub worse: Worse,
}

/// Which way a fact gets worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Worse {
    /// More is worse; of a scale, the later word; of a boolean, yes; of a set, more members.
    #[default]
    Higher,
    /// Less is worse.
    Lower,
    /// Neither.
    Neither,
}

impl Declaration {
    /// A fact of that name and kind, with nothing else said.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: Kind) -> Self {
        let worse = if matches!(kind, Kind::Choice(_)) { Worse::Neither } else { Worse::Higher };
        Self { name: name.into(), span: None, kind, says: None, from: vec![], assume: None, worse }
    }
}

/// A length of time that follows from two times, when it is not stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The fact.
    pub name: &'static str,
    /// The field it runs from.
    pub from: &'static str,
    /// The field it runs to.
    pub to: &'static str,
}

/// The built-in facts, of kind duration. Every one runs from the start of the incident, but the time to acknowledge:
/// nobody can acknowledge what is not detected.
pub const DERIVED: &[Derived] = &[
    Derived { name: "duration", from: "started_at", to: "resolved_at" },
    Derived { name: "time_to_detect", from: "started_at", to: "detected_at" },
    Derived { name: "time_to_acknowledge", from: "detected_at", to: "acknowledged_at" },
    Derived { name: "time_to_mitigate", from: "started_at", to: "mitigated_at" },
    Derived { name: "time_to_resolve", from: "started_at", to: "resolved_at" },
];
