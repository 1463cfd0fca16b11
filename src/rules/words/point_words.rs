//! Points of a table in words: what an incident would have to be like.

use crate::diagnostic::language::Language;
use crate::model::kind::{Kind, Word};
use crate::model::say::say_value;
use crate::model::value::Value;
use crate::space::decimal::Decimal;
use crate::space::interval::Interval;
use crate::table::flaw::ascending::Witness;
use crate::table::geometry::Dimension;
use crate::table::table::Table;

use super::japanese;
use super::phrase::{and, counted};

/// How many facts are named; more than these nobody reads.
const MOST_FACTS: usize = 6;

/// `` `users_affected_pct` 60% and `duration` 10m ``: the facts of a witness; empty where none matters. In Japanese,
/// `` `users_affected_pct` が `60%`、`duration` が `10m` ``.
#[must_use]
pub fn point_words(table: &Table, witness: &Witness, language: Language) -> String {
    words_of(table, witness, None, language)
}

/// The same without one of the facts.
#[must_use]
pub fn words_beside(table: &Table, witness: &Witness, fact: usize, language: Language) -> String {
    words_of(table, witness, Some(fact), language)
}

/// The value of one fact of a witness, where it is one: of a set, each member has a place of its own.
#[must_use]
pub fn fact_value(table: &Table, witness: &Witness, fact: usize) -> Option<Value> {
    let kind = &table.facts.get(fact)?.kind;
    let cells = witness.0.iter();
    let mut of_fact = cells.filter_map(|(index, cell)| Some((table.geometry.dimensions.get(*index)?, *cell)));
    let (dimension, cell) =
        of_fact.find(|(dimension, _)| dimension.fact == fact && dimension.member.is_none())?;
    value_in(kind, dimension, cell)
}

fn value_in(kind: &Kind, dimension: &Dimension, cell: usize) -> Option<Value> {
    match kind {
        Kind::Boolean | Kind::Scale(_) | Kind::Choice(_) => Some(Value::Words(vec![cell])),
        Kind::Duration => dimension.axis.sample_of_seconds(cell).map(quantity),
        _ => dimension.axis.sample(cell).map(quantity),
    }
}

/// `60%`: one fact of a witness.
#[must_use]
pub fn fact_words(table: &Table, witness: &Witness, fact: usize, language: Language) -> String {
    let Some(declaration) = table.facts.get(fact) else { return String::new() };
    let kind = without_backticks(&declaration.kind);
    let (mut with, mut without) = (vec![], vec![]);
    for (index, cell) in &witness.0 {
        let Some(dimension) = table.geometry.dimensions.get(*index) else { continue };
        if dimension.fact != fact {
            continue;
        }
        match &dimension.member {
            Some(word) if *cell == 1 => with.push(plain(word)),
            Some(word) => without.push(plain(word)),
            None => {
                return value_in(&kind, dimension, *cell)
                    .map(|value| say_value(&kind, &value, language))
                    .unwrap_or_default();
            }
        }
    }
    match language {
        Language::English => match (with.as_slice(), without.as_slice()) {
            ([], []) => String::new(),
            ([], _) => format!("without {}", and(&without)),
            (_, []) => and(&with),
            _ => format!("{} without {}", and(&with), and(&without)),
        },
        Language::Japanese => match (with.as_slice(), without.as_slice()) {
            ([], []) => String::new(),
            ([], _) => format!("{} 以外", japanese::quoted_and(&without)),
            (_, []) => japanese::quoted_and(&with),
            _ => format!("{} ({} を除く)", japanese::quoted_and(&with), japanese::quoted_and(&without)),
        },
    }
}

/// What a table says, in a sentence in which backticks tell names and values from the rest.
fn plain(text: &str) -> String {
    text.replace('`', "'")
}

/// A kind whose values are said without backticks of their own.
fn without_backticks(kind: &Kind) -> Kind {
    let words = |words: &[Word]| -> Vec<Word> {
        words.iter().map(|word| Word { name: plain(&word.name), synonyms: word.synonyms.clone() }).collect()
    };
    match kind {
        Kind::Scale(of) => Kind::Scale(words(of)),
        Kind::Choice(of) => Kind::Choice(words(of)),
        Kind::Number { unit, min, max } => {
            Kind::Number { unit: unit.as_deref().map(plain), min: *min, max: *max }
        }
        other => other.clone(),
    }
}

fn words_of(table: &Table, witness: &Witness, except: Option<usize>, language: Language) -> String {
    let dimensions = witness.0.iter().filter_map(|(index, _)| table.geometry.dimensions.get(*index));
    let mut facts: Vec<usize> = dimensions.map(|dimension| dimension.fact).collect();
    facts.dedup();
    facts.retain(|fact| Some(*fact) != except);
    let more = facts.len().saturating_sub(MOST_FACTS);
    let mut words: Vec<String> = facts
        .into_iter()
        .take(MOST_FACTS)
        .filter_map(|fact| Some((fact, table.facts.get(fact)?)))
        .map(|(fact, declaration)| {
            let value = fact_words(table, witness, fact, language);
            match language {
                Language::English => format!("`{}` {value}", plain(&declaration.name)),
                Language::Japanese => format!("`{}` が {value}", plain(&declaration.name)),
            }
        })
        .collect();
    match language {
        Language::English => {
            words.extend((more > 0).then(|| counted(more, "more fact")));
            and(&words)
        }
        Language::Japanese => {
            words.extend((more > 0).then(|| format!("ほか {more} 件")));
            words.join("、")
        }
    }
}

fn quantity(number: Decimal) -> Value {
    Value::Quantity(Interval::point(number).into())
}
