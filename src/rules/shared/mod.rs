//! What several rules have in common. A rule itself is one file in the folder above.

pub(super) mod added_line;
pub(super) mod against;
pub(super) mod announced;
pub(super) mod asked;
pub mod baseline_fault;
pub mod config_fault;
pub(super) mod covering;
pub(super) mod fence;
pub(super) mod front_matter_line;
pub(super) mod graded;
pub mod grounds;
pub(super) mod ignore_removal;
pub mod lateness;
pub mod link_target;
pub(super) mod mismatch;
pub(super) mod nested_keys;
pub mod notified;
pub(super) mod presence;
pub(super) mod refusals;
pub(super) mod slips;
pub(super) mod stated_under;
pub(super) mod taken_out;
pub(super) mod times;
pub(super) mod unassigned;
pub(super) mod word_place;
