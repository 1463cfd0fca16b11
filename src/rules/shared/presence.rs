//! Whether a postmortem states what a table requires.

use crate::model::fact::State;
use crate::model::field::Field;
use crate::model::fold::fold_key;
use crate::model::vocabulary::Target;
use crate::source::node::{Content, Entry};
use crate::source::span::Span;

use crate::rules::rule::Case;

/// Whether something is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is; perhaps as unknown.
    Stated,
    /// The key stands here, and nothing behind it.
    Empty(Span),
    /// There is no such key.
    Absent,
}

/// Whether a field, a fact, or any other key of front matter is stated.
#[must_use]
pub fn presence(case: &Case<'_>, name: &str) -> Presence {
    match target(case, name) {
        Some(target) => presence_of(case, &target),
        None => of_key(case, name),
    }
}

/// Whether a field or a fact is stated.
#[must_use]
pub fn presence_of(case: &Case<'_>, target: &Target) -> Presence {
    match target {
        Target::Fact(index, _) => of_fact(case, *index),
        Target::Field(field) => of_field(case, *field),
    }
}

/// What a name of the table means: a canonical name, or another name for one.
#[must_use]
pub fn target(case: &Case<'_>, name: &str) -> Option<Target> {
    let other = || case.words.targets(name).first().map(|(_, target)| target.clone());
    case.words.canonical(name).or_else(other)
}

fn of_fact(case: &Case<'_>, index: usize) -> Presence {
    let Some(fact) = case.postmortem.facts.get(index) else { return Presence::Absent };
    if fact.state == State::Derived {
        return Presence::Stated;
    }
    of_texts(fact.statements.iter().map(|statement| (&*statement.text, statement.span)))
}

fn of_field(case: &Case<'_>, field: Field) -> Presence {
    let postmortem = case.postmortem;
    let found = match field {
        // A heading is a title, too.
        Field::Title => postmortem.title.is_some(),
        Field::SeverityOverride => postmortem.severity_override.is_some(),
        Field::SeverityHistory => !postmortem.severity_history.is_empty(),
        _ => false,
    };
    if found {
        return Presence::Stated;
    }
    // A list or mapping has no text of its own.
    let slice = |span: Span| case.document.text.slice(span);
    if let Some(times) = postmortem.times.get(&field) {
        let texts = times.iter().map(|time| {
            let is_scalar = !slice(time.span).starts_with(['[', '{', '-']);
            (if is_scalar { time.text.as_str() } else { slice(time.span) }, time.span)
        });
        return of_texts(texts);
    }
    let Some(said) = postmortem.plain.get(&field) else { return Presence::Absent };
    // `notified: []` says that nobody was told.
    of_texts(said.iter().map(|said| {
        let is_list = slice(said.span).starts_with('[');
        (if is_list { slice(said.span) } else { said.text.as_str() }, said.span)
    }))
}

fn of_texts<'t>(texts: impl Iterator<Item = (&'t str, Span)>) -> Presence {
    let mut presence = Presence::Absent;
    for (text, span) in texts {
        if !is_blank(text) {
            return Presence::Stated;
        }
        presence = match presence {
            Presence::Absent => Presence::Empty(span),
            other => other,
        };
    }
    presence
}

/// A key that means nothing to this program, at its dotted path in the front matter, or a label in the body.
fn of_key(case: &Case<'_>, name: &str) -> Presence {
    let front_matter = case.document.front_matter.as_ref();
    let wanted: Vec<String> = name.split('.').map(fold_key).collect();
    let Some(entry) = front_matter.and_then(|front_matter| entry_at(&front_matter.entries, &wanted)) else {
        return if is_label(case, name) { Presence::Stated } else { Presence::Absent };
    };
    match &entry.value.content {
        Content::Empty => Presence::Empty(entry.key_span),
        Content::Scalar(text, _) if is_blank(text) => Presence::Empty(entry.value.span),
        _ => Presence::Stated,
    }
}

/// The path is as long as a name of the table has dots: no recursion follows the input.
fn entry_at<'e>(mut entries: &'e [Entry], path: &[String]) -> Option<&'e Entry> {
    let (last, parents) = path.split_last()?;
    let find = |entries: &'e [Entry], key: &String| entries.iter().find(|entry| fold_key(&entry.key) == *key);
    for key in parents {
        entries = find(entries, key)?.value.entries()?;
    }
    find(entries, last)
}

/// How many lines of the body are searched for a label.
const MOST_LINES: usize = 200;

/// Whether a line of the body begins with the name: `**Commander:** Alice`, `| Commander | Alice |`.
fn is_label(case: &Case<'_>, name: &str) -> bool {
    let wanted = fold_key(name);
    let body = case.document.text.as_str().get(case.document.body as usize..).unwrap_or_default();
    body.lines().take(MOST_LINES).any(|line| {
        let line = line.trim_start_matches([' ', '\t', '|', '*', '-', '>', '+']);
        let Some((label, value)) = line.split_once([':', '：', '|']) else { return false };
        label.len() <= 100 && fold_key(label) == wanted && value.contains(char::is_alphanumeric)
    })
}

/// Whether nothing is said: `null` is how YAML and JSON write that.
fn is_blank(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || text == "~" || text.eq_ignore_ascii_case("null")
}
