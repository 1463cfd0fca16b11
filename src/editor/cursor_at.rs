//! What is being written at a place, by the lines before it alone: while somebody writes, the text is no valid data.

use super::cursor::{Cursor, Form};
use super::cursor_json::json;
use super::cursor_yaml::yaml;

/// What is being written at a byte of a file: in its front matter, or in all of it if it is a file of data.
#[must_use]
pub fn cursor(path: &str, text: &str, offset: usize) -> Option<Cursor> {
    let lower = path.to_lowercase();
    let (form, start) = match lower.rsplit('.').next() {
        Some("yaml" | "yml") => (Form::Yaml, 0),
        Some("toml") => (Form::Toml, 0),
        Some("json") => (Form::Json, 0),
        _ => front_matter(text, offset)?,
    };
    let before = text.get(start..offset)?;
    if form != Form::Json && begins_fence(text.get(offset..)?) && before.ends_with('\n') {
        return None;
    }
    match form {
        Form::Yaml => yaml(before, start),
        Form::Toml => toml(before, start),
        Form::Json => json(before, start),
    }
}

/// Whether a text begins with the fence that closes front matter: what is written before it would be a part of that line.
fn begins_fence(text: &str) -> bool {
    matches!(text.lines().next().map(str::trim_end), Some("---" | "+++" | "..."))
}

/// Whether a byte stands in the front matter, closed or not; how that is written and where it begins.
#[must_use]
pub fn front_matter(text: &str, offset: usize) -> Option<(Form, usize)> {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut lines = text.get(mark..)?.split_inclusive('\n');
    let first = lines.next()?;
    let form = match first.trim_end() {
        "---" => Form::Yaml,
        "+++" => Form::Toml,
        _ if first.starts_with('{') => {
            // It ends where its braces do, which only what reads it knows.
            return (mark <= offset).then_some((Form::Json, mark));
        }
        _ => return None,
    };
    let fence = first.trim_end();
    let start = mark + first.len();
    let mut at = start;
    for line in lines {
        let is_close = line.trim_end() == fence || form == Form::Yaml && line.trim_end() == "...";
        if is_close {
            break;
        }
        at += line.len();
    }
    // The line of the closing fence begins where the last line of data ends.
    (first.ends_with('\n') && start <= offset && offset <= at).then_some((form, start))
}

/// `key = "value"` under `[a.table]`.
fn toml(before: &str, start: usize) -> Option<Cursor> {
    let mut path: Vec<String> = vec![];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    for line in before.get(..line_start)?.lines().map(str::trim) {
        let header = line.strip_prefix('[').map(|header| header.trim_start_matches('['));
        if let Some(header) = header.and_then(|header| header.split(']').next()) {
            path = header.split('.').map(|part| part.trim().trim_matches('"').to_owned()).collect();
        }
    }
    let line = before.get(line_start..)?;
    if line.trim_start().starts_with(['#', '[']) {
        return None;
    }
    let Some((key, value)) = line.split_once('=') else {
        let written = line.trim_start();
        return Some(Cursor {
            path,
            is_value: false,
            written: written.to_owned(),
            start: start + before.len() - written.len(),
            needs_space: false,
            form: Form::Toml,
        });
    };
    path.push(key.trim().trim_matches('"').to_owned());
    let item = value.rfind(['[', ',']).map_or(value, |at| value.get(at + 1..).unwrap_or_default());
    let written = item.trim_start();
    Some(Cursor {
        path,
        is_value: true,
        written: written.to_owned(),
        start: start + before.len() - written.len(),
        needs_space: value.is_empty(),
        form: Form::Toml,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is being written at `|`.
    fn at(path: &str, text: &str) -> Option<(String, bool, String)> {
        let offset = text.find('|').unwrap_or(text.len());
        let text = text.replacen('|', "", 1);
        let cursor = cursor(path, &text, offset)?;
        assert_eq!(text.get(cursor.start..offset), Some(cursor.written.as_str()));
        Some((cursor.path.join("."), cursor.is_value, cursor.written))
    }

    #[test]
    fn front_matter_is_told_by_its_lines() {
        let value = |path: &str, written: &str| Some((path.to_owned(), true, written.to_owned()));
        let key = |path: &str, written: &str| Some((path.to_owned(), false, written.to_owned()));
        for (text, wanted) in [
            ("---\nsev|\n---\n", key("", "sev")),
            ("---\nseverity: S|\n---\n", value("severity", "S")),
            ("---\nseverity:|\n---\n", value("severity", "")),
            ("---\nid: 1\n|", key("", "")),
            ("---\nid: 1\n|---\n", None),
            ("---\nid: 1\n|\n---\n", key("", "")),
            ("---\r\nid: 1\r\n|---\r\n", None),
            ("+++\nid = 1\n|+++\n", None),
            ("\u{feff}---\r\nid: 1\r\n障|\r\n---\r\n", key("", "障")),
            ("---\nid: 1\n---\nsev|\n", None),
            ("-|--\n", None),
            ("prose: |\n", None),
            ("+++\nseverity = \"S|\n+++\n", value("severity", "\"S")),
            ("+++\n[impact]\nus|\n+++\n", key("impact", "us")),
            ("+++\nservices = [\"a\", \"b|\n+++\n", value("services", "\"b")),
            ("+++\n# sev|\n+++\n", None),
        ] {
            assert_eq!(at("a.md", text), wanted, "{text:?}");
        }
        assert_eq!(at("sev.yaml", "levels:\n  - id: |"), value("levels.id", ""));
        assert_eq!(at("sev.json", "{ \"levels\": [{ \"|"), key("levels", "\""));
        assert_eq!(at("a.md", "\u{feff}{\n  \"severity\": \"|"), value("severity", "\""));
        assert_eq!(at("a.md", "{\n  \"severity\": \"SEV-1\"\n}\n\n# T|"), None);
    }
}
