//! For tests: a tree in one line, each value as its place in the text says it, so that a wrong place shows.

use super::{
    node::{Content, Entry, Node, Style},
    syntax::Parsed,
};

/// The tree; scalars, keys and tags by their bytes, `(text)` behind them where it differs.
pub(super) fn sketch(node: &Node, text: &str) -> String {
    let bytes = text.get(node.span.range()).unwrap_or("OUT OF PLACE");
    let value = match &node.content {
        Content::Empty => format!("@{}", node.span.start),
        Content::Scalar(value, Style::Plain | Style::Quoted) if **value == *bytes => bytes.to_owned(),
        Content::Scalar(value, _) => format!("{bytes:?}({value:?})"),
        Content::Alias(name) => format!("{bytes}<{name}>"),
        Content::Sequence(items) => {
            let items: Vec<String> = items.iter().map(|item| sketch(item, text)).collect();
            format!("[{}]{}", items.join(", "), edges(bytes))
        }
        Content::Mapping(entries) => {
            let entry = |entry: &Entry| {
                let key = text.get(entry.key_span.range()).unwrap_or("OUT OF PLACE");
                let other = if *key == *entry.key { String::new() } else { format!("({})", entry.key) };
                format!("{key}{other}: {}", sketch(&entry.value, text))
            };
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{{}}}{}", entries.join(", "), edges(bytes))
        }
    };
    let anchor = if node.anchored { "&" } else { "" };
    let tag = node.tag.as_ref().map(|tag| format!("{} ", text.get(tag.1.range()).unwrap_or("OUT OF PLACE")));
    format!("{anchor}{}{value}", tag.unwrap_or_default())
}

/// The tree, then the faults, one a line: the offending bytes and what is wrong with them.
pub(super) fn sketch_all(parsed: &Parsed, text: &str) -> String {
    let mut lines = vec![sketch(&parsed.root, text)];
    for fault in &parsed.faults {
        let bytes = text.get(fault.span.range()).unwrap_or("OUT OF PLACE");
        lines.push(format!("{}..{} {bytes:?} {:?}", fault.span.start, fault.span.end, fault.kind));
    }
    lines.join("\n")
}

/// First and last character of a collection's bytes.
fn edges(bytes: &str) -> String {
    let edge = |character: Option<char>| character.map_or(String::new(), String::from);
    format!("‹{}…{}›", edge(bytes.chars().next()), edge(bytes.chars().next_back()))
}
