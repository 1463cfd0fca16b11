//! What a postmortem says about one question.

use serde::Serialize;

use crate::source::span::Span;

use super::value::{Reading, Value, Why};

/// One fact of a postmortem: every statement of it, and what follows from them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fact {
    /// How it stands.
    pub state: State,
    /// What it may be; none leaves the whole dimension open.
    pub value: Option<Value>,
    /// Where it is stated; or, of a derived fact, the times it follows from.
    pub statements: Vec<Statement>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Where the value stands; the key's place, if nothing stands behind it.
    pub span: Span,
    /// As it is written.
    pub text: Box<str>,
    /// What it was read as.
    pub reading: Reading,
}

/// How a fact stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// One value.
    Stated,
    /// One value, or a range of them, that follows from times.
    Derived,
    /// A range, or one of several.
    Uncertain,
    /// Two statements that cannot both hold: either.
    Disputed,
    /// Stated in a form that cannot be used.
    Unreadable,
    /// Stated as not known.
    Unknown,
    /// Not stated, and taken for what the table assumes.
    Assumed,
    /// Not stated.
    #[default]
    Absent,
}

impl State {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Derived => "derived",
            Self::Uncertain => "uncertain",
            Self::Disputed => "disputed",
            Self::Unreadable => "unreadable",
            Self::Unknown => "unknown",
            Self::Assumed => "assumed",
            Self::Absent => "absent",
        }
    }
}

impl Fact {
    /// What follows from statements: what all of them allow; if they cannot all hold, what any allows.
    #[must_use]
    pub fn of(statements: Vec<Statement>) -> Self {
        let mut value: Option<Value> = None;
        let mut disputed = false;
        for statement in &statements {
            let Some(next) = statement.reading.value() else { continue };
            value = Some(match value {
                None => next.clone(),
                Some(before) if disputed => before.either(next),
                Some(before) => before.both(next).unwrap_or_else(|| {
                    disputed = true;
                    before.either(next)
                }),
            });
        }
        let state = match &value {
            Some(_) if disputed => State::Disputed,
            Some(value) if value.is_certain() => State::Stated,
            Some(_) => State::Uncertain,
            None if statements.is_empty() => State::Absent,
            None if statements.iter().any(|statement| statement.why().is_some()) => State::Unreadable,
            None => State::Unknown,
        };
        Self { state, value, statements }
    }

    /// Whether it is stated within a place.
    #[must_use]
    pub fn is_stated_within(&self, place: Span) -> bool {
        let is_in = |span: Span| place.start <= span.start && span.end <= place.end;
        self.statements.iter().any(|statement| is_in(statement.span))
    }

    /// A fact that follows from times.
    #[must_use]
    pub fn derived(value: Value, statements: Vec<Statement>) -> Self {
        Self { state: State::Derived, value: Some(value), statements }
    }
}

impl Statement {
    /// Why it, or a part of it, cannot be used, if that is so.
    #[must_use]
    pub fn why(&self) -> Option<&Why> {
        self.reading.refused().first()
    }
}
