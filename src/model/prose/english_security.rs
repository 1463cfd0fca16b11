//! Whether an English sentence says that there was a breach of security, or that there was none.

use super::amount::skip;
use super::claim::Says;

/// What a sentence says.
#[must_use]
pub fn claim(words: &[&str]) -> Option<Says> {
    (0..words.len()).find_map(|at| {
        let (before, after) = words.split_at_checked(at)?;
        if is_none(before, after) {
            return Some(Says::No);
        }
        (is_some(before, after) && !is_negated(before)).then_some(Says::Yes)
    })
}

fn is_none(before: &[&str], after: &[&str]) -> bool {
    let rest = match after {
        ["not", "a", "security", "incident" | "breach", rest @ ..] => rest,
        ["no", "security", "breach" | "incident" | "breaches", rest @ ..]
            if matches!(before, [] | [.., "there", "was" | "were"]) =>
        {
            skip(rest, &["occurred"])
        }
        ["no", "unauthorized" | "unauthorised", "access", rest @ ..]
            if matches!(before, [] | [.., "there", "was"]) =>
        {
            match rest {
                ["to", "customer" | "user" | "any", "data", rest @ ..] => rest,
                rest => rest,
            }
        }
        ["no", "security", "impact" | "implications", rest @ ..]
            if matches!(before, [] | [.., "had" | "was" | "were"]) =>
        {
            rest
        }
        _ => return false,
    };
    matches!(rest, [] | ["." | "," | ":" | "!" | ")" | "and" | "but", ..])
}

fn is_some(before: &[&str], after: &[&str]) -> bool {
    match after {
        ["attacker" | "attackers" | "intruder" | "intruders" | "hacker" | "hackers", rest @ ..] => {
            let rest = skip(rest, &["then", "also", "successfully", "had"]);
            matches!(
                rest,
                ["gained" | "obtained" | "got", "access", ..]
                    | ["accessed" | "stole" | "downloaded" | "exfiltrated" | "copied", ..]
            ) && !rest.iter().any(|word| matches!(*word, "no" | "nothing" | "test" | "none"))
        }
        ["unauthorized" | "unauthorised", "access", "to", ..] => {
            matches!(before, [.., "was" | "had" | "gained"])
        }
        ["unauthorized" | "unauthorised", "access", "occurred", ..] => true,
        [what, "was" | "were" | "had" | "have", rest @ ..] if is_secret(before, what) => {
            let rest = skip(
                rest,
                &["been", "briefly", "accidentally", "inadvertently", "unintentionally", "also", "then"],
            );
            matches!(
                rest,
                ["leaked" | "stolen" | "exfiltrated" | "disclosed", ..]
                    | ["exposed", "publicly", ..]
                    | [
                        "exposed",
                        "to",
                        "everyone" | "everybody" | "anyone" | "other" | "others" | "strangers",
                        ..
                    ]
                    | ["exposed", "on" | "in" | "to", "the" | "a", "public" | "internet", ..]
                    | ["publicly", "accessible" | "visible" | "exposed" | "readable", ..]
            )
        }
        // `invoices of 31 customers were publicly accessible`
        ["were" | "was", "publicly", "accessible" | "visible" | "readable", ..] => {
            before.iter().any(|word| matches!(*word, "customers" | "users" | "customer" | "user"))
        }
        _ => false,
    }
}

/// Whether words name what nobody else may see: `deploy credentials`, `personal data of other customers`.
fn is_secret(before: &[&str], noun: &str) -> bool {
    let is_credential = matches!(
        noun,
        "credentials"
            | "secrets"
            | "passwords"
            | "password"
            | "tokens"
            | "token"
            | "keys"
            | "key"
            | "pii"
            | "secret"
            | "addresses"
    );
    let owner =
        before.iter().rev().take(4).any(|word| matches!(*word, "personal" | "private" | "confidential"));
    is_credential
        || owner
            && matches!(
                noun,
                "data" | "information" | "details" | "customers" | "users" | "messages" | "repositories"
            )
        || noun == "data" && matches!(before, [.., "customer" | "user"])
}

fn is_negated(before: &[&str]) -> bool {
    before.iter().any(|word| {
        matches!(
            *word,
            "no" | "not"
                | "never"
                | "none"
                | "without"
                | "nothing"
                | "neither"
                | "nor"
                | "when"
                | "any"
                | "in"
        ) || word.ends_with("n't")
    }) && !matches!(before, ["in", "the" | "this", "incident", ..])
}
