//! Names that a `sevlint.toml` gives: of fields, facts and sections that exist.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::field::FIELDS;
use crate::model::heading::heading_key;
use crate::model::topic_names::NAMES;
use crate::rules::shared::config_fault::{ConfigFault, ConfigFaultKind};
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

/// `[sections]` on the left are usual sections, or those that a table asks for. Any other name does nothing; it is a
/// fault where it is near to one of those.
#[must_use]
pub fn unknown_sections(config: &Config, tables: &[Arc<Table>]) -> Vec<ConfigFault> {
    let asked = || tables.iter().flat_map(|table| table.sections_asked());
    let usual = || NAMES.iter().flat_map(|(_, names)| names.iter().copied());
    let keys: BTreeSet<String> = asked().map(heading_key).collect();
    let is_known = |name: &str| {
        let key = heading_key(name);
        usual().any(|usual| usual == key) || keys.contains(&key)
    };
    let unknown = config.section_places.iter().filter(|(name, _)| !is_known(name));
    let fault = |(name, span): &(String, Span)| {
        let nearest = nearest(name, asked().chain(usual()))?.to_owned();
        Some(ConfigFault {
            span: *span,
            kind: ConfigFaultKind::SectionUnknown { name: name.clone(), nearest },
        })
    };
    // Without a table nobody can say which sections are asked for.
    if tables.is_empty() { vec![] } else { unknown.filter_map(fault).collect() }
}
