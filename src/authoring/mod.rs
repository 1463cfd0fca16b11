//! Floor 8, beside insight: what is written for people to go on with.

pub mod adopt;
mod agreement;
mod blanks;
mod forms;
pub mod incident;
mod insertion;
pub mod key_line;
mod stated;
