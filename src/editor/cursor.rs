//! What is being written in a block of data.

/// What is being written in a block of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The keys over the place, the outermost first; of a value, its own key is the last. Lists have no name.
    pub path: Vec<String>,
    /// Whether a value is being written, not a key.
    pub is_value: bool,
    /// What has been written of it.
    pub written: String,
    /// Where that begins.
    pub start: usize,
    /// Whether a space has to come first: a colon stands right before the place.
    pub needs_space: bool,
    /// How the data is written.
    pub form: Form,
}

/// How data is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `key: value`
    Yaml,
    /// `key = "value"`
    Toml,
    /// `"key": "value"`
    Json,
}
