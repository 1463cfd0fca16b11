//! The edit that takes an ignore out, or some of its rules.

use crate::diagnostic::diagnostic::{Applicability, Edit, Fix};
use crate::model::directive::Ignore;
use crate::source::span::Span;

use crate::rules::rule::Ignoring;

/// Takes the whole comment out: with its lines if it stands alone there, else with the blanks before it.
#[must_use]
pub fn without(ignoring: &Ignoring<'_>, ignore: &Ignore, message: &str) -> Fix {
    let text = ignoring.text;
    let (start, end) = (ignore.span.start as usize, ignore.span.end as usize);
    let before = text.as_str().get(..start).unwrap_or_default();
    let span = if ignore.is_alone {
        let first = text.line(text.line_number(ignore.span.start));
        let last = text.line_number(ignore.span.end);
        // The marks of a quote stay, or what stands around the comment would become one paragraph.
        if text.slice(Span { start: first.start, end: ignore.span.start }).trim_start().is_empty() {
            Span { start: first.start, end: text.line(last.saturating_add(1)).start }
        } else {
            ignore.span
        }
    } else {
        Span::new(before.trim_end_matches([' ', '\t']).len(), end)
    };
    safe(message, Edit::replace(text, span, ""))
}

/// Leaves only these of an ignore's rules.
#[must_use]
pub fn with_only(ignoring: &Ignoring<'_>, ignore: &Ignore, names: &[&str], message: &str) -> Option<Fix> {
    let (first, last) = (ignore.rules.first()?, ignore.rules.last()?);
    Some(safe(message, Edit::replace(ignoring.text, first.span.to(last.span), names.join(", "))))
}

fn safe(message: &str, edit: Edit) -> Fix {
    Fix { applicability: Applicability::Safe, message: message.to_owned(), edits: vec![edit] }
}
