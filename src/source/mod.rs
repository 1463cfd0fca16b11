//! Floor 1: what stands where. Places, texts, front matter, outlines, walking; knows nothing of incidents.

mod bars;
pub mod create;
pub mod data;
pub mod delivery;
pub mod document;
pub mod front_matter;
pub mod git;
pub mod git_blobs;
pub mod git_fault;
pub mod globs;
pub mod html;
pub mod in_order;
pub mod json;
pub mod listing;
pub mod load;
pub mod nearest;
pub mod node;
pub mod obstacle;
pub mod outline;
pub mod past;
pub mod replace;
pub mod repository;
pub mod shape;
pub mod snapshot;
pub mod span;
pub mod syntax;
pub mod text;
pub mod toml;
pub mod walk;
pub mod yaml;

mod duplicates;
mod fences;
mod git_log;
mod gitignore;
mod gitignore_line;
mod handover;
mod likeness;
mod lines;
#[cfg(test)]
mod sketch;
mod toml_duplicate;
mod toml_hint;
mod walk_snapshot;
mod yaml_hint;
mod yaml_plain;
