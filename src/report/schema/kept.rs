//! The schemas of what is written. They are made from the types that are written, where this program is tested, and kept as
//! texts: so the program carries no generator of schemas, and tests fail where the two drift.

use serde_json::Value;

/// The schema that a text of `docs/schema` is.
#[must_use]
pub fn kept(text: &str) -> Value {
    // Tests compare each text with what it is made from, so it reads.
    serde_json::from_str(text).unwrap_or_default()
}

/// Fails unless the schema of that name is what is made from the type; with `BLESS=1`, writes it.
///
/// # Panics
/// As tests do.
#[cfg(test)]
pub fn is_made_from<T: schemars::JsonSchema>(name: &str) {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let made = schemars::SchemaGenerator::new(settings).into_root_schema_for::<T>();
    let made = serde_json::to_string_pretty(&made).unwrap() + "\n";
    let path = format!("docs/schema/{name}.schema.json");
    if std::fs::read_to_string(&path).unwrap_or_default() != made {
        assert!(std::env::var_os("BLESS").is_some(), "{path} has drifted: run `BLESS=1 cargo test`");
        std::fs::write(&path, made).unwrap();
    }
}
