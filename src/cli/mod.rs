//! Floor 10: what was asked, what is answered. One file per command.

mod adopt;
pub mod args;
mod check;
pub mod environment;
mod error;
pub mod exit;
mod explain;
pub mod program;
mod schema;
mod session;
mod streams;
mod table_lint;
