//! What stands in a section beyond its form: text, or nothing but comments, marks of lists and heads of tables.

use crate::source::document::Document;
use crate::source::span::Span;

/// Whether nothing is said in a place: only blanks, comments, marks of lists and quotes, and tables without a filled cell.
#[must_use]
pub fn is_blank(document: &Document, place: Span) -> bool {
    let outline = &document.outline;
    let within = |span: Span| span.start >= place.start && span.start < place.end;
    let first = outline.tables.partition_point(|table| table.span.start < place.start);
    let tables = outline.tables.iter().skip(first).take_while(|table| within(table.span));
    let first = outline.comments.partition_point(|comment| comment.span.start < place.start);
    let comments = outline.comments.iter().skip(first).take_while(|comment| within(comment.span));
    let mut left_out: Vec<Span> = comments.map(|comment| comment.span).collect();
    for table in tables {
        let filled = table.rows.iter().flatten().find(|cell| !cell.text.is_empty());
        let end = filled.map_or(table.span.end, |cell| cell.span.start);
        left_out.push(Span { start: table.span.start, end });
    }
    left_out.sort_unstable();
    let mut at = place.start;
    for span in left_out {
        if span.start >= at && speaks(document.text.slice(Span { start: at, end: span.start })) {
            return false;
        }
        at = at.max(span.end);
    }
    at >= place.end || !speaks(document.text.slice(Span { start: at, end: place.end }))
}

/// Whether a text has a letter, a number or a sign of other scripts beside the marks at the heads of its lines.
fn speaks(text: &str) -> bool {
    // Most sections begin with a word.
    let text = text.trim_start();
    if text.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return true;
    }
    text.lines().any(|line| {
        let line = line.trim_start_matches(|mark: char| {
            matches!(mark, '-' | '*' | '+' | '>' | '#') || mark.is_whitespace()
        });
        let line = ["[ ]", "[x]", "[X]"].iter().find_map(|tick| line.strip_prefix(tick)).unwrap_or(line);
        let line = without_count(line);
        line.chars().any(|letter| letter.is_alphanumeric() || (!letter.is_ascii() && !letter.is_whitespace()))
    })
}

/// `3.` before an item of an ordered list.
fn without_count(line: &str) -> &str {
    let rest = line.trim_start_matches(|digit: char| digit.is_ascii_digit());
    if rest.len() == line.len() { line } else { rest.strip_prefix(['.', ')']).unwrap_or(line) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    #[test]
    fn what_says_nothing() {
        for (text, blank) in [
            ("", true),
            ("\n\n---\n\n", true),
            ("<!-- what happened -->\n", true),
            ("-\n- [ ]\n1.\n2. \n> \n", true),
            ("| When | What |\n|---|---|\n", true),
            ("| When | What |\n|---|---|\n| | |\n", true),
            ("<!-- a -->\n| When |\n|---|\n| |\n<!-- b -->\n", true),
            ("| When | What |\n|---|---|\n| | x |\n", false),
            ("<!-- a --> text", false),
            ("- x", false),
            ("なし", false),
            ("1", false),
            ("✅", false),
            ("![](graph.png)", false),
        ] {
            let document = Document::parse(Text::new("a.md", text));
            assert_eq!(is_blank(&document, Span::new(0, text.len())), blank, "{text:?}");
        }
    }
}
