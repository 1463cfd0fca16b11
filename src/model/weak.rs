//! Names for something near: when a ticket was closed, when it no longer hurt. They count where nothing else is stated.

use crate::source::in_order::InOrder;

use super::date_form::is_date_form;
use super::field::Field;
use super::grammar::{spelling, unknown};
use super::stated::StatedField;
use super::vocabulary::Origin;

/// Leaves out when a ticket was closed, where it is stated when the incident was over, and the like. What is only to be filled in states
/// nothing: it goes behind what stands under the other name.
pub fn leave_out_weak(fields: &mut Vec<StatedField<'_>>) {
    let is_weak = |stated: &StatedField<'_>| matches!(stated.rank.1, Origin::Weak(_));
    if !fields.iter().any(is_weak) {
        return;
    }
    let mut told: Vec<(Field, Origin)> = fields
        .iter()
        .filter(|stated| !is_blank(stated))
        .map(|stated| (stated.field, if is_weak(stated) { stated.rank.1 } else { Origin::Canonical }))
        .collect();
    told.dedup();
    let is_told = |field: Field| told.contains(&(field, Origin::Canonical));
    // What no longer hurts was mitigated; that does not say when it was over for good.
    let is_near = |field: Field| field == Field::ResolvedAt && is_told(Field::MitigatedAt);
    let has_other =
        |field: Field| told.iter().any(|(of, origin)| *of == field && *origin != Origin::FOR_GOOD);
    fields.retain(|stated| match stated.rank.1 {
        Origin::FOR_GOOD => !has_other(stated.field),
        Origin::Weak(_) => !is_told(stated.field) && !is_near(stated.field),
        _ => true,
    });
    fields.order_by_key(|stated| (stated.field, stated.field.is_time() && is_blank(stated), stated.rank));
}

/// Whether a value is still to be filled in.
fn is_blank(stated: &StatedField<'_>) -> bool {
    let is_unknown = |text: &str| {
        spelling::plain(text).is_ok_and(|text| unknown::is_unknown(&text) || is_date_form(&text))
    };
    stated.entry.value.is_empty() || stated.entry.value.text().is_some_and(is_unknown)
}
