//! What the text of a postmortem says about facts that tables share: plain claims, and sentences that come near one.
//!
//! A claim is what a whole sentence asserts of the incident as a whole, in one of few patterns. Anything that may turn
//! a sentence round (a doubt, a condition, a comparison, another incident) leaves it without one.

mod amount;
pub mod another;
pub mod claim;
pub mod claims;
mod english;
mod english_duration;
mod english_loss;
mod english_lost_where;
mod english_people;
mod english_security;
mod english_workaround;
mod japanese;
mod japanese_amount;
mod japanese_harm;
mod japanese_people;
mod japanese_time;
mod passage;
pub mod recall;
mod sentence;
mod trigger;
