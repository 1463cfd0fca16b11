//! The recorded decision to keep a level the table does not give.

use serde::Serialize;

use crate::model::decision::Override;
use crate::verdict::judgement::OverrideState;

use super::period::Day;

/// A recorded decision to keep a level the table does not give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Decision {
    /// Why.
    pub because: Option<String>,
    /// Who agreed.
    pub approved_by: Option<String>,
    /// Its last day, if that is stated and can be read.
    pub until: Option<Day>,
    /// `valid`, `unreasoned`, `expired`, `void`, `needless` or `open`.
    pub state: DecisionState,
}

/// What became of an override.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum DecisionState {
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

impl Decision {
    /// Of an override and what became of it.
    #[must_use]
    pub fn of(decision: &Override, state: OverrideState) -> Self {
        Self {
            because: decision.because.as_ref().map(|said| said.text.clone()),
            approved_by: decision.approved_by.as_ref().map(|said| said.text.clone()),
            until: decision.until.as_ref().and_then(|(until, _)| until.ok()).map(Day),
            state: match state {
                OverrideState::Valid => DecisionState::Valid,
                OverrideState::Unreasoned => DecisionState::Unreasoned,
                OverrideState::Expired => DecisionState::Expired,
                OverrideState::Void => DecisionState::Void,
                OverrideState::Needless => DecisionState::Needless,
                OverrideState::Open => DecisionState::Open,
            },
        }
    }
}
