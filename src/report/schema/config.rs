//! The schema of `sevlint.toml`.

use serde_json::{Value, json};

use crate::lint::config::{FAIL_ON, KEYS, LANGUAGES, OVERRIDE, SETTINGS};
use crate::lint::selection::FIXED;
use crate::rules::RULES;

use super::shape::{described, mapping, name, names, object, root, word};

/// The schema.
#[must_use]
pub fn schema() -> Value {
    let says = "Where things are, local names, gravity of rules. Globs and paths are relative to this file.";
    root("sevlint.toml", object(says, KEYS, &[], &key))
}

fn key(key: &str) -> Value {
    match key {
        "table" => names("The SEV table; or several, each with its own `effective_from`."),
        "postmortems" => names("Globs of the files that are postmortems."),
        "exclude" => names("Globs of files that are left alone."),
        "timezone" => name("The zone of times without an offset, as `Asia/Tokyo`."),
        "language" => word("The language of messages.", LANGUAGES),
        "enforce_from" => name("Incidents before this day are judged, and make no findings."),
        "fail_on" => word("From which gravity on a run fails.", FAIL_ON),
        "baseline" => name("A file of known findings, which are marked and do not count."),
        "fiscal_year_starts" => described(
            "The month in which the fiscal year starts.",
            json!({ "type": "integer", "minimum": 1, "maximum": 12 }),
        ),
        "holidays" => names("Days that are no business days."),
        "max_file_size" => name("The largest file that is read, as `8 MiB`."),
        "names" => mapping("What postmortems call fields and facts: `severity = [\"grade\"]`.", &names("")),
        "sections" => mapping("What postmortems call sections.", &names("")),
        "rules" => rules(),
        "overrides" => {
            let item = object("", OVERRIDE, &["paths"], &|key| match key {
                "paths" => names("Globs of the files this is about."),
                "rules" => rules(),
                _ => json!({}),
            });
            described(
                "Other settings for some files; a later one wins.",
                json!({ "type": "array", "items": item }),
            )
        }
        _ => json!({}),
    }
}

fn rules() -> Value {
    let ids: Vec<&str> = RULES.iter().map(|rule| rule.about.id).collect();
    object("How gravely rules are taken.", &ids, &[], &|id| {
        let summary =
            RULES.iter().find(|rule| rule.about.id == id).map(|rule| (rule.about.summary)(<_>::default()));
        // What keeps a run from being made cannot be made light of.
        let settings = if FIXED.contains(&id) { &["error"] } else { SETTINGS };
        word(summary.unwrap_or_default(), settings)
    })
}
