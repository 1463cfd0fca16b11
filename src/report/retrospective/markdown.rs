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
    refuse: None,
};

/// A comment of GitHub holds 65,536 characters; some are left for what is written around the report.
const MOST_CHARACTERS: usize = 64_000;
/// How many incidents and rows are shown, until all fits.
const CAPS: [usize; 8] = [200, 100, 60, 40, 25, 12, 6, 2];
/// Longer texts of others are cut.
const LONGEST_TEXT: usize = 600;

fn render(retrospective: &Retrospective, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let page = page(retrospective, look.language);
    let mut text = String::new();
    for cap in CAPS {
        text = written(&page, cap);
        if text.chars().count() <= MOST_CHARACTERS {
            break;
        }
    }
    out.write_all(text.as_bytes())
}

fn written(page: &Page, cap: usize) -> String {
    let mut text = format!("# {}\n\n{}\n", escaped(&page.title), words(&page.subtitle));
    for (index, part) in page.parts.iter().enumerate() {
        // What matters first stays open: in brief, what to reclassify, the table under review.
        let is_open = matches!(part.id, "brief" | "reclassification" | "agreement" | "review");
        text += &part_text(part, page.language, cap, is_open || index == 0);
    }
    text
}

fn part_text(part: &Part, language: Language, cap: usize, is_open: bool) -> String {
    let mut text = String::from("\n");
    if is_open {
        text += &format!("## {}\n", escaped(&part.heading));
    } else {
        text += &format!("<details>\n<summary><b>{}</b></summary>\n", escaped(&part.heading));
    }
    for block in &part.blocks {
        text += "\n";
        text += &block_text(block, language, cap);
    }
    if !is_open {
        text += "\n</details>\n";
    }
    text
}

fn block_text(block: &Block, language: Language, cap: usize) -> String {
    match block {
        Block::Figures(figures) => figures_text(figures),
        Block::Line(phrase) => format!("{}\n", words(phrase)),
        Block::Note(phrase) => format!("<sub>{}</sub>\n", words(phrase)),
        Block::List(items) => {
            let items: Vec<String> = items.iter().map(|item| format!("- {}", words(item))).collect();
            format!("{}\n", items.join("\n"))
        }
        Block::Heading(phrase) => format!("### {}\n", words(phrase)),
        Block::Grid(grid) => grid_text(grid, language, cap),
        Block::Entries(entries) => entries_text(entries, language, cap),
        Block::Matrix(matrix) => matrix_text(matrix),
        Block::Timeline(timeline) => timeline_text(timeline, language, cap),
    }
}

/// A phrase in Markdown.
fn words(phrase: &Phrase) -> String {
    phrase.written(
        escaped,
        |name| format!("<code>{}</code>", escaped(name)),
        |text| format!("**{}**", escaped(text)),
    )
}

fn figures_text(figures: &[Figure]) -> String {
    let cells = |of: fn(&Figure) -> String| figures.iter().map(of).collect::<Vec<_>>().join(" | ");
    format!(
        "| {} |\n|{}\n| {} |\n",
        cells(|figure| escaped(&figure.label)),
        " :---: |".repeat(figures.len()),
        cells(|figure| format!("**{}**", escaped(&figure.number)))
    )
}

fn grid_text(grid: &Grid, language: Language, cap: usize) -> String {
    let mut text = format!("**{}**\n\n", words(&grid.caption));
    let heads: Vec<String> = grid.heads.iter().map(|column| escaped(&column.head)).collect();
    let lines: Vec<&str> =
        grid.heads.iter().map(|column| if column.is_number { "---:" } else { "---" }).collect();
    text += &format!("| {} |\n| {} |\n", heads.join(" | "), lines.join(" | "));
    for row in grid.rows.iter().take(cap) {
        let cells: Vec<String> = row.iter().map(words).collect();
        text += &format!("| {} |\n", cells.join(" | "));
    }
    text + &more(grid.rows.len(), cap, language)
}

fn more(of: usize, shown: usize, language: Language) -> String {
    match of.saturating_sub(shown) {
        0 => String::new(),
        rest => format!("\n<sub>{}</sub>\n", Page::more(language, rest)),
    }
}

fn entries_text(entries: &[Entry], language: Language, cap: usize) -> String {
    let (incident, standing, change, why) = match language {
        Language::English => ("Incident", "Standing", "Declared → possible", "Why"),
        Language::Japanese => ("インシデント", "判定", "宣言 → 可能", "理由"),
    };
    let mut text = format!("| {incident} | {standing} | {change} | {why} |\n| --- | --- | --- | --- |\n");
    for entry in entries.iter().take(cap) {
        let date = entry.date.as_deref().map(|date| format!(" {}", escaped(date))).unwrap_or_default();
        let title = entry.title.as_deref().map(|title| format!("<br>{}", escaped(title))).unwrap_or_default();
        let mark = match entry.tone {
            Tone::Bad => "🔴 ",
            Tone::Fair => "🟡 ",
            Tone::Good | Tone::Plain => "",
        };
        let mut why: Vec<String> =
            entry.grounds.iter().map(|(label, phrase)| format!("<i>{label}</i> {}", words(phrase))).collect();
        why.push(format!("<sub>{}</sub>", escaped(&entry.place)));
        text += &format!(
            "| **{}**{date}{title} | {mark}{} | {} | {} |\n",
            escaped(&entry.name),
            escaped(&entry.standing),
            words(&entry.change),
            why.join("<br>")
        );
    }
    text + &more(entries.len(), cap, language)
}

fn matrix_text(matrix: &Matrix) -> String {
    let levels: Vec<String> = matrix.levels.iter().map(|level| escaped(level)).collect();
    let mut text = format!(
        "**{}**\n\n| {} ╲ {} | {} |\n| --- |{}\n",
        escaped(&matrix.caption),
        escaped(&matrix.rows),
        escaped(&matrix.columns),
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
fn timeline_text(timeline: &Timeline, language: Language, cap: usize) -> String {
    let totals: Vec<usize> = timeline.stretches.iter().map(|(_, counts)| counts.iter().sum()).collect();
    let names: Vec<String> =
        timeline.stretches.iter().map(|(name, _)| format!("\"{}\"", plain(name))).collect();
    let numbers: Vec<String> = totals.iter().map(usize::to_string).collect();
    let largest = totals.iter().copied().max().unwrap_or_default().max(1);
    let mut text = format!("**{}**\n\n", escaped(&timeline.caption));
    if totals.len() > 1 {
        text += &format!(
            "```mermaid\nxychart-beta\n  x-axis [{}]\n  y-axis \"{}\" 0 --> {largest}\n  bar [{}]\n```\n\n",
            names.join(", "),
            plain(&timeline.total),
            numbers.join(", ")
        );
    }
    let mut heads = vec![escaped(&timeline.stretch)];
    heads.extend(timeline.levels.iter().map(|level| escaped(level)));
    heads.push(escaped(&timeline.total));
    text += &format!("| {} |\n| --- |{}\n", heads.join(" | "), " ---: |".repeat(heads.len() - 1));
    // The latest stretches are kept.
    let skipped = timeline.stretches.len().saturating_sub(cap.max(24));
    for ((name, counts), total) in timeline.stretches.iter().zip(&totals).skip(skipped) {
        let cells: Vec<String> = counts.iter().map(usize::to_string).collect();
        text += &format!("| {} | {} | {total} |\n", escaped(name), cells.join(" | "));
    }
    text + &more(skipped, 0, language)
}

/// A name in a chart: nothing but letters, digits, spaces and dashes.
fn plain(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric() || matches!(character, ' ' | '-')).collect()
}

/// Text as Markdown that shows it, cut where it is longer than anybody reads.
fn escaped(text: &str) -> String {
    match text.char_indices().nth(LONGEST_TEXT) {
        None => name(text),
        Some((end, _)) => format!("{}…", name(text.get(..end).unwrap_or_default())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_of_strangers_are_cut() {
        assert_eq!(escaped(", "), ", ");
        assert_eq!(escaped("a | b"), "a \\| b");
        assert!(!escaped("@octocat").contains("@octocat"));
        assert!(escaped(&"x".repeat(5000)).chars().count() < 700);
    }
}
