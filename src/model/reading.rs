//! How one statement of a postmortem is read as a value of a kind.
//!
//! Golden rule: nothing is read wrongly. What could mean two things is not read, and says why.

use crate::model::grammar::spelling;
use crate::model::grammar::unknown;
use crate::model::grammar::{boxes, quantity, wording};
use crate::model::kind::{Kind, Word};
use crate::model::kinds::set_part::Part;
use crate::model::kinds::{self, Shape, boolean, set};
use crate::model::value::{Reading, Value, Why};
use crate::source::node::{Content, Node};
use crate::space::interval::{Interval, Intervals};

/// Reads a value of front matter.
#[must_use]
pub fn read(kind: &Kind, node: &Node) -> Reading {
    of_node(kind, node, None)
}

/// Reads a value of front matter whose key names a unit: in `duration_minutes: 96` it is `minutes`. A unit that
/// stands in the value goes before it, and one that the kind does not know is ignored.
#[must_use]
pub fn read_with_unit(kind: &Kind, node: &Node, unit: &str) -> Reading {
    of_node(kind, node, Some(unit))
}

/// Reads a text of the body.
#[must_use]
pub fn read_text(kind: &Kind, text: &str) -> Reading {
    of_text(kind, text, None)
}

/// Reads a text of the body whose label names a unit: `Duration (minutes): 96`.
#[must_use]
pub fn read_text_with_unit(kind: &Kind, text: &str, unit: &str) -> Reading {
    of_text(kind, text, Some(unit))
}

/// How many items of a list are looked at.
const LONGEST_LIST: usize = 1000;

fn of_node(kind: &Kind, node: &Node, unit: Option<&str>) -> Reading {
    if node.tag.is_some() {
        return Reading::Unreadable(Why::Tagged);
    }
    match &node.content {
        Content::Empty => Reading::Unknown,
        Content::Scalar(text, _) => of_text(kind, text, unit),
        Content::Sequence(items) if items.len() > LONGEST_LIST => Reading::Unreadable(Why::TooLong),
        Content::Sequence(items) => match kind {
            Kind::Set(words) => members(words, items),
            _ => one_of(kind, items, unit),
        },
        Content::Mapping(_) => Reading::Unreadable(Why::NotAScalar),
        Content::Alias(_) => Reading::Unreadable(Why::Alias),
    }
}

fn of_text(kind: &Kind, text: &str, unit: Option<&str>) -> Reading {
    let lines = text.trim();
    let text = match spelling::plain(text) {
        Ok(text) => text,
        Err(why) => return Reading::Unreadable(why),
    };
    if let Some(index) = word_itself(kind, &text) {
        return Reading::Value(Value::Words(vec![index]));
    }
    let shape = kinds::shape(kind, unit);
    // Words that a set does not declare are any words, `unknown` too; and `all` of them are nobody knows which.
    if matches!(shape, Shape::Members([])) && (unknown::is_unknown(&text) || set::is_all(&text)) {
        return Reading::Unknown;
    }
    let value = Reading::Value;
    let read = match shape {
        Shape::Quantity(measure) => {
            quantity::statement(measure.as_ref(), &text).map(Value::Quantity).map(value)
        }
        Shape::Words(lexicon) => match boxes::ticked(&text) {
            Some(Some(answer)) => wording::statement(&lexicon, answer).map(Value::Words).map(value),
            Some(None) => Err(Why::NotOfKind),
            None => wording::statement(&lexicon, &text).map(Value::Words).map(value),
        },
        Shape::Members(words) if lines.contains('\n') => by_line(words, lines).map(of_part),
        Shape::Members(words) => set::statement(words, &text).map(of_part),
    };
    match read {
        Ok(reading) => reading,
        Err(_) if unknown::is_unknown(&text) => Reading::Unknown,
        Err(why) => Reading::Unreadable(why),
    }
}

/// The word that a text is to the letter, as nearly all are: then there is nothing to look for. A table has no two words
/// that read alike.
fn word_itself(kind: &Kind, text: &str) -> Option<usize> {
    match kind {
        Kind::Scale(words) | Kind::Choice(words) => {
            let ends = [text.bytes().next(), text.bytes().last()];
            let is_plain = ends.iter().all(|end| end.is_some_and(|end| end.is_ascii_alphanumeric()))
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b' '));
            is_plain.then(|| words.iter().position(|word| word.name == text)).flatten()
        }
        Kind::Boolean => match text {
            "false" | "no" => Some(boolean::NO),
            "true" | "yes" => Some(boolean::YES),
            _ => None,
        },
        _ => None,
    }
}

/// A list on a kind with one value is one of these.
fn one_of(kind: &Kind, items: &[Node], unit: Option<&str>) -> Reading {
    let mut ranges: Vec<Interval> = vec![];
    let mut words: Vec<usize> = vec![];
    for item in items {
        if item.items().is_some() {
            return Reading::Unreadable(Why::NotAScalar);
        }
        match of_node(kind, item, unit) {
            Reading::Value(Value::Quantity(intervals)) => ranges.extend_from_slice(intervals.parts()),
            Reading::Value(Value::Words(indices)) => words.extend(indices),
            Reading::Value(Value::Members(_)) | Reading::Partly(..) => {
                return Reading::Unreadable(Why::NotAScalar);
            }
            // One of these, or something nobody knows: nothing is known.
            other => return other,
        }
    }
    words.sort_unstable();
    words.dedup();
    match (ranges.is_empty(), words.is_empty()) {
        (false, _) => Reading::Value(Value::Quantity(Intervals::union(ranges))),
        (true, false) => Reading::Value(Value::Words(words)),
        (true, true) => Reading::Unreadable(Why::NotAScalar),
    }
}

fn members(words: &[Word], items: &[Node]) -> Reading {
    let mut part = Part::default();
    for item in items {
        let read = match &item.content {
            _ if item.tag.is_some() => Err(Why::Tagged),
            Content::Alias(_) => Err(Why::Alias),
            Content::Sequence(_) | Content::Mapping(_) => Err(Why::NotAScalar),
            Content::Empty => set::add_listed(words, "", &mut part),
            Content::Scalar(text, _) => spelling::plain(text).and_then(|text| match items {
                // `[none]` is the empty set as much as `none` is; beside other members it would contradict them.
                [_] if set::is_empty_set(words, &text) => Ok(()),
                _ => set::add_listed(words, &text, &mut part),
            }),
        };
        if let Err(why) = read {
            return Reading::Unreadable(why);
        }
    }
    if part.is_blank()
        && let Some(why) = part.unread.first()
    {
        return Reading::Unreadable(why.clone());
    }
    if part.is_blank() && part.members.more { Reading::Unknown } else { of_part(part) }
}

fn of_part(part: Part) -> Reading {
    let value = Value::Members(part.members);
    if part.unread.is_empty() { Reading::Value(value) } else { Reading::Partly(value, part.unread) }
}

/// A text with one member, or several, on each line.
fn by_line(words: &[Word], text: &str) -> Result<Part, Why> {
    let mut part = Part::default();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let line = line.trim_start();
        let item = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).unwrap_or(line);
        part.extend(set::statement(words, &spelling::plain(item)?)?);
    }
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kinds::examples::words;
    use crate::model::show::show_value;
    use crate::source::node::{Entry, Style};
    use crate::source::span::Span;

    fn node(content: Content) -> Node {
        Node::new(Span::default(), content)
    }

    fn list(texts: &[&str]) -> Node {
        node(Content::Sequence(
            texts.iter().map(|text| node(Content::Scalar((*text).into(), Style::Plain))).collect(),
        ))
    }

    fn shown(kind: &Kind, texts: &[&str]) -> String {
        match read(kind, &list(texts)) {
            Reading::Value(value) => show_value(kind, &value),
            Reading::Partly(value, unread) => {
                format!("{} ({} unread)", show_value(kind, &value), unread.len())
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn what_a_set_does_not_know_leaves_the_rest_of_it_open() {
        let set = Kind::Set(words(&["api", "db", "web"]));
        assert_eq!(shown(&set, &["api", "cache", "queue"]), "api, and more (2 unread)");
        assert_eq!(shown(&set, &["cache"]), r#"Unreadable(WordUnknown { word: "cache", nearest: None })"#);
        // What may speak of the others is not passed over.
        for list in [["api", "not db"], ["all but", "api"], ["api", "db 以外"], ["api", "no other"]] {
            assert!(shown(&set, &list).starts_with("Unreadable"), "{list:?}");
        }
        let text = |text: &str| match read_text(&set, text) {
            Reading::Partly(value, _) => show_value(&set, &value),
            other => format!("{other:?}").chars().take(10).collect(),
        };
        for (written, expected) in [
            ("api, cache", "api, and more"),
            ("cache and api", "Unreadable"),
            ("api and cache", "api, and more"),
            ("api or cache, db", "db, maybe api, and more"),
            ("everything but api, db", "Unreadable"),
            ("api, we are not sure about the rest", "Unreadable"),
        ] {
            assert_eq!(text(written), expected, "{written}");
        }
    }

    #[test]
    fn a_list_is_one_of_these() {
        let loss = Kind::Scale(words(&["none", "suspected", "confirmed"]));
        assert_eq!(shown(&loss, &["suspected", "confirmed"]), "suspected or confirmed");
        assert_eq!(shown(&Kind::Count, &["10", "20 to 30"]), "10 or 20 to 30");
        assert_eq!(shown(&loss, &["none", "unknown"]), "Unknown");
        assert_eq!(
            shown(&loss, &["none", "foo?"]),
            r#"Unreadable(WordUnknown { word: "foo?", nearest: None })"#
        );
        assert_eq!(shown(&loss, &[]), "Unreadable(NotAScalar)");
    }

    #[test]
    fn a_list_on_a_set_is_its_members() {
        let set = Kind::Set(words(&["api", "db"]));
        assert_eq!(shown(&set, &["db", "API"]), "api, db");
        assert_eq!(shown(&set, &[]), "none");
        assert_eq!(shown(&set, &["none"]), "none");
        assert_eq!(shown(&set, &["all"]), "api, db");
        assert_eq!(
            shown(&set, &["api", "none"]),
            r#"Unreadable(WordUnknown { word: "none", nearest: None })"#
        );
        assert_eq!(shown(&set, &["api", "unknown"]), "api, and more");
        assert_eq!(shown(&set, &["unknown"]), "Unknown");
        assert_eq!(shown(&Kind::Set(vec![]), &["Checkout API", "db"]), "checkout-api, db");
        assert_eq!(shown(&Kind::Set(vec![]), &["Nothing"]), "none");
    }

    #[test]
    fn signs_and_boxes_beside_words() {
        for (text, wanted) in [
            ("❌ No", "no"),
            ("✅ Yes", "yes"),
            ("✅ No", "no"),
            ("❌ Yes", "-"),
            ("[ ] Yes [x] No", "no"),
            ("[ ] Yes [ ] No", "-"),
        ] {
            let shown = match read_text(&Kind::Boolean, text) {
                Reading::Value(value) => show_value(&Kind::Boolean, &value),
                _ => "-".to_owned(),
            };
            assert_eq!(shown, wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_text() {
        let mapping = node(Content::Mapping(vec![Entry {
            key: "a".into(),
            key_span: Span::default(),
            value: node(Content::Empty),
        }]));
        assert_eq!(read(&Kind::Count, &mapping), Reading::Unreadable(Why::NotAScalar));
        assert_eq!(read(&Kind::Count, &node(Content::Alias("x".into()))), Reading::Unreadable(Why::Alias));
        assert_eq!(read(&Kind::Count, &node(Content::Empty)), Reading::Unknown);
        let tagged = Node { tag: Some(Box::new(("!!str".into(), Span::default()))), ..list(&[]) };
        assert_eq!(read(&Kind::Count, &tagged), Reading::Unreadable(Why::Tagged));
        let long = "x".repeat(10_000);
        assert_eq!(read_text(&Kind::Count, &long), Reading::Unreadable(Why::TooLong));
    }
}
