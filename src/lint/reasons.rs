//! The reasons that ignores give, to be offered again.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::directive::{Directives, Ignore};
use crate::source::in_order::InOrder;

/// A reason that an ignore gives.
#[derive(Debug)]
pub(super) struct Given {
    rule: Box<str>,
    because: Box<str>,
}

/// What the ignores of a file give.
pub(super) fn reasons_in(directives: &Directives) -> Vec<Given> {
    let given = |ignore: &Ignore| {
        let because = ignore.because.as_ref()?.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let rule = ignore.rules.first()?.text.as_str().into();
        Some(Given { rule, because: because.into() })
    };
    directives.ignores.iter().filter_map(given).collect()
}

/// The reasons for a rule, the most frequent first.
pub(super) fn most_frequent<'g>(all: impl Iterator<Item = &'g Given>, rule: &str) -> Vec<&'g str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for given in all.filter(|given| *given.rule == *rule) {
        *counts.entry(&given.because).or_default() += 1;
    }
    let mut reasons: Vec<(&str, usize)> = counts.into_iter().collect();
    reasons.order_by_key(|(_, count)| Reverse(*count));
    reasons.into_iter().map(|(reason, _)| reason).collect()
}
