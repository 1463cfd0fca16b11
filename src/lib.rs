//! sevlint checks the severities that postmortems declare against an organisation's SEV table.
//!
//! ```text
//! bytes ─► Document ─► Postmortem ─► Judgement ─► Diagnostic ─► Outcome ─► bytes
//!         what stands  what it says  how it stands  what is      all that a   a report
//!         where                      to the table   wrong        report says
//! ```
//!
//! Each value is made once, from the one before, by a function that cannot look back. The modules are floors, the
//! lowest first; a file imports only from floors below its own, and `tests/suite/architecture.rs` holds it.

// No panic reaches a user: what can fail says so. Tests may stop where something fails.
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::get_unwrap,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

// 1 · what stands where; and beside it cells, boxes, coverage
pub mod source;
pub mod space;

// 2 · what a finding is made of
pub mod diagnostic;

// 3 · what a postmortem says
pub mod model;

// 4 · what the organisation demands
pub mod table;

// 5 · how a postmortem stands to a table
pub mod verdict;

// 6 · what is wrong
pub mod rules;

// 7 · what is reported, and how gravely
pub mod lint;

// 8 · what many incidents say, and what to ask of one; beside it, what is written for people
pub mod authoring;
pub mod insight;

// 9 · how it is written down
pub mod report;

// 10 · what an editor is told
pub mod editor;

// 11 · what was asked, what is answered
pub mod cli;
