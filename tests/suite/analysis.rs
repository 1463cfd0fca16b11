//! What is wrong with tables that load, against brute force: small tables, every concrete incident enumerated.

use std::collections::BTreeSet;

use fastrand::Rng;
use sevlint::model::reading::read_text;
use sevlint::model::value::Reading;
use sevlint::space::budget::Budget;
use sevlint::table::flaw::ascending::Witness;
use sevlint::table::flaw::criteria::{CriterionAt, Why};
use sevlint::table::flaw::found::Flaws;
use sevlint::table::table::Table;

use crate::common::{KindCase, TableCase, WorseCase, each_point, generate};

const TABLES: usize = 2_500;

/// Every concrete incident of a table.
fn points(case: &TableCase) -> Vec<Vec<usize>> {
    let all: Vec<Vec<usize>> = case.facts.iter().map(|fact| (0..fact.kind.answers()).collect()).collect();
    let mut points = vec![];
    each_point(&all, &mut |point| points.push(point.to_vec()));
    points
}

/// The answers that are one step worse, of one fact.
fn one_worse(case: &TableCase, fact: usize, answer: usize) -> Vec<usize> {
    let kind = case.facts[fact].kind;
    let (all, up) = match case.facts[fact].worse {
        WorseCase::Neither => return vec![],
        WorseCase::Higher => (kind.answers(), true),
        WorseCase::Lower => (kind.answers(), false),
    };
    if kind == KindCase::Set {
        let bits = [1, 2].into_iter().filter(|bit| (answer & bit == 0) == up);
        return bits.map(|bit| answer ^ bit).collect();
    }
    let next = if up { answer.checked_add(1) } else { answer.checked_sub(1) };
    next.filter(|next| *next < all).into_iter().collect()
}

/// The incidents that a witness is about.
fn of_witness<'p>(
    case: &TableCase,
    table: &Table,
    points: &'p [Vec<usize>],
    witness: &Witness,
) -> Vec<&'p Vec<usize>> {
    let lies_in = |point: &&Vec<usize>| {
        witness.0.iter().all(|(dimension, cell)| {
            let dimension = &table.geometry.dimensions[*dimension];
            let declaration = &table.facts[dimension.fact];
            let index: usize = declaration.name[1..].parse().unwrap();
            let text = case.facts[index].kind.text(point[index]);
            let Reading::Value(value) = read_text(&declaration.kind, &text) else { panic!("{text}") };
            dimension.cells(&value).contains(*cell)
        })
    };
    points.iter().filter(lies_in).collect()
}

#[test]
fn flaws_agree_with_brute_force() {
    let mut rng = Rng::with_seed(1_020);
    let mut seen = [0; 7];
    for _ in 0..TABLES {
        let case = generate(&mut rng);
        let table = case.read(false, false);
        let text = case.text(false, false);
        let flaws = Flaws::of(&table, &mut Budget::default()).unwrap();
        let points = points(&case);
        let told = || format!("{text}\n{flaws:#?}");

        criteria_are_right(&case, &points, &flaws, &told, &mut seen);

        // A level is empty if no incident is at it.
        let at: BTreeSet<usize> = points.iter().filter_map(|point| case.level(point)).collect();
        let empty: Vec<usize> = (0..table.levels.len()).filter(|level| !at.contains(level)).collect();
        assert_eq!(flaws.empty.iter().map(|empty| empty.level).collect::<Vec<_>>(), empty, "{}", told());
        seen[3] += empty.len();

        // There is a hole if some incident is at no level; the witness is such incidents only.
        let hole = points.iter().any(|point| case.level(point).is_none());
        assert_eq!(flaws.hole.is_some(), hole, "{}", told());
        seen[4] += usize::from(hole);
        if let Some(witness) = &flaws.hole {
            let meant = of_witness(&case, &table, &points, witness);
            assert!(!meant.is_empty(), "{}", told());
            assert!(meant.iter().all(|point| case.level(point).is_none()), "{}", told());
        }

        inversions_are_right(&case, &table, &points, &flaws, &told, &mut seen);
    }
    assert!(seen.iter().all(|count| *count > 150), "{seen:?}");
}

fn criteria_are_right(
    case: &TableCase,
    points: &[Vec<usize>],
    flaws: &Flaws,
    told: &dyn Fn() -> String,
    seen: &mut [usize; 7],
) {
    let holds = |at: &CriterionAt, point: &Vec<usize>| case.levels[at.level][at.criterion].holds(point);
    let mut redundant: BTreeSet<CriterionAt> = BTreeSet::new();
    for level in (0..case.levels.len()).rev() {
        for criterion in (0..case.levels[level].len()).rev() {
            let at = CriterionAt { level, criterion };
            let met: Vec<&Vec<usize>> = points.iter().filter(|point| holds(&at, point)).collect();
            let worse = |point: &Vec<usize>| {
                case.level(point).is_some_and(|found| found < level && found < case.levels.len())
            };
            let other = |point: &Vec<usize>| {
                (0..case.levels[level].len()).any(|other| {
                    let other = CriterionAt { level, criterion: other };
                    other != at && !redundant.contains(&other) && holds(&other, point)
                })
            };
            let found = flaws.useless.iter().find(|useless| useless.at == at).map(|useless| &useless.why);
            let by = match found {
                None => {
                    assert!(!met.is_empty(), "{at:?} is impossible\n{}", told());
                    assert!(
                        !met.iter().all(|point| worse(point) || other(point)),
                        "{at:?} is covered\n{}",
                        told()
                    );
                    continue;
                }
                Some(Why::Impossible) => {
                    assert!(met.is_empty(), "{at:?}\n{}", told());
                    seen[0] += 1;
                    continue;
                }
                Some(Why::Unreachable(by)) => {
                    assert!(!met.is_empty() && met.iter().all(|point| worse(point)), "{at:?}\n{}", told());
                    assert!(by.iter().all(|by| by.level < level));
                    seen[1] += 1;
                    by
                }
                Some(Why::Redundant(by)) => {
                    assert!(!met.iter().all(|point| worse(point)), "{at:?}\n{}", told());
                    assert!(met.iter().all(|point| worse(point) || other(point)), "{at:?}\n{}", told());
                    redundant.insert(at);
                    seen[2] += 1;
                    by
                }
            };
            // Those that are named suffice, and none of them can be left out.
            let suffice = |by: &[CriterionAt]| met.iter().all(|point| by.iter().any(|by| holds(by, point)));
            assert!(suffice(by), "{at:?}\n{}", told());
            for index in 0..by.len() {
                let mut fewer = by.clone();
                fewer.remove(index);
                assert!(!suffice(&fewer), "{at:?}\n{}", told());
            }
        }
    }
    // Taking out all that are redundant changes nothing.
    for point in points {
        let kept = |level: usize| {
            (0..case.levels[level].len()).any(|criterion| {
                let at = CriterionAt { level, criterion };
                !redundant.contains(&at) && holds(&at, point)
            })
        };
        let level = (0..case.levels.len()).find(|level| kept(*level));
        assert_eq!(level.or(case.otherwise.then_some(case.levels.len())), case.level(point), "{}", told());
    }
}

fn inversions_are_right(
    case: &TableCase,
    table: &Table,
    points: &[Vec<usize>],
    flaws: &Flaws,
    told: &dyn Fn() -> String,
    seen: &mut [usize; 7],
) {
    let mut wanted: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for point in points {
        for fact in 0..case.facts.len() {
            for worse in one_worse(case, fact, point[fact]) {
                let mut after = point.clone();
                after[fact] = worse;
                if let (Some(severe), Some(milder)) = (case.level(point), case.level(&after))
                    && milder > severe
                {
                    wanted.insert((table.fact(&format!("f{fact}")).unwrap(), severe, milder));
                }
            }
        }
    }
    // That yes is worse is but a custom: a table that never takes it so has no inversion there.
    wanted.retain(|(index, ..)| {
        let fact: usize = table.facts[*index].name[1..].parse().unwrap();
        let by_custom =
            case.facts[fact].kind == KindCase::Boolean && case.facts[fact].worse == WorseCase::Higher;
        let is_worse = |point: &&Vec<usize>| {
            let mut yes = (*point).clone();
            yes[fact] = 1;
            matches!((case.level(point), case.level(&yes)), (Some(no), Some(yes)) if yes < no)
        };
        !by_custom || points.iter().filter(|point| point[fact] == 0).any(|point| is_worse(&point))
    });
    let found: BTreeSet<(usize, usize, usize)> =
        flaws.inversions.iter().map(|found| (found.fact, found.severe, found.milder)).collect();
    assert_eq!(found, wanted, "{}", told());
    assert_eq!(found.len(), flaws.inversions.len(), "{}", told());
    seen[5] += found.len();
    for inversion in &flaws.inversions {
        seen[6] += usize::from(inversion.stops.is_some());
        for (witness, level) in [(&inversion.before, inversion.severe), (&inversion.after, inversion.milder)]
        {
            let meant = of_witness(case, table, points, witness);
            assert!(!meant.is_empty(), "{inversion:?}\n{}", told());
            assert!(meant.iter().all(|point| case.level(point) == Some(level)), "{inversion:?}\n{}", told());
        }
        // They differ in the fact only, by one dimension.
        let differ: Vec<_> =
            inversion.before.0.iter().zip(&inversion.after.0).filter(|(a, b)| a != b).collect();
        assert_eq!((inversion.before.0.len(), differ.len()), (inversion.after.0.len(), 1), "{}", told());
    }
}
