//! Floor 6: what is wrong. One file per rule, named as the rule is; the order of [`RULES`] is the order of the
//! documentation. What a rule is stands in `rule`, what several of them use in `shared` and `words`.

pub mod rule;
pub mod shared;
pub mod words;

mod action_missing;
mod action_overdue;
mod action_without_due;
mod action_without_owner;
mod baseline_invalid;
mod config_invalid;
mod field_ambiguous_share;
mod field_disagrees;
mod field_missing;
mod field_misspelt;
mod field_nested;
mod field_out_of_range;
mod field_placeholder_left;
mod field_unknown_value;
mod field_unreadable;
mod file_judging_failed;
mod file_not_utf8;
mod file_outside;
mod file_too_large;
mod file_unreadable;
mod front_matter_duplicate_key;
mod front_matter_invalid;
mod front_matter_unclosed;
mod front_matter_unopened;
mod ignore_expired;
mod ignore_invalid;
mod ignore_unreasoned;
mod ignore_unused;
mod incident_duplicated;
mod incident_link_broken;
mod prose_contradicts_fact;
mod response_acknowledged_late;
mod response_detected_late;
mod response_mitigated_late;
mod response_not_notified;
pub(crate) mod response_postmortem_late;
mod response_resolved_late;
mod response_updated_late;
mod section_empty;
mod section_missing;
mod section_placeholder_left;
mod severity_changed_unreasoned;
mod severity_contradicted;
mod severity_history_disagrees;
mod severity_missing;
mod severity_override_expired;
mod severity_override_needless;
mod severity_override_unreadable;
mod severity_override_unreasoned;
mod severity_override_void;
mod severity_overstated;
mod severity_spelling;
mod severity_uncovered;
mod severity_understated;
mod severity_undetermined;
mod severity_unknown;
mod table_criterion_impossible;
mod table_criterion_redundant;
mod table_criterion_unreachable;
mod table_example_missing;
mod table_example_wrong;
mod table_fact_unused;
mod table_hole;
mod table_invalid;
mod table_inversion;
mod table_level_empty;
mod table_order_mixed;
mod table_order_reversed;
mod table_rendering_stale;
mod table_response_inverted;
mod table_response_missing;
mod table_response_same;
mod table_too_complex;
mod table_too_young;
mod time_date_disagrees;
mod time_disordered;
mod time_duration_disagrees;
mod time_in_future;
mod time_without_offset;
mod timeline_disordered;
mod timeline_empty;

use rule::Rule;

/// All rules.
pub static RULES: &[&Rule] = &[
    &config_invalid::RULE,
    &baseline_invalid::RULE,
    &table_invalid::RULE,
    &table_too_complex::RULE,
    &table_too_young::RULE,
    &table_order_reversed::RULE,
    &table_order_mixed::RULE,
    &table_criterion_unreachable::RULE,
    &table_criterion_redundant::RULE,
    &table_criterion_impossible::RULE,
    &table_hole::RULE,
    &table_inversion::RULE,
    &table_level_empty::RULE,
    &table_response_missing::RULE,
    &table_response_same::RULE,
    &table_response_inverted::RULE,
    &table_fact_unused::RULE,
    &table_example_missing::RULE,
    &table_example_wrong::RULE,
    &table_rendering_stale::RULE,
    &file_unreadable::RULE,
    &file_not_utf8::RULE,
    &file_too_large::RULE,
    &file_outside::RULE,
    &file_judging_failed::RULE,
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
    &severity_override_unreadable::RULE,
    &severity_override_expired::RULE,
    &severity_override_void::RULE,
    &severity_override_needless::RULE,
    &severity_history_disagrees::RULE,
    &severity_changed_unreasoned::RULE,
    &response_not_notified::RULE,
    &response_detected_late::RULE,
    &response_acknowledged_late::RULE,
    &response_mitigated_late::RULE,
    &response_updated_late::RULE,
    &response_resolved_late::RULE,
    &response_postmortem_late::RULE,
    &field_missing::RULE,
    &field_placeholder_left::RULE,
    &field_unreadable::RULE,
    &field_unknown_value::RULE,
    &field_out_of_range::RULE,
    &field_disagrees::RULE,
    &field_misspelt::RULE,
    &field_nested::RULE,
    &field_ambiguous_share::RULE,
    &time_disordered::RULE,
    &time_in_future::RULE,
    &time_without_offset::RULE,
    &time_duration_disagrees::RULE,
    &time_date_disagrees::RULE,
    &section_missing::RULE,
    &section_empty::RULE,
    &section_placeholder_left::RULE,
    &timeline_disordered::RULE,
    &timeline_empty::RULE,
    &action_missing::RULE,
    &action_without_owner::RULE,
    &action_without_due::RULE,
    &action_overdue::RULE,
    &prose_contradicts_fact::RULE,
    &incident_duplicated::RULE,
    &incident_link_broken::RULE,
    &ignore_invalid::RULE,
    &ignore_unreasoned::RULE,
    &ignore_expired::RULE,
    &ignore_unused::RULE,
];

/// The rule of that name.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.about.id == id)
}

/// The table that the examples of the rules' pages are judged by, unless they bring one.
pub const EXAMPLE_TABLE: &str = include_str!("example_table.md");
