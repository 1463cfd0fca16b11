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
    let number = |level: &Level| {
        let id = level.id.folded.as_str();
        Some((id.trim_end_matches(|last: char| last.is_ascii_digit()).to_owned(), trailing_number(id)?))
    };
    let numbers: Option<Vec<_>> = table.levels.iter().map(number).collect();
    let numbers = numbers.unwrap_or_default();
    let mut steps = numbers.iter().zip(numbers.iter().skip(1));
    numbers.len() >= 2 && steps.all(|((word, number), (other, next))| word == other && number > next)
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
}
