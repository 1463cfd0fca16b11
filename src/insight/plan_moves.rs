//! What a change of a table moves, whatever incidents there have been: regions of the fact space that come out at another
//! level, each with an incident that would.
//!
//! Exact. A region is a largest box that both tables see as one: within one criterion before and one after (or what no
//! criterion covers), and out of reach of everything more severe. Regions are looked for until coverage says that none is
//! left; where there are none at all, the two tables say the same of everything they can both tell.

use crate::source::in_order::InOrder;
use crate::space::budget::{Budget, Exhausted};
use crate::space::cells::CellSet;
use crate::space::cover::{is_covered, uncovered};
use crate::space::region::{Cuboid, Point, Space};
use crate::table::flaw::ascending::Witness;
use crate::table::table::Table;

use super::plan_joint::Joint;
use super::plan_levels::Direction;

/// More regions than this of one kind nobody reads.
const MOST_REGIONS: usize = 25;

/// Everything that comes out at one level before and at another one after.
#[derive(Clone, Debug)]
pub struct Move {
    /// Index of the old level; none in a hole of the old table.
    pub from: Option<usize>,
    /// Index of the new level; none in a hole of the new table.
    pub to: Option<usize>,
    /// Which way.
    pub direction: Direction,
    /// The regions, the simplest first. Together they are all of it, unless there are more.
    pub regions: Vec<Region>,
    /// Whether there are more.
    pub more: bool,
}

/// A box of the joint space.
#[derive(Clone, Debug)]
pub struct Region {
    /// The box.
    pub cuboid: Cuboid,
    /// An incident in it, as far as it matters.
    pub witness: Witness,
    /// The old criterion, within its level; none where no criterion decided.
    pub before: Option<usize>,
    /// The new criterion, within its level.
    pub after: Option<usize>,
}

/// Where a level takes things from: what meets a criterion, or what meets none; and what is more severe.
struct Source<'a> {
    criterion: Option<usize>,
    target: Cuboid,
    without: Vec<&'a Cuboid>,
}

/// The moves from the old table to the new one: up first, each the most severe first.
///
/// # Errors
/// When that costs more than the budget.
pub fn moves(joint: &Joint, old: &Table, new: &Table, budget: &mut Budget) -> Result<Vec<Move>, Exhausted> {
    let outcomes = |table: &Table| (0..table.levels.len()).map(Some).chain([None]).collect::<Vec<_>>();
    let mut found = vec![];
    let levels = joint.old_levels..joint.table.levels.len();
    let (otherwise, otherwise_now) = (old.otherwise(), new.otherwise());
    let now: Vec<_> =
        outcomes(new).into_iter().map(|to| (to, sources(joint, levels.clone(), to, otherwise_now))).collect();
    for from in outcomes(old) {
        let before = sources(joint, 0..joint.old_levels, from, otherwise);
        for (to, after) in &now {
            let to = *to;
            // Nothing comes from a level, or goes to one, that nothing is at.
            if before.is_empty() || after.is_empty() {
                continue;
            }
            let Some(direction) = joint.direction(from, to) else { continue };
            let (regions, more) = regions(joint, &before, after, budget)?;
            let regions = needed(&joint.table.geometry.space, regions, budget)?;
            if !regions.is_empty() {
                found.push(Move { from, to, direction, regions, more });
            }
        }
    }
    found.order_by_key(|found| {
        (found.direction, found.to.unwrap_or(usize::MAX), found.from.unwrap_or(usize::MAX))
    });
    Ok(found)
}

impl Joint {
    /// Which way it is from an old outcome to a new one; none where they are the same.
    #[must_use]
    pub fn direction(&self, from: Option<usize>, to: Option<usize>) -> Option<Direction> {
        self.levels.direction(from, to)
    }
}

/// From where a level of one table (its levels are a range of the joint ones) takes what it takes; of no level, the hole.
fn sources(
    joint: &Joint,
    levels: std::ops::Range<usize>,
    level: Option<usize>,
    otherwise: Option<usize>,
) -> Vec<Source<'_>> {
    let boxes = || joint.table.geometry.boxes.iter().filter(|level_box| levels.contains(&level_box.level));
    let mut found = vec![];
    if let Some(level) = level {
        let level = levels.start + level;
        let without: Vec<&Cuboid> =
            boxes().filter(|other| other.level < level).map(|other| &other.cuboid).collect();
        for own in boxes().filter(|own| own.level == level) {
            found.push(Source {
                criterion: Some(own.criterion),
                target: own.cuboid.clone(),
                without: without.clone(),
            });
        }
    }
    if level == otherwise {
        let without = boxes().map(|other| &other.cuboid).collect();
        found.push(Source { criterion: None, target: Cuboid::ALL, without });
    }
    found
}

fn regions(
    joint: &Joint,
    before: &[Source<'_>],
    after: &[Source<'_>],
    budget: &mut Budget,
) -> Result<(Vec<Region>, bool), Exhausted> {
    let space = &joint.table.geometry.space;
    let mut found: Vec<Region> = vec![];
    for old in before {
        for new in after {
            let Some(target) = old.target.intersect(&new.target).and_then(|met| met.intersect(&joint.common))
            else {
                continue;
            };
            let without: Vec<&Cuboid> = old.without.iter().chain(&new.without).copied().collect();
            loop {
                let known = found.iter().map(|region| &region.cuboid);
                let Some(point) = uncovered(space, &target, without.iter().copied().chain(known), budget)?
                else {
                    break;
                };
                if found.len() == MOST_REGIONS {
                    return Ok((sorted(found), true));
                }
                let cuboid = largest(space, &point, &target, &without, budget)?;
                let witness = witness(&cuboid, &point);
                found.push(Region { cuboid, witness, before: old.criterion, after: new.criterion });
            }
        }
    }
    Ok((sorted(found), false))
}

/// The regions that are not covered by the others; simple ones are kept before others.
fn needed(space: &Space, mut regions: Vec<Region>, budget: &mut Budget) -> Result<Vec<Region>, Exhausted> {
    let mut index = regions.len();
    while index > 0 {
        index -= 1;
        let region = regions.remove(index);
        let others = regions.iter().map(|other| &other.cuboid);
        if !is_covered(space, &region.cuboid, others, budget)? {
            regions.insert(index, region);
        }
    }
    Ok(regions)
}

/// A largest box around a point, within the target and out of all others.
fn largest(
    space: &Space,
    point: &Point,
    target: &Cuboid,
    without: &[&Cuboid],
    budget: &mut Budget,
) -> Result<Cuboid, Exhausted> {
    let mut part = Cuboid::from(point);
    let is_free = |part: &Cuboid, budget: &mut Budget| {
        budget.spend(without.len())?;
        Ok(without.iter().all(|other| part.intersect(other).is_none()))
    };
    for dimension in 0..space.dimensions() {
        let all = target.cells(dimension).unwrap_or_else(|| space.cells(dimension));
        let with = |cells: &CellSet, part: &Cuboid| {
            let mut wider = part.without(dimension);
            if cells != space.cells(dimension) {
                wider.constrain(dimension, cells);
            }
            wider
        };
        let whole = with(all, &part);
        if is_free(&whole, budget)? {
            part = whole;
            continue;
        }
        let mut cells = part.cells(dimension).cloned().unwrap_or(CellSet::EMPTY);
        for cell in all.iter() {
            let mut more = cells.clone();
            more.insert(cell);
            if is_free(&with(&more, &part), budget)? {
                cells = more;
            }
        }
        part = with(&cells, &part);
    }
    Ok(part)
}

/// What of a point the box asks for.
fn witness(cuboid: &Cuboid, point: &Point) -> Witness {
    let cells = cuboid.constraints().iter();
    Witness(cells.filter_map(|(dimension, _)| Some((*dimension, point.cell(*dimension)?))).collect())
}

fn sorted(mut regions: Vec<Region>) -> Vec<Region> {
    regions.order_by_key(|region| region.cuboid.constraints().len());
    regions
}
