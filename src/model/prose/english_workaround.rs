//! Whether an English sentence says that there was a way around the problem for those affected, or that there was none.

use super::claim::Says;

/// What a sentence says.
#[must_use]
pub fn claim(words: &[&str]) -> Option<Says> {
    (0..words.len()).find_map(|at| {
        let (before, after) = words.split_at_checked(at)?;
        if is_none(before, after) {
            return Some(Says::No);
        }
        is_some(before, after).then_some(Says::Yes)
    })
}

const PEOPLE: [&str; 5] = ["users", "customers", "clients", "they", "people"];

fn is_none(before: &[&str], after: &[&str]) -> bool {
    let ["no", rest @ ..] = after else { return false };
    let (["workaround" | "workarounds", rest @ ..] | ["known", "workaround" | "workarounds", rest @ ..]) =
        rest
    else {
        return false;
    };
    let rest = match (before, rest) {
        ([.., "there", "was" | "were"], rest) => rest,
        ([.., people, "had"], rest) if PEOPLE.contains(people) => rest,
        ([], ["was" | "were", "available" | "possible" | "known", rest @ ..]) => rest,
        ([], ["existed", rest @ ..]) => rest,
        _ => return false,
    };
    let rest = match rest {
        ["available" | "possible", rest @ ..] => rest,
        rest => rest,
    };
    let rest = match rest {
        ["for" | "to", people, rest @ ..] if PEOPLE.contains(people) => rest,
        rest => rest,
    };
    let rest = match rest {
        ["for", "the" | "this", "issue" | "problem" | "bug", rest @ ..] => rest,
        rest => rest,
    };
    matches!(rest, [] | ["." | "," | ":" | "!" | ")" | "and", ..] | ["until", "the", "fix", ..])
}

fn is_some(before: &[&str], after: &[&str]) -> bool {
    let is_at_start = matches!(before, [] | [.., "," | "but" | "and"]);
    match after {
        ["as", "a", "workaround", rest @ ..] => {
            let rest = rest.strip_prefix(&[","]).unwrap_or(rest);
            matches!(rest, [people, "could" | "were", next, ..] if PEOPLE.contains(people) && *next != "not" && *next != "n't")
        }
        ["a", "workaround", "existed", rest @ ..] => {
            is_at_start && !matches!(rest.first(), Some(&("in" | "on" | "from" | "until" | "once")))
        }
        ["a", "workaround", "was", "available", ..] => is_at_start,
        [people, "were", "able", "to", "work", "around", rest @ ..]
        | [people, "could", "work", "around", rest @ ..] => {
            PEOPLE.contains(people) && is_at_start && !matches!(rest, ["the", "clock", ..])
        }
        _ => false,
    }
}
