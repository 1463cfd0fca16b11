//! What a level is called beside its id: `SEV1 / P1 (Critical)` has another id and a name.

use crate::table::level_rank::rank;

use super::level_word::{level_word, numbered};

/// Letters that a number makes a level of, in lower case.
const LETTERS: [&str; 10] =
    ["sev", "severity", "p", "s", "priority", "level", "重大度", "深刻度", "レベル", "障害レベル"];
/// Words before another id.
const ALSO: [&str; 7] = ["or ", "aka ", "a.k.a. ", "also ", "formerly ", "または", "旧"];
/// The months.
#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
];
/// So many other ids has a level at most.
const MOST_ALIASES: usize = 8;

/// Letters and a number that are a level wherever they stand.
pub(super) fn is_numbered_level(word: &str) -> bool {
    numbered(word).is_some_and(|(letters, _)| LETTERS.contains(&letters.as_str()))
}

/// A level, and nothing else but signs around it.
pub(super) fn whole_level(text: &str) -> Option<&str> {
    let text = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    (level_word(text) == Some(text) && is_numbered_level(text)).then_some(text)
}

/// What stands behind the id of a level: its name, if it is no longer than that, and other ids.
pub(super) fn called(behind: &str, longest: usize) -> (Option<String>, Vec<String>) {
    let mut aliases = vec![];
    let mut rest = behind;
    while let Some((word, after)) = leading(rest) {
        aliases.push(word.to_owned());
        rest = after;
    }
    let mut name = bare_name(rest);
    while let Some((before, words)) = trailing(name) {
        aliases.extend(words.into_iter().map(str::to_owned));
        name = bare_name(before);
    }
    aliases.truncate(MOST_ALIASES);
    let name = (!name.is_empty() && name.chars().count() <= longest).then(|| name.to_owned());
    (name, aliases)
}

/// What stands behind the id of a level as its name, and is too long for one.
pub(super) fn too_long(behind: &str, longest: usize) -> Option<String> {
    called(behind, usize::MAX).0.filter(|name| name.chars().count() > longest)
}

/// How severe a word is that says what is so severe, too: `重大障害`, `軽微なインシデント`.
pub(super) fn rank_of_kind(word: &str) -> Option<usize> {
    let kinds = ["障害", "インシデント", "incident", "incidents", "outage"];
    let lower = word.to_lowercase();
    let bare = kinds.iter().find_map(|kind| lower.strip_suffix(kind))?;
    rank(bare.trim().trim_end_matches(['な', '度']))
}

/// Whether a name holds a day: it is that of an incident, and of no level.
pub(super) fn has_day(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphanumeric()).collect();
    let is_number = |word: &&str| {
        let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        !digits.is_empty() && digits.chars().all(|letter| letter.is_ascii_digit())
    };
    let is_month = |word: &str| {
        word.len() >= 3 && MONTHS.iter().any(|month| *month == word || month.get(..3) == Some(word))
    };
    let is_pair = |pair: &[&str]| match pair {
        [one, next] => is_month(one) && is_number(next) || is_number(one) && is_month(next),
        _ => false,
    };
    let is_iso = |three: &[&str]| match three {
        [year, month, day] => {
            year.len() == 4
                && month.len() <= 2
                && day.len() <= 2
                && [year, month, day].into_iter().all(is_number)
        }
        _ => false,
    };
    let japanese = lower.split_once('月').is_some_and(|(before, behind)| {
        before.ends_with(|letter: char| letter.is_numeric()) && behind.contains('日')
    });
    words.windows(2).any(is_pair) || words.windows(3).any(is_iso) || japanese
}

/// The id that a text begins with, behind signs, if it stands alone there: no range, and no part of a sentence.
fn leading(text: &str) -> Option<(&str, &str)> {
    let bare = behind_also(text.trim_start_matches(|letter: char| !letter.is_alphanumeric()));
    let word = level_word(bare)?;
    let after = bare.strip_prefix(word).filter(|_| is_numbered_level(word))?;
    let behind = after.trim_start();
    let is_apart = behind.len() < after.len();
    let ends = behind.starts_with([
        '/', '(', ')', '[', ']', ',', ';', ':', '|', '=', '—', '、', '・', '／', '（', '）', '：', '*',
    ]);
    let is_dash = is_apart && behind.starts_with(['-', '–']);
    (behind.is_empty() || ends || is_dash || behind_also(behind).len() < behind.len())
        .then_some((word, after))
}

/// What stands behind words that another id follows, and the blanks behind them: `formerly P2`, `旧 P2`.
fn behind_also(text: &str) -> &str {
    let mut rest = text;
    for also in ALSO {
        let begins = rest.get(..also.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(also));
        rest = rest.get(also.len()..).filter(|_| begins).map_or(rest, str::trim_start);
    }
    rest
}

/// The ids that a name ends with, in a bracket or behind a sign, and what stands before them.
fn trailing(name: &str) -> Option<(&str, Vec<&str>)> {
    let bracket = name
        .strip_suffix([')', '）'])
        .and_then(|inner| inner.rsplit_once(['(', '（']))
        .and_then(|(before, inside)| Some((before, listed(inside)?)));
    bracket.or_else(|| {
        [" / ", "/", " – ", " — ", " - ", ", ", " | ", "、", "／"].iter().find_map(|sign| {
            let (before, word) = name.rsplit_once(sign)?;
            Some((before, vec![whole_level(word)?]))
        })
    })
}

/// `P1`, `P1 / S1`: ids, and nothing else.
fn listed(text: &str) -> Option<Vec<&str>> {
    let parts = text
        .split(['/', ',', '、', '／'])
        .flat_map(|part| part.split("または"))
        .flat_map(|part| part.split(" or "));
    parts.map(|part| whole_level(behind_also(part.trim()))).collect()
}

/// A name without the signs around it. A bracket that closes stays where one opens.
fn bare_name(text: &str) -> &str {
    let is_sign = |letter: char| !letter.is_alphanumeric();
    let rest = text.trim_start_matches(is_sign);
    let inner = rest.trim_end_matches(is_sign);
    let behind = rest.get(inner.len()..).unwrap_or_default();
    let closes =
        |open: char, close: char| inner.contains(open) && !inner.contains(close) && behind.starts_with(close);
    let bracket = [('(', ')'), ('（', '）')].into_iter().find(|(open, close)| closes(*open, *close));
    rest.get(..inner.len() + bracket.map_or(0, |(_, close)| close.len_utf8())).unwrap_or(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_incidents() {
        for (name, wanted) in [
            ("Checkout down on 3 March", true),
            ("Checkout down, Mar 3rd", true),
            ("2026-03-03 checkout", true),
            ("3月3日の障害", true),
            ("Critical", false),
            ("May be slow", false),
            ("All of 3 regions", false),
            ("99.9% of requests", false),
        ] {
            assert_eq!(has_day(name), wanted, "{name}");
        }
        for (word, wanted) in [
            ("重大障害", Some(0)),
            ("軽微な障害", Some(3)),
            ("Major incident", Some(1)),
            ("停止障害", None),
            ("重大", None),
        ] {
            assert_eq!(rank_of_kind(word), wanted, "{word}");
        }
    }

    #[test]
    fn names_keep_the_bracket_that_closes_one_of_theirs() {
        for (behind, name) in [
            (" (Critical)", "Critical"),
            (" — Critical", "Critical"),
            (" / P1 (Critical)", "P1 (Critical)"),
            (": Critical (all hands).", "Critical (all hands)"),
            ("（重大）", "重大"),
            (" — 重大（全員）", "重大（全員）"),
            (" — **", ""),
            (" (a) b)", "a) b"),
        ] {
            assert_eq!(bare_name(behind), name, "{behind}");
        }
    }

    #[test]
    fn other_ids_are_no_name() {
        for (behind, name, aliases) in [
            (" / P1 (Critical)", "Critical", &["P1"][..]),
            (" – SEV-1", "", &["SEV-1"]),
            (" (P1)", "", &["P1"]),
            (" (P1): Critical (all hands)", "Critical (all hands)", &["P1"]),
            (" (P1/S1) — Critical", "Critical", &["P1", "S1"]),
            (" = Sev 1, P1", "", &["Sev 1", "P1"]),
            (" or P1: Down", "Down", &["P1"]),
            (" (formerly P1)", "", &["P1"]),
            (" (Formerly P1 or S1)", "", &["P1", "S1"]),
            (" または P1", "", &["P1"]),
            ("またはP1", "", &["P1"]),
            (" または　P1 または S1：全停止", "全停止", &["P1", "S1"]),
            (" (旧 P2)", "", &["P2"]),
            ("（旧 P2、旧 S2）", "", &["P2", "S2"]),
            (" 重大（旧 P2 または S2）", "重大", &["P2", "S2"]),
            (" Critical (P1)", "Critical", &["P1"]),
            (" Critical (P1 / S1)", "Critical", &["P1", "S1"]),
            (": Critical / P1", "Critical", &["P1"]),
            ("（P1）重大", "重大", &["P1"]),
            ("／P1／緊急", "緊急", &["P1"]),
            // A range, a sentence, a word, what is none.
            (" (P3-P5)", "P3-P5", &[]),
            (" (P3–P5)", "P3–P5", &[]),
            (" — P1 alerts fire", "P1 alerts fire", &[]),
            (" (pages P1)", "pages P1", &[]),
            (" (Tier 1)", "Tier 1", &[]),
            (" (High)", "High", &[]),
            (" — a name that is much too long for what people call a level", "", &[]),
        ] {
            let (found, others) = called(behind, 40);
            assert_eq!(
                (found.as_deref().unwrap_or_default(), others.iter().map(String::as_str).collect::<Vec<_>>()),
                (name, aliases.to_vec()),
                "{behind}"
            );
        }
    }
}
