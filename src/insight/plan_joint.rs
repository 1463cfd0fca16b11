//! Two tables in one space: the facts of both, cut wherever one of them cuts.
//!
//! Facts are the same where they have one name, where the new one is read `from` the old name, or where kind and question are
//! the same.

use crate::model::declaration::Declaration;
use crate::model::kind::{Kind, Word};
use crate::model::show::show_value;
use crate::model::value::Demand;
use crate::space::cells::CellSet;
use crate::space::region::Cuboid;
use crate::table::geometry::{Geometry, TooComplex};
use crate::table::level::{Criterion, Level};
use crate::table::read::MOST_BOXES;
use crate::table::spelling::fold;
use crate::table::table::Table;

use super::plan_levels::LevelMatch;

/// Two tables in one space.
#[derive(Debug)]
pub struct Joint {
    /// Facts of both tables, and the levels of the old one followed by those of the new one. Places in it mean nothing.
    pub table: Table,
    /// How many levels the old table has.
    pub old_levels: usize,
    /// The points that both tables can tell: without words that only one of them knows.
    pub common: Cuboid,
    /// What became of each fact that is not as it was, in the order of the new table; then those that are gone.
    pub facts: Vec<FactChange>,
    /// What became of the levels.
    pub levels: LevelMatch,
}

/// What became of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactChange {
    /// It is new.
    Added(String),
    /// It is gone.
    Removed(String),
    /// It has another name.
    Renamed {
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// It is of another kind, so that old and new answers cannot be compared.
    Kind {
        /// Its name.
        name: String,
        /// Before.
        from: &'static str,
        /// After.
        to: &'static str,
    },
    /// It has other words.
    Words {
        /// Its name.
        name: String,
        /// New ones.
        added: Vec<String>,
        /// Those that are gone.
        removed: Vec<String>,
    },
    /// Silence means something else.
    Assumed(String),
}

impl Joint {
    /// Puts two tables into one space.
    ///
    /// # Errors
    /// When there are too many boxes.
    pub fn of(old: &Table, new: &Table) -> Result<Self, TooComplex> {
        let mut facts = Facts::default();
        let pairs = pairs(&old.facts, &new.facts);
        for (new_index, declaration) in new.facts.iter().enumerate() {
            let partner = pairs.iter().find(|(_, other)| *other == new_index).map(|(old, _)| *old);
            facts.add(declaration, partner.and_then(|index| Some((index, old.facts.get(index)?))));
        }
        for (index, declaration) in old.facts.iter().enumerate() {
            if !facts.of_old.iter().any(|known| known.own == index) {
                facts.add_old(index, declaration);
            }
        }
        let mut levels: Vec<Level> =
            old.levels.iter().map(|level| mapped(level, &facts.of_old, &facts.declarations)).collect();
        levels.extend(new.levels.iter().map(|level| mapped(level, &facts.of_new, &facts.declarations)));
        let geometry = Geometry::of(&facts.declarations, &levels, 2 * MOST_BOXES)?;
        let mut common = Cuboid::ALL;
        for (fact, cells) in &facts.shared {
            for dimension in geometry.dimensions_of(*fact) {
                common.constrain(*dimension, cells);
            }
        }
        let table = Table {
            text: new.text.clone(),
            of_commit: None,
            title: None,
            effective_from: None,
            not_graded: vec![],
            facts: facts.declarations,
            requires: vec![],
            levels,
            geometry,
        };
        let levels = LevelMatch::of(&old.levels, &new.levels);
        Ok(Self { table, old_levels: old.levels.len(), common, facts: facts.changes, levels })
    }
}

/// A fact of one table in the joint space.
struct Mapped {
    /// Its index in the table.
    own: usize,
    /// Its index in the joint space.
    joint: usize,
    /// Its words, and what they are called there.
    words: Vec<(String, String)>,
}

#[derive(Default)]
struct Facts {
    declarations: Vec<Declaration>,
    of_old: Vec<Mapped>,
    of_new: Vec<Mapped>,
    /// Words that both know, of those facts whose words differ.
    shared: Vec<(usize, CellSet)>,
    changes: Vec<FactChange>,
}

impl Facts {
    fn add(&mut self, new: &Declaration, old: Option<(usize, &Declaration)>) {
        let joint = self.declarations.len();
        let index = self.of_new.len();
        let Some((old_index, old)) = old else {
            self.of_new.push(Mapped::unchanged(index, joint, new));
            self.declarations.push(new.clone());
            self.changes.push(FactChange::Added(new.name.clone()));
            return;
        };
        let Some(kind) = merged(&old.kind, &new.kind) else {
            self.of_new.push(Mapped::unchanged(index, joint, new));
            self.declarations.push(new.clone());
            self.add_known(old_index, &Declaration { name: format!("{} (before)", old.name), ..old.clone() });
            let (from, to) = (old.kind.name(), new.kind.name());
            self.changes.push(FactChange::Kind { name: new.name.clone(), from, to });
            return;
        };
        if old.name != new.name {
            self.changes.push(FactChange::Renamed { from: old.name.clone(), to: new.name.clone() });
        }
        let (old_words, new_words) = (renamed(&old.kind, &kind), renamed(&new.kind, &kind));
        let only = |some: &[String], others: &[String]| -> Vec<String> {
            some.iter().filter(|word| !others.contains(word)).cloned().collect()
        };
        let (added, removed) = (only(&new_words, &old_words), only(&old_words, &new_words));
        if !added.is_empty() || !removed.is_empty() {
            if !matches!(kind, Kind::Set(_)) {
                let both = |word: &Word| old_words.contains(&word.name) && new_words.contains(&word.name);
                let words = kind.words().iter().enumerate();
                let cells = words.filter(|(_, word)| both(word)).map(|(index, _)| index).collect();
                self.shared.push((joint, cells));
            }
            self.changes.push(FactChange::Words { name: new.name.clone(), added, removed });
        }
        let assumed = |declaration: &Declaration, names: &[String]| {
            declaration.assume.as_ref().map(|value| show_value(&with_names(&declaration.kind, names), value))
        };
        if assumed(old, &old_words) != assumed(new, &new_words) {
            self.changes.push(FactChange::Assumed(new.name.clone()));
        }
        let words = |kind: &Kind, names: Vec<String>| word_names(kind).into_iter().zip(names).collect();
        self.of_old.push(Mapped { own: old_index, joint, words: words(&old.kind, old_words) });
        self.of_new.push(Mapped { own: index, joint, words: words(&new.kind, new_words) });
        self.declarations.push(Declaration { kind, ..new.clone() });
    }

    fn add_old(&mut self, index: usize, old: &Declaration) {
        self.changes.push(FactChange::Removed(old.name.clone()));
        self.add_known(index, old);
    }

    fn add_known(&mut self, index: usize, old: &Declaration) {
        self.of_old.push(Mapped::unchanged(index, self.declarations.len(), old));
        self.declarations.push(old.clone());
    }
}

/// A way in which two facts may be the same.
type Alike = fn(&Declaration, &Declaration) -> bool;

/// Which old fact is which new one.
fn pairs(old: &[Declaration], new: &[Declaration]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = vec![];
    let (mut is_taken, mut is_found) = (vec![false; old.len()], vec![false; new.len()]);
    let by_name = |a: &Declaration, b: &Declaration| a.name == b.name;
    let by_key = |a: &Declaration, b: &Declaration| b.from.contains(&a.name);
    let by_question =
        |a: &Declaration, b: &Declaration| a.kind == b.kind && a.says.is_some() && a.says == b.says;
    let ways: [Alike; 3] = [by_name, by_key, by_question];
    for is_same in ways {
        for ((new_index, after), is_found) in new.iter().enumerate().zip(&mut is_found) {
            if *is_found {
                continue;
            }
            let mut free = old.iter().enumerate().zip(&mut is_taken).filter(|(_, is_taken)| !**is_taken);
            if let Some(((index, _), is_taken)) = free.find(|((_, before), _)| is_same(before, after)) {
                (*is_found, *is_taken) = (true, true);
                pairs.push((index, new_index));
            }
        }
    }
    pairs
}

/// A kind that holds the answers of both; none if they cannot be compared.
fn merged(old: &Kind, new: &Kind) -> Option<Kind> {
    match (old, new) {
        (Kind::Number { unit, min, max }, Kind::Number { unit: unit_now, min: min_now, max: max_now }) => {
            let min = min.zip(*min_now).map(|(a, b)| a.min(b));
            let max = max.zip(*max_now).map(|(a, b)| a.max(b));
            (unit == unit_now).then(|| Kind::Number { unit: unit.clone(), min, max })
        }
        (Kind::Scale(old) | Kind::Choice(old), Kind::Scale(new)) => Some(Kind::Scale(merged_words(old, new))),
        (Kind::Scale(old) | Kind::Choice(old), Kind::Choice(new)) => {
            Some(Kind::Choice(merged_words(old, new)))
        }
        (Kind::Set(old), Kind::Set(new)) => Some(Kind::Set(merged_words(old, new))),
        _ => (old == new).then(|| new.clone()),
    }
}

/// The new words, and behind its neighbour each old one that is gone.
fn merged_words(old: &[Word], new: &[Word]) -> Vec<Word> {
    let mut words = new.to_vec();
    let mut behind = 0;
    for word in old {
        match words.iter().position(|other| is_same_word(other, word)) {
            Some(at) => behind = at + 1,
            None => {
                words.insert(behind.min(words.len()), word.clone());
                behind += 1;
            }
        }
    }
    words
}

fn is_same_word(one: &Word, other: &Word) -> bool {
    let spellings = |word: &Word| -> Vec<String> {
        word.synonyms.iter().chain([&word.name]).map(|spelling| fold(spelling)).collect()
    };
    fold(&one.name) == fold(&other.name)
        || spellings(one).contains(&fold(&other.name))
        || spellings(other).contains(&fold(&one.name))
}

fn word_names(kind: &Kind) -> Vec<String> {
    kind.words().iter().map(|word| word.name.clone()).collect()
}

/// The words of a kind by the names they have in another.
fn renamed(kind: &Kind, other: &Kind) -> Vec<String> {
    let name = |word: &Word| {
        let found = other.words().iter().find(|candidate| candidate.name == word.name);
        let found = found.or_else(|| other.words().iter().find(|candidate| is_same_word(candidate, word)));
        found.map_or_else(|| word.name.clone(), |found| found.name.clone())
    };
    kind.words().iter().map(name).collect()
}

fn with_names(kind: &Kind, names: &[String]) -> Kind {
    let words = || names.iter().map(|name| Word { name: name.clone(), synonyms: vec![] }).collect();
    match kind {
        Kind::Scale(_) => Kind::Scale(words()),
        Kind::Choice(_) => Kind::Choice(words()),
        Kind::Set(_) => Kind::Set(words()),
        kind => kind.clone(),
    }
}

impl Mapped {
    fn unchanged(own: usize, joint: usize, fact: &Declaration) -> Self {
        let names = word_names(&fact.kind);
        Self { own, joint, words: names.iter().cloned().zip(names.iter().cloned()).collect() }
    }

    /// What is asked of the fact, asked of the one in the joint space.
    fn demand(&self, demand: &Demand, kind: &Kind) -> Demand {
        let name = |word: &String| {
            let known = self.words.iter().find(|(own, _)| own == word);
            known.map_or_else(|| word.clone(), |(_, joint)| joint.clone())
        };
        let names = |words: &[String]| words.iter().map(name).collect();
        match demand {
            Demand::Words(indices) if !kind.words().is_empty() => {
                let index = |own: &usize| {
                    let (_, joint) = self.words.get(*own)?;
                    kind.words().iter().position(|word| word.name == *joint)
                };
                let mut indices: Vec<usize> = indices.iter().filter_map(index).collect();
                indices.sort_unstable();
                Demand::Words(indices)
            }
            Demand::AnyOf(words) => Demand::AnyOf(names(words)),
            Demand::AllOf(words) => Demand::AllOf(names(words)),
            Demand::NoneOf(words) => Demand::NoneOf(names(words)),
            Demand::Words(_) | Demand::Quantity(_) => demand.clone(),
        }
    }
}

/// A level whose tests ask for facts of the joint space.
fn mapped(level: &Level, facts: &[Mapped], declarations: &[Declaration]) -> Level {
    let mut level = Level { requires: vec![], examples: vec![], ..level.clone() };
    for criterion in &mut level.criteria {
        let Criterion { tests, at_least, .. } = criterion;
        let items = at_least.iter_mut().flat_map(|at_least| at_least.of.iter_mut().flatten().flatten());
        for test in tests.iter_mut().chain(items) {
            let Some(fact) = facts.iter().find(|fact| fact.own == test.fact) else { continue };
            let Some(declaration) = declarations.get(fact.joint) else { continue };
            test.demand = fact.demand(&test.demand, &declaration.kind);
            test.fact = fact.joint;
        }
    }
    level
}
