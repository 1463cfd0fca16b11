//! Floor 4: what the organisation demands. The table, its tests, its versions.

pub mod fault;
pub mod geometry;
pub mod level;
pub mod read;
mod read_criteria;
mod read_facts;
mod read_levels;
mod reader;
pub mod spelling;
pub mod table;
