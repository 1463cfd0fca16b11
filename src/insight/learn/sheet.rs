//! The incidents and all tests that may be asked of them, worked out once: which incident meets which test.

use crate::model::declaration::Declaration;
use crate::table::table::Table;
use crate::verdict::outcome::Outcome;

use super::candidates::{Candidate, candidates};
use super::case::Case;
use super::cases::Cases;
use super::dice::Dice;
use super::price::{Price, one_of, worded};

/// What each word costs that is named beside the first.
const MORE_WORDS: Price = 2000;

/// Everything the learner looks at.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The declared level of each incident.
    pub declared: Vec<usize>,
    /// How many levels there are.
    pub levels: usize,
    /// The level of whatever no criterion covers.
    pub rest: usize,
    /// All tests, those of one fact beside each other.
    pub tests: Vec<Test>,
    /// The facts that have tests, each with the indices of its tests.
    pub facts: Vec<Vec<usize>>,
    /// Those of them that the table declares; the others go without saying.
    pub declared_facts: Vec<bool>,
}

/// A test, and what the incidents say to it.
#[derive(Clone, Debug)]
pub struct Test {
    /// Index of the table's fact.
    pub fact: usize,
    /// Index of the fact among those that have tests.
    pub place: usize,
    /// The test itself.
    pub asked: Candidate,
    /// Which incidents meet it for certain. Where the fact is not known, nothing is certain.
    pub met: Cases,
    /// What it costs to name it.
    pub price: Price,
    /// What it costs to say which of its fact's tests it is. Those that lie next to each other explain nearly the same incidents,
    /// so that few of them are another choice: half of what people pay for words.
    pub choice: Price,
}

impl Test {
    /// Whether an incident meets it for certain.
    #[must_use]
    pub fn is_met(&self, facts: &[Declaration], case: &Case) -> bool {
        facts.get(self.fact).is_some_and(|declaration| {
            let outcome = Outcome::of_test(&declaration.kind, &self.asked.demand, case.fact(self.fact));
            outcome == Outcome::Met
        })
    }
}

impl Sheet {
    /// Works it out. `usable` says which facts may be asked for, `turned` of which ones no is worse than yes.
    #[must_use]
    pub fn new(
        facts: &[Declaration],
        levels: usize,
        cases: &[Case],
        usable: &[usize],
        turned: &[usize],
    ) -> Self {
        let mut tests: Vec<Test> = vec![];
        let mut by_fact: Vec<Vec<usize>> = vec![];
        for &fact in usable {
            let Some(declaration) = facts.get(fact) else { continue };
            let mut own: Vec<Test> = vec![];
            for asked in candidates(fact, declaration, turned.contains(&fact), cases) {
                let mut test =
                    Test { fact, place: by_fact.len(), asked, met: Cases::default(), price: 0, choice: 0 };
                let is_met = |case: usize| cases.get(case).is_some_and(|case| test.is_met(facts, case));
                let met = Cases::those(cases.len(), is_met);
                // What tells no two incidents apart that another test does not tell apart as well is no test.
                if !met.is_empty() && !own.iter().any(|other| other.met == met) {
                    test.met = met;
                    own.push(test);
                }
            }
            if !own.is_empty() {
                by_fact.push((tests.len()..tests.len() + own.len()).collect());
                tests.extend(own);
            }
        }
        let of_facts = one_of(by_fact.len());
        for own in &by_fact {
            let price = of_facts + one_of(own.len());
            for &test in own {
                if let Some(test) = tests.get_mut(test) {
                    let words = MORE_WORDS * test.asked.more_words();
                    test.price = worded(price + words);
                    test.choice = worded(worded(one_of(own.len()))) + words;
                }
            }
        }
        let declared: Vec<usize> = cases.iter().map(|case| case.declared).collect();
        let rest = declared.iter().copied().max().unwrap_or(levels.saturating_sub(1));
        let is_declared = |own: &Vec<usize>| {
            let fact = own.first().and_then(|test| tests.get(*test)).and_then(|test| facts.get(test.fact));
            fact.is_some_and(|fact| fact.span.is_some())
        };
        let declared_facts = by_fact.iter().map(is_declared).collect();
        Self { declared, levels, rest, tests, facts: by_fact, declared_facts }
    }

    /// So many imagined incidents for each, beside the real ones: each fact is as it was in some incident. Nobody declared a level.
    #[must_use]
    pub fn imagined(&self, times: usize, dice: &mut Dice) -> Self {
        let many = self.declared.len();
        let mut imagined = self.clone();
        imagined.declared = vec![self.rest; many * (times + 1)];
        for own in &self.facts {
            let mut taken: Vec<usize> = (0..many).collect();
            for _ in 0..times {
                taken.extend(dice.shuffled(many));
            }
            for test in own {
                if let (Some(test), Some(real)) = (imagined.tests.get_mut(*test), self.tests.get(*test)) {
                    let is_met = |case: usize| taken.get(case).is_some_and(|case| real.met.has(*case));
                    test.met = Cases::those(taken.len(), is_met);
                }
            }
        }
        imagined
    }

    /// The incidents that meet all of some tests.
    #[must_use]
    pub fn meeting_all(&self, tests: &[usize]) -> Cases {
        let mut met = Cases::all(self.declared.len());
        for test in tests {
            match self.tests.get(*test) {
                Some(test) => met.keep(&test.met),
                None => return Cases::none(self.declared.len()),
            }
        }
        met
    }

    /// What a test costs.
    #[must_use]
    pub fn price(&self, test: usize) -> Price {
        self.tests.get(test).map_or(0, |test| test.price)
    }

    /// What it costs to say which of its fact's tests a test is.
    #[must_use]
    pub fn choice(&self, test: usize) -> Price {
        self.tests.get(test).map_or(0, |test| test.choice)
    }

    /// The place of a test's fact among those that have tests.
    #[must_use]
    pub fn place(&self, test: usize) -> Option<usize> {
        self.tests.get(test).map(|test| test.place)
    }

    /// Whether the table declares the fact at a place.
    #[must_use]
    pub fn is_declared(&self, place: usize) -> bool {
        self.declared_facts.get(place).copied().unwrap_or(false)
    }

    /// The tests of the same fact.
    pub fn beside(&self, test: usize) -> &[usize] {
        let own = self.tests.get(test).and_then(|test| self.facts.get(test.place));
        own.map(Vec::as_slice).unwrap_or_default()
    }
}

/// The facts that criteria may ask for and an incident states.
#[must_use]
pub fn usable(table: &Table, cases: &[Case]) -> Vec<usize> {
    let stated = |fact: &usize| cases.iter().any(|case| case.fact(*fact).is_some());
    (0..table.facts.len()).filter(|fact| may_be_asked(table, *fact)).filter(stated).collect()
}

/// Whether criteria may ask for a fact: those may be asked that the table declares or asks for, and the duration. Other
/// times are about the response, not about the incident.
#[must_use]
pub fn may_be_asked(table: &Table, fact: usize) -> bool {
    let declaration = table.facts.get(fact);
    declaration.is_some_and(|declaration| declaration.span.is_some() || declaration.name == "duration")
        || !table.geometry.dimensions_of(fact).is_empty()
}

#[cfg(test)]
impl Sheet {
    /// Made-up incidents of the facts that a table declares. `incident` is told how many these are, and says which word each of them
    /// is, where it is stated, and the level that was declared.
    pub(super) fn made(
        source: &str,
        incidents: usize,
        mut incident: impl FnMut(usize) -> (Vec<Option<usize>>, usize),
    ) -> Self {
        use std::sync::Arc;

        use crate::model::value::Value;
        use crate::source::text::Text;
        use crate::table::read::read_table;

        let table = read_table(&Arc::new(Text::new("sev.yaml", source))).unwrap();
        let asked: Vec<usize> =
            (0..table.facts.len()).filter(|fact| table.facts[*fact].span.is_some()).collect();
        let case = |_| {
            let (stated, declared) = incident(asked.len());
            let mut facts = vec![None; table.facts.len()];
            for (fact, word) in asked.iter().zip(stated) {
                facts[*fact] = word.map(|word| Value::Words(vec![word]));
            }
            Case { declared, facts, assumed: vec![] }
        };
        let cases: Vec<Case> = (0..incidents).map(case).collect();
        Self::new(&table.facts, table.levels.len(), &cases, &asked, &[])
    }
}
