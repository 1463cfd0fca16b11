//! What the remark in a label's parentheses says of the value: `Severity (initial)`, `復旧日時（予定）`, `Users affected (per hour)`.

use crate::model::heading::heading_key;
use crate::model::topic::holds_phrase;

/// When a value is said of. Of several values of one thing, those of the last stage count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Of a time before it was known: `(initial)`, （暫定）.
    First,
    /// Nothing is said about that.
    #[default]
    Plain,
    /// As it turned out: `(final)`, （確定）.
    Last,
}

/// The longest remark, in bytes: longer ones are sentences.
const LONGEST: usize = 80;

/// The stage that a remark names; none where it says that the value is not one of this incident at all: what was planned, what
/// could have been, another incident, a rate.
#[must_use]
pub fn stage(remark: &str) -> Option<Stage> {
    if remark.len() > LONGEST {
        return Some(Stage::Plain);
    }
    if is_of_something_else(remark) {
        return None;
    }
    let key = heading_key(remark);
    let is = |words: &[&str]| words.iter().any(|word| begins_with(&key, word));
    Some(if is(&LAST) {
        Stage::Last
    } else if is(&FIRST) {
        Stage::First
    } else {
        Stage::Plain
    })
}

/// Whether a remark says that something is not this incident, or not what happened.
#[must_use]
pub fn is_of_something_else(remark: &str) -> bool {
    if remark.is_empty() || remark.len() > LONGEST {
        return false;
    }
    let key = heading_key(remark);
    let is_ascii = key.is_ascii();
    let holds = |phrase: &&str| (phrase.is_ascii() || !is_ascii) && holds_phrase(&key, phrase);
    OTHER.iter().any(holds)
        || OTHER_ALONE.contains(&&*key)
        || is_condition(&key)
        || RATES.iter().any(|rate| remark.ends_with(rate))
}

/// Whether a key is a condition: `if it had continued`, `without the fallback`.
#[must_use]
pub fn is_condition(key: &str) -> bool {
    OTHER_FIRST.iter().any(|word| begins_with(key, word))
}

/// Whether a key is a word, or begins with it. Where there are no blanks, whatever stands behind it is of another word.
fn begins_with(key: &str, word: &str) -> bool {
    key.strip_prefix(word).is_some_and(|rest| !word.is_ascii() || rest.is_empty() || rest.starts_with(' '))
}

/// What a remark on something else holds, in the form of [`heading_key`].
const OTHER: [&str; 48] = [
    "previous incident",
    "previous outage",
    "last incident",
    "last outage",
    "last time",
    "last year",
    "last quarter",
    "prior incident",
    "prior outage",
    "past incident",
    "past outage",
    "other incident",
    "similar incident",
    "related incident",
    "worst case",
    "best case",
    "hypothetical",
    "hypothetically",
    "potential",
    "potentially",
    "projected",
    "planned",
    "scheduled",
    "would have",
    "could have",
    "had it",
    "had we",
    "before mitigation",
    "unmitigated",
    "per hour",
    "per minute",
    "per second",
    "per day",
    "per week",
    "per month",
    "予定",
    "見込",
    "計画",
    "前回",
    "過去の",
    "類似",
    "目標",
    "最悪",
    "可能性",
    "しきい値",
    "閾値",
    "あたり",
    "当たり",
];

/// Remarks that are of something else where nothing else stands in them.
const OTHER_ALONE: [&str; 26] = [
    "possible",
    "risk",
    "at risk",
    "previous",
    "last",
    "vendor",
    "provider",
    "target",
    "goal",
    "threshold",
    "alert threshold",
    "limit",
    "sla",
    "slo",
    "slo target",
    "budget",
    "baseline",
    "normal",
    "normally",
    "usual",
    "example",
    "sample",
    "hourly",
    "例",
    "平常時",
    "通常時",
];

/// Words that a remark on what did not happen begins with.
const OTHER_FIRST: [&str; 4] = ["if", "without", "unless", "仮に"];

/// A share of time behind a stroke.
const RATES: [&str; 10] = ["/h", "/hr", "/hour", "/min", "/minute", "/s", "/sec", "/day", "/時", "/日"];

/// What a remark on the last state begins with.
const LAST: [&str; 30] = [
    "final",
    "finally",
    "current",
    "currently",
    "now",
    "actual",
    "actually",
    "revised",
    "confirmed",
    "latest",
    "corrected",
    "reviewed",
    "after review",
    "after the review",
    "post review",
    "permanent",
    "full",
    "fully",
    "complete",
    "completely",
    "最終",
    "確定",
    "現在",
    "本格",
    "恒久",
    "完全",
    "見直し後",
    "修正後",
    "変更後",
    "実績",
];

/// What a remark on an earlier state begins with.
const FIRST: [&str; 32] = [
    "initial",
    "initially",
    "original",
    "originally",
    "at start",
    "at the start",
    "at first",
    "first",
    "at declaration",
    "when declared",
    "at detection",
    "when detected",
    "preliminary",
    "provisional",
    "provisionally",
    "temporary",
    "temporarily",
    "interim",
    "early",
    "was",
    "初回",
    "初期",
    "初動",
    "当初",
    "発生時",
    "検知時",
    "暫定",
    "速報",
    "一次",
    "応急",
    "修正前",
    "変更前",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_say_what_a_value_is_of() {
        for (remark, wanted) in [
            ("initial", "first"),
            ("Initial assessment", "first"),
            ("at start", "first"),
            ("temporary", "first"),
            ("初回判定", "first"),
            ("暫定", "first"),
            ("final", "last"),
            ("after review", "last"),
            ("最終判定", "last"),
            ("本格", "last"),
            ("確定値", "last"),
            ("see the table", "plain"),
            ("UTC", "plain"),
            ("minutes", "plain"),
            ("TTD", "plain"),
            ("approx.", "plain"),
            ("estimated", "plain"),
            ("estimated, firsthand", "plain"),
            ("推定", "plain"),
            ("最大", "plain"),
            ("total", "plain"),
            ("all regions", "plain"),
            ("JST", "plain"),
            ("planned", "none"),
            ("予定", "none"),
            ("見込み", "none"),
            ("前回", "none"),
            ("previous incident", "none"),
            ("per hour", "none"),
            ("$/h", "none"),
            ("1時間あたり", "none"),
            ("potential", "none"),
            ("risk", "none"),
            ("if unmitigated", "none"),
            ("before mitigation", "none"),
            ("vendor", "none"),
            ("SLO", "none"),
            ("threshold", "none"),
        ] {
            let found = match stage(remark) {
                Some(Stage::First) => "first",
                Some(Stage::Plain) => "plain",
                Some(Stage::Last) => "last",
                None => "none",
            };
            assert_eq!(found, wanted, "{remark}");
        }
    }
}
