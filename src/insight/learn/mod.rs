//! What a team did, as criteria: the fewest thresholds that explain the levels it declared.
//!
//! A proposal is chosen by its description length (Rissanen 1978): what its criteria cost to write down, and what the
//! incidents cost that it gets wrong, by how many levels. A criterion that explains only slips costs more than it saves.

pub mod annealing;
pub mod candidates;
pub mod case;
pub mod cases;
pub mod conjunction;
pub mod counting;
pub mod dice;
pub mod fit;
pub mod intake;
pub mod learnt_table;
pub mod lesson;
pub mod price;
pub mod proposal;
pub mod rule;
pub mod sheet;
pub mod stands;
pub mod tempering;
pub mod trial;
