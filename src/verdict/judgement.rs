//! The verdict on one postmortem: what it declares, what is possible, how the two stand.

use jiff::civil::Date;

use crate::model::decision::{Override, Pin};
use crate::model::fact::{Fact, State};
use crate::model::field::Field;
use crate::model::postmortem::Postmortem;
use crate::model::said::Said;
use crate::model::value::Value;
use crate::source::in_order::InOrder;
use crate::space::budget::{Budget, Exhausted};
use crate::table::spelling::Spelled;
use crate::table::table::Table;

use super::pins::levels_of;
use super::possible::{Gap, Possible, Stated, assumed_of_silence, needed};
use super::standing::Standing;

/// The verdict on one postmortem. Indices are the table's.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// What is declared, as it is written; none if there is no such field.
    pub said: Option<Said>,
    /// What that says.
    pub declared: Spelled,
    /// What the stated facts allow.
    pub possible: Possible,
    /// How the two stand.
    pub standing: Standing,
    /// The facts whose assumed values were needed to confirm the declared level.
    pub assumed: Vec<usize>,
    /// Of an open level: the other level it would be, if silence meant what the table assumes. It is told, and makes no
    /// mismatch.
    pub supposed: Option<usize>,
    /// The facts that keep the level open, the most useful first.
    pub missing: Vec<Gap>,
    /// What became of the override, if there is one.
    pub override_state: Option<OverrideState>,
}

/// What became of an override.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverrideState {
    /// It explains a mismatch.
    Valid,
    /// It gives no reason.
    Unreasoned,
    /// Its last day is over.
    Expired,
    /// What it pins is no longer so, or cannot be read.
    Void,
    /// There is no mismatch to explain: declared and table agree.
    Needless,
    /// There is no mismatch so far: a level is open or not declared.
    Open,
}

impl Judgement {
    /// Judges a postmortem. `today` decides whether an override still holds.
    ///
    /// # Errors
    /// When the question costs more than the budget: then there is no verdict, never a guess.
    pub fn of(
        table: &Table,
        postmortem: &Postmortem,
        today: Date,
        budget: &mut Budget,
    ) -> Result<Self, Exhausted> {
        let said = postmortem.said(Field::Severity).cloned();
        let declared = said.as_ref().map_or(Spelled::Nothing, |said| table.spelled(&said.text));
        let stated = Stated::new(table, values(&postmortem.facts));
        let possible = stated.possible(budget)?;
        let mut judgement = Self {
            said,
            standing: Standing::Undeclared,
            declared,
            possible,
            assumed: vec![],
            supposed: None,
            missing: vec![],
            override_state: None,
        };
        judgement.standing = match judgement.declared {
            Spelled::Level { level, .. } => Standing::of(level, &judgement.possible),
            Spelled::NotGraded(_) => Standing::NotGraded,
            Spelled::Nothing => Standing::Undeclared,
            Spelled::Several | Spelled::Unknown(_) => Standing::UnknownLevel,
        };
        if judgement.standing == Standing::Undetermined {
            judgement.assume(table, &postmortem.facts, budget)?;
        }
        if let Some(decision) = &postmortem.severity_override {
            let state = judgement.state_of(decision, table, today);
            judgement.override_state = Some(state);
            if state == OverrideState::Valid {
                judgement.standing = Standing::Overridden;
            }
        }
        if judgement.standing != Standing::Confirmed && judgement.possible.outcomes() > 1 {
            // What is worth finding out has a budget of its own, and is less exact where that is too little.
            let (outcomes, mut advice) = (judgement.possible.outcomes(), Budget::default());
            let gaps = stated.missing_at_least(table, outcomes, &mut advice);
            judgement.missing = ranked(gaps, table, &postmortem.facts, &mut advice);
        }
        Ok(judgement)
    }

    /// The declared level.
    #[must_use]
    pub fn level(&self) -> Option<usize> {
        match self.declared {
            Spelled::Level { level, .. } => Some(level),
            _ => None,
        }
    }

    /// Whether a more severe level than the declared one is possible.
    #[must_use]
    pub fn could_be_worse(&self) -> bool {
        self.level()
            .is_some_and(|declared| self.possible.levels.first().is_some_and(|first| *first < declared))
    }

    /// An assumption can settle an open level; it never makes a mismatch.
    fn assume(&mut self, table: &Table, facts: &[Fact], budget: &mut Budget) -> Result<(), Exhausted> {
        let assumed = assumed_of_silence(table, facts);
        if assumed.is_empty() {
            return Ok(());
        }
        let only = |assumed: &[(usize, &Value)], budget: &mut Budget| {
            let stated = Stated::new(table, values(facts).chain(assumed.iter().copied()));
            Ok(stated.possible(budget)?.only())
        };
        let supposed = only(&assumed, budget)?;
        if supposed.is_none() || supposed != self.level() {
            self.supposed = supposed;
            return Ok(());
        }
        let assumed = needed(assumed, |fewer| Ok(only(fewer, budget)? == supposed))?;
        self.standing = Standing::Confirmed;
        self.assumed = assumed.into_iter().map(|(fact, _)| fact).collect();
        Ok(())
    }

    fn state_of(&self, decision: &Override, table: &Table, today: Date) -> OverrideState {
        let is_reason = |said: &Said| !names_levels_only(table, &said.text);
        if !decision.because.as_ref().is_some_and(is_reason) {
            return OverrideState::Unreasoned;
        }
        let expired = match &decision.until {
            Some((Ok(until), _)) => *until < today,
            // A last day that cannot be read keeps nothing alive.
            Some((Err(()), _)) => true,
            None => false,
        };
        if self.standing == Standing::Confirmed {
            return OverrideState::Needless;
        }
        if !self.standing.is_mismatch() {
            return OverrideState::Open;
        }
        if expired {
            return OverrideState::Expired;
        }
        let levels = |pin: &Pin| levels_of(table, pin).unwrap_or_default();
        let kept = decision
            .level
            .as_ref()
            .is_none_or(|pin| levels(pin).iter().any(|level| self.level() == Some(*level)));
        let given = decision
            .instead_of
            .as_ref()
            .is_none_or(|pin| levels(pin).iter().any(|level| self.possible.levels.contains(level)));
        if kept && given && !decision.is_unclear() { OverrideState::Valid } else { OverrideState::Void }
    }
}

/// Whether a text names levels and says nothing about them: `SEV-3`, `SEV-3 → SEV-2`.
fn names_levels_only(table: &Table, text: &str) -> bool {
    let is_level = |part: &str| match table.spelled(part) {
        Spelled::Level { end, .. } => !part.get(end..).unwrap_or_default().contains(char::is_alphanumeric),
        _ => false,
    };
    text.len() <= LONGEST_LEVELS
        && (is_level(text)
            || BETWEEN_LEVELS
                .iter()
                .any(|between| text.contains(between) && text.split(between).all(is_level)))
}

/// The longest text that may be a few levels, in bytes.
const LONGEST_LEVELS: usize = 80;

/// What stands between two levels.
const BETWEEN_LEVELS: [&str; 9] = [" instead of ", " not ", " or ", " to ", " and ", "→", "->", "/", "から"];

/// The facts that keep a level open, the most useful first: those which keep it open even if silence means what the table
/// assumes, for once they are stated the assumptions do the rest. Among them, and among the others, what the authors said
/// that they do not know comes last.
fn ranked(mut gaps: Vec<Gap>, table: &Table, facts: &[Fact], budget: &mut Budget) -> Vec<Gap> {
    let assumed = assumed_of_silence(table, facts);
    let mut first = vec![];
    if gaps.len() > 1 && !assumed.is_empty() {
        let supposed = Stated::new(table, values(facts).chain(assumed));
        first = supposed.missing_among(gaps.iter().map(|gap| gap.fact), budget).unwrap_or_default();
    }
    let is_unknown = |fact: usize| facts.get(fact).is_some_and(|fact| fact.state == State::Unknown);
    gaps.order_by_key(|gap| {
        let left = first.iter().find(|other| other.fact == gap.fact).map(|other| other.left);
        (left.is_none(), is_unknown(gap.fact), left)
    });
    gaps
}

/// The values of the facts that have one, with their indices.
pub fn values(facts: &[Fact]) -> impl Iterator<Item = (usize, &Value)> {
    facts.iter().enumerate().filter_map(|(index, fact)| Some((index, fact.value.as_ref()?)))
}
