//! A time as a postmortem states it.

use crate::source::span::Span;

use super::moment::{Moment, MomentReading};
use super::value::Why;

/// A stated time.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
    /// What it was read as.
    pub reading: MomentReading,
}

impl Time {
    /// The time, if it could be read.
    #[must_use]
    pub fn moment(&self) -> Option<&Moment> {
        match &self.reading {
            MomentReading::Moment(moment) => Some(moment),
            _ => None,
        }
    }

    /// Why it cannot be used, if that is so.
    #[must_use]
    pub fn why(&self) -> Option<&Why> {
        match &self.reading {
            MomentReading::Unreadable(why) => Some(why),
            _ => None,
        }
    }
}
