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

/// The first two neighbours among the levels that stand the wrong way round, where the numbers of most run the other way: `P1`, `P3`,
/// `P2`, `P4`. None where they all do, or none does.
#[must_use]
pub fn swapped(table: &Table) -> Option<(usize, usize)> {
    let numbers = numbers(table)?;
    let falls: Vec<bool> = numbers.iter().zip(numbers.iter().skip(1)).map(|(one, next)| one > next).collect();
    let falling = falls.iter().filter(|falls| **falls).count();
    let rising = falls.len() - falling;
    if falling.min(rising) == 0 {
        return None;
    }
    // Of three levels, two steps say two things; then 1 is the most severe.
    let wrong = falling <= rising;
    let first = falls.iter().position(|falls| *falls == wrong)?;
    Some((first, first + 1))
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
            ("SEV-1 SEV-2 P3", None),
            ("Low High Medium", None),
        ] {
            let levels: Vec<String> = ids.split(' ').map(|id| format!("{{ id: {id} }}")).collect();
            let text =
                format!("sev_table: 1\nfacts: {{ n: {{ kind: count }} }}\nlevels: [{}]\n", levels.join(", "));
            let table = read_table(&Arc::new(Text::new("sev.yaml", text)));
            let table = table.unwrap_or_else(|faults| panic!("{ids}: {faults:?}"));
            assert_eq!(swapped(&table), wanted, "{ids}");
        }
    }
}
