//! The difference of two tables against brute force: small tables, every concrete incident enumerated in both.

use std::collections::BTreeSet;
use std::mem::swap;

use fastrand::Rng;
use sevlint::insight::plan::Plan;
use sevlint::insight::plan_levels::Direction;
use sevlint::model::reading::read_text;
use sevlint::model::value::Reading;
use sevlint::space::region::Cuboid;
use sevlint::table::table::Table;

use crate::common::{TableCase, criterion, each_point, generate};

const TABLES: usize = 500;

fn points(case: &TableCase) -> Vec<Vec<usize>> {
    let all: Vec<Vec<usize>> = case.facts.iter().map(|fact| (0..fact.kind.answers()).collect()).collect();
    let mut points = vec![];
    each_point(&all, &mut |point| points.push(point.to_vec()));
    points
}

/// Whether a concrete incident lies in a box of the joint space.
fn lies_in(case: &TableCase, joint: &Table, point: &[usize], cuboid: &Cuboid) -> bool {
    cuboid.constraints().iter().all(|(dimension, cells)| {
        let dimension = &joint.geometry.dimensions[*dimension];
        let declaration = &joint.facts[dimension.fact];
        let index: usize = declaration.name[1..].parse().unwrap();
        let text = case.facts[index].kind.text(point[index]);
        let Reading::Value(value) = read_text(&declaration.kind, &text) else { panic!("{text}") };
        dimension.cells(&value).is_subset(cells)
    })
}

fn name(text: &str) -> String {
    text.to_owned()
}

#[test]
fn moves_agree_with_brute_force() {
    let mut rng = Rng::with_seed(2_026);
    let mut seen: BTreeSet<Direction> = BTreeSet::new();
    let (mut same, mut moved) = (0, 0);
    for _ in 0..TABLES {
        let mut case = generate(&mut rng);
        let old = case.read(false, true);
        let before: Vec<Option<usize>> = points(&case).iter().map(|point| case.level(point)).collect();
        // The new table has other criteria, one other criterion, or another spelling of the same.
        let mut levels = match rng.u8(..4) {
            0 => vec![],
            1 | 2 => {
                let level = rng.usize(..case.levels.len());
                let index = rng.usize(..case.levels[level].len());
                case.levels[level][index] = criterion(&mut rng, &case.facts);
                vec![]
            }
            _ => (0..rng.usize(1..=3))
                .map(|_| (0..rng.usize(1..=3)).map(|_| criterion(&mut rng, &case.facts)).collect())
                .collect(),
        };
        if !levels.is_empty() {
            swap(&mut case.levels, &mut levels);
        }
        let new = case.read(true, true);
        let plan = Plan::of(&old, &new, name("old"), name("new")).unwrap();
        let joint = &plan.joint;
        let text = || format!("{}\n---\n{}", old.text.as_str(), new.text.as_str());
        for (point, from) in points(&case).iter().zip(&before) {
            let to = case.level(point);
            let found: Vec<_> = plan
                .moves
                .iter()
                .filter(|found| {
                    found.regions.iter().any(|region| lies_in(&case, &joint.table, point, &region.cuboid))
                })
                .collect();
            match (joint.direction(*from, to), found.as_slice()) {
                (None, []) => same += 1,
                (Some(direction), [found]) => {
                    assert_eq!(
                        (found.from, found.to, found.direction),
                        (*from, to, direction),
                        "{point:?}\n{}",
                        text()
                    );
                    seen.insert(direction);
                    moved += 1;
                }
                (Some(_), []) if plan.moves.iter().any(|found| found.more) => {}
                (expected, found) => panic!("{point:?}: {expected:?} but {found:?}\n{}", text()),
            }
        }
        for region in plan.moves.iter().flat_map(|found| &found.regions) {
            let witness: Cuboid = region
                .witness
                .0
                .iter()
                .map(|(dimension, cell)| (*dimension, [*cell].into_iter().collect()))
                .collect();
            assert!(
                points(&case).iter().any(|point| lies_in(&case, &joint.table, point, &witness)
                    && lies_in(&case, &joint.table, point, &region.cuboid)),
                "{}",
                text()
            );
        }
        let is_same = before
            .iter()
            .zip(points(&case))
            .all(|(from, point)| joint.direction(*from, case.level(&point)).is_none());
        assert_eq!(plan.moves.is_empty(), is_same, "{}", text());
        if is_same && joint.levels.is_one_to_one() {
            assert!(plan.is_equivalent(), "{}", text());
        }
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
    assert!(same > 5_000 && moved > 5_000, "{same} {moved}");
}

#[test]
fn two_spellings_of_one_table_are_the_same() {
    let mut rng = Rng::with_seed(2_027);
    for _ in 0..TABLES {
        let case = generate(&mut rng);
        let (words, symbols) = (case.read(false, true), case.read(true, true));
        let plan = Plan::of(&words, &symbols, name("old"), name("new")).unwrap();
        assert!(plan.is_equivalent() && !plan.changes_something(), "{}", words.text.as_str());
        assert_eq!(plan.joint.facts, []);
    }
}
