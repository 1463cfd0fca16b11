//! Floor 3: what a postmortem says. Values, facts, fields, sections.

pub mod kind;
pub mod value;
