//! Front matter in each format: what it says is what another reader of that format finds, by itself and between its fences.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use sevlint::model::postmortem::Postmortem;
use sevlint::model::vocabulary::Vocabulary;
use sevlint::source::document::Document;
use sevlint::source::node::{Content, Entry, Node};
use sevlint::source::span::Span;
use sevlint::source::syntax::{Parsed, Syntax, SyntaxFaultKind};
use sevlint::source::text::Text;
use sevlint::source::{data, yaml};
use toml::de::DeTable;

use super::places;

/// The laws of YAML: the short way reads as the events of the parser do.
pub fn yaml(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    hold(&text, Syntax::Yaml, "---");
    assert_eq!(yaml::parse(&text), yaml::parse_by_events(&text), "{text:?}");
}

/// The laws of TOML.
pub fn toml(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let parsed = hold(&text, Syntax::Toml, "+++");
    if is_too_much(&parsed) {
        return;
    }
    match toml::from_str::<toml::Table>(&text) {
        Ok(table) => {
            assert_eq!(parsed.faults, [], "{text:?}");
            assert!(is_toml(&parsed.root, &toml::Value::Table(table)), "{text:?}: {parsed:#?}");
        }
        // Numbers may be of any size here, as in the other formats: what is no value there is still TOML.
        Err(error) if DeTable::parse(&text).is_ok() => assert_eq!(parsed.faults, [], "{text:?}: {error}"),
        Err(error) => assert!(!parsed.faults.is_empty(), "{text:?}: {error}"),
    }
}

/// The laws of JSON.
pub fn json(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let parsed = hold(&text, Syntax::Json, ";;;");
    if is_too_much(&parsed) || text.trim().is_empty() {
        return;
    }
    let plain = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match serde_json::from_str::<serde_json::Value>(plain) {
        Ok(value) => {
            assert!(!parsed.is_spoilt(), "{text:?}: {parsed:#?}");
            assert!(is_json(&parsed.root, &value), "{text:?}: {parsed:#?}");
        }
        // JSON has numbers of any size.
        Err(error) if error.to_string().starts_with("number out of range") => {}
        Err(error) => assert!(parsed.is_spoilt() || plain.trim().is_empty(), "{text:?}: {error}"),
    }
}

/// What holds in each format.
fn hold(text: &str, syntax: Syntax, fence: &str) -> Parsed {
    let parsed = data::parse(text, syntax);
    assert_eq!(data::parse(text, syntax), parsed, "{text:?}");
    places::hold_of_data(text, &parsed);
    let content = format!("{fence}\n{text}\n{fence}\n\n# Title\n");
    let document = Document::parse(Text::new("a.md", content));
    let postmortem = Postmortem::read(&document, &Vocabulary::default(), &TimeZone::UTC);
    places::hold_of_document(&document, &postmortem);
    let before = fence.len() + 1;
    let whole = Span::new(before, before + text.len() + 1);
    let front_matter = document.front_matter.as_ref();
    // A fence in the text ends it early; what begins with braces is JSON.
    let between = front_matter.filter(|found| found.inner == whole && found.syntax == syntax);
    if let Some(found) = between.filter(|_| !text.contains(['\r', '\u{feff}'])) {
        let alone = data::parse(&format!("{text}\n"), syntax);
        if let (Content::Mapping(entries), false) = (&alone.root.content, alone.is_spoilt()) {
            assert!(are_entries(&found.entries, entries, before), "{text:?}: {alone:#?} {found:#?}");
        } else {
            assert_eq!(found.entries, [], "{text:?}: {alone:#?} {found:#?}");
        }
    }
    parsed
}

fn is_too_much(parsed: &Parsed) -> bool {
    let is_too_much =
        |kind: &SyntaxFaultKind| matches!(kind, SyntaxFaultKind::TooDeep | SyntaxFaultKind::TooLarge);
    parsed.faults.iter().any(|fault| is_too_much(&fault.kind))
}

fn are_entries(found: &[Entry], alone: &[Entry], by: usize) -> bool {
    let is_same = |(found, alone): (&Entry, &Entry)| {
        found.key == alone.key
            && found.key_span == alone.key_span.shifted(by)
            && is_node(&found.value, &alone.value, by)
    };
    found.len() == alone.len() && found.iter().zip(alone).all(is_same)
}

/// Whether it is the same node, so many bytes further on.
fn is_node(found: &Node, alone: &Node, by: usize) -> bool {
    let is_same = match (&found.content, &alone.content) {
        (Content::Sequence(found), Content::Sequence(alone)) => {
            found.len() == alone.len()
                && found.iter().zip(alone).all(|(found, alone)| is_node(found, alone, by))
        }
        (Content::Mapping(found), Content::Mapping(alone)) => are_entries(found, alone, by),
        (found, alone) => found == alone,
    };
    is_same && found.span == alone.span.shifted(by) && found.anchored == alone.anchored
}

/// Whether it says what another reader found. Numbers and times are compared as that reader has them.
fn is_toml(node: &Node, value: &toml::Value) -> bool {
    match (&node.content, value) {
        (Content::Mapping(entries), toml::Value::Table(table)) => {
            let is_same =
                |entry: &Entry| table.get(&*entry.key).is_some_and(|value| is_toml(&entry.value, value));
            entries.len() == table.len() && entries.iter().all(is_same)
        }
        (Content::Sequence(items), toml::Value::Array(values)) => {
            items.len() == values.len() && items.iter().zip(values).all(|(item, value)| is_toml(item, value))
        }
        (Content::Scalar(text, _), toml::Value::String(value)) => **text == **value,
        (Content::Scalar(text, _), value) => {
            let again = toml::from_str::<toml::Table>(&format!("v = {text}"));
            again.is_ok_and(|table| table.get("v").map(ToString::to_string) == Some(value.to_string()))
        }
        _ => false,
    }
}

/// Whether it says what another reader found. Of a key that stands twice, that reader keeps the last value.
fn is_json(node: &Node, value: &serde_json::Value) -> bool {
    match (&node.content, value) {
        (Content::Mapping(entries), serde_json::Value::Object(object)) => {
            let last: BTreeMap<&str, &Node> =
                entries.iter().map(|entry| (&*entry.key, &entry.value)).collect();
            let is_same =
                |(key, node): (&&str, &&Node)| object.get(*key).is_some_and(|value| is_json(node, value));
            last.len() == object.len() && last.iter().all(is_same)
        }
        (Content::Sequence(items), serde_json::Value::Array(values)) => {
            items.len() == values.len() && items.iter().zip(values).all(|(item, value)| is_json(item, value))
        }
        (Content::Scalar(text, _), serde_json::Value::String(value)) => **text == **value,
        (Content::Scalar(text, _), value) => {
            serde_json::from_str::<serde_json::Value>(text).is_ok_and(|again| again == *value)
        }
        _ => false,
    }
}
