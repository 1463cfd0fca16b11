//! The language of what is said to people.

/// A language that all messages exist in. A new one is a new variant, and the compiler names every sentence it needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
}
