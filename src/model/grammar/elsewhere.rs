//! Remarks that say, and say nothing else, that what they stand beside is not of this incident, or did not happen: `(planned)`,
//! （前回）. What else stands in a remark may be about anything.

use crate::model::heading::heading_key;

/// The longest remark that is looked at, in bytes: longer ones are sentences.
const LONGEST: usize = 40;

/// Whether a remark says that a value is of something else, or of what may be.
#[must_use]
pub fn is_elsewhere(remark: &str) -> bool {
    if remark.len() > LONGEST {
        return false;
    }
    let key = heading_key(remark);
    is_of_another(&key) || is_possible(&key)
}

/// Whether it says that something is of another incident, of a plan or of a limit, in the form of [`heading_key`].
#[must_use]
pub fn is_of_another(key: &str) -> bool {
    OTHER.contains(&key)
}

/// Whether it says that something may be, in that form.
#[must_use]
pub fn is_possible(key: &str) -> bool {
    POSSIBLE.contains(&key)
}

/// Remarks on something else, in the form of [`heading_key`].
const OTHER: [&str; 42] = [
    "previous",
    "previous incident",
    "previous outage",
    "last incident",
    "last outage",
    "last time",
    "last year",
    "prior incident",
    "prior outage",
    "past incident",
    "past incidents",
    "past outage",
    "other incident",
    "similar incident",
    "related incident",
    "worst case",
    "in the worst case",
    "best case",
    "hypothetical",
    "projected",
    "planned",
    "scheduled",
    "if unmitigated",
    "if not mitigated",
    "target",
    "goal",
    "threshold",
    "alert threshold",
    "slo",
    "sla",
    "slo target",
    "sla target",
    "example",
    "予定",
    "見込み",
    "計画",
    "前回",
    "目標",
    "目標値",
    "しきい値",
    "閾値",
    "例",
];

/// Remarks on what may be.
const POSSIBLE: [&str; 6] = ["potential", "potentially", "possible", "risk", "at risk", "最悪の場合"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_on_something_else() {
        for remark in
            ["planned", "Worst case", "previous incident", "at risk", "予定", "目標値", " SLA target "]
        {
            assert!(is_elsewhere(remark), "{remark}");
        }
        for remark in
            ["", "as planned", "planned by the vendor", "EU", "risk team", "予定通り", "previously 3"]
        {
            assert!(!is_elsewhere(remark), "{remark}");
        }
    }
}
