//! Of what a percentage is a share: `60% of EU users` is none of all users, and `95% success` is none of what failed.

use crate::model::grammar::tail;

use super::subject::{Subject, behind_last, is_bad, is_good};

/// The text behind a share that makes it one of something else than its fact asks for.
#[must_use]
pub fn of_something_else<'t>(subject: Subject<'_>, text: &'t str) -> Option<&'t str> {
    let rest = behind_sign(text)?;
    let mut left = rest;
    loop {
        let spaced = left.trim_start();
        if tail::ends(spaced) {
            return None;
        }
        if let Some((remark, after)) = tail::bracketed(spaced) {
            if is_other_in_brackets(subject, remark) {
                return Some(rest);
            }
            left = after;
            continue;
        }
        let clause = spaced.trim_start_matches([',', ';', '.', '、', '。', '—', '―', '–', '-', ' ']);
        let end = clause.find(APART).unwrap_or(clause.len());
        let (phrase, after) = clause.split_at_checked(end)?;
        if clause.len() < spaced.len() {
            // What is set off tells of much else.
            let first = phrase.split(' ').next().unwrap_or_default();
            let is_other = is_other_way(subject, first) && !tells_the_end(phrase);
            return (is_other || has_only(subject, phrase)).then_some(rest);
        }
        if is_other_way(subject, phrase) || narrows(subject, phrase) {
            return Some(rest);
        }
        left = after;
    }
}

/// Whether words behind a share may narrow what it is one of, for a fact that nobody knows.
#[must_use]
pub fn may_narrow(remark: &str) -> bool {
    let subject = Subject { name: "", key: "", says: "" };
    narrows(subject, remark) || has_only(subject, remark)
}

/// What stands between the clauses of a remark.
const CLAUSES: [char; 2] = [';', '。'];

/// What ends a phrase.
const APART: [char; 10] = ['(', '[', '「', ',', ';', '、', '。', '—', '―', '–'];

/// What stands behind the last percent sign outside brackets.
fn behind_sign(text: &str) -> Option<&str> {
    let found = behind_last(text, |letter| matches!(letter, '%' | '割'));
    let word = || {
        let words = ["パーセント", "percent", "per cent", "pct"];
        words.iter().find_map(|word| Some(text.split_once(word)?.1))
    };
    found.or_else(word)
}

/// Whether a phrase speaks of what went well where harm is asked for, or the other way round.
fn is_other_way(subject: Subject<'_>, phrase: &str) -> bool {
    match (is_good(phrase), is_bad(phrase)) {
        (true, false) => !subject.may_be_good(),
        (false, true) => subject.is_good() && !subject.may_be_bad(),
        _ => false,
    }
}

fn is_other_in_brackets(subject: Subject<'_>, remark: &str) -> bool {
    const MOST_WORDS: usize = 3;
    if has_only(subject, remark) {
        return true;
    }
    // （EU利用者のうち）
    if let Some(whole) = remark.trim().strip_suffix("のうち") {
        return is_part_in_japanese(subject, whole);
    }
    // `(of EU users; 6% overall)`
    if remark.contains(CLAUSES) {
        return remark.split(CLAUSES).any(|clause| is_other_in_brackets(subject, clause.trim()));
    }
    if remark.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let is_short = remark.split(' ').count() <= MOST_WORDS;
    is_short && is_other_way(subject, remark) && !tells_the_end(remark)
        || remark.starts_with("of ") && narrows(subject, remark)
}

/// Whether words tell how it ended: `fully recovered`, `healthy again`, 復旧まで.
fn tells_the_end(text: &str) -> bool {
    const STEMS: [&str; 3] = ["recover", "restor", "healthy"];
    let begins =
        |word: &str, stem: &str| word.get(..stem.len()).is_some_and(|head| head.eq_ignore_ascii_case(stem));
    text.split(' ').any(|word| STEMS.iter().any(|stem| begins(word, stem))) || text.contains("復旧")
}

/// Whether a text names people or a place, and not what they do: `EU`, `法人ユーザー`, `beta users`; `reads` does not.
fn names_a_part(text: &str) -> bool {
    const PEOPLE: [&str; 8] =
        ["user", "customer", "tenant", "client", "member", "account", "subscriber", "region"];
    const JAPANESE: [&str; 7] = ["ユーザ", "顧客", "会員", "法人", "個人", "地域", "リージョン"];
    let lower = || text.to_ascii_lowercase();
    text.split(' ').any(|word| word.contains(|letter: char| letter.is_ascii_uppercase()))
        || PEOPLE.iter().any(|people| lower().contains(people))
        || !text.is_ascii() && JAPANESE.iter().any(|people| text.contains(people))
}

/// Whether a remark says that it is about nothing but a part: `EU only`, `EUのみ`.
fn has_only(subject: Subject<'_>, remark: &str) -> bool {
    remark.split([',', ';', '、', '。']).any(|clause| {
        let clause = clause.trim();
        let is_only = |word: &str| ONLY.iter().any(|only| only.eq_ignore_ascii_case(word));
        let (first, rest) = clause.split_once(' ').unwrap_or((clause, ""));
        let (before, last) = clause.rsplit_once(' ').unwrap_or(("", clause));
        let of = if !before.is_empty() && is_only(last) {
            before
        } else if is_only(first) && !rest.starts_with(|next: char| next.is_ascii_digit()) {
            rest
        } else {
            let end = ONLY_JAPANESE.iter().find_map(|only| clause.find(only));
            end.and_then(|end| clause.get(..end)).unwrap_or_default().trim()
        };
        !of.is_empty() && names_a_part(of) && !of.split(' ').all(|word| subject.has(word))
    })
}

const ONLY: [&str; 3] = ["only", "solely", "exclusively"];
const ONLY_JAPANESE: [&str; 5] = ["のみ", "だけ", "限定", "に限る", "に限り"];

/// Whether a phrase makes the share one of a part: `of EU users`, `of users in the EU`, `in the EU`, `のベータユーザー`.
fn narrows(subject: Subject<'_>, phrase: &str) -> bool {
    let phrase = phrase.trim();
    if let Some(whole) = phrase.strip_prefix('の') {
        return is_part_in_japanese(subject, whole.trim());
    }
    let mut words = phrase.split(' ').filter(|word| !word.is_empty()).peekable();
    let Some(first) = words.peek().copied() else { return false };
    let is_of = first.eq_ignore_ascii_case("of");
    if is_of {
        words.next();
    } else if is_among(PLACES, first) {
        words.next();
        let mut place = words.filter(|word| !word.eq_ignore_ascii_case("the"));
        // `in the EU`, but `in the worst minute`, `with errors`, `on checkout`.
        return place.next().is_some_and(|next| {
            !is_among(ALL_IN, next) && next.contains(|letter: char| letter.is_ascii_uppercase())
        });
    }
    let mut is_noun_seen = false;
    while let Some(word) = words.next() {
        let word = word.trim_end_matches(['.', ':']);
        // Of those that were hit, it may be all.
        if !is_noun_seen && is_of && is_among(&["affected", "impacted"], word) {
            return true;
        }
        if is_among(WHOLE, word) || subject.has(word) || is_among(NEUTRAL, word) && !is_noun_seen {
            is_noun_seen |= !is_among(NEUTRAL, word);
            continue;
        }
        if is_noun_seen {
            return is_among(PLACES, word) && words.next().is_some_and(|next| !is_among(ALL_IN, next));
        }
        if is_of {
            // `of trades` is of all trades; `of beta users` is not of all users.
            let is_last = words.peek().is_none();
            // `of API requests` is of the requests that are counted.
            if !is_of_people(subject)
                && words.peek().is_some_and(|next| is_among(&["requests", "calls", "traffic"], next))
            {
                return false;
            }
            let is_name = word.starts_with(char::is_uppercase);
            return !is_last || is_name || is_of_people(subject);
        }
        // `EU users`, but `error rate`.
        return word.starts_with(char::is_uppercase)
            && words.next().is_some_and(|next| is_among(WHOLE, next));
    }
    false
}

/// Whether what stands behind `の` is a part: its noun is none for all of them.
fn is_part_in_japanese(subject: Subject<'_>, whole: &str) -> bool {
    let whole = ["全", "すべての", "全ての"].iter().find_map(|all| whole.strip_prefix(all)).unwrap_or(whole);
    let is_noun = WHOLE_JAPANESE.iter().any(|noun| whole.starts_with(noun));
    let named = |text: &str| !whole.is_empty() && text.contains(whole);
    !is_noun && !named(subject.name) && !named(subject.key) && !named(subject.says)
}

fn is_of_people(subject: Subject<'_>) -> bool {
    ["user", "customer", "people", "account", "member"].iter().any(|people| subject.names(people))
}

fn is_among(known: &[&str], word: &str) -> bool {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word);
    known.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// What a share of all is one of.
const WHOLE: &[&str] = &[
    "users",
    "customers",
    "clients",
    "people",
    "accounts",
    "tenants",
    "members",
    "subscribers",
    "visitors",
    "merchants",
    "requests",
    "traffic",
    "calls",
    "orders",
    "transactions",
    "sessions",
    "jobs",
    "pipelines",
    "messages",
    "emails",
    "events",
    "queries",
    "payments",
    "logins",
    "capacity",
    "budget",
    "responses",
    "operations",
    "writes",
    "reads",
    "userbase",
    "user",
    "customer",
    "base",
    "population",
    "DAU",
    "MAU",
    "WAU",
];

/// What may stand before that without making it less.
const NEUTRAL: &[&str] = &[
    "all",
    "the",
    "our",
    "total",
    "overall",
    "active",
    "monthly",
    "daily",
    "weekly",
    "production",
    "prod",
    "http",
    "https",
    "incoming",
    "inbound",
    "end",
    "registered",
    "global",
    "worldwide",
    "entire",
    "logged-in",
    "signed-in",
    "whole",
];

/// What a part is introduced with.
const PLACES: &[&str] = &[
    "in", "on", "using", "with", "who", "that", "whose", "within", "via", "through", "running", "for",
    "among",
];

/// What makes no part behind those: `in total`.
const ALL_IN: &[&str] = &["total", "all", "general", "production", "prod", "fact", "sum"];

const WHOLE_JAPANESE: [&str; 23] = [
    "アクティブユーザ",
    "契約者",
    "加盟店",
    "お客さま",
    "方",
    "ユーザ",
    "利用者",
    "顧客",
    "お客様",
    "会員",
    "アカウント",
    "テナント",
    "リクエスト",
    "トラフィック",
    "通信",
    "アクセス",
    "処理",
    "注文",
    "取引",
    "ジョブ",
    "体",
    "成功",
    "確率",
];
