//! Spaces, their points and their boxes.
//!
//! A *box* is what design and messages call it; in code it is a [`Cuboid`], because `box` is a reserved word and
//! `Box` is taken. It is one set of cells for each dimension, and holds the points with a cell of each set.

use super::cells::CellSet;

/// A space: how many cells each dimension has. Dimensions are numbered from nought.
///
/// A dimension that the space does not have has no cells: a box that asks for one there holds no point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Space(Vec<CellSet>);

impl Space {
    /// A space with so many cells in each dimension.
    #[must_use]
    pub fn new(cells: impl IntoIterator<Item = usize>) -> Self {
        Self(cells.into_iter().map(CellSet::full).collect())
    }

    /// How many dimensions it has.
    #[must_use]
    pub fn dimensions(&self) -> usize {
        self.0.len()
    }

    /// All cells of a dimension.
    #[must_use]
    pub fn cells(&self, dimension: usize) -> &CellSet {
        self.0.get(dimension).unwrap_or(&CellSet::EMPTY)
    }

    /// All cells of all dimensions, in order.
    #[must_use]
    pub fn all_cells(&self) -> &[CellSet] {
        &self.0
    }
}

/// A point of a space: one cell for each dimension, in order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point(Vec<usize>);

impl Point {
    /// A point with these cells, one for each dimension.
    #[must_use]
    pub const fn new(cells: Vec<usize>) -> Self {
        Self(cells)
    }

    /// Its cell in a dimension.
    #[must_use]
    pub fn cell(&self, dimension: usize) -> Option<usize> {
        self.0.get(dimension).copied()
    }

    /// Its cells, one for each dimension.
    #[must_use]
    pub fn cells(&self) -> &[usize] {
        &self.0
    }
}

/// The cells that a box allows in one dimension.
pub type Constraint = (usize, CellSet);

/// A box: the points whose cells satisfy all constraints. A dimension without a constraint is open: every cell will do.
///
/// Constraints are kept in the order of their dimensions, one for each at most. A constraint that allows all cells of
/// its dimension is as good as none, but a box does not know the space it lies in and keeps it;
/// [`Cuboid::within`] drops what is needless.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cuboid(Vec<Constraint>);

impl Cuboid {
    /// The whole space.
    pub const ALL: Self = Self(Vec::new());

    /// Allows only `cells` in a dimension, of those it allowed before.
    pub fn constrain(&mut self, dimension: usize, cells: &CellSet) {
        match self.0.binary_search_by_key(&dimension, |constraint| constraint.0) {
            Ok(at) => {
                if let Some((_, allowed)) = self.0.get_mut(at) {
                    *allowed = allowed.intersection(cells);
                }
            }
            Err(at) => self.0.insert(at, (dimension, cells.clone())),
        }
    }

    /// The box with a dimension opened.
    #[must_use]
    pub fn without(&self, dimension: usize) -> Self {
        Self(self.0.iter().filter(|constraint| constraint.0 != dimension).cloned().collect())
    }

    /// The constraints, in order of their dimensions.
    #[must_use]
    pub fn constraints(&self) -> &[Constraint] {
        &self.0
    }

    /// The cells it allows in a dimension; `None` if the dimension is open.
    #[must_use]
    pub fn cells(&self, dimension: usize) -> Option<&CellSet> {
        let at = self.0.binary_search_by_key(&dimension, |constraint| constraint.0).ok()?;
        self.0.get(at).map(|(_, cells)| cells)
    }

    /// Whether some dimension allows no cell, so that no point lies in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().any(|(_, cells)| cells.is_empty())
    }

    /// Whether the point lies in it.
    #[must_use]
    pub fn contains(&self, point: &Point) -> bool {
        self.0
            .iter()
            .all(|(dimension, cells)| point.cell(*dimension).is_some_and(|cell| cells.contains(cell)))
    }

    /// The points in both; `None` if there are none.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let mut both = self.clone();
        for (dimension, cells) in &other.0 {
            both.constrain(*dimension, cells);
        }
        (!both.is_empty()).then_some(both)
    }

    /// Whether the two have a point in common.
    #[must_use]
    pub fn touches(&self, other: &Self) -> bool {
        let meets =
            |(dimension, cells): &Constraint| self.cells(*dimension).is_none_or(|own| own.intersects(cells));
        !self.is_empty() && !other.is_empty() && other.0.iter().all(meets)
    }

    /// What the box asks of points of `target`: none of the constraints that they all satisfy. `None` if no point of
    /// `target` lies in the box; [`Cuboid::ALL`] if they all do.
    ///
    /// For points of `target`, and for boxes within it, the answer is as good as the box itself, and quicker to ask.
    #[must_use]
    pub fn within(&self, space: &Space, target: &Self) -> Option<Self> {
        let mut kept = vec![];
        for (dimension, cells) in &self.0 {
            let all = space.cells(*dimension);
            let asked = target.cells(*dimension).map_or_else(|| all.clone(), |asked| asked.intersection(all));
            if !asked.intersects(cells) {
                return None;
            }
            if !asked.is_subset(cells) {
                kept.push((*dimension, asked.intersection(cells)));
            }
        }
        Some(Self(kept))
    }
}

impl FromIterator<Constraint> for Cuboid {
    /// The box with all these constraints; several on one dimension must all be satisfied.
    fn from_iter<T: IntoIterator<Item = Constraint>>(constraints: T) -> Self {
        let mut cuboid = Self::ALL;
        for (dimension, cells) in constraints {
            cuboid.constrain(dimension, &cells);
        }
        cuboid
    }
}

impl From<&Point> for Cuboid {
    /// The box that holds this point and no other.
    fn from(point: &Point) -> Self {
        Self(point.0.iter().map(|cell| CellSet::single(*cell)).enumerate().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuboid(constraints: &[(usize, &[usize])]) -> Cuboid {
        constraints.iter().map(|(dimension, cells)| (*dimension, cells.iter().copied().collect())).collect()
    }

    #[test]
    fn constraints_are_sorted_and_add_up() {
        let built = cuboid(&[(4, &[1, 2, 3]), (0, &[0]), (4, &[2, 3, 9])]);
        assert_eq!(built.constraints(), [(0, CellSet::single(0)), (4, CellSet::range(2..4))]);
        assert_eq!(built.cells(4), Some(&CellSet::range(2..4)));
        assert_eq!(built.cells(1), None);
        assert_eq!(built.without(4), cuboid(&[(0, &[0])]));
        assert!(cuboid(&[(1, &[0]), (1, &[1])]).is_empty());
    }

    #[test]
    fn intersections() {
        let (low, high) = (cuboid(&[(0, &[0, 1])]), cuboid(&[(0, &[1, 2]), (1, &[0])]));
        assert_eq!(low.intersect(&high), Some(cuboid(&[(0, &[1]), (1, &[0])])));
        assert_eq!(low.intersect(&cuboid(&[(0, &[2])])), None);
        assert_eq!(Cuboid::ALL.intersect(&low), Some(low.clone()));
        let none = cuboid(&[(1, &[])]);
        let all = [&low, &high, &none, &cuboid(&[(0, &[2])]), &cuboid(&[(1, &[0])]), &Cuboid::ALL];
        for (one, other) in all.iter().flat_map(|one| all.map(|other| (one, other))) {
            assert_eq!(one.touches(other), one.intersect(other).is_some(), "{one:?} {other:?}");
        }
    }

    #[test]
    fn points() {
        let point = Point::new(vec![2, 0]);
        for (constraints, inside) in [
            (vec![], true),
            (vec![(0, &[2_usize] as &[usize])], true),
            (vec![(0, &[1, 2]), (1, &[0])], true),
            (vec![(0, &[2]), (1, &[1])], false),
            (vec![(2, &[0])], false),
        ] {
            assert_eq!(cuboid(&constraints).contains(&point), inside, "{constraints:?}");
        }
        assert_eq!(Cuboid::from(&point), cuboid(&[(0, &[2]), (1, &[0])]));
    }

    #[test]
    fn within_a_target_only_open_questions_stay() {
        let space = Space::new([3, 3, 3]);
        let target = cuboid(&[(0, &[0, 1]), (1, &[2])]);
        for (asked, left) in [
            (cuboid(&[(0, &[0, 1]), (1, &[2])]), Some(Cuboid::ALL)),
            (cuboid(&[(0, &[1, 2]), (1, &[1, 2]), (2, &[0, 1, 2])]), Some(cuboid(&[(0, &[1])]))),
            (cuboid(&[(2, &[0])]), Some(cuboid(&[(2, &[0])]))),
            (cuboid(&[(0, &[2])]), None),
            (cuboid(&[(7, &[0])]), None),
        ] {
            assert_eq!(asked.within(&space, &target), left, "{asked:?}");
        }
    }
}
