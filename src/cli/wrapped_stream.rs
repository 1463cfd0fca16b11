//! A terminal for sentences: lines are broken where people would break them, and go on below themselves.

use std::io::{self, Write};

use crate::report::wrapping::wrapped;

/// How much further a line is indented that goes on.
const INDENT: usize = 2;
/// Below this many columns, lines run over rather than fall to pieces; beyond as many, sentences are hard to read.
const NARROWEST: usize = 40;
const WIDEST: usize = 120;

/// Breaks whole lines. Lines that are drawn, and one that has no end yet, as a question, go through as they are.
pub struct WrappedStream<'s> {
    to: &'s mut dyn Write,
    /// None where nothing is broken.
    columns: Option<usize>,
    line: Vec<u8>,
    /// Whether the beginning of this line has gone through.
    is_begun: bool,
}

impl<'s> WrappedStream<'s> {
    /// For a terminal of so many columns; without any, everything goes through.
    #[must_use]
    pub fn new(to: &'s mut dyn Write, columns: Option<usize>) -> Self {
        let columns = columns.map(|columns| columns.clamp(NARROWEST, WIDEST));
        Self { to, columns, line: vec![], is_begun: false }
    }

    fn end_line(&mut self, columns: usize) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        let is_begun = std::mem::take(&mut self.is_begun);
        match std::str::from_utf8(&line) {
            Ok(text) if !is_begun && !is_drawn(text) => {
                self.to.write_all(broken(text, columns).as_bytes())?;
            }
            _ => self.to.write_all(&line)?,
        }
        self.to.write_all(b"\n")
    }
}

/// Whether a line is a part of a picture, or is written anew again and again.
fn is_drawn(line: &str) -> bool {
    line.chars().any(|letter| letter == '\r' || ('\u{2500}'..='\u{257f}').contains(&letter))
}

/// The line in lines. What only styles it takes no room.
fn broken(line: &str, columns: usize) -> String {
    let (mut plain, mut styles): (String, Vec<(usize, &str)>) = (String::new(), vec![]);
    let mut rest = line;
    while let Some((before, style)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        let length =
            style.find(|letter: char| letter.is_ascii_alphabetic()).map_or(style.len(), |end| end + 1);
        let start = line.len() - style.len() - 1;
        styles.push((plain.len(), line.get(start..=start + length).unwrap_or_default()));
        rest = style.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    let indent = plain.len() - plain.trim_start_matches(' ').len() + INDENT;
    let mut styles = styles.into_iter().peekable();
    let mut text = String::new();
    // Where in the plain line the next piece stands: only blanks are left out between pieces.
    let mut at = 0;
    for (index, piece) in wrapped(&plain, columns, columns.saturating_sub(indent)).iter().enumerate() {
        if index > 0 {
            text.push('\n');
            text.push_str(&" ".repeat(indent));
        }
        at += plain.get(at..).and_then(|rest| rest.find(piece.as_str())).unwrap_or_default();
        for letter in piece.chars() {
            while let Some((_, style)) = styles.next_if(|(place, _)| *place <= at) {
                text.push_str(style);
            }
            text.push(letter);
            at += letter.len_utf8();
        }
    }
    text.extend(styles.map(|(_, style)| style));
    text
}

impl Write for WrappedStream<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(columns) = self.columns else { return self.to.write(bytes) };
        let mut pieces = bytes.split(|byte| *byte == b'\n');
        self.line.extend_from_slice(pieces.next().unwrap_or_default());
        for piece in pieces {
            self.end_line(columns)?;
            self.line.extend_from_slice(piece);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.line.is_empty() {
            let line = std::mem::take(&mut self.line);
            // A line that was emptied begins anew.
            self.is_begun = !line.ends_with(b"\r\x1b[K");
            self.to.write_all(&line)?;
        }
        self.to.flush()
    }
}

impl Drop for WrappedStream<'_> {
    fn drop(&mut self) {
        // A stream that is closed stops nobody.
        let _ = self.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_broken_and_the_rest_is_left() {
        let mut out = vec![];
        let mut stream = WrappedStream::new(&mut out, Some(40));
        write!(stream, "note: `a.md` is not taken for ").unwrap();
        writeln!(stream, "a postmortem: its name says so").unwrap();
        write!(stream, "\r\u{1b}[Kread 1 of 10,000 files, which is a line that is drawn").unwrap();
        stream.flush().unwrap();
        write!(stream, "\r\u{1b}[K").unwrap();
        stream.flush().unwrap();
        writeln!(stream, "a line that was emptied may be broken, as any").unwrap();
        writeln!(stream, " 3 │ a line of an excerpt that is as long as it is").unwrap();
        write!(stream, "> ").unwrap();
        drop(stream);
        let wanted = "note: `a.md` is not taken for a\n  postmortem: its name says so\n\
             \r\u{1b}[Kread 1 of 10,000 files, which is a line that is drawn\r\u{1b}[K\
             a line that was emptied may be broken,\n  as any\n \
             3 │ a line of an excerpt that is as long as it is\n> ";
        assert_eq!(String::from_utf8(out).unwrap(), wanted);
    }

    #[test]
    fn styles_take_no_room_and_stay_where_they_are() {
        for (line, wanted) in [
            ("", ""),
            ("\u{1b}[1m\u{1b}[0m", "\u{1b}[1m\u{1b}[0m"),
            (
                "\u{1b}[1mSEV-1\u{1b}[0m one two three four five six \u{1b}[2mseven eight\u{1b}[0m",
                "\u{1b}[1mSEV-1\u{1b}[0m one two three four five six \u{1b}[2mseven\n  eight\u{1b}[0m",
            ),
            (
                "  - Running pipelines of a fifth of our customers",
                "  - Running pipelines of a fifth of our\n    customers",
            ),
            (
                "決済が止まり、復旧の見込みが立たない状態が続いている",
                "決済が止まり、復旧の見込みが立たない状態\n  が続いている",
            ),
        ] {
            assert_eq!(broken(line, 40), wanted, "{line:?}");
        }
    }
}
