//! Criteria that can never decide anything, and criteria that others cover.

use std::collections::BTreeSet;

use crate::space::budget::{Budget, Exhausted};
use crate::space::cover::is_covered;
use crate::space::region::Cuboid;
use crate::table::geometry::LevelBox;
use crate::table::level::Name;
use crate::table::table::Table;

use super::ascending::Ascending;

/// A criterion of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CriterionAt {
    /// Index of the level.
    pub level: usize,
    /// Index of the criterion within the level.
    pub criterion: usize,
}

/// A criterion without use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Useless {
    /// Which.
    pub at: CriterionAt,
    /// Why.
    pub why: Why,
}

/// Why a criterion is without use. Criteria that cover it are named, none of which can be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing meets it.
    Impossible,
    /// Whatever meets it is at a more severe level already, by these criteria.
    Unreachable(Vec<CriterionAt>),
    /// Whatever meets it is at its level, or a more severe one, by these criteria as well.
    Redundant(Vec<CriterionAt>),
}

/// The criteria without use, in the table's order. All that are redundant may be taken out together: of two that cover
/// each other the later one is named.
///
/// # Errors
/// When that costs more than the budget.
pub fn useless(table: &Table, space: &Ascending<'_>, budget: &mut Budget) -> Result<Vec<Useless>, Exhausted> {
    let all: Vec<CriterionAt> = table
        .levels
        .iter()
        .enumerate()
        .flat_map(|(level, row)| {
            (0..row.criteria.len()).map(move |criterion| CriterionAt { level, criterion })
        })
        .collect();
    let mut found: Vec<Useless> = vec![];
    let mut taken_out: BTreeSet<CriterionAt> = BTreeSet::new();
    for &at in all.iter().rev() {
        let target: Vec<&Cuboid> = boxes_of(space, &[at]).collect();
        if target.is_empty() {
            found.push(Useless { at, why: Why::Impossible });
            continue;
        }
        let worse: Vec<CriterionAt> = all.iter().copied().filter(|other| other.level < at.level).collect();
        if let Some(by) = covering(space, &target, worse.clone(), budget)? {
            found.push(Useless { at, why: Why::Unreachable(by) });
            continue;
        }
        let is_kept = |other: &CriterionAt| !taken_out.contains(other);
        let own = all.iter().copied().filter(|other| other.level == at.level && *other != at).filter(is_kept);
        let others = own.chain(worse).collect();
        if let Some(by) = covering(space, &target, others, budget)?
            && !tells_more(table, at, &by)
        {
            taken_out.insert(at);
            found.push(Useless { at, why: Why::Redundant(by) });
        }
    }
    found.reverse();
    Ok(found)
}

/// The fewest of the criteria that cover all boxes of the target; none if all of them together do not.
fn covering(
    space: &Ascending<'_>,
    target: &[&Cuboid],
    mut by: Vec<CriterionAt>,
    budget: &mut Budget,
) -> Result<Option<Vec<CriterionAt>>, Exhausted> {
    let covers = |by: &[CriterionAt], budget: &mut Budget| {
        let boxes: Vec<&Cuboid> = boxes_of(space, by).collect();
        for cuboid in target {
            if !is_covered(space.space(), cuboid, boxes.iter().copied(), budget)? {
                return Ok(false);
            }
        }
        Ok(true)
    };
    if !covers(&by, budget)? {
        return Ok(None);
    }
    budget.spend(space.boxes.len().saturating_mul(target.len()))?;
    by.retain(|at| {
        boxes_of(space, &[*at]).any(|cuboid| target.iter().any(|t| t.intersect(cuboid).is_some()))
    });
    for at in &by {
        if covers(&[*at], budget)? {
            return Ok(Some(vec![*at]));
        }
    }
    let mut index = 0;
    while index < by.len() {
        let mut fewer = by.clone();
        fewer.remove(index);
        if covers(&fewer, budget)? {
            by = fewer;
        } else {
            index += 1;
        }
    }
    by.sort_unstable();
    Ok(Some(by))
}

/// The boxes of criteria. All boxes stand in the order of their criteria.
fn boxes_of<'a>(space: &'a Ascending<'_>, criteria: &[CriterionAt]) -> impl Iterator<Item = &'a Cuboid> {
    let at = |level_box: &LevelBox| CriterionAt { level: level_box.level, criterion: level_box.criterion };
    criteria.iter().flat_map(move |wanted| {
        let start = space.boxes.partition_point(|level_box| at(level_box) < *wanted);
        let own = space.boxes.iter().skip(start).take_while(move |level_box| at(level_box) == *wanted);
        own.map(|level_box| &level_box.cuboid)
    })
}

/// Whether a criterion has people told whom its level and the criteria that cover it do not: then it has its use.
fn tells_more(table: &Table, at: CriterionAt, by: &[CriterionAt]) -> bool {
    let Some(level) = table.levels.get(at.level) else { return false };
    let Some(criterion) = level.criteria.get(at.criterion) else { return false };
    let named = |names: &[Name], name: &Name| names.iter().any(|other| other.folded == name.folded);
    let by_all = |name: &Name| {
        by.iter().all(|other| {
            let other = table.levels.get(other.level).and_then(|level| level.criteria.get(other.criterion));
            other.is_some_and(|other| named(&other.notify, name))
        })
    };
    criterion.notify.iter().any(|name| !named(&level.response.notify, name) && !by_all(name))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::text::Text;
    use crate::table::read::read_table;

    #[test]
    fn a_criterion_that_has_others_told_is_of_use() {
        for (response, first, second, wanted) in [
            ("", "", "", vec![1]),
            ("", "", ", notify: [security]", vec![]),
            ("", ", notify: [Security]", ", notify: [security]", vec![1]),
            (", response: { notify: [security] }", "", ", notify: [security]", vec![1]),
        ] {
            let text = format!(
                "sev_table: 1\nfacts: {{ n: {{ kind: count }} }}\nlevels:\n  - id: A{response}\n    criteria:\n      \
                 - {{ when: {{ n: over 5 }}{first} }}\n      - {{ when: {{ n: over 9 }}{second} }}\n"
            );
            let text = text.replace("id: A, response", "id: A\n    response");
            let table = read_table(&Arc::new(Text::new("sev.yaml", text)));
            let table = table.unwrap_or_else(|faults| panic!("{faults:?}"));
            let found = useless(&table, &Ascending::of(&table), &mut Budget::default()).unwrap_or_default();
            let found: Vec<usize> = found.iter().map(|useless| useless.at.criterion).collect();
            assert_eq!(found, wanted, "{response} {first} {second}");
        }
    }
}
