//! The pieces of a body that tell of the incident itself: paragraphs and items of lists, but for those of sections about
//! something else, quotes, tasks and entries of a timeline.

use crate::model::known::Known;
use crate::model::section::{Section, Sections};
use crate::model::topic::Topic;
use crate::source::document::Document;
use crate::source::outline::Task;
use crate::source::span::Span;

/// The passages, in the order of the text.
#[must_use]
pub fn passages(document: &Document, sections: &Sections) -> Vec<Span> {
    let outline = &document.outline;
    let mut elsewhere: Vec<Span> = sections
        .headed
        .iter()
        .chain(&sections.labelled)
        .enumerate()
        .filter(|(index, section)| is_about_something_else(section, *index))
        .map(|(_, section)| section.heading.to(section.body))
        .collect();
    elsewhere.sort_unstable();
    let items = outline.items.iter().filter(|item| item.task == Task::None).map(|item| item.text);
    let mut found: Vec<Span> = outline.paragraphs.iter().copied().chain(items).collect();
    found.sort_unstable();
    // Sections nest or stand apart, so the end of those that have begun only grows.
    let mut sections = elsewhere.into_iter().peekable();
    let mut end = 0;
    found.retain(|span| {
        while let Some(section) = sections.next_if(|section| section.start <= span.start) {
            end = end.max(section.end);
        }
        span.start >= end
            && span.start < span.end
            && !is_quoted(document, *span)
            && !is_entry(document, *span)
    });
    found
}

fn is_about_something_else(section: &Section, index: usize) -> bool {
    section.topics.iter().any(|topic| match topic {
        Topic::Known(known) => !matches!(
            known,
            Known::Metadata | Known::Summary | Known::Impact | Known::RootCause | Known::Resolution
        ),
        // The first heading is the title of all.
        Topic::Other(key) => index > 0 && OTHER.iter().any(|word| holds(key, word)),
    })
}

/// Whether a word of a heading begins with that; in Japanese there are no blanks between words.
fn holds(key: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return key.contains(word);
    }
    key.split(' ').any(|of_key| of_key.starts_with(word)) || word.contains(' ') && key.contains(word)
}

/// In headings of sections that tell of other incidents, of the future, or of what did not happen.
const OTHER: &[&str] = &[
    "background",
    "context",
    "previous",
    "history",
    "past",
    "related",
    "example",
    "appendix",
    "faq",
    "reference",
    "future",
    "next",
    "prevent",
    "improve",
    "lesson",
    "learn",
    "luck",
    "risk",
    "could have",
    "would have",
    "worst",
    "scenario",
    "hypothes",
    "investigat",
    "timeline",
    "event",
    "alert",
    "detect",
    "definition",
    "glossary",
    "template",
    "question",
    "plan",
    "action",
    "follow",
    "update",
    "monitor",
    "severity",
    "message",
    "communicat",
    "背景",
    "前提",
    "参考",
    "今後",
    "再発",
    "教訓",
    "補足",
    "過去",
    "類似",
    "予防",
    "学び",
    "仮説",
    "調査",
    "付録",
    "用語",
    "時系列",
    "検知",
    "対策",
    "評価",
    "重大度",
    "関連",
    "懸念",
    "リスク",
    "最悪",
    "履歴",
    "お知らせ",
    "告知",
];

/// Whether a passage stands in a block quote.
fn is_quoted(document: &Document, span: Span) -> bool {
    let text = &document.text;
    let line = text.line(text.line_number(span.start));
    // Items may be nested deeply on one line; a mark far before the passage is not its own.
    let start = line.start.max(span.start.saturating_sub(100));
    text.slice(Span { start, end: span.start.max(start) }).contains('>')
}

/// Whether a passage begins with a time or a date: an entry of a timeline tells of a moment.
fn is_entry(document: &Document, span: Span) -> bool {
    let text = document.text.slice(span).trim_start_matches(['*', '_', '`', '[', '(', '~', ' ']);
    let head: String = text.chars().take(12).collect();
    let digits = head.chars().take_while(char::is_ascii_digit).count();
    let after = head.get(digits..).unwrap_or_default();
    let goes_on = |after: &str| after.chars().nth(1).is_some_and(|letter| letter.is_ascii_digit());
    (1..=4).contains(&digits) && after.starts_with([':', '-', '/', '：']) && goes_on(after)
}
