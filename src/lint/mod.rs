//! Floor 7: what is reported, and how gravely. Projects, selection, policy, the run and its outcome.

mod across;
pub mod config;
mod fingerprint;
mod ignores;
mod judge;
pub mod outcome;
pub mod project;
pub mod record;
pub mod run;
pub mod select;
pub mod selection;
pub mod spoken;
mod tables;
