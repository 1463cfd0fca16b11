//! Where a TOML key that stands twice stood first. The parser knows, but does not say.

use super::{
    lines::{Lines, line_around},
    node::{Content, Entry, Node},
    span::Span,
};

/// The place of the first of two like keys, the second of which stands at `second`.
pub(super) fn first_of(text: &str, root: &Node, second: Span) -> Option<Span> {
    let line = line_around(text, second.start as usize);
    if line.text.trim_start().starts_with('[') {
        return header_before(text, line.text, line.start).or_else(|| key_before(text, root, second));
    }
    key_before(text, root, second)
}

/// The last part of an earlier header that reads like this one.
fn header_before(text: &str, line: &str, before: usize) -> Option<Span> {
    let wanted = header(line)?;
    let earlier = Lines::from(text, 0).take_while(|line| line.start < before);
    let first = earlier.into_iter().find(|line| header(line.text).is_some_and(|path| path == wanted))?;
    let inside = first.text.find(wanted)?;
    let name = wanted.rfind('.').map_or(0, |dot| dot + 1);
    Some(Span::new(first.start + inside + name, first.start + inside + wanted.len()))
}

fn header(line: &str) -> Option<&str> {
    let path = line.trim_start().trim_start_matches('[');
    let path = path.get(..path.find(']')?)?.trim();
    (!path.is_empty() && line.trim_start().starts_with('[')).then_some(path)
}

/// The nearest key before `second` with its name, and with the dotted path that stands before it, that is not shut
/// inside braces.
fn key_before(text: &str, root: &Node, second: Span) -> Option<Span> {
    let line = line_around(text, second.start as usize);
    let before = text.get(line.start..second.start as usize)?;
    let dotted = before.rsplit(['{', ',', '[']).next().unwrap_or_default();
    let mut path: Vec<&str> = dotted.split('.').map(|part| part.trim().trim_matches(['"', '\''])).collect();
    path.pop();
    path.push(text.get(second.range())?.trim_matches(['"', '\'']));
    let mut found = None;
    search(text, root, &path, second, &mut found);
    found
}

/// Recurses as deep as the tree, whose reader has limited its depth.
fn search(text: &str, node: &Node, path: &[&str], second: Span, found: &mut Option<Span>) {
    match &node.content {
        Content::Sequence(items) => {
            for item in items {
                search(text, item, path, second, found);
            }
        }
        Content::Mapping(entries) => {
            let is_inline = text.get(node.span.range()).is_some_and(|raw| raw.starts_with('{'));
            if is_inline && node.span.end <= second.start {
                return;
            }
            if let Some(first) = descend(entries, path).filter(|first| first.start < second.start) {
                *found = Some(found.map_or(first, |nearest| nearest.max(first)));
            }
            for entry in entries {
                search(text, &entry.value, path, second, found);
            }
        }
        Content::Empty | Content::Scalar(..) | Content::Alias(_) => {}
    }
}

fn descend(entries: &[Entry], path: &[&str]) -> Option<Span> {
    let (name, rest) = path.split_first()?;
    let entry = entries.iter().find(|entry| *entry.key == **name)?;
    if rest.is_empty() { Some(entry.key_span) } else { descend(entry.value.entries()?, rest) }
}
