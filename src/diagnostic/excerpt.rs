//! The piece of a file that a finding shows. It owns its text, so that the file can be dropped.

use std::sync::Arc;

use crate::source::span::Span;
use crate::source::text::Text;

/// A few lines around a place, cut to what fits a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The text, as it stands in the file.
    pub text: Arc<str>,
    /// One-based number of its first line.
    pub first_line: u32,
    /// One-based column of its first character: not 1 where a long line was cut.
    pub first_column: u32,
    /// The place, in bytes of `text`.
    pub marked: (usize, usize),
}

/// The longest piece of a line that is kept, in bytes on each side of a mark.
const REACH: usize = 240;
/// The largest number of lines a mark is followed over.
const MOST_LINES: u32 = 4;

impl Excerpt {
    /// The lines of `span`: whole lines where they are short, a window around the mark where they are not.
    #[must_use]
    pub fn around(text: &Text, span: Span) -> Self {
        let first = text.position(span.start);
        let last = text.position(span.end);
        // A mark that ends at the start of a line does not mark that line.
        let last_line = if last.column == 1 && last.line > first.line { last.line - 1 } else { last.line };
        let last_line = last_line.min(first.line + MOST_LINES - 1);
        let all = text.as_str();
        let line_start = text.line(first.line).start as usize;
        // A byte order mark is nothing to be shown.
        let mark = if all.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let line_start = line_start.max(mark);
        let line_end = (text.line(last_line).end as usize).max(line_start);
        let mark_start = (first.offset as usize).clamp(line_start, line_end);
        let mark_end = (last.offset as usize).clamp(mark_start, line_end);
        let start = all.ceil_char_boundary(line_start.max(mark_start.saturating_sub(REACH)));
        let shown_end = mark_end.min(mark_start + 2 * REACH);
        let end = all.floor_char_boundary(line_end.min(shown_end + REACH)).max(start);
        let end_of_mark = all.floor_char_boundary(mark_end.min(end)).max(mark_start.min(end));
        Self {
            text: all.get(start..end).unwrap_or_default().into(),
            first_line: first.line,
            first_column: text.position(u32::try_from(start).unwrap_or(u32::MAX)).column,
            marked: (mark_start.saturating_sub(start), end_of_mark.saturating_sub(start)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_not_shown() {
        let text = Text::new("a.md", "\u{feff}---\na: 1\n");
        let excerpt = Excerpt::around(&text, Span::new(0, 6));
        assert_eq!((&*excerpt.text, excerpt.first_column, excerpt.marked), ("---", 1, (0, 3)));
        let excerpt = Excerpt::around(&text, Span::new(4, 6));
        assert_eq!((&*excerpt.text, excerpt.first_column, excerpt.marked), ("---", 1, (1, 3)));
    }

    #[test]
    fn short_lines_are_shown_whole() {
        let text = Text::new("a.md", "one\nseverity: SEV-3\nthree\n");
        let excerpt = Excerpt::around(&text, Span::new(14, 19));
        assert_eq!(&*excerpt.text, "severity: SEV-3");
        assert_eq!((excerpt.first_line, excerpt.first_column, excerpt.marked), (2, 1, (10, 15)));
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let text = Text::new("a.md", format!("{}害{}", "あ".repeat(5000), "い".repeat(5000)));
        let excerpt = Excerpt::around(&text, Span::new(15000, 15003));
        assert!(excerpt.text.len() < 600, "{}", excerpt.text.len());
        assert_eq!(excerpt.text.get(excerpt.marked.0..excerpt.marked.1), Some("害"));
        assert_eq!(excerpt.first_column, 4921);
    }

    #[test]
    fn a_mark_over_many_lines_shows_the_first_few() {
        let text = Text::new("a.md", "a\nb\nc\nd\ne\nf\n");
        let excerpt = Excerpt::around(&text, Span::new(0, 12));
        assert_eq!(&*excerpt.text, "a\nb\nc\nd");
        assert_eq!(excerpt.marked, (0, 7));
    }

    #[test]
    fn the_end_of_a_file_is_a_place() {
        let text = Text::new("a.md", "ab");
        let excerpt = Excerpt::around(&text, Span::new(2, 2));
        assert_eq!((&*excerpt.text, excerpt.marked), ("ab", (2, 2)));
    }
}
