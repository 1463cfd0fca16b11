//! Lines of a piece of text, for readers that look at a few of them. `\n`, `\r\n` and a lone `\r` end a line.

/// One line: where it starts, where its text ends, where the next one starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Its text, without the line end.
    pub(super) text: &'t str,
    /// Its first byte.
    pub(super) start: usize,
    /// One past the last byte of its text.
    pub(super) end: usize,
    /// One past the last byte of its line end: where the next line starts.
    pub(super) next: usize,
}

impl Line<'_> {
    /// Whether there is nothing to see on it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines from `from` on, which must be the start of a line. A line end at the end of the text begins no further line.
#[derive(Clone, Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn from(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let bytes = rest.as_bytes();
        let length = memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
        let ending = match (bytes.get(length), bytes.get(length + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(_), _) => 1,
            (None, _) => 0,
        };
        let (start, end) = (self.at, self.at + length);
        self.at = end + ending;
        Some(Line { text: rest.get(..length)?, start, end, next: self.at })
    }
}

/// The line in which `offset` lies.
pub(super) fn line_around(text: &str, offset: usize) -> Line<'_> {
    let offset = text.floor_char_boundary(offset);
    let before = text.get(..offset).unwrap_or_default();
    // Between the two bytes of a `\r\n` is still the line before it.
    let inside_break =
        before.ends_with('\r') && text.get(offset..).is_some_and(|rest| rest.starts_with('\n'));
    let before = if inside_break { before.strip_suffix('\r').unwrap_or(before) } else { before };
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    Lines::from(text, start).next().unwrap_or(Line { text: "", start, end: start, next: start })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_ends_a_line() {
        let lines =
            |text| Lines::from(text, 0).map(|line| (line.text, line.start, line.next)).collect::<Vec<_>>();
        assert_eq!(lines(""), vec![]);
        assert_eq!(lines("a"), vec![("a", 0, 1)]);
        assert_eq!(lines("a\n"), vec![("a", 0, 2)]);
        assert_eq!(lines("a\n\r\nb\rc"), vec![("a", 0, 2), ("", 2, 4), ("b", 4, 6), ("c", 6, 7)]);
        assert_eq!(lines("障\r\r\n"), vec![("障", 0, 4), ("", 4, 6)]);
    }

    #[test]
    fn an_offset_lies_in_one_line() {
        for (text, offset, expected) in [
            ("ab\r\ncd", 0, "ab"),
            ("ab\r\ncd", 2, "ab"),
            ("ab\r\ncd", 3, "ab"),
            ("ab\r\ncd", 4, "cd"),
            ("ab\rcd", 3, "cd"),
            ("ab\n", 3, ""),
            ("障害\nx", 1, "障害"),
            ("x", 99, "x"),
        ] {
            assert_eq!(line_around(text, offset).text, expected, "{text:?} {offset}");
        }
    }
}
