//! Who of those whom a level says to tell is not named as told.

use std::collections::BTreeSet;

use crate::model::field::Field;
use crate::model::fold::fold_key;
use crate::model::grammar::spelling;
use crate::model::grammar::unknown::is_unknown;
use crate::model::said::Said;
use crate::model::told::denies;
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
    let plainly: BTreeSet<String> = notified.iter().map(|said| fold_key(&said.text)).collect();
    let is_plain = |name: &&Name| plainly.contains(&fold_key(&name.text));
    let left: Vec<&Name> = asked.iter().copied().filter(|name| !is_plain(name)).collect();
    if left.is_empty() {
        return left;
    }
    let told: BTreeSet<String> = notified.iter().flat_map(|said| names(&said.text)).collect();
    let is_told = |name: &Name| told.contains(&fold_key(&name.text)) || told.contains(&unsigned(&name.text));
    left.into_iter().filter(|name| !is_told(name)).collect()
}

/// The names in a text, as names are compared: the whole of it, and its parts between commas, with and without signs and
/// remarks. Of whom a remark says that they were not told is not named.
fn names(text: &str) -> Vec<String> {
    let mut names = vec![fold_key(text)];
    for part in parts(text) {
        names.push(fold_key(part.trim()));
        let (bare, is_denied) = without_brackets(part);
        if is_denied {
            continue;
        }
        names.extend([unsigned(part), unsigned(&bare)]);
        names.extend(untimed(&bare).map(unsigned));
    }
    // `executives at 10:20`
    let timed = |name: &String| {
        let (name, time) = name.rsplit_once("_at_")?;
        time.starts_with(|letter: char| letter.is_ascii_digit()).then(|| name.to_owned())
    };
    let timed: Vec<String> = names.iter().filter_map(timed).collect();
    names.extend(timed);
    names
}

/// The name in `executives: 10:20`, `経営層 9:20` and `9:20 経営層`.
fn untimed(part: &str) -> Option<&str> {
    let part = part.trim();
    let is_time = |text: &str| {
        let text = text.trim();
        let is_part = |letter: char| letter.is_ascii_digit() || ":：時分頃".contains(letter);
        text.starts_with(|letter: char| letter.is_ascii_digit())
            && text.contains([':', '：', '時'])
            && text.chars().all(is_part)
    };
    if let Some((name, time)) = part.split_once([':', '：'])
        && time.trim_start().starts_with(|letter: char| letter.is_ascii_digit())
        && name.contains(|letter: char| !letter.is_ascii_digit())
        && !name.ends_with(|letter: char| letter.is_ascii_digit())
    {
        return Some(name);
    }
    let first = part.split_once(char::is_whitespace).filter(|(time, _)| is_time(time));
    let last = || part.rsplit_once(char::is_whitespace).filter(|(_, time)| is_time(time));
    first.map(|(_, name)| name).or_else(|| last().map(|(name, _)| name))
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
        depth == 0 && matches!(letter, ',' | ';' | '|' | '、' | '，' | '；' | '・' | '/' | '／' | '&' | '\n')
    };
    text.split(separates).flat_map(|part| part.split(" and ")).flat_map(joined)
}

/// The names between `および` and the like. In a sentence such words join other things: `経営層と連絡が取れず`.
fn joined(part: &str) -> Vec<&str> {
    const JOINTS: [&str; 5] = ["および", "ならびに", "及び", "並びに", "と"];
    if part.is_ascii() {
        return vec![part];
    }
    let mut pieces = vec![part];
    for joint in JOINTS {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(joint)).collect();
    }
    let is_name = |piece: &&str| {
        let (bare, _) = without_brackets(piece);
        let name = bare.trim().trim_start_matches(['お', 'ご']);
        let count = |marks: [char; 2]| piece.matches(marks).count();
        let is_whole = count(['(', '（']) == count([')', '）']);
        is_whole && !name.is_empty() && !name.contains(|letter| matches!(letter, 'ぁ'..='ゖ'))
    };
    if pieces.iter().all(is_name) { pieces } else { vec![part] }
}

/// A name as names are compared, without `@` and `#` before it.
fn unsigned(name: &str) -> String {
    let name = name.trim();
    let name = name.strip_prefix("and ").unwrap_or(name);
    fold_key(name.trim_start_matches(['@', '#', ' ']))
}

/// A text without what stands in round brackets, and whether that says that nobody was told.
fn without_brackets(text: &str) -> (String, bool) {
    let mut depth = 0_usize;
    let mut left = String::with_capacity(text.len());
    let mut remark = String::new();
    let mut is_denied = false;
    for letter in text.chars() {
        match letter {
            '(' | '（' => depth += 1,
            ')' | '）' => {
                depth = depth.saturating_sub(1);
                is_denied |= denies(&remark);
                remark.clear();
            }
            _ if depth == 0 => left.push(letter),
            _ => remark.push(letter),
        }
    }
    (left, is_denied)
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
            ("経営層：9:20、カスタマーサポート：9:10", "経営層"),
            ("経営層：9:20、カスタマーサポート：9:10", "カスタマーサポート"),
            ("9:20 経営層、9:10 カスタマーサポート", "経営層"),
            ("経営層 9時20分、カスタマーサポート 9:10頃", "経営層"),
            ("経営層およびカスタマーサポート", "経営層"),
            ("経営層とカスタマーサポート（9:20）", "カスタマーサポート"),
            ("経営層／カスタマーサポート", "カスタマーサポート"),
            ("経営層及びお客様窓口", "お客様窓口"),
            ("経営層（未連絡）、カスタマーサポート", "カスタマーサポート"),
            ("executives (No. 3 on the list)", "executives"),
            ("経営層（9:20、時刻は推定）", "経営層"),
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
            ("executives (not told), support", "executives"),
            ("executives (not yet)", "executives"),
            ("executives (n/a) and support", "executives"),
            ("executives (will be told tomorrow)", "executives"),
            ("経営層（未連絡）、カスタマーサポート", "経営層"),
            ("経営層（連絡せず）", "経営層"),
            ("経営層（連絡不要と判断）", "経営層"),
            ("経営層（後日連絡予定）とカスタマーサポート", "経営層"),
            ("経営層と連絡が取れなかった", "経営層"),
            ("経営層および広報には連絡していない", "経営層"),
            ("On-call (EU)", "On-call (US)"),
        ] {
            assert!(!names(text).contains(&fold_key(name)), "{text}: {:?}", names(text));
        }
    }
}
