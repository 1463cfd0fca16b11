//! Who of those whom a level says to tell is not named as told.

use std::collections::BTreeSet;

use crate::model::field::Field;
use crate::model::fold::fold_key;
use crate::model::grammar::spelling;
use crate::model::grammar::unknown::is_unknown;
use crate::model::said::Said;
use crate::rules::rule::Case;
use crate::table::level::Name;

/// What is stated of who was told; empty where nothing is, or that it is not known.
#[must_use]
pub fn stated<'c>(case: &Case<'c>) -> &'c [Said] {
    let notified = case.postmortem.plain.get(&Field::Notified).map_or(&[][..], Vec::as_slice);
    let is_known = |said: &Said| {
        let text = said.text.trim();
        // An empty value, and `none`, say that nobody was.
        text.is_empty() || !spelling::plain(text).is_ok_and(|text| is_unknown(&text))
    };
    if notified.iter().any(is_known) { notified } else { &[] }
}

/// Those that are not named.
#[must_use]
pub fn left_out<'t>(asked: &[&'t Name], notified: &[Said]) -> Vec<&'t Name> {
    let told: BTreeSet<String> = notified.iter().flat_map(|said| names(&said.text)).collect();
    let is_told = |name: &Name| told.contains(&fold_key(&name.text)) || told.contains(&bare(&name.text));
    asked.iter().copied().filter(|name| !is_told(name)).collect()
}

/// The names in a text, as names are compared: the whole of it, and its parts between commas, without `@`, `#` and remarks.
fn names(text: &str) -> Vec<String> {
    let whole = fold_key(text);
    let text = without_brackets(text);
    let signs = [',', ';', '、', '，', '；', '・', '/', '&', '\n'];
    let parts = text.split(signs).flat_map(|part| part.split(" and "));
    let mut names: Vec<String> = parts.map(bare).filter(|name| !name.is_empty()).collect();
    names.extend([whole, bare(&text)]);
    // `executives at 10:20`
    let timed = |name: &String| {
        let (name, time) = name.rsplit_once("_at_")?;
        time.starts_with(|letter: char| letter.is_ascii_digit()).then(|| name.to_owned())
    };
    let timed: Vec<String> = names.iter().filter_map(timed).collect();
    names.extend(timed);
    names
}

/// A name as names are compared, without `@`, `#` and what stands in brackets.
fn bare(name: &str) -> String {
    let name = without_brackets(name);
    let name = name.trim().trim_start_matches("and ");
    fold_key(name.trim_start_matches(['@', '#', ' ']))
}

/// A text without what stands in round brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut left = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => left.push(letter),
            _ => {}
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_texts() {
        for (text, name) in [
            ("executives, customer-support", "Customer support"),
            ("executives and customer-support", "executives"),
            ("Executives, legal, and customer support", "customer-support"),
            ("@executives", "executives"),
            ("#customer-support (10:30, by phone)", "customer support"),
            ("legal and compliance", "Legal and compliance"),
            ("経営陣、カスタマーサポート", "カスタマーサポート"),
            ("executives at 10:20", "executives"),
            ("On-call (EU)", "On-call (EU)"),
            ("@execs", "@execs"),
            ("R&D", "R&D"),
        ] {
            assert!(names(text).contains(&fold_key(name)), "{text}: {:?}", names(text));
        }
        for (text, name) in [("executives of support", "executives"), ("not executives", "executives")] {
            assert!(!names(text).contains(&fold_key(name)), "{text}: {:?}", names(text));
        }
    }
}
