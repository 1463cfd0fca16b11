//! Puts together what several places of one file show: each line once, in order, with all that is marked on it.

use std::collections::BTreeMap;

use crate::diagnostic::diagnostic::Label;
use crate::diagnostic::excerpt::Excerpt;
use crate::source::in_order::InOrder;

use super::layout::{Marked, Spot, laid_out};
use super::shown_line::KnownLine;
use super::snippet::{Role, Snippet};
use super::terminal_text::sentence;

/// The excerpts of one file that one finding shows.
#[derive(Debug, Default)]
pub struct Excerpts {
    lines: BTreeMap<u32, KnownLine>,
    marks: Vec<Marked>,
}

impl Excerpts {
    /// The excerpts of labels that stand in one file.
    pub fn of<'l>(labels: impl IntoIterator<Item = (&'l Label, Role)>) -> Self {
        let mut excerpts = Self::default();
        for (label, role) in labels {
            if let Some(excerpt) = &label.excerpt {
                excerpts.add(label, excerpt, role);
            }
        }
        for line in excerpts.lines.values_mut() {
            line.characters.order_by_key(|(column, _)| *column);
            line.characters.dedup_by_key(|(column, _)| *column);
        }
        excerpts.marks.order_by_key(|marked| (marked.start, marked.end, marked.role));
        excerpts.marks.dedup_by(|later, earlier| earlier.absorbs(later));
        excerpts
    }

    /// The number of the last line.
    #[must_use]
    pub fn last_line(&self) -> Option<u32> {
        self.lines.keys().next_back().copied()
    }

    /// What is shown, in order: a snippet for each run of lines. Text, marks and labels fit `room` columns,
    /// where there are at least some forty.
    #[must_use]
    pub fn snippets(&self, room: usize) -> Vec<Snippet> {
        let mut runs: Vec<Vec<(u32, &KnownLine)>> = vec![];
        for (&number, line) in &self.lines {
            match runs.last_mut() {
                Some(run) if run.last().is_some_and(|(last, _)| last.saturating_add(1) == number) => {
                    run.push((number, line));
                }
                _ => runs.push(vec![(number, line)]),
            }
        }
        let marks_on = |run: &[(u32, &KnownLine)]| {
            let is_in_run = |marked: &&Marked| run.iter().any(|(number, _)| *number == marked.start.line);
            self.marks.iter().filter(is_in_run).cloned().collect()
        };
        runs.iter().map(|run| laid_out(run, marks_on(run), room)).collect()
    }

    fn add(&mut self, label: &Label, excerpt: &Excerpt, role: Role) {
        let (from, to) = marked_bytes(excerpt);
        let mut spot = Spot { line: excerpt.first_line, column: excerpt.first_column.max(1) };
        let (mut start, mut end) = (None, None);
        let mut characters = excerpt.text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            if at >= from {
                start.get_or_insert(spot);
            }
            if at >= to {
                end.get_or_insert(spot);
            }
            let line = self.lines.entry(spot.line).or_default();
            if character == '\r' && characters.next_if(|(_, next)| *next == '\n').is_some()
                || matches!(character, '\n' | '\r')
            {
                spot = Spot { line: spot.line.saturating_add(1), column: 1 };
            } else {
                line.characters.push((spot.column, character));
                spot.column = spot.column.saturating_add(1);
            }
        }
        let (start, mut end) = (start.unwrap_or(spot), end.unwrap_or(spot));
        if goes_on_after(spot, label) {
            self.lines.entry(spot.line).or_default().goes_on = true;
            end = Spot { column: spot.column.saturating_add(1), ..spot };
        }
        self.lines.entry(start.line).or_default();
        self.marks.push(Marked { start, end, role, message: sentence(&label.message).into_owned() });
    }
}

/// Whether a label marks more than its excerpt shows, which ends at a spot. That it takes the line's end with it (up
/// to two more characters, or the start of the next line) is nothing to be shown.
fn goes_on_after(spot: Spot, label: &Label) -> bool {
    let beyond = label.end.line.saturating_sub(spot.line);
    match beyond {
        0 => label.end.line == spot.line && label.end.column > spot.column.saturating_add(2),
        1 => label.end.column > 1,
        _ => true,
    }
}

/// The bytes that are marked, without the line ends around them.
fn marked_bytes(excerpt: &Excerpt) -> (usize, usize) {
    const LINE_ENDS: [char; 2] = ['\n', '\r'];
    let start = excerpt.text.floor_char_boundary(excerpt.marked.0);
    let end = excerpt.text.floor_char_boundary(excerpt.marked.1);
    let marked = excerpt.text.get(start..end).unwrap_or_default();
    let kept = marked.trim_start_matches(LINE_ENDS);
    if kept.is_empty() {
        return (start, start);
    }
    let start = start + marked.len() - kept.len();
    (start, start + kept.trim_end_matches(LINE_ENDS).len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::about::Gravity;
    use crate::report::look::Look;
    use crate::source::span::Span;
    use crate::source::text::Text;

    /// What is drawn for marks in a text, the first of which is the finding's place. `┊` stands between snippets.
    fn drawn(text: &str, marks: &[(usize, usize, &str)]) -> String {
        let text = Text::new("a.md", text);
        let labels: Vec<Label> = marks
            .iter()
            .map(|(start, end, message)| Label::new(&text, Span::new(*start, *end), *message))
            .collect();
        let roles = std::iter::once(Role::Place).chain(std::iter::repeat(Role::Related));
        let snippets = Excerpts::of(labels.iter().zip(roles)).snippets(74);
        let theme = Look::default().theme(Gravity::Error);
        let snippets: Vec<String> = snippets.iter().map(|snippet| snippet.drawn(&theme).join("\n")).collect();
        snippets.join("\n┊\n")
    }

    #[track_caller]
    fn assert_drawn(text: &str, marks: &[(usize, usize, &str)], expected: &[&str]) {
        let got = drawn(text, marks);
        assert!(got.lines().eq(expected.iter().copied()), "\n{got}");
    }

    const LIST: &str = "facts:\n  - a\n  - b\n  - c\n  - d\n  - e\nlevels: 1\n";

    #[test]
    fn near_lines_come_together_and_far_ones_apart() {
        assert_drawn(
            LIST,
            &[(21, 22, "third"), (9, 12, "first"), (15, 18, ""), (37, 43, "after")],
            &[
                " 2 │   - a",
                "   ·   ─┬─",
                "   ·    ╰── first",
                " 3 │   - b",
                "   ·   ───",
                " 4 │   - c",
                "   ·   ┬",
                "   ·   ╰── third",
                "┊",
                " 7 │ levels: 1",
                "   · ───┬──",
                "   ·    ╰── after",
            ],
        );
    }

    #[test]
    fn a_line_stands_once_whatever_is_marked_on_it() {
        assert_drawn(
            "severity: SEV-3, was SEV-2\n",
            &[(10, 15, "declared"), (0, 8, "the field"), (21, 26, "before")],
            &[
                " 1 │ severity: SEV-3, was SEV-2",
                "   · ────┬───  ──┬──      ──┬──",
                "   ·     │       │          ╰── before",
                "   ·     │       ╰── declared",
                "   ·     ╰── the field",
            ],
        );
        assert_drawn(
            "severity: SEV-3\n",
            &[(10, 15, "one"), (10, 15, "same place"), (10, 15, "one")],
            &[
                " 1 │ severity: SEV-3",
                "   ·           ──┬──",
                "   ·             ╰─┤ one",
                "   ·               │ same place",
            ],
        );
        assert_drawn(
            "severity: SEV-3\n",
            &[(0, 15, "all of it"), (10, 15, "and within")],
            &[
                " 1 │ severity: SEV-3",
                "   · ─────┬──────┬──",
                "   ·      │      ╰── and within",
                "   ·      ╰── all of it",
            ],
        );
    }

    #[test]
    fn empty_marks_point() {
        assert_drawn(
            "ab",
            &[(2, 2, "end of a file without a line end")],
            &[" 1 │ ab", "   ·   ▲", "   ·   ╰── end of a file without a line end"],
        );
        assert_drawn(
            "ab\n",
            &[(3, 3, "after the last line end"), (2, 3, "the line end"), (0, 0, "start")],
            &[
                " 1 │ ab",
                "   · ▲ ▲",
                "   · │ ╰─┤ after the last line end",
                "   · │   │ the line end",
                "   · ╰── start",
            ],
        );
        assert_drawn("", &[(0, 0, "empty file")], &[" 1 │", "   · ▲", "   · ╰── empty file"]);
        assert_drawn("a\n\nb", &[(2, 2, "empty line")], &[" 2 │", "   · ▲", "   · ╰── empty line"]);
    }

    #[test]
    fn marks_over_lines_are_brackets() {
        assert_drawn(
            LIST,
            &[(9, 24, "these"), (11, 12, "within")],
            &[
                " 2 │ ╭─▶   - a",
                "   · │       ┬",
                "   · │       ╰── within",
                " 3 │ │     - b",
                " 4 │ ├─▶   - c",
                "   · ╰──── these",
            ],
        );
        assert_drawn(
            LIST,
            &[(9, 36, "more than is shown")],
            &[
                " 2 │ ╭─▶   - a",
                " 3 │ │     - b",
                " 4 │ │     - c",
                " 5 │ ├─▶   - d…",
                "   · ╰──── more than is shown",
            ],
        );
        assert_drawn(
            "a\r\nb\rc\n",
            &[(0, 6, "line ends of all kinds")],
            &[" 1 │ ╭─▶ a", " 2 │ │   b", " 3 │ ├─▶ c", "   · ╰──── line ends of all kinds"],
        );
        assert_drawn(
            LIST,
            &[(9, 24, "overlaps"), (21, 30, "overlapped")],
            &[
                " 2 │   - a",
                "   ·   ─┬─",
                "   ·    ╰── overlaps",
                " 3 │   - b",
                " 4 │   - c",
                "   ·   ─┬─",
                "   ·    ╰── overlapped",
                " 5 │   - d",
            ],
        );
        assert_drawn(
            LIST,
            &[(9, 24, "these"), (23, 24, "on its last line")],
            &[
                " 2 │   - a",
                "   ·   ─┬─",
                "   ·    ╰── these",
                " 3 │   - b",
                " 4 │   - c",
                "   ·     ┬",
                "   ·     ╰── on its last line",
            ],
        );
    }

    #[test]
    fn columns_are_those_of_the_terminal() {
        assert_drawn(
            "重大度: SEV-3 (提案)\n",
            &[(11, 16, "declared"), (18, 24, "proposed")],
            &[
                " 1 │ 重大度: SEV-3 (提案)",
                "   ·         ──┬──  ──┬─",
                "   ·           │      ╰── proposed",
                "   ·           ╰── declared",
            ],
        );
        assert_drawn(
            "⚠\u{fe0f} 👩\u{200d}👩\u{200d}👧 👍🏽 SEV-3\n",
            &[(0, 6, "sign"), (7, 25, "family"), (35, 40, "declared")],
            &[
                " 1 │ ⚠ 👩👩👧 👍 SEV-3",
                "   · ┬ ───┬──    ──┬──",
                "   · │    │        ╰── declared",
                "   · │    ╰── family",
                "   · ╰── sign",
            ],
        );
        // Halfwidth marks have a column of their own, which miette's tables do not know.
        assert_drawn(
            "ｶﾞｲﾄﾞ: SEV-3\n",
            &[(17, 22, "declared")],
            &[" 1 │ ｶﾞｲﾄﾞ: SEV-3", "   ·        ──┬──", "   ·          ╰── declared"],
        );
        assert_drawn(
            "a:\tb\tSEV-3\n",
            &[(2, 3, "tab"), (5, 10, "declared")],
            &[" 1 │ a:  b   SEV-3", "   ·   ─┬    ──┬──", "   ·    │      ╰── declared", "   ·    ╰── tab"],
        );
    }

    #[test]
    fn long_lines_are_cut() {
        let text = format!("{}SEV-3{}", "lorem ipsum ".repeat(200), " dolor sit".repeat(250));
        assert_drawn(
            &text,
            &[(2400, 2405, "declared")],
            &[
                " 1 │ …psum lorem ipsum lorem ipsum SEV-3 dolor sit dolor sit dolor sit dolor s…",
                "   ·                               ──┬──",
                "   ·                                 ╰── declared",
            ],
        );
        assert_drawn(
            &text,
            &[(2400, 2405, "declared"), (2416, 2419, "near"), (4000, 4005, "far")],
            &[
                " 1 │ …sum SEV-3 dolor sit dolor sit dolor …it dolor sit dolor sit …",
                "   ·      ──┬──           ─┬─                     ──┬──",
                "   ·        │              │                        ╰── far",
                "   ·        │              ╰── near",
                "   ·        ╰── declared",
            ],
        );
        assert_drawn(
            &text,
            &[(100, 4000, "a mark that is longer than anybody can see on any terminal")],
            &[
                " 1 │ …m lorem ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsu…",
                "   ·                    ───────────────────────────┬───────────────────────────",
                "   ·                                               ╰─┤ a mark that is longer",
                "   ·                                                 │ than anybody can see on",
                "   ·                                                 │ any terminal",
            ],
        );
        let megabyte = format!("{}SEV-3{}", "障".repeat(333_333), "害".repeat(1000));
        assert_drawn(
            &megabyte,
            &[(999_999, 1_000_004, "declared")],
            &[
                " 1 │ …障障障障障障障障障障障障障障SEV-3害害害害害害害害害害害害害害害害害害害…",
                "   ·                              ──┬──",
                "   ·                                ╰── declared",
            ],
        );
        let lines = format!("{}\n{}\nend", "a".repeat(300), "b".repeat(300));
        assert_drawn(
            &lines,
            &[(290, 604, "three lines")],
            &[
                " 1 │ ╭─▶ …aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                " 2 │ │   bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…",
                " 3 │ ├─▶ end",
                "   · ╰──── three lines",
            ],
        );
    }
}
