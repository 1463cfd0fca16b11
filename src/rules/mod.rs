//! Floor 6: what is wrong. One file per rule; the order of [`RULES`] is the order of the documentation.

mod asked;
pub mod config_fault;
mod fence;
mod grounds;
mod mismatch;
pub mod phrase;
pub mod rule;
mod shape_words;
mod syntax_words;
mod value_words;

mod action_missing;
mod action_overdue;
mod action_without_due;
mod action_without_owner;
mod config_invalid;
mod file_not_utf8;
mod file_outside;
mod file_too_large;
mod file_unreadable;
mod front_matter_duplicate_key;
mod front_matter_invalid;
mod front_matter_unclosed;
mod front_matter_unopened;
mod section_empty;
mod section_missing;
mod section_placeholder_left;
mod severity_contradicted;
mod severity_history_disagrees;
mod severity_missing;
mod severity_override_expired;
mod severity_override_needless;
mod severity_override_unreasoned;
mod severity_override_void;
mod severity_overstated;
mod severity_spelling;
mod severity_uncovered;
mod severity_understated;
mod severity_undetermined;
mod severity_unknown;
mod table_invalid;
mod table_too_complex;
mod table_too_young;
mod timeline_disordered;
mod timeline_empty;

use rule::Rule;

/// All rules.
pub static RULES: &[&Rule] = &[
    &config_invalid::RULE,
    &table_invalid::RULE,
    &table_too_complex::RULE,
    &table_too_young::RULE,
    &file_unreadable::RULE,
    &file_not_utf8::RULE,
    &file_too_large::RULE,
    &file_outside::RULE,
    &front_matter_invalid::RULE,
    &front_matter_unclosed::RULE,
    &front_matter_unopened::RULE,
    &front_matter_duplicate_key::RULE,
    &severity_understated::RULE,
    &severity_overstated::RULE,
    &severity_contradicted::RULE,
    &severity_undetermined::RULE,
    &severity_uncovered::RULE,
    &severity_missing::RULE,
    &severity_unknown::RULE,
    &severity_spelling::RULE,
    &severity_override_unreasoned::RULE,
    &severity_override_expired::RULE,
    &severity_override_void::RULE,
    &severity_override_needless::RULE,
    &severity_history_disagrees::RULE,
    &section_missing::RULE,
    &section_empty::RULE,
    &section_placeholder_left::RULE,
    &timeline_disordered::RULE,
    &timeline_empty::RULE,
    &action_missing::RULE,
    &action_without_owner::RULE,
    &action_without_due::RULE,
    &action_overdue::RULE,
];

/// The rule of that name.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.about.id == id)
}

/// The table that the examples of the rules' pages are judged by, unless they bring one.
pub const EXAMPLE_TABLE: &str = include_str!("example_table.md");
