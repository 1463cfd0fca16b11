//! A few consecutive lines with what is marked on them, as miette draws them.

use std::error::Error;
use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    SourceCode, SourceSpan, SpanContents,
};

/// A few consecutive lines of one file, as they are shown, with what is marked on them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// One-based number of the first line.
    pub first_line: u32,
    /// The lines. Safe for a terminal, without tabs, none longer than a terminal is wide.
    pub lines: Vec<String>,
    /// An `x` for each column that the lines take, and a line end after each line. This is what miette sees: it counts
    /// columns by the tables of an older Unicode than ours.
    pub columns: String,
    /// What is marked, in order.
    pub marks: Vec<Mark>,
}

/// A stretch of a snippet with what is said there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The first of the snippet's columns.
    pub start: usize,
    /// One past the last; where it is the first, the mark points between two characters.
    pub end: usize,
    /// What is said there, in lines that fit; may be empty.
    pub message: String,
    /// What the mark is to the finding.
    pub role: Role,
}

/// What a mark is to its finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It is where the finding stands.
    Place,
    /// It belongs to the finding.
    Related,
}

impl Snippet {
    /// One-based number of the last line.
    #[must_use]
    pub fn last_line(&self) -> u32 {
        let lines = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        self.first_line.saturating_add(lines.saturating_sub(1))
    }

    /// The lines with their numbers and marks, without a frame. The theme has two highlights: the style of the
    /// finding's place, and that of what is related.
    #[must_use]
    pub fn drawn(&self, theme: &GraphicalTheme) -> Vec<String> {
        let mut theme = theme.clone();
        // miette gives its highlights to the labels in turn.
        theme.styles.highlights = self
            .marks
            .iter()
            .filter_map(|mark| match mark.role {
                Role::Place => theme.styles.highlights.first(),
                Role::Related => theme.styles.highlights.last(),
            })
            .copied()
            .collect();
        let mut report = String::new();
        // Writing to a string does not fail, and all labels lie within the text.
        let _ = GraphicalReportHandler::new_themed(theme.clone()).render_report(&mut report, self);
        // A line for the message, which is empty; the upper and the lower edge of the frame.
        let mut rows: Vec<&str> = report.lines().skip(2).collect();
        rows.pop();
        let below = format!("{} ", theme.characters.vbar_break);
        let mut lines = self.lines.iter();
        rows.into_iter()
            .map(|row| {
                if row.trim_start().starts_with(&below) {
                    return row.trim_end().to_owned();
                }
                let number = row.trim_end_matches('x');
                let text = lines.next().map(String::as_str).unwrap_or_default();
                format!("{number}{text}").trim_end().to_owned()
            })
            .collect()
    }
}

/// It is always shown whole.
impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _context_lines_before: usize,
        _context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = SourceSpan::new(0.into(), self.columns.len());
        let first_line = self.first_line.saturating_sub(1) as usize;
        let contents =
            MietteSpanContents::new(self.columns.as_bytes(), whole, first_line, 0, self.lines.len());
        Ok(Box::new(contents))
    }
}

impl Diagnostic for Snippet {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.marks.iter().map(|mark| {
            let message = Some(mark.message.clone()).filter(|message| !message.is_empty());
            LabeledSpan::new(message, mark.start, mark.end.saturating_sub(mark.start))
        })))
    }
}

/// miette calls all that it draws an error.
impl Error for Snippet {}

impl fmt::Display for Snippet {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}
