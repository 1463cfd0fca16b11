//! Whether a text says why: not `true`, a date or a name alone, nor what says that nothing is known.

use crate::source::node::Node;

use super::grammar::spelling;
use super::grammar::unknown::is_unknown;
use super::moment::read_date;
use super::placeholder::is_hint;
use super::said::{Said, said};

/// Whether a value says that there is nothing of the kind. An empty one does not: something was to stand there.
#[must_use]
pub fn says_none(text: &str) -> bool {
    let text = text.trim();
    let is_mark = text.chars().all(|letter| matches!(letter, '-' | '–' | '—' | '~'));
    let words = ["false", "no", "none", "null", "nil", "n/a", "na", "なし", "無し", "無", "該当なし"];
    !text.is_empty() && (is_mark || words.iter().any(|word| word.eq_ignore_ascii_case(text)))
}

/// The reason in a value. Of a list, all of it.
#[must_use]
pub fn reason(node: Option<&Node>) -> Option<Said> {
    all_of(node, gives_reason)
}

/// Whether what somebody wrote where a reason belongs is one: not `TODO`, `REASON`, `true` or a name alone.
#[must_use]
pub fn gives_reason(said: &Said) -> bool {
    is_given(said) && !is_bare(&said.text)
}

/// Those whom a value names; what says only that there are some names nobody.
#[must_use]
pub fn names(node: Option<&Node>) -> Option<Said> {
    all_of(node, |said| is_given(said) && !says_yes(&said.text))
}

fn all_of(node: Option<&Node>, is_one: impl Fn(&Said) -> bool) -> Option<Said> {
    let node = node?;
    let Some(items) = node.items() else { return said(Some(node)).filter(is_one) };
    let given: Vec<Said> = items.iter().filter_map(|item| said(Some(item))).filter(is_one).collect();
    let texts: Vec<String> = given.into_iter().map(|said| said.text).collect();
    (!texts.is_empty()).then(|| Said { text: texts.join(", "), span: node.span })
}

/// What is not known yet, or is still the template's, is not given.
fn is_given(said: &Said) -> bool {
    let plain = spelling::plain(&said.text);
    !says_none(&said.text) && !is_hint(&said.text) && !plain.is_ok_and(|text| is_unknown(&text))
}

/// Words that say that something is so, and not why.
const YES: [&str; 26] = [
    "true",
    "yes",
    "y",
    "on",
    "ok",
    "okay",
    "x",
    "done",
    "set",
    "override",
    "overridden",
    "overriden",
    "reason",
    "because",
    "理由",
    "はい",
    "有",
    "有り",
    "あり",
    "有効",
    "真",
    "する",
    "した",
    "済",
    "済み",
    "例外",
];

fn says_yes(text: &str) -> bool {
    let text = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    YES.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Whether a text has nothing that could be a reason: a word that says yes, no letters, a date, an address or handle of
/// somebody.
fn is_bare(text: &str) -> bool {
    let is_word = !text.contains(char::is_whitespace);
    let is_somebody = is_word && text.contains('@') && !text.contains("://");
    let begins = text.starts_with(|first: char| first.is_ascii_digit());
    !text.contains(char::is_alphabetic) || says_yes(text) || is_somebody || begins && read_date(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_to_be_written_is_no_reason() {
        let said = |text: &str| Said { text: text.to_owned(), span: crate::source::span::Span::at(0) };
        for text in ["TODO", "TBD", "REASON", "理由", "<reason>", "…", "未定", "none"] {
            assert!(!gives_reason(&said(text)), "{text}");
        }
        for text in ["one customer", "契約上", "todo list of the vendor"] {
            assert!(gives_reason(&said(text)), "{text}");
        }
    }

    #[test]
    fn what_is_no_reason() {
        for text in [
            "true",
            "Yes",
            "yes.",
            "ok",
            "はい",
            "あり",
            "済み",
            "✅",
            "42",
            "2026-09-30",
            "30 Sep 2026",
            "2026年9月30日",
            "@kim",
            "kim@example.com",
            "…!",
            "REASON",
            "理由",
        ] {
            assert!(is_bare(text), "{text}");
        }
        for text in [
            "contractual",
            "契約上",
            "理由は契約",
            "one customer",
            "1 customer",
            "2026-09-30 was a holiday",
            "yes, since it was one customer",
            "agreed",
            "https://example.com/@board/7",
            "INC-7",
            "3 社のみ",
        ] {
            assert!(!is_bare(text), "{text}");
        }
    }
}
