//! Values and tests in the words that reports use, and that tables accept.

use std::collections::BTreeSet;

use crate::model::grammar::measure::Measure;
use crate::model::kind::{Kind, Word};
use crate::model::kinds::{self, Shape, boolean};
use crate::model::value::{Demand, Members, Value};
use crate::space::interval::{End, Interval, Intervals};

/// A value in words: `14`, `32%`, `at least 20%`, `1h 30m`, `partial or none`, `api, db`.
///
/// A value of another kind than it was read as shows as `?`.
#[must_use]
pub fn show_value(kind: &Kind, value: &Value) -> String {
    match (value, kinds::shape(kind, None)) {
        (Value::Quantity(intervals), Shape::Quantity(measure)) => quantities(measure.as_ref(), intervals),
        (Value::Words(indices), Shape::Words(_)) => alternatives(&chosen(&names(kind), indices)),
        (Value::Members(members), Shape::Members(_)) => members_known(members),
        _ => "?".to_owned(),
    }
}

/// A test in words that [`demand`](crate::model::demand::demand) reads back: `at least 20%`, `over 5`,
/// `at least 10% and under 50%`, `not none`, `partial or none`, `any of api, db`.
#[must_use]
pub fn show_demand(kind: &Kind, demand: &Demand) -> String {
    match (demand, kinds::shape(kind, None)) {
        (Demand::Quantity(intervals), Shape::Quantity(measure)) => quantities(measure.as_ref(), intervals),
        (Demand::Words(indices), Shape::Words(_)) => shortest(kind, indices),
        (Demand::AnyOf(names), _) => match names.as_slice() {
            [only] => only.clone(),
            names => format!("any of {}", names.join(", ")),
        },
        (Demand::AllOf(names), _) => format!("all of {}", names.join(", ")),
        (Demand::NoneOf(names), _) => match names.as_slice() {
            [only] => format!("not {only}"),
            names => format!("none of {}", names.join(", ")),
        },
        _ => "?".to_owned(),
    }
}

fn quantities(measure: &dyn Measure, intervals: &Intervals) -> String {
    let parts: Vec<String> = intervals.parts().iter().map(|part| quantity(measure, *part)).collect();
    parts.join(" or ")
}

fn quantity(measure: &dyn Measure, part: Interval) -> String {
    if let Some(number) = part.as_point() {
        return measure.show(number);
    }
    let domain = measure.domain();
    let show = |number| measure.show(number);
    // The ends of the domain go without saying, unless there is nothing else to say.
    let low = if part.low() == domain.low() { End::Unbounded } else { part.low() };
    let high = if part.high() == domain.high() { End::Unbounded } else { part.high() };
    let above = match low {
        End::Unbounded => None,
        End::Included(low) => Some(format!("at least {}", show(low))),
        End::Excluded(low) => Some(format!("over {}", show(low))),
    };
    let below = match high {
        End::Unbounded => None,
        End::Included(high) => Some(format!("at most {}", show(high))),
        End::Excluded(high) => Some(format!("under {}", show(high))),
    };
    match (low, high, above, below) {
        (End::Included(low), End::Included(high), ..) => format!("{} to {}", show(low), show(high)),
        (_, _, Some(above), Some(below)) => format!("{above} and {below}"),
        (_, _, Some(only), None) | (_, _, None, Some(only)) => only,
        _ => "any".to_owned(),
    }
}

fn names(kind: &Kind) -> Vec<&str> {
    match kind {
        Kind::Boolean => boolean::NAMES.to_vec(),
        Kind::Scale(words) | Kind::Choice(words) | Kind::Set(words) => word_names(words),
        _ => vec![],
    }
}

fn word_names(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.name.as_str()).collect()
}

fn chosen<'n>(names: &[&'n str], indices: &[usize]) -> Vec<&'n str> {
    indices.iter().filter_map(|&index| names.get(index).copied()).collect()
}

/// `a`, `a or b`, `a, b or c`.
fn alternatives(names: &[&str]) -> String {
    match names.split_last() {
        None => "?".to_owned(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

/// The shortest of the ways to ask for some words: the words, all but one, or an end of the scale.
fn shortest(kind: &Kind, indices: &[usize]) -> String {
    let names = names(kind);
    let listed = alternatives(&chosen(&names, indices));
    if indices.len() < 2 {
        return listed;
    }
    let asked: BTreeSet<usize> = indices.iter().copied().collect();
    let others: Vec<usize> = (0..names.len()).filter(|index| !asked.contains(index)).collect();
    let mut ways = vec![listed];
    if let [other] = others.as_slice() {
        ways.extend(names.get(*other).map(|name| format!("not {name}")));
    }
    let first = indices.first().and_then(|&index| names.get(index));
    let last = indices.last().and_then(|&index| names.get(index));
    let in_a_row = indices.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
    if matches!(kind, Kind::Scale(_)) && in_a_row && !others.is_empty() {
        if indices.last() == names.len().checked_sub(1).as_ref() {
            ways.extend(first.map(|name| format!("at least {name}")));
        }
        if indices.first() == Some(&0) {
            ways.extend(last.map(|name| format!("at most {name}")));
        }
    }
    ways.into_iter().min_by_key(|way| way.chars().count()).unwrap_or_default()
}

fn members_known(members: &Members) -> String {
    let named = members.named.iter().cloned();
    let open =
        members.open.iter().filter(|name| !members.named.contains(*name)).map(|name| format!("maybe {name}"));
    let mut parts: Vec<String> = named.chain(open).collect();
    if members.more {
        parts.push("and more".to_owned());
    }
    if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
}
