//! A file's text, and where its lines begin.

use std::iter;
use std::sync::{Arc, OnceLock};

use super::span::Span;

/// Where a byte stands for a person: one-based line and column (in Unicode characters), and the offset in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// One-based line.
    pub line: u32,
    /// One-based column, counted in Unicode characters (scalar values).
    pub column: u32,
    /// Zero-based offset in bytes.
    pub offset: u32,
}

/// The text of one file of the repository.
#[derive(Debug)]
pub struct Text {
    path: Arc<str>,
    content: String,
    lines: OnceLock<Vec<u32>>,
}

impl Text {
    /// `path` is relative to the repository, with `/`; `content` is the whole file, with its byte order mark if it has one.
    pub fn new(path: impl Into<Arc<str>>, content: impl Into<String>) -> Self {
        Self { path: path.into(), content: content.into(), lines: OnceLock::new() }
    }

    /// The path, relative to the repository, with `/`.
    #[must_use]
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The text in `span`; empty where the span does not lie on character boundaries of this text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.content.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a byte. Offsets past the end give the end.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let offset = self.content.floor_char_boundary((offset as usize).min(self.content.len()));
        let lines = self.line_starts();
        let index = lines.partition_point(|&start| start as usize <= offset).saturating_sub(1);
        let start = lines.get(index).copied().unwrap_or(0) as usize;
        let before = self.content.get(start..offset).unwrap_or_default();
        // A byte order mark is no character of the first line.
        let column = before.trim_start_matches('\u{feff}').chars().count();
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position { line: number(index + 1), column: number(column + 1), offset: number(offset) }
    }

    /// The one-based line of a byte; cheaper than its [`position`](Self::position) in a long line.
    #[must_use]
    pub fn line_number(&self, offset: u32) -> u32 {
        let index = self.line_starts().partition_point(|&start| start <= offset);
        u32::try_from(index.max(1)).unwrap_or(u32::MAX)
    }

    /// The number of lines; a file ends its last line with or without a line end.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.line_starts().len()
    }

    /// The bytes of a one-based line, without its line end.
    #[must_use]
    pub fn line(&self, number: u32) -> Span {
        let lines = self.line_starts();
        let index = (number as usize).saturating_sub(1);
        let start = lines.get(index).map_or(self.content.len(), |&start| start as usize);
        let end = lines.get(index + 1).map_or(self.content.len(), |&next| next as usize);
        let line = self.content.get(start..end).unwrap_or_default();
        Span::new(start, start + line.trim_end_matches(['\n', '\r']).len())
    }

    /// Offsets at which lines start. `\n`, `\r\n` and a lone `\r` end a line.
    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let bytes = self.content.as_bytes();
            let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
                .filter(|at| bytes.get(*at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n'));
            let starts = ends.map(|at| at + 1).filter(|start| *start < bytes.len());
            iter::once(0).chain(starts).map(|start| u32::try_from(start).unwrap_or(u32::MAX)).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_offsets_count_bytes() {
        let text = Text::new("a.md", "x\r\n障害: SEV\rend");
        let position = |offset| {
            let at = text.position(offset);
            (at.line, at.column, at.offset)
        };
        assert_eq!(position(0), (1, 1, 0));
        assert_eq!(position(3), (2, 1, 3));
        assert_eq!(position(11), (2, 5, 11));
        assert_eq!(position(15), (3, 1, 15));
        assert_eq!(position(999), (3, 4, 18));
        assert_eq!(text.slice(text.line(2)), "障害: SEV");
        assert_eq!([0, 2, 3, 14, 15, 999].map(|offset| text.line_number(offset)), [1, 1, 2, 2, 3, 3]);
    }
}
