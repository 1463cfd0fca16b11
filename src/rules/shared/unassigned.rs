//! Action items that lack what the table asks of each: told one by one where others have it, else in one sentence.

use crate::model::action::ActionItem;
use crate::model::action_words::State;
use crate::model::known::Known;
use crate::rules::rule::Case;
use crate::rules::words::phrase::excerpt;
use crate::source::span::Span;

use super::asked::MOST;

/// The action items that lack something.
#[derive(Clone, Debug)]
pub enum Lacking<'c> {
    /// All that are to be done, two or more: where they stand, and how many they are.
    All(Span, usize),
    /// These, one by one.
    Some(Vec<&'c ActionItem>),
}

/// The action items that lack something, of those that are not done.
#[must_use]
pub fn lacking<'c>(case: &Case<'c>, has: fn(&ActionItem) -> bool) -> Lacking<'c> {
    let to_do = || case.postmortem.actions.iter().filter(|item| item.state != State::Done);
    let lacking: Vec<&ActionItem> = to_do().filter(|item| !has(item)).take(MOST).collect();
    match lacking.as_slice() {
        [first, _, ..] if to_do().all(|item| !has(item)) => Lacking::All(place(case, first), to_do().count()),
        _ => Lacking::Some(lacking),
    }
}

/// The heading above an item; the item where it has none.
fn place(case: &Case<'_>, item: &ActionItem) -> Span {
    let sections = case.postmortem.sections.about(Known::ActionItems);
    let around =
        sections.into_iter().find(|section| section.body.range().contains(&(item.span.start as usize)));
    around.map_or(item.text, |section| section.title)
}

/// What an item says is to be done, short enough for a message, without markup.
#[must_use]
pub fn what(case: &Case<'_>, item: &ActionItem) -> String {
    excerpt(&without_links(case.document.text.slice(item.text)).replace(['`', '*'], ""))
}

/// Links by their texts: an address says little, and takes the room.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (shown, behind))) =
        rest.split_once('[').and_then(|(before, link)| Some((before, link.split_once("](")?)))
        && let Some((_, behind)) = behind.split_once(')')
        && !shown.contains(['[', ']', '\n'])
    {
        plain.push_str(before);
        plain.push_str(shown);
        rest = behind;
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_their_texts() {
        for (text, plain) in [
            ("Fix [it](https://example.org/1) and [that](x).", "Fix it and that."),
            ("[ ] box, [reference][1] and [open](", "[ ] box, [reference][1] and [open]("),
            ("none", "none"),
        ] {
            assert_eq!(without_links(text), plain);
        }
    }
}
