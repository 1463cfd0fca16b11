//! The pieces that schemas are made of.

use serde_json::{Map, Value, json};

/// The dialect that all schemas are written in.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Something written, whatever the format takes it for: a word, a number, `true`. Nothing behind the key is allowed.
pub fn text(says: &str) -> Value {
    described(says, json!({ "type": ["string", "number", "boolean", "null"] }))
}

/// The same, and something must be written.
pub fn name(says: &str) -> Value {
    described(says, json!({ "type": ["string", "number", "boolean"] }))
}

/// A list of words; one alone is a list of one.
pub fn names(says: &str) -> Value {
    let item = json!({ "type": ["string", "number", "boolean"] });
    described(says, json!({ "type": ["string", "number", "boolean", "array", "null"], "items": item }))
}

/// One of a few words.
pub fn word(says: &str, words: &[&str]) -> Value {
    described(says, json!({ "enum": words }))
}

/// A list of things of one shape; one alone is a list of one.
pub fn several(says: &str, one: &Value) -> Value {
    described(says, json!({ "anyOf": [one, { "type": "array", "items": one }, { "type": "null" }] }))
}

/// A mapping with these keys and no others.
pub fn object(says: &str, keys: &[&str], required: &[&str], of: &dyn Fn(&str) -> Value) -> Value {
    let mut properties = Map::new();
    for key in keys {
        properties.insert((*key).to_owned(), of(key));
    }
    let mut object = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        with(&mut object, "required", json!(required));
    }
    described(says, object)
}

/// A mapping with free keys, of which each value has one shape.
pub fn mapping(says: &str, value: &Value) -> Value {
    described(says, json!({ "type": "object", "additionalProperties": value }))
}

/// A whole schema.
pub fn root(title: &str, mut schema: Value) -> Value {
    with(&mut schema, "$schema", json!(DIALECT));
    with(&mut schema, "title", json!(title));
    schema
}

/// Adds what is said of a value.
pub fn described(says: &str, mut schema: Value) -> Value {
    if !says.is_empty() {
        with(&mut schema, "description", json!(says));
    }
    schema
}

/// Adds a keyword.
pub fn with(schema: &mut Value, keyword: &str, value: Value) {
    if let Value::Object(entries) = schema {
        entries.insert(keyword.to_owned(), value);
    }
}
