//! A text with its place.

use crate::source::node::Node;
use crate::source::span::Span;

/// A text as it stands in a postmortem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// As written; empty if a key stands alone.
    pub text: String,
    /// Where; the key's place, if it stands alone.
    pub span: Span,
}

/// The text of a scalar that is not empty.
#[must_use]
pub fn said(node: Option<&Node>) -> Option<Said> {
    let node = node?;
    let text = node.text()?.trim().to_owned();
    (!text.is_empty()).then_some(Said { text, span: node.span })
}
