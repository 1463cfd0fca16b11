//! The sentences and the small grammar that messages of several rules, commands and reports are made of.

pub mod japanese;
pub mod obstacle_words;
pub mod phrase;
pub mod point_words;
pub(super) mod shape_words;
pub mod share_words;
pub(super) mod syntax_words;
pub mod table_fault_words;
pub mod trailing_words;
pub mod value_words;
