//! Labels and values in tables: two columns, or labels across the top with one row below them.

use crate::source::outline::{Cell, Grid};

/// A cell with a label and the cell with its value.
pub type Cells<'g> = (&'g Cell, &'g Cell);

/// What the second column is called in a table of labels and values.
const VALUE_COLUMN: [&str; 12] = [
    "value",
    "values",
    "detail",
    "details",
    "description",
    "内容",
    "値",
    "詳細",
    "説明",
    "記載内容",
    "valor",
    "内容・詳細",
];

/// The labels and values of a table. `knows` says which labels mean something.
pub fn pairs(grid: &Grid, knows: impl Fn(&str) -> bool) -> Vec<Cells<'_>> {
    let [first, second, others @ ..] = grid.header.as_slice() else { return vec![] };
    let is_value = |cell: &Cell| VALUE_COLUMN.contains(&cell.text.trim().to_lowercase().as_str());
    if let [row] = grid.rows.as_slice()
        && is_across(&grid.header, &knows)
    {
        return grid.header.iter().zip(row).filter(|(label, _)| knows(&label.text)).collect();
    }
    if !others.is_empty() && !is_value(second) {
        return vec![];
    }
    // Markdown has no table without a head, so a pair may stand there.
    let head = (others.is_empty() && !is_value(second)).then_some((first, second));
    let rows = grid.rows.iter().filter_map(|row| match row.as_slice() {
        [label, value, ..] => Some((label, value)),
        _ => None,
    });
    head.into_iter().chain(rows).filter(|(label, _)| knows(&label.text)).collect()
}

/// Whether the first row is labels: the first of them, and at least half, mean something. A table of findings or actions
/// begins with what they are about.
fn is_across(header: &[Cell], knows: &impl Fn(&str) -> bool) -> bool {
    let meaning = header.iter().filter(|cell| knows(&cell.text)).count();
    meaning >= 2 && meaning * 2 >= header.len() && header.first().is_some_and(|cell| knows(&cell.text))
}
