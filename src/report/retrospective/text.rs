//! The retrospective for a terminal.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::diagnostic::language::Language;
use crate::insight::retrospective::retrospective::Retrospective;
use crate::report::look::Look;
use crate::report::terminal_text::name as line;
use crate::report::wrapping::wrapped;

use super::format::ReportFormat;
use super::made_page::page;
use super::page::{Block, Entry, Figure, Grid, Matrix, Page, Timeline, Tone};
use super::phrase::Phrase;
use super::text_grid::{Cells, write_cells};

/// The format.
pub static FORMAT: ReportFormat = ReportFormat {
    name: "text",
    docs: "for a terminal: all parts, in its width",
    render,
    is_for_terminals: true,
    refuse: None,
};

/// More incidents than these nobody reads on a terminal.
const MOST_ENTRIES: usize = 40;
/// Rows of tables, likewise.
const MOST_ROWS: usize = 60;
/// The widest bar of a timeline, in columns.
const BAR: usize = 30;

fn render(retrospective: &Retrospective, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let page = page(retrospective, look.language);
    writeln!(out, "{}", look.bold(&page.title))?;
    paragraph(&plain(&page.subtitle), "", "", look, out)?;
    for part in &page.parts {
        writeln!(out, "\n{}\n{}", look.bold(&part.heading), "─".repeat(part.heading.width()))?;
        for (index, block) in part.blocks.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            write_block(block, &page, look, out)?;
        }
    }
    Ok(())
}

fn write_block(block: &Block, page: &Page, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Figures(figures) => write_figures(figures, look, out),
        Block::Line(words) => paragraph(&plain(words), "", "", look, out),
        Block::Note(words) => {
            for text in wrapped(&plain(words), look.columns(), look.columns()) {
                writeln!(out, "{}", look.dim(&text))?;
            }
            Ok(())
        }
        Block::List(items) => {
            for item in items {
                paragraph(&plain(item), "- ", "  ", look, out)?;
            }
            Ok(())
        }
        Block::Heading(words) => writeln!(out, "{}", look.bold(&plain(words))),
        Block::Grid(grid) => write_grid(grid, page.language, look, out),
        Block::Entries(entries) => write_entries(entries, page.language, look, out),
        Block::Matrix(matrix) => write_matrix(matrix, look, out),
        Block::Timeline(timeline) => write_timeline(timeline, look, out),
    }
}

/// A phrase on a terminal: names in backticks.
fn plain(phrase: &Phrase) -> String {
    phrase.written(
        |text| line(text).into_owned(),
        |name| format!("`{}`", line(name)),
        |text| line(text).into_owned(),
    )
}

/// A phrase in a cell: names are seen to be names.
fn bare(phrase: &Phrase) -> String {
    let safe = |text: &str| line(text).into_owned();
    phrase.written(safe, safe, safe)
}

fn paragraph(text: &str, first: &str, others: &str, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let room = look.columns().saturating_sub(first.width().max(others.width()));
    for (index, text) in wrapped(text, room, room).into_iter().enumerate() {
        writeln!(out, "{}{text}", if index == 0 { first } else { others })?;
    }
    Ok(())
}

fn write_figures(figures: &[Figure], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let widest = figures.iter().map(|figure| figure.number.width()).max().unwrap_or_default();
    for figure in figures {
        let padding = " ".repeat(widest - figure.number.width());
        let text = format!("{padding}{}  {}", figure.number, figure.label);
        writeln!(out, "{}", if figure.tone == Tone::Bad { look.bold(&text) } else { text })?;
    }
    Ok(())
}

fn write_grid(grid: &Grid, language: Language, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for text in wrapped(&plain(&grid.caption), look.columns(), look.columns()) {
        writeln!(out, "{}", look.bold(&text))?;
    }
    let rows = grid.rows.iter().take(MOST_ROWS);
    let cells = Cells {
        heads: grid.heads.iter().map(|column| line(&column.head).into_owned()).collect(),
        are_numbers: grid.heads.iter().map(|column| column.is_number).collect(),
        rows: rows.map(|row| row.iter().map(bare).collect()).collect(),
    };
    write_cells(&cells, look, out)?;
    more(grid.rows.len(), MOST_ROWS, language, look, out)
}

fn more(of: usize, shown: usize, language: Language, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    match of.saturating_sub(shown) {
        0 => Ok(()),
        rest => writeln!(out, "{}", look.dim(&Page::more(language, rest))),
    }
}

fn write_entries(entries: &[Entry], language: Language, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for (index, entry) in entries.iter().take(MOST_ENTRIES).enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let title = entry.title.as_deref().map(|title| format!("  {}", line(title))).unwrap_or_default();
        let date = entry.date.as_deref().map(|date| format!("  {date}")).unwrap_or_default();
        let head = format!("{}{date}{title}", line(&entry.name));
        for (index, text) in wrapped(&head, look.columns(), look.columns() - 2).into_iter().enumerate() {
            writeln!(out, "{}{}", if index == 0 { "" } else { "  " }, look.bold(&text))?;
        }
        let standing =
            if entry.tone == Tone::Bad { look.bold(&entry.standing) } else { entry.standing.clone() };
        writeln!(out, "  {standing}: {}", plain(&entry.change))?;
        let widest = entry.grounds.iter().map(|(label, _)| label.width()).max().unwrap_or_default();
        for (label, words) in &entry.grounds {
            let first = format!("  {label}{}  ", " ".repeat(widest - label.width()));
            paragraph(&plain(words), &first, &" ".repeat(widest + 4), look, out)?;
        }
        writeln!(out, "  {}", look.dim(&line(&entry.place)))?;
    }
    more(entries.len(), MOST_ENTRIES, language, look, out)
}

fn write_matrix(matrix: &Matrix, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", look.bold(&matrix.caption))?;
    let mut heads = vec![format!("{} \\ {}", matrix.rows, matrix.columns)];
    heads.extend(matrix.levels.iter().map(|level| line(level).into_owned()));
    let rows = matrix.levels.iter().zip(&matrix.counts).enumerate().map(|(declared, (level, counts))| {
        let cell = |(computed, count): (usize, &usize)| match (*count, declared == computed) {
            (0, true) => "·".to_owned(),
            (0, false) => String::new(),
            (count, true) => format!("[{count}]"),
            (count, false) => count.to_string(),
        };
        std::iter::once(line(level).into_owned()).chain(counts.iter().enumerate().map(cell)).collect()
    });
    let mut are_numbers = vec![true; heads.len()];
    if let Some(first) = are_numbers.first_mut() {
        *first = false;
    }
    write_cells(&Cells { heads, are_numbers, rows: rows.collect() }, look, out)
}

fn write_timeline(timeline: &Timeline, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", look.bold(&timeline.caption))?;
    let totals = || timeline.stretches.iter().map(|(_, counts)| counts.iter().sum::<usize>());
    let largest = totals().max().unwrap_or_default();
    let mut heads = vec![timeline.stretch.clone()];
    heads.extend(timeline.levels.iter().map(|level| line(level).into_owned()));
    heads.extend([timeline.total.clone(), String::new()]);
    let mut are_numbers = vec![true; heads.len()];
    for index in [0, heads.len() - 1] {
        if let Some(column) = are_numbers.get_mut(index) {
            *column = false;
        }
    }
    // A bar has a column for each incident, unless there are more than fit.
    let bar = |total: usize| "█".repeat(if largest <= BAR { total } else { (total * BAR).div_ceil(largest) });
    let rows = timeline.stretches.iter().map(|(name, counts)| {
        let total: usize = counts.iter().sum();
        let shown = counts.iter().map(|count| if *count == 0 { String::new() } else { count.to_string() });
        std::iter::once(name.clone()).chain(shown).chain([total.to_string(), bar(total)]).collect()
    });
    write_cells(&Cells { heads, are_numbers, rows: rows.collect() }, look, out)
}
