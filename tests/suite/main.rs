//! All tests that run the library or the program from outside, as one binary: it is linked once, and where a long test of one
//! file runs, those of others run beside it. `cargo test --test suite history::` runs those of one file.

#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "whoever runs the tests is told what was looked at, and measured"
)]

// What they have in common. Laws of the fuzzer are tried here as well.
#[path = "../client/mod.rs"]
mod client;
#[path = "../common/clone.rs"]
mod clone;
#[path = "../../benches/repository/corpus.rs"]
mod corpus;
#[path = "../../fuzz/src/lib.rs"]
mod fuzz;
#[path = "../common/incidents.rs"]
mod incidents;
#[cfg(target_os = "linux")]
#[path = "../../benches/repository/measure.rs"]
#[allow(dead_code, clippy::print_stdout, reason = "the benchmark uses all of it")]
mod measure;
#[path = "../common/rounds.rs"]
mod rounds;
#[path = "../common/titles.rs"]
mod titles;
#[path = "../common/told.rs"]
mod told;
#[path = "../tooling/mod.rs"]
mod tooling;

use fuzz::judging::common;
use fuzz::repositories;
use fuzz::repository::{mending, program};

mod action;
mod adopt;
mod analysis;
mod architecture;
mod classify;
mod completions;
mod coverage;
mod determinism;
mod docs;
mod editors;
mod fixes;
mod formats;
mod fuzz_corpus;
mod git;
mod history;
mod hooks;
mod hostile;
mod hostile_tables;
mod init;
mod instructions;
mod language;
mod laws;
mod learn;
mod links;
mod lsp;
mod memory;
mod mending_unlucky;
mod new;
mod overview;
mod plan;
mod presets;
mod prose;
mod pseudo_terminal;
mod reading;
mod readme;
mod report_page;
mod rules;
mod schemas;
mod severity_history;
mod silence;
mod table_history;
mod terminal;
mod values;
mod walk;
mod watch;
mod wire;
