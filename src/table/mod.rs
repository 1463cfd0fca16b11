//! Floor 4: what the organisation demands. The table, its tests, its versions.

mod clause;
mod clause_words;
pub mod criterion_words;
pub mod fault;
pub mod flaw;
pub mod geometry;
mod joined_number;
pub mod label;
mod letters;
pub mod level;
pub mod level_rank;
pub mod negation;
pub mod page;
pub mod page_words;
pub mod presets;
pub mod read;
pub mod read_criteria;
pub mod read_facts;
pub mod read_levels;
mod reader;
pub mod rendering;
mod second_level;
pub mod spelling;
pub mod table;
pub mod test_words;
