//! The tables of HTML that stand in a Markdown text. The tokenizer of HTML is named here only.

use std::rc::Rc;

use html5gum::{StartTag, Token, Tokenizer};

/// A table of HTML: its rows, with their cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlTable {
    /// The rows, that of the heads among them.
    pub rows: Vec<HtmlRow>,
}

/// A row. A cell that spans rows or columns stands, as one and the same, in each of them.
pub type HtmlRow = Vec<HtmlCell>;

/// A cell: its pieces (paragraphs, items of lists), without markup.
pub type HtmlCell = Rc<Vec<String>>;

/// The most cells that are kept of a text, with those that a spanning one stands in: whoever has more wrote them to be many.
const MOST_CELLS: usize = 10_000;
/// The most columns and rows that a cell spans: no table for people is as wide or as long.
const MOST_SPANNED: usize = 200;
/// So much is kept of the text of a cell, in bytes: more is a page.
const LONGEST_CELL: usize = 20_000;

/// The tables in a text, in their order. One inside another belongs to the cell it stands in.
#[must_use]
pub fn tables(text: &str) -> Vec<HtmlTable> {
    let mut pass = Pass::default();
    if !text.contains("<t") && !text.contains("<T") {
        return vec![];
    }
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => pass.open(&tag),
            Token::EndTag(tag) => pass.close(&tag.name),
            Token::String(words) => pass.words(&String::from_utf8_lossy(&words)),
            _ => {}
        }
        if pass.cells > MOST_CELLS {
            break;
        }
    }
    pass.end_table();
    pass.found
}

/// Whether a tag breaks a line.
#[must_use]
pub fn breaks_line(html: &str) -> bool {
    html.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br"))
}

/// Whether a tag begins or ends an item or a paragraph, behind a text that does not end with a line feed.
#[must_use]
pub fn sets_apart(html: &str, text: &str) -> bool {
    if text.is_empty() || text.ends_with('\n') {
        return false;
    }
    let name = html.trim_start_matches(['<', '/']);
    let end = name.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default();
    ["li", "ul", "ol", "p", "div"].iter().any(|tag| name.eq_ignore_ascii_case(tag))
}

#[derive(Default)]
struct Pass {
    found: Vec<HtmlTable>,
    table: Option<HtmlTable>,
    row: Option<HtmlRow>,
    cell: Option<Open>,
    /// By column, the cell of a row above that reaches into the next row, and how many more rows it reaches into.
    reaching: Vec<Option<(HtmlCell, usize)>>,
    depth: usize,
    cells: usize,
}

/// A cell that is being read.
struct Open {
    pieces: Vec<String>,
    length: usize,
    columns: usize,
    rows: usize,
}

impl Pass {
    fn open(&mut self, tag: &StartTag<()>) {
        match tag.name.as_slice() {
            b"table" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.end_table();
                    self.table = Some(HtmlTable::default());
                }
            }
            b"thead" | b"tbody" | b"tfoot" if self.depth == 1 => self.end_group(),
            b"tr" if self.depth == 1 => {
                self.end_row();
                self.row = Some(vec![]);
            }
            b"td" | b"th" if self.depth == 1 => {
                self.end_cell();
                // `rowspan="0"` reaches to the end.
                let rows = match spanned(tag, b"rowspan") {
                    Some(0) => MOST_SPANNED,
                    rows => rows.unwrap_or(1),
                };
                let columns = spanned(tag, b"colspan").unwrap_or(1).max(1);
                self.cell = Some(Open { pieces: vec![String::new()], length: 0, columns, rows });
            }
            b"p" | b"li" | b"br" | b"div" | b"td" | b"tr" => self.next_piece(),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        match name {
            b"table" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_table();
                }
            }
            b"thead" | b"tbody" | b"tfoot" if self.depth == 1 => self.end_group(),
            b"tr" if self.depth == 1 => self.end_row(),
            b"td" | b"th" if self.depth == 1 => self.end_cell(),
            b"p" | b"li" | b"div" => self.next_piece(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        let Some(cell) = &mut self.cell else { return };
        if cell.length < LONGEST_CELL
            && let Some(piece) = cell.pieces.last_mut()
        {
            let kept = words.floor_char_boundary(LONGEST_CELL - cell.length);
            let kept = words.get(..kept).unwrap_or_default();
            piece.push_str(kept);
            cell.length += kept.len().max(1);
        }
    }

    fn next_piece(&mut self) {
        if let Some(cell) = &mut self.cell
            && cell.pieces.last().is_some_and(|piece| !piece.is_empty())
        {
            cell.pieces.push(String::new());
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let plain = |piece: &String| piece.split_whitespace().collect::<Vec<_>>().join(" ");
        let pieces = cell.pieces.iter().map(plain).filter(|piece| !piece.is_empty()).collect();
        let pieces: HtmlCell = Rc::new(pieces);
        self.reached(false);
        for _ in 0..cell.columns {
            let row = self.row.get_or_insert_default();
            let column = row.len();
            row.push(pieces.clone());
            self.cells += 1;
            if cell.rows > 1 {
                if self.reaching.len() <= column {
                    self.reaching.resize(column + 1, None);
                }
                if let Some(place) = self.reaching.get_mut(column) {
                    *place = Some((pieces.clone(), cell.rows));
                }
            }
        }
    }

    /// Puts the cells that reach into the row where they stand: up to the next free column, or all that are left.
    fn reached(&mut self, are_all: bool) {
        let row = self.row.get_or_insert_default();
        loop {
            match self.reaching.get(row.len()) {
                Some(Some((cell, _))) => row.push(cell.clone()),
                // What reaches into a column further on, with none between: there the row is empty.
                Some(None) if are_all => row.push(HtmlCell::default()),
                _ => break,
            }
            self.cells += 1;
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if self.row.is_none() || self.table.is_none() {
            return;
        }
        self.reached(true);
        for place in &mut self.reaching {
            if let Some((_, rows)) = place {
                *rows -= 1;
                if *rows == 0 {
                    *place = None;
                }
            }
        }
        while self.reaching.last().is_some_and(Option::is_none) {
            self.reaching.pop();
        }
        if let (Some(row), Some(table)) = (self.row.take(), &mut self.table) {
            table.rows.push(row);
        }
    }

    /// No cell reaches out of its head or its body.
    fn end_group(&mut self) {
        self.end_row();
        self.reaching.clear();
    }

    fn end_table(&mut self) {
        self.end_group();
        self.found.extend(self.table.take());
        self.row = None;
    }
}

/// How many rows or columns a tag says that it spans, if it says so in digits.
fn spanned(tag: &StartTag<()>, name: &[u8]) -> Option<usize> {
    let value = tag.attributes.get(name)?;
    let value = String::from_utf8_lossy(value);
    let digits = value.trim_start();
    let end = digits.bytes().take_while(u8::is_ascii_digit).count();
    let digits = digits.get(..end).filter(|digits| !digits.is_empty())?;
    // A number too long to be read is as many as there may be.
    Some(digits.parse::<usize>().unwrap_or(MOST_SPANNED).min(MOST_SPANNED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_without_markup() {
        let text = "# A\n\n<table class=\"x\">\n<thead><tr><th>Level</th><th>What</th></tr></thead>\n\
            <tr><td class=\"sev\">SEV-1</td><td><p>All &amp; every</p><ul><li>One <code>!x</code>.</li><li>Two</li></ul>\n\
            </tr><tr><td>SEV-2<td>a<br>b</table>\n\ntext <b>bold</b>";
        let shown: Vec<String> = tables(text)
            .iter()
            .flat_map(|table| &table.rows)
            .map(|row| row.iter().map(|cell| cell.join("/")).collect::<Vec<_>>().join(" | "))
            .collect();
        assert_eq!(shown, ["Level | What", "SEV-1 | All & every/One !x./Two", "SEV-2 | a/b"]);
        assert_eq!(tables("no table, a <tag> and <!-- <table> -->"), []);
        assert_eq!(tables("<table><tr><td>never ends").len(), 1);
    }

    /// The rows of the first table, with bars.
    fn shown(text: &str) -> Vec<String> {
        let row = |row: &HtmlRow| row.iter().map(|cell| cell.join("/")).collect::<Vec<_>>().join("|");
        tables(text).first().map(|table| table.rows.iter().map(row).collect()).unwrap_or_default()
    }

    #[test]
    fn a_cell_stands_wherever_it_spans() {
        for (text, wanted) in [
            ("<tr><td rowspan=2>A<td>b<td>c<tr><td>d<td>e<tr><td>F<td>g", &["A|b|c", "A|d|e", "F|g"][..]),
            ("<tr><td>a<td rowspan='2'>B<td>c<tr><td>d<td>e", &["a|B|c", "d|B|e"]),
            ("<tr><td>a<td>b<td rowspan=3>C<tr><td>d<td>e<tr><td>f", &["a|b|C", "d|e|C", "f||C"]),
            ("<tr><td colspan=2>A<td>b<tr><td>c<td>d<td>e", &["A|A|b", "c|d|e"]),
            ("<tr><td rowspan=2 colspan=2>A<td>b<tr><td>c", &["A|A|b", "A|A|c"]),
            ("<tr><td>a<td rowspan=0>B<tr><td>c<tr><td>d", &["a|B", "c|B", "d|B"]),
            ("<thead><tr><th rowspan=3>A<th>b</thead><tr><td>c<td>d", &["A|b", "c|d"]),
            ("<tr><td rowspan=2>A<td>b<tr></tr><tr><td>c", &["A|b", "A", "c"]),
            ("<tr><td rowspan=-1 colspan=x>A<td colspan=0>b<tr><td>c", &["A|b", "c"]),
            ("<tr><td rowspan='2 rows'>A<td>b<tr><td>c", &["A|b", "A|c"]),
        ] {
            assert_eq!(shown(&format!("<table>{text}</table>")), wanted, "{text}");
        }
    }

    #[test]
    fn a_cell_that_wants_to_be_many_is_not() {
        for text in [
            "rowspan=999999999",
            "colspan=999999999",
            "rowspan=99999999999999999999999999",
            "rowspan=0 colspan=4294967296",
        ] {
            let row = format!("<tr><td {text}>A</td><td>b</td></tr>");
            let found = tables(&format!("<table>{}</table>", row.repeat(30_000)));
            let cells: usize = found.iter().flat_map(|table| &table.rows).map(Vec::len).sum();
            assert!(cells <= MOST_CELLS + 2 * MOST_SPANNED * MOST_SPANNED, "{text}: {cells}");
        }
        let found = tables(&format!("<table><tr><td colspan=9>{}<td>b</table>", "long ".repeat(100_000)));
        assert!(found[0].rows[0][0].concat().len() <= LONGEST_CELL);
    }
}
