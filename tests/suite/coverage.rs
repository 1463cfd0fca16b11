//! Geometry against brute force: over small random spaces, every answer is compared with a look at every point.

use sevlint::space::axis::{Axis, Numbers};
use sevlint::space::budget::Budget;
use sevlint::space::cells::CellSet;
use sevlint::space::cover::{is_covered, remainder, residual, uncovered};
use sevlint::space::decimal::Decimal;
use sevlint::space::interval::{End, Interval, Intervals};
use sevlint::space::region::{Cuboid, Point, Space};

#[test]
fn coverage_agrees_with_brute_force() {
    let mut rng = fastrand::Rng::with_seed(2023);
    let (mut covered, mut free) = (0, 0);
    for _ in 0..20_000 {
        let sizes: Vec<usize> = (0..rng.usize(1..=4)).map(|_| rng.usize(1..=5)).collect();
        let boxes = (0..rng.usize(0..=8)).map(|_| random_box(&mut rng, &sizes)).collect();
        let target = random_box(&mut rng, &sizes);
        *if check(&sizes, &target, boxes, &mut rng) { &mut covered } else { &mut free } += 1;
    }
    assert!(covered > 4_000 && free > 4_000, "one-sided: {covered} covered, {free} free");
}

/// More cells than fit a word, so that sets take memory of their own.
#[test]
fn coverage_of_long_axes_agrees_with_brute_force() {
    let mut rng = fastrand::Rng::with_seed(2024);
    for _ in 0..30 {
        let sizes: Vec<usize> = (0..2).map(|_| *rng.choice(&[2, 127, 128, 129, 257]).unwrap()).collect();
        let boxes = (0..rng.usize(1..=6)).map(|_| random_box(&mut rng, &sizes)).collect();
        check(&sizes, &Cuboid::ALL, boxes, &mut rng);
    }
}

/// Checks every answer about one target, and returns whether it is covered.
fn check(sizes: &[usize], target: &Cuboid, mut boxes: Vec<Cuboid>, rng: &mut fastrand::Rng) -> bool {
    let (space, budget) = (Space::new(sizes.iter().copied()), &mut Budget::default());
    let case = format!("{sizes:?}: {target:?} by {boxes:?}");
    let points = points(sizes);
    let is_free = |point: &&Point| target.contains(point) && !boxes.iter().any(|other| other.contains(point));
    let covered = !points.iter().any(|point| is_free(&point));

    let Ok(witness) = uncovered(&space, target, &boxes, budget) else { panic!("gave up on {case}") };
    assert_eq!(witness.is_none(), covered, "{case}");
    assert_eq!(is_covered(&space, target, &boxes, budget), Ok(covered), "{case}");
    if let Some(point) = &witness {
        assert_eq!(point.cells().len(), sizes.len(), "{case}");
        assert!(is_free(&point), "{point:?} is not free in {case}");
        // Nothing speaks against the lowest cell of a dimension that no box constrains.
        for dimension in 0..sizes.len() {
            if boxes.iter().all(|other| other.cells(dimension).is_none()) {
                let lowest = target.cells(dimension).map_or(Some(0), CellSet::first);
                assert_eq!(point.cell(dimension), lowest, "{case}");
            }
        }
    }

    let Ok(rest) = remainder(&space, target, &boxes, budget) else { panic!("gave up on {case}") };
    for point in &points {
        let parts = rest.iter().filter(|part| part.contains(point)).count();
        assert_eq!(parts, usize::from(is_free(&point)), "{point:?} in {rest:?} of {case}");
    }

    // Within the target the residual answers as the boxes do: for the target, and for a smaller box.
    let reduced = residual(&space, target, &boxes);
    let smaller = rng.choice(&points).and_then(|point| target.intersect(&point.into()));
    for part in [Some(target), smaller.as_ref()].into_iter().flatten() {
        let by_all = is_covered(&space, part, &boxes, budget);
        assert_eq!(is_covered(&space, part, &reduced, budget), by_all, "{case}");
    }

    rng.shuffle(&mut boxes);
    assert_eq!(uncovered(&space, target, &boxes, budget).map(|found| found.is_none()), Ok(covered), "{case}");
    covered
}

fn random_box(rng: &mut fastrand::Rng, sizes: &[usize]) -> Cuboid {
    let mut found = Cuboid::ALL;
    for (dimension, size) in sizes.iter().enumerate() {
        let cells = match rng.u8(..8) {
            0..=2 => continue,
            3..=6 => CellSet::range(rng.usize(0..=*size)..*size),
            _ => (0..*size).filter(|_| rng.bool()).collect(),
        };
        // Boxes without points are worth a try, but not many.
        if !cells.is_empty() || rng.u8(..8) == 0 {
            found.constrain(dimension, &cells);
        }
    }
    found
}

fn points(sizes: &[usize]) -> Vec<Point> {
    let mut found = vec![vec![]];
    for size in sizes {
        let longer = |point: &Vec<usize>| {
            (0..*size).map(|cell| [point.as_slice(), &[cell]].concat()).collect::<Vec<_>>()
        };
        found = found.iter().flat_map(longer).collect();
    }
    found.into_iter().map(Point::new).collect()
}

/// Lines and intervals with ends at multiples of a half from -4 to 4, probed at multiples of a quarter.
#[test]
fn axes_agree_with_brute_force() {
    let mut rng = fastrand::Rng::with_seed(1976);
    let quarters: Vec<Decimal> = (-24..=24).map(|number| Decimal::billionths(number * 250_000_000)).collect();
    for _ in 0..4_000 {
        let numbers = if rng.bool() { Numbers::Whole } else { Numbers::Any };
        let counts = |number: Decimal| numbers == Numbers::Any || number.is_whole();
        let probes: Vec<Decimal> = quarters.iter().copied().filter(|number| counts(*number)).collect();
        let domain = random_interval(&mut rng);
        let cuts: Vec<Decimal> = (0..rng.usize(0..5)).map(|_| halves(&mut rng)).collect();
        let axis = Axis::line(domain, numbers, cuts.iter().copied());
        let case = format!("{numbers:?} in {domain:?} cut at {cuts:?}");
        let cells: Vec<Interval> = (0..axis.len()).map(|index| axis.cell(index).unwrap()).collect();

        for probe in &probes {
            let holding = cells.iter().filter(|cell| cell.contains(*probe)).count();
            assert_eq!(holding, usize::from(domain.contains(*probe)), "{probe} in {case}");
        }
        for (index, cell) in cells.iter().enumerate() {
            for sample in [axis.sample(index).unwrap(), axis.sample_of_seconds(index).unwrap()] {
                assert!(
                    cell.contains(sample) && domain.contains(sample) && counts(sample),
                    "{sample} in {case}"
                );
            }
        }

        let intervals = Intervals::union((0..rng.usize(0..4)).map(|_| random_interval(&mut rng)));
        let touched = axis.cells_of(&intervals);
        for (index, cell) in cells.iter().enumerate() {
            let shared = probes.iter().any(|probe| cell.contains(*probe) && intervals.contains(*probe));
            assert_eq!(touched.contains(index), shared, "cell {index} and {intervals:?} in {case}");
        }
        assert!(touched.is_subset(&CellSet::full(axis.len())), "{case}");

        // Where the ends of the intervals cut the line, they are whole cells: a sample speaks for its cell.
        let ends = intervals.parts().iter().flat_map(|part| [part.low(), part.high()]).filter_map(number);
        let axis = Axis::line(domain, numbers, ends.chain(cuts.iter().copied()));
        let touched = axis.cells_of(&intervals);
        for index in 0..axis.len() {
            let sample = axis.sample(index).unwrap();
            assert_eq!(
                touched.contains(index),
                intervals.contains(sample),
                "{sample}, {intervals:?}, {case}"
            );
        }
    }
}

fn halves(rng: &mut fastrand::Rng) -> Decimal {
    Decimal::billionths(i128::from(rng.i8(-8..=8)) * 500_000_000)
}

/// An interval with some number in it, and a whole one unless both ends are between two of them.
fn random_interval(rng: &mut fastrand::Rng) -> Interval {
    let mut end = || match rng.u8(..5) {
        0 => End::Unbounded,
        1..=2 => End::Included(halves(rng)),
        _ => End::Excluded(halves(rng)),
    };
    let (one, other) = (end(), end());
    Interval::new(one, other).or(Interval::new(other, one)).unwrap_or(Interval::ALL)
}

fn number(end: End) -> Option<Decimal> {
    match end {
        End::Unbounded => None,
        End::Included(number) | End::Excluded(number) => Some(number),
    }
}
