//! The retrospective as one HTML file of its own: nothing is loaded, nothing runs, light and dark, and it prints on A4.
//! What matters comes first, and every chart has its numbers as text.

use std::io::{self, Write};

use crate::diagnostic::language::Language;
use crate::insight::retrospective::retrospective::Retrospective;
use crate::report::html::{escaped, head};
use crate::report::look::Look;

use super::format::ReportFormat;
use super::html_charts::{matrix, timeline};
use super::html_style::STYLE;
use super::made_page::page;
use super::page::{Block, Entry, Figure, Grid, Page, Part, Tone};
use super::phrase::Phrase;

/// The format.
pub static FORMAT: ReportFormat = ReportFormat {
    name: "html",
    docs: "one page for the screen and for paper: charts with their numbers, nothing loaded, no script",
    render,
    is_for_terminals: false,
    refuse: None,
};

/// More incidents than these make a page that nobody scrolls through.
const MOST_ENTRIES: usize = 300;
/// Rows of tables, likewise.
const MOST_ROWS: usize = 300;
/// After so many incidents the rest is folded away.
const OPEN_ENTRIES: usize = 25;

fn render(retrospective: &Retrospective, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let page = page(retrospective, look.language);
    let title = match &retrospective.period.name {
        Some(name) => format!("{} {name}", page.title),
        None => page.title.clone(),
    };
    head(&title, page.language, STYLE, out)?;
    let (skip, contents) = match page.language {
        Language::English => ("Skip to the report", "Contents"),
        Language::Japanese => ("本文へ", "目次"),
    };
    writeln!(out, "<a class=\"skip\" href=\"#report\">{skip}</a>")?;
    writeln!(out, "<header>\n<h1>{}</h1>\n<p>{}</p>", escaped(&page.title), words(&page.subtitle))?;
    writeln!(out, "<nav aria-label=\"{contents}\"><ul>")?;
    for part in &page.parts {
        writeln!(out, "<li><a href=\"#{}\">{}</a></li>", part.id, escaped(&part.heading))?;
    }
    writeln!(out, "</ul></nav>\n</header>\n<main id=\"report\">")?;
    for part in &page.parts {
        write_part(part, &page, out)?;
    }
    writeln!(out, "</main>\n</body>\n</html>")
}

fn write_part(part: &Part, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let id = part.id;
    writeln!(
        out,
        "<section id=\"{id}\" aria-labelledby=\"{id}-head\">\n<h2 id=\"{id}-head\">{}</h2>",
        escaped(&part.heading)
    )?;
    for (index, block) in part.blocks.iter().enumerate() {
        match block {
            Block::Figures(figures) => write_figures(figures, out)?,
            Block::Line(text) => writeln!(out, "<p>{}</p>", words(text))?,
            Block::Note(text) => writeln!(out, "<p class=\"note\">{}</p>", words(text))?,
            Block::List(items) => {
                writeln!(out, "<ul>")?;
                for item in items {
                    writeln!(out, "<li>{}</li>", words(item))?;
                }
                writeln!(out, "</ul>")?;
            }
            Block::Heading(text) => writeln!(out, "<h3>{}</h3>", words(text))?,
            Block::Grid(grid) => write_grid(grid, page.language, out)?,
            Block::Entries(entries) => write_entries(entries, page.language, out)?,
            Block::Matrix(drawn) => matrix(drawn, &format!("{id}-{index}"), out)?,
            Block::Timeline(drawn) => timeline(drawn, &format!("{id}-{index}"), out)?,
        }
    }
    writeln!(out, "</section>")
}

/// A phrase in HTML.
fn words(phrase: &Phrase) -> String {
    phrase.written(
        escaped,
        |name| format!("<code>{}</code>", escaped(name)),
        |text| format!("<strong>{}</strong>", escaped(text)),
    )
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Good => "good",
        Tone::Fair => "fair",
        Tone::Bad => "bad",
    }
}

fn write_figures(figures: &[Figure], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<dl class=\"figures\">")?;
    for figure in figures {
        writeln!(
            out,
            "<div class=\"{}\"><dt>{}</dt><dd>{}</dd></div>",
            tone(figure.tone),
            escaped(&figure.label),
            escaped(&figure.number)
        )?;
    }
    writeln!(out, "</dl>")
}

/// A table, which scrolls by itself where the screen is narrow.
fn write_grid(grid: &Grid, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let name = grid.caption.written(escaped, escaped, escaped);
    writeln!(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\"><table>")?;
    write!(out, "<caption>{}</caption>\n<thead><tr>", words(&grid.caption))?;
    let class = |is_number: bool| if is_number { " class=\"number\"" } else { "" };
    for column in &grid.heads {
        write!(out, "<th scope=\"col\"{}>{}</th>", class(column.is_number), escaped(&column.head))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for row in grid.rows.iter().take(MOST_ROWS) {
        write!(out, "<tr>")?;
        for (index, (cell, column)) in row.iter().zip(&grid.heads).enumerate() {
            let cell = words(cell);
            if index == 0 {
                write!(out, "<th scope=\"row\">{cell}</th>")?;
            } else {
                write!(out, "<td{}>{cell}</td>", class(column.is_number))?;
            }
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div>")?;
    more(grid.rows.len(), MOST_ROWS, language, out)
}

fn more(of: usize, shown: usize, language: Language, out: &mut dyn Write) -> io::Result<()> {
    match of.saturating_sub(shown) {
        0 => Ok(()),
        rest => writeln!(out, "<p class=\"note\">{}</p>", escaped(&Page::more(language, rest))),
    }
}

fn write_entries(entries: &[Entry], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let shown = entries.get(..entries.len().min(MOST_ENTRIES)).unwrap_or(entries);
    let (open, folded) = shown.split_at(shown.len().min(OPEN_ENTRIES));
    writeln!(out, "<ol class=\"entries\">")?;
    for entry in open {
        write_entry(entry, out)?;
    }
    writeln!(out, "</ol>")?;
    if !folded.is_empty() {
        let summary = match language {
            Language::English => format!("{} more", folded.len()),
            Language::Japanese => format!("ほか {} 件", folded.len()),
        };
        writeln!(
            out,
            "<details><summary>{summary}</summary>\n<ol class=\"entries\" start=\"{}\">",
            open.len() + 1
        )?;
        for entry in folded {
            write_entry(entry, out)?;
        }
        writeln!(out, "</ol></details>")?;
    }
    more(entries.len(), MOST_ENTRIES, language, out)
}

fn write_entry(entry: &Entry, out: &mut dyn Write) -> io::Result<()> {
    let title = entry.title.as_deref().map(|title| format!(" {}", escaped(title))).unwrap_or_default();
    writeln!(out, "<li>\n<h3><b>{}</b>{title}</h3>", escaped(&entry.name))?;
    write!(
        out,
        "<p><span class=\"badge {}\">{}</span> <strong>{}</strong>",
        tone(entry.tone),
        escaped(&entry.standing),
        words(&entry.change)
    )?;
    if let Some(date) = &entry.date {
        write!(out, " <time datetime=\"{0}\">{0}</time>", escaped(date))?;
    }
    writeln!(out, "</p>")?;
    if !entry.grounds.is_empty() {
        writeln!(out, "<dl>")?;
        for (label, text) in &entry.grounds {
            writeln!(out, "<dt>{}</dt><dd>{}</dd>", escaped(label), words(text))?;
        }
        writeln!(out, "</dl>")?;
    }
    writeln!(out, "<p class=\"place\"><code>{}</code></p>\n</li>", escaped(&entry.place))
}
