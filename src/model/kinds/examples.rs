//! Tables of texts and what they are read as, for the tests of the kinds. All rows are checked before a test fails.

use crate::model::kind::{Kind, Word};
use crate::model::reading::read_text;
use crate::model::show::show_value;
use crate::model::value::{Reading, Why};

/// Checks that each text is read, and shown as the text beside it; `?` is unknown.
pub fn reads(kind: &Kind, rows: &[(&str, &str)]) {
    let shown = |text: &str| match read_text(kind, text) {
        Reading::Value(value) => show_value(kind, &value),
        Reading::Partly(value, unread) => {
            format!("{} ({} unread)", show_value(kind, &value), unread.len())
        }
        Reading::Unknown => "?".to_owned(),
        Reading::Unreadable(why) => format!("{why:?}"),
    };
    let wrong = rows.iter().filter(|(text, wanted)| shown(text) != *wanted);
    let wrong: Vec<String> =
        wrong.map(|(text, wanted)| format!("{text} => {}, not {wanted}", shown(text))).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Checks that no text is read, and why not.
pub fn refuses(kind: &Kind, rows: &[(&str, Why)]) {
    let wrong = rows.iter().filter(|(text, why)| read_text(kind, text) != Reading::Unreadable(why.clone()));
    let wrong: Vec<String> =
        wrong.map(|(text, why)| format!("{text} => {:?}, not {why:?}", read_text(kind, text))).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The text after a value that stands in its way.
pub fn trailing(text: &str) -> Why {
    Why::TrailingText(text.to_owned())
}

/// A unit that is not the kind's.
pub fn unit(text: &str) -> Why {
    Why::UnitUnknown(text.to_owned())
}

/// A word that is not the kind's, with the nearest one.
pub fn word(word: &str, nearest: Option<&str>) -> Why {
    Why::WordUnknown { word: word.to_owned(), nearest: nearest.map(ToOwned::to_owned) }
}

/// Outside what the kind allows.
pub fn outside(low: &str, high: Option<&str>) -> Why {
    Why::OutOfRange { low: Some(low.to_owned()), high: high.map(ToOwned::to_owned) }
}

/// Words as a table declares them, with synonyms after `=`: `none=なし=no`.
pub fn words(spellings: &[&str]) -> Vec<Word> {
    let word = |spelling: &&str| {
        let mut names = spelling.split('=').map(ToOwned::to_owned);
        Word { name: names.next().unwrap_or_default(), synonyms: names.collect() }
    };
    spellings.iter().map(word).collect()
}
