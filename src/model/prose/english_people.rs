//! How many users and customers an English sentence says were affected.

use crate::space::interval::Intervals;

use super::amount::{count, share, skip};
use super::claim::{Extent, Matter, Says};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Noun {
    User,
    Customer,
}

/// A number of people, and the words after it.
struct People<'w, 't> {
    noun: Noun,
    numbers: Intervals,
    is_share: bool,
    is_nobody: bool,
    rest: &'w [&'t str],
}

/// What a sentence says.
#[must_use]
pub fn claims(words: &[&str]) -> Vec<(Matter, Says)> {
    // At a time of the day it may have been a part of them.
    let is_moment = words.windows(3).any(|three| {
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        matches!(three, [hours, ":", minutes] if is_number(hours) && is_number(minutes))
    });
    if is_moment {
        return vec![];
    }
    for at in 0..words.len() {
        let Some((before, after)) = words.split_at_checked(at) else { continue };
        let found = as_subject(before, after)
            .or_else(|| as_object(before, after))
            .or_else(|| as_number(before, after));
        if let Some((people, extent)) = found {
            return said(&people, extent);
        }
    }
    vec![]
}

fn said(people: &People<'_, '_>, extent: Extent) -> Vec<(Matter, Says)> {
    let says = Says::Amount(people.numbers.clone(), extent);
    match (people.is_share, people.noun) {
        (true, Noun::User) => vec![(Matter::UserShare, says)],
        (true, Noun::Customer) => vec![],
        (false, Noun::Customer) => vec![(Matter::Customers, says)],
        (false, Noun::User) if people.is_nobody => {
            vec![(Matter::Users, says.clone()), (Matter::UserShare, says)]
        }
        (false, Noun::User) => vec![(Matter::Users, says)],
    }
}

/// `40 % of users were affected`, `more than 800 users were unable to log in`.
fn as_subject<'w, 't>(before: &[&str], after: &'w [&'t str]) -> Option<(People<'w, 't>, Extent)> {
    let people = people(after)?;
    let extent = fate(people.rest, &people)?;
    may_begin(before).then_some((people, extent))
}

/// `the incident affected 12 % of users`, `impacting 25% of active users`.
fn as_object<'w, 't>(before: &[&str], after: &'w [&'t str]) -> Option<(People<'w, 't>, Extent)> {
    let ["affected" | "affecting" | "impacted" | "impacting", rest @ ..] = after else { return None };
    let people = people(rest)?;
    let is_verb = !matches!(
        before,
        [] | [.., "the" | "of" | "not" | "never" | "by" | "and" | "were" | "was" | "these"]
    );
    let is_whole = is_open(people.rest)
        || !people.is_share && matches!(people.rest, ["who" | "whose" | "that" | "with", ..]);
    let clause = before.rsplit(|word| *word == ",").next().unwrap_or(before);
    (is_verb && is_whole && !has_place(clause)).then_some((people, Extent::Whole))
}

/// `the number of affected customers was 64`.
fn as_number<'w, 't>(before: &[&str], after: &'w [&'t str]) -> Option<(People<'w, 't>, Extent)> {
    let ["number", "of", "affected" | "impacted", noun, "was" | "is" | ":", rest @ ..] = after else {
        return None;
    };
    let noun = noun_of(noun)?;
    let (numbers, rest) = count(rest)?;
    let people = People { noun, numbers, is_share: false, is_nobody: false, rest };
    (matches!(before, [] | ["the"] | ["the", "total"]) && is_open(rest)).then_some((people, Extent::Whole))
}

const OF: &[&str] =
    &["of", "all", "our", "the", "active", "total", "monthly", "daily", "registered", "paying"];

fn people<'w, 't>(words: &'w [&'t str]) -> Option<People<'w, 't>> {
    let (numbers, rest, is_share) = match share(words) {
        Some((numbers, rest)) => (numbers, rest, true),
        None => {
            let (numbers, rest) = count(words)?;
            (numbers, rest, false)
        }
    };
    let (noun, rest) = skip(rest, OF).split_first()?;
    let noun = noun_of(noun)?;
    Some(People { noun, numbers, is_share, is_nobody: words.first() == Some(&"no"), rest })
}

fn noun_of(word: &str) -> Option<Noun> {
    match word {
        "user" | "users" => Some(Noun::User),
        "customer" | "customers" => Some(Noun::Customer),
        _ => None,
    }
}

/// What the sentence says of them; none if it is not that they were affected.
fn fate(rest: &[&str], people: &People<'_, '_>) -> Option<Extent> {
    match rest {
        ["was" | "were", "unable", "to", ..] | ["were", "not", "able", "to", ..] => Some(Extent::Part),
        ["was" | "were" | "have" | "has", more @ ..] => {
            let more = skip(more, &["been", "directly", "also", "in", "total"]);
            let ["affected" | "impacted" | "hit", tail @ ..] = more else { return None };
            // Of nobody it must be said without anything behind it: `by the second restart`.
            let is_whole = if people.is_nobody {
                matches!(tail, [] | ["." | "," | "!" | ")", ..] | ["by", "this", ..])
            } else {
                is_open(tail)
            };
            is_whole.then_some(Extent::Whole)
        }
        _ if people.is_nobody => None,
        ["could", "not", ..] | ["couldn't" | "cannot", ..] => Some(Extent::Part),
        ["saw" | "received" | "got" | "encountered" | "experienced", rest @ ..] => {
            let near = rest.get(..rest.len().min(4)).unwrap_or_default();
            near.iter().any(|word| FAILURES.contains(word)).then_some(Extent::Part)
        }
        _ => None,
    }
}

/// What somebody who is affected sees.
const FAILURES: &[&str] = &[
    "error", "errors", "blank", "no", "empty", "wrong", "stale", "timeouts", "failures", "failed", "missing",
    "issues", "problems", "outage", "degraded", "slow",
];

/// Whether nothing follows that makes a part of those before: `in Asia`, `with the old app`, `more severely`, `by the banner`.
fn is_open(tail: &[&str]) -> bool {
    match tail {
        []
        | [
            "." | "!" | ":" | "(" | ")" | "and" | "but" | "for" | "until" | "because" | "since" | "as"
            | "while",
            ..,
        ] => true,
        [",", next, ..] => !matches!(*next, "then" | "later" | "first"),
        ["by", "the" | "this" | "our", what, ..] => matches!(
            *what,
            "incident"
                | "outage"
                | "issue"
                | "problem"
                | "bug"
                | "failure"
                | "disruption"
                | "error"
                | "errors"
        ),
        ["by", next, ..] => {
            !matches!(*next, "a" | "one" | "another" | "both" | "two" | "either" | "these" | "those")
        }
        ["during", "the" | "this", "incident" | "outage" | "time", ..] => true,
        _ => false,
    }
}

/// Whether a number of people may stand behind these words and still mean all of them.
fn may_begin(before: &[&str]) -> bool {
    let before = match before {
        ["in", "total", ",", ..] | ["as", "a", "result", ",", ..] => return before.len() <= 4,
        ["during", "the" | "this", "incident" | "outage", rest @ ..] => rest,
        [head @ .., "a", "total", "of"] => head,
        before => before,
    };
    let is_edge = matches!(before, [] | [.., "," | "that" | "and" | "so" | ":" | "total"]);
    is_edge && !has_place(before)
}

fn has_place(before: &[&str]) -> bool {
    before.iter().any(|word| {
        matches!(
            *word,
            "in" | "on"
                | "by"
                | "at"
                | "for"
                | "among"
                | "of"
                | "within"
                | "from"
                | "to"
                | "only"
                | "these"
                | "those"
                | "when"
                | "region"
                | "after"
                | "until"
                | "once"
                | "migration"
                | "release"
                | "change"
                | "changes"
        )
    })
}

/// Whether the words begin with a share of people, or of what people do: `about 12 % of API requests`.
#[must_use]
pub fn is_share_of(words: &[&str]) -> bool {
    const COUNTED: [&str; 14] = [
        "user",
        "users",
        "customer",
        "customers",
        "requests",
        "traffic",
        "sessions",
        "accounts",
        "calls",
        "visitors",
        "tenants",
        "teams",
        "log",
        "logins",
    ];
    if matches!(words, ["all" | "every", ..]) {
        return false;
    }
    let Some((_, rest)) = share(words) else { return false };
    let within = rest.get(..rest.len().min(5)).unwrap_or_default();
    rest.first() == Some(&"of") && within.iter().any(|word| COUNTED.contains(word))
}

/// Whether the words begin with a number of these.
#[must_use]
pub fn is_number_of(words: &[&str], nouns: &[&str]) -> bool {
    count(words).is_some_and(|(_, rest)| skip(rest, OF).first().is_some_and(|word| nouns.contains(word)))
}
