//! Inversions: a fact gets worse, nothing else changes, and the level gets milder.

use crate::model::declaration::Worse;
use crate::model::kind::Kind;
use crate::source::in_order::InOrder;
use crate::space::budget::{Budget, Exhausted};
use crate::space::cells::CellSet;
use crate::space::cover::{is_covered, uncovered};
use crate::space::region::{Cuboid, Point};
use crate::table::geometry::LevelBox;
use crate::table::table::Table;

use super::ascending::{Ascending, Direction, Witness};
use super::criteria::CriterionAt;

/// A fact that gets worse while the level gets milder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inversion {
    /// Index of the fact.
    pub fact: usize,
    /// Index of the level it is at before the fact gets worse.
    pub severe: usize,
    /// Index of the level it is at then.
    pub milder: usize,
    /// The criterion that holds before; none if the level takes the rest.
    pub stops: Option<CriterionAt>,
    /// An incident before.
    pub before: Witness,
    /// The same with the fact one step worse.
    pub after: Witness,
}

/// One inversion for each fact and two levels that neighbouring cells of the fact lie in, the least bad one.
///
/// That yes is worse than no is but a custom: of `workaround` it is the other way. Where the table never takes yes for
/// worse than no, it has no inversion there.
///
/// # Errors
/// When that costs more than the budget.
pub fn inversions(
    table: &Table,
    space: &Ascending<'_>,
    budget: &mut Budget,
) -> Result<Vec<Inversion>, Exhausted> {
    let mut found = all_of(space, budget)?;
    let by_custom = |fact: usize| {
        let declaration = table.facts.get(fact);
        declaration.is_some_and(|fact| fact.kind == Kind::Boolean && fact.worse == Worse::Higher)
    };
    let doubtful: Vec<usize> = found.iter().map(|found| found.fact).filter(|fact| by_custom(*fact)).collect();
    if !doubtful.is_empty() {
        let other_way = all_of(&Ascending::turning(table, &doubtful), budget)?;
        found.retain(|found| {
            !doubtful.contains(&found.fact) || other_way.iter().any(|other| other.fact == found.fact)
        });
    }
    Ok(found)
}

fn all_of(space: &Ascending<'_>, budget: &mut Budget) -> Result<Vec<Inversion>, Exhausted> {
    let mut found = vec![];
    for (dimension, meaning) in space.geometry.dimensions.iter().enumerate() {
        if space.direction(dimension) == Direction::None {
            continue;
        }
        for cell in 1..meaning.axis.len() {
            budget.spend(space.boxes.len().saturating_mul(8))?;
            let step = Step::new(space, dimension, meaning.fact, cell);
            step.find(&mut found, budget)?;
        }
    }
    found.order_by_key(|inversion: &Inversion| (inversion.fact, inversion.severe, inversion.milder));
    Ok(found)
}

/// From one cell of a dimension to the next, which is worse. Boxes are without that dimension.
struct Step<'a> {
    space: &'a Ascending<'a>,
    dimension: usize,
    fact: usize,
    /// The worse cell.
    cell: usize,
    before: Vec<LevelBox>,
    after: Vec<LevelBox>,
    /// Which boxes there are before only, and after only.
    stopping: Vec<LevelBox>,
    starting: Vec<LevelBox>,
}

impl<'a> Step<'a> {
    fn new(space: &'a Ascending<'a>, dimension: usize, fact: usize, cell: usize) -> Self {
        let mut step = Self {
            space,
            dimension,
            fact,
            cell,
            before: vec![],
            after: vec![],
            stopping: vec![],
            starting: vec![],
        };
        for level_box in &space.boxes {
            let has = |cell: usize| {
                level_box.cuboid.cells(dimension).is_none_or(|cells: &CellSet| cells.contains(cell))
            };
            let rest = || LevelBox { cuboid: level_box.cuboid.without(dimension), ..level_box.clone() };
            let (is_before, is_after) = (has(cell - 1), has(cell));
            if is_before {
                step.before.push(rest());
            }
            if is_after {
                step.after.push(rest());
            }
            match (is_before, is_after) {
                (true, false) => step.stopping.push(rest()),
                (false, true) => step.starting.push(rest()),
                _ => {}
            }
        }
        step
    }

    fn find(&self, found: &mut Vec<Inversion>, budget: &mut Budget) -> Result<(), Exhausted> {
        // What holds before and after is no milder after. So before it holds by a box that stops …
        for stops in &self.stopping {
            let severe = stops.level;
            // Wherever something as severe holds after, or something more severe before, is not what is looked for.
            let no_milder = self.in_the_way(severe, severe + 1);
            if is_covered(self.space.space(), &stops.cuboid, no_milder, budget)? {
                continue;
            }
            for milder in severe + 1..self.space.levels {
                if self.is_known(found, severe, milder) {
                    continue;
                }
                let point = self.point(stops, milder, budget)?;
                if let Some(point) = point {
                    found.push(self.inversion(Some(stops), (severe, milder), &point, budget)?);
                }
            }
        }
        // … or by none, and after it is in one that starts.
        let Some(severe) = self.space.otherwise else { return Ok(()) };
        for starts in self.starting.iter().filter(|starts| starts.level > severe) {
            if self.is_known(found, severe, starts.level) {
                continue;
            }
            let by = self.in_the_way(usize::MAX, starts.level);
            if let Some(point) = uncovered(self.space.space(), &starts.cuboid, by, budget)? {
                found.push(self.inversion(None, (severe, starts.level), &point, budget)?);
            }
        }
        Ok(())
    }

    /// A point of the box that is at its level before and at the milder one after.
    fn point(
        &self,
        stops: &LevelBox,
        milder: usize,
        budget: &mut Budget,
    ) -> Result<Option<Point>, Exhausted> {
        let space = self.space.space();
        budget.spend(self.after.len())?;
        for after in self.after.iter().filter(|after| after.level == milder) {
            let Some(target) = stops.cuboid.intersect(&after.cuboid) else { continue };
            let by = self.in_the_way(stops.level, milder);
            if let Some(point) = uncovered(space, &target, by, budget)? {
                return Ok(Some(point));
            }
        }
        if self.space.otherwise != Some(milder) {
            return Ok(None);
        }
        uncovered(space, &stops.cuboid, self.in_the_way(stops.level, usize::MAX), budget)
    }

    /// The boxes of levels more severe than `before`, before; and of those more severe than `after`, after.
    fn in_the_way(&self, before: usize, after: usize) -> impl Iterator<Item = &Cuboid> {
        let here = self.before.iter().filter(move |level_box| level_box.level < before);
        let there = self.after.iter().filter(move |level_box| level_box.level < after);
        here.chain(there).map(|level_box| &level_box.cuboid)
    }

    fn is_known(&self, found: &[Inversion], severe: usize, milder: usize) -> bool {
        found.iter().any(|known| (known.fact, known.severe, known.milder) == (self.fact, severe, milder))
    }

    fn inversion(
        &self,
        stops: Option<&LevelBox>,
        (severe, milder): (usize, usize),
        point: &Point,
        budget: &mut Budget,
    ) -> Result<Inversion, Exhausted> {
        let at = |part: &Cuboid, cell: usize| {
            let mut part = part.without(self.dimension);
            part.constrain(self.dimension, &CellSet::single(cell));
            part
        };
        let holds = |part: &Cuboid, budget: &mut Budget| {
            Ok(self.space.is_at(&at(part, self.cell - 1), severe, budget)?
                && self.space.is_at(&at(part, self.cell), milder, budget)?)
        };
        let part = self.space.opened(point, holds, budget)?;
        Ok(Inversion {
            fact: self.fact,
            severe,
            milder,
            stops: stops.map(|stops| CriterionAt { level: stops.level, criterion: stops.criterion }),
            before: self.space.witness(&at(&part, self.cell - 1)),
            after: self.space.witness(&at(&part, self.cell)),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::text::Text;
    use crate::table::read::read_table;

    #[test]
    fn a_level_that_takes_the_rest_may_stand_above_others() {
        for (levels, wanted) in [
            ("{ id: A, otherwise: true }, { id: B, criteria: [{ when: { n: at most 5 } }] }", vec![]),
            (
                "{ id: A, otherwise: true }, { id: B, criteria: [{ when: { n: 5 to 9 } }] }",
                vec![(0, 1, None)],
            ),
            (
                "{ id: A, criteria: [{ when: { n: 5 } }] }, { id: B, otherwise: true }",
                vec![(0, 1, Some(CriterionAt { level: 0, criterion: 0 }))],
            ),
        ] {
            let text = format!("sev_table: 1\nfacts: {{ n: {{ kind: count }} }}\nlevels: [{levels}]\n");
            let table = read_table(&Arc::new(Text::new("sev.yaml", text)));
            let table = table.unwrap_or_else(|faults| panic!("{faults:?}"));
            let found = inversions(&table, &Ascending::of(&table), &mut Budget::default());
            let found = found.unwrap_or_default();
            let found: Vec<_> = found.iter().map(|found| (found.severe, found.milder, found.stops)).collect();
            assert_eq!(found, wanted, "{levels}");
        }
    }
}
