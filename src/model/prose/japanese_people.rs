//! How many users and customers a Japanese sentence says were affected.

use crate::model::holds::{holds, places};
use crate::model::kind::Kind;

use super::amount::quantity;
use super::claim::{Extent, Matter, Says};
use super::japanese_amount::{Amount, amounts, shares};

const USERS: [&str; 4] = ["ユーザー", "ユーザ", "利用者", "会員"];
const CUSTOMERS: [&str; 3] = ["お客様", "顧客", "お客さま"];

/// What a sentence says.
#[must_use]
pub fn claims(text: &str) -> Vec<(Matter, Says)> {
    // `では` names a part: `アジアでは`, `iOS では`.
    if ["では", "における", "のみ"].iter().any(|word| holds(text, word)) {
        return vec![];
    }
    let mut found = vec![];
    found.extend(share(text).map(|says| (Matter::UserShare, says)));
    found.extend(users(text).map(|says| (Matter::Users, says)));
    found.extend(customers(text).map(|says| (Matter::Customers, says)));
    found
}

/// `約40%のユーザーに影響`, `全ユーザーの30%が影響`, `すべてのユーザーが…できなくなった`, `影響を受けたユーザーは全体の1%未満`.
fn share(text: &str) -> Option<Says> {
    for amount in shares(text) {
        let behind = amount.after.strip_prefix('の').and_then(|rest| strip_noun(rest, &USERS));
        let before = USERS.iter().find_map(|noun| amount.before.strip_suffix("の")?.strip_suffix(noun));
        let extent = match (behind, before) {
            (Some(rest), _) if begins(amount.before) => fate(rest),
            (None, Some(head)) if begins(head) || ends_with_all(head) => fate(amount.after),
            _ => is_number_of_affected(amount.before, &USERS).then_some(Extent::Whole),
        };
        let extent = extent.or_else(|| is_cleft(&amount).then_some(Extent::Whole));
        if let Some(extent) = extent {
            return Some(Says::Amount(amount.numbers, extent));
        }
    }
    for (word, percent) in [
        ("すべての", "100%"),
        ("全ての", "100%"),
        ("全", "100%"),
        ("半数の", "about 50%"),
        ("過半数の", "over 50%"),
    ] {
        for at in places(text, word) {
            let (before, after) =
                (text.get(..at).unwrap_or_default(), text.get(at + word.len()..).unwrap_or_default());
            let extent = strip_noun(after, &USERS).filter(|_| begins(before)).and_then(fate);
            // Of all of them, those who could not do one thing are the whole.
            if let (Some(extent), Some(numbers)) = (extent, quantity(&Kind::Percent, percent)) {
                return Some(Says::Amount(numbers, extent));
            }
        }
    }
    None
}

/// `12,000人のユーザーに影響`, `ユーザー800名がログインできなかった`.
fn users(text: &str) -> Option<Says> {
    amounts(text, &Kind::Count, &[("人", ""), ("名", "")])
        .into_iter()
        .find_map(|amount| number(&amount, &USERS))
}

/// `37社のお客様に影響`, `影響を受けた顧客は25社`, `影響を受けたお客様はいません`.
fn customers(text: &str) -> Option<Says> {
    let nobody = ["お客様はいません", "お客様はいなかった", "顧客はいなかった", "顧客はいません"];
    let affected = text.strip_prefix("影響を受けた");
    if affected.is_some_and(|rest| nobody.iter().any(|words| rest.starts_with(words))) {
        return Some(Says::Amount(quantity(&Kind::Count, "0")?, Extent::Whole));
    }
    for amount in amounts(text, &Kind::Count, &[("社", "")]) {
        let plain = begins(amount.before).then(|| fate(amount.after)).flatten();
        let says = plain.map(|extent| Says::Amount(amount.numbers.clone(), extent));
        if let Some(says) = says.or_else(|| number(&amount, &CUSTOMERS)) {
            return Some(says);
        }
    }
    let people = amounts(text, &Kind::Count, &[("人", ""), ("名", "")]);
    people.into_iter().find_map(|amount| number(&amount, &CUSTOMERS))
}

fn number(amount: &Amount<'_>, nouns: &[&str]) -> Option<Says> {
    let behind = amount.after.strip_prefix('の').and_then(|rest| strip_noun(rest, nouns));
    let before = nouns.iter().find_map(|noun| amount.before.strip_suffix(noun));
    let extent = match (behind, before) {
        (Some(rest), _) if begins(amount.before) => fate(rest),
        (None, Some(head)) if begins(head) => fate(amount.after),
        _ => is_number_of_affected(amount.before, nouns).then_some(Extent::Whole),
    };
    extent.map(|extent| Says::Amount(amount.numbers.clone(), extent))
}

fn strip_noun<'t>(text: &'t str, nouns: &[&str]) -> Option<&'t str> {
    nouns.iter().find_map(|noun| text.strip_prefix(noun))
}

/// Whether people behind this are all there are, not those of a place or a sort.
fn begins(before: &str) -> bool {
    before.is_empty() || before.ends_with(['、', '.', ':', ')', '(', ',']) || before.ends_with("により")
}

fn ends_with_all(before: &str) -> bool {
    ["全", "すべての", "全ての"].iter().any(|all| before.strip_suffix(all).is_some_and(begins))
}

/// `影響を受けたユーザーは全体の`, `影響を受けたお客様の数は`.
fn is_number_of_affected(before: &str, nouns: &[&str]) -> bool {
    let before = before.strip_suffix("全体の").unwrap_or(before);
    let Some(before) = before.strip_suffix(['は', ':']) else { return false };
    let before = before.strip_suffix("の数").or_else(|| before.strip_suffix('数')).unwrap_or(before);
    nouns.iter().any(|noun| {
        before.strip_suffix(noun).is_some_and(|head| head.strip_suffix("影響を受けた").is_some_and(begins))
    })
}

/// `影響を受けたのは全ユーザーの約45%だった`, `影響を受けたのは4%のユーザーだった`.
fn is_cleft(amount: &Amount<'_>) -> bool {
    let Some(whole) = amount.before.strip_prefix("影響を受けたのは") else { return false };
    let is = |text: &str| ["だった", "でした", "である", "です"].iter().any(|is| text.starts_with(is));
    let behind = amount.after.strip_prefix('の').and_then(|rest| strip_noun(rest, &USERS));
    matches!(whole, "全ユーザーの" | "ユーザーの" | "全体の") && is(amount.after)
        || whole.is_empty() && behind.is_some_and(is)
}

/// What the sentence says of them; none if it is not that they were affected.
fn fate(after: &str) -> Option<Extent> {
    const AFFECTED: [&str; 10] = [
        "に影響した",
        "に影響しました",
        "に影響し、",
        "に影響が発生",
        "に影響が出",
        "に影響があった",
        "に影響がありました",
        "が影響を受けた",
        "が影響を受けました",
        "が影響を受け、",
    ];
    if AFFECTED.iter().any(|verb| after.starts_with(verb)) {
        return Some(Extent::Whole);
    }
    let clause = after.split(['。', '.']).next().unwrap_or(after);
    let could_not =
        ["できなかった", "できなくなった", "できませんでした", "できなくなりました", "できない状態"];
    let is_subject = after.starts_with('が');
    (is_subject && could_not.iter().any(|verb| holds(clause, verb))).then_some(Extent::Part)
}
