//! Which levels of the table a decision is about: `SEV-2`, `[SEV-1, SEV-2]`, `SEV-1 or SEV-2 (by the facts)`.

use crate::model::decision::{Override, Pin};
use crate::model::said::Said;
use crate::table::spelling::Spelled;
use crate::table::table::Table;

/// The levels that a pin names; none if one of its texts names no level.
#[must_use]
pub fn levels_of(table: &Table, pin: &Pin) -> Option<Vec<usize>> {
    let mut levels = vec![];
    for said in &pin.texts {
        levels.extend(named(table, said)?);
    }
    (!levels.is_empty()).then_some(levels)
}

/// The first pin of an override that names no level of the table, with its key. One that is no text has a fault of its own.
#[must_use]
pub fn unknown<'d>(table: &Table, decision: &'d Override) -> Option<(&'static str, &'d Said)> {
    let pins = [("level", &decision.level), ("instead_of", &decision.instead_of)];
    pins.into_iter().find_map(|(key, pin)| {
        let pin = pin.as_ref()?;
        let said = pin.texts.iter().find(|said| named(table, said).is_none())?;
        Some((key, said))
    })
}

/// What stands between levels.
const BETWEEN: [&str; 12] =
    [",", "、", "，", "/", "／", "|", "｜", "・", " or ", " and ", "または", "および"];

/// The levels of a text. What stands after a level may be a reason: that is no other level.
fn named(table: &Table, said: &Said) -> Option<Vec<usize>> {
    let text = said.text.as_str();
    if let Spelled::Level { level, end, .. } = table.spelled(text)
        && end == text.len()
    {
        return Some(vec![level]);
    }
    let plain = without_brackets(text);
    let mut pieces = vec![plain.as_str()];
    for sign in BETWEEN {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(sign)).collect();
    }
    let mut pieces = pieces.into_iter().map(str::trim);
    let Spelled::Level { level: first, .. } = table.spelled(pieces.next()?) else { return None };
    let others = pieces.filter_map(|piece| match table.spelled(piece) {
        Spelled::Level { level, end, .. } if end == piece.len() => Some(level),
        _ => None,
    });
    Some(std::iter::once(first).chain(others).collect())
}

/// A text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut left = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => left.push(letter),
            _ => {}
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::span::Span;
    use crate::source::text::Text;
    use crate::table::read::read_table;

    #[test]
    fn levels_that_a_pin_names() {
        let text = "sev_table: 1
levels:
  - { id: SEV-1, aliases: [P1, Critical] }
  - { id: SEV-2, name: Major or worse }
  - { id: SEV-3, otherwise: true }
";
        let table = read_table(&Arc::new(Text::new("sev.yaml", text.to_owned()))).unwrap();
        let span = Span::default();
        for (texts, wanted) in [
            (vec!["SEV-2"], Some(vec![1])),
            (vec!["sev1", "P3"], None),
            (vec!["SEV-2", "SEV-3"], Some(vec![1, 2])),
            (vec!["SEV-1 or SEV-2"], Some(vec![0, 1])),
            (vec!["SEV-1, SEV-2"], Some(vec![0, 1])),
            (vec!["SEV-1, SEV-2 or SEV-3"], Some(vec![0, 1, 2])),
            (vec!["SEV-1/SEV-2"], Some(vec![0, 1])),
            (vec!["SEV-1、SEV-2"], Some(vec![0, 1])),
            (vec!["SEV-1 または SEV-2"], Some(vec![0, 1])),
            (vec!["SEV-1 (facts) or SEV-2 (some)"], Some(vec![0, 1])),
            (vec!["Major or worse"], Some(vec![1])),
            (vec!["SEV-2, critical path not affected"], Some(vec![1])),
            (vec!["SEV-3 (2026/01/02)"], Some(vec![2])),
            (vec!["SEV-9"], None),
            (vec!["SEV-1 to SEV-3"], None),
            (vec![], None),
        ] {
            let texts: Vec<Said> = texts.iter().map(|text| Said { text: (*text).to_owned(), span }).collect();
            let pin = Pin { span, texts };
            assert_eq!(levels_of(&table, &pin), wanted, "{}", pin.written());
        }
    }
}
