//! Floor 8, beside insight: what is written for people to go on with.

pub mod adopt;
mod agreement;
mod blanks;
mod fact_form;
mod fact_words;
pub mod first_table;
mod forms;
pub mod habits;
pub mod incident;
mod insertion;
pub mod key_line;
mod measured;
pub mod milder_numbers;
pub mod naming;
pub mod new_postmortem;
mod said_deadline;
mod section_prompt;
pub mod settings;
pub mod sketched_level;
mod stated;
pub mod table_front;
pub mod table_text;
