//! The judgement against brute force: small tables, every concrete incident enumerated.
//!
//! Tables are generated as text, in two spellings, and read as users' tables are. The brute force shares nothing with
//! the library but that text: each generated test knows which of a few sample answers it admits.

#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use fastrand::Rng;
use jiff::civil::date;
use sevlint::model::fact::{Fact, Statement};
use sevlint::model::field::Field;
use sevlint::model::postmortem::Postmortem;
use sevlint::model::reading::read_text;
use sevlint::model::said::Said;
use sevlint::source::span::Span;
use sevlint::source::text::Text;
use sevlint::space::budget::Budget;
use sevlint::table::read::read_table;
use sevlint::table::table::Table;
use sevlint::verdict::evidence::{findings, grounds, met_jointly};
use sevlint::verdict::judgement::Judgement;
use sevlint::verdict::outcome::Outcome;
use sevlint::verdict::possible::Possible;
use sevlint::verdict::standing::Standing;

const TABLES: usize = 2_600;
const INCIDENTS: usize = 40;

/// A fact: its declaration, and sample answers that between them lie in every cell a generated test can cut.
struct FactCase {
    declaration: String,
    kind: KindCase,
    /// What silence means: the index of an answer.
    assume: Option<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum KindCase {
    Boolean,
    Count,
    Percent,
    Scale,
    Set,
}

const SCALE: [&str; 3] = ["none", "some", "all"];

impl KindCase {
    /// How many sample answers there are. Thresholds are even numbers and tens: samples are all numbers and fives.
    fn answers(self) -> usize {
        match self {
            Self::Boolean => 2,
            Self::Count | Self::Percent => 10,
            Self::Scale => 3,
            Self::Set => 4,
        }
    }

    /// The answer as an author writes it.
    fn text(self, answer: usize) -> String {
        match self {
            Self::Boolean => ["no", "yes"][answer].to_owned(),
            Self::Count => answer.to_string(),
            Self::Percent => format!("{}%", answer * 5),
            Self::Scale => SCALE[answer].to_owned(),
            Self::Set => ["none", "api", "db", "api, db"][answer].to_owned(),
        }
    }

    /// Several answers as one uncertain statement, where that can be said.
    fn uncertain(self, rng: &mut Rng) -> (String, Vec<usize>) {
        let count = self.answers();
        match self {
            Self::Count | Self::Percent => {
                let low = rng.usize(..count);
                let high = rng.usize(low..count);
                (format!("{} to {}", self.text(low), self.text(high)), (low..=high).collect())
            }
            Self::Scale => {
                let skip = rng.usize(..3);
                let left: Vec<usize> = (0..3).filter(|word| *word != skip).collect();
                (left.iter().map(|word| SCALE[*word]).collect::<Vec<_>>().join(" or "), left)
            }
            Self::Boolean | Self::Set => {
                let answer = rng.usize(..count);
                (self.text(answer), vec![answer])
            }
        }
    }
}

/// A test in two spellings, with the answers it admits.
struct TestCase {
    fact: usize,
    words: String,
    symbols: String,
    admits: Vec<bool>,
}

struct CriterionCase {
    tests: Vec<TestCase>,
    /// How many of which items; an item is a conjunction of tests.
    at_least: Option<(usize, Vec<Vec<TestCase>>)>,
}

struct TableCase {
    facts: Vec<FactCase>,
    levels: Vec<Vec<CriterionCase>>,
    otherwise: bool,
}

fn generate(rng: &mut Rng) -> TableCase {
    let kinds = [KindCase::Boolean, KindCase::Count, KindCase::Percent, KindCase::Scale, KindCase::Set];
    let facts: Vec<FactCase> = (0..rng.usize(1..=3))
        .map(|index| {
            let kind = kinds[rng.usize(..kinds.len())];
            let kind_text = match kind {
                KindCase::Boolean => "kind: boolean".to_owned(),
                KindCase::Count => "kind: count".to_owned(),
                KindCase::Percent => "kind: percent".to_owned(),
                KindCase::Scale => "kind: scale, values: [none, some, all]".to_owned(),
                KindCase::Set => "kind: set".to_owned(),
            };
            let assume = rng.bool().then(|| rng.usize(..kind.answers()));
            let assumed = assume.map(|answer| match kind {
                KindCase::Set => format!(", assume: [{}]", ["", "api", "db", "api, db"][answer]),
                _ => format!(", assume: {}", kind.text(answer)),
            });
            let declaration = format!("  f{index}: {{ {kind_text}{} }}\n", assumed.unwrap_or_default());
            FactCase { declaration, kind, assume }
        })
        .collect();
    let levels = (0..rng.usize(1..=3))
        .map(|_| (0..rng.usize(1..=3)).map(|_| criterion(rng, &facts)).collect())
        .collect();
    TableCase { facts, levels, otherwise: rng.bool() }
}

fn criterion(rng: &mut Rng, facts: &[FactCase]) -> CriterionCase {
    let mut order: Vec<usize> = (0..facts.len()).collect();
    rng.shuffle(&mut order);
    let tests: Vec<TestCase> =
        order.iter().take(rng.usize(1..=facts.len())).map(|fact| test(rng, facts, *fact)).collect();
    let at_least = (rng.u8(..4) == 0).then(|| {
        let items: Vec<Vec<TestCase>> = (0..rng.usize(2..=3))
            .map(|_| {
                vec![{
                    let fact = rng.usize(..facts.len());
                    test(rng, facts, fact)
                }]
            })
            .collect();
        (rng.usize(1..=items.len()), items)
    });
    CriterionCase { tests, at_least }
}

fn test(rng: &mut Rng, facts: &[FactCase], fact: usize) -> TestCase {
    let kind = facts[fact].kind;
    let admits = |admit: &dyn Fn(usize) -> bool| (0..kind.answers()).map(admit).collect();
    let made = |words: &str, symbols: &str, admits: Vec<bool>| TestCase {
        fact,
        words: words.to_owned(),
        symbols: symbols.to_owned(),
        admits,
    };
    match kind {
        KindCase::Boolean => {
            let wanted = rng.usize(..2);
            made(["false", "true"][wanted], ["no", "yes"][wanted], admits(&|answer| answer == wanted))
        }
        KindCase::Count | KindCase::Percent => {
            let (step, unit) = if kind == KindCase::Count { (2, "") } else { (10, "%") };
            // The index of an answer that is a threshold: even numbers, tens.
            let threshold = |rng: &mut Rng| rng.usize(0..4) * 2;
            let low = threshold(rng);
            let high = low + 2;
            let (a, b) = (low / 2 * step, high / 2 * step);
            match rng.u8(..7) {
                0 => made(&format!("at least {a}{unit}"), &format!("'>= {a}{unit}'"), admits(&|x| x >= low)),
                1 => made(&format!("over {a}{unit}"), &format!("'> {a}{unit}'"), admits(&|x| x > low)),
                2 => made(&format!("under {b}{unit}"), &format!("'< {b}{unit}'"), admits(&|x| x < high)),
                3 => made(&format!("at most {a}{unit}"), &format!("'<= {a}{unit}'"), admits(&|x| x <= low)),
                4 => made(&format!("not {a}{unit}"), &format!("'!= {a}{unit}'"), admits(&|x| x != low)),
                5 => made(
                    &format!("at least {a}{unit} and under {b}{unit}"),
                    &format!("'[{a}{unit}..{b}{unit})'"),
                    admits(&|x| x >= low && x < high),
                ),
                _ => made(
                    &format!("{a}{unit} to {b}{unit}"),
                    &format!("'[{a}{unit}..{b}{unit}]'"),
                    admits(&|x| x >= low && x <= high),
                ),
            }
        }
        KindCase::Scale => {
            let word = rng.usize(..3);
            let name = SCALE[word];
            match rng.u8(..4) {
                0 => made(name, &format!("'== {name}'"), admits(&|x| x == word)),
                1 => made(&format!("not {name}"), &format!("'!= {name}'"), admits(&|x| x != word)),
                2 => made(&format!("at least {name}"), &format!("'>= {name}'"), admits(&|x| x >= word)),
                _ => made("[none, all]", "[all, none]", admits(&|x| x != 1)),
            }
        }
        KindCase::Set => {
            // Bit 0 is `api`, bit 1 is `db`.
            match rng.u8(..4) {
                0 => made("api", "[api]", admits(&|x| x & 1 != 0)),
                1 => made("any of [api, db]", "[db, api]", admits(&|x| x != 0)),
                2 => made("'all of [api, db]'", "'all of [db, api]'", admits(&|x| x == 3)),
                _ => made("'none of [api, db]'", "'none of [db, api]'", admits(&|x| x == 0)),
            }
        }
    }
}

impl TableCase {
    fn text(&self, symbols: bool, assumptions: bool) -> String {
        let mut text = String::from("sev_table: 1\nfacts:\n");
        for fact in &self.facts {
            match (assumptions, fact.declaration.split_once(", assume")) {
                (false, Some((head, _))) => writeln!(text, "{head} }}").unwrap(),
                _ => text.push_str(&fact.declaration),
            }
        }
        text.push_str("levels:\n");
        let spelling = |test: &TestCase| {
            let spelt = if symbols { &test.symbols } else { &test.words };
            let quoted = spelt.starts_with(['\'', '[']) || !spelt.contains('[');
            format!("f{}: {}", test.fact, if quoted { spelt.clone() } else { format!("'{spelt}'") })
        };
        let conjunction = |tests: &[TestCase]| tests.iter().map(spelling).collect::<Vec<_>>().join(", ");
        for (index, level) in self.levels.iter().enumerate() {
            writeln!(text, "  - id: L{index}\n    criteria:").unwrap();
            for criterion in level {
                writeln!(text, "      - when: {{ {} }}", conjunction(&criterion.tests)).unwrap();
                let Some((count, items)) = &criterion.at_least else { continue };
                let items: Vec<String> =
                    items.iter().map(|item| format!("{{ {} }}", conjunction(item))).collect();
                writeln!(text, "        at_least: {{ count: {count}, of: [{}] }}", items.join(", ")).unwrap();
            }
        }
        if self.otherwise {
            writeln!(text, "  - {{ id: L{}, otherwise: true }}", self.levels.len()).unwrap();
        }
        text
    }

    fn read(&self, symbols: bool, assumptions: bool) -> Table {
        let text = self.text(symbols, assumptions);
        let read = read_table(&Arc::new(Text::new("SEV.yaml", text.clone())));
        read.unwrap_or_else(|faults| panic!("{faults:#?}\n{text}"))
    }

    /// The level of a concrete incident; none in a hole.
    fn level(&self, answers: &[usize]) -> Option<usize> {
        let level =
            self.levels.iter().position(|level| level.iter().any(|criterion| criterion.holds(answers)));
        level.or_else(|| self.otherwise.then_some(self.levels.len()))
    }

    /// The levels of all concrete incidents that the stated answers allow.
    fn possible(&self, stated: &[Vec<usize>]) -> (BTreeSet<usize>, bool) {
        let mut levels = BTreeSet::new();
        let mut hole = false;
        each_point(stated, &mut |answers| match self.level(answers) {
            Some(level) => {
                levels.insert(level);
            }
            None => hole = true,
        });
        (levels, hole)
    }
}

impl CriterionCase {
    fn holds(&self, answers: &[usize]) -> bool {
        let met = |test: &TestCase| test.admits[answers[test.fact]];
        self.tests.iter().all(met)
            && self.at_least.as_ref().is_none_or(|(count, items)| {
                items.iter().filter(|item| item.iter().all(met)).count() >= *count
            })
    }

    fn all_tests(&self) -> impl Iterator<Item = &TestCase> {
        self.tests.iter().chain(self.at_least.iter().flat_map(|(_, items)| items.iter().flatten()))
    }
}

fn each_point(stated: &[Vec<usize>], visit: &mut impl FnMut(&[usize])) {
    let mut indices = vec![0; stated.len()];
    loop {
        let answers: Vec<usize> =
            indices.iter().zip(stated).map(|(index, answers)| answers[*index]).collect();
        visit(&answers);
        let mut dimension = 0;
        loop {
            if dimension == stated.len() {
                return;
            }
            indices[dimension] += 1;
            if indices[dimension] < stated[dimension].len() {
                break;
            }
            indices[dimension] = 0;
            dimension += 1;
        }
    }
}

/// What one postmortem states: the text of each fact (none if absent), and the answers that allows.
#[derive(Clone)]
struct Statements(Vec<(Option<String>, Vec<usize>)>);

impl Statements {
    fn generate(rng: &mut Rng, case: &TableCase) -> Self {
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

    fn answers(&self) -> Vec<Vec<usize>> {
        self.0.iter().map(|(_, answers)| answers.clone()).collect()
    }

    fn postmortem(&self, table: &Table, declared: usize) -> Postmortem {
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

fn judge(table: &Table, postmortem: &Postmortem) -> Judgement {
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

#[test]
fn judgements_agree_with_brute_force() {
    let mut rng = Rng::with_seed(20_231_020);
    let mut judged = 0;
    let mut seen: BTreeSet<Standing> = BTreeSet::new();
    let mut assumed = 0;
    for _ in 0..TABLES {
        let case = generate(&mut rng);
        let table = case.read(false, true);
        let spelt_otherwise = case.read(true, true);
        let unassuming = case.read(false, false);
        let level_count = table.levels.len();
        for _ in 0..INCIDENTS {
            let statements = Statements::generate(&mut rng, &case);
            let declared = rng.usize(..level_count);
            let postmortem = statements.postmortem(&table, declared);
            let judgement = judge(&table, &postmortem);
            judged += 1;
            let told = || {
                format!(
                    "{}\n{:?}\ndeclared L{declared}: {judgement:#?}",
                    case.text(false, true),
                    statements.0
                )
            };

            // What is possible is what brute force finds.
            let (levels, hole) = case.possible(&statements.answers());
            assert_eq!(judgement.possible.levels, levels.iter().copied().collect::<Vec<_>>(), "{}", told());
            assert_eq!(judgement.possible.hole, hole, "{}", told());

            // The standing is its definition; an assumption settles an open level, and never makes a mismatch.
            let plain = expected_standing(declared, &levels, hole);
            let unassumed = judge(&unassuming, &statements.postmortem(&unassuming, declared));
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
            assumed += usize::from(!judgement.assumed.is_empty());
            seen.insert(judgement.standing);

            // Two spellings of one table give one verdict.
            let other = judge(&spelt_otherwise, &statements.postmortem(&spelt_otherwise, declared));
            assert_eq!(
                (&other.possible, other.standing, &other.assumed, &other.missing),
                (&judgement.possible, judgement.standing, &judgement.assumed, &judgement.missing),
                "{}",
                told()
            );

            evidence_is_right(&case, &table, &statements, &postmortem, &judgement);
            gaps_are_right(&case, &table, &statements, &judgement);
        }
    }
    assert!(judged >= 100_000, "only {judged} incidents were judged");
    assert!(assumed > 1_000, "only {assumed} were settled by an assumption");
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

/// A fact is named as missing only if stating it could leave fewer outcomes; `left` is what its worst answer leaves.
fn gaps_are_right(case: &TableCase, table: &Table, statements: &Statements, judgement: &Judgement) {
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
    let mut helpful = vec![];
    for index in 0..stated.len() {
        let mut worst = 0;
        let mut best = usize::MAX;
        for answer in &stated[index] {
            let mut fewer = stated.clone();
            fewer[index] = vec![*answer];
            worst = worst.max(outcomes(&fewer));
            best = best.min(outcomes(&fewer));
        }
        if best < now {
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
    assert!(named.windows(2).all(|pair| pair[0].1 <= pair[1].1), "the most useful comes first: {named:?}");
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
            let mut after = before.clone();
            // One open fact is learnt.
            let index = rng.usize(..case.facts.len());
            let answer = before.0[index].1[rng.usize(..before.0[index].1.len())];
            after.0[index] = (Some(case.facts[index].kind.text(answer)), vec![answer]);
            let declared = rng.usize(..table.levels.len());
            let less = judge(&table, &before.postmortem(&table, declared));
            let more = judge(&table, &after.postmortem(&table, declared));
            assert!(more.possible.levels.iter().all(|level| less.possible.levels.contains(level)));
            assert!(less.possible.hole || !more.possible.hole);
            if less.standing.is_mismatch() {
                mismatches += 1;
                let still = more.standing.is_mismatch() || more.standing == Standing::Uncovered;
                assert!(still, "{}\n{:?} then {:?}", case.text(false, false), before.0, after.0);
            }
            // Missing data never causes a mismatch: with nothing stated, there is one only if the level cannot occur.
            let nothing = Statements(
                case.facts.iter().map(|fact| (None, (0..fact.kind.answers()).collect())).collect(),
            );
            let blank = judge(&table, &nothing.postmortem(&table, declared));
            let (anywhere, _) = case.possible(&nothing.answers());
            assert_eq!(
                blank.standing.is_mismatch() || blank.standing == Standing::Uncovered,
                !anywhere.contains(&declared)
            );
        }
    }
    assert!(mismatches > 1_000, "only {mismatches} mismatches were seen");
}
