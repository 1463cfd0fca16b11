//! The schema of a SEV table, whether in the front matter of a Markdown file or in a file of its own.

use serde_json::{Value, json};

use crate::model::kind::Kind;
use crate::table::read::{KEYS, VERSION};
use crate::table::{read_criteria, read_facts, read_levels};

use super::shape::{described, mapping, name, names, object, root, several, text, with, word};

/// The schema.
#[must_use]
pub fn schema() -> Value {
    let says = "An organisation's SEV table: which facts are stated, and which of them put an incident at which level.";
    let mut schema = root("SEV table", object(says, KEYS, &["sev_table", "levels"], &key));
    with(&mut schema, "$defs", json!({ "tests": tests(), "requirement": requirement(), "level": level() }));
    schema
}

fn key(key: &str) -> Value {
    match key {
        "sev_table" => {
            let number = VERSION.parse::<u32>().unwrap_or_default();
            described("The version of this format.", json!({ "enum": [number, VERSION] }))
        }
        "title" => text("What the table is called."),
        "effective_from" => text("The first day on which incidents are judged by it."),
        "not_graded" => names("Declared values that are no severity, as GAMEDAY."),
        "facts" => {
            let facts = mapping("The facts a postmortem may state, by name.", &fact());
            json!({ "anyOf": [facts, { "type": "null" }], "description": "The facts a postmortem may state, by name." })
        }
        "requires" => several("What every postmortem must have.", &json!({ "$ref": "#/$defs/requirement" })),
        "levels" => described(
            "The levels, most severe first.",
            json!({ "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/level" } }),
        ),
        _ => json!({}),
    }
}

fn fact() -> Value {
    let mut fact = object("", read_facts::KEYS, &["kind"], &|key| match key {
        "kind" => word("What sort of answer it is.", Kind::NAMES),
        "says" => text("The question, as people ask it."),
        "from" => names("Other keys it is stated under; dots reach into nested keys."),
        "values" => {
            let synonyms = names("");
            let item = json!({ "anyOf": [
                { "type": ["string", "number", "boolean"] },
                { "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": synonyms },
            ] });
            described(
                "The words: a list, or each with its synonyms. Those of a scale are ordered, the least bad first.",
                json!({ "anyOf": [
                    { "type": "array", "minItems": 1, "items": item },
                    { "type": "object", "minProperties": 1, "additionalProperties": synonyms },
                    { "type": "null" },
                ] }),
            )
        }
        "unit" => text("What is counted, as written after a number."),
        "min" => text("The smallest number that makes sense."),
        "max" => text("The largest number that makes sense."),
        "currency" => text("The code of the currency, as `USD`."),
        "assume" => described(
            "What silence means.",
            json!({ "type": ["string", "number", "boolean", "array", "null"] }),
        ),
        "worse" => described("Which way it gets worse.", json!({ "enum": with_null(read_facts::WORSE) })),
        _ => json!({}),
    });
    let needs = |kinds: &[&str], key: &str| {
        let of_kind = json!({ "required": ["kind"], "properties": { "kind": { "enum": kinds } } });
        json!({ "if": of_kind, "then": { "required": [key] } })
    };
    let has = |(kinds, known): (&[&str], &[&str])| {
        let of_kind = json!({ "required": ["kind"], "properties": { "kind": { "enum": kinds } } });
        json!({ "if": of_kind, "then": { "propertyNames": { "enum": known } } })
    };
    let mut rules = vec![needs(&["scale", "choice"], "values"), needs(&["money"], "currency")];
    rules.extend(read_facts::KEYS_OF_KINDS.map(has));
    with(&mut fact, "allOf", Value::Array(rules));
    fact
}

fn level() -> Value {
    object("A row of the table.", read_levels::KEYS, &["id"], &|key| match key {
        "id" => name("What postmortems declare."),
        "aliases" => names("Other spellings of it."),
        "name" => text("What it is called in a sentence."),
        "response" => {
            json!({ "anyOf": [response(), { "type": "null" }], "description": "What is to be done." })
        }
        "requires" => several(
            "What it asks of a postmortem, beyond the table's.",
            &json!({ "$ref": "#/$defs/requirement" }),
        ),
        "criteria" => described("What puts an incident here: any one of them.", list_of(&criterion())),
        "otherwise" => described(
            "Whether it takes what no criterion covers.",
            json!({ "enum": [true, false, "yes", "no", null] }),
        ),
        "examples" => described("Incidents that must come out here.", list_of(&example())),
        _ => json!({}),
    })
}

fn response() -> Value {
    object("", read_levels::RESPONSE, &[], &|key| match key {
        "cover" => described("When people are called.", json!({ "enum": with_null(read_levels::COVERS) })),
        "priority" => text("How the work is placed among other work."),
        "notify" => names("Who is told."),
        "detect_within" => text("From the start to detection, as `5m`."),
        "acknowledge_within" => text("From detection to acknowledgement."),
        "mitigate_within" => text("From the start to mitigation."),
        "resolve_within" => text("From the start to resolution."),
        "first_update_within" => text("From detection to the first update."),
        "update_every" => text("Between updates."),
        "postmortem_within" => text("From resolution to the published postmortem, as `5 business days`."),
        _ => json!({}),
    })
}

fn criterion() -> Value {
    object("", read_criteria::KEYS, &[], &|key| match key {
        "id" => text("Its name within the level."),
        "says" => text("What it means, as people say it."),
        "when" => described("Tests that must all hold.", json!({ "$ref": "#/$defs/tests" })),
        "at_least" => object(
            "So many of these items must hold, too.",
            read_criteria::AT_LEAST,
            &["count", "of"],
            &|key| {
                let tests = json!({ "$ref": "#/$defs/tests" });
                match key {
                    "count" => described(
                        "How many.",
                        json!({ "anyOf": [{ "type": "integer", "minimum": 1 }, { "type": "string", "pattern": "^[0-9]+$" }] }),
                    ),
                    "of" => described(
                        "Of these; an item that is a list counts once, whichever of its alternatives hold.",
                        json!({ "type": "array", "minItems": 1, "items": { "anyOf": [tests, { "type": "array", "items": tests }] } }),
                    ),
                    _ => json!({}),
                }
            },
        ),
        "notify" => names("Who is told on top of the level's."),
        _ => json!({}),
    })
}

fn requirement() -> Value {
    object("", read_levels::REQUIRES, &[], &|key| match key {
        "when" => described("It applies only where these tests hold.", json!({ "$ref": "#/$defs/tests" })),
        "fields" => names("Fields that must be stated."),
        "sections" => names("Sections that must be there."),
        "action_items" => {
            several("What every action item must have.", &json!({ "enum": read_levels::ACTION_ITEMS }))
        }
        _ => json!({}),
    })
}

fn example() -> Value {
    object("", read_levels::EXAMPLE, &[], &|key| match key {
        "says" => text("What happened."),
        "incident" => text("A postmortem of the repository."),
        "facts" => described("Facts with their values.", json!({ "type": ["object", "null"] })),
        _ => json!({}),
    })
}

fn tests() -> Value {
    let scalar = ["string", "number", "boolean"];
    described(
        "Tests by fact: `at least 20%`, `over 5`, `10% to 50%`, `not none`, a word; a list for one of several.",
        json!({
            "type": "object",
            "minProperties": 1,
            "additionalProperties": { "type": ["string", "number", "boolean", "array"], "items": { "type": scalar } },
        }),
    )
}

/// Lists; one alone is a list of one only for words.
fn list_of(item: &Value) -> Value {
    json!({ "type": ["array", "null"], "items": item })
}

fn with_null(words: &[&str]) -> Vec<Value> {
    words.iter().map(|word| json!(word)).chain([Value::Null]).collect()
}
