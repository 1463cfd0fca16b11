//! What a level is called beside its id: `SEV1 / P1 (Critical)` has another id and a name.

use super::level_word::{level_word, numbered};

/// Letters that a number makes a level of, in lower case.
const LETTERS: [&str; 10] =
    ["sev", "severity", "p", "s", "priority", "level", "重大度", "深刻度", "レベル", "障害レベル"];
/// Words before another id.
const ALSO: [&str; 7] = ["or ", "aka ", "a.k.a. ", "also ", "formerly ", "または", "旧"];
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
