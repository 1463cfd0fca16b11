//! Floor 8: what follows from incidents beyond their findings. Nothing here is written down; `report` does that.

pub mod classification;
pub mod learn;
pub mod level_rank;
pub mod level_word;
pub mod next_question;
pub mod observed;
pub mod plan;
pub mod plan_duties;
pub mod plan_incidents;
pub mod plan_joint;
pub mod plan_levels;
pub mod plan_moves;
pub mod plan_spellings;
pub mod proposal;
pub mod retrospective;
pub mod rubric;
mod rubric_columns;
pub mod rubric_headings;
mod rubric_labels;
pub mod rubric_leads;
mod rubric_names;
mod rubric_pieces;
pub mod rubric_search;
pub mod survey;
pub mod tally;
