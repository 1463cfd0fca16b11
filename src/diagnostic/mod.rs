//! Floor 2: what a finding is made of, with its edits and its own excerpts of the text. Knows nothing of rules.

pub mod about;
pub mod diagnostic;
pub mod excerpt;
pub mod language;
