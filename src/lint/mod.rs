//! Floor 7: what is reported, and how gravely. Projects, selection, policy, the run and its outcome.

mod across;
pub mod baseline;
mod candidate;
pub mod changed;
pub mod config;
mod examine;
mod fingerprint;
mod ignores;
mod judge;
mod local_names;
pub mod outcome;
pub mod project;
mod reach;
pub mod record;
pub mod run;
mod run_notes;
pub mod select;
pub mod selection;
mod settle;
pub mod spoken;
pub mod table_run;
mod table_search;
mod tables;
mod trouble;
pub mod visit;
