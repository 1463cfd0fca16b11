//! sevlint checks the severities that postmortems declare against an organisation's SEV table.
//!
//! The floors, lowest first; imports point only downwards.

pub mod source;
pub mod space;

pub mod diagnostic;

pub mod model;
pub mod table;
pub mod verdict;
