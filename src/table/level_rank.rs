//! How severe a word for a level is, by common use: for a first draft of a table, and for one whose levels stand the wrong way
//! round; never for a judgement.

use std::sync::LazyLock;

use super::spelling::fold;

/// Words for levels, the most severe first; those of one line are as severe as each other.
#[rustfmt::skip]
const RANKS: &[&[&str]] = &[
    &["critical", "blocker", "emergency", "catastrophic", "huge", "fatal", "down", "major outage", "致命的", "緊急", "重大", "crítica", "crítico"],
    &["high", "major", "severe", "serious", "disrupted", "partial outage", "significant", "高", "大", "大規模", "alta"],
    &["medium", "moderate", "degraded", "degraded performance", "中", "中規模", "média", "media"],
    &["low", "minor", "small", "低", "小", "小規模", "軽微", "baixa", "baja"],
    &["notice", "informational", "info", "trivial", "cosmetic", "negligible", "情報"],
];

/// Words that a text about a level begins with, beyond those for levels, the most severe first.
#[rustfmt::skip]
const LEANINGS: &[&[&str]] = &[
    &["full", "complete", "total", "entire", "all", "outage", "全面", "全社", "全サービス", "全停止", "全システム", "全ユーザー", "全顧客", "壊滅"],
    &["主要", "広範囲"],
    &["partial", "some", "一部", "限定"],
    &["slight", "few", "軽度", "わずか"],
    &["typo", "見た目", "表示崩れ"],
];
/// Words before which a text says that something is not so.
const DENIALS: [&str; 6] = ["no", "not", "non", "without", "isn't", "never"];
/// So many words or letters of a text tell how severe it is: more is about something else.
const FIRST_WORDS: usize = 6;
const FIRST_LETTERS: usize = 16;

/// How severe a text about a level is by its first words: `Major degradation`, `全面停止`. None where no word tells, or it is denied.
#[must_use]
pub fn leaning(text: &str) -> Option<usize> {
    if let Some(rank) = rank(text) {
        return Some(rank);
    }
    let begin: String = text.chars().take(FIRST_LETTERS).collect();
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
        .take(FIRST_WORDS)
        .collect();
    if words.iter().any(|word| DENIALS.contains(word)) || begin.contains("ない") {
        return None;
    }
    if begin.contains("なし") {
        return begin.contains("影響なし").then_some(RANKS.len() - 1);
    }
    let place = |lists: &[&[&str]], is: &dyn Fn(&str) -> bool| {
        lists.iter().position(|list| list.iter().any(|word| is(word)))
    };
    let of_word = |word: &&str| place(LEANINGS, &|other| other == *word).or_else(|| rank(word));
    // Other scripts set no blanks between words: the first that stands in the text counts.
    let of_script = || {
        let lists = || RANKS.iter().chain(LEANINGS).enumerate().map(|(at, list)| (at % RANKS.len(), list));
        let found = lists().flat_map(|(rank, list)| list.iter().map(move |word| (rank, *word)));
        // A single letter is part of many words.
        let found = found.filter(|(_, word)| !word.is_ascii() && word.chars().nth(1).is_some());
        found.filter_map(|(rank, word)| Some((begin.find(word)?, rank))).min().map(|(_, rank)| rank)
    };
    words.iter().find_map(of_word).or_else(of_script)
}

/// Words that are declared in the place of a level and are none.
const NOT_GRADED: &[&str] =
    &["maintenance", "under maintenance", "gameday", "drill", "resolved", "メンテナンス", "訓練"];

static FOLDED: LazyLock<Vec<(String, usize)>> = LazyLock::new(|| {
    let words =
        RANKS.iter().enumerate().flat_map(|(rank, words)| words.iter().map(move |word| (*word, rank)));
    words.map(|(word, rank)| (fold(word), rank)).collect()
});

/// How severe a word is: 0 is worst. None if it is no usual word for a level.
#[must_use]
pub fn rank(word: &str) -> Option<usize> {
    rank_of_folded(&fold(word))
}

/// The same of a word as spellings are compared.
#[must_use]
pub fn rank_of_folded(word: &str) -> Option<usize> {
    FOLDED.iter().find(|(other, _)| other == word).map(|(_, rank)| *rank)
}

/// Whether a word says that it is no severity.
#[must_use]
pub fn is_not_graded(word: &str) -> bool {
    let word = fold(word);
    NOT_GRADED.iter().any(|other| fold(other) == word)
}
