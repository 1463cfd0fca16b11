//! The edit that adds a fence of front matter.

use crate::diagnostic::diagnostic::Edit;
use crate::source::span::Span;

use crate::rules::rule::Case;

/// Adds a fence in a line of its own, with the line end of the file.
#[must_use]
pub fn fence_line(case: &Case<'_>, place: Span, fence: &str) -> Edit {
    let text = &case.document.text;
    let line_end = if text.as_str().contains("\r\n") { "\r\n" } else { "\n" };
    let before = text.as_str().get(..place.start as usize).unwrap_or_default();
    // The last line of a file may lack its end.
    let begin = if before.is_empty() || before.ends_with(['\n', '\r', '\u{feff}']) { "" } else { line_end };
    Edit::replace(text, place, format!("{begin}{fence}{line_end}"))
}
