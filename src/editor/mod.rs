//! Floor 10: what an editor is told while somebody writes. One file per question of the Language Server Protocol; nothing
//! here talks to a client.

pub mod action;
pub mod address;
pub mod completion;
mod completion_body;
mod completion_ignore;
mod completion_postmortem;
mod completion_table;
mod cursor;
mod cursor_at;
mod cursor_json;
mod cursor_yaml;
pub mod definition;
pub mod encoding;
pub mod finding;
pub mod hover;
mod hover_fact;
mod hover_level;
mod ignoring;
pub mod inlay;
mod key_words;
mod keys;
mod offer;
mod part;
pub mod protocol;
mod schema_walk;
mod subject;
pub mod view;
