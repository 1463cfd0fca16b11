//! The schema of the front matter of postmortems, by the table they are judged by: its levels, facts and words.
//!
//! Other keys are free, and nothing is required: what is missing may stand in the body, or under another name.

use serde_json::{Map, Value, json};

use crate::model::decision::OVERRIDE;
use crate::model::declaration::Declaration;
use crate::model::field::{FIELDS, Field};
use crate::model::grammar::unknown::MARKERS;
use crate::model::kind::Kind;
use crate::model::vocabulary::LocalNames;
use crate::table::level::Level;
use crate::table::table::Table;

use super::shape::{described, name, names, object, root, text};

/// The schema by a table and local names.
#[must_use]
pub fn schema(table: &Table, local: &LocalNames) -> Value {
    let mut properties = Map::new();
    for spellings in FIELDS {
        properties.insert(spellings.name.to_owned(), field(spellings.field, table));
    }
    for fact in &table.facts {
        let schema = of_fact(fact);
        // Keys with dots reach into nested ones, which stay free.
        for key in fact.from.iter().filter(|key| !key.contains('.')) {
            properties.insert(key.clone(), schema.clone());
        }
        properties.insert(fact.name.clone(), schema);
    }
    for (canonical, keys) in local {
        let Some(schema) = properties.get(canonical).cloned() else { continue };
        for key in keys.iter().filter(|key| !key.contains('.')) {
            // A key may be told to mean two things, and has to be right for one of them only.
            properties.entry(key.clone()).or_insert_with(|| schema.clone());
        }
    }
    let title = table.title.as_deref().unwrap_or("the SEV table");
    let says = format!("Front matter of a postmortem, judged by {title}.");
    root("Postmortem", json!({ "type": "object", "description": says, "properties": properties }))
}

fn field(field: Field, table: &Table) -> Value {
    let says = field.says();
    match field {
        Field::Severity => severity(table),
        Field::DetectedBy => names(says),
        Field::Services | Field::Notified | Field::Authors => json!({ "description": says }),
        Field::SeverityOverride => severity_override(),
        Field::SeverityHistory => {
            let change = json!({ "type": "object", "properties": {
                "at": name("When."),
                "level": level_name("To which level.", table),
                "because": text("Why."),
            } });
            let item = json!({ "anyOf": [change, level_name("To which level.", table)] });
            described(says, json!({ "type": ["array", "null"], "items": item }))
        }
        _ => text(says),
    }
}

fn severity(table: &Table) -> Value {
    let level = level_name("", table);
    let list = json!({ "type": "array", "items": level, "maxItems": 1 });
    // Of keys, `level`, `final` and the like say what it is now; others are free.
    let keys = json!({ "type": "object", "minProperties": 1 });
    described(Field::Severity.says(), json!({ "anyOf": [level, list, keys] }))
}

/// A level by any of its spellings, or a word that is not graded; free text may follow.
fn level_name(says: &str, table: &Table) -> Value {
    let spelled = |level: &Level| -> Vec<String> {
        let others = level.aliases.iter().chain(&level.name).map(|name| name.text.clone());
        std::iter::once(level.id.text.clone()).chain(others).collect()
    };
    let ids: Vec<&str> = table.levels.iter().map(|level| level.id.text.as_str()).collect();
    let mut spellings: Vec<String> = table.levels.iter().flat_map(spelled).collect();
    spellings.extend(table.not_graded.iter().map(|name| name.text.clone()));
    let written: Vec<String> = spellings.iter().map(|spelling| whole_word(spelling)).collect();
    // A bare number stands for the level that ends in it.
    let pattern = format!("^[^\\p{{L}}\\p{{N}}]*(?:{}|[0-9])", written.join("|"));
    described(
        says,
        json!({ "anyOf": [{ "enum": ids }, { "type": "string", "pattern": pattern }, { "type": "integer" }] }),
    )
}

fn severity_override() -> Value {
    let decision = object("", OVERRIDE, &["because"], &|key| match key {
        "because" => needed("Why the level is kept."),
        "approved_by" => names("Who agreed."),
        "until" => text("The last day it holds."),
        "level" => names("The level that is kept; when another one is declared, the override is void."),
        "instead_of" => names(
            "The level the table gave, or several of which it gave one; when it gives none of them, the override is void.",
        ),
        _ => json!({}),
    });
    let none = json!({ "enum": [false, null] });
    described(
        Field::SeverityOverride.says(),
        json!({ "anyOf": [decision, { "type": "string", "minLength": 1 }, none] }),
    )
}

/// A text that is needed, or several.
fn needed(says: &str) -> Value {
    let item = json!({ "type": ["string", "number", "boolean"] });
    let list = json!({ "type": "array", "items": item, "minItems": 1 });
    described(says, json!({ "anyOf": [item, list] }))
}

fn of_fact(fact: &Declaration) -> Value {
    let question = fact.says.clone().unwrap_or_default();
    let says = match &fact.kind {
        Kind::Number { unit: Some(unit), .. } => format!("{question} (in {unit})"),
        Kind::Percent => format!("{question} (in percent)"),
        Kind::Money { currency } => format!("{question} (in {currency})"),
        _ => question,
    };
    let says = says.trim();
    match &fact.kind {
        Kind::Scale(words) | Kind::Choice(words) | Kind::Set(words) if !words.is_empty() => {
            let known: Vec<&str> = words.iter().map(|word| word.name.as_str()).collect();
            let all = words.iter().flat_map(|word| std::iter::once(&word.name).chain(&word.synonyms));
            let mut written: Vec<String> = all.map(|word| any_spelling(word)).collect();
            written.extend(
                ["[yY][eE][sS]", "[nN][oO]", "[tT][rR][uU][eE]", "[fF][aA][lL][sS][eE]"].map(str::to_owned),
            );
            written.extend(MARKERS.iter().map(|marker| any_spelling(marker)));
            // Of a set, all its words or none of them.
            if matches!(fact.kind, Kind::Set(_)) {
                written.extend(["all", "everything", "none", "nothing"].map(any_spelling));
            }
            let pattern = format!("{}|^[^\\p{{L}}\\p{{N}}]*$", written.join("|"));
            let one = json!({ "anyOf": [{ "enum": known }, { "type": "string", "pattern": pattern }] });
            let mut one_or_several = one.clone();
            if let Some(Value::Array(any)) = one_or_several.get_mut("anyOf") {
                any.push(json!({ "type": "array", "items": one }));
                any.push(json!({ "type": ["boolean", "null"] }));
            }
            described(says, one_or_several)
        }
        Kind::Set(_) => described(says, json!({ "type": ["string", "array", "null"] })),
        Kind::Boolean => described(says, json!({ "type": ["boolean", "string", "null"] })),
        _ => described(says, json!({ "type": ["number", "string", "array", "null"] })),
    }
}

/// A pattern for a word as [`any_spelling`] has it, and the word ends there: SEV-1 is not SEV-10.
fn whole_word(word: &str) -> String {
    let ends = if word.ends_with(|last: char| last.is_ascii_alphanumeric()) { "(?![A-Za-z0-9])" } else { "" };
    format!("{}{ends}", any_spelling(word))
}

/// A pattern for a word in any case, with any separators where it has one and before its number. For ECMA 262 with `u`.
fn any_spelling(word: &str) -> String {
    let mut pattern = String::new();
    let mut previous: Option<char> = None;
    for letter in word.chars() {
        if is_separator(letter) {
            previous = None;
            continue;
        }
        let begins = previous.is_none_or(|before| before.is_ascii_digit() != letter.is_ascii_digit());
        if begins && !pattern.is_empty() {
            pattern.push_str("[\\s_‐-―−-]*");
        }
        let (lower, upper) = (letter.to_lowercase().to_string(), letter.to_uppercase().to_string());
        if lower != upper && lower.chars().count() == 1 && upper.chars().count() == 1 {
            pattern.push_str(&format!("[{lower}{upper}]"));
        } else {
            if "^$\\.*+?()[]{}|/".contains(letter) {
                pattern.push('\\');
            }
            pattern.push(letter);
        }
        previous = Some(letter);
    }
    pattern
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '_' | '‐'..='―' | '−')
}

#[cfg(test)]
mod tests {
    use super::any_spelling;

    #[test]
    fn spellings_are_patterns() {
        for (word, expected) in [
            ("SEV-2", "[sS][eE][vV][\\s_‐-―−-]*2"),
            ("P1", "[pP][\\s_‐-―−-]*1"),
            ("なし", "なし"),
            ("n/a", "[nN]\\/[aA]"),
        ] {
            assert_eq!(any_spelling(word), expected, "{word}");
        }
    }
}
