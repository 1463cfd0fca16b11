//! How long an English sentence says that the incident lasted.

use crate::space::interval::Intervals;

use super::amount::{length, skip};
use super::claim::Extent;

/// What a sentence says: seconds.
#[must_use]
pub fn claim(words: &[&str]) -> Option<(Intervals, Extent)> {
    (0..words.len()).find_map(|at| {
        let (before, after) = words.split_at_checked(at)?;
        lasted(before, after)
            .or_else(|| caused(before, after))
            .or_else(|| lasting(before, after))
            .or_else(|| suffered(before, after))
    })
}

/// `the outage lasted three hours`, `the incident duration was 25 minutes`.
fn lasted(before: &[&str], after: &[&str]) -> Option<(Intervals, Extent)> {
    let rest = match after {
        ["lasted", rest @ ..] if is_incident(before) => skip(rest, &["for", "a", "total", "of"]),
        ["went" | "continued", "on", "for", rest @ ..] | ["continued", "for", rest @ ..]
            if is_incident(before) =>
        {
            rest
        }
        ["duration", "of", "the" | "this", "outage" | "incident", "was", rest @ ..]
            if matches!(before, ["the"] | ["the", "total"]) =>
        {
            rest
        }
        _ => return None,
    };
    // `for a total of` has taken the article of `an hour`, not of `a day`.
    let found = length(rest).or_else(|| length(after.get(1..)?))?;
    ends(found.1).then_some((found.0, Extent::Whole))
}

/// Whether the words before a verb are the incident: `the outage`, `the whole incident`.
fn is_incident(before: &[&str]) -> bool {
    let [rest @ .., "outage" | "incident" | "disruption"] = before else { return false };
    let rest = match rest {
        [rest @ .., "whole" | "entire" | "full" | "total"] => rest,
        rest => rest,
    };
    matches!(rest, ["the" | "this"] | [.., "," | "and" | "that", "the" | "this"])
}

/// `caused a 90-minute outage of the public API`, `two hours of downtime`.
fn caused(before: &[&str], after: &[&str]) -> Option<(Intervals, Extent)> {
    let (["caused" | "causing", rest @ ..]
    | ["resulted" | "resulting", "in", rest @ ..]
    | ["led" | "leading", "to", rest @ ..]) = after
    else {
        return None;
    };
    let rest = match rest {
        ["a" | "an", rest @ ..] => rest,
        rest => rest,
    };
    let (numbers, rest) = length(skip(rest, &["total", "of", "full"]))?;
    let rest = skip(rest, &["of", "full", "complete", "total", "partial"]);
    let is_named = matches!(rest, ["outage" | "downtime" | "disruption" | "incident", ..]);
    (is_named && !before.contains(&"not")).then_some((numbers, Extent::Part))
}

/// `an outage lasting 1 hour and 48 minutes`, `the issue lasted 5 hours`.
fn lasting(before: &[&str], after: &[&str]) -> Option<(Intervals, Extent)> {
    let rest = match (before, after) {
        (
            [.., "experienced" | "caused" | "causing" | "had" | "in" | "to" | "suffered", "an", "outage"]
            | [.., "experienced" | "caused" | "causing" | "had" | "in" | "to" | "suffered", "a", "disruption"],
            ["lasting", rest @ ..] | ["that", "lasted", rest @ ..],
        ) => rest,
        (["the", "issue" | "problem"] | ["total", "service", "disruption", ..], ["lasted", rest @ ..]) => {
            rest
        }
        _ => return None,
    };
    let (numbers, rest) = length(skip(rest, &["for"]))?;
    ends(rest).then_some((numbers, Extent::Part))
}

/// `users were affected for 45 minutes`, `the service was down for two hours`.
fn suffered(before: &[&str], after: &[&str]) -> Option<(Intervals, Extent)> {
    let ["for", rest @ ..] = after else { return None };
    let (numbers, rest) = length(skip(rest, &["a", "total", "of"])).or_else(|| length(rest))?;
    let adverbs = ["fully", "completely", "entirely", "totally", "mostly", "all", "also", "then"];
    let (state, rest_before) = before.split_last()?;
    let rest_before = match rest_before {
        [head @ .., adverb] if adverbs.contains(adverb) => head,
        head => head,
    };
    let is_down = matches!(*state, "down" | "unavailable" | "offline" | "inaccessible" | "unreachable")
        && matches!(
            rest_before,
            [
                ..,
                "the" | "our",
                "service" | "site" | "website" | "api" | "platform" | "application" | "app" | "system",
                "was"
            ]
        );
    let is_affected = matches!(*state, "affected" | "impacted")
        && matches!(
            rest_before,
            ["users" | "customers", "were"] | [.., "," | "and" | "all", "users" | "customers", "were"]
        );
    let is_unable = matches!(
        before,
        ["users" | "customers", "were", "unable", "to", ..]
            | ["users" | "customers", "could", "not", ..]
            | ["users" | "customers", "were", "not", "able", ..]
    ) && !before.contains(&",");
    ((is_down || is_affected || is_unable) && ends(rest)).then_some((numbers, Extent::Part))
}

/// Whether nothing follows that takes the length back.
fn ends(rest: &[&str]) -> bool {
    // `for two hours before the incident` is about another time.
    const STARTS: [&str; 6] = ["incident", "outage", "deploy", "deployment", "start", "change"];
    match rest {
        ["in", "total", ..] => true,
        ["longer" | "more" | "less" | "shorter" | "after" | "of" | "than" | "-" | "in", ..] => false,
        ["before", rest @ ..] => !rest.iter().any(|word| STARTS.contains(word)),
        _ => true,
    }
}
