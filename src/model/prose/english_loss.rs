//! Whether an English sentence says that data was lost, or that none was.

use super::amount::{count, skip};
use super::claim::Says;
use super::english_lost_where::{is_in_places, made_at_a_time};

/// What people lose when data is lost.
const DATA: &[&str] = &[
    "data",
    "records",
    "rows",
    "uploads",
    "files",
    "documents",
    "notes",
    "posts",
    "comments",
    "orders",
    "payments",
    "entries",
    "events",
    "submissions",
    "projects",
    "transactions",
];

/// Words between a verb and what was lost.
const ADJECTIVES: &[&str] = &[
    "some",
    "any",
    "the",
    "all",
    "of",
    "their",
    "our",
    "its",
    "customer",
    "customers",
    "customers'",
    "customer's",
    "user",
    "users",
    "user's",
    "users'",
    "several",
    "many",
    "a",
    "small",
    "large",
    "amount",
    "number",
    "production",
    "stored",
    "recent",
    "permanent",
    "s",
    "'",
];

/// Data that nobody counts as such, or only a part of what there is.
const LESSER: &[&str] = &[
    "metrics",
    "metric",
    "telemetry",
    "monitoring",
    "logs",
    "log",
    "cache",
    "cached",
    "caches",
    "internal",
    "temporary",
    "packets",
    "packet",
    "analytics",
    "statistics",
    "traces",
    "derived",
    "index",
    "quorum",
];

/// Who loses data; others may lose records, too.
const OWNERS: &[&str] = &[
    "we",
    "they",
    "customers",
    "users",
    "service",
    "system",
    "database",
    "cluster",
    "broker",
    "queue",
    "server",
    "servers",
    "also",
    "permanently",
];

const LOST: &[&str] = &["lost", "corrupted", "destroyed", "wiped"];

/// What comes to be when people work, and so is lost where it was made at some time.
const MADE: &[&str] = &["writes", "edits"];

/// What a sentence says.
#[must_use]
pub fn claim(words: &[&str]) -> Option<Says> {
    if words.iter().any(|word| LESSER.contains(word)) {
        return None;
    }
    (0..words.len()).find_map(|at| {
        let (before, after) = words.split_at_checked(at)?;
        none(before, after).or_else(|| some(before, after))
    })
}

fn none(before: &[&str], after: &[&str]) -> Option<Says> {
    // `For most customers no data was lost`, `apart from two uploads, ...`.
    if matches!(
        before.first(),
        Some(&("for" | "in" | "on" | "at" | "apart" | "except" | "besides" | "with" | "aside" | "after"))
    ) {
        return None;
    }
    let rest = match after {
        ["no", rest @ ..] => {
            let rest = skip(rest, &["customer", "customers", "user", "users", "'", "s"]);
            match rest {
                ["data", "was" | "were" | "has" | "had" | "is" | "got", rest @ ..] => {
                    let rest = skip(rest, &["been", "ever", "actually", "permanently"]);
                    rest.split_first().filter(|(word, _)| LOST.contains(word))?.1
                }
                // Alone, `no data loss` may be of a step.
                ["data", "loss" | "losses", rest @ ..] if is_said_of_all(before) => {
                    skip(rest, &["occurred", "happened"])
                }
                _ => return None,
            }
        }
        ["not" | "didn't", "lose", "any", rest @ ..] => {
            skip(rest, &["customer", "user", "of", "our"]).strip_prefix(&["data"])?
        }
        ["not", "result" | "lead", "in" | "to", rest @ ..] | ["not" | "didn't", "cause", rest @ ..] => {
            match skip(rest, &["any", "customer", "user"]) {
                ["data", "loss", rest @ ..] => rest,
                _ => return None,
            }
        }
        ["at", "no", "point", "was" | "were", rest @ ..] => match skip(rest, &["any", "customer", "user"]) {
            ["data", lost, rest @ ..] if LOST.contains(lost) => rest,
            _ => return None,
        },
        _ => return None,
    };
    let rest = match rest {
        ["or" | "and", other, rest @ ..] if LOST.contains(other) || *other == "corruption" => rest,
        rest => rest,
    };
    let is_bounded = matches!(
        rest,
        ["on" | "from" | "in" | "at" | "for" | "by" | "between" | "after" | "before" | "until" | "here", ..]
    ) && !matches!(
        rest,
        ["in" | "by" | "during", "the" | "this", "incident" | "outage", ..]
    );
    (!is_bounded).then_some(Says::No)
}

/// Whether `no data loss` stands where it is said of the whole incident: `there was`, or at the start.
fn is_said_of_all(before: &[&str]) -> bool {
    matches!(before, [] | [.., "there", "was" | "were"] | [.., "suffered" | "experienced" | "had"])
}

fn some(before: &[&str], after: &[&str]) -> Option<Says> {
    let yes = match after {
        // `All data written between 10:00 and 10:20 was lost.`
        ["was" | "were" | "has" | "have" | "got", rest @ ..]
            if made_at_a_time(before).is_some_and(is_made) =>
        {
            is_lost(rest) && !has_negation(before)
        }
        [noun, "was" | "were" | "has" | "have" | "got", rest @ ..] if DATA.contains(noun) => {
            is_lost(rest) && !is_negated(before)
        }
        // `notes edited between ... were permanently lost`
        ["permanently" | "irrecoverably" | "irretrievably", lost, rest @ ..]
            if is_open(rest) && LOST.contains(lost) || *lost == "deleted" =>
        {
            before.iter().any(|word| DATA.contains(word)) && !is_negated(before)
        }
        ["lost", rest @ ..] if before.last().is_some_and(|word| OWNERS.contains(word)) => {
            is_actor(before) && begins_with_data(rest)
        }
        ["corrupted" | "destroyed", rest @ ..] if is_actor(before) => begins_with_data(rest),
        ["loss", "of", rest @ ..] => {
            let rest = skip(rest, ADJECTIVES);
            rest.first().is_some_and(|word| DATA.contains(word)) && is_caused(before)
        }
        ["data", "loss", rest @ ..] => {
            is_caused(before) || rest.first() == Some(&"occurred") && !is_negated(before)
        }
        _ => false,
    };
    yes.then_some(Says::Yes)
}

/// Whether a verb goes on so that something is lost: `been permanently lost`.
fn is_lost(rest: &[&str]) -> bool {
    let rest =
        skip(rest, &["been", "permanently", "irrecoverably", "irretrievably", "also", "then", "therefore"]);
    rest.split_first().is_some_and(|(word, rest)| LOST.contains(word) && is_open(rest))
}

/// Whether nothing follows that says where it was lost: of a replica, from view, in the first attempt. In so many tables, it is
/// lost all the same.
fn is_open(rest: &[&str]) -> bool {
    let is_elsewhere =
        matches!(rest, ["on" | "from" | "in" | "at" | "to" | "by" | "only" | "again" | "temporarily", ..]);
    !is_elsewhere || is_in_places(rest)
}

/// Whether it is what people lose when all of some time is lost.
fn is_made(noun: &str) -> bool {
    DATA.contains(&noun) || MADE.contains(&noun)
}

fn is_negated(before: &[&str]) -> bool {
    has_negation(before.get(before.len().saturating_sub(8)..).unwrap_or_default())
}

fn has_negation(words: &[&str]) -> bool {
    words.iter().any(|word| {
        matches!(
            *word,
            "no" | "not"
                | "none"
                | "never"
                | "nothing"
                | "without"
                | "neither"
                | "nor"
                | "didn't"
                | "wasn't"
                | "weren't"
                | "any"
                | "hardly"
                | "connection"
                | "access"
                | "until"
                | "when"
                | "once"
        )
    })
}

/// Whether somebody who loses data stands before the verb: `we`, `customers`, `the service`, `a race between two writers`.
fn is_actor(before: &[&str]) -> bool {
    let Some(last) = before.last() else { return false };
    let is_part_of_verb =
        matches!(*last, "was" | "were" | "is" | "are" | "be" | "been" | "have" | "to" | "get" | "a" | "the");
    !is_part_of_verb && !is_negated(before) && last.chars().all(char::is_alphabetic)
}

fn begins_with_data(words: &[&str]) -> bool {
    let rest = skip(words, ADJECTIVES);
    let rest = count(rest).map_or(rest, |(_, rest)| rest);
    let rest = skip(rest, ADJECTIVES);
    match rest {
        [noun, rest @ ..] if DATA.contains(noun) => {
            let is_other = matches!(
                rest,
                ["center" | "centre" | "store" | "base" | "plane" | "path" | "on" | "in" | "from" | "at", ..]
            );
            !is_other || is_in_places(rest)
        }
        // `the balances of 14 accounts`
        ["balances" | "contents" | "history", "of", ..] => true,
        _ => false,
    }
}

fn is_caused(before: &[&str]) -> bool {
    let before: Vec<&str> =
        before.iter().copied().filter(|word| !ADJECTIVES.contains(word) && *word != "partial").collect();
    matches!(
        before.as_slice(),
        [.., "resulted" | "resulting", "in"]
            | [.., "led" | "leading", "to"]
            | [.., "caused" | "causing" | "suffered" | "experienced"]
            | [.., "there", "was"]
    ) && !is_negated(&before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::prose::amount::words;

    #[test]
    fn data_lost_at_a_time_or_in_places() {
        for text in [
            "customer data was lost in 3 tables .",
            "customer data was permanently lost in three of our tables .",
            "rows were lost from several customer accounts .",
            "data was lost in the orders table .",
            "data was lost only in two workspaces .",
            "in a few cases , uploads were lost in 2 of 40 buckets .",
            "we lost data in 3 tables .",
            "the migration corrupted rows in two tables .",
            "all customer data written between 10:00 and 10:20 was lost .",
            "all customer data written between 10:00 and 10:20 utc has been lost in 3 tables .",
            "orders placed during the outage were lost .",
            "orders placed by customers between 09:12 and 09:40 were permanently lost .",
            "records created since 10:02 were lost .",
            "data from 10:00 to 10:20 was lost .",
            "edits made between 14:05 and 14:30 were lost .",
            "writes between 14:05 and 14:30 were lost .",
        ] {
            assert_eq!(claim(&words(text)), Some(Says::Yes), "{text}");
        }
        for text in [
            // What is kept elsewhere, too, and what is no place of data.
            "customer data was lost in 3 replicas .",
            "customer data was lost in 3 tables of the standby .",
            "customer data was lost in transit .",
            "customer data was lost in the first attempt .",
            "customer data was lost in 2 environments .",
            "data was lost in two cached tables .",
            "data was lost in 3 unused tables .",
            // None.
            "customer data was lost in 0 tables .",
            "customer data was lost in no tables .",
            "customer data was lost in none of the tables .",
            "customer data was not lost in 3 tables .",
            "none of the customer data written between 10:00 and 10:20 was lost .",
            "nothing of the data that customers wrote , and no data written between 10:00 and 10:20 , was lost .",
            "not one of the many records that were created between 10:00 and 10:20 on the day was lost .",
            // Something else is lost.
            "data written after the primary was lost .",
            "data written while the connection was lost .",
            "orders placed at the time the session was lost .",
            "records written between the two leaders were lost .",
            "metrics data from 10:00 to 10:20 was lost .",
            "data written between 10:00 and 10:20 was lost from the cache .",
            "data written between 10:00 and 10:20 was lost temporarily .",
        ] {
            assert_eq!(claim(&words(text)).filter(|says| *says == Says::Yes), None, "{text}");
        }
    }
}
