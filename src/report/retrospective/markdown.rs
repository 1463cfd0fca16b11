//! The retrospective in Markdown, as GitHub shows it: tables, folded parts, a chart. It fits a comment on a pull request
//! (65,536 characters) and so also a job summary (1 MiB); what it leaves out it says.

use std::io::{self, Write};

use crate::diagnostic::language::Language;
use crate::insight::retrospective::retrospective::Retrospective;
use crate::report::look::Look;
use crate::report::markdown_text::name;

use super::format::ReportFormat;
use super::made_page::page;
use super::page::{Block, Entry, Figure, Grid, Matrix, Page, Part, Timeline, Tone};
use super::phrase::Phrase;

/// The format.
pub static FORMAT: ReportFormat = ReportFormat {
    name: "markdown",
    docs: "for a job summary or a pull request comment of GitHub: tables, folded parts, a chart; at most 65,536 characters",
    render,
    is_for_terminals: false,
    refuse: None,
};

/// A comment of GitHub holds 65,536 characters; some are left for what is written around the report.
const MOST_CHARACTERS: usize = 64_000;
/// What is tried, one after the other, until all fits: how many incidents and rows are shown, and the longest text of others.
const ROOMS: [(usize, usize); 10] = [
    (200, 600),
    (100, 600),
    (60, 600),
    (40, 600),
    (25, 600),
    (12, 600),
    (6, 600),
    (2, 600),
    (2, 100),
    (2, 30),
];

fn render(retrospective: &Retrospective, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let page = page(retrospective, look.language);
    out.write_all(fitting(&page, MOST_CHARACTERS).as_bytes())
}

/// The page, with as much of it as there is room for.
fn fitting(page: &Page, most: usize) -> String {
    let fits = |text: &String| text.chars().count() <= most;
    let whole = ROOMS.iter().map(|(cap, longest)| {
        let pen = Pen { language: page.language, cap: *cap, longest: *longest };
        pen.page(page, page.parts.len())
    });
    let last = Pen { language: page.language, cap: 2, longest: 30 };
    let shorter = (0..page.parts.len()).rev().map(|parts| last.page(page, parts));
    whole.chain(shorter).find(fits).unwrap_or_else(|| last.page(page, 0))
}

/// How it is written: so many incidents and rows, so long a text.
struct Pen {
    language: Language,
    cap: usize,
    longest: usize,
}

impl Pen {
    /// The page with so many of its parts; what is left out is said.
    fn page(&self, page: &Page, parts: usize) -> String {
        let mut text = format!("# {}\n\n{}\n", self.escaped(&page.title), self.words(&page.subtitle));
        for (index, part) in page.parts.iter().take(parts).enumerate() {
            // What matters first stays open: in brief, what to reclassify, the table under review.
            let is_open = matches!(part.id, "brief" | "reclassification" | "agreement" | "review");
            text += &self.part_text(part, is_open || index == 0);
        }
        let left_out: Vec<String> =
            page.parts.iter().skip(parts).map(|part| self.escaped(&part.heading)).collect();
        if !left_out.is_empty() {
            text += &match self.language {
                Language::English => format!(
                    "\n<sub>Left out, for GitHub takes no more: {}. `--format html` has all.</sub>\n",
                    left_out.join("; ")
                ),
                Language::Japanese => format!(
                    "\n<sub>GitHub の上限のため省略: {}。すべては `--format html` にある。</sub>\n",
                    left_out.join("、")
                ),
            };
        }
        text
    }

    /// Text as Markdown that shows it, cut where it is longer than there is room for.
    fn escaped(&self, text: &str) -> String {
        match text.char_indices().nth(self.longest) {
            None => name(text),
            Some((end, _)) => format!("{}…", name(text.get(..end).unwrap_or_default())),
        }
    }

    fn part_text(&self, part: &Part, is_open: bool) -> String {
        let mut text = String::from("\n");
        if is_open {
            text += &format!("## {}\n", self.escaped(&part.heading));
        } else {
            text += &format!("<details>\n<summary><b>{}</b></summary>\n", self.escaped(&part.heading));
        }
        for block in &part.blocks {
            text += "\n";
            text += &self.block_text(block);
        }
        if !is_open {
            text += "\n</details>\n";
        }
        text
    }

    fn block_text(&self, block: &Block) -> String {
        match block {
            Block::Figures(figures) => self.figures_text(figures),
            Block::Line(phrase) => format!("{}\n", self.words(phrase)),
            Block::Note(phrase) => format!("<sub>{}</sub>\n", self.words(phrase)),
            Block::List(items) => {
                let items: Vec<String> = items.iter().map(|item| format!("- {}", self.words(item))).collect();
                format!("{}\n", items.join("\n"))
            }
            Block::Heading(phrase) => format!("### {}\n", self.words(phrase)),
            Block::Grid(grid) => self.grid_text(grid),
            Block::Entries(entries) => self.entries_text(entries),
            Block::Matrix(matrix) => self.matrix_text(matrix),
            Block::Timeline(timeline) => self.timeline_text(timeline),
        }
    }

    /// A phrase in Markdown.
    fn words(&self, phrase: &Phrase) -> String {
        phrase.written(
            |text| self.escaped(text),
            |name| format!("<code>{}</code>", self.escaped(name)),
            |text| format!("**{}**", self.escaped(text)),
        )
    }

    fn figures_text(&self, figures: &[Figure]) -> String {
        let cells = |of: &dyn Fn(&Figure) -> String| figures.iter().map(of).collect::<Vec<_>>().join(" | ");
        format!(
            "| {} |\n|{}\n| {} |\n",
            cells(&|figure| self.escaped(&figure.label)),
            " :---: |".repeat(figures.len()),
            cells(&|figure| format!("**{}**", self.escaped(&figure.number)))
        )
    }

    fn grid_text(&self, grid: &Grid) -> String {
        let mut text = format!("**{}**\n\n", self.words(&grid.caption));
        let heads: Vec<String> = grid.heads.iter().map(|column| self.escaped(&column.head)).collect();
        let lines: Vec<&str> =
            grid.heads.iter().map(|column| if column.is_number { "---:" } else { "---" }).collect();
        text += &format!("| {} |\n| {} |\n", heads.join(" | "), lines.join(" | "));
        for row in grid.rows.iter().take(self.cap) {
            let cells: Vec<String> = row.iter().map(|cell| self.words(cell)).collect();
            text += &format!("| {} |\n", cells.join(" | "));
        }
        text + &self.more(grid.rows.len(), self.cap)
    }

    fn more(&self, of: usize, shown: usize) -> String {
        match of.saturating_sub(shown) {
            0 => String::new(),
            rest => format!("\n<sub>{}</sub>\n", Page::more(self.language, rest)),
        }
    }

    fn entries_text(&self, entries: &[Entry]) -> String {
        let (incident, standing, change, why) = match self.language {
            Language::English => ("Incident", "Standing", "Declared → possible", "Why"),
            Language::Japanese => ("インシデント", "判定", "宣言 → 可能", "理由"),
        };
        let mut text = format!("| {incident} | {standing} | {change} | {why} |\n| --- | --- | --- | --- |\n");
        for entry in entries.iter().take(self.cap) {
            let date =
                entry.date.as_deref().map(|date| format!(" {}", self.escaped(date))).unwrap_or_default();
            let title = entry
                .title
                .as_deref()
                .map(|title| format!("<br>{}", self.escaped(title)))
                .unwrap_or_default();
            let mark = match entry.tone {
                Tone::Bad => "🔴 ",
                Tone::Fair => "🟡 ",
                Tone::Good | Tone::Plain => "",
            };
            let mut why: Vec<String> = entry
                .grounds
                .iter()
                .map(|(label, phrase)| format!("<i>{label}</i> {}", self.words(phrase)))
                .collect();
            why.push(format!("<sub>{}</sub>", self.escaped(&entry.place)));
            text += &format!(
                "| **{}**{date}{title} | {mark}{} | {} | {} |\n",
                self.escaped(&entry.name),
                self.escaped(&entry.standing),
                self.words(&entry.change),
                why.join("<br>")
            );
        }
        text + &self.more(entries.len(), self.cap)
    }

    fn matrix_text(&self, matrix: &Matrix) -> String {
        let levels: Vec<String> = matrix.levels.iter().map(|level| self.escaped(level)).collect();
        let mut text = format!(
            "**{}**\n\n| {} ╲ {} | {} |\n| --- |{}\n",
            self.escaped(&matrix.caption),
            self.escaped(&matrix.rows),
            self.escaped(&matrix.columns),
            levels.join(" | "),
            " ---: |".repeat(levels.len())
        );
        for (declared, (level, counts)) in levels.iter().zip(&matrix.counts).enumerate() {
            let cell = |(computed, count): (usize, &usize)| match (*count, declared == computed) {
                (0, true) => "·".to_owned(),
                (0, false) => " ".to_owned(),
                (count, true) => format!("**{count}**"),
                (count, false) => count.to_string(),
            };
            let cells: Vec<String> = counts.iter().enumerate().map(cell).collect();
            text += &format!("| **{level}** | {} |\n", cells.join(" | "));
        }
        text
    }

    /// A chart of all incidents, which GitHub draws, and the table of levels.
    fn timeline_text(&self, timeline: &Timeline) -> String {
        let totals: Vec<usize> = timeline.stretches.iter().map(|(_, counts)| counts.iter().sum()).collect();
        let names: Vec<String> =
            timeline.stretches.iter().map(|(name, _)| format!("\"{}\"", plain(name))).collect();
        let numbers: Vec<String> = totals.iter().map(usize::to_string).collect();
        let largest = totals.iter().copied().max().unwrap_or_default().max(1);
        let mut text = format!("**{}**\n\n", self.escaped(&timeline.caption));
        if totals.len() > 1 {
            text += &format!(
                "```mermaid\nxychart-beta\n  x-axis [{}]\n  y-axis \"{}\" 0 --> {largest}\n  bar [{}]\n```\n\n",
                names.join(", "),
                plain(&timeline.total),
                numbers.join(", ")
            );
        }
        let mut heads = vec![self.escaped(&timeline.stretch)];
        heads.extend(timeline.levels.iter().map(|level| self.escaped(level)));
        heads.push(self.escaped(&timeline.total));
        text += &format!("| {} |\n| --- |{}\n", heads.join(" | "), " ---: |".repeat(heads.len() - 1));
        // The latest stretches are kept.
        let skipped = timeline.stretches.len().saturating_sub(self.cap.max(24));
        for ((name, counts), total) in timeline.stretches.iter().zip(&totals).skip(skipped) {
            let cells: Vec<String> = counts.iter().map(usize::to_string).collect();
            text += &format!("| {} | {} | {total} |\n", self.escaped(name), cells.join(" | "));
        }
        text + &self.more(skipped, 0)
    }
}

/// A name in a chart: nothing but letters, digits, spaces and dashes.
fn plain(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric() || matches!(character, ' ' | '-')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_of_strangers_are_cut() {
        let pen = Pen { language: Language::English, cap: 2, longest: 600 };
        assert_eq!(pen.escaped(", "), ", ");
        assert_eq!(pen.escaped("a | b"), "a \\| b");
        assert!(!pen.escaped("@octocat").contains("@octocat"));
        assert!(pen.escaped(&"x".repeat(5000)).chars().count() < 700);
    }
}
