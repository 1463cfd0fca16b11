//! Sentences about the shape of data: a key that means nothing, a value of another sort.

use crate::diagnostic::language::Language;
use crate::source::shape::{Expected, ShapeFaultKind};

use super::phrase::quoted_or;

/// What is wrong, and what to do.
#[must_use]
pub fn sentences(kind: &ShapeFaultKind, language: Language) -> (String, String) {
    match language {
        Language::English => english(kind),
    }
}

fn english(kind: &ShapeFaultKind) -> (String, String) {
    match kind {
        ShapeFaultKind::UnknownKey { key, nearest: Some(nearest), .. } => {
            (format!("unknown key `{key}`"), format!("did you mean `{nearest}`?"))
        }
        ShapeFaultKind::UnknownKey { key, nearest: None, known } => {
            (format!("unknown key `{key}`"), format!("write {}", quoted_or(known)))
        }
        ShapeFaultKind::MissingKey(key) => {
            (format!("`{key}` is missing here"), format!("add the key `{key}`"))
        }
        ShapeFaultKind::Expected(expected) => {
            let (what, example) = match expected {
                Expected::Text => {
                    ("a word or sentence", "write it as text, in quotes if it begins with a sign")
                }
                Expected::List => ("a list of words", "write it as `[one, two]`"),
                Expected::Mapping => ("keys with values", "write it as `{ key: value }`, or indented below"),
                Expected::Boolean => ("true or false", "write `true` or `false`"),
                Expected::Whole => ("a whole number", "write it in digits, as `2`"),
                Expected::Date => ("a date", "write it as `2026-01-31`"),
                Expected::Tests => ("facts with tests", "write it as `{ duration: over 2h }`"),
            };
            (format!("expected {what}"), example.to_owned())
        }
        ShapeFaultKind::UnknownWord { word, nearest: Some(nearest), .. } => {
            (format!("unknown word `{word}`"), format!("did you mean `{nearest}`?"))
        }
        ShapeFaultKind::UnknownWord { word, nearest: None, known } => {
            (format!("unknown word `{word}`"), format!("write {}", quoted_or(known)))
        }
        ShapeFaultKind::Tagged(tag) => (
            format!("`{tag}` is a YAML tag here"),
            format!("put the value in quotes if it begins with `{}`, or take the tag out", first(tag)),
        ),
        ShapeFaultKind::Aliased(name) => (
            format!("`*{name}` is a YAML alias, and aliases are not followed"),
            "write the value out".to_owned(),
        ),
    }
}

fn first(tag: &str) -> &str {
    tag.get(..1).unwrap_or("!")
}
