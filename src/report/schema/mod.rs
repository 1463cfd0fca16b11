//! JSON Schemas (2020-12) of what people write and of what programs read, made from the same lists of keys and words as
//! the readers use. They are for editors; what they cannot say, such as whether a fact exists, `sevlint check` does.

pub mod config;
pub mod kept;
pub mod postmortem;
mod shape;
pub mod table;
