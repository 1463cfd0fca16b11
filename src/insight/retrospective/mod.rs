//! The retrospective over many incidents: computed once, from the accounts of a run, and written down by one file per
//! format, so that the formats cannot disagree.

pub mod agreement;
pub mod asked;
pub mod criteria;
pub mod decision;
pub mod decisions;
pub mod duties;
pub mod groups;
pub mod incident;
pub mod kappa;
pub mod number;
pub mod period;
pub mod quartiles;
pub mod remark;
pub mod retrospect;
#[expect(clippy::module_inception, reason = "the value the folder is named for")]
pub mod retrospective;
pub mod review;
pub mod scope;
pub mod times;
