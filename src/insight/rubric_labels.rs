//! Whether a word with a colon before a text is a label, or what the text speaks of: `Updates: hourly`, and `Updates: cannot be
//! installed`.

use crate::model::deadline::read_deadline;
use crate::model::value::Why;

use super::rubric_columns::{Column, defines};
use super::rubric_pieces::{Label, label};

/// What begins with one of these says something of what stands before it.
const PREDICATES: [&str; 22] = [
    "is", "isn't", "are", "aren't", "was", "wasn't", "were", "weren't", "cannot", "can't", "can", "could",
    "couldn't", "has", "have", "had", "may", "might", "does", "doesn't", "don't", "takes",
];
/// Predicates that what is to be done may begin with, too: `can wait`, `have support call back`.
const ALSO_OF_RESPONSES: [&str; 8] = ["can", "could", "may", "might", "has", "have", "does", "don't"];
/// What users are hindered in stands soon behind them: `Actions: users cannot act`.
const HINDERED: [&str; 5] = ["cannot", "can't", "unable", "couldn't", "fails"];
/// Words that begin a deadline which is not to be read as one.
const OF_TIME: [&str; 14] = [
    "within", "every", "hourly", "daily", "weekly", "asap", "best", "next", "once", "twice", "none", "n/a",
    "毎", "随時",
];

/// Whether pieces are a form, where what is set apart is a label: one of them says what the level is.
pub(super) fn is_form(pieces: &[String]) -> bool {
    pieces.iter().any(|piece| label(piece).is_some_and(|label| defines(label.name)))
}

/// Whether what stands behind a label is of the kind that the label names.
pub(super) fn is_labelled(label: Label<'_>, column: Column, is_form: bool) -> bool {
    if label.is_marked && is_form {
        return true;
    }
    let first = first_word(label.rest);
    let says = PREDICATES.contains(&first.as_str());
    match column {
        Column::Deadline(_) => !says && (label.is_marked || is_of_time(label.rest, &first)),
        Column::Notify => !says && !is_japanese_sentence(label.rest),
        Column::Response => {
            let says = says && !ALSO_OF_RESPONSES.contains(&first.as_str());
            !says && (label.is_marked || !is_hindrance(label.rest))
        }
        _ => true,
    }
}

/// A deadline, or what begins like one: `15 minutes in business hours`.
fn is_of_time(text: &str, first: &str) -> bool {
    let reads = matches!(read_deadline(deadline_text(text)), Ok(_) | Err(Why::TrailingText(_)));
    reads || OF_TIME.iter().any(|word| if word.is_ascii() { first == *word } else { text.starts_with(word) })
}

fn is_hindrance(text: &str) -> bool {
    let mut words = text.split_whitespace().take(4).map(str::to_lowercase);
    words.any(|word| HINDERED.contains(&word.as_str()))
        || text.trim_end_matches(['.', '。']).ends_with("できない")
}

fn is_japanese_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['.', '。']);
    ["できない", "ている", "ていない", "られない", "届かない"].iter().any(|end| text.ends_with(end))
}

/// In lower case, without signs at its ends.
fn first_word(text: &str) -> String {
    let word = text.split_whitespace().next().unwrap_or_default().to_lowercase().replace('’', "'");
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned()
}

/// A deadline without the signs around it.
pub(super) fn deadline_text(text: &str) -> &str {
    text.trim_start_matches(['≤', '<', '~', ' ']).trim_end_matches(['.', '。'])
}

#[cfg(test)]
mod tests {
    use super::super::rubric_columns::column;
    use super::*;

    fn is_taken(text: &str, is_form: bool) -> bool {
        let label = label(text).unwrap();
        is_labelled(label, column(label.name).unwrap(), is_form)
    }

    #[test]
    fn labels_of_what_follows() {
        for text in [
            "Detection: 15 min",
            "Detection: ≤ 15 min.",
            "Response time: within 15 min, around the clock",
            "Response time: 15 minutes in business hours",
            "Updates: hourly",
            "Updates: every second day",
            "**Updates:** on demand",
            "更新頻度：30分",
            "更新頻度：毎日",
            "Notify: CTO, support",
            "Notify: Support, within the hour",
            "連絡先：CTO、サポート",
            "Response: can wait until the morning",
            "Actions: page everybody",
            "**Response:** those who cannot come are called",
            "対応：全員を集める",
            "Impact: is large",
            "Examples: cannot pay by card",
        ] {
            assert!(is_taken(text, false), "{text}");
        }
        assert!(is_taken("**Response time:** may vary", true));
    }

    #[test]
    fn subjects_of_what_follows() {
        for text in [
            "Detection: takes hours",
            "**Detection**: takes hours",
            "Detection: of fraud fails",
            "Updates: cannot be installed",
            "Updates: can’t be installed",
            "Response time: > 5 s",
            "Response time: doubled",
            "Notify: is broken for some",
            "**Notify**: is broken for some",
            "連絡先：保存できない",
            "Actions: users cannot act",
            "Actions: are slow",
            "対応：操作できない。",
        ] {
            assert!(!is_taken(text, false), "{text}");
        }
        assert!(!is_taken("Updates: cannot be installed", true));
    }
}
