//! The tables of HTML that stand in a Markdown text. The tokenizer of HTML is named here only.

use html5gum::{Token, Tokenizer};

/// A table of HTML: its rows, with their cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlTable {
    /// The rows, that of the heads among them.
    pub rows: Vec<HtmlRow>,
}

/// A row: the pieces of each cell (paragraphs, items of lists), without markup.
pub type HtmlRow = Vec<Vec<String>>;

/// The most cells that are kept of a text: whoever has more wrote them to be many.
const MOST_CELLS: usize = 10_000;

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
            Token::StartTag(tag) => pass.open(&tag.name),
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

#[derive(Default)]
struct Pass {
    found: Vec<HtmlTable>,
    table: Option<HtmlTable>,
    row: Option<HtmlRow>,
    cell: Option<Vec<String>>,
    depth: usize,
    cells: usize,
}

impl Pass {
    fn open(&mut self, name: &[u8]) {
        match name {
            b"table" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.end_table();
                    self.table = Some(HtmlTable::default());
                }
            }
            b"tr" if self.depth == 1 => {
                self.end_row();
                self.row = Some(vec![]);
            }
            b"td" | b"th" if self.depth == 1 => {
                self.end_cell();
                self.cells += 1;
                self.cell = Some(vec![String::new()]);
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
            b"tr" if self.depth == 1 => self.end_row(),
            b"td" | b"th" if self.depth == 1 => self.end_cell(),
            b"p" | b"li" | b"div" => self.next_piece(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(piece) = self.cell.as_mut().and_then(|pieces| pieces.last_mut()) {
            piece.push_str(words);
        }
    }

    fn next_piece(&mut self) {
        if let Some(pieces) = &mut self.cell {
            pieces.push(String::new());
        }
    }

    fn end_cell(&mut self) {
        let Some(pieces) = self.cell.take() else { return };
        let plain = |piece: &String| piece.split_whitespace().collect::<Vec<_>>().join(" ");
        let pieces = pieces.iter().map(plain).filter(|piece| !piece.is_empty()).collect();
        self.row.get_or_insert_default().push(pieces);
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let (Some(row), Some(table)) = (self.row.take(), &mut self.table) {
            table.rows.push(row);
        }
    }

    fn end_table(&mut self) {
        self.end_row();
        self.found.extend(self.table.take());
    }
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
}
