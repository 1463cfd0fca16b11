//! A table on a terminal: columns as wide as what stands in them, the widest ones wrapped until all fit.

use std::io::{self, Write};

use crate::report::look::Look;
use crate::report::wrapping::{width, wrapped};

/// What stands between columns.
const GAP: usize = 2;
/// What stands before the cells of a row where they stand below its name.
const STACKED: &str = "  ";
/// No column is wrapped narrower.
const NARROWEST: usize = 6;
/// A word that is longer may be broken.
const LONGEST_WORD: usize = 28;

/// The cells of a table, safe on a terminal.
pub struct Cells {
    /// Heads of columns.
    pub heads: Vec<String>,
    /// Whether a column is set to the right.
    pub are_numbers: Vec<bool>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

/// Writes a table within the columns of a terminal.
///
/// # Errors
/// When it cannot be written.
pub fn write_cells(cells: &Cells, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut widths: Vec<usize> = cells.heads.iter().map(|head| width(head)).collect();
    for row in &cells.rows {
        for (room, cell) in widths.iter_mut().zip(row) {
            *room = (*room).max(width(cell));
        }
    }
    let mut least: Vec<usize> = vec![0; widths.len()];
    for cells in std::iter::once(&cells.heads).chain(&cells.rows) {
        for (least, cell) in least.iter_mut().zip(cells) {
            let longest = cell.split(' ').map(width).max().unwrap_or_default();
            *least = (*least).max(longest.min(LONGEST_WORD));
        }
    }
    let gaps = GAP * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > look.columns() {
        let has_spare = |(room, least): &(&mut usize, &usize)| **room > (**least).max(NARROWEST);
        let widest = widths.iter_mut().zip(&least).filter(has_spare).map(|(room, _)| room).max();
        match widest {
            Some(widest) => *widest -= 1,
            // Rather than that words are broken, what is in a row stands below its name.
            None => return stacked(cells, look, out),
        }
    }
    write_row(&cells.heads, &widths, &cells.are_numbers, |text| look.dim(text), out)?;
    for row in &cells.rows {
        write_row(row, &widths, &cells.are_numbers, str::to_owned, out)?;
    }
    Ok(())
}

/// The rows one below the other, each with the heads of its cells.
fn stacked(cells: &Cells, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for row in &cells.rows {
        let mut pairs = cells.heads.iter().zip(row);
        let Some((_, name)) = pairs.next() else { continue };
        for line in wrapped(name, look.columns(), look.columns()) {
            writeln!(out, "{line}")?;
        }
        let told = pairs.filter(|(_, cell)| !cell.is_empty()).map(|(head, cell)| format!("{head}: {cell}"));
        let told: Vec<String> = told.collect();
        let room = look.columns().saturating_sub(STACKED.len());
        for line in wrapped(&told.join("; "), room, room) {
            writeln!(out, "{STACKED}{line}")?;
        }
    }
    Ok(())
}

fn write_row(
    cells: &[String],
    widths: &[usize],
    are_numbers: &[bool],
    style: impl Fn(&str) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lines: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(cell, room)| wrapped(cell, *room, *room)).collect();
    let height = lines.iter().map(Vec::len).max().unwrap_or_default();
    for index in 0..height {
        let mut text = String::new();
        let mut pending = 0;
        for ((lines, room), is_number) in lines.iter().zip(widths).zip(are_numbers) {
            let part = lines.get(index).map_or("", String::as_str);
            let spare = room.saturating_sub(width(part));
            let (before, after) = if *is_number { (spare, 0) } else { (0, spare) };
            pending += before;
            if !part.is_empty() {
                text += &" ".repeat(pending);
                text += part;
                pending = 0;
            }
            pending += after + GAP;
        }
        writeln!(out, "{}", style(&text))?;
    }
    Ok(())
}
