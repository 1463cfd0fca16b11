//! A link.

use super::span::Span;

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, unescaped; what a reference refers to.
    pub destination: Box<str>,
    /// The whole link, with its text; of a reference where it is used.
    pub span: Span,
}
