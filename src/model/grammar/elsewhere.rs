//! Remarks that say, and say nothing else, that what they stand beside is not of this incident, or did not happen: `(planned)`,
//! （前回）. What else stands in a remark may be about anything.

use crate::model::heading::heading_key;

/// The longest remark that is looked at, in bytes: longer ones are sentences.
const LONGEST: usize = 40;

/// Whether a remark says that a value is of something else, or of what may be.
#[must_use]
pub fn is_elsewhere(remark: &str) -> bool {
    if remark.len() > LONGEST {
        return false;
    }
    let key = heading_key(remark);
    is_of_another(&key) || is_possible(&key)
}

/// Whether it says that something is of another incident, of a plan or of a limit, or did not come to it, in the form of [`heading_key`].
#[must_use]
pub fn is_of_another(key: &str) -> bool {
    OTHER.contains(&key) || is_against_fact(key)
}

/// Whether it says what would have been, or what was spared: `if not fixed`, `had it gone on`, 回避できた額.
fn is_against_fact(key: &str) -> bool {
    const ENGLISH: [&str; 8] =
        ["if not ", "if it ", "if we ", "if left ", "had it ", "had we ", "would have ", "could have "];
    const HINTS: [&str; 9] =
        ["known", "applicable", "available", "sure", "resolved", "yet", "the", "same", "over"];
    const JAPANESE: [&str; 4] = ["回避でき", "防げた", "未対応の場合", "対応しなかった場合"];
    if !key.is_ascii() {
        return JAPANESE.iter().any(|word| key.starts_with(word));
    }
    if !matches!(key.as_bytes().first(), Some(b'i' | b'h' | b'w' | b'c')) {
        return false;
    }
    let behind = ENGLISH.iter().find_map(|word| key.strip_prefix(word));
    // `Resolved (if not ongoing)` tells how to fill the form in.
    behind.is_some_and(|behind| {
        let first = behind.split(' ').next().unwrap_or_default();
        !key.starts_with("if not ")
            || first.ends_with("ed") && !HINTS.contains(&first)
            || IRREGULAR.contains(&first)
    })
}

/// Participles that do not end in `ed`.
const IRREGULAR: [&str; 5] = ["caught", "found", "rolled", "done", "seen"];

/// Whether it says that something may be, in that form.
#[must_use]
pub fn is_possible(key: &str) -> bool {
    POSSIBLE.contains(&key)
}

/// Remarks on something else, in the form of [`heading_key`].
const OTHER: [&str; 61] = [
    "previous",
    "previous incident",
    "previous outage",
    "last incident",
    "last outage",
    "last time",
    "last year",
    "prior incident",
    "prior outage",
    "past incident",
    "past incidents",
    "past outage",
    "other incident",
    "similar incident",
    "related incident",
    "worst case",
    "in the worst case",
    "best case",
    "hypothetical",
    "projected",
    "planned",
    "scheduled",
    "if unmitigated",
    "if unfixed",
    "if undetected",
    "if unnoticed",
    "avoided",
    "prevented",
    "saved",
    "spared",
    "averted",
    "expected",
    "tentative",
    "eta",
    "target",
    "goal",
    "threshold",
    "alert threshold",
    "slo",
    "sla",
    "slo target",
    "sla target",
    "example",
    "予定",
    "見込み",
    "計画",
    "前回",
    "目標",
    "目標値",
    "しきい値",
    "閾値",
    "例",
    "想定",
    "予想",
    "回避",
    "回避額",
    "回避分",
    "未然防止",
    "復旧予定",
    "復旧見込み",
    "見込",
];

/// Remarks on what may be.
const POSSIBLE: [&str; 6] = ["potential", "potentially", "possible", "risk", "at risk", "最悪の場合"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_on_something_else() {
        for remark in [
            "planned",
            "Worst case",
            "previous incident",
            "at risk",
            "予定",
            "目標値",
            " SLA target ",
            "ETA",
            "avoided",
            "if not fixed",
            "if it had continued",
            "had it gone on",
            "回避できた額",
            "想定",
        ] {
            assert!(is_elsewhere(remark), "{remark}");
        }
        for remark in [
            "",
            "as planned",
            "planned by the vendor",
            "EU",
            "risk team",
            "予定通り",
            "previously 3",
            "if not known",
            "if not ongoing",
            "if not the same",
            "if any",
            "if partial",
            "unexpected",
            "想定外",
            "回避策あり",
        ] {
            assert!(!is_elsewhere(remark), "{remark}");
        }
    }
}
