//! Sentences beside a severity table for people that say which level something has: `Security incidents are always at least SEV-2`.

use crate::source::document::Document;
use crate::source::span::Span;
use crate::table::spelling::fold;

use super::level_word::numbered;
use super::rubric::{LONGEST, RubricLevel};
use super::rubric_names::is_numbered_level;

/// Words of such a sentence, beside a level.
#[rustfmt::skip]
const RULES: &[&str] = &[
    "raise", "upgrade", "downgrade", "bump", "lower", "treat", "treated", "automatically", "default to", "counts as",
    "always a ", "always an ", "always sev", "always p", "escalate to",
    "以上とする", "以上に", "以上で", "引き上げ", "引き下げ", "格上げ", "格下げ", "とみなす", "として扱", "扱いとする", "必ず",
];
/// What says how a level changes, without naming one.
const MOVES: &[&str] = &[
    "one level",
    "a level",
    "one severity",
    "two levels",
    "1段階",
    "一段階",
    "1 段階",
    "1ランク",
    "レベルを",
];
/// So many are told at most.
const MOST: usize = 10;

/// The sentences, each once, in their order; none that the levels have already.
pub(super) fn rules_beside(document: &Document, levels: &[RubricLevel]) -> Vec<String> {
    let outline = &document.outline;
    let mut spans: Vec<Span> = outline.paragraphs.clone();
    spans.extend(outline.items.iter().map(|item| item.text));
    spans.sort_unstable_by_key(|span| span.start);
    let ids: Vec<String> = levels.iter().map(|level| fold(&level.id)).collect();
    let mut rules: Vec<String> = vec![];
    for text in spans.into_iter().map(|span| document.text.slice(span)) {
        for sentence in sentences(text) {
            let is_taken = || {
                levels.iter().any(|level| {
                    let texts = [&level.says, &level.response, &level.examples];
                    texts.into_iter().flatten().any(|says| says.contains(sentence.trim_end_matches('.')))
                })
            };
            if rules.len() < MOST && is_rule(&sentence, &ids) && !is_taken() && !rules.contains(&sentence) {
                rules.push(sentence);
            }
        }
    }
    rules
}

/// The sentences of a text. One does not end behind `e.g.`, which goes on in small letters.
fn sentences(text: &str) -> Vec<String> {
    // `!!! tip "In doubt"` heads a box.
    let text =
        if text.starts_with("!!!") { text.split_once('\n').map_or("", |(_, inside)| inside) } else { text };
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("**", "").replace('`', "");
    let mut found = vec![];
    let mut start = 0;
    for (at, letter) in plain.char_indices() {
        let end = at + letter.len_utf8();
        let behind = plain.get(end..).unwrap_or_default();
        let goes_on = behind.chars().nth(1).is_some_and(char::is_lowercase);
        let ends = matches!(letter, '.' | '!' | '?') && behind.starts_with(' ') && !goes_on;
        if letter == '。' || ends || behind.is_empty() {
            found.extend(plain.get(start..end).map(|sentence| sentence.trim().to_owned()));
            start = end;
        }
    }
    found.retain(|sentence| sentence.chars().take(LONGEST + 1).count() <= LONGEST);
    found
}

/// `at least SEV-2`: what is counted may be something else.
fn is_floor(lower: &str, is_level: impl Fn(&str) -> bool) -> bool {
    ["at least ", "minimum ", "no lower than ", "not below "].iter().any(|words| {
        lower.match_indices(words).any(|(at, _)| {
            let behind = lower.get(at + words.len()..).unwrap_or_default();
            let article = ["a ", "an ", "as "].into_iter().find_map(|article| behind.strip_prefix(article));
            is_level(article.unwrap_or(behind))
        })
    })
}

fn is_rule(sentence: &str, ids: &[String]) -> bool {
    let lower = sentence.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| contains(&lower, word));
    let is_level = |rest: &str| {
        let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
        let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        numbered(word).is_some() && is_numbered_level(word) || ids.iter().any(|id| *id == fold(word))
    };
    // What begins with a level says something of it: `SEV-1: at least half`.
    let names_level = || {
        let words = lower.match_indices(|letter: char| letter.is_alphabetic()).map(|(at, _)| at);
        let mut starts = words.filter(|at| {
            let before = lower.get(..*at).and_then(|before| before.chars().next_back());
            before.is_some_and(|letter| !letter.is_ascii_alphanumeric())
        });
        starts.any(|at| is_level(lower.get(at..).unwrap_or_default()))
    };
    let moves = || has(MOVES) && has(&["raise", "lower", "upgrade", "引き上げ", "引き下げ", "上げる"]);
    is_floor(&lower, is_level) || has(RULES) && names_level() || moves()
}

/// Whether a text has a word, or words, at the beginning of one; other scripts set no blanks between words.
fn contains(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        !word.is_ascii() || before.is_none_or(|letter| !letter.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_the_next_begins() {
        let found = sentences("One (e.g. a\n  **small** one) is it. Two!  三です。四です。");
        assert_eq!(found, ["One (e.g. a small one) is it.", "Two!", "三です。", "四です。"]);
    }

    #[test]
    fn sentences_that_give_a_level() {
        for (text, wanted) in [
            ("Security incidents are always at least SEV-2", true),
            ("If it lasts longer than 4 hours, raise it by one level.", true),
            ("Anything with data loss is automatically Critical.", true),
            ("Treat it as SEV-1 when in doubt.", true),
            ("セキュリティのインシデントは必ず SEV-2 以上とする。", true),
            ("Anything legal is at least a SEV-3.", true),
            ("Every SEV-1 has at least two channels", false),
            ("SEV-1: at least half of all users", false),
            ("Every SEV-1 has a postmortem", false),
            ("We use at least four words", false),
            ("The level is told in the channel", false),
        ] {
            assert_eq!(is_rule(text, &["critical".to_owned()]), wanted, "{text}");
        }
    }
}
