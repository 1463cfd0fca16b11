//! What must hold of any input at all: laws over bytes, for a fuzzer to break.
//!
//! `fuzz_targets/` hands them to libFuzzer; `tests/suite/fuzz_corpus.rs` runs them over the corpus that is kept, as a plain test.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a law that is broken stops")]

pub mod data;
pub mod judging;
pub mod metadata;
pub mod places;
#[path = "../../tests/repositories/mod.rs"]
pub mod repositories;
pub mod repository;
pub mod table;
pub mod values;

/// Laws about one kind of input.
pub struct Target {
    /// What it is called, and the folder of its corpus.
    pub name: &'static str,
    /// Panics where a law is broken.
    pub hold: fn(&[u8]),
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "yaml", hold: data::yaml },
    Target { name: "toml", hold: data::toml },
    Target { name: "json", hold: data::json },
    Target { name: "metadata", hold: metadata::hold },
    Target { name: "values", hold: values::hold },
    Target { name: "table", hold: table::hold },
    Target { name: "judging", hold: judging::hold },
    Target { name: "check", hold: repository::check },
    Target { name: "mending", hold: repository::mend },
];

/// The laws of that name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
