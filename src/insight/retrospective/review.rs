//! The table under review: what the incidents of a period say about the table they were judged by. Each remark is a
//! consequence of counts, and carries them; where there is too little to say something, nothing is said.

use std::cmp::Reverse;

use crate::source::in_order::InOrder;
use crate::verdict::standing::Standing;

use super::agreement::Agreement;
use super::criteria::{CriteriaOfTable, CriterionUse};
use super::decision::DecisionState;
use super::decisions::Overridden;
use super::incident::Incident;
use super::number::{Share, real};
use super::remark::Remark;
use super::retrospective::Retrospective;

/// Fewer incidents than these allow no remark on what never happened.
const ENOUGH: usize = 5;
/// From this share on something is worth a remark: three in ten.
const NOTABLE: f64 = 0.3;
/// From this mean difference on, in levels, people and table lean apart.
const LEANING: f64 = 0.25;

/// The remarks, the gravest first.
#[must_use]
pub fn review(retrospective: &Retrospective) -> Vec<Remark> {
    let mut remarks = vec![];
    // Of the newest table first: it is the one that can be changed.
    for criteria in retrospective.criteria.iter().rev() {
        remarks.extend(criteria.criteria.iter().filter_map(|criterion| overridden(criteria, criterion)));
    }
    for agreement in retrospective.agreement.iter().rev() {
        confused(agreement, &mut remarks);
        remarks.extend(leaning(agreement));
    }
    decisions(retrospective, &mut remarks);
    if retrospective.scope.uncovered > 0 {
        remarks.push(Remark::Holes { incidents: retrospective.scope.uncovered });
    }
    // What a version was never used for is of no interest once it was replaced.
    let is_past =
        |path: &str| retrospective.tables.iter().any(|table| table.path == path && table.commit.is_some());
    for criteria in retrospective.criteria.iter().rev().filter(|criteria| !is_past(&criteria.table)) {
        of_criteria(criteria, &mut remarks);
    }
    for agreement in retrospective.agreement.iter().rev().filter(|agreement| !is_past(&agreement.table)) {
        remarks.extend(unused(retrospective, agreement));
    }
    facts(retrospective, &mut remarks);
    let today =
        retrospective.incidents.iter().filter_map(|incident| Some((incident, incident.today.as_ref()?)));
    let (mut differs, mut judged) = (0, 0);
    for (incident, today) in today {
        judged += 1;
        // Only what cannot be the same level by both.
        let is_shared = today.possible.iter().any(|level| incident.possible.contains(level));
        differs += usize::from(!is_shared);
    }
    if differs > 0 {
        remarks.push(Remark::TodayDiffers { share: Share { count: differs, of: judged } });
    }
    remarks
}

fn is_notable(share: Share) -> bool {
    share.count >= 2 && share.rate().is_some_and(|rate| rate >= NOTABLE)
}

fn overridden(criteria: &CriteriaOfTable, criterion: &CriterionUse) -> Option<Remark> {
    let share = Share { count: criterion.overridden, of: criterion.decided };
    is_notable(share).then(|| Remark::CriterionOverridden {
        table: criteria.table.clone(),
        level: criterion.level.clone(),
        criterion: criterion.id.clone(),
        share,
    })
}

fn confused(agreement: &Agreement, remarks: &mut Vec<Remark>) {
    for (computed, name) in agreement.levels.iter().enumerate() {
        let column =
            |declared: usize| agreement.matrix.get(declared).and_then(|row| row.get(computed)).copied();
        let of: usize = (0..agreement.levels.len()).filter_map(column).sum();
        for (declared, declared_name) in agreement.levels.iter().enumerate() {
            let share = Share { count: column(declared).unwrap_or_default(), of };
            if declared != computed && is_notable(share) {
                remarks.push(Remark::LevelsConfused {
                    table: agreement.table.clone(),
                    declared: declared_name.clone(),
                    computed: name.clone(),
                    share,
                });
            }
        }
    }
}

fn leaning(agreement: &Agreement) -> Option<Remark> {
    let bias = agreement.bias.filter(|bias| bias.abs() >= LEANING)?;
    let incidents = agreement.exact.of;
    (incidents >= ENOUGH).then(|| Remark::Leaning { table: agreement.table.clone(), bias, incidents })
}

fn decisions(retrospective: &Retrospective, remarks: &mut Vec<Remark>) {
    let valid = |decision: &&Overridden| decision.decision.state == DecisionState::Valid;
    let held: Vec<_> = retrospective.overrides.iter().filter(valid).collect();
    let endless = held.iter().filter(|overridden| overridden.decision.until.is_none()).count();
    let is_overridden = |incident: &&Incident| {
        incident.decision.as_ref().is_some_and(|decision| decision.state == DecisionState::Valid)
    };
    let distances: Vec<i32> = retrospective
        .incidents
        .iter()
        .filter(is_overridden)
        .filter_map(|incident| incident.distance)
        .filter(|distance| *distance != 0)
        .collect();
    let of = distances.len();
    let milder = distances.iter().filter(|distance| **distance > 0).count();
    for (milder, count) in [(true, milder), (false, of - milder)] {
        if of >= 3 && real(count) >= 0.8 * real(of) {
            remarks.push(Remark::OverridesLean { milder, share: Share { count, of } });
        }
    }
    let share = Share { count: endless, of: held.len() };
    if is_notable(share) {
        remarks.push(Remark::OverridesWithoutEnd { share });
    }
}

fn of_criteria(criteria: &CriteriaOfTable, remarks: &mut Vec<Remark>) {
    let table = || criteria.table.clone();
    let incidents = criteria.incidents;
    for criterion in &criteria.criteria {
        let (level, id) = (criterion.level.clone(), criterion.id.clone());
        if criterion.near_misses >= 2 {
            let (near_misses, met) = (criterion.near_misses, criterion.met);
            remarks.push(Remark::NearMisses { table: table(), level, criterion: id, near_misses, met });
        }
    }
    for criterion in &criteria.criteria {
        let (level, id) = (criterion.level.clone(), criterion.id.clone());
        if criterion.decided >= 3 && criterion.alone == 0 {
            let decided = criterion.decided;
            remarks.push(Remark::CriterionNeverAlone { table: table(), level, criterion: id, decided });
        }
    }
    let mut open: Vec<&CriterionUse> = criteria
        .criteria
        .iter()
        .filter(|criterion| is_notable(Share { count: criterion.open, of: incidents }))
        .collect();
    open.order_by_key(|criterion| Reverse(criterion.open));
    for criterion in open.into_iter().take(3) {
        remarks.push(Remark::CriterionOftenOpen {
            table: table(),
            level: criterion.level.clone(),
            criterion: criterion.id.clone(),
            share: Share { count: criterion.open, of: incidents },
            fact: criterion.lacking.first().map(|lacking| (lacking.fact.clone(), lacking.incidents)),
        });
    }
    let never: Vec<[String; 2]> = criteria
        .criteria
        .iter()
        .filter(|criterion| criterion.met == 0)
        .map(|criterion| [criterion.level.clone(), criterion.id.clone()])
        .collect();
    if incidents >= ENOUGH && !never.is_empty() {
        let of = criteria.criteria.len();
        remarks.push(Remark::CriteriaNeverMet { table: table(), criteria: never, of, incidents });
    }
    if let Some(otherwise) = &criteria.otherwise {
        let share = Share { count: otherwise.incidents, of: incidents };
        if incidents >= ENOUGH && share.count * 2 > incidents {
            remarks.push(Remark::MostFallThrough { table: table(), level: otherwise.level.clone(), share });
        }
    }
}

fn unused(retrospective: &Retrospective, agreement: &Agreement) -> Option<Remark> {
    let of_table = || {
        retrospective.incidents.iter().filter(|incident| incident.table.as_ref() == Some(&agreement.table))
    };
    let incidents = of_table().filter(|incident| incident.declared.is_some()).count();
    let is_unused = |level: &&String| {
        !of_table()
            .any(|incident| incident.declared.as_ref() == Some(level) || incident.possible.contains(level))
    };
    let levels: Vec<String> = agreement.levels.iter().filter(is_unused).cloned().collect();
    (incidents >= ENOUGH && !levels.is_empty()).then(|| Remark::LevelsUnused {
        table: agreement.table.clone(),
        levels,
        incidents,
    })
}

fn facts(retrospective: &Retrospective, remarks: &mut Vec<Remark>) {
    let open = retrospective.scope.open_levels;
    for fact in retrospective.facts.iter().filter(|fact| fact.helps >= 2).take(2) {
        let settles = Share { count: fact.settles, of: open };
        remarks.push(Remark::AskFor { fact: fact.fact.clone(), settles, helps: fact.helps });
    }
    let confirmed =
        retrospective.incidents.iter().filter(|incident| incident.standing == Some(Standing::Confirmed));
    let (mut of, mut count, mut facts) = (0, 0, vec![]);
    for incident in confirmed {
        of += 1;
        count += usize::from(!incident.assumed.is_empty());
        for fact in &incident.assumed {
            if !facts.contains(fact) {
                facts.push(fact.clone());
            }
        }
    }
    let share = Share { count, of };
    if is_notable(share) {
        remarks.push(Remark::RestsOnAssumption { facts, share });
    }
}
