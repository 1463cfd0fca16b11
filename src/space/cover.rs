//! The question that everything rests on: is this box covered by those boxes, and if not, where not?
//!
//! Answers are exact. Boxes may overlap, repeat, be empty or lie elsewhere; they need not be listed in any order.

use std::collections::BTreeMap;

use super::budget::{Budget, Exhausted};
use super::cells::CellSet;
use super::region::{Cuboid, Point, Space};
use super::search::{Face, Goal, Search};

/// More parts than this are not put together: nobody would read them one by one.
const MOST_JOINED: usize = 1_000;

/// A point of `target` that lies in none of the boxes `by`; `None` if they cover it.
///
/// The same question has the same answer each time. The point is low: dimensions that no box constrains have the
/// lowest cell of the target, and the cells of the others have been lowered, one after the other, as far as that leaves
/// the point in no box.
pub fn uncovered<'a>(
    space: &'a Space,
    target: &'a Cuboid,
    by: impl IntoIterator<Item = &'a Cuboid>,
    budget: &mut Budget,
) -> Result<Option<Point>, Exhausted> {
    let Some(target) = cells_of(space, target) else { return Ok(None) };
    let Some(boxes) = in_the_way(&target, by, budget)? else { return Ok(None) };
    let mut search = Search::new(target.clone(), boxes.clone(), Goal::One);
    let free = search.next_free(budget)?;
    Ok(free.map(|part| lowered(part.iter().filter_map(CellSet::first).collect(), &target, &boxes)))
}

/// Whether each point of `target` lies in one of the boxes `by`: [`uncovered`] without the point.
pub fn is_covered<'a>(
    space: &'a Space,
    target: &'a Cuboid,
    by: impl IntoIterator<Item = &'a Cuboid>,
    budget: &mut Budget,
) -> Result<bool, Exhausted> {
    let Some(target) = cells_of(space, target) else { return Ok(true) };
    let Some(boxes) = in_the_way(&target, by, budget)? else { return Ok(true) };
    // One box that does not hold the target cannot cover it.
    if boxes.len() < 2 {
        return Ok(false);
    }
    Ok(Search::new(target, boxes, Goal::One).next_free(budget)?.is_none())
}

/// The points of `target` that lie in none of the boxes `by`, as disjoint boxes. There are none if they cover it.
///
/// The boxes are few rather than fewest: parts are put together where two differ in one dimension only.
pub fn remainder<'a>(
    space: &'a Space,
    target: &'a Cuboid,
    by: impl IntoIterator<Item = &'a Cuboid>,
    budget: &mut Budget,
) -> Result<Vec<Cuboid>, Exhausted> {
    let Some(target) = cells_of(space, target) else { return Ok(vec![]) };
    let Some(boxes) = in_the_way(&target, by, budget)? else { return Ok(vec![]) };
    let mut search = Search::new(target, boxes, Goal::Every);
    let mut parts = vec![];
    while let Some(part) = search.next_free(budget)? {
        let part: Cuboid = part
            .iter()
            .enumerate()
            .filter(|(dimension, cells)| *cells != space.cells(*dimension))
            .map(|(dimension, cells)| (dimension, cells.clone()))
            .collect();
        budget.spend(part.constraints().len())?;
        parts.push(part);
    }
    Ok(if parts.len() > MOST_JOINED { parts } else { joined(space, parts) })
}

/// The boxes of `by` that touch `target`, each reduced to what it asks of points of the target.
///
/// For `target` and every box within it, these give the answers that `by` gives, and sooner: reduce once, ask often.
#[must_use]
pub fn residual<'a>(space: &Space, target: &Cuboid, by: impl IntoIterator<Item = &'a Cuboid>) -> Vec<Cuboid> {
    let mut boxes = vec![];
    for cuboid in by {
        let Some(rest) = cuboid.within(space, target) else { continue };
        if rest.constraints().is_empty() {
            return vec![rest];
        }
        boxes.push(rest);
    }
    boxes
}

/// The cells of the target in each dimension; `None` if no point lies in it.
fn cells_of(space: &Space, target: &Cuboid) -> Option<Vec<CellSet>> {
    let mut dimensions = space.all_cells().to_vec();
    for (dimension, allowed) in target.constraints() {
        let cells = dimensions.get_mut(*dimension)?;
        *cells = cells.intersection(allowed);
    }
    dimensions.iter().all(|cells| !cells.is_empty()).then_some(dimensions)
}

/// The boxes that touch the target; `None` if one of them holds all of it.
fn in_the_way<'a>(
    target: &[CellSet],
    by: impl IntoIterator<Item = &'a Cuboid>,
    budget: &mut Budget,
) -> Result<Option<Vec<Face<'a>>>, Exhausted> {
    let mut boxes = vec![];
    for cuboid in by {
        let mut holds = true;
        let mut touches = true;
        budget.spend(1)?;
        for (dimension, cells) in cuboid.constraints() {
            let asked = target.get(*dimension).unwrap_or(&CellSet::EMPTY);
            budget.spend(asked.weight())?;
            touches = asked.intersects(cells);
            if !touches {
                break;
            }
            holds &= asked.is_subset(cells);
        }
        if touches && holds {
            return Ok(None);
        }
        if touches {
            boxes.push(cuboid.constraints());
        }
    }
    Ok(Some(boxes))
}

/// Lowers the cells of a free point, one dimension after the other, as far as it stays free.
fn lowered(mut point: Vec<usize>, target: &[CellSet], boxes: &[Face<'_>]) -> Point {
    // How many constraints of each box keep the point out of it.
    let outside = |point: &[usize], (dimension, cells): &(usize, CellSet)| {
        point.get(*dimension).is_none_or(|cell| !cells.contains(*cell))
    };
    let mut kept_out: Vec<usize> = boxes
        .iter()
        .map(|face| face.iter().filter(|constraint| outside(&point, constraint)).count())
        .collect();
    let mut mentions: BTreeMap<usize, Vec<(usize, &CellSet)>> = BTreeMap::new();
    for (index, face) in boxes.iter().enumerate() {
        for (dimension, cells) in *face {
            mentions.entry(*dimension).or_default().push((index, cells));
        }
    }
    for (dimension, mentions) in mentions {
        let (Some(cell), Some(cells)) = (point.get_mut(dimension), target.get(dimension)) else { continue };
        let mut free = cells.clone();
        for (index, taken) in &mentions {
            let here = usize::from(!taken.contains(*cell));
            if kept_out.get(*index).is_some_and(|all| *all == here) {
                free = free.difference(taken);
            }
        }
        let Some(lowest) = free.first().filter(|lowest| lowest < cell) else { continue };
        for (index, taken) in &mentions {
            let Some(all) = kept_out.get_mut(*index) else { continue };
            *all += usize::from(!taken.contains(lowest));
            *all -= usize::from(!taken.contains(*cell));
        }
        *cell = lowest;
    }
    Point::new(point)
}

/// Puts parts together that differ in one dimension only, until no two do.
fn joined(space: &Space, mut parts: Vec<Cuboid>) -> Vec<Cuboid> {
    loop {
        let before = parts.len();
        for dimension in 0..space.dimensions() {
            let mut groups: BTreeMap<Cuboid, CellSet> = BTreeMap::new();
            for part in &parts {
                let Some(cells) = part.cells(dimension) else { continue };
                let group = groups.entry(part.without(dimension)).or_insert(CellSet::EMPTY);
                *group = group.union(cells);
            }
            parts.retain(|part| part.cells(dimension).is_none());
            parts.extend(groups.into_iter().map(|(mut part, cells)| {
                if cells != *space.cells(dimension) {
                    part.constrain(dimension, &cells);
                }
                part
            }));
        }
        if parts.len() == before {
            parts.sort_by_cached_key(|part| lowest(space, part));
            return parts;
        }
    }
}

/// The lowest point of a part. Disjoint parts have different ones.
fn lowest(space: &Space, part: &Cuboid) -> Vec<Option<usize>> {
    (0..space.dimensions()).map(|dimension| part.cells(dimension).map_or(Some(0), CellSet::first)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuboid(constraints: &[(usize, &[usize])]) -> Cuboid {
        constraints.iter().map(|(dimension, cells)| (*dimension, cells.iter().copied().collect())).collect()
    }

    fn witness(space: &Space, target: &Cuboid, by: &[Cuboid]) -> Option<Vec<usize>> {
        let budget = &mut Budget::default();
        let point = uncovered(space, target, by, budget).unwrap();
        assert_eq!(is_covered(space, target, by, budget).unwrap(), point.is_none());
        assert_eq!(remainder(space, target, by, budget).unwrap().is_empty(), point.is_none());
        point.map(|point| point.cells().to_vec())
    }

    #[test]
    fn covered_or_not() {
        let space = Space::new([3, 2, 4]);
        let all = Cuboid::ALL;
        for (target, by, found) in [
            (all.clone(), vec![], Some(vec![0, 0, 0])),
            (all.clone(), vec![Cuboid::ALL], None),
            // The witness is as low as can be, whichever way the search went.
            (all.clone(), vec![cuboid(&[(0, &[0])])], Some(vec![1, 0, 0])),
            (
                all.clone(),
                vec![cuboid(&[(0, &[0, 1])]), cuboid(&[(0, &[2]), (1, &[0])])],
                Some(vec![2, 1, 0]),
            ),
            (all.clone(), vec![cuboid(&[(0, &[0]), (1, &[0])])], Some(vec![0, 1, 0])),
            // Three that cover only together.
            (
                all.clone(),
                vec![
                    cuboid(&[(0, &[0])]),
                    cuboid(&[(0, &[1, 2]), (1, &[0])]),
                    cuboid(&[(0, &[1, 2]), (1, &[1])]),
                ],
                None,
            ),
            // What lies outside the target does not count, in either direction.
            (cuboid(&[(0, &[1])]), vec![cuboid(&[(0, &[0])])], Some(vec![1, 0, 0])),
            (cuboid(&[(0, &[1]), (2, &[3])]), vec![cuboid(&[(0, &[1, 2])])], None),
            // Nothing is in an empty target, nor in a dimension that is not there.
            (cuboid(&[(0, &[])]), vec![], None),
            (cuboid(&[(3, &[0])]), vec![], None),
            (cuboid(&[(0, &[3])]), vec![], None),
            (all.clone(), vec![cuboid(&[(3, &[0])]), cuboid(&[(0, &[])])], Some(vec![0, 0, 0])),
        ] {
            assert_eq!(witness(&space, &target, &by), found, "{target:?} by {by:?}");
        }
        assert_eq!(witness(&Space::new([]), &all, &[]), Some(vec![]));
        assert_eq!(witness(&Space::new([2, 0]), &all, &[]), None);
    }

    #[test]
    fn remainders_are_put_together() {
        let space = Space::new([3, 3]);
        for (by, parts) in [
            (
                vec![cuboid(&[(0, &[1]), (1, &[1])])],
                vec![cuboid(&[(0, &[0, 2])]), cuboid(&[(0, &[1]), (1, &[0, 2])])],
            ),
            // Parts that fill a dimension between them leave it open.
            (
                vec![cuboid(&[(0, &[0]), (1, &[0])]), cuboid(&[(0, &[1, 2]), (1, &[0])])],
                vec![cuboid(&[(1, &[1, 2])])],
            ),
        ] {
            let rest = remainder(&space, &Cuboid::ALL, &by, &mut Budget::default());
            assert_eq!(rest, Ok(parts), "{by:?}");
        }
    }

    #[test]
    fn residuals_ask_only_what_is_open() {
        let space = Space::new([3, 3]);
        let by = [cuboid(&[(0, &[0, 1]), (1, &[1])]), cuboid(&[(0, &[2])])];
        assert_eq!(residual(&space, &cuboid(&[(0, &[0])]), &by), [cuboid(&[(1, &[1])])]);
        assert_eq!(residual(&space, &cuboid(&[(0, &[2])]), &by), [Cuboid::ALL]);
    }

    /// Each of `size` yes/no questions in a chain: the answer to one forces the next, and the last is forbidden.
    fn chain(size: usize) -> Vec<Cuboid> {
        let links = (1..size).map(|at| cuboid(&[(at - 1, &[1]), (at, &[0])]));
        links.chain([cuboid(&[(0, &[0])]), cuboid(&[(size - 1, &[1])])]).collect()
    }

    #[test]
    fn many_boxes_are_no_trouble() {
        let boxes = chain(4_096);
        let space = Space::new(vec![2; 4_096]);
        assert!(is_covered(&space, &Cuboid::ALL, &boxes, &mut Budget::default()).unwrap());
        // Each box but the last leaves a remainder of its own: the parts lie thousands deep.
        let side = 601;
        let diagonal: Vec<Cuboid> = (0..600).map(|at| cuboid(&[(0, &[at]), (1, &[at])])).collect();
        let space = Space::new([side, side]);
        let (target, mut budget) = (cuboid(&[]), Budget::new(usize::MAX));
        let rest = remainder(&space, &target, &diagonal, &mut budget).unwrap();
        let points: usize = rest
            .iter()
            .map(|part| (0..2).map(|d| part.cells(d).map_or(side, CellSet::len)).product::<usize>())
            .sum();
        assert_eq!(points, side * side - 600);
    }

    /// Pigeons `0..pigeons`, each in one of `holes` holes, no two in one: refuting it takes exponentially many steps.
    #[test]
    fn hard_questions_are_given_up() {
        let (pigeons, holes) = (12, 11);
        let space = Space::new(vec![holes; pigeons]);
        let mut boxes = vec![];
        for (one, other) in (0..pigeons).flat_map(|one| (0..one).map(move |other| (one, other))) {
            boxes.extend((0..holes).map(|hole| cuboid(&[(one, &[hole]), (other, &[hole])])));
        }
        let budget = &mut Budget::default();
        assert_eq!(uncovered(&space, &Cuboid::ALL, &boxes, budget), Err(Exhausted));
        assert_eq!(budget.left(), 0);
        assert_eq!(remainder(&space, &Cuboid::ALL, &boxes, &mut Budget::default()), Err(Exhausted));
    }
}
