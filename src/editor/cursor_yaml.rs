//! What is being written at the end of some YAML: by indentation, dashes, braces and colons.

use super::cursor::{Cursor, Form};

/// A key, or a list or mapping in brackets, that is still open.
#[derive(Debug)]
enum Open {
    /// A key of a line, by the column it begins in.
    Key(usize, String),
    /// A dash, by its column.
    Item(usize),
}

/// Brackets that are still open.
#[derive(Debug)]
enum Bracket {
    /// `{`, with the key whose value is being written.
    Mapping(Option<String>),
    /// `[`
    List,
}

/// What is being written at the end of a text, which begins at a byte of its file.
pub(super) fn yaml(before: &str, start: usize) -> Option<Cursor> {
    let mut open: Vec<Open> = vec![];
    let mut brackets: Vec<Bracket> = vec![];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let (above, last) = (before.get(..line_start)?, before.get(line_start..)?);
    for line in above.lines() {
        let line = line.trim_end();
        // A key in the first column begins anew whatever was left open.
        if line.starts_with(|c: char| c.is_alphanumeric() || c == '_') && is_key_line(line) {
            brackets.clear();
        }
        if brackets.is_empty() {
            if let Some(value) = enter(line, &mut open) {
                flow(value, &mut brackets);
            }
        } else {
            flow(line, &mut brackets);
        }
    }
    let keys = |open: &[Open]| {
        let name = |open: &Open| match open {
            Open::Key(_, key) => Some(key.clone()),
            Open::Item(_) => None,
        };
        open.iter().filter_map(name).collect::<Vec<String>>()
    };
    let begins_in_brackets = !brackets.is_empty();
    let in_line = if begins_in_brackets {
        Some((last, false))
    } else if is_comment(last) {
        return None;
    } else {
        enter(last, &mut open).map(|value| (value, true))
    };
    let Some((value, is_plain)) = in_line else {
        // No colon yet: a key, or an item of a list of words.
        let column = last.len() - last.trim_start().len();
        let written = last.trim_start().trim_start_matches("- ").trim_start();
        let is_item = last.trim_start().starts_with("- ") || last.trim_start() == "-";
        pop(&mut open, if is_item { column + 1 } else { column });
        let written = if written == "-" { "" } else { written };
        return Some(Cursor {
            path: keys(&open),
            is_value: false,
            written: written.to_owned(),
            start: start + before.len() - written.len(),
            needs_space: last.ends_with('-') && is_item,
            form: Form::Yaml,
        });
    };
    if is_plain && is_comment_in(value) {
        return None;
    }
    let rest = flow(value, &mut brackets);
    let mut path = keys(&open);
    path.extend(brackets.iter().filter_map(|bracket| match bracket {
        Bracket::Mapping(key) => key.clone(),
        Bracket::List => None,
    }));
    let is_value = !matches!(brackets.last(), Some(Bracket::Mapping(None)));
    let written = rest.trim_start();
    let needs_space = written.is_empty() && before.ends_with(':');
    let start = start + before.len() - written.len();
    Some(Cursor { path, is_value, written: written.to_owned(), start, needs_space, form: Form::Yaml })
}

/// Takes a line of a block: what it is in is left open. What stands behind its last key, or is an item in brackets.
fn enter<'l>(line: &'l str, open: &mut Vec<Open>) -> Option<&'l str> {
    let mut rest = line.trim_start();
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    let mut column = line.len() - rest.len();
    while let Some(item) = rest.strip_prefix('-').filter(|item| item.is_empty() || item.starts_with(' ')) {
        // A list may stand in the column of its key.
        pop_items(open, column);
        open.push(Open::Item(column));
        column += rest.len() - item.trim_start().len();
        rest = item.trim_start();
    }
    if rest.starts_with(['{', '[']) {
        return Some(rest);
    }
    let (key, value) = split_key(rest)?;
    pop(open, column);
    open.push(Open::Key(column, key.to_owned()));
    Some(value)
}

/// Closes what begins in a column, or behind it.
fn pop(open: &mut Vec<Open>, column: usize) {
    while open.last().is_some_and(|last| match last {
        Open::Key(at, _) | Open::Item(at) => *at >= column,
    }) {
        open.pop();
    }
}

/// The same for an item: a key in its column is the one whose list it is in.
fn pop_items(open: &mut Vec<Open>, column: usize) {
    while open.last().is_some_and(|last| match last {
        Open::Key(at, _) => *at > column,
        Open::Item(at) => *at >= column,
    }) {
        open.pop();
    }
}

/// Goes through a value; what stands behind the last bracket, comma or colon within brackets is being written.
fn flow<'v>(value: &'v str, brackets: &mut Vec<Bracket>) -> &'v str {
    let mut from = 0;
    let mut quote: Option<char> = None;
    let mut previous = ' ';
    for (at, character) in value.char_indices() {
        let piece = || value.get(from..at).unwrap_or_default().trim();
        let begins = value.get(from..at).is_none_or(|piece| piece.trim().is_empty());
        match character {
            _ if quote == Some(character) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' if begins => quote = Some(character),
            '#' if previous.is_whitespace() => break,
            '{' | '[' if begins => {
                brackets.push(if character == '{' { Bracket::Mapping(None) } else { Bracket::List });
                from = at + 1;
            }
            '}' | ']' if !brackets.is_empty() => {
                brackets.pop();
                from = at + 1;
            }
            ',' if !brackets.is_empty() => {
                if let Some(Bracket::Mapping(key)) = brackets.last_mut() {
                    *key = None;
                }
                from = at + 1;
            }
            ':' if value.get(at + 1..).is_none_or(|next| next.is_empty() || next.starts_with(' ')) => {
                let name = piece().trim_matches(['"', '\'']).to_owned();
                if let Some(Bracket::Mapping(key @ None)) = brackets.last_mut() {
                    *key = Some(name);
                    from = at + 1;
                }
            }
            _ => {}
        }
        previous = character;
    }
    value.get(from..).unwrap_or_default()
}

/// A key and what stands behind its colon.
fn split_key(line: &str) -> Option<(&str, &str)> {
    let quoted = line.strip_prefix(['"', '\'']).and_then(|rest| {
        let mark = line.chars().next()?;
        let end = rest.find(mark)?;
        let value = rest.get(end + 1..)?.trim_start().strip_prefix(':')?;
        Some((rest.get(..end)?, value))
    });
    if quoted.is_some() {
        return quoted;
    }
    if line.starts_with(['{', '[', '#', '"', '\'']) {
        return None;
    }
    let colon = line.match_indices(':').map(|(at, _)| at).find(|at| {
        let after = line.get(at + 1..).unwrap_or_default();
        after.is_empty() || after.starts_with([' ', '\t'])
    })?;
    Some((line.get(..colon)?.trim(), line.get(colon + 1..)?))
}

fn is_key_line(line: &str) -> bool {
    split_key(line).is_some()
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// Whether a comment begins in a value.
fn is_comment_in(value: &str) -> bool {
    value.contains(" #")
}

#[cfg(test)]
mod tests {
    use super::yaml;

    #[test]
    fn the_path_of_what_is_being_written() {
        for (text, wanted) in [
            ("", "key  ``"),
            ("sev", "key  `sev`"),
            ("severity: SE", "value severity `SE`"),
            ("impact:\n  us", "key impact `us`"),
            ("impact:\n  users: 1\n  ", "key impact ``"),
            ("impact:\n  users: 1\nda", "key  `da`"),
            ("levels:\n  - id: SEV-1\n    crit", "key levels `crit`"),
            ("levels:\n- id: SEV-1\n  crit", "key levels `crit`"),
            ("levels:\n  - id: SEV-1\n  - ", "key levels ``"),
            (
                "levels:\n  - criteria:\n      - id: a\n        when: { data_",
                "key levels.criteria.when `data_`",
            ),
            (
                "levels:\n  - criteria:\n      - { id: a, when: { data_loss: con",
                "value levels.criteria.when.data_loss `con`",
            ),
            (
                "levels:\n  - criteria:\n      - { id: a, when: { data_loss: none }, no",
                "key levels.criteria `no`",
            ),
            (
                "levels:\n  - criteria:\n      - id: a\n        when:\n          pipe",
                "key levels.criteria.when `pipe`",
            ),
            ("requires:\n  fields: [id, ti", "value requires.fields `ti`"),
            ("requires:\n  fields: [\n    id,\n    ti", "value requires.fields `ti`"),
            ("requires:\n  fields:\n    - ti", "key requires.fields `ti`"),
            ("facts:\n  a: { kind: sca", "value facts.a.kind `sca`"),
            ("facts:\n  a: { kind: scale, values: [x\nlevels:\n  - na", "key levels `na`"),
            ("facts:\n  a: { says: \"x, y: z\", ki", "key facts.a `ki`"),
            ("severity_override: { because: \"a\", le", "key severity_override `le`"),
            ("障害レベル: ", "value 障害レベル ``"),
        ] {
            let cursor = yaml(text, 0).unwrap();
            let what = if cursor.is_value { "value" } else { "key" };
            assert_eq!(format!("{what} {} `{}`", cursor.path.join("."), cursor.written), wanted, "{text:?}");
            assert_eq!(&text[cursor.start..], cursor.written);
        }
        for comment in ["# sev", "id: 1 # sev", "a:\n  # b"] {
            assert_eq!(yaml(comment, 0), None, "{comment}");
        }
    }
}
