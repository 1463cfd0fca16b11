//! Small tables, generated as text in two spellings, with a brute force that shares nothing with the library but that
//! text: each generated test knows which of a few sample answers it admits.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

pub mod judged;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::RangeBounds;
use std::sync::Arc;

use sevlint::source::text::Text;
use sevlint::table::read::read_table;
use sevlint::table::table::Table;

/// What a case is made by: a generator with a seed, or bytes that somebody chose.
pub trait Choices {
    fn usize(&mut self, range: impl RangeBounds<usize>) -> usize;

    fn u8(&mut self, range: impl RangeBounds<u8>) -> u8;

    fn bool(&mut self) -> bool;
}

impl Choices for fastrand::Rng {
    fn usize(&mut self, range: impl RangeBounds<usize>) -> usize {
        Self::usize(self, range)
    }

    fn u8(&mut self, range: impl RangeBounds<u8>) -> u8 {
        Self::u8(self, range)
    }

    fn bool(&mut self) -> bool {
        Self::bool(self)
    }
}

/// A fact: its declaration, and sample answers that between them lie in every cell a generated test can cut.
pub struct FactCase {
    pub declaration: String,
    pub kind: KindCase,
    /// What silence means: the index of an answer.
    pub assume: Option<usize>,
    pub worse: WorseCase,
}

/// Which way a fact gets worse.
#[derive(Clone, Copy, PartialEq)]
pub enum WorseCase {
    Higher,
    Lower,
    Neither,
}

#[derive(Clone, Copy, PartialEq)]
pub enum KindCase {
    Boolean,
    Count,
    Percent,
    Scale,
    Set,
}

pub const SCALE: [&str; 3] = ["none", "some", "all"];

impl KindCase {
    /// How many sample answers there are. Thresholds are even numbers and tens: samples are all numbers and fives.
    pub fn answers(self) -> usize {
        match self {
            Self::Boolean => 2,
            Self::Count | Self::Percent => 10,
            Self::Scale => 3,
            Self::Set => 4,
        }
    }

    /// The answer as an author writes it.
    pub fn text(self, answer: usize) -> String {
        match self {
            Self::Boolean => ["no", "yes"][answer].to_owned(),
            Self::Count => answer.to_string(),
            Self::Percent => format!("{}%", answer * 5),
            Self::Scale => SCALE[answer].to_owned(),
            Self::Set => ["none", "api", "db", "api, db"][answer].to_owned(),
        }
    }

    /// Several answers as one uncertain statement, where that can be said.
    pub fn uncertain(self, rng: &mut impl Choices) -> (String, Vec<usize>) {
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
pub struct TestCase {
    pub fact: usize,
    pub words: String,
    pub symbols: String,
    pub admits: Vec<bool>,
}

pub struct CriterionCase {
    pub tests: Vec<TestCase>,
    /// How many of which items; an item is a conjunction of tests.
    pub at_least: Option<(usize, Vec<Vec<TestCase>>)>,
}

pub struct TableCase {
    pub facts: Vec<FactCase>,
    pub levels: Vec<Vec<CriterionCase>>,
    pub otherwise: bool,
}

pub fn generate(rng: &mut impl Choices) -> TableCase {
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
            let (worse, worse_text) = match rng.u8(..5) {
                0 => (WorseCase::Lower, ", worse: lower"),
                1 => (WorseCase::Neither, ", worse: neither"),
                _ => (WorseCase::Higher, ""),
            };
            let declaration =
                format!("  f{index}: {{ {kind_text}{worse_text}{} }}\n", assumed.unwrap_or_default());
            FactCase { declaration, kind, assume, worse }
        })
        .collect();
    let levels = (0..rng.usize(1..=3))
        .map(|_| (0..rng.usize(1..=3)).map(|_| criterion(rng, &facts)).collect())
        .collect();
    TableCase { facts, levels, otherwise: rng.bool() }
}

pub fn criterion(rng: &mut impl Choices, facts: &[FactCase]) -> CriterionCase {
    let mut order: Vec<usize> = (0..facts.len()).collect();
    for index in 0..facts.len() {
        order.swap(index, rng.usize(index..facts.len()));
    }
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

pub fn test(rng: &mut impl Choices, facts: &[FactCase], fact: usize) -> TestCase {
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
            let low = rng.usize(0..4) * 2;
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
    pub fn text(&self, symbols: bool, assumptions: bool) -> String {
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

    pub fn read(&self, symbols: bool, assumptions: bool) -> Table {
        let text = self.text(symbols, assumptions);
        let read = read_table(&Arc::new(Text::new("SEV.yaml", text.clone())));
        read.unwrap_or_else(|faults| panic!("{faults:#?}\n{text}"))
    }

    /// The level of a concrete incident; none in a hole.
    pub fn level(&self, answers: &[usize]) -> Option<usize> {
        let level =
            self.levels.iter().position(|level| level.iter().any(|criterion| criterion.holds(answers)));
        level.or_else(|| self.otherwise.then_some(self.levels.len()))
    }

    /// The levels of all concrete incidents that the stated answers allow.
    pub fn possible(&self, stated: &[Vec<usize>]) -> (BTreeSet<usize>, bool) {
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
    pub fn holds(&self, answers: &[usize]) -> bool {
        let met = |test: &TestCase| test.admits[answers[test.fact]];
        self.tests.iter().all(met)
            && self.at_least.as_ref().is_none_or(|(count, items)| {
                items.iter().filter(|item| item.iter().all(met)).count() >= *count
            })
    }

    pub fn all_tests(&self) -> impl Iterator<Item = &TestCase> {
        self.tests.iter().chain(self.at_least.iter().flat_map(|(_, items)| items.iter().flatten()))
    }
}

pub fn each_point(stated: &[Vec<usize>], visit: &mut impl FnMut(&[usize])) {
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
