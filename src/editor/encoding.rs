//! Places as clients count them: lines from 0, and in a line bytes, UTF-16 units or characters, as was agreed.

use super::protocol::{Position, Range};

/// What a client counts in a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 units; what clients that agree on nothing count.
    #[default]
    Utf16,
    /// Characters (scalar values).
    Utf32,
}

impl Encoding {
    /// The first of what a client offers; without an offer, UTF-16.
    #[must_use]
    pub fn agreed(offered: &[&str]) -> Self {
        let known = |kind: &&str| match *kind {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        };
        offered.iter().find_map(known).unwrap_or_default()
    }

    /// Its name in the protocol, a `PositionEncodingKind`.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    fn units(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Utf32 => text.chars().count(),
        }
    }

    fn width(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// A text with its lines, in which places are converted.
#[derive(Debug)]
pub struct Ruler<'t> {
    text: &'t str,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl<'t> Ruler<'t> {
    /// A text with the places that a client counts in it. `\n`, `\r\n` and a lone `\r` end a line.
    #[must_use]
    pub fn new(text: &'t str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let ends = |(at, byte): (usize, &u8)| match byte {
            b'\n' => Some(at + 1),
            b'\r' if bytes.get(at + 1) != Some(&b'\n') => Some(at + 1),
            _ => None,
        };
        let starts = std::iter::once(0).chain(bytes.iter().enumerate().filter_map(ends)).collect();
        Self { text, starts, encoding }
    }

    /// The place of a byte. Offsets past the end give the end.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let offset = self.text.floor_char_boundary((offset as usize).min(self.text.len()));
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or_default();
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position::new(number(line), number(self.encoding.units(before)))
    }

    /// The places of some bytes.
    #[must_use]
    pub fn range(&self, start: u32, end: u32) -> Range {
        Range::new(self.position(start), self.position(end))
    }

    /// The byte of a place. What lies behind the end of its line, or of the text, is that end; what lies within a character
    /// is its beginning.
    #[must_use]
    pub fn offset(&self, position: Position) -> usize {
        let Some(start) = self.starts.get(position.line as usize).copied() else { return self.text.len() };
        let end = self.starts.get(position.line as usize + 1).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let mut left = position.character as usize;
        for (at, character) in line.char_indices() {
            let width = self.encoding.width(character);
            if left < width {
                return start + at;
            }
            left -= width;
        }
        start + line.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_that_were_agreed() {
        let text = "a障🔥é\r\nb\n";
        for (encoding, columns) in [
            (Encoding::Utf8, [0, 1, 4, 8, 10]),
            (Encoding::Utf16, [0, 1, 2, 4, 5]),
            (Encoding::Utf32, [0, 1, 2, 3, 4]),
        ] {
            let ruler = Ruler::new(text, encoding);
            for (offset, column) in [0_u32, 1, 4, 8, 10].into_iter().zip(columns) {
                assert_eq!(ruler.position(offset), Position::new(0, column), "{encoding:?} {offset}");
                assert_eq!(ruler.offset(Position::new(0, column)), offset as usize, "{encoding:?} {column}");
            }
            assert_eq!(ruler.position(12), Position::new(1, 0));
            assert_eq!(ruler.position(14), Position::new(2, 0), "behind the last line end");
            assert_eq!(ruler.offset(Position::new(0, 999)), 10, "a line ends before its line end");
            assert_eq!(ruler.offset(Position::new(99, 0)), text.len());
        }
    }

    #[test]
    fn the_inside_of_a_character_is_its_beginning() {
        let text = "🔥x";
        assert_eq!(Ruler::new(text, Encoding::Utf16).offset(Position::new(0, 1)), 0);
        assert_eq!(Ruler::new(text, Encoding::Utf8).offset(Position::new(0, 3)), 0);
        assert_eq!(Ruler::new(text, Encoding::Utf8).position(2), Position::new(0, 0));
        assert_eq!(Ruler::new("a\rb", Encoding::Utf8).position(2), Position::new(1, 0));
    }

    #[test]
    fn the_first_known_offer_is_taken() {
        for (offered, encoding) in [
            (&[][..], Encoding::Utf16),
            (&["ebcdic"], Encoding::Utf16),
            (&["ebcdic", "utf-32", "utf-8"], Encoding::Utf32),
        ] {
            assert_eq!(Encoding::agreed(offered), encoding, "{offered:?}");
        }
    }
}
