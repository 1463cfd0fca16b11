//! Which values of a mapping behind `severity` say what the level is now: `{ initial: SEV-2, final: SEV-3 }`.

use crate::source::node::{Entry, Node};

use super::fold::folded_key;

/// Keys whose value is the level that counts.
const NOW: [&str; 29] = [
    "level",
    "severity",
    "sev",
    "value",
    "rating",
    "declared",
    "assigned",
    "current",
    "currently",
    "now",
    "final",
    "actual",
    "latest",
    "revised",
    "confirmed",
    "to",
    "after",
    "レベル",
    "重大度",
    "深刻度",
    "値",
    "現在",
    "最終",
    "最終的",
    "最終的な",
    "確定",
    "最新",
    "宣言",
    "判定",
];

/// Keys whose value names the level where no key says more plainly what it is.
const NAMES: [&str; 6] = ["id", "name", "label", "code", "名前", "名称"];

/// Keys whose value is said about the level.
const ASIDE: [&str; 31] = [
    "reason",
    "reasons",
    "because",
    "why",
    "note",
    "notes",
    "comment",
    "comments",
    "remark",
    "remarks",
    "rationale",
    "justification",
    "description",
    "explanation",
    "details",
    "says",
    "at",
    "on",
    "by",
    "since",
    "when",
    "date",
    "time",
    "source",
    "理由",
    "根拠",
    "備考",
    "説明",
    "日時",
    "決定者",
    "判定者",
];

/// What else may stand in the name of such a key: `final_severity`, `current level`, `最終重大度`.
const ENDS: [&str; 6] = ["_severity", "_level", "_sev", "重大度", "レベル", "の重大度"];

/// The values that say what the level is now. Where no key tells, all that may be levels: which one counts is then open.
#[must_use]
pub fn levels_now(entries: &[Entry]) -> Vec<&Node> {
    let of = |keys: &[&str]| -> Vec<&Node> {
        entries
            .iter()
            .filter(|entry| is_one_of(&entry.key, keys))
            .map(|entry| &entry.value)
            .filter(|value| may_be_level(value))
            .collect()
    };
    let now = of(&NOW);
    if !now.is_empty() {
        return now;
    }
    let names = of(&NAMES);
    if !names.is_empty() {
        return names;
    }
    let others = entries.iter().filter(|entry| !is_one_of(&entry.key, &ASIDE));
    others.map(|entry| &entry.value).collect()
}

fn is_one_of(key: &str, keys: &[&str]) -> bool {
    let key = folded_key(key);
    let bare = ENDS.iter().find_map(|end| key.strip_suffix(end)).filter(|bare| !bare.is_empty());
    keys.contains(&&*key) || bare.is_some_and(|bare| keys.contains(&bare))
}

/// `final: true` says that the level is final, and names none.
fn may_be_level(value: &Node) -> bool {
    let words = ["true", "false", "yes", "no", "null", "~", ""];
    !value.text().is_some_and(|text| words.iter().any(|word| word.eq_ignore_ascii_case(text.trim())))
}
