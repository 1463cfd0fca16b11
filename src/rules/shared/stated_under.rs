//! The key or label that a statement stands under.

use crate::model::fold::fold_key;
use crate::model::vocabulary::{Origin, Target};
use crate::source::node::{Content, Entry};
use crate::source::span::Span;

use crate::rules::rule::Case;

/// How deep front matter is searched for a place.
const DEEPEST: usize = 6;

/// The key of a statement in key form, nested keys joined by dots; in the body, the label before it on its line.
#[must_use]
pub fn key_at(case: &Case<'_>, place: Span) -> Option<String> {
    if let Some(front_matter) = &case.document.front_matter
        && front_matter.inner.start <= place.start
        && place.end <= front_matter.inner.end
    {
        return key_in(&front_matter.entries, place, DEEPEST).map(|key| fold_key(&key));
    }
    let text = &case.document.text;
    let line = text.line(text.position(place.start).line);
    let before = text.slice(Span { start: line.start, end: place.start });
    let mut cells =
        before.rsplit(['|', '｜', ':', '：', '=']).map(|cell| fold_key(cell.trim_matches(is_markup)));
    cells.find(|cell| !cell.is_empty())
}

/// The key of the front matter that a place stands behind, as written.
#[must_use]
pub fn written_key_at(case: &Case<'_>, place: Span) -> Option<String> {
    key_in(&case.document.front_matter.as_ref()?.entries, place, DEEPEST)
}

/// How the key of a statement came to mean what it means; none where it cannot be told.
#[must_use]
pub fn origin_at(case: &Case<'_>, place: Span, meant: &Target) -> Option<Origin> {
    let key = key_at(case, place)?;
    let same = |target: &Target| match (target, meant) {
        (Target::Fact(one, _), Target::Fact(other, _)) => one == other,
        _ => target == meant,
    };
    case.words.targets(&key).iter().find(|(_, target)| same(target)).map(|(origin, _)| *origin)
}

fn key_in(entries: &[Entry], place: Span, depth: usize) -> Option<String> {
    let within = |entry: &&Entry| {
        let whole = entry.key_span.to(entry.value.span);
        whole.start <= place.start && place.end <= whole.end
    };
    // In YAML and JSON they stand in the order of the text; a table of TOML may be continued further down.
    let begun = entries.partition_point(|entry| entry.key_span.start <= place.start);
    let last = begun.checked_sub(1).and_then(|index| entries.get(index)).filter(within);
    let entry = last.or_else(|| entries.iter().find(within))?;
    let nested = match &entry.value.content {
        Content::Mapping(nested) if depth > 1 => key_in(nested, place, depth - 1),
        _ => None,
    };
    Some(match nested {
        Some(nested) => format!("{}.{nested}", entry.key),
        None => entry.key.to_string(),
    })
}

fn is_markup(character: char) -> bool {
    character.is_whitespace() || matches!(character, '*' | '-' | '>' | '+' | '`' | '•')
}
