//! A severity table in cells: a Markdown or HTML table of levels.

use std::rc::Rc;

use crate::model::heading::heading_key;
use crate::source::document::Document;
use crate::source::html::{HtmlCell, tables};
use crate::source::outline::Cell;
use crate::table::spelling::fold;

use super::rubric::{LONGEST, Rubric, RubricLevel, Unfit, Why, cleaned, unstruck};
use super::rubric_bearing::{bearing, is_of_levels, is_of_severities};
use super::rubric_columns::{Column, whole_column};
use super::rubric_heads::{Head, heads, is_remark, is_same, joined};
use super::rubric_lead_lines::Lead;
use super::rubric_matrix::matrix;
use super::rubric_measures::{asks_nothing, is_of_work, measure};
use super::rubric_names::{called, too_long};
use super::rubric_order::worst_first;
use super::rubric_rows::{across, level_id, names_levels};
use super::rubric_under::said_in_cell;

/// So long is what a level is called beside its id at most, in letters.
const LONGEST_NAME: usize = 40;
/// So many levels has a table at most: more are rows of something else.
const MOST_LEVELS: usize = 30;

/// A table of a document, in Markdown or HTML.
struct Table {
    rows: Vec<Vec<HtmlCell>>,
    /// Where it begins, in bytes.
    at: usize,
    /// Whether that is known exactly.
    is_exact: bool,
}

/// The severity tables of a document that stand in cells, in their order.
#[must_use]
pub fn rubrics_in(document: &Document) -> Vec<Rubric> {
    let rubric = |table: Table| {
        let (levels, left_out) = levels_of(document, &table).ok()?;
        let ids: Vec<String> = levels.iter().map(|level| level.id.clone()).collect();
        let bearing = bearing(document, table.at, &corner(&table.rows), &ids);
        let path = document.text.path().clone();
        Some(Rubric { path, levels, left_out, at: table.at, bearing, ..Rubric::default() })
    };
    tables_of(document).into_iter().filter_map(rubric).collect()
}

/// The first table of a document that seems to be one of severities, and cannot be taken.
#[must_use]
pub fn unfit_in(document: &Document) -> Option<Unfit> {
    tables_of(document).into_iter().find_map(|table| {
        let of_matrix = || Some((vec![], matrix(document, table.at, &table.rows)?));
        let (rows, why) = of_matrix().or_else(|| levels_of(document, &table).err()?)?;
        let line = u32::try_from(table.at).ok().filter(|_| table.is_exact);
        let line = line.map(|at| document.text.line_number(at));
        Some(Unfit { path: document.text.path().clone(), line, rows, why })
    })
}

fn corner(rows: &[Vec<HtmlCell>]) -> String {
    let first = rows.first().and_then(|row| row.first());
    first.map(|cell| cell.join(" ")).unwrap_or_default()
}

/// The tables of a document: those of bars, then those of HTML.
fn tables_of(document: &Document) -> Vec<Table> {
    let text = document.text.as_str();
    let cell = |cell: &Cell| {
        let plain = unstruck(&cell.text);
        // How far an item is indented says what it stands below.
        let is_item = |piece: &str| piece.trim_start().starts_with(['-', '*', '•', '+']);
        let bare =
            |piece: &str| if is_item(piece) { piece.trim_end().to_owned() } else { piece.trim().to_owned() };
        Rc::new(plain.split('\n').map(bare).filter(|piece| !piece.is_empty()).collect::<Vec<_>>())
    };
    let row = |cells: &Vec<Cell>| cells.iter().map(cell).collect::<Vec<_>>();
    let of_bars = document.outline.tables.iter().map(|grid| Table {
        rows: std::iter::once(&grid.header).chain(&grid.rows).map(row).collect(),
        at: grid.span.start as usize,
        is_exact: true,
    });
    let start = document.body as usize;
    let body = text.get(start..).unwrap_or_default();
    // Where those of HTML begin is told by their tags: one inside another makes it inexact.
    let mut tags = table_tags(body).into_iter();
    let of_html = tables(body).into_iter().map(|table| Table {
        rows: table.rows,
        at: start + tags.next().unwrap_or(body.len()),
        is_exact: false,
    });
    of_bars.chain(of_html).collect()
}

/// Where tables of HTML begin; none of those in comments.
fn table_tags(body: &str) -> Vec<usize> {
    let mut found = vec![];
    let mut from = 0;
    while let Some(at) = body.get(from..).and_then(|rest| rest.find('<')).map(|at| from + at) {
        let tag = body.get(at + 1..).unwrap_or_default();
        if let Some(comment) = tag.strip_prefix("!--") {
            from = comment.find("-->").map_or(body.len(), |end| at + 4 + end);
            continue;
        }
        if tag.get(..5).is_some_and(|name| name.eq_ignore_ascii_case("table")) {
            found.push(at);
        }
        from = at + 1;
    }
    found
}

/// The levels of a table, and what its other rows are about; else what stands there in their place, where it seems to be a table
/// of severities.
type Levels = Result<(Vec<RubricLevel>, Vec<String>), Option<(Vec<String>, Why)>>;

/// The levels of a table, whether they stand one below the other or side by side.
fn levels_of(document: &Document, table: &Table) -> Levels {
    // Incidents and alerts are listed by severity, too: a level has several rows where the table says what severities are.
    let may_repeat = || bearing(document, table.at, &corner(&table.rows), &[]) > 0;
    let down = levels(&table.rows, "", &may_repeat);
    match (&down, across(&table.rows)) {
        (Err(_), Some(turned)) => {
            levels(&turned, &corner(&table.rows), &|| false).map_err(|why| why.or(down.err().flatten()))
        }
        _ => down,
    }
}

/// The levels of a table, if it is one of levels: its first column is called so, or holds nothing else.
/// `corner` is what stood in the corner of one that was turned.
fn levels(rows: &[Vec<HtmlCell>], corner: &str, may_repeat: &dyn Fn() -> bool) -> Levels {
    let (mut heads, rows) = heads(rows).ok_or(None)?;
    if says_criteria(corner) {
        let unknown = heads.iter_mut().filter(|head| head.column == Some(Column::Aside));
        unknown.filter(|head| !is_of_work(&head.text)).for_each(|head| head.column = Some(Column::Effect));
    }
    let rows: Vec<&Vec<HtmlCell>> = rows.iter().filter(|row| !is_remark(row)).collect();
    let is_level = names_levels(&heads, &rows);
    let says =
        |head: &Head| !matches!(head.column, None | Some(Column::Level | Column::Name | Column::Aside));
    if !is_level || !heads.iter().skip(1).any(says) {
        return Err(None);
    }
    let mut levels: Vec<RubricLevel> = vec![];
    let mut left_out: Vec<String> = vec![];
    let mut above: &[HtmlCell] = &[];
    let mut repeated = 0;
    for row in rows {
        let Some(cell) = row.first() else { continue };
        let first = cell.join(" ");
        // A cell that reaches into this row, or none under a level, or the same again: more of the same.
        let is_again = !cell.is_empty()
            && above
                .first()
                .is_some_and(|other| !Rc::ptr_eq(other, cell) && fold(&other.join(" ")) == fold(&first));
        let goes_on = !above.is_empty() && (is_same(above.first(), cell) || cell.is_empty() || is_again);
        match (levels.last_mut().filter(|_| goes_on), level_id(&first)) {
            (Some(level), _) => {
                repeated += usize::from(is_again);
                fill(level, row, &heads, above);
            }
            (None, None) => {
                left_out.push(cleaned(&first));
                above = &[];
                continue;
            }
            (None, Some(id)) => {
                if levels.len() == MOST_LEVELS {
                    return Err(None);
                }
                // Where each is said to be a level, and nothing of one case, that is to be told.
                if levels.iter().any(|level| fold(&level.id) == fold(&id)) {
                    let is_of_cases = heads.iter().skip(1).any(|head| is_of_a_case(&head.text));
                    let is_told = heads.first().is_some_and(|head| is_of_severities(&head.text));
                    return Err((is_told && !is_of_cases).then_some((vec![id], Why::Repeated)));
                }
                let mut level = begun(id, &first);
                fill(&mut level, row, &heads, &[]);
                levels.push(level);
            }
        }
        above = row;
    }
    if repeated > 0 && (!may_repeat() || heads.iter().skip(1).any(|head| is_of_a_case(&head.text))) {
        return Err(None);
    }
    // One row may be about something else, and of many some: a day of exercise, a line of totals.
    let is_headed = |is: fn(&str) -> bool| heads.first().is_some_and(|head| is(&head.text));
    if levels.len() < 2 || left_out.len() * 2 > levels.len() {
        let rows = levels.into_iter().map(|level| level.id).chain(left_out);
        let rows: Vec<String> = rows.collect();
        let is_told = is_headed(is_of_severities) && (2..=MOST_LEVELS).contains(&rows.len());
        return Err(is_told.then_some((rows, Why::NoLevels)));
    }
    let ids = || levels.iter().map(|level| level.id.clone()).collect::<Vec<_>>();
    let ids = ids();
    let ordered =
        worst_first(levels).ok_or_else(|| Some((ids, Why::NoOrder)).filter(|_| is_headed(is_of_levels)))?;
    Ok((ordered, left_out))
}

/// Whether what stands in the corner of a table says that its rows are criteria, whatever they are called.
fn says_criteria(corner: &str) -> bool {
    let key = heading_key(corner);
    whole_column(corner) == Some(Column::Says)
        || ["criterion", "dimension", "factor", "aspect", "観点", "評価軸", "判定項目"]
            .contains(&key.as_str())
}

/// Whether a head asks for something that one case has, and no level: when it was, where it is told.
fn is_of_a_case(head: &str) -> bool {
    let key = heading_key(head);
    let words = [
        "date",
        "day",
        "incident",
        "id",
        "ticket",
        "link",
        "status",
        "postmortem",
        "alert",
        "title",
        "started",
        "resolved",
        "日付",
        "日時",
        "発生日",
        "発生日時",
        "番号",
        "件名",
        "状態",
        "状況",
        "アラート",
    ];
    words.contains(&key.as_str())
}

/// A level with what stands in its own cell: of `SEV-1 (Critical)` and `P1 — Critical`, what stands behind the id is its name.
fn begun(id: String, first: &str) -> RubricLevel {
    let at = first.find(&id).map_or(0, |at| at + id.len());
    let behind = first.get(at..).unwrap_or_default();
    let (name, aliases) = called(behind, LONGEST_NAME);
    let left = too_long(behind, LONGEST_NAME).into_iter().collect();
    RubricLevel { id, aliases, name, left, ..RubricLevel::default() }
}

/// What a row says of its level. What reaches into it from the row above was read there.
fn fill(level: &mut RubricLevel, row: &[HtmlCell], heads: &[Head], above: &[HtmlCell]) {
    for (index, (cell, head)) in row.iter().zip(heads).enumerate().skip(1) {
        let Some(column) = &head.column else { continue };
        if is_same(row.first(), cell) || is_same(above.get(index), cell) || is_read(row, heads, index) {
            continue;
        }
        match column {
            Column::Name if level.name.is_none() || above.is_empty() => {
                let mut pieces = cell.iter().filter(|piece| piece.chars().any(char::is_alphanumeric));
                let behind = pieces.next().map(|name| cleaned(name)).unwrap_or_default();
                let (name, aliases) = called(&behind, LONGEST);
                level.name = name.or(level.name.take());
                level.aliases.extend(aliases);
                let long = too_long(&behind, LONGEST);
                for text in long.iter().chain(pieces) {
                    level.add_under(&head.text, Column::Aside, text);
                }
            }
            Column::Deadline(_) | Column::Level => level.add_under(&head.text, *column, &joined(cell)),
            Column::Says => {
                let is_led = |(cell, head): (&HtmlCell, &Head)| {
                    !cell.is_empty() && matches!(head.lead, Some(Lead::Any | Lead::All))
                };
                let led = row.iter().zip(heads).filter(|pair| is_led(*pair)).count();
                // Whether what any one of is enough for and what has to hold together go together is not said.
                if led > 1 && matches!(head.lead, Some(Lead::Any | Lead::All)) {
                    let pieces = cell.iter().map(|piece| cleaned(piece));
                    let said = pieces.filter(|piece| piece.contains(char::is_alphanumeric));
                    level.left.extend(said.map(|piece| format!("{}: {piece}", head.text)));
                    level.is_told = true;
                } else {
                    said_in_cell(
                        level,
                        &head.text,
                        cell,
                        head.lead.map(|lead| if led > 1 && lead != Lead::Not { Lead::Some } else { lead }),
                    );
                }
            }
            Column::Measure | Column::Effect | Column::Aside => add_under(level, head, &joined(cell)),
            _ => cell.iter().for_each(|piece| level.add_under(&head.text, *column, piece)),
        }
    }
}

/// Whether a cell over several columns is read for another of them: for the first that holds more than a name. A deadline may be
/// that of several moments.
fn is_read(row: &[HtmlCell], heads: &[Head], index: usize) -> bool {
    let Some(cell) = row.get(index) else { return false };
    let over = || {
        let cells = row.iter().zip(heads).enumerate().skip(1);
        let is_known = |column: Option<Column>| !matches!(column, None | Some(Column::Aside));
        let over = cells.filter(move |(_, (other, head))| Rc::ptr_eq(other, cell) && is_known(head.column));
        over.map(|(at, (_, head))| (at, head.column))
    };
    let Some((first, of)) = over().find(|(_, column)| *column != Some(Column::Name)) else { return false };
    let is_deadline = |column: Option<Column>| matches!(column, Some(Column::Deadline(_)));
    let here = heads.get(index).and_then(|head| head.column);
    first != index && !(is_deadline(of) && is_deadline(here))
}

/// Adds what stands under a head that has to be said with it: what can be tested as a test, an effect in words, else an aside.
fn add_under(level: &mut RubricLevel, head: &Head, text: &str) {
    if asks_nothing(text) {
        return;
    }
    let (name, text) = (cleaned(&head.text), cleaned(text));
    let found = head.kind.as_ref().and_then(|kind| measure(&name, kind, &text));
    match found {
        Some(found) if level.measures.contains(&found) => {}
        Some(found) => level.measures.push(found),
        None if head.column == Some(Column::Aside) => level.asides.push((name, text)),
        None => level.add(Column::Says, &format!("{name}: {text}")),
    }
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
        let found = rubrics_in(&Document::parse(Text::new("severity.md", text)));
        let levels = found.into_iter().next().map(|rubric| rubric.levels).unwrap_or_default();
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
