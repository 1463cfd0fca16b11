//! What keeps a baseline from being read, as data with places.

use crate::source::shape::ShapeFaultKind;
use crate::source::span::Span;
use crate::source::syntax::SyntaxFaultKind;

/// One thing that keeps a baseline from being read.
#[derive(Clone, Debug, PartialEq)]
pub struct BaselineFault {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: BaselineFaultKind,
}

/// What keeps a baseline from being read.
#[derive(Clone, Debug, PartialEq)]
pub enum BaselineFaultKind {
    /// It is not valid JSON.
    Syntax(SyntaxFaultKind),
    /// A key or value that does not belong there.
    Shape(ShapeFaultKind),
    /// Its `schema` is one this program does not read.
    Schema(String),
}
