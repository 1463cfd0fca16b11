//! Levels that stand mildest first, though the most severe comes first: by their words, or by their numbers.

use crate::table::letters::trailing_number;
use crate::table::level::Level;
use crate::table::level_rank::rank_of_folded;
use crate::table::table::Table;

/// Whether the levels of a table stand the wrong way round, as far as that can be told without looking at its criteria.
#[must_use]
pub fn is_reversed(table: &Table) -> bool {
    let takes_rest_first = table.levels.first().is_some_and(|level| level.otherwise.is_some());
    match by_words(table) {
        Words::Reversed => true,
        Words::InOrder => false,
        Words::Silent => takes_rest_first && numbers_fall(table),
    }
}

/// Whether the numbers of the levels run against their order, and no word says otherwise. To some, 5 is worst: so it takes
/// more, such as a fact that gets worse while the level gets milder.
pub(super) fn may_be_reversed(table: &Table) -> bool {
    by_words(table) == Words::Silent && numbers_fall(table)
}

/// Levels whose numbers run one way, but for some.
#[derive(Debug)]
pub(super) struct Mixed {
    numbers: Vec<u32>,
    /// Whether numbers that fall are the wrong way round.
    falls_wrongly: bool,
    /// The first two neighbours that stand the wrong way round.
    pub(super) first: (usize, usize),
}

impl Mixed {
    /// Whether two levels, by their indices, stand the wrong way round.
    pub(super) fn is_wrong(&self, one: usize, next: usize) -> bool {
        let numbers = self.numbers.get(one.min(next)).zip(self.numbers.get(one.max(next)));
        numbers.is_some_and(|(one, next)| if self.falls_wrongly { one > next } else { one < next })
    }
}

/// Levels of which some neighbours stand the wrong way round, where most numbers run the other way: `P1`, `P3`, `P2`, `P4`. None
/// where all neighbours run one way.
#[must_use]
pub(super) fn mixed(table: &Table) -> Option<Mixed> {
    let numbers = numbers(table)?;
    let steps = || numbers.iter().zip(numbers.iter().skip(1));
    if !steps().any(|(one, next)| one > next) || !steps().any(|(one, next)| one < next) {
        return None;
    }
    // 1 is the most severe, unless most neighbours and most of all pairs say otherwise.
    let backwards: Vec<u32> = numbers.iter().rev().copied().collect();
    let falling = steps().filter(|(one, next)| one > next).count();
    let rising = steps().filter(|(one, next)| one < next).count();
    let falls_wrongly = falling <= rising || falling_pairs(&numbers) <= falling_pairs(&backwards);
    let is_wrong = |(one, next): (&u32, &u32)| if falls_wrongly { one > next } else { one < next };
    let first = steps().position(is_wrong)?;
    Some(Mixed { falls_wrongly, first: (first, first + 1), numbers })
}

/// How many pairs there are of a number and a smaller one behind it.
fn falling_pairs(numbers: &[u32]) -> usize {
    let (left, right) = numbers.split_at(numbers.len() / 2);
    if left.is_empty() {
        return 0;
    }
    let mut ordered = right.to_vec();
    ordered.sort_unstable();
    let smaller = |number: &u32| ordered.partition_point(|other| other < number);
    falling_pairs(left) + falling_pairs(right) + left.iter().map(smaller).sum::<usize>()
}

/// What words for levels say of their order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    Reversed,
    InOrder,
    /// There are none, or they contradict each other.
    Silent,
}

fn by_words(table: &Table) -> Words {
    let ranks: Vec<usize> = table.levels.iter().filter_map(rank_of).collect();
    let steps = || ranks.iter().zip(ranks.iter().skip(1));
    match (steps().any(|(one, next)| one > next), steps().any(|(one, next)| one < next)) {
        (true, false) => Words::Reversed,
        (false, true) => Words::InOrder,
        _ => Words::Silent,
    }
}

/// How severe a level is by the first of its names that says so.
fn rank_of(level: &Level) -> Option<usize> {
    let names = std::iter::once(&level.id).chain(&level.name).chain(&level.aliases);
    names.into_iter().find_map(|name| rank_of_folded(&name.folded))
}

/// `SEV-3`, `SEV-2`, `SEV-1`: one word, and a smaller number for each further level.
fn numbers_fall(table: &Table) -> bool {
    let numbers = numbers(table).unwrap_or_default();
    numbers.len() >= 2 && numbers.iter().zip(numbers.iter().skip(1)).all(|(number, next)| number > next)
}

/// The numbers of the levels, where they are one word and a number each.
fn numbers(table: &Table) -> Option<Vec<u32>> {
    let word = |id: &str| id.trim_end_matches(|last: char| last.is_ascii_digit()).to_owned();
    let first = word(&table.levels.first()?.id.folded);
    let number = |level: &Level| {
        let id = level.id.folded.as_str();
        trailing_number(id).filter(|_| word(id) == first)
    };
    table.levels.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::text::Text;
    use crate::table::read::read_table;

    #[test]
    fn words_and_numbers() {
        for (levels, wanted, perhaps) in [
            ("{ id: SEV-3, otherwise: true }, { id: SEV-2 }, { id: SEV-1 }", true, true),
            ("{ id: SEV-3 }, { id: SEV-2 }, { id: SEV-1, otherwise: true }", false, true),
            ("{ id: SEV-1 }, { id: SEV-2 }, { id: SEV-3, otherwise: true }", false, false),
            ("{ id: SEV-1, otherwise: true }, { id: SEV-2 }", false, false),
            ("{ id: Low }, { id: Medium }, { id: High }", true, false),
            ("{ id: High }, { id: Medium }, { id: Low }", false, false),
            ("{ id: 小 }, { id: 中 }, { id: 大 }, { id: 重大 }", true, false),
            ("{ id: レベル1, name: 軽微 }, { id: レベル2, name: 重大 }", true, false),
            // There, 5 is worst.
            ("{ id: L5, name: Critical }, { id: L4, name: Minor, otherwise: true }", false, false),
            ("{ id: Low }, { id: High }, { id: Medium }", false, false),
            ("{ id: SEV-2, otherwise: true }, { id: P1 }", false, false),
            ("{ id: A, otherwise: true }, { id: B }", false, false),
        ] {
            let text = format!("sev_table: 1\nfacts: {{ n: {{ kind: count }} }}\nlevels: [{levels}]\n");
            let table = read_table(&Arc::new(Text::new("sev.yaml", text)));
            let table = table.unwrap_or_else(|faults| panic!("{levels}: {faults:?}"));
            assert_eq!((is_reversed(&table), may_be_reversed(&table)), (wanted, perhaps), "{levels}");
        }
    }

    #[test]
    fn levels_that_stand_between_others() {
        for (ids, wanted) in [
            ("P1 P3 P2 P4", Some((1, 2))),
            ("SEV-1 SEV-3 SEV-2", Some((1, 2))),
            ("SEV-2 SEV-1 SEV-3", Some((0, 1))),
            ("L4 L2 L3 L1", Some((1, 2))),
            ("SEV-1 SEV-2 SEV-3", None),
            ("SEV-3 SEV-2 SEV-1", None),
            ("SEV-1 SEV-3", None),
            ("P2 P1 P4 P3", Some((0, 1))),
            ("P3 P4 P1 P2", Some((1, 2))),
            ("SEV-2 SEV-3 SEV-1", Some((1, 2))),
            ("P4 P3 P1 P2", Some((2, 3))),
            ("SEV-1 SEV-2 P3", None),
            ("Low High Medium", None),
        ] {
            let levels: Vec<String> = ids.split(' ').map(|id| format!("{{ id: {id} }}")).collect();
            let text =
                format!("sev_table: 1\nfacts: {{ n: {{ kind: count }} }}\nlevels: [{}]\n", levels.join(", "));
            let table = read_table(&Arc::new(Text::new("sev.yaml", text)));
            let table = table.unwrap_or_else(|faults| panic!("{ids}: {faults:?}"));
            assert_eq!(mixed(&table).map(|mixed| mixed.first), wanted, "{ids}");
        }
    }
}
