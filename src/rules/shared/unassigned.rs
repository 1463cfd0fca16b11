//! Action items that lack what the table asks of each: told one by one where others have it, else in one sentence.

use crate::diagnostic::about::About;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::action::ActionItem;
use crate::model::action_state::State;
use crate::model::known::Known;
use crate::rules::rule::Case;
use crate::rules::words::phrase::excerpt;
use crate::source::span::Span;

use super::asked::{MOST, of_action_items, unless_draft};

/// What a finding says: its message, what stands at its place, and what to do.
pub type Said = (String, &'static str, &'static str);

/// What an action item may be asked for, and how it is told that it is not there.
pub struct Lack {
    /// The key of the table that asks for it.
    pub key: &'static str,
    /// Whether an item has it.
    pub has: fn(&ActionItem) -> bool,
    /// Of so many items that all lack it.
    pub all: fn(usize, Language) -> Said,
    /// Of the item that says this.
    pub one: fn(&str, Language) -> Said,
}

/// The action items that lack something, of those that are not done: if two or more are to be done and all of them lack it,
/// told once.
#[must_use]
pub fn lacking(case: &Case<'_>, about: &'static About, lack: &Lack) -> Vec<Diagnostic> {
    let Some(asked) = of_action_items(case, lack.key) else { return vec![] };
    let Some(verdict) = case.verdict else { return vec![] };
    let to_do = || case.postmortem.actions.iter().filter(|item| item.state_on(case.today) != State::Done);
    let lacking: Vec<&ActionItem> = to_do().filter(|item| !(lack.has)(item)).take(MOST).collect();
    let finding = |place: Span, (message, here, help): Said, subject: String| {
        let finding = Diagnostic::new(about, case.here(place, here), message)
            .because(asked.place(&verdict, case.language))
            .help(help)
            .about_subject(subject);
        unless_draft(case, finding)
    };
    match lacking.as_slice() {
        [first, _, ..] if to_do().all(|item| !(lack.has)(item)) => {
            vec![finding(place(case, first), (lack.all)(to_do().count(), case.language), "all".to_owned())]
        }
        items => {
            let one = |item: &&ActionItem| {
                let text = what(case, item);
                finding(item.text, (lack.one)(&text, case.language), text)
            };
            items.iter().map(one).collect()
        }
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
