//! From criteria to criteria that cost less, by steps at random: one that costs more is taken as well, the seldomer the more
//! it costs (Metropolis and others 1953), and ever more seldom (Kirkpatrick, Gelatt and Vecchi 1983).
//!
//! Where items are counted, each test means little without the others, and no single step on the way to the best ones saves
//! anything: whoever only climbs stops early.

use std::rc::Rc;

use super::cases::Cases;
use super::dice::Dice;
use super::price::{Miss, Price};
use super::rule::{Rule, Tally, unasked};
use super::sheet::Sheet;

/// So many times what it costs otherwise costs a fact that no criterion asks for: a team that counts does not declare what it
/// does not count.
const NOT_COUNTED: Price = 3;
/// So many tests must be met beside those that are counted, at most.
const MOST_TESTS: usize = 3;
/// For how much, in percent, a bit is taken at first, and for how much at last.
const HOT: Price = 300;
const COLD: Price = 50;

/// Where the steps have come to.
#[derive(Clone, Debug)]
pub struct Annealing<'s> {
    sheet: &'s Sheet,
    miss: &'s Miss,
    all: Cases,
    /// The incidents that were declared at each level.
    declared: Vec<Cases>,
    drafts: Vec<Rc<Draft>>,
    cost: Price,
    /// The cheapest criteria so far.
    best: (Price, Vec<Rc<Draft>>),
    dice: Dice,
}

/// A criterion, the incidents that meet it, its price, and the places of the facts that it asks for.
#[derive(Debug)]
struct Draft {
    rule: Rule,
    met: Cases,
    price: Price,
    asked: Vec<usize>,
}

impl<'s> Annealing<'s> {
    /// Begins there.
    #[must_use]
    pub fn from(sheet: &'s Sheet, miss: &'s Miss, rules: Vec<Rule>, seed: u64) -> Self {
        let many = sheet.declared.len();
        let of = |level: usize| Cases::those(many, |case| sheet.declared.get(case) == Some(&level));
        let declared = (0..sheet.levels).map(of).collect();
        let drafts = rules.into_iter().map(|rule| Rc::new(Draft::of(sheet, rule))).collect();
        let mut annealing = Self {
            sheet,
            miss,
            all: Cases::all(many),
            declared,
            drafts,
            cost: 0,
            best: (0, vec![]),
            dice: Dice::of(seed),
        };
        annealing.cost = annealing.total(&annealing.drafts);
        annealing.best = (annealing.cost, annealing.drafts.clone());
        annealing
    }

    /// From how many incidents is learnt.
    #[must_use]
    pub fn incidents(&self) -> usize {
        self.sheet.declared.len()
    }

    /// What the cheapest criteria cost that were come by.
    #[must_use]
    pub fn least(&self) -> Price {
        self.best.0
    }

    /// The cheapest criteria that were come by.
    #[must_use]
    pub fn best(&self) -> Vec<Rule> {
        self.best.1.iter().map(|draft| draft.rule.clone()).collect()
    }

    /// Goes so many steps, ever more carefully.
    pub fn go(&mut self, steps: Price) {
        for left in (0..steps).rev() {
            self.step(COLD + (HOT - COLD) * left / steps);
        }
    }

    /// What the criteria cost that it has come to.
    #[must_use]
    pub fn cost(&self) -> Price {
        self.cost
    }

    /// The criteria that it has come to.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        self.drafts.iter().map(|draft| draft.rule.clone()).collect()
    }

    /// Another one that begins with the cheapest criteria that were come by.
    #[must_use]
    pub fn again(&self, seed: u64) -> Self {
        Self { drafts: self.best.1.clone(), cost: self.best.0, dice: Dice::of(seed), ..self.clone() }
    }

    /// Each goes on where the other has come to.
    pub fn change_places(&mut self, other: &mut Self) {
        std::mem::swap(&mut self.drafts, &mut other.drafts);
        std::mem::swap(&mut self.cost, &mut other.cost);
    }

    /// A change at random, taken or left. The heat says for how much, in percent, a bit is taken.
    pub fn step(&mut self, heat: Price) {
        let Some(tried) = self.changed() else { return };
        let cost = self.total(&tried);
        if self.dice.happens((cost - self.cost) * 100 / heat) {
            (self.drafts, self.cost) = (tried, cost);
            if cost < self.best.0 {
                self.best = (cost, self.drafts.clone());
            }
        }
    }

    fn total(&self, drafts: &[Rc<Draft>]) -> Price {
        let asked = drafts.iter().flat_map(|draft| &draft.asked).copied();
        let unasked = unasked(self.sheet, asked);
        let mut cost = unasked * NOT_COUNTED + drafts.iter().map(|draft| draft.price).sum::<Price>();
        // Which incidents meet a criterion of each level; the rest's needs none.
        let mut met = vec![0_u64; self.sheet.rest];
        for at in 0..self.all.words() {
            met.fill(0);
            for draft in drafts {
                if let Some(met) = met.get_mut(draft.rule.level) {
                    *met |= draft.met.word(at);
                }
            }
            let mut open = self.all.word(at);
            for level in 0..=self.sheet.rest {
                let given = met.get(level).map_or(open, |met| open & met);
                open &= !given;
                for (declared, those) in self.declared.iter().enumerate().filter(|(other, _)| *other != level)
                {
                    // Most are right.
                    let missed = given & those.word(at);
                    if missed != 0 {
                        cost += Price::from(missed.count_ones()) * self.miss.between(declared, level);
                    }
                }
            }
        }
        cost
    }

    /// The criteria with a change of one of them: one more, one less, or another in its place.
    fn changed(&mut self) -> Option<Vec<Rc<Draft>>> {
        let what = self.dice.below(100);
        let mut tried = self.drafts.clone();
        if what < 8 || tried.is_empty() {
            let mut rule = Rule { level: self.dice.below(self.sheet.rest), tests: vec![], tally: None };
            for _ in 0..=self.dice.below(2) {
                rule.tests.push(self.free(&rule)?);
            }
            rule.tests.sort_unstable();
            tried.push(Rc::new(Draft::of(self.sheet, rule)));
            return Some(tried);
        }
        let at = self.dice.below(tried.len());
        if what < 14 {
            tried.remove(at);
            return Some(tried);
        }
        let draft = tried.get_mut(at)?;
        let mut rule = draft.rule.clone();
        match rule.tally.take() {
            Some(tally) if what < 66 => rule.tally = Some(self.recounted(&mut rule, tally)?),
            tally => {
                rule.tally = tally;
                self.demand(&mut rule)?;
            }
        }
        let is_one = rule.tally.as_ref().map_or(!rule.tests.is_empty(), |tally| {
            tally.count > 1 && tally.items.len() > tally.count && rule.tests.len() <= MOST_TESTS
        });
        *draft = Rc::new(Draft::of(self.sheet, rule));
        is_one.then_some(tried)
    }

    /// Changes what must be met.
    fn demand(&mut self, rule: &mut Rule) -> Option<()> {
        let at = self.dice.below(rule.tests.len());
        match self.dice.below(6) {
            0 | 1 => {
                let test = rule.tests.get_mut(at)?;
                *test = self.beside(*test)?;
            }
            2 => {
                let more = self.free(rule)?;
                *rule.tests.get_mut(at)? = more;
            }
            3 if rule.tests.len() < MOST_TESTS => rule.tests.push(self.free(rule)?),
            4 if at < rule.tests.len() => {
                rule.tests.remove(at);
            }
            5 => rule.level = self.dice.below(self.sheet.rest),
            _ => return None,
        }
        rule.tests.sort_unstable();
        Some(())
    }

    /// Changes what is counted.
    fn recounted(&mut self, rule: &mut Rule, mut tally: Tally) -> Option<Tally> {
        let item = self.dice.below(tally.items.len());
        let at = self.dice.below(tally.items.get(item)?.len());
        match self.dice.below(30) {
            0..10 => {
                let test = tally.items.get_mut(item)?.get_mut(at)?;
                *test = self.beside(*test)?;
            }
            10..18 => {
                let test = tally.take(item, at)?;
                self.put(&mut tally, test);
            }
            18..20 => {
                rule.tests.push(tally.take(item, at)?);
                rule.tests.sort_unstable();
            }
            20..22 => {
                let at = self.dice.below(rule.tests.len());
                let test = (at < rule.tests.len()).then(|| rule.tests.remove(at))?;
                self.put(&mut tally, test);
            }
            22..25 => {
                let whole = Rule { tally: Some(tally.clone()), ..rule.clone() };
                let test = self.free(&whole)?;
                self.put(&mut tally, test);
            }
            25..27 => {
                tally.take(item, at)?;
            }
            27 => tally.count += 1,
            28 => tally.count -= 1,
            _ => {
                let other = self.dice.below(tally.items.len());
                let with = self.dice.below(tally.items.get(other)?.len());
                let one = *tally.items.get(item)?.get(at)?;
                let two = std::mem::replace(tally.items.get_mut(other)?.get_mut(with)?, one);
                *tally.items.get_mut(item)?.get_mut(at)? = two;
            }
        }
        Some(tally)
    }

    /// Puts a test into one of the items, or makes it one of its own.
    fn put(&mut self, tally: &mut Tally, test: usize) {
        let at = self.dice.below(tally.items.len() + 1);
        match tally.items.get_mut(at) {
            Some(item) => item.push(test),
            None => tally.items.push(vec![test]),
        }
    }

    /// Any test of a fact that a criterion does not ask for.
    fn free(&mut self, rule: &Rule) -> Option<usize> {
        let asked: Vec<usize> = rule.all_tests().filter_map(|test| self.sheet.place(test)).collect();
        let free: Vec<usize> = (0..self.sheet.facts.len()).filter(|place| !asked.contains(place)).collect();
        let place = self.dice.pick(&free)?;
        self.dice.pick(self.sheet.facts.get(place)?)
    }

    /// Another test of the same fact: any, or one of the next.
    fn beside(&mut self, test: usize) -> Option<usize> {
        let own = self.sheet.beside(test);
        if self.dice.below(2) == 0 {
            return self.dice.pick(own);
        }
        let (at, by) = (own.iter().position(|other| *other == test)?, 1 + self.dice.below(2));
        let at = if self.dice.below(2) == 0 { at.saturating_sub(by) } else { at + by };
        own.get(at).copied()
    }
}

impl Draft {
    fn of(sheet: &Sheet, rule: Rule) -> Self {
        let asked = rule.asked(sheet).collect();
        Self { met: rule.met(sheet), price: rule.price(sheet), asked, rule }
    }
}
