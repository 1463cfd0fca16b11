//! Floor 5: how a postmortem stands to a table. Possible levels, evidence, standing, duties.

pub mod duties;
pub mod evidence;
pub mod example;
pub mod judgement;
pub mod level_changes;
pub mod nearness;
pub mod outcome;
pub mod pins;
pub mod possible;
pub mod standing;
