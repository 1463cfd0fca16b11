//! Floor 10: what was asked, what is answered. One file per command.

mod adopt;
pub mod args;
mod check;
mod classify;
mod classify_fault;
mod completions;
pub mod environment;
mod error;
pub mod exit;
mod explain;
mod git_fault;
mod git_here;
mod habits_here;
mod init;
mod mending;
mod new;
mod new_fault;
pub mod program;
mod project_here;
mod schema;
mod session;
mod streams;
mod table;
mod table_fault;
mod table_lint;
mod typed_facts;
