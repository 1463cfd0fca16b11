//! What names the levels of a severity table for people: the first cells of its rows, or the heads of its columns.

use std::rc::Rc;

use crate::source::html::HtmlCell;

use super::level_word::{bare_number, grade, level_word, numbered};
use super::rubric_columns::{Column, column as column_of};
use super::rubric_heads::Head;
use super::rubric_names::is_numbered_level;
use crate::table::level_rank::rank;

/// So many cells has a table at most that is read the other way round.
const MOST_CELLS: usize = 2_000;

/// The id of the level that a cell names, below a head that says that levels stand there: `SEV-1`, `Critical`, `4`, `A`.
pub(super) fn level_id(cell: &str) -> Option<String> {
    let known = level_word(cell)
        .filter(|word| numbered(word).is_some() || rank(word).is_some() || grade(word).is_some());
    let bare = || bare_number(cell.trim_matches(|letter: char| matches!(letter, '*' | '`' | ' ')));
    known.or_else(bare).map(str::to_owned)
}

/// Whether the first column holds levels: its head says so, or it has none and nothing but levels stands below it.
pub(super) fn names_levels(heads: &[Head], rows: &[&Vec<HtmlCell>]) -> bool {
    let Some(head) = heads.first() else { return false };
    let is_bare = !head.text.chars().any(char::is_alphanumeric);
    let mut firsts = rows.iter().filter_map(|row| row.first()).filter(|cell| !cell.is_empty()).peekable();
    // `Label` is what each is called: `severity1`.
    let is_of_labels = head.column == Some(Column::Name)
        && rows.iter().filter_map(|row| row.first()).all(|cell| is_numbered(&cell.join(" ")));
    head.column == Some(Column::Level)
        || is_of_labels
        || is_bare && firsts.peek().is_some() && firsts.all(|cell| is_level(&cell.join(" ")))
}

fn is_numbered(cell: &str) -> bool {
    level_word(cell).is_some_and(is_numbered_level)
}

/// Whether a cell names a level wherever it stands.
fn is_level(cell: &str) -> bool {
    level_word(cell).is_some_and(|word| is_numbered_level(word) || rank(word).is_some())
}

/// A table with its columns as rows, where levels stand across its top.
pub(super) fn across(rows: &[Vec<HtmlCell>]) -> Option<Vec<Vec<HtmlCell>>> {
    let head = rows.first()?;
    let levels = head.iter().skip(1);
    let are_levels = levels.clone().count() > 1 && levels.clone().all(|cell| is_level(&cell.join(" ")));
    if !are_levels || head.len() * rows.len() > MOST_CELLS {
        return None;
    }
    let none: HtmlCell = Rc::new(vec![]);
    let column = |at: usize| rows.iter().map(|row| row.get(at).unwrap_or(&none).clone()).collect();
    let mut turned: Vec<Vec<HtmlCell>> = (0..head.len()).map(column).collect();
    // What stands in the corner heads the first column, which is the row of heads now: `Criteria`, `項目`.
    if let Some(corner) = turned.first_mut().and_then(|heads| heads.first_mut())
        && column_of(&corner.join(" ")) != Some(Column::Level)
    {
        *corner = none;
    }
    Some(turned)
}
