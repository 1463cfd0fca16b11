//! How severe a word for a level is, by common use: for a first draft of a table only, never for a judgement.

use crate::table::spelling::fold;

/// Words for levels, the most severe first; those of one line are as severe as each other.
#[rustfmt::skip]
const RANKS: &[&[&str]] = &[
    &["critical", "blocker", "emergency", "catastrophic", "fatal", "down", "major outage", "致命的", "緊急", "重大", "crítica", "crítico"],
    &["high", "major", "severe", "serious", "disrupted", "partial outage", "significant", "高", "大", "alta"],
    &["medium", "moderate", "degraded", "degraded performance", "中", "média", "media"],
    &["low", "minor", "small", "低", "小", "軽微", "baixa", "baja"],
    &["notice", "informational", "info", "trivial", "cosmetic", "negligible", "情報"],
];

/// Words that are declared in the place of a level and are none.
const NOT_GRADED: &[&str] =
    &["maintenance", "under maintenance", "gameday", "drill", "resolved", "メンテナンス", "訓練"];

/// How severe a word is: 0 is worst. None if it is no usual word for a level.
#[must_use]
pub fn rank(word: &str) -> Option<usize> {
    let word = fold(word);
    RANKS.iter().position(|words| words.iter().any(|other| fold(other) == word))
}

/// Whether a word says that it is no severity.
#[must_use]
pub fn is_not_graded(word: &str) -> bool {
    let word = fold(word);
    NOT_GRADED.iter().any(|other| fold(other) == word)
}
