//! Charts as inline SVG. Each is named for a screen reader, and its numbers stand in a table beside it.

use std::io::{self, Write};

use crate::insight::retrospective::number::real;
use crate::report::html::escaped;
use crate::report::wrapping::width;

use super::page::{Matrix, Timeline};

/// The side of a cell of the matrix.
const CELL: usize = 46;
/// The room of a digit or letter, in the units of the drawing.
const LETTER: usize = 8;
/// Names of levels are cut after so many columns in a drawing; the table beside it has them whole.
const LONGEST_NAME: usize = 16;
/// The height of a timeline.
const HEIGHT: usize = 150;
/// Shades of levels that are told apart.
const SHADES: usize = 6;

/// The matrix: darker where there are more incidents, framed where people and table agree. It is a table itself: what is
/// drawn are its numbers.
///
/// # Errors
/// When it cannot be written.
pub fn matrix(matrix: &Matrix, id: &str, out: &mut dyn Write) -> io::Result<()> {
    let size = matrix.levels.len();
    let names: Vec<String> = matrix.levels.iter().map(|level| short(level)).collect();
    let longest = names.iter().map(|name| width(name)).max().unwrap_or_default();
    let left = longest.max(width(&matrix.rows) + 2) * LETTER + 14;
    let top = 46;
    let (wide, high) = (left + size * CELL.max(LETTER * LONGEST_NAME / 2) + 2, top + size * CELL + 2);
    let step = CELL.max(LETTER * LONGEST_NAME / 2);
    let largest = matrix.counts.iter().flatten().copied().max().unwrap_or_default();
    writeln!(out, "<figure>\n<figcaption id=\"{id}\">{}</figcaption>", escaped(&matrix.caption))?;
    writeln!(
        out,
        "<svg role=\"img\" aria-labelledby=\"{id}\" aria-describedby=\"{id}-numbers\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\">"
    )?;
    writeln!(out, "<text class=\"soft\" x=\"{left}\" y=\"14\">{} →</text>", escaped(&matrix.columns))?;
    writeln!(out, "<text class=\"soft\" x=\"0\" y=\"{}\">{} ↓</text>", top - 8, escaped(&matrix.rows))?;
    for (index, name) in names.iter().enumerate() {
        let (x, y) = (left + index * step + step / 2, top + index * CELL + CELL / 2 + 5);
        writeln!(out, "<text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>", top - 8, escaped(name))?;
        writeln!(out, "<text x=\"{}\" y=\"{y}\" text-anchor=\"end\">{}</text>", left - 8, escaped(name))?;
    }
    for (declared, row) in matrix.counts.iter().enumerate() {
        for (computed, count) in row.iter().enumerate() {
            let (x, y) = (left + computed * step, top + declared * CELL);
            // Never so dark that the number cannot be read.
            let shade = if *count == 0 { 0.0 } else { 0.10 + 0.35 * real(*count) / real(largest.max(1)) };
            let class = if declared == computed { "agree" } else { "line" };
            writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{step}\" height=\"{CELL}\" style=\"fill: rgba(var(--cell), {shade:.2})\"/>\
                 <rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                x + 1,
                y + 1,
                step - 2,
                CELL - 2
            )?;
            if *count > 0 {
                let (x, y) = (x + step / 2, y + CELL / 2 + 5);
                writeln!(out, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{count}</text>")?;
            }
        }
    }
    writeln!(out, "</svg>")?;
    let heads: Vec<String> = matrix.levels.clone();
    let rows = matrix.levels.iter().cloned().zip(matrix.counts.iter().cloned());
    let corner = format!("{} \\ {}", matrix.rows, matrix.columns);
    numbers(id, (&matrix.as_table, &matrix.caption), &corner, &heads, rows, out)
}

/// Stacked bars, the most severe level at the bottom, with the sum above each.
///
/// # Errors
/// When it cannot be written.
pub fn timeline(timeline: &Timeline, id: &str, out: &mut dyn Write) -> io::Result<()> {
    let count = timeline.stretches.len().max(1);
    let totals: Vec<usize> = timeline.stretches.iter().map(|(_, counts)| counts.iter().sum()).collect();
    let largest = totals.iter().copied().max().unwrap_or_default().max(1);
    let step = (900 / count).clamp(14, 84);
    let bar = step * 7 / 10;
    let (wide, high) = (step * count + 8, HEIGHT + 52);
    writeln!(out, "<figure>\n<figcaption id=\"{id}\">{}</figcaption>", escaped(&timeline.caption))?;
    writeln!(out, "<ul class=\"legend\">")?;
    for (index, level) in timeline.levels.iter().enumerate() {
        let shade = index.min(SHADES - 1);
        writeln!(
            out,
            "<li><svg aria-hidden=\"true\" width=\"12\" height=\"12\" viewBox=\"0 0 12 12\"><rect class=\"l{shade}\" width=\"12\" height=\"12\"/></svg>{}</li>",
            escaped(level)
        )?;
    }
    writeln!(out, "</ul>")?;
    // On a narrow screen it scrolls, rather than shrink until nobody can read it.
    writeln!(
        out,
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"{id}\"><svg role=\"img\" aria-labelledby=\"{id}\" aria-describedby=\"{id}-numbers\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\">"
    )?;
    // Every so many names, so that they do not run into each other.
    let longest = timeline.stretches.iter().map(|(name, _)| width(name)).max().unwrap_or_default();
    let room = (longest + 1) * LETTER;
    let every = room.div_ceil(step).max(1);
    for (index, ((name, counts), total)) in timeline.stretches.iter().zip(&totals).enumerate() {
        let x = 4 + index * step + (step - bar) / 2;
        let middle = 4 + index * step + step / 2;
        let mut bottom = real(HEIGHT + 20);
        for (level, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let tall = real(HEIGHT) * real(*count) / real(largest);
            bottom -= tall;
            let shade = level.min(SHADES - 1);
            writeln!(
                out,
                "<rect class=\"l{shade}\" x=\"{x}\" y=\"{bottom:.1}\" width=\"{bar}\" height=\"{tall:.1}\"/>"
            )?;
        }
        if *total > 0 {
            writeln!(
                out,
                "<text x=\"{middle}\" y=\"{:.1}\" text-anchor=\"middle\">{total}</text>",
                bottom - 5.0
            )?;
        }
        if index.is_multiple_of(every) {
            let name = escaped(name);
            // The first and the last name stay within the drawing.
            let anchor = if room > step && index == 0 { (4, "start") } else { (middle, "middle") };
            writeln!(
                out,
                "<text class=\"soft\" x=\"{}\" y=\"{}\" text-anchor=\"{}\">{name}</text>",
                anchor.0,
                HEIGHT + 40,
                anchor.1
            )?;
        }
    }
    writeln!(
        out,
        "<line class=\"line\" x1=\"0\" x2=\"{wide}\" y1=\"{0}\" y2=\"{0}\"/>\n</svg></div>",
        HEIGHT + 20
    )?;
    let mut heads = timeline.levels.clone();
    heads.push(timeline.total.clone());
    let rows = timeline.stretches.iter().zip(&totals).map(|((name, counts), total)| {
        let mut counts = counts.clone();
        counts.push(*total);
        (name.clone(), counts)
    });
    numbers(id, (&timeline.as_table, &timeline.caption), &timeline.stretch, &heads, rows, out)
}

/// The numbers of a chart, for who cannot see it and who wants to know exactly.
fn numbers(
    id: &str,
    (as_table, caption): (&str, &str),
    corner: &str,
    heads: &[String],
    rows: impl Iterator<Item = (String, Vec<usize>)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "<details id=\"{id}-numbers\"><summary>{}</summary>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table>\n<thead><tr><th scope=\"col\">{}</th>",
        escaped(as_table),
        escaped(caption),
        escaped(corner)
    )?;
    for head in heads {
        write!(out, "<th scope=\"col\" class=\"number\">{}</th>", escaped(head))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for (name, counts) in rows {
        write!(out, "<tr><th scope=\"row\">{}</th>", escaped(&name))?;
        for count in counts {
            write!(out, "<td class=\"number\">{count}</td>")?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div></details>\n</figure>")
}

fn short(name: &str) -> String {
    if width(name) <= LONGEST_NAME {
        return name.to_owned();
    }
    let mut cut = String::new();
    for character in name.chars() {
        if width(&cut) + 2 >= LONGEST_NAME {
            break;
        }
        cut.push(character);
    }
    cut + "…"
}
