//! Names that a `sevlint.toml` gives: of fields, facts and sections that exist.

use std::sync::Arc;

use crate::model::field::FIELDS;
use crate::rules::config_fault::{ConfigFault, ConfigFaultKind};
use crate::source::nearest::nearest;
use crate::source::span::Span;
use crate::table::table::Table;

use super::config::Config;

/// `[names]` on the left are fields, or facts of one of the tables.
#[must_use]
pub fn unknown_names(config: &Config, tables: &[Arc<Table>]) -> Vec<ConfigFault> {
    let facts = || tables.iter().flat_map(|table| &table.facts).map(|fact| fact.name.as_str());
    let known = || FIELDS.iter().map(|spellings| spellings.name).chain(facts());
    let unknown = config.name_places.iter().filter(|(name, _)| !known().any(|known| known == name));
    let fault = |(name, span): &(String, Span)| {
        let nearest = nearest(name, known()).map(str::to_owned);
        ConfigFault { span: *span, kind: ConfigFaultKind::NameUnknown { name: name.clone(), nearest } }
    };
    // Without a table nobody can say which facts there are.
    if tables.is_empty() { vec![] } else { unknown.map(fault).collect() }
}
