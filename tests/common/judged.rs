//! What holds of every judgement of a made-up incident by a made-up table, by brute force over all incidents there are.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

use std::collections::BTreeSet;

use jiff::civil::date;
use sevlint::model::fact::{Fact, Statement};
use sevlint::model::field::Field;
use sevlint::model::postmortem::Postmortem;
use sevlint::model::reading::read_text;
use sevlint::model::said::Said;
use sevlint::source::span::Span;
use sevlint::space::budget::Budget;
use sevlint::table::table::Table;
use sevlint::verdict::evidence::{findings, grounds, met_jointly};
use sevlint::verdict::judgement::Judgement;
use sevlint::verdict::outcome::Outcome;
use sevlint::verdict::possible::Possible;
use sevlint::verdict::standing::Standing;

use super::{Choices, FactCase, TableCase, each_point};

/// What one postmortem states: the text of each fact (none if absent), and the answers that allows.
#[derive(Clone)]
pub struct Statements(pub Vec<(Option<String>, Vec<usize>)>);

impl Statements {
    pub fn generate(rng: &mut impl Choices, case: &TableCase) -> Self {
        let state = |fact: &FactCase| {
            let all: Vec<usize> = (0..fact.kind.answers()).collect();
            match rng.u8(..5) {
                0 | 1 => (None, all),
                2 => {
                    let (text, allowed) = fact.kind.uncertain(rng);
                    (Some(text), allowed)
                }
                3 if rng.u8(..4) == 0 => (Some("unknown".to_owned()), all),
                _ => {
                    let answer = rng.usize(..all.len());
                    (Some(fact.kind.text(answer)), vec![answer])
                }
            }
        };
        Self(case.facts.iter().map(state).collect())
    }

    pub fn answers(&self) -> Vec<Vec<usize>> {
        self.0.iter().map(|(_, answers)| answers.clone()).collect()
    }

    pub fn postmortem(&self, table: &Table, declared: usize) -> Postmortem {
        let said = Said { text: format!("L{declared}"), span: Span::at(0) };
        let mut postmortem = Postmortem::default();
        postmortem.plain.insert(Field::Severity, vec![said]);
        postmortem.facts = table
            .facts
            .iter()
            .map(|fact| {
                let index: Option<usize> = fact.name.strip_prefix('f').and_then(|index| index.parse().ok());
                let text = index.and_then(|index| self.0[index].0.clone());
                let statement = |text: String| Statement {
                    span: Span::at(0),
                    reading: read_text(&fact.kind, &text),
                    text: text.into(),
                };
                Fact::of(text.map(statement).into_iter().collect())
            })
            .collect();
        postmortem
    }
}

pub fn judge(table: &Table, postmortem: &Postmortem) -> Judgement {
    Judgement::of(table, postmortem, date(2026, 1, 1), &mut Budget::default()).unwrap()
}

fn expected_standing(declared: usize, levels: &BTreeSet<usize>, hole: bool) -> Standing {
    if levels.contains(&declared) {
        return if levels.len() == 1 && !hole { Standing::Confirmed } else { Standing::Undetermined };
    }
    match (levels.first(), levels.last()) {
        (Some(first), Some(last)) => {
            if *last < declared {
                Standing::Understated
            } else if *first > declared {
                Standing::Overstated
            } else {
                Standing::Contradicted
            }
        }
        _ => Standing::Uncovered,
    }
}

/// A table case in its two spellings, and without what it assumes.
pub struct Tables {
    pub table: Table,
    spelt_otherwise: Table,
    pub unassuming: Table,
}

impl Tables {
    pub fn of(case: &TableCase) -> Self {
        Self {
            table: case.read(false, true),
            spelt_otherwise: case.read(true, true),
            unassuming: case.read(false, false),
        }
    }
}

/// Judges an incident, and holds the judgement against brute force: what is possible, how it stands, what it is said to rest on,
/// what would settle it.
pub fn agrees(case: &TableCase, tables: &Tables, statements: &Statements, declared: usize) -> Judgement {
    let Tables { table, spelt_otherwise, unassuming } = tables;
    let postmortem = statements.postmortem(table, declared);
    let judgement = judge(table, &postmortem);
    let told =
        || format!("{}\n{:?}\ndeclared L{declared}: {judgement:#?}", case.text(false, true), statements.0);

    // What is possible is what brute force finds.
    let (levels, hole) = case.possible(&statements.answers());
    assert_eq!(judgement.possible.levels, levels.iter().copied().collect::<Vec<_>>(), "{}", told());
    assert_eq!(judgement.possible.hole, hole, "{}", told());

    // The standing is its definition; an assumption settles an open level, and never makes a mismatch.
    let plain = expected_standing(declared, &levels, hole);
    let unassumed = judge(unassuming, &statements.postmortem(unassuming, declared));
    assert_eq!(unassumed.standing, plain, "{}", told());
    let with_assumptions: Vec<Vec<usize>> = statements
        .0
        .iter()
        .zip(&case.facts)
        .map(|((text, answers), fact)| match (text, fact.assume) {
            (None, Some(answer)) => vec![answer],
            _ => answers.clone(),
        })
        .collect();
    let settled = case.possible(&with_assumptions) == (BTreeSet::from([declared]), false);
    let wanted = if plain == Standing::Undetermined && settled { Standing::Confirmed } else { plain };
    assert_eq!(judgement.standing, wanted, "{}", told());
    assert_eq!(judgement.assumed.is_empty(), wanted == plain, "{}", told());

    // Two spellings of one table give one verdict.
    let other = judge(spelt_otherwise, &statements.postmortem(spelt_otherwise, declared));
    assert_eq!(
        (&other.possible, other.standing, &other.assumed, &other.missing),
        (&judgement.possible, judgement.standing, &judgement.assumed, &judgement.missing),
        "{}",
        told()
    );

    evidence_is_right(case, table, statements, &postmortem, &judgement);
    gaps_are_right(case, table, statements, &with_assumptions, &judgement);
    judgement
}

/// Tests are three-valued over all points, criteria the least of them, and what is cited suffices.
fn evidence_is_right(
    case: &TableCase,
    table: &Table,
    statements: &Statements,
    postmortem: &Postmortem,
    judgement: &Judgement,
) {
    let stated = statements.answers();
    let three_valued = |admits: &[bool], answers: &[usize]| {
        let (all, any) = (answers.iter().all(|a| admits[*a]), answers.iter().any(|a| admits[*a]));
        if all {
            Outcome::Met
        } else if any {
            Outcome::Open
        } else {
            Outcome::Failed
        }
    };
    let cases = case.levels.iter().flatten();
    for (finding, criterion) in findings(table, &postmortem.facts).iter().zip(cases) {
        let tests: Vec<Outcome> =
            criterion.all_tests().map(|test| three_valued(&test.admits, &stated[test.fact])).collect();
        assert_eq!(finding.tests, tests, "{}\n{:?}", case.text(false, true), statements.0);
        let (mut holds, mut fails) = (0, 0);
        each_point(&stated, &mut |answers| if criterion.holds(answers) { holds += 1 } else { fails += 1 });
        match finding.outcome {
            Outcome::Met => assert_eq!(fails, 0),
            Outcome::Failed => assert_eq!(holds, 0),
            // The least of three-valued tests is sound, and may say open where all points agree.
            Outcome::Open => {}
        }
    }
    let budget = &mut Budget::default();
    let suffices = |possible: &Possible| *possible == judgement.possible;
    let cited = grounds(table, &postmortem.facts, suffices, budget).unwrap();
    let mut only = statements.clone();
    for (index, (text, answers)) in only.0.iter_mut().enumerate() {
        if !cited.contains(&table.fact(&format!("f{index}")).unwrap()) {
            *text = None;
            *answers = (0..case.facts[index].kind.answers()).collect();
        }
    }
    let (levels, hole) = case.possible(&only.answers());
    let found: BTreeSet<usize> = judgement.possible.levels.iter().copied().collect();
    assert_eq!((levels, hole), (found, judgement.possible.hole), "cited {cited:?} of {:?}", statements.0);

    let Some(level) = judgement.possible.only().filter(|level| *level < case.levels.len()) else { return };
    let joint = met_jointly(table, &postmortem.facts, level, budget).unwrap();
    if joint.is_empty() {
        let met = findings(table, &postmortem.facts);
        let some = met.iter().any(|finding| finding.level == level && finding.outcome == Outcome::Met);
        assert!(some, "neither met nor jointly: {}\n{:?}", case.text(false, true), statements.0);
    } else {
        each_point(&stated, &mut |answers| {
            assert!(joint.iter().any(|criterion| case.levels[level][*criterion].holds(answers)));
        });
    }
}

/// A fact is named as missing only if stating it could leave fewer outcomes; `left` is what its worst answer leaves. First
/// comes what is open even if silence means what the table assumes; of equals, what is stated as unknown comes last.
fn gaps_are_right(
    case: &TableCase,
    table: &Table,
    statements: &Statements,
    assumed: &[Vec<usize>],
    judgement: &Judgement,
) {
    if judgement.standing == Standing::Confirmed {
        assert!(judgement.missing.is_empty());
        return;
    }
    let outcomes = |stated: &[Vec<usize>]| {
        let (levels, hole) = case.possible(stated);
        levels.len() + usize::from(hole)
    };
    let stated = statements.answers();
    let now = outcomes(&stated);
    let worst_of = |stated: &[Vec<usize>], index: usize| {
        let left = stated[index].iter().map(|answer| {
            let mut fewer = stated.to_vec();
            fewer[index] = vec![*answer];
            outcomes(&fewer)
        });
        let left: Vec<usize> = left.collect();
        let is_helpful = left.iter().min().unwrap() < &outcomes(stated);
        (is_helpful, *left.iter().max().unwrap())
    };
    let mut helpful = vec![];
    for index in 0..stated.len() {
        if let (true, worst) = worst_of(&stated, index) {
            helpful.push((table.fact(&format!("f{index}")).unwrap(), worst));
        }
    }
    let named: Vec<(usize, usize)> = judgement.missing.iter().map(|gap| (gap.fact, gap.left)).collect();
    if helpful.is_empty() {
        assert_eq!(named.is_empty(), now < 2, "{}\n{:?}", case.text(false, true), statements.0);
        return;
    }
    let mut sorted = named.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, helpful, "{}\n{:?}", case.text(false, true), statements.0);
    let rank = |(fact, left): (usize, usize)| {
        let index: usize = table.facts[fact].name[1..].parse().unwrap();
        let is_unknown = statements.0[index].0.as_deref() == Some("unknown");
        let supposed = match worst_of(assumed, index) {
            (true, worst) => Some(worst),
            (false, _) => None,
        };
        (supposed.is_none(), is_unknown, supposed, left)
    };
    // Where only a pair of them helps although the rest is assumed, which pair that is goes by the table's order.
    let ranks: Vec<_> = named.iter().map(|gap| rank(*gap)).collect();
    if assumed == stated.as_slice() || ranks.iter().any(|(is_assumed_away, ..)| !is_assumed_away) {
        assert!(ranks.is_sorted(), "the most useful comes first: {named:?} {ranks:?}");
    }
}

/// One open fact is learnt: that adds no level and excuses no mismatch, and with nothing stated there is a mismatch only if the level
/// cannot occur. Gives whether there was a mismatch before.
pub fn learning_is_safe(
    case: &TableCase,
    table: &Table,
    before: &Statements,
    learnt: (usize, usize),
    declared: usize,
) -> bool {
    let (index, answer) = learnt;
    let mut after = before.clone();
    after.0[index] = (Some(case.facts[index].kind.text(answer)), vec![answer]);
    let less = judge(table, &before.postmortem(table, declared));
    let more = judge(table, &after.postmortem(table, declared));
    assert!(more.possible.levels.iter().all(|level| less.possible.levels.contains(level)));
    assert!(less.possible.hole || !more.possible.hole);
    if less.standing.is_mismatch() {
        let still = more.standing.is_mismatch() || more.standing == Standing::Uncovered;
        assert!(still, "{}\n{:?} then {:?}", case.text(false, false), before.0, after.0);
    }
    // Missing data never causes a mismatch.
    let nothing =
        Statements(case.facts.iter().map(|fact| (None, (0..fact.kind.answers()).collect())).collect());
    let blank = judge(table, &nothing.postmortem(table, declared));
    let (anywhere, _) = case.possible(&nothing.answers());
    assert_eq!(
        blank.standing.is_mismatch() || blank.standing == Standing::Uncovered,
        !anywhere.contains(&declared)
    );
    less.standing.is_mismatch()
}
