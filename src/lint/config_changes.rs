//! What a configuration says otherwise than it said, key by key.

use std::collections::BTreeMap;

use crate::source::node::{Content, Node};
use crate::source::text::Text;
use crate::source::toml;

use super::config::KEYS;

/// What these lead to is compared by itself, or is no more than the language of messages.
const NO_MATTER: &[&str] = &["table", "language"];
/// These have keys of their own, which are named.
const TABLES: &[&str] = &["names", "sections", "rules"];

/// The keys whose values differ, in the order of the documentation; of a table of keys, as `rules.severity-understated`. No
/// configuration at all says nothing; an empty list says nothing, too.
#[must_use]
pub fn changed_keys(old: Option<&Text>, new: Option<&Text>) -> Vec<String> {
    if old.map(Text::as_str) == new.map(Text::as_str) {
        return vec![];
    }
    let (old, new) = (values(old), values(new));
    let mut changed = vec![];
    for key in KEYS.iter().filter(|key| !NO_MATTER.contains(key)) {
        let of = |values: &BTreeMap<(String, String), String>| -> BTreeMap<String, String> {
            let own = values.iter().filter(|((top, _), _)| top == key);
            own.map(|((_, inner), value)| (inner.clone(), value.clone())).collect()
        };
        let (before, after) = (of(&old), of(&new));
        let mut inner: Vec<&String> = before.keys().chain(after.keys()).collect();
        inner.sort_unstable();
        inner.dedup();
        for name in inner.into_iter().filter(|name| before.get(*name) != after.get(*name)) {
            changed.push(if name.is_empty() { (*key).to_owned() } else { format!("{key}.{name}") });
        }
    }
    changed
}

/// What each key says, without places and forms.
fn values(text: Option<&Text>) -> BTreeMap<(String, String), String> {
    let mut found = BTreeMap::new();
    let Some(text) = text else { return found };
    let root = toml::parse(text.as_str()).root;
    for entry in root.entries().unwrap_or_default() {
        let key = entry.key.to_string();
        match entry.value.entries() {
            Some(inner) if TABLES.contains(&&*key) => {
                for own in inner {
                    found.insert((key.clone(), own.key.to_string()), plain(&own.value));
                }
            }
            _ => {
                let value = plain(&entry.value);
                if value != "[]" && value != "{}" {
                    found.insert((key, String::new()), value);
                }
            }
        }
    }
    found
}

/// A value in one form, however it is written.
fn plain(node: &Node) -> String {
    match &node.content {
        Content::Empty => String::new(),
        Content::Scalar(text, _) | Content::Alias(text) => format!("{text:?}"),
        Content::Sequence(items) => {
            format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(","))
        }
        Content::Mapping(entries) => {
            let mut all: Vec<String> =
                entries.iter().map(|entry| format!("{:?}:{}", entry.key, plain(&entry.value))).collect();
            all.sort_unstable();
            format!("{{{}}}", all.join(","))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_whose_values_differ_are_named() {
        for (old, new, wanted) in [
            ("", "", &[][..]),
            ("fail_on = \"error\"\n", "# why\nfail_on = 'error'\n", &[]),
            ("", "exclude = []\n[rules]\n", &[]),
            ("table = \"a.yaml\"\n", "table = [\"a.yaml\"]\nlanguage = \"ja\"\n", &[]),
            ("", "exclude = [\"**/a.md\"]\n", &["exclude"]),
            ("enforce_from = 2026-01-01\n", "enforce_from = 2027-01-01\n", &["enforce_from"]),
            (
                "[rules]\nfield-missing = \"off\"\n",
                "[rules]\nfield-missing = \"off\"\nseverity-understated = \"off\"\n",
                &["rules.severity-understated"],
            ),
            ("[names]\nusers = \"pct\"\n", "", &["names.users"]),
            ("holidays = [2026-01-01, 2026-01-02]\n", "holidays = [2026-01-01]\n", &["holidays"]),
            (
                "[[overrides]]\npaths = [\"a\"]\nrules = { x = \"off\" }\n",
                "[[overrides]]\nrules = { x = \"off\" }\npaths = [\"b\"]\n",
                &["overrides"],
            ),
            (
                "[[overrides]]\npaths = [\"a\"]\nrules = { x = \"off\" }\n",
                "[[overrides]]\nrules = { x = \"off\" }\npaths = [\"a\"]\n",
                &[],
            ),
        ] {
            let text = |text| Text::new("sevlint.toml", text);
            assert_eq!(changed_keys(Some(&text(old)), Some(&text(new))), wanted, "{old}---\n{new}");
            let none = changed_keys(None, Some(&text(new)));
            let empty = changed_keys(Some(&text("")), Some(&text(new)));
            assert_eq!(none, empty, "{new}");
        }
    }
}
