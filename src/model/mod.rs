//! Floor 3: what a postmortem says. Values, facts, fields, sections.

pub mod combine;
pub mod deadline;
pub mod decision;
pub mod declaration;
pub mod demand;
pub mod directive;
pub mod fact;
pub mod field;
mod file_date;
pub mod fold;
pub mod grammar;
pub mod kind;
pub mod kinds;
pub mod moment;
pub mod postmortem;
pub mod reading;
pub mod said;
pub mod show;
pub mod value;
pub mod vocabulary;
