//! Floor 3: what a postmortem says. Values, facts, fields, sections.

pub mod deadline;
pub mod demand;
pub mod grammar;
pub mod kind;
pub mod kinds;
pub mod moment;
pub mod reading;
pub mod show;
pub mod value;
