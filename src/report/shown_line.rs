//! One line of a file as it is shown: safe for a terminal, and cut to the room there is so that what is marked on it
//! stays in sight. Knows where each column of the file went.

use crate::source::in_order::InOrder;

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::terminal_text::glyph;

/// Stands for the part of a line that is not shown.
const CUT: char = '…';
/// A tab goes to the next multiple of this.
const TAB: usize = 4;
/// Less room than this for each of several far marks shows nothing of use.
const LEAST_SHARE: usize = 12;

/// What is known of a line of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownLine {
    /// Characters with their one-based columns, ascending. Columns that are left out are not known.
    pub characters: Vec<(u32, char)>,
    /// Whether the line, or what is marked on it, goes on after the last of them.
    pub goes_on: bool,
}

/// A stretch of a line that must be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// First column.
    pub start: u32,
    /// One past the last column.
    pub end: u32,
    /// The columns that what is written below it takes, at least.
    pub label: usize,
}

/// A line as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownLine {
    /// The text, without a line end.
    pub text: String,
    /// The columns of the terminal that it takes.
    pub width: usize,
    /// Where the columns of the file went, ascending.
    pieces: Vec<Piece>,
}

/// The columns of the terminal that stand for `column`; of a cut, for all columns up to the next piece's.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    column: u32,
    shown: Range<usize>,
    is_cut: bool,
}

/// A character of the file with what is shown for it, or a stretch of which nothing is known.
struct Cell {
    column: u32,
    glyph: Glyph,
    width: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Glyph {
    Shown(char),
    /// As many spaces as the cell is wide.
    Tab,
    Nothing,
    Cut,
}

/// An anchor in cells, and the columns it needs from its start.
#[derive(Clone, Copy)]
struct Stretch {
    from: usize,
    to: usize,
    reach: usize,
}

impl KnownLine {
    /// The line in at most `room` columns, with as much as possible of what must be seen.
    #[must_use]
    pub fn shown(&self, anchors: &[Anchor], room: usize) -> ShownLine {
        let mut cells = self.cells();
        let windows = whole(&cells, anchors, room).unwrap_or_else(|| {
            unindent(&mut cells);
            windows(&cells, anchors, room)
        });
        let mut line = ShownLine::default();
        let mut windows = windows.into_iter().peekable();
        for (index, cell) in cells.iter().enumerate() {
            while windows.next_if(|window| window.end <= index).is_some() {}
            if windows.peek().is_some_and(|window| window.contains(&index)) {
                line.push(cell);
            } else {
                line.leave_out(cell);
            }
        }
        line
    }

    fn cells(&self) -> Vec<Cell> {
        let cut = |column| Cell { column, glyph: Glyph::Cut, width: 1 };
        let mut cells = Vec::with_capacity(self.characters.len() + 2);
        let (mut next_column, mut before, mut edge) = (1, None, 0);
        let mut characters = self.characters.iter().peekable();
        while let Some(&(column, character)) = characters.next() {
            if column > next_column {
                cells.push(cut(next_column));
                (before, edge) = (None, edge + 1);
            }
            let after = characters.peek().map(|(_, after)| *after);
            let (glyph, width) = match (character, glyph(before, character, after)) {
                ('\t', _) => (Glyph::Tab, TAB - edge % TAB),
                (_, Some(glyph)) => (Glyph::Shown(glyph), glyph.width().unwrap_or(0)),
                (_, None) => (Glyph::Nothing, 0),
            };
            edge += width;
            cells.push(Cell { column, glyph, width });
            (next_column, before) = (column.saturating_add(1), Some(character));
        }
        if self.goes_on {
            cells.push(cut(next_column));
        }
        cells
    }
}

impl ShownLine {
    /// The column of the terminal at which a column of the file begins; the first is 0.
    #[must_use]
    pub fn start_of(&self, column: u32) -> usize {
        match self.piece(column) {
            Some(piece) if piece.column == column || piece.is_cut => piece.shown.start,
            Some(piece) => piece.shown.end,
            None => 0,
        }
    }

    /// The column of the terminal at which what stands before a column of the file ends.
    #[must_use]
    pub fn end_of(&self, column: u32) -> usize {
        self.piece(column.saturating_sub(1)).map_or(0, |piece| piece.shown.end)
    }

    fn piece(&self, column: u32) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.column <= column);
        self.pieces.get(after.checked_sub(1)?)
    }

    fn push(&mut self, cell: &Cell) {
        match cell.glyph {
            Glyph::Shown(glyph) => self.text.push(glyph),
            Glyph::Tab => self.text.extend(std::iter::repeat_n(' ', cell.width)),
            Glyph::Cut => self.text.push(CUT),
            Glyph::Nothing => {}
        }
        let start = self.width;
        self.width += cell.width;
        self.pieces.push(Piece {
            column: cell.column,
            shown: start..self.width,
            is_cut: cell.glyph == Glyph::Cut,
        });
    }

    /// What is left out in a row is one cut.
    fn leave_out(&mut self, cell: &Cell) {
        if !self.pieces.last().is_some_and(|last| last.is_cut) {
            self.push(&Cell { column: cell.column, glyph: Glyph::Cut, width: 1 });
        }
    }
}

/// The columns of a terminal at which cells begin, and the last one ends.
struct Ruler {
    edges: Vec<usize>,
}

impl Ruler {
    fn of(cells: &[Cell]) -> Self {
        let mut edges = vec![0];
        edges.extend(cells.iter().scan(0, |edge, cell| {
            *edge += cell.width;
            Some(*edge)
        }));
        Self { edges }
    }

    fn edge(&self, cell: usize) -> usize {
        self.edges.get(cell).copied().unwrap_or_else(|| self.total())
    }

    fn total(&self) -> usize {
        self.edges.last().copied().unwrap_or(0)
    }

    /// The part of a line of `share` columns in which a stretch is best seen: from the line's start if it can be,
    /// else with as much before it as after it.
    fn window(&self, stretch: Stretch, share: usize) -> Range<usize> {
        let start = self.edge(stretch.from);
        let before = if start + stretch.reach <= share {
            start
        } else if stretch.reach >= share {
            share / 4
        } else {
            let needed = stretch.reach.max(self.total().saturating_sub(start));
            ((share - stretch.reach) / 2).max(share.saturating_sub(needed))
        };
        let first = self.edges.partition_point(|edge| edge + before < start);
        let first = match self.edge(first) {
            0 => 0,
            // Not with an accent whose letter is left out.
            edge => self.edges.partition_point(|other| *other <= edge).saturating_sub(1).min(stretch.from),
        };
        let limit = self.edge(first).saturating_add(share);
        let end = self.edges.partition_point(|edge| *edge <= limit).saturating_sub(1);
        first..end.max(first)
    }
}

/// The whole line, where it fits with all that is written below it.
fn whole(cells: &[Cell], anchors: &[Anchor], room: usize) -> Option<Vec<Range<usize>>> {
    let ruler = Ruler::of(cells);
    let fits = |stretch: Stretch| ruler.edge(stretch.from) + stretch.reach <= room;
    let all_fit = ruler.total() <= room && anchors.iter().all(|anchor| fits(stretch(cells, &ruler, *anchor)));
    all_fit.then(|| std::iter::once(0..cells.len()).collect())
}

/// Indentation is the first thing to go.
fn unindent(cells: &mut [Cell]) {
    let is_blank = |cell: &&mut Cell| matches!(cell.glyph, Glyph::Shown(' ') | Glyph::Tab);
    for cell in cells.iter_mut().take_while(is_blank) {
        (cell.glyph, cell.width) = (Glyph::Nothing, 0);
    }
}

/// The parts of a line that are shown, in order, disjoint.
fn windows(cells: &[Cell], anchors: &[Anchor], room: usize) -> Vec<Range<usize>> {
    let ruler = Ruler::of(cells);
    let mut stretches: Vec<Stretch> = anchors.iter().map(|anchor| stretch(cells, &ruler, *anchor)).collect();
    stretches.order_by_key(|stretch| (stretch.from, stretch.to));
    if let Some(all) = hull(&ruler, &stretches).filter(|all| all.reach + 2 <= room) {
        stretches = vec![all];
    }
    let count = stretches.len().clamp(1, (room / LEAST_SHARE).max(1));
    // Each window has a cut before it, and the last one after it.
    let share = room.saturating_sub(count + 1) / count;
    let mut windows: Vec<Range<usize>> = vec![];
    for stretch in stretches.iter().take(count) {
        let window = ruler.window(*stretch, share);
        match windows.last_mut() {
            Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
            _ => windows.push(window),
        }
    }
    if windows.is_empty() {
        windows.push(ruler.window(Stretch { from: 0, to: 0, reach: 0 }, share));
    }
    windows
}

fn stretch(cells: &[Cell], ruler: &Ruler, anchor: Anchor) -> Stretch {
    let from = cells.partition_point(|cell| cell.column < anchor.start);
    let to = cells.partition_point(|cell| cell.column < anchor.end).max(from);
    let width = ruler.edge(to).saturating_sub(ruler.edge(from)).max(1);
    // The label hangs from the middle of the mark.
    Stretch { from, to, reach: width.max(width / 2 + anchor.label) }
}

/// All of them as one.
fn hull(ruler: &Ruler, stretches: &[Stretch]) -> Option<Stretch> {
    let from = stretches.iter().map(|stretch| stretch.from).min()?;
    let to = stretches.iter().map(|stretch| stretch.to).max()?;
    let end = stretches.iter().map(|stretch| ruler.edge(stretch.from) + stretch.reach).max()?;
    Some(Stretch { from, to, reach: end.saturating_sub(ruler.edge(from)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line as it is shown, and below it what is marked. Marks are stretches of the text; labels are eight wide.
    fn shown(text: &str, marks: &[&str], room: usize) -> [String; 2] {
        let characters = (1..).zip(text.chars()).collect();
        let known = KnownLine { characters, goes_on: false };
        let column = |byte| u32::try_from(text[..byte].chars().count()).unwrap() + 1;
        let anchors: Vec<Anchor> = marks
            .iter()
            .map(|mark| {
                let start = text.find(mark).unwrap();
                Anchor { start: column(start), end: column(start + mark.len()), label: 8 }
            })
            .collect();
        let line = known.shown(&anchors, room);
        let mut below = String::new();
        for anchor in anchors {
            let (start, end) = (line.start_of(anchor.start), line.end_of(anchor.end));
            below = format!("{below:start$}{}", "^".repeat(end - start));
        }
        assert!(line.width <= room, "{}", line.text);
        [line.text, below]
    }

    #[test]
    fn marks_stay_in_sight() {
        for (text, marks, room, line, below) in [
            ("severity: SEV-3", &["SEV-3"][..], 40, "severity: SEV-3", "          ^^^^^"),
            ("障害: 影響は 40 %", &["影響", "40 %"], 40, "障害: 影響は 40 %", "      ^^^^   ^^^^"),
            ("a\tb\tSEV-3", &["SEV-3"], 40, "a   b   SEV-3", "        ^^^^^"),
            ("a\tb", &["\t"], 40, "a   b", " ^^^"),
            ("⚠\u{fe0f} and 👍🏽 SEV-3", &["⚠\u{fe0f}", "SEV-3"], 40, "⚠ and 👍 SEV-3", "^        ^^^^^"),
            ("\x1b[2Jx", &["x"], 40, "␛[2Jx", "    ^"),
            // What does not fit is cut at the end, then in front.
            ("one two three four five six", &["two"], 20, "one two three four…", "    ^^^"),
            ("one two three four five six", &["four"], 20, "…hree four five six", "      ^^^^"),
            ("one two three four five six", &["five"], 20, "…ee four five six", "         ^^^^"),
            // So that the label fits, too.
            ("one two three four", &["four"], 20, "…o three four", "         ^^^^"),
            ("        one two three four", &["four"], 26, "one two three four", "              ^^^^"),
            // A mark that is longer than the room.
            (
                "one two three four five six seven",
                &["three four five six seven"],
                20,
                "…two three four fiv…",
                "     ^^^^^^^^^^^^^^^",
            ),
            // Wide characters are whole, or are not there.
            ("障害障害障害障害障害障害障害障害障害障害x", &["x"], 21, "…害障害障害x", "           ^"),
        ] {
            let [got_line, got_below] = shown(text, marks, room);
            assert_eq!((&*got_line, &*got_below), (line, below), "{text:?} in {room}");
        }
    }
}
