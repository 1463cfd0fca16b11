//! The judgement against brute force: small tables, every concrete incident enumerated.
//!
//! Tables are generated as text, in two spellings, and read as users' tables are. The brute force shares nothing with
//! the library but that text: each generated test knows which of a few sample answers it admits. What is held of each judgement
//! stands in `tests/common/judged.rs`, which a fuzzer uses as well.

use std::collections::BTreeSet;

use fastrand::Rng;
use rayon::prelude::*;
use sevlint::verdict::standing::Standing;

use crate::common::generate;
use crate::common::judged::{Statements, Tables, agrees, learning_is_safe};
use crate::rounds::rounds;

/// For every change; `.ci/long` tries twenty times as many.
const TABLES: u32 = 1_000;
const INCIDENTS: usize = 40;

#[test]
fn judgements_agree_with_brute_force() {
    let judge = |table: u64| {
        let mut rng = Rng::with_seed(20_231_020 + table);
        let case = generate(&mut rng);
        let tables = Tables::of(&case);
        let mut judge = |_| {
            let statements = Statements::generate(&mut rng, &case);
            let declared = rng.usize(..tables.table.levels.len());
            let judgement = agrees(&case, &tables, &statements, declared);
            (judgement.standing, !judgement.assumed.is_empty())
        };
        (0..INCIDENTS).map(&mut judge).collect::<Vec<(Standing, bool)>>()
    };
    let judged: Vec<(Standing, bool)> =
        (0..u64::from(rounds(TABLES))).into_par_iter().flat_map_iter(judge).collect();
    let seen: BTreeSet<Standing> = judged.iter().map(|(standing, _)| *standing).collect();
    let assumed = judged.iter().filter(|(_, assumed)| *assumed).count();
    let judged = judged.len();
    assert!(judged >= 40_000, "only {judged} incidents were judged");
    assert!(assumed > 400, "only {assumed} were settled by an assumption");
    let wanted = [
        Standing::Confirmed,
        Standing::Understated,
        Standing::Overstated,
        Standing::Contradicted,
        Standing::Undetermined,
        Standing::Uncovered,
    ];
    assert!(wanted.iter().all(|standing| seen.contains(standing)), "{seen:?}");
}

#[test]
fn learning_never_adds_a_level_and_never_excuses_a_mismatch() {
    let mut rng = Rng::with_seed(15);
    let mut mismatches = 0;
    for _ in 0..1_500 {
        let case = generate(&mut rng);
        let table = case.read(false, false);
        for _ in 0..10 {
            let before = Statements::generate(&mut rng, &case);
            let index = rng.usize(..case.facts.len());
            let answer = before.0[index].1[rng.usize(..before.0[index].1.len())];
            let declared = rng.usize(..table.levels.len());
            mismatches += usize::from(learning_is_safe(&case, &table, &before, (index, answer), declared));
        }
    }
    assert!(mismatches > 1_000, "only {mismatches} mismatches were seen");
}
