//! What can be mended, in a line behind the findings.

use crate::diagnostic::diagnostic::Applicability;
use crate::diagnostic::language::Language;
use crate::lint::outcome::Outcome;
use crate::rules::words::phrase::counted;

use super::overview::{MANY, fixes};

/// How many findings can be mended, and by what; none where that is said with the findings already, or nothing can. What was
/// made of it already, and failed, is not offered again.
#[must_use]
pub fn fixable(outcome: &Outcome, made: Option<Applicability>, language: Language) -> Option<String> {
    let is_long = outcome.counted().count() > MANY;
    if !outcome.was_run || is_long || made == Some(Applicability::Unsafe) {
        return None;
    }
    let (safe, bold) = fixes(outcome);
    let safe = if made.is_some() { 0 } else { safe };
    match (language, safe, bold) {
        (_, 0, 0) => None,
        (Language::English, 0, bold) => {
            Some(format!("fixable: {} with `--unsafe-fixes`", counted(bold, "finding")))
        }
        (Language::English, safe, 0) => Some(format!("fixable: {} with `--fix`", counted(safe, "finding"))),
        (Language::English, safe, bold) => Some(format!(
            "fixable: {} with `--fix`, {bold} more with `--unsafe-fixes`",
            counted(safe, "finding")
        )),
        (Language::Japanese, 0, bold) => Some(format!("修正可能: `--unsafe-fixes` で {bold} 件")),
        (Language::Japanese, safe, 0) => Some(format!("修正可能: `--fix` で {safe} 件")),
        (Language::Japanese, safe, bold) => {
            Some(format!("修正可能: `--fix` で {safe} 件、`--unsafe-fixes` でさらに {bold} 件"))
        }
    }
}
