//! By which words postmortems are read otherwise once a table has changed: other spellings of levels and answers, other keys of
//! facts, declared values that are no severity.

use crate::model::fold::fold_key;
use crate::model::grammar::spelling::fold as fold_word;
use crate::model::kind::Word;
use crate::table::level::{Level, Name};
use crate::table::spelling::fold as fold_level;
use crate::table::table::Table;

use super::plan_joint::FactChange;
use super::plan_levels::LevelMatch;

/// A change of the words that are read as one thing. One of the two lists has something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpellingChange {
    /// What the words mean.
    pub of: Spelt,
    /// The words that mean it newly.
    pub added: Vec<String>,
    /// Those that mean it no more.
    pub removed: Vec<String>,
}

/// What words may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spelt {
    /// The level of that index in the new table is declared.
    Level(usize),
    /// No severity is declared.
    NotGraded,
    /// A fact is stated; the words are keys.
    Fact(String),
    /// An answer to a fact.
    Answer {
        /// The fact.
        fact: String,
        /// The answer, as it was called before.
        word: String,
    },
}

/// What is read otherwise of what both tables have. Levels and facts that are new, gone or called otherwise are not told again.
#[must_use]
pub fn spelling_changes(
    old: &Table,
    new: &Table,
    levels: &LevelMatch,
    facts: &[FactChange],
) -> Vec<SpellingChange> {
    let mut changes = vec![];
    let mut add = |of: Spelt, (added, removed): (Vec<String>, Vec<String>)| {
        if !added.is_empty() || !removed.is_empty() {
            changes.push(SpellingChange { of, added, removed });
        }
    };
    for (after, partner) in levels.of_new.iter().enumerate() {
        let before = partner.and_then(|before| old.levels.get(before));
        if let (Some(before), Some(level)) = (before, new.levels.get(after)) {
            let known = [&before.id.text, &level.id.text];
            add(Spelt::Level(after), changed(&spellings(before), &spellings(level), &known, fold_level));
        }
    }
    add(Spelt::NotGraded, changed(&texts(&old.not_graded), &texts(&new.not_graded), &[], fold_level));
    for fact in &new.facts {
        let name_before = facts.iter().find_map(|change| match change {
            FactChange::Renamed { from, to } if *to == fact.name => Some(from),
            _ => None,
        });
        let name_before = name_before.unwrap_or(&fact.name);
        let Some(before) = old.facts.iter().find(|before| before.name == *name_before) else { continue };
        let (keys_before, keys): (Vec<_>, Vec<_>) =
            (before.from.iter().collect(), fact.from.iter().collect());
        add(
            Spelt::Fact(fact.name.clone()),
            changed(&keys_before, &keys, &[name_before, &fact.name], fold_key),
        );
        for word in fact.kind.words() {
            let Some(known) = partner(word, before.kind.words()) else { continue };
            let of = Spelt::Answer { fact: fact.name.clone(), word: known.name.clone() };
            add(of, changed(&all_of(known), &all_of(word), &[], fold_word));
        }
    }
    changes
}

/// The word of before that has the same name, else one with a spelling in common.
fn partner<'w>(word: &Word, before: &'w [Word]) -> Option<&'w Word> {
    let shares = |known: &&Word| {
        let spelt: Vec<String> = all_of(known).into_iter().map(|text| fold_word(text)).collect();
        all_of(word).into_iter().any(|text| spelt.contains(&fold_word(text)))
    };
    before.iter().find(|known| known.name == word.name).or_else(|| before.iter().find(shares))
}

fn all_of(word: &Word) -> Vec<&String> {
    [&word.name].into_iter().chain(&word.synonyms).collect()
}

fn texts(names: &[Name]) -> Vec<&String> {
    names.iter().map(|name| &name.text).collect()
}

fn spellings(level: &Level) -> Vec<&String> {
    let names = [&level.id].into_iter().chain(&level.aliases).chain(&level.name);
    names.map(|name| &name.text).collect()
}

/// What was added and what was removed, but for what is `known` to have changed; compared as it is when it is read.
fn changed(
    before: &[&String],
    after: &[&String],
    known: &[&String],
    fold: fn(&str) -> String,
) -> (Vec<String>, Vec<String>) {
    let only = |some: &[&String], others: &[&String]| -> Vec<String> {
        let is_in = |word: &str, all: &[&String]| all.iter().any(|other| fold(other) == fold(word));
        let mut only: Vec<String> = vec![];
        for word in some {
            if !is_in(word, others) && !is_in(word, known) && !only.contains(word) {
                only.push((*word).clone());
            }
        }
        only
    };
    (only(after, before), only(before, after))
}
