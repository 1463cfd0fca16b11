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
    // That nobody was is said by `none`; what a template leaves empty says nothing.
    let is_known = |said: &Said| {
        let text = said.text.trim();
        !text.is_empty() && !spelling::plain(text).is_ok_and(|text| is_unknown(&text))
    };
    if notified.iter().any(is_known) { notified } else { &[] }
}

/// Those that are not named.
#[must_use]
pub fn left_out<'t>(asked: &[&'t Name], notified: &[Said]) -> Vec<&'t Name> {
    // Most are named as they are asked for.
    let plainly: Vec<String> = notified.iter().map(|said| fold_key(&said.text)).collect();
    let is_plain = |name: &&Name| plainly.contains(&fold_key(&name.text));
    let left: Vec<&Name> = asked.iter().copied().filter(|name| !is_plain(name)).collect();
    if left.is_empty() {
        return left;
    }
    let told: BTreeSet<String> = notified.iter().flat_map(|said| names(&said.text)).collect();
    let is_told = |name: &Name| told.contains(&fold_key(&name.text)) || told.contains(&unsigned(&name.text));
    left.into_iter().filter(|name| !is_told(name)).collect()
}

/// The names in a text, as names are compared: the whole of it, and its parts between commas, with and without signs and remarks.
fn names(text: &str) -> Vec<String> {
    let mut names = vec![fold_key(text)];
    for part in parts(text) {
        names.extend([fold_key(part.trim()), unsigned(part), unsigned(&without_brackets(part))]);
    }
    // `executives: 10:20`
    let behind_colon = |part: &str| {
        let (name, time) = part.split_once([':', '：'])?;
        time.trim_start().starts_with(|letter: char| letter.is_ascii_digit()).then(|| unsigned(name))
    };
    names.extend(parts(text).filter_map(behind_colon));
    // `executives at 10:20`
    let timed = |name: &String| {
        let (name, time) = name.rsplit_once("_at_")?;
        time.starts_with(|letter: char| letter.is_ascii_digit()).then(|| name.to_owned())
    };
    let timed: Vec<String> = names.iter().filter_map(timed).collect();
    names.extend(timed);
    names
}

/// The parts of a text between commas and the like, none of which stands in brackets.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let separates = move |letter: char| {
        match letter {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(letter, ',' | ';' | '|' | '、' | '，' | '；' | '・' | '/' | '&' | '\n')
    };
    text.split(separates).flat_map(|part| part.split(" and "))
}

/// A name as names are compared, without `@` and `#` before it.
fn unsigned(name: &str) -> String {
    let name = name.trim();
    let name = name.strip_prefix("and ").unwrap_or(name);
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
            ("executives: 10:20 | customer-support：10:25", "customer-support"),
            ("executives: 10:20 | customer-support：10:25", "executives"),
            ("On-call (EU)", "On-call (EU)"),
            ("@execs", "@execs"),
            ("R&D", "R&D"),
        ] {
            assert!(names(text).contains(&fold_key(name)), "{text}: {:?}", names(text));
        }
        for (text, name) in [
            ("executives of support", "executives"),
            ("not executives", "executives"),
            ("executives: not yet", "executives"),
            ("On-call (EU)", "On-call (US)"),
        ] {
            assert!(!names(text).contains(&fold_key(name)), "{text}: {:?}", names(text));
        }
    }
}
