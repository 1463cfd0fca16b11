//! What may be wrong with a table that loads, as data: places, and *witnesses* that a person can check. The sentences are
//! made by the rules that report it.

pub mod ascending;
pub mod criteria;
pub mod facts;
pub mod found;
pub mod hole;
pub mod inversion;
pub mod levels;
pub mod order;
pub mod response;
