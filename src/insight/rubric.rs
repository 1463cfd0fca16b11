//! A severity table that people wrote for people: a Markdown or HTML table of levels, with what they mean and what to do.

use std::rc::Rc;
use std::sync::Arc;

use crate::source::document::Document;
use crate::source::html::{HtmlCell, tables};
use crate::source::outline::Cell;
use crate::table::level::Milestone;

use super::level_rank::rank;
use super::level_word::{level_word, numbered};
use super::rubric_columns::{Column, column, whole_column};
use super::rubric_labels::{deadline_text, is_form, is_labelled};
use super::rubric_names::{called, whole_level};
use super::rubric_pieces::label;

/// A severity table for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rubric {
    /// Where it stands.
    pub path: Arc<str>,
    /// Its levels, most severe first.
    pub levels: Vec<RubricLevel>,
}

/// A level of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RubricLevel {
    /// What it is called.
    pub id: String,
    /// Other ids of it.
    pub aliases: Vec<String>,
    /// What it is called in a sentence.
    pub name: Option<String>,
    /// What puts an incident there, each in the words of the table.
    pub says: Vec<String>,
    /// Incidents that belong there.
    pub examples: Vec<String>,
    /// What is to be done.
    pub response: Vec<String>,
    /// Who is told, in the words of the table.
    pub notify: Vec<String>,
    /// Deadlines, in the words of the table.
    pub deadlines: Vec<(Milestone, String)>,
}

/// The longest text that is taken of a piece, in letters: more is a page, and no criterion.
const LONGEST: usize = 300;
/// So much is taken of each kind for a level.
const MOST_PIECES: usize = 100;
/// So long is what a level is called beside its id at most, in letters.
const LONGEST_NAME: usize = 40;
/// So many levels has a table at most: more are rows of something else.
const MOST_LEVELS: usize = 30;

/// The best severity table of a document that stands in cells: that with the most levels that say what they mean.
#[must_use]
pub fn rubric_in(document: &Document) -> Option<Rubric> {
    let text = document.text.as_str();
    let cell = |cell: &Cell| {
        let pieces = cell.text.split('\n').map(|piece| piece.trim().to_owned());
        Rc::new(pieces.filter(|piece| !piece.is_empty()).collect::<Vec<_>>())
    };
    let row = |cells: &Vec<Cell>| cells.iter().map(cell).collect::<Vec<_>>();
    let of_bars = document.outline.tables.iter();
    let mut grids: Vec<Vec<Vec<HtmlCell>>> =
        of_bars.map(|grid| std::iter::once(&grid.header).chain(&grid.rows).map(row).collect()).collect();
    let body = text.get(document.body as usize..).unwrap_or_default();
    grids.extend(tables(body).into_iter().map(|table| table.rows));
    let found = grids.iter().filter_map(|rows| levels(rows));
    let worth = |levels: &Vec<RubricLevel>| levels.iter().filter(|level| !level.says.is_empty()).count();
    let levels = found.max_by_key(worth)?;
    Some(Rubric { path: document.text.path().clone(), levels })
}

impl Rubric {
    /// Whether it is written in Japanese: with kana, which Chinese has none of.
    #[must_use]
    pub fn is_japanese(&self) -> bool {
        let texts = self.levels.iter().flat_map(|level| {
            let lists = [&level.says, &level.examples, &level.response, &level.notify];
            std::iter::once(&level.id).chain(&level.name).chain(lists.into_iter().flatten())
        });
        let (mut kana, mut all) = (0_usize, 0_usize);
        for text in texts {
            all += 1;
            kana += usize::from(text.contains(|letter| matches!(letter, 'ぁ'..='ヿ')));
        }
        kana * 3 > all
    }
}

/// How much a rubric tells: levels that say what they mean, then levels.
#[must_use]
pub fn worth(rubric: &Rubric) -> (usize, usize) {
    let said = rubric.levels.iter().filter(|level| !level.says.is_empty()).count();
    (said, rubric.levels.len())
}

/// The levels of a table, if it is one of levels: its first column is called so, or holds nothing else.
fn levels(rows: &[Vec<HtmlCell>]) -> Option<Vec<RubricLevel>> {
    let (columns, rows) = columns(rows)?;
    if columns.first() != Some(&Some(Column::Level)) || columns.iter().flatten().count() < 2 {
        return None;
    }
    let says = |column: &Option<Column>| !matches!(column, None | Some(Column::Level | Column::Name));
    if !columns.iter().any(says) {
        return None;
    }
    let mut levels: Vec<RubricLevel> = vec![];
    let mut above: &[HtmlCell] = &[];
    for row in rows.iter().filter(|row| !is_remark(row)) {
        let first = row.first()?;
        // A cell that reaches into this row, or none under a level: more of the same.
        let goes_on = !above.is_empty() && (is_same(above.first(), first) || first.is_empty());
        match levels.last_mut().filter(|_| goes_on) {
            Some(level) => fill(level, row, &columns, above),
            None => {
                let first = first.join(" ");
                let id = level_word(&first)?.to_owned();
                let is_level = numbered(&id).is_some() || rank(&id).is_some();
                let is_known = levels.iter().any(|level| level.id == id);
                if !is_level || is_known || levels.len() == MOST_LEVELS {
                    return None;
                }
                let mut level = begun(id, &first);
                fill(&mut level, row, &columns, &[]);
                levels.push(level);
            }
        }
        above = row;
    }
    if levels.len() < 2 {
        return None;
    }
    Some(worst_first(levels))
}

/// A row across all columns.
fn is_remark(row: &[HtmlCell]) -> bool {
    row.first().is_none_or(|first| row.iter().all(|cell| Rc::ptr_eq(cell, first)))
}

/// Whether a cell is the very one that stands elsewhere, and reaches here from there.
fn is_same(other: Option<&HtmlCell>, cell: &HtmlCell) -> bool {
    other.is_some_and(|other| Rc::ptr_eq(other, cell))
}

/// What each column holds, where that is known.
type Columns = Vec<Option<Column>>;

/// What the columns hold, and the rows below their heads. Heads may stand in several rows, where one of them reaches down.
fn columns(rows: &[Vec<HtmlCell>]) -> Option<(Columns, &[Vec<HtmlCell>])> {
    let title = rows.iter().take_while(|row| is_remark(row)).count();
    let (head, mut rows) = rows.get(title..)?.split_first()?;
    let level = head.first()?;
    let of = |cell: &HtmlCell| column(&cell.join(" "));
    let mut columns: Columns = head.iter().map(of).collect();
    while let Some((next, below)) = rows.split_first()
        && is_same(next.first(), level)
    {
        for ((column, cell), upper) in columns.iter_mut().zip(next).zip(head) {
            if !Rc::ptr_eq(cell, upper) {
                *column = of(cell).or(*column);
            }
        }
        rows = below;
    }
    // A head over several columns: behind the level stands what it is called.
    for (column, cell) in columns.iter_mut().zip(head).skip(1) {
        if *column == Some(Column::Level) && is_same(Some(level), cell) {
            *column = Some(Column::Name);
        }
    }
    Some((columns, rows))
}

/// Worst first, as the table has it or the other way round.
pub(super) fn worst_first(mut levels: Vec<RubricLevel>) -> Vec<RubricLevel> {
    let order = |level: &RubricLevel| {
        numbered(&level.id).map(|(_, number)| number as usize).or_else(|| rank(&level.id))
    };
    if levels.first().map(order) > levels.last().map(order) {
        levels.reverse();
    }
    levels
}

/// A level with what stands in its own cell: of `SEV-1 (Critical)` and `P1 — Critical`, what stands behind the id is its name.
fn begun(id: String, first: &str) -> RubricLevel {
    let at = first.find(&id).map_or(0, |at| at + id.len());
    let (name, aliases) = called(first.get(at..).unwrap_or_default(), LONGEST_NAME);
    RubricLevel { id, aliases, name, ..RubricLevel::default() }
}

/// What a row says of its level. What reaches into it from the row above was read there.
fn fill(level: &mut RubricLevel, row: &[HtmlCell], columns: &[Option<Column>], above: &[HtmlCell]) {
    for (index, (cell, column)) in row.iter().zip(columns).enumerate().skip(1) {
        let Some(column) = column else { continue };
        if is_same(row.first(), cell) || is_same(above.get(index), cell) || is_read(row, columns, index) {
            continue;
        }
        match column {
            Column::Name if level.name.is_none() || above.is_empty() => {
                let name = cell.iter().find(|piece| piece.chars().any(char::is_alphanumeric));
                let (name, aliases) = called(&name.map(|name| shortened(name)).unwrap_or_default(), LONGEST);
                level.name = name.or(level.name.take());
                level.aliases.extend(aliases);
            }
            Column::Deadline(_) | Column::Level => level.add(*column, &cell.join(" ")),
            // `Examples: …` in a cell that says what the level is.
            Column::Says => {
                let is_form = is_form(cell);
                for piece in cell.iter() {
                    let label = label(piece).and_then(|label| Some((whole_column(label.name)?, label)));
                    let label = label.filter(|(column, _)| !matches!(column, Column::Level | Column::Name));
                    let label = label.filter(|(column, label)| is_labelled(*label, *column, is_form));
                    let (column, text) =
                        label.map_or((*column, piece.as_str()), |(of, label)| (of, label.rest));
                    level.add(column, text);
                }
            }
            _ => cell.iter().for_each(|piece| level.add(*column, piece)),
        }
    }
}

/// Whether a cell over several columns is read for another of them: for the first that holds more than a name. A deadline may be
/// that of several moments.
fn is_read(row: &[HtmlCell], columns: &[Option<Column>], index: usize) -> bool {
    let Some(cell) = row.get(index) else { return false };
    let over = || {
        let cells = row.iter().zip(columns).enumerate().skip(1);
        let over = cells.filter(|(_, (other, column))| Rc::ptr_eq(other, cell) && column.is_some());
        over.map(|(at, (_, column))| (at, *column))
    };
    let Some((first, of)) = over().find(|(_, column)| *column != Some(Column::Name)) else { return false };
    let is_deadline = |column: Option<Column>| matches!(column, Some(Column::Deadline(_)));
    let here = columns.get(index).copied().flatten();
    first != index && !(is_deadline(of) && is_deadline(here))
}

impl RubricLevel {
    /// Adds what stands in a column, or behind a label that says the same; nothing twice.
    pub(super) fn add(&mut self, column: Column, text: &str) {
        let text = shortened(text);
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let list = match column {
            Column::Says => &mut self.says,
            Column::Examples => &mut self.examples,
            Column::Response => &mut self.response,
            Column::Notify => &mut self.notify,
            Column::Deadline(milestone) => {
                let deadline = (milestone, deadline_text(&text).to_owned());
                if !self.deadlines.contains(&deadline) && self.deadlines.len() < MOST_PIECES {
                    self.deadlines.push(deadline);
                }
                return;
            }
            // `SEV-1`, and `P1` under `Priority`.
            Column::Level => {
                self.aliases.extend(whole_level(&text).map(str::to_owned));
                return;
            }
            Column::Name => return,
        };
        if list.len() < MOST_PIECES && !list.contains(&text) {
            list.push(text);
        }
    }
}

pub(super) fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect::<String>().trim_start_matches(['-', '•', '*', ' ']).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    #[test]
    fn cells_over_several_columns_are_read_once() {
        let text = "<table><tr><th>Severity</th><th>Name</th><th>Impact</th><th>Examples</th><th>Response time</th><th>Updates</th></tr>\
                    <tr><td>SEV-1</td><td>Critical</td><td colspan=2>Half &amp; half</td><td colspan=2>15 min</td></tr>\
                    <tr><td>SEV-2</td><td colspan=2>Odd</td><td colspan=3>A logo</td></tr></table>\n";
        let rubric = rubric_in(&Document::parse(Text::new("severity.md", text)));
        let levels = rubric.map(|rubric| rubric.levels).unwrap_or_default();
        let [one, two] = levels.as_slice() else { panic!("{levels:#?}") };
        assert_eq!(
            (one.says.as_slice(), one.examples.as_slice()),
            (&["Half & half".to_owned()][..], &[][..])
        );
        assert_eq!(one.deadlines.len(), 2);
        assert_eq!((two.name.as_deref(), two.says.as_slice()), (None, &["Odd".to_owned()][..]));
        assert_eq!((two.examples.as_slice(), two.deadlines.len()), (&["A logo".to_owned()][..], 0));
    }
}
