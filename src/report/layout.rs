//! Lays out a few lines: what is seen of each, where the marks come to stand, and how wide their labels are. Knows
//! what miette draws around them, and what it gets wrong.

use std::collections::BTreeMap;
use std::iter::repeat_n;

use super::shown_line::{Anchor, KnownLine, ShownLine};
use super::snippet::{Mark, Role, Snippet};
use super::wrapping::{width, wrapped};

/// What miette draws between a mark and its label: `╰── `.
const LABEL_ARM: usize = 4;
/// A label that is longer than this is wrapped before a line is cut for its sake.
const LABEL_ROOM: usize = 24;
/// No label is wrapped narrower.
const NARROWEST_LABEL: usize = 12;
/// What miette draws before each line where a mark goes over several: `├─▶ `.
const BRACKET: usize = 4;

/// A place in a file, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// One-based line.
    pub line: u32,
    /// One-based column, in characters.
    pub column: u32,
}

/// What is marked in a file, and what is said there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Where it begins.
    pub start: Spot,
    /// Where it ends; not at the start of a line unless it is empty.
    pub end: Spot,
    /// What it is to the finding.
    pub role: Role,
    /// What is said there; may be empty.
    pub message: String,
}

impl Marked {
    /// Takes over what is said of the same stretch. False, and nothing is done, where it is another one.
    pub fn absorbs(&mut self, other: &Self) -> bool {
        if (self.start, self.end) != (other.start, other.end) {
            return false;
        }
        let is_said = self.message.lines().any(|line| line == other.message);
        if self.message.is_empty() {
            self.message.clone_from(&other.message);
        } else if !is_said && !other.message.is_empty() {
            self.message = format!("{}\n{}", self.message, other.message);
        }
        true
    }

    fn is_on_one_line(&self) -> bool {
        self.start.line == self.end.line
    }

    /// What must be seen of it on a line of `room` columns.
    fn anchor(&self, line: u32, room: usize) -> Option<Anchor> {
        let (start, end) = (self.start.column, self.end.column);
        match (self.start.line == line, self.end.line == line) {
            (true, true) => {
                let label = match width(&self.message) {
                    0 => 0,
                    width => LABEL_ARM + width.min(LABEL_ROOM).min(room / 3),
                };
                Some(Anchor { start, end, label })
            }
            (true, false) => Some(Anchor { start, end: start.saturating_add(1), label: 0 }),
            (false, true) => Some(Anchor { start: end.saturating_sub(1), end, label: 0 }),
            (false, false) => None,
        }
    }
}

/// Consecutive lines, with all marks that begin on them, in `room` columns.
#[must_use]
pub fn laid_out(run: &[(u32, &KnownLine)], marks: Vec<Marked>, room: usize) -> Snippet {
    let marks = drawable(marks);
    let has_bracket = marks.iter().any(|marked| !marked.is_on_one_line());
    let room = room.saturating_sub(if has_bracket { BRACKET } else { 0 });
    let mut lines = Lines::default();
    for (number, line) in run {
        let anchors: Vec<Anchor> = marks.iter().filter_map(|marked| marked.anchor(*number, room)).collect();
        lines.push(*number, line.shown(&anchors, room));
    }
    let placed = placed(&marks, &lines);
    let marks = placed.into_iter().map(|placed| placed.mark(&lines, room)).collect();
    let first_line = run.first().map_or(1, |(number, _)| *number);
    Snippet { first_line, lines: lines.texts, columns: lines.columns, marks }
}

/// The lines of a snippet, and where they begin in its columns.
#[derive(Default)]
struct Lines {
    texts: Vec<String>,
    columns: String,
    placed: BTreeMap<u32, (usize, ShownLine)>,
}

impl Lines {
    fn push(&mut self, number: u32, mut line: ShownLine) {
        let start = self.columns.len();
        self.columns.extend(repeat_n('x', line.width));
        self.columns.push('\n');
        self.texts.push(std::mem::take(&mut line.text));
        self.placed.insert(number, (start, line));
    }

    fn start_of(&self, Spot { line, column }: Spot) -> usize {
        self.placed.get(&line).map_or(0, |(start, line)| start + line.start_of(column))
    }

    fn end_of(&self, Spot { line, column }: Spot) -> usize {
        self.placed.get(&line).map_or(0, |(start, line)| start + line.end_of(column))
    }

    /// Where a line begins.
    fn start(&self, line: u32) -> usize {
        self.placed.get(&line).map_or(0, |(start, _)| *start)
    }
}

/// A mark in the columns of a snippet.
struct Placed<'m> {
    marked: &'m Marked,
    start: usize,
    end: usize,
}

impl Placed<'_> {
    fn mark(self, lines: &Lines, room: usize) -> Mark {
        let (line, role) = (self.marked.start.line, self.marked.role);
        let middle = if self.marked.is_on_one_line() {
            usize::midpoint(self.start, self.end).saturating_sub(lines.start(line))
        } else {
            0
        };
        let label_room = room.saturating_sub(middle + LABEL_ARM).max(NARROWEST_LABEL);
        let message = wrapped(&self.marked.message, label_room, label_room).join("\n");
        Mark { start: self.start, end: self.end, message, role }
    }
}

/// miette gets brackets wrong that overlap, or that have another mark on their last line. Of such, the first line
/// alone is marked.
fn drawable(mut marks: Vec<Marked>) -> Vec<Marked> {
    let mut bracket_end = None;
    let mut is_wrong = false;
    for bracket in marks.iter().filter(|marked| !marked.is_on_one_line()) {
        let is_marked = |other: &Marked| other.is_on_one_line() && other.start.line == bracket.end.line;
        is_wrong |= bracket_end.is_some_and(|end| bracket.start.line <= end) || marks.iter().any(is_marked);
        bracket_end = bracket_end.max(Some(bracket.end.line));
    }
    for bracket in marks.iter_mut().filter(|marked| is_wrong && !marked.is_on_one_line()) {
        bracket.end = Spot { column: u32::MAX, ..bracket.start };
    }
    marks
}

/// miette draws marks on a line side by side, so a mark within another ends what is drawn of that one.
fn placed<'m>(marks: &'m [Marked], lines: &Lines) -> Vec<Placed<'m>> {
    let mut placed: Vec<Placed<'m>> = vec![];
    for marked in marks {
        let start = lines.start_of(marked.start);
        let mut next = Placed { marked, start, end: lines.end_of(marked.end).max(start) };
        let on_this_line = |other: &&mut Placed| {
            other.marked.is_on_one_line() && other.marked.start.line == marked.start.line
        };
        let before = placed.iter_mut().rev().filter(|_| marked.is_on_one_line()).find(on_this_line);
        match before {
            Some(before) if before.start < next.start => before.end = before.end.min(next.start),
            Some(before) => {
                next.start = next.start.max(before.end);
                next.end = next.end.max(next.start);
            }
            None => {}
        }
        placed.push(next);
    }
    placed
}
