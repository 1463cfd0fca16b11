//! Floor 8: what follows from incidents beyond their findings. Nothing here is written down; `report` does that.

pub mod classification;
pub mod level_word;
pub mod next_question;
pub mod survey;
pub mod tally;
