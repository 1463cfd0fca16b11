//! What postmortems state without a table that asks for it: keys with what stands behind them, as facts that criteria could ask for.

use crate::model::grammar::unknown::is_unknown;
use crate::model::kind::{Kind, Word};
use crate::model::reading::read_text;
use crate::model::value::Reading;
use crate::source::in_order::InOrder;

use super::survey::Survey;

/// A key that seems to state a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// The key, as most files have it.
    pub key: String,
    /// What is stated under it.
    pub kind: Kind,
    /// How many files have it.
    pub files: usize,
}

/// How it is known which of the declared levels is more severe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// It was said.
    Told,
    /// By the numbers in their names.
    Numbers,
    /// By what such words usually mean.
    Words,
}

/// So many files state it at least, and one in so many of all.
const FEWEST: usize = 3;
const ONE_IN: usize = 4;
/// So many different words are an answer; more are names.
const MOST_WORDS: usize = 6;
/// So many letters a word has at most.
const LONGEST: usize = 24;

/// Keys that are about the text, not about the incident, in key form.
#[rustfmt::skip]
const NOT_OF_THE_INCIDENT: &[&str] = &[
    "id", "uuid", "url", "link", "path", "slug", "weight", "order", "pin", "version", "revision", "number", "issue", "ticket", "pr",
    "author", "authors", "reviewer", "owner", "section", "layout", "type", "tags", "categories", "category", "draft", "language", "lang",
    "company", "product", "informational", "comments", "toc", "math", "hidden", "resolved", "published", "status", "template",
    "作成者", "レビュアー", "ステータス",
];

/// Scales that people write, the least bad first.
const SCALES: &[&[&str]] = &[
    &["none", "suspected", "confirmed"],
    &["none", "possible", "confirmed"],
    &["none", "partial", "full"],
    &["none", "partial", "complete"],
    &["none", "partial", "total"],
    &["none", "degraded", "partial", "full"],
    &["none", "minor", "major", "critical"],
    &["none", "low", "medium", "high", "critical"],
    &["operational", "degraded", "partial", "down"],
    &["available", "partial", "none"],
    &["なし", "疑い", "確定"],
    &["なし", "一部", "全部"],
    &["低", "中", "高"],
];

/// Currencies, with the signs of an amount in them.
pub(super) const CURRENCIES: &[(&str, &[&str])] =
    &[("USD", &["$", "USD"]), ("EUR", &["€", "EUR"]), ("GBP", &["£", "GBP"]), ("JPY", &["¥", "円", "JPY"])];

/// How many files state something at least that is to be a fact.
#[must_use]
pub fn is_often(survey: &Survey, files: usize) -> bool {
    files >= FEWEST && files * ONE_IN >= survey.postmortems()
}

/// The facts that postmortems state, those of most files first.
#[must_use]
pub fn observed(survey: &Survey) -> Vec<Observed> {
    let mut found: Vec<Observed> = vec![];
    for (folded, unnamed) in &survey.unnamed {
        let files = unnamed.tally.files;
        let last = folded.rsplit('_').next().unwrap_or(folded);
        let is_of_text = NOT_OF_THE_INCIDENT.iter().any(|key| *key == folded || *key == last);
        if is_of_text || !is_often(survey, files) {
            continue;
        }
        if let Some(kind) = kind_of(&unnamed.values) {
            found.push(Observed { key: unnamed.tally.usual().to_owned(), kind, files });
        }
    }
    found.order_by(|one, other| other.files.cmp(&one.files).then(one.key.cmp(&other.key)));
    found
}

/// What most of the values are; none where they are texts, or all alike.
fn kind_of(values: &[String]) -> Option<Kind> {
    let said: Vec<&str> = values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
    let known: Vec<&str> =
        said.iter().copied().filter(|value| *value == "none" || !is_unknown(value)).collect();
    let mut different = known.clone();
    different.sort_unstable();
    different.dedup();
    if known.len() < FEWEST || different.len() < 2 {
        return None;
    }
    let are = |kind: &Kind, looks: &dyn Fn(&str) -> bool| {
        let reads = |value: &&&str| looks(value) && matches!(read_text(kind, value), Reading::Value(_));
        known.iter().filter(reads).count() * 4 >= known.len() * 3
    };
    let has_letter = |text: &str| text.chars().any(char::is_alphabetic);
    let has_digit = |text: &str| text.chars().any(char::is_numeric);
    if are(&Kind::Boolean, &|text| has_letter(text) && text != "none") {
        return Some(Kind::Boolean);
    }
    if are(&Kind::Percent, &|text| text.contains(['%', '％'])) {
        return Some(Kind::Percent);
    }
    if are(&Kind::Duration, &|text| has_letter(text) && has_digit(text)) {
        return Some(Kind::Duration);
    }
    for (currency, signs) in CURRENCIES {
        let kind = Kind::Money { currency: (*currency).to_owned() };
        if are(&kind, &|text| signs.iter().any(|sign| text.contains(sign))) {
            return Some(kind);
        }
    }
    if are(&Kind::Count, &|text| has_digit(text)) {
        return Some(Kind::Count);
    }
    words_of(&known)
}

/// A few words that come again and again: a scale that people write, else a choice.
fn words_of(known: &[&str]) -> Option<Kind> {
    let mut counted: Vec<(String, usize)> = vec![];
    for value in known {
        let word = value.to_lowercase();
        let is_word = word.chars().count() <= LONGEST
            && word.split_whitespace().count() <= 2
            && word.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'))
            && word.chars().any(char::is_alphabetic);
        match counted.iter_mut().find(|(other, _)| *other == word) {
            _ if !is_word => {}
            Some((_, count)) => *count += 1,
            None => counted.push((word, 1)),
        }
    }
    let read: usize = counted.iter().map(|(_, count)| count).sum();
    let again = counted.iter().filter(|(_, count)| *count > 1).count();
    if counted.len() > MOST_WORDS || again < 2 || read * 4 < known.len() * 3 {
        return None;
    }
    let word = |name: &str| Word { name: name.to_owned(), synonyms: vec![] };
    let holds_all = |scale: &&&[&str]| counted.iter().all(|(word, _)| scale.contains(&word.as_str()));
    if let Some(scale) = SCALES.iter().find(holds_all) {
        return Some(Kind::Scale(scale.iter().map(|name| word(name)).collect()));
    }
    counted.sort();
    Some(Kind::Choice(counted.iter().map(|(name, _)| word(name)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(values: &[&str]) -> Option<String> {
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        kind_of(&values).map(|kind| {
            let words: Vec<&str> = kind.words().iter().map(|word| word.name.as_str()).collect();
            format!("{} {}", kind.name(), words.join(" ")).trim().to_owned()
        })
    }

    #[test]
    fn what_stands_behind_a_key_says_what_it_is() {
        for (values, wanted) in [
            (&["12%", "~30 %", "over 5%", "unknown"][..], Some("percent")),
            (&["3", "1,200", "12k", "0"], Some("count")),
            (&["42 minutes", "1h 30m", "2 h"], Some("duration")),
            (&["$300", "$47k", "$0"], Some("money")),
            (&["yes", "no", "no"], Some("boolean")),
            (
                &["none", "none", "confirmed", "confirmed", "suspected"],
                Some("scale none suspected confirmed"),
            ),
            (&["us", "vendor", "us", "vendor"], Some("choice us vendor")),
            (&["Anna", "Bob", "Carl", "Dora"], None),
            (&["a sentence of some length here", "another one of the kind", "and a third one, too"], None),
            (&["5", "5", "5"], None),
            (&["12", "n/a", ""], None),
        ] {
            assert_eq!(kind(values).as_deref(), wanted, "{values:?}");
        }
    }
}
