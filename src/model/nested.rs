//! Known keys of the front matter that stand below a key which only groups them, where nothing says that they are read:
//! `incident: { severity: SEV-1 }`.

use std::borrow::Cow;

use crate::source::node::{Content, Entry};

use super::field::Field;
use super::fold::folded_key;
use super::vocabulary::{Origin, Target, Vocabulary};

/// How deep groups are looked into.
const DEEPEST: usize = 4;

/// How long the path of a group may be, in bytes.
const LONGEST_PATH: usize = 1000;

/// A known key in a group.
#[derive(Clone, Debug)]
pub struct Nested<'a> {
    /// The key of the group at the top.
    pub group: &'a Entry,
    /// Its path as written, joined by dots.
    pub path: String,
    /// The key with its value.
    pub entry: &'a Entry,
    /// What it would state.
    pub target: &'a Target,
    /// Whether other things have that key as often as not: `title`, `date`.
    pub is_everyday: bool,
}

impl Nested<'_> {
    /// Whether it would state that; a unit that a key names makes it nothing else.
    #[must_use]
    pub fn states(&self, target: &Target) -> bool {
        match (self.target, target) {
            (Target::Fact(one, _), Target::Fact(other, _)) => one == other,
            (one, other) => one == other,
        }
    }
}

/// What groups are called, in key form. Below others a key has to be more than a word of everyday language.
const GROUPS: [&str; 36] = [
    "incident",
    "incident_details",
    "outage",
    "impact",
    "facts",
    "fact",
    "metadata",
    "meta",
    "postmortem",
    "post_mortem",
    "sevlint",
    "assessment",
    "classification",
    "triage",
    "details",
    "summary",
    "times",
    "time",
    "timestamps",
    "dates",
    "timeline",
    "detection",
    "resolution",
    "affected",
    "metrics",
    "インシデント",
    "障害",
    "障害情報",
    "影響",
    "影響範囲",
    "事実",
    "メタデータ",
    "基本情報",
    "概要",
    "日時",
    "時刻",
];

/// The known keys in the groups of a front matter that are not read.
#[must_use]
pub fn nested<'a>(entries: &'a [Entry], words: &'a Vocabulary) -> Vec<Nested<'a>> {
    let mut found = vec![];
    for group in entries {
        let Content::Mapping(within) = &group.value.content else { continue };
        if words.targets(&group.key).iter().all(may_group) {
            let is_group = GROUPS.contains(&&*folded_key(&group.key));
            gather(group, within, &group.key, is_group, 1, words, &mut found);
        }
    }
    found
}

/// Whether a key may be a group for all that it means: built-in names for a field that has keys of its own nowhere.
fn may_group((origin, target): &(Origin, Target)) -> bool {
    let fields = [Field::Id, Field::Services, Field::DetectedBy];
    origin.is_alias() && matches!(target, Target::Field(field) if fields.contains(field))
}

fn gather<'a>(
    group: &'a Entry,
    entries: &'a [Entry],
    above: &str,
    is_group: bool,
    depth: usize,
    words: &'a Vocabulary,
    found: &mut Vec<Nested<'a>>,
) {
    // No name is as long as that, and the path is put before each key.
    if above.len() > LONGEST_PATH {
        return;
    }
    for entry in entries {
        let path = format!("{above}.{}", entry.key);
        // What is mapped on purpose is read.
        if entry.value.is_empty() || !words.targets(&path).is_empty() {
            continue;
        }
        let key = folded_key(&entry.key);
        let meant = words.targets(&entry.key).iter().find(|(origin, target)| {
            // `end: true` says that it is over, and `end: 2026-03-04 11:00` when.
            let is_time = || matches!(target, Target::Field(field) if field.is_time());
            let tells_when = || entry.value.text().is_some_and(|text| text.contains(char::is_numeric));
            let is_own =
                !origin.is_alias() || key.contains('_') || !key.is_ascii() || is_time() && tells_when();
            let is_severity = *target == Target::Field(Field::Severity);
            is_own && (is_group || is_severity || !origin.is_alias() && key.contains('_'))
        });
        match (meant, &entry.value.content) {
            (Some((_, target)), _) if !is_id_with_keys(target, entry) => {
                found.push(Nested { group, path, entry, target, is_everyday: is_everyday(target) });
            }
            (_, Content::Mapping(within)) if depth < DEEPEST => {
                let is_group = is_group || GROUPS.contains(&key.as_ref());
                gather(group, within, &path, is_group, depth + 1, words, found);
            }
            _ => {}
        }
    }
}

/// A mapping is no id.
#[must_use]
pub fn is_id_with_keys(target: &Target, entry: &Entry) -> bool {
    *target == Target::Field(Field::Id) && entry.value.entries().is_some()
}

fn is_everyday(target: &Target) -> bool {
    let fields = [
        Field::Id,
        Field::Title,
        Field::Date,
        Field::Status,
        Field::Services,
        Field::Authors,
        Field::DetectedBy,
    ];
    matches!(target, Target::Field(field) if fields.contains(field))
}

/// The path of a key as `[names]` of `sevlint.toml` writes it.
#[must_use]
pub fn quoted(path: &str) -> Cow<'_, str> {
    if path.contains(['"', '\\']) {
        return Cow::Owned(path.replace('\\', "\\\\").replace('"', "\\\""));
    }
    Cow::Borrowed(path)
}
