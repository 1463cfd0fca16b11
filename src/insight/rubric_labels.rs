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

/// Words of a condition, by which a line with a colon at its end leads into criteria.
const CONDITIONS: [&str; 11] =
    ["if", "when", "whenever", "where", "any", "one", "either", "all", "these", "following", "least"];
/// Words of one of few words: `Any of:`.
const BEFORE_OF: [&str; 4] = ["any", "one", "either", "all"];
/// Words by which it leads into what is to be done.
const ORDERS: [&str; 14] = [
    "do", "must", "should", "shall", "notify", "page", "call", "respond", "follow", "steps", "take",
    "please", "need", "required",
];

/// Whether a line with a colon at its end is a sentence that leads into criteria: `An incident is critical if:`.
pub(super) fn leads_in(line: &str) -> bool {
    let japanese =
        ["場合", "いずれか", "すべて", "該当", "次の", "以下"].iter().any(|word| line.contains(word));
    if japanese {
        return !["対応", "連絡", "報告", "行う", "実施"].iter().any(|word| line.contains(word));
    }
    let words: Vec<String> =
        line.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase).collect();
    let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    let is_short = words.len() < 3 && words.first().is_some_and(|first| BEFORE_OF.contains(&first.as_str()));
    let is_bare = words.len() == 1 || words.get(1).is_some_and(|second| second == "of");
    (words.len() > 2 && has(&CONDITIONS) || is_short && is_bare) && !has(&ORDERS)
}

/// Whether such a line says that all of what follows has to hold.
pub(super) fn asks_all(line: &str) -> bool {
    let words: Vec<String> =
        line.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase).collect();
    let has = |word: &str| words.iter().any(|other| other == word);
    let english = has("all") && (words.len() == 1 || ["of", "these", "following"].into_iter().any(has));
    english && !has("any") && !has("one") && !has("or")
        || ["すべて", "全て", "いずれも"].iter().any(|word| line.contains(word))
}

/// Whether a sentence says what people do at a level and by when, and not what happened: `Executives are told within 15 minutes`.
pub(super) fn is_duty(text: &str) -> bool {
    if !text.is_ascii() {
        let text = text.trim_end_matches(['.', '。', ' ']);
        let ends =
            ["連絡する", "報告する", "通知する", "周知する", "招集する", "召集する", "エスカレーションする"];
        if ends.iter().any(|end| text.ends_with(end)) {
            return true;
        }
    }
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    // `Notify: …` speaks of what is called so.
    let is_verb = text
        .split_whitespace()
        .next()
        .is_some_and(|first| first.chars().all(|letter| letter.is_alphanumeric() || letter == '-'));
    let begins = is_verb
        && match word(0) {
            "notify" | "inform" | "escalate" => true,
            // `Page load` is none.
            "page" | "call" | "wake" => {
                ["the", "all", "everybody", "everyone", "on-call", "oncall"].contains(&word(1))
            }
            _ => false,
        };
    let is_timed = words
        .iter()
        .any(|word| ["within", "every", "immediately", "hourly", "daily"].contains(&word.as_str()));
    let told = ["told", "notified", "informed", "paged", "briefed", "contacted", "alerted"];
    let is_told = words.windows(2).any(|pair| {
        let [verb, what] = pair else { return false };
        ["are", "is", "be", "get", "gets"].contains(&verb.as_str()) && told.contains(&what.as_str())
    });
    begins || is_timed && is_told
}

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
    fn sentences_that_lead_into_criteria() {
        for line in [
            "An incident is critical if",
            "Use SEV-1 when any of these holds",
            "One or more of the following",
            "At least two of",
            "Any of",
            "All of",
            "次のいずれかに該当する場合",
        ] {
            assert!(leads_in(line), "{line}");
        }
        for line in [
            "Who writes",
            "Also see",
            "Do all of the following",
            "All hands",
            "When it happens, page",
            "以下の対応を行う",
            "Notes",
        ] {
            assert!(!leads_in(line), "{line}");
        }
    }

    #[test]
    fn what_people_do_is_no_criterion() {
        for text in [
            "Executives are told within 15 minutes",
            "The CTO is to be informed immediately.",
            "Notify support and legal",
            "Page the on-call engineer",
            "15分以内に社長へ連絡する。",
        ] {
            assert!(is_duty(text), "{text}");
        }
        for text in [
            "Customers are notified of orders that are not theirs",
            "Page load takes more than 5 seconds",
            "Call quality is poor",
            "Notify: is broken for some",
            "Nobody can pay within 10 minutes",
            "Backups fail every day",
            "顧客に通知が届かない",
        ] {
            assert!(!is_duty(text), "{text}");
        }
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
