//! Words that say when something is to be done: `by Friday`, `before the end of May`.

/// Whether a word says a time to come, with the next one: `Friday`, `end of May`, `Q3`; `end users` and `March team` do not.
#[must_use]
pub fn is_time_to_come(word: &str, next: &str) -> bool {
    const NAMES: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
        august september october november december";
    let is_named = NAMES.split_whitespace().any(|name| name == word || name.get(..3) == Some(word));
    let whole = [
        "sept", "end", "eod", "eow", "eom", "eoq", "eoy", "next", "this", "tomorrow", "tonight", "q1", "q2",
        "q3", "q4",
    ];
    let goes_on = next.is_empty()
        || next.starts_with(|first: char| first.is_ascii_digit())
        || TIME_GOES_ON.contains(&next);
    goes_on && (is_named || whole.contains(&word)) || word.starts_with(|first: char| first.is_ascii_digit())
}

/// Words behind one for a time.
const TIME_GOES_ON: [&str; 12] = [
    "of", "week", "month", "quarter", "sprint", "year", "release", "morning", "evening", "night", "at", "eod",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_to_come() {
        for (word, next, wanted) in [
            ("friday", "", true),
            ("march", "5", true),
            ("march", "team", false),
            ("end", "of", true),
            ("end", "users", false),
            ("next", "week", true),
            ("2026", "04", true),
            ("ana", "", false),
        ] {
            assert_eq!(is_time_to_come(word, next), wanted, "{word} {next}");
        }
    }
}
