//! What a JSON Schema allows under a path of keys. Our schemas say what every key means, so that completion need not.

use serde_json::Value;

/// A key that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The key, or the word.
    pub name: String,
    /// What it means; may be empty.
    pub says: String,
}

/// What may be written in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The keys of a mapping.
    pub keys: Vec<Allowed>,
    /// The words of a value.
    pub words: Vec<String>,
    /// Whether it is a mapping of tests by facts, or of facts to values.
    pub is_of_facts: bool,
}

/// What may be written under a path of keys. Lists have no name: what is said of their items is said of them.
#[must_use]
pub fn place(schema: &Value, path: &[String]) -> Place {
    let mut here = vec![schema];
    expand(schema, &mut here);
    for key in path {
        let mut below = vec![];
        for shape in &here {
            let named = shape.get("properties").and_then(|properties| properties.get(key));
            let free = shape.get("additionalProperties").filter(|free| free.is_object());
            below.extend(named.or(free));
        }
        here = below;
        expand(schema, &mut here);
    }
    let mut place = Place::default();
    for shape in here {
        let properties = shape.get("properties").and_then(Value::as_object);
        for (name, value) in properties.into_iter().flatten() {
            let says = value.get("description").and_then(Value::as_str).unwrap_or_default();
            if !place.keys.iter().any(|known| known.name == *name) {
                place.keys.push(Allowed { name: name.clone(), says: says.to_owned() });
            }
        }
        let words = shape.get("enum").and_then(Value::as_array).into_iter().flatten().filter_map(word);
        for word in words {
            if !place.words.contains(&word) {
                place.words.push(word);
            }
        }
        let is_object = shape.get("type").is_some_and(|kind| {
            kind == "object" || kind.as_array().is_some_and(|kinds| kinds.contains(&Value::from("object")))
        });
        let last = path.last().map(String::as_str);
        // Where facts are declared, they are mappings themselves.
        let is_of_mappings = shape.pointer("/additionalProperties/properties").is_some();
        let is_free = is_object && properties.is_none() && !is_of_mappings;
        place.is_of_facts |= is_free && matches!(last, Some("when" | "of" | "facts"));
    }
    place
}

/// Follows references, alternatives and lists.
fn expand<'s>(schema: &'s Value, shapes: &mut Vec<&'s Value>) {
    let mut at = 0;
    while let Some(shape) = shapes.get(at).copied() {
        let referred = shape.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix('#'));
        let mut more: Vec<&Value> =
            referred.and_then(|pointer| schema.pointer(pointer)).into_iter().collect();
        more.extend(shape.get("anyOf").and_then(Value::as_array).into_iter().flatten());
        more.extend(shape.get("items"));
        for next in more {
            if !shapes.iter().any(|known| std::ptr::eq(*known, next)) {
                shapes.push(next);
            }
        }
        at += 1;
    }
}

fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(word) => Some(word.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::schema;

    fn names(path: &str) -> (Vec<String>, Vec<String>, bool) {
        let path: Vec<String> = path.split('.').filter(|key| !key.is_empty()).map(str::to_owned).collect();
        let place = place(&schema::table::schema(), &path);
        (place.keys.into_iter().map(|key| key.name).collect(), place.words, place.is_of_facts)
    }

    #[test]
    fn the_schema_of_a_table_is_followed() {
        assert!(names("").0.contains(&"levels".to_owned()));
        assert!(names("levels").0.contains(&"criteria".to_owned()));
        assert!(names("levels.criteria").0.contains(&"at_least".to_owned()));
        assert_eq!(names("facts.users.kind").1.first().map(String::as_str), Some("boolean"));
        assert_eq!(names("levels.response.cover").1, ["around-the-clock", "business-hours"]);
        for of_facts in
            ["levels.criteria.when", "levels.criteria.at_least.of", "requires.when", "levels.examples.facts"]
        {
            assert!(names(of_facts).2, "{of_facts}");
        }
        assert!(!names("facts").2 && !names("levels").2);
        assert_eq!(names("nothing.here"), (vec![], vec![], false));
    }
}
