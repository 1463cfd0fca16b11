//! The edit that adds a key to front matter, in the format it has.

use crate::diagnostic::diagnostic::Edit;
use crate::rules::rule::Case;
use crate::source::span::Span;
use crate::source::syntax::Syntax;

use super::front_matter_line::text_line;
use super::nested_keys::unread_of;
use super::presence::target;

/// Adds `name` with a text, or with nothing, to be filled in: after the last key of YAML and JSON; before the first of
/// TOML, where it belongs to no table. None where there is no front matter that it could safely be added to.
#[must_use]
pub fn added_line(case: &Case<'_>, name: &str, value: &str) -> Option<Edit> {
    let front_matter = case.document.front_matter.as_ref()?;
    let text = &case.document.text;
    // Where a fence is missing that is mended first; a dotted name stands for nested keys.
    let closed = front_matter.close.start < front_matter.close.end;
    let plain = !name.contains(['.', '"', '\\', '\n', ':', '#'])
        && !name.starts_with(|first: char| !first.is_alphanumeric());
    // `resolved_at: true` says that it is over, not when: the key is there, and must not come twice.
    let there = front_matter.entries.iter().any(|entry| &*entry.key == name);
    // Nor is what stands below another key added, with nothing or another value behind it.
    let is_nested = || target(case, name).is_some_and(|target| unread_of(case, &target).is_some());
    if !closed || !plain || there || front_matter.is_spoilt() || is_nested() {
        return None;
    }
    if front_matter.syntax == Syntax::Json {
        let (first, last) = (front_matter.entries.first()?, front_matter.entries.last()?);
        let inner = text.slice(front_matter.inner);
        let brace = front_matter.inner.start as usize + inner.find('{')? + 1;
        // Keys are as far apart as the first one is from the brace.
        let between = text.as_str().get(brace..first.key_span.start as usize)?;
        let between = if between.trim().is_empty() && !between.is_empty() { between } else { " " };
        let value = if value.is_empty() { "null".to_owned() } else { format!("\"{value}\"") };
        let end = last.value.span.end.max(last.key_span.end);
        return Some(Edit::replace(text, Span::at(end as usize), format!(",{between}\"{name}\": {value}")));
    }
    let at_margin = front_matter.entries.iter().all(|entry| text.position(entry.key_span.start).column == 1);
    let place = match front_matter.syntax {
        Syntax::Yaml if at_margin => front_matter.end,
        Syntax::Toml => front_matter.inner.start,
        _ => return None,
    };
    let first = text.as_str().split_inclusive('\n').next().unwrap_or_default();
    let line_end = if first.ends_with("\r\n") { "\r\n" } else { "\n" };
    Some(Edit::replace(text, Span::at(place as usize), format!("{}{line_end}", text_line(case, name, value))))
}
