//! Floor 1: what stands where. Places, texts, front matter, outlines, walking; knows nothing of incidents.

pub mod nearest;
pub mod node;
pub mod span;
pub mod text;
