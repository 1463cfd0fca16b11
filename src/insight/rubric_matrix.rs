//! A matrix that gives a level by two things at once, as impact and urgency: no table of levels.

use crate::model::heading::heading_key;
use crate::source::document::Document;
use crate::source::html::HtmlCell;
use crate::table::level_rank::rank;

use super::level_word::{bare_number, level_word};
use super::rubric::Why;
use super::rubric_bearing::headings_above;
use super::rubric_names::is_numbered_level;

/// Words for what such a matrix has at its sides.
const SIDES: [&[&str]; 2] = [&["impact", "影響"], &["urgency", "緊急"]];
/// Words for what a matrix of risks has there.
const OF_RISKS: [&str; 4] = ["likelihood", "probability", "発生頻度", "可能性"];
/// So many words of a text before a table may be about it, in bytes.
const BEFORE: usize = 300;

/// What a table is that has levels and nothing else in its cells: a matrix of impact and urgency, where what stands at its sides or
/// above says so, else one of other things. One of likelihood is of risks.
pub(super) fn matrix(document: &Document, at: usize, rows: &[Vec<HtmlCell>]) -> Option<Why> {
    let (head, below) = rows.split_first()?;
    let inner: Vec<String> =
        below.iter().flat_map(|row| row.iter().skip(1)).map(|cell| cell.join(" ")).collect();
    let levels = inner.iter().filter(|cell| is_level(cell)).count();
    if below.len() < 2 || head.len() < 3 || levels * 4 < inner.len() * 3 {
        return None;
    }
    let are_numbered = inner.iter().all(|cell| level_word(cell).is_some_and(is_numbered_level));
    let sides = head.iter().chain(below.iter().filter_map(|row| row.first()));
    let sides = sides.map(|cell| heading_key(&cell.join(" ")));
    let above = headings_above(document, at).into_iter().map(|heading| heading_key(&heading.text));
    let text = document.text.as_str();
    let from = text.floor_char_boundary(at.saturating_sub(BEFORE));
    let before = text.get(from..at).unwrap_or_default().to_lowercase();
    let all: Vec<String> = sides.chain(above).chain([before]).collect();
    let has = |word: &str| all.iter().any(|text| text.contains(word));
    if SIDES.iter().all(|side| side.iter().any(|word| has(word))) {
        return Some(Why::Matrix);
    }
    (are_numbered && !OF_RISKS.iter().any(|word| has(word))).then_some(Why::Grid)
}

fn is_level(cell: &str) -> bool {
    let cell = cell.trim_matches(|letter: char| !letter.is_alphanumeric());
    let word =
        level_word(cell).filter(|word| *word == cell || cell.strip_prefix(word).is_some_and(is_remark));
    word.is_some_and(|word| is_numbered_level(word) || rank(word).is_some()) || bare_number(cell).is_some()
}

fn is_remark(behind: &str) -> bool {
    behind.trim_start().starts_with(['(', '（', ':', '：', '-', '–', '—'])
}

#[cfg(test)]
mod tests {
    use super::super::rubric_cells::unfit_in;
    use super::*;
    use crate::source::text::Text;

    #[test]
    fn matrices_of_impact_and_urgency() {
        for (before, corner, cells, wanted) in [
            ("", "Impact / Urgency", ["P1", "P2", "P3"], true),
            ("By impact and urgency:", "", ["Critical", "High", "Low"], true),
            ("", "影響度＼緊急度", ["P1", "P2", "P3"], true),
            ("", "Impact / Urgency", ["1", "2", "3"], true),
            ("", "Impact / Likelihood", ["High", "High", "Low"], false),
            ("", "Impact / Urgency", ["call", "write", "wait"], false),
            ("", "Component", ["SEV1", "SEV2", "SEV3"], false),
        ] {
            let row = |side: &str| format!("| {side} | {} |\n", cells.join(" | "));
            let text = format!(
                "{before}\n\n| {corner} | High | Medium | Low |\n|---|---|---|---|\n{}{}",
                row("High"),
                row("Low")
            );
            let found = unfit_in(&Document::parse(Text::new("README.md", text.as_str())));
            let is_grid = found.as_ref().is_some_and(|unfit| unfit.why == Why::Grid);
            assert_eq!(is_grid, corner == "Component", "{text}");
            assert_eq!(found.is_some_and(|unfit| unfit.why == Why::Matrix), wanted, "{text}");
        }
    }
}
