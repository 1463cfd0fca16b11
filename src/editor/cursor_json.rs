//! What is being written at the end of some JSON: by braces, brackets, quotes and colons.

use super::cursor::{Cursor, Form};

/// Braces or brackets that are open.
#[derive(Debug)]
struct Open {
    is_object: bool,
    /// The key whose value is being written.
    key: Option<String>,
    at: At,
}

/// What comes next between braces or brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// A key, or an item.
    Start,
    /// A colon.
    Colon,
    /// A value.
    Value,
    /// A comma.
    End,
}

/// What is being written at the end of a text, which begins at a byte of its file.
pub(super) fn json(before: &str, start: usize) -> Option<Cursor> {
    let mut open: Vec<Open> = vec![];
    let mut letters = before.char_indices();
    // Where a word begins that is not ended yet.
    let mut word: Option<usize> = None;
    while let Some((at, letter)) = letters.next() {
        if letter == '"' {
            let mut text = String::new();
            let mut is_ended = false;
            while let Some((_, letter)) = letters.next() {
                match letter {
                    '"' => {
                        is_ended = true;
                        break;
                    }
                    '\\' => text.extend(letters.next().map(|(_, letter)| letter)),
                    '\n' => return None,
                    letter => text.push(letter),
                }
            }
            if !is_ended {
                word = Some(at);
                break;
            }
            let top = open.last_mut()?;
            match top.at {
                At::Start if top.is_object => {
                    top.key = Some(text);
                    top.at = At::Colon;
                }
                _ => top.at = At::End,
            }
            continue;
        }
        let is_part = letter.is_alphanumeric() || "-_.+".contains(letter);
        if !is_part && word.take().is_some() {
            open.last_mut()?.at = At::End;
        }
        match letter {
            '{' | '[' => open.push(Open { is_object: letter == '{', key: None, at: At::Start }),
            '}' | ']' => {
                open.pop();
                // What comes behind the data is something else.
                open.last_mut()?.at = At::End;
            }
            ':' => open.last_mut()?.at = At::Value,
            ',' => {
                let top = open.last_mut()?;
                top.key = None;
                top.at = At::Start;
            }
            _ if is_part => word = word.or(Some(at)),
            _ => {}
        }
    }
    let top = open.last()?;
    let is_value = match (top.is_object, top.at) {
        (true, At::Start) => false,
        (true, At::Value) | (false, At::Start | At::Value) => true,
        _ => return None,
    };
    let path = open.iter().filter_map(|open| open.key.clone()).collect();
    let from = word.unwrap_or(before.len());
    let needs_space = is_value && top.is_object && before.ends_with(':');
    Some(Cursor {
        path,
        is_value,
        written: before.get(from..)?.to_owned(),
        start: start + from,
        needs_space,
        form: Form::Json,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_told_by_its_signs() {
        let value = |path: &str, written: &str| Some((path.to_owned(), true, written.to_owned()));
        let key = |path: &str, written: &str| Some((path.to_owned(), false, written.to_owned()));
        for (text, wanted) in [
            ("{", key("", "")),
            ("{\n  \"sev", key("", "\"sev")),
            ("{ sev", key("", "sev")),
            ("{ \"severity\":", value("severity", "")),
            ("{ \"severity\": \"S", value("severity", "\"S")),
            ("{ \"severity\": tr", value("severity", "tr")),
            ("{ \"severity\": true, ", key("", "")),
            ("{ \"a\": { \"b\": 1 }, \"c\": [\"d\", \"e", value("c", "\"e")),
            ("{ \"a\": { \"b\": { \"c", key("a.b", "\"c")),
            ("{ \"levels\": [{ \"id\": \"SEV-1\" }, { \"cri", key("levels", "\"cri")),
            ("{ \"a\\\"b\": \"", value("a\"b", "\"")),
            ("{ \"a\"", None),
            ("{ \"a\": 1 ", None),
            ("{ \"a\": \"b\nc", None),
            ("{} x", None),
            ("", None),
        ] {
            let told = json(text, 0).map(|cursor| {
                assert_eq!(text.get(cursor.start..), Some(cursor.written.as_str()));
                (cursor.path.join("."), cursor.is_value, cursor.written)
            });
            assert_eq!(told, wanted, "{text:?}");
        }
    }
}
