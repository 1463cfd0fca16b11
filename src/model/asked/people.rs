//! Whether a number counts people where people are asked for: `1200 requests` are none, and of `12社（約12,000名）` the bracket
//! tells how many they were.

use crate::model::grammar::tail;

use super::subject::{Subject, behind_last, singular, words};

/// The text behind a number that makes it one of something else than its fact asks for.
#[must_use]
pub fn of_something_else<'t>(subject: Subject<'_>, text: &'t str) -> Option<&'t str> {
    if !asks_for_people(subject) {
        return None;
    }
    let rest = behind_number(text)?;
    let phrase = rest.find(APART).and_then(|end| rest.get(..end)).unwrap_or(rest);
    let counted = phrase.trim();
    if counts_things(subject, counted) {
        return Some(rest);
    }
    // Of a bare number nobody says that it counts anything but people.
    let is_of_others = !counted.is_empty() && !is_of_individuals(counted);
    let bracket = rest.get(phrase.len()..).and_then(tail::bracketed);
    let (remark, _) = bracket.filter(|_| is_of_others && asks_for_individuals(subject, counted))?;
    counts_individuals(remark).then_some(rest)
}

/// What ends the words behind a number.
const APART: [char; 8] = ['(', '[', '「', ',', ';', '、', '。', '—'];

/// What stands behind the last digit outside brackets, and the multiplier behind it.
fn behind_number(text: &str) -> Option<&str> {
    behind_last(text, |letter| letter.is_ascii_digit()).map(without_multiplier)
}

fn without_multiplier(text: &str) -> &str {
    text.trim_start_matches(['百', '千', '万', '億', ' '])
}

fn asks_for_people(subject: Subject<'_>) -> bool {
    [subject.name, subject.key].into_iter().any(names_people)
}

/// Whether single people are asked for, and not those whose people they are. The key says it before the fact does.
fn asks_for_individuals(subject: Subject<'_>, counted: &str) -> bool {
    let is = names_individuals;
    if names_people(subject.key) {
        let names_counted = || words(counted).any(|word| words(subject.key).any(|key| is_same(key, word)));
        return is(subject.key) && !names_counted();
    }
    is(subject.name) || is(subject.says)
}

fn names_individuals(text: &str) -> bool {
    has_people(text, INDIVIDUALS, &INDIVIDUALS_JAPANESE)
}

fn names_people(text: &str) -> bool {
    names_individuals(text) || has_people(text, HOLDERS, &HOLDERS_JAPANESE)
}

fn has_people(text: &str, english: &[&str], japanese: &[&str]) -> bool {
    words(text).any(|word| english.iter().any(|people| is_same(people, word)))
        || !text.is_ascii() && japanese.iter().any(|people| text.contains(people))
}

fn is_same(known: &str, word: &str) -> bool {
    singular(known).eq_ignore_ascii_case(singular(word))
}

/// Whether words say that things were counted, and no people: `failed requests`, `リクエスト`.
fn counts_things(subject: Subject<'_>, counted: &str) -> bool {
    if !counted.is_ascii() {
        return THINGS_JAPANESE
            .iter()
            .any(|thing| counted.starts_with(thing) && !subject.key.contains(thing));
    }
    let noun = words(counted).take_while(|word| !BEHIND_NOUN.contains(word));
    let is_thing = |word: &str| THINGS.iter().any(|thing| is_same(thing, word)) && !subject.names(word);
    let mut things = false;
    for word in noun {
        // `5,000 placing orders` does not say of whom.
        if INDIVIDUALS.iter().chain(HOLDERS).any(|people| is_same(people, word)) || word.ends_with("ing") {
            return false;
        }
        // `server admins` are no servers.
        things = is_thing(word);
    }
    things
}

/// Whether words behind a number may say that things were counted, for a fact that nobody knows.
#[must_use]
pub fn may_count_things(counted: &str) -> bool {
    counts_things(Subject { name: "", key: "", says: "" }, counted)
}

fn is_of_individuals(counted: &str) -> bool {
    let noun = words(counted).take_while(|word| !BEHIND_NOUN.contains(word));
    noun.into_iter().any(|word| INDIVIDUALS.iter().any(|people| is_same(people, word)))
        || ["名", "人"].iter().chain(&INDIVIDUALS_JAPANESE).any(|people| counted.starts_with(people))
}

/// Whether a remark has a number of people: `約12,000名`, `ユーザー1,200`, `about 12,000 users`.
fn counts_individuals(remark: &str) -> bool {
    let mut before = ' ';
    let ends_number = |(at, letter): (usize, char)| {
        let is_end = letter.is_ascii_digit()
            && !remark.get(at + 1..).is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
        let starts = letter.is_ascii_digit() && !before.is_ascii_digit() && before != ',';
        before = letter;
        let behind = || remark.get(at + 1..).map(without_multiplier).is_some_and(begins_with_individuals);
        let ahead = || remark.get(..at).is_some_and(ends_with_individuals);
        is_end && behind() || starts && ahead()
    };
    remark.char_indices().any(ends_number)
}

fn begins_with_individuals(text: &str) -> bool {
    if text.starts_with(|first: char| !first.is_ascii()) {
        return is_of_individuals(text);
    }
    let phrase =
        text.trim_start_matches(['k', 'K', 'M']).find(APART).and_then(|end| text.get(..end)).unwrap_or(text);
    words(phrase).take(3).any(|word| INDIVIDUALS.iter().any(|people| is_same(people, word)))
}

fn ends_with_individuals(text: &str) -> bool {
    let text = text.trim_end_matches(['約', '数', ':', ' ', 'は', '~']);
    INDIVIDUALS_JAPANESE.iter().any(|people| text.ends_with(people))
        || text.ends_with("ユーザー")
        || words(text).last().is_some_and(|word| INDIVIDUALS.iter().any(|people| is_same(people, word)))
}

const INDIVIDUALS: &[&str] = &[
    "users",
    "people",
    "persons",
    "members",
    "individuals",
    "subscribers",
    "patients",
    "students",
    "employees",
];

/// Those whose people they are.
const HOLDERS: &[&str] = &[
    "customers",
    "clients",
    "accounts",
    "tenants",
    "visitors",
    "merchants",
    "companies",
    "organizations",
    "organisations",
    "teams",
    "households",
];

const INDIVIDUALS_JAPANESE: [&str; 6] = ["ユーザ", "利用者", "人数", "会員", "名数", "社員"];

const HOLDERS_JAPANESE: [&str; 3] = ["顧客", "お客様", "取引先"];

/// Words behind what was counted.
const BEHIND_NOUN: [&str; 12] =
    ["of", "in", "from", "by", "across", "with", "for", "on", "who", "that", "whose", "were"];

/// What no person is.
const THINGS: &[&str] = &[
    "requests",
    "calls",
    "errors",
    "emails",
    "mails",
    "messages",
    "jobs",
    "pods",
    "nodes",
    "servers",
    "hosts",
    "instances",
    "rows",
    "records",
    "files",
    "pages",
    "events",
    "queries",
    "alerts",
    "transactions",
    "orders",
    "payments",
    "builds",
    "deployments",
    "deploys",
    "logins",
    "invoices",
    "pipelines",
    "services",
    "clusters",
];

const THINGS_JAPANESE: [&str; 16] = [
    "リクエスト",
    "レコード",
    "行",
    "ジョブ",
    "サーバ",
    "台",
    "ノード",
    "ホスト",
    "インスタンス",
    "パイプライン",
    "ワークフロー",
    "リージョン",
    "サービス",
    "プロジェクト",
    "エラー",
    "枚",
];
