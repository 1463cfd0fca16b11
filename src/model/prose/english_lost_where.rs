//! English words for when what was lost came to be, and for where it was lost.

use super::amount::{count, skip};

/// How data comes to be.
const PARTICIPLES: &[&str] = &[
    "written",
    "created",
    "entered",
    "submitted",
    "uploaded",
    "edited",
    "saved",
    "made",
    "placed",
    "sent",
    "received",
    "recorded",
    "stored",
    "added",
    "posted",
    "changed",
    "modified",
    "updated",
    "ingested",
    "inserted",
    "committed",
    "published",
    "accepted",
];

/// Words of a time, or of who made something: none of them is what was lost.
const OF_A_TIME: &[&str] = &[
    "between",
    "from",
    "since",
    "after",
    "before",
    "during",
    "within",
    "in",
    "at",
    "on",
    "by",
    "and",
    "to",
    "about",
    "around",
    "roughly",
    "approximately",
    "the",
    "this",
    "that",
    "incident",
    "outage",
    "window",
    "period",
    "interval",
    "minutes",
    "minute",
    "hours",
    "hour",
    "morning",
    "afternoon",
    "evening",
    "night",
    "day",
    "utc",
    "gmt",
    "jst",
    "cet",
    "cest",
    "est",
    "edt",
    "pst",
    "pdt",
    "am",
    "pm",
    "customers",
    "users",
    ":",
    "-",
    "–",
];

/// No time is told in more words.
const LONGEST_TIME: usize = 16;

/// Where data is kept, once.
const PLACES: &[&str] = &[
    "table",
    "tables",
    "database",
    "databases",
    "account",
    "accounts",
    "workspace",
    "workspaces",
    "project",
    "projects",
    "mailbox",
    "mailboxes",
    "tenant",
    "tenants",
    "collection",
    "collections",
    "bucket",
    "buckets",
    "case",
    "cases",
];

/// Places of which there is another one, or which nobody misses.
const COPIES: &[&str] = &[
    "replica",
    "replicas",
    "standby",
    "secondary",
    "mirror",
    "copy",
    "copies",
    "backup",
    "backups",
    "old",
    "new",
    "unused",
    "empty",
    "dev",
    "development",
    "scratch",
    "shadow",
    "audit",
];

/// Whose places they are.
const WHOSE: &[&str] =
    &["of", "the", "our", "their", "its", "customer", "customers", "user", "users", "production", "'", "s"];

/// Whether a place follows that data is kept in: `in 3 tables`, `from several of our accounts`, `in the orders table`.
#[must_use]
pub fn is_in_places(rest: &[&str]) -> bool {
    let (["in" | "from", rest @ ..] | ["only", "in" | "from", rest @ ..]) = rest else { return false };
    if rest.iter().any(|word| COPIES.contains(word)) {
        return false;
    }
    if let ["the" | "our", _, "table" | "tables", ..] = rest {
        return true;
    }
    let rest = match rest {
        ["several" | "many" | "some" | "all" | "most" | "both" | "multiple", rest @ ..]
        | ["a", "few" | "handful", rest @ ..] => rest,
        ["no" | "zero" | "0", ..] => return false,
        _ => match count(rest) {
            Some((_, rest)) => rest,
            None => return false,
        },
    };
    let rest = skip(rest, WHOSE);
    let rest = count(rest).map_or(rest, |(_, rest)| skip(rest, WHOSE));
    rest.first().is_some_and(|word| PLACES.contains(word))
}

/// What was made at a time that stands before the verb: of `all data written between 10:00 and 10:20` and of `orders from 10:00 to
/// 10:20` the noun.
#[must_use]
pub fn made_at_a_time<'t>(before: &[&'t str]) -> Option<&'t str> {
    let is_number = |word: &&str| word.starts_with(|letter: char| letter.is_ascii_digit());
    let is_of_time = |word: &&&str| OF_A_TIME.contains(*word) || is_number(word);
    let of_time = before.iter().rev().take_while(is_of_time).count();
    if of_time == 0 || of_time > LONGEST_TIME {
        return None;
    }
    match before.split_at_checked(before.len() - of_time)? {
        ([.., noun, participle], _) if PARTICIPLES.contains(participle) => Some(noun),
        ([.., noun], time @ ["between" | "from" | "since", ..]) if time.iter().any(is_number) => Some(noun),
        _ => None,
    }
}
