//! The pieces of a text about a level: the items of a list, paragraphs, and lines with a label before them.

use super::rubric_columns::{Column, column, whole_column};
use super::rubric_duties::duty;

/// The longest label, in letters.
const LONGEST_LABEL: usize = 40;

/// What a text begins with, and what stands behind it: `**Response time:** 15 min`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label<'t> {
    pub(super) name: &'t str,
    pub(super) rest: &'t str,
    /// Whether it is set apart, in bold or italics.
    pub(super) is_marked: bool,
}

/// The label that a text begins with.
pub(super) fn label(text: &str) -> Option<Label<'_>> {
    let plain = || {
        let (name, rest) = text.split_once(": ").or_else(|| text.split_once('：'))?;
        Some(Label { name: name.trim(), rest: rest.trim(), is_marked: false })
    };
    marked(text).or_else(plain).filter(is_short)
}

fn is_short(label: &Label<'_>) -> bool {
    label.name.chars().take(LONGEST_LABEL + 1).count() <= LONGEST_LABEL
        && label.name.chars().any(char::is_alphanumeric)
}

/// `**Label:** …`, `**Label**: …`, `_Label_ — …`.
fn marked(text: &str) -> Option<Label<'_>> {
    let mark = ["**", "__", "*", "_"].into_iter().find(|mark| text.starts_with(mark))?;
    let (name, behind) = text.get(mark.len()..)?.split_once(mark)?;
    let behind = behind.trim_start();
    let inside = name.trim_end().strip_suffix([':', '：']);
    let outside = || {
        let dash = ["- ", "– ", "— ", "—"].iter().find_map(|dash| behind.strip_prefix(dash));
        behind.strip_prefix([':', '：']).or(dash).map(|rest| (name, rest))
    };
    let (name, rest) = inside.map(|name| (name, behind)).or_else(outside)?;
    Some(Label { name: name.trim(), rest: rest.trim(), is_marked: true })
}

/// What is set apart as a whole, and says what follows: `**Examples**` on a line of its own.
pub(super) fn alone(text: &str) -> Option<&str> {
    let mark = ["**", "__"].into_iter().find(|mark| text.starts_with(mark))?;
    let inner = text.strip_prefix(mark)?.strip_suffix(mark)?;
    whole_column(inner).map(|_| inner)
}

/// A piece of a text, and where it stands in its list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// How far it is indented, in letters.
    pub(super) indent: usize,
    /// Whether it is an item of a list.
    pub(super) is_item: bool,
}

/// The items of a list, and paragraphs; lines that go on are put together, but for those that begin with a label.
pub(super) fn pieces(block: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = vec![];
    let mut goes_on = false;
    let is_grid = block.lines().nth(1).is_some_and(is_below_heads);
    for line in block.lines().map(unquoted).flat_map(at_breaks) {
        let indent = line.len() - line.trim_start().len();
        let whole = line.trim().trim_end_matches('\\').trim_end();
        let item = item(whole);
        if whole.is_empty() {
            goes_on = false;
        }
        if is_grid && whole.contains('|') && !whole.starts_with('|') {
            pieces.push(Piece { text: format!("| {whole}"), indent, is_item: false });
            goes_on = false;
            continue;
        }
        let is_code = whole.starts_with(APART);
        let parts = if is_code { vec![whole] } else { at_labels(item.unwrap_or(whole)) };
        for (index, bare) in parts.into_iter().filter(|part| !part.is_empty()).enumerate() {
            let begins = index > 0 || item.is_some() || bare.starts_with('#') || is_code || is_label(bare);
            match pieces.last_mut() {
                Some(last) if goes_on && !begins => {
                    last.text.push(' ');
                    last.text.push_str(bare);
                }
                _ => {
                    let is_item = index == 0 && item.is_some();
                    pieces.push(Piece { text: bare.to_owned(), indent, is_item });
                    goes_on = !bare.starts_with('#')
                        && !is_code
                        && !bare.ends_with([':', '：'])
                        && alone(bare).is_none();
                }
            }
        }
    }
    pieces
}

/// A line without the sign of a quotation before it. `> 50%` is an amount.
fn unquoted(line: &str) -> &str {
    let behind = line.trim_start().strip_prefix('>').map(|behind| behind.strip_prefix(' ').unwrap_or(behind));
    let is_amount = |text: &&str| {
        text.trim_start().starts_with(|first: char| first.is_ascii_digit() || "$€£¥=".contains(first))
    };
    behind.filter(|text| !is_amount(text)).unwrap_or(line)
}

/// What begins a line of code or of a table.
const APART: [char; 3] = ['`', '|', '~'];

/// Whether a line stands below the heads of a table: `--- | ---`.
fn is_below_heads(line: &str) -> bool {
    line.contains('|')
        && line.contains("--")
        && line.chars().all(|letter| matches!(letter, '-' | ':' | '|' | ' ' | '\t'))
}

/// A line that another does not go on with. What is not set apart may be a word of a sentence.
fn is_label(line: &str) -> bool {
    alone(line).is_some()
        || label(line).is_some_and(|label| {
            let is_deadline = || matches!(duty(line), Some((Column::Deadline(_), _)));
            label.is_marked || whole_column(label.name).is_some() || is_deadline()
        })
}

/// The text of an item of a list.
fn item(line: &str) -> Option<&str> {
    let marked = ["- ", "* ", "+ ", "• "].iter().find_map(|mark| line.strip_prefix(mark));
    marked.or_else(|| {
        let behind = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let is_number = (1..=3).contains(&(line.len() - behind.len()));
        behind.strip_prefix(". ").or_else(|| behind.strip_prefix(") ")).filter(|_| is_number)
    })
}

/// The lines that `<br>` makes of one.
fn at_breaks(line: &str) -> Vec<&str> {
    let mut lines = vec![];
    let mut rest = line;
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|text| text.find('<')).map(|at| from + at) {
        let tag = rest.get(at..).unwrap_or_default();
        let break_ = tag.get(..3).filter(|tag| tag.eq_ignore_ascii_case("<br"));
        let end = break_.and_then(|_| tag.get(3..)).map(|behind| behind.trim_start_matches([' ', '/']));
        match end.and_then(|end| end.strip_prefix('>')) {
            Some(behind) => {
                lines.push(rest.get(..at).unwrap_or_default());
                rest = behind;
                from = 0;
            }
            None => from = at + 1,
        }
    }
    lines.push(rest);
    lines
}

/// A line in parts, each with a label before it: `**Response time:** 15 min | **Updates:** hourly`.
fn at_labels(line: &str) -> Vec<&str> {
    let mut parts = vec![];
    let mut start = 0;
    for (at, _) in line.match_indices("**").filter(|(at, _)| *at > 0) {
        let begins = at >= start && line.get(..at).is_some_and(|before| before.ends_with([' ', '|', '/']));
        let found = line.get(at..).filter(|_| begins).and_then(marked).filter(is_short);
        if found.is_some_and(|label| column(label.name).is_some()) {
            let before = line.get(start..at).unwrap_or_default();
            parts.push(before.trim_end_matches([' ', '|', '·', '/', ';', ',']));
            start = at;
        }
    }
    parts.push(line.get(start..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for (text, name, rest, is_marked) in [
            ("**Definition:** All is down.", "Definition", "All is down.", true),
            ("**Definition**: All is down.", "Definition", "All is down.", true),
            ("**Definition** — All is down.", "Definition", "All is down.", true),
            ("_Definition:_ All", "Definition", "All", true),
            ("**定義：**全停止", "定義", "全停止", true),
            ("Response time: 15 min", "Response time", "15 min", false),
            ("定義：全停止", "定義", "全停止", false),
        ] {
            assert_eq!(label(text), Some(Label { name, rest, is_marked }), "{text}");
        }
        for text in [
            "**All** is down",
            "All is down",
            "**: x",
            "a word of a sentence that is much longer than labels: x",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn lines_with_labels_are_pieces() {
        for (text, wanted) in [
            (
                "**Definition:** All is\ndown.\n**Response time:** 15 min\n",
                &["**Definition:** All is down.", "**Response time:** 15 min"][..],
            ),
            (
                "- **Definition:** All\n  **Owner:** Anna\n- b",
                &["**Definition:** All", "**Owner:** Anna", "b"],
            ),
            ("Definition: All<br>Response: page<BR />all", &["Definition: All", "Response: page all"]),
            (
                "**Response time:** 15 min | **Updates:** hourly",
                &["**Response time:** 15 min", "**Updates:** hourly"],
            ),
            ("All is down\\\nExamples: Friday", &["All is down", "Examples: Friday"]),
            // Words of a sentence.
            ("It is **very:** down\nwhich means: all", &["It is **very:** down which means: all"]),
            ("1. One\n2. Two\n   and more", &["One", "Two and more"]),
            ("**Examples**\nFriday", &["**Examples**", "Friday"]),
            ("<b>a</b><bro>", &["<b>a</b><bro>"]),
            (
                "Updates: hourly\nStatus page: every 2 hours\nNote: all",
                &["Updates: hourly", "Status page: every 2 hours Note: all"],
            ),
            ("a | b\n--|--\nc | d\n", &["| a | b", "| --|--", "| c | d"]),
            ("次のすべて：\n決済停止", &["次のすべて：", "決済停止"]),
        ] {
            let found: Vec<String> = pieces(text).into_iter().map(|piece| piece.text).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
