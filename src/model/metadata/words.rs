//! The words of a value in the body, without its markup.

use std::ops::Range;

use crate::model::escapes::escaped;
use crate::model::grammar::doubt::takes_back;
use crate::source::span::Span;
use crate::source::text::Text;

/// A value without markup, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Where they stand: without the marks at either end.
    pub span: Span,
}

/// The words that stand in a place.
#[must_use]
pub fn words(text: &Text, place: Span) -> Words {
    let raw = text.slice(place);
    let is_mark = |letter: char| letter.is_whitespace() || matches!(letter, '*' | '`' | '_' | '\\');
    let mut start = raw.len() - raw.trim_start_matches(is_mark).len();
    // A backslash that keeps a sign from being markup is none.
    let before = raw.get(..start).unwrap_or_default();
    if before.ends_with('\\') && raw.get(start - 1..).and_then(escaped).is_some() {
        start -= 1;
    }
    let inner = raw.get(start..).unwrap_or_default().trim_end_matches(is_mark);
    let from = place.start as usize + start;
    let span = if inner.is_empty() { place } else { Span::new(from, from + inner.len()) };
    let is_code = raw.get(..start).unwrap_or_default().matches('`').count() % 2 == 1;
    Words { text: without_markup(inner, is_code), span }
}

/// The words that stand in a place, with a comma for each `<br>`.
#[must_use]
pub fn words_in_lines(text: &Text, place: Span) -> Words {
    let whole = words(text, place);
    let raw = text.slice(place);
    let breaks = raw.match_indices('<').filter_map(|(at, _)| Some((at, line_break(raw.get(at..)?)?)));
    let mut parts = vec![];
    let mut from = 0;
    for (at, rest) in breaks {
        parts.push(words(text, Span::new(place.start as usize + from, place.start as usize + at)).text);
        from = raw.len() - rest.len();
    }
    if parts.is_empty() {
        return whole;
    }
    parts.push(words(text, Span::new(place.start as usize + from, place.end as usize)).text);
    parts.retain(|part| !part.is_empty());
    Words { text: parts.join(", "), ..whole }
}

/// Where a line is struck through, with the marks: `~~SEV-1~~`.
#[must_use]
pub fn struck(line: &str) -> Vec<Range<usize>> {
    const MARK: &str = "~~";
    let mut found = vec![];
    let mut at = 0;
    while let Some(from) = line.get(at..).and_then(|rest| rest.find(MARK)).map(|from| at + from) {
        let inside = from + MARK.len();
        let Some(length) = line.get(inside..).and_then(|rest| rest.find(MARK)) else { break };
        at = inside + length + MARK.len();
        found.push(from..at);
    }
    found
}

/// A level that the title of a document begins with, or ends with in brackets: `[SEV-3] …`, `SEV-2: …`.
#[must_use]
pub fn level_in_title(title: &str) -> Option<Range<usize>> {
    let (level, behind) = first_level(title)?;
    let other = behind.trim_start().trim_start_matches(['/', '|', '→', '&']).trim_start();
    let is_one = other == behind.trim_start() || first_level(other).is_none();
    is_one.then_some(level)
}

/// The level that a text begins with, and what stands behind it.
fn first_level(text: &str) -> Option<(Range<usize>, &str)> {
    let start = text.len() - text.trim_start_matches(|sign: char| !sign.is_alphanumeric()).len();
    let rest = text.get(start..)?;
    let upper = rest.get(..rest.len().min(8)).unwrap_or_default();
    let after = ["SEV", "Sev", "sev"].iter().find_map(|word| upper.strip_prefix(word))?;
    let number = after.trim_start_matches([' ', '-', '\\']);
    let digits = number.len() - number.trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
    let length = "SEV".len() + (after.len() - number.len()) + digits;
    let behind = rest.get(length..).unwrap_or_default();
    let ends = !behind.starts_with(char::is_alphanumeric);
    ((1..=2).contains(&digits) && ends).then_some((start..start + length, behind))
}

/// The levels that texts explain, where that is what all of them do: `SEV-1: all down`, `P2 – part of it`. What follows one level,
/// as `SEV-2` and `Reason: …`, is something else.
#[must_use]
pub fn explained_levels<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Vec<&'t str>> {
    let mut levels: Vec<&str> = vec![];
    for text in texts {
        let text = text.trim_start_matches(|sign: char| !sign.is_alphanumeric());
        let end = text.find([':', '：', '–', '—', '=', '(', '（']).or_else(|| text.find(" - "))?;
        let level = text.get(..end)?.trim_end_matches(['*', '_', '`', ' ']);
        if !may_name_a_level(level) || levels.contains(&level) || levels.len() == MOST_LEVELS {
            return None;
        }
        levels.push(level);
    }
    (levels.len() > 1).then_some(levels)
}

/// More than a table has.
const MOST_LEVELS: usize = 12;

/// Whether a text is a word with a number, or one of the words that levels are called by.
#[must_use]
pub fn may_name_a_level(head: &str) -> bool {
    const WORDS: [&str; 20] = [
        "critical",
        "blocker",
        "severe",
        "high",
        "major",
        "significant",
        "medium",
        "moderate",
        "minor",
        "low",
        "cosmetic",
        "trivial",
        "negligible",
        "重大",
        "致命的",
        "高",
        "中",
        "低",
        "軽微",
        "小",
    ];
    let letters = head.trim_end_matches(|last: char| last.is_ascii_digit() || matches!(last, '０'..='９'));
    let digits = head.get(letters.len()..).unwrap_or_default();
    let name = letters.trim_end_matches(['-', ' ', '_', '\\']);
    if digits.is_empty() {
        return WORDS.iter().any(|word| word.eq_ignore_ascii_case(head));
    }
    digits.chars().count() <= 2 && name.chars().all(char::is_alphabetic) && name.chars().count() <= 8
}

/// How far a value is looked at for the end of its first sentence, in bytes.
const LONGEST: usize = 1024;

/// Words that begin a sentence which says otherwise than the one before.
const TURNS: [&str; 9] =
    ["however", "but", "although", "though", "actually", "correction", "update", "not", "really"];

/// The first sentence of a value that goes on, unless the next one takes it back: the answer to a label comes first.
#[must_use]
pub fn first_sentence(text: &str) -> Option<&str> {
    let text = text.get(..text.floor_char_boundary(LONGEST))?;
    let ends = text.char_indices().filter_map(|(at, letter)| {
        let after = at + letter.len_utf8();
        let rest = text.get(after..)?;
        let ends = match letter {
            '。' => true,
            '.' => rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase),
            ';' => rest.starts_with(' '),
            _ => false,
        };
        ends.then_some((at, rest.trim_start()))
    });
    // A sign within brackets ends no sentence.
    let depth = |head: &str| head.matches(['(', '（']).count() == head.matches([')', '）']).count();
    let (first, rest) =
        ends.filter_map(|(at, rest)| Some((text.get(..at)?, rest))).find(|(first, _)| depth(first))?;
    let word = rest.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let turns = TURNS.iter().any(|turn| turn.eq_ignore_ascii_case(word)) || rest.starts_with("実際");
    // `。うち…` says more of the same.
    let goes_on = rest.starts_with("うち") || !takes_back(rest);
    (!rest.is_empty() && !turns && goes_on).then_some(first)
}

/// The text without comments, emphasis, code marks, tags and the destinations of links. In code a backslash is one.
fn without_markup(text: &str, mut is_code: bool) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let (mut closing, mut ending) = (Next::of(']', text), Next::of(')', text));
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if let Some(after) = rest.strip_prefix("**").or_else(|| rest.strip_prefix('`')) {
            is_code ^= letter == '`';
            rest = after;
            continue;
        }
        if letter == '\\'
            && !is_code
            && let Some(sign) = escaped(rest)
        {
            plain.push(sign);
            rest = rest.get(letter.len_utf8() + sign.len_utf8()..).unwrap_or_default();
            continue;
        }
        let at = text.len() - rest.len();
        if letter == '['
            && let Some(close) = closing.behind(at + 1)
            && text.get(close + 1..).is_some_and(|after| after.starts_with('('))
            && let Some(end) = ending.behind(close + 1)
            && let (Some(inside), Some(after)) = (text.get(at + 1..close), text.get(end + 1..))
        {
            plain.push_str(inside);
            rest = after;
            continue;
        }
        if let Some(after) = line_break(rest) {
            plain.push(' ');
            rest = after;
            continue;
        }
        plain.push(letter);
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands behind `<br>`, in its spellings.
fn line_break(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    let name = inner.get(..2)?;
    let end = inner.bytes().take(5).position(|byte| byte == b'>')?;
    name.eq_ignore_ascii_case("br").then(|| inner.get(end + 1..)).flatten()
}

/// Where a sign stands next. It is looked for once, however often it is asked for.
struct Next<'t> {
    sign: char,
    text: &'t str,
    found: Option<usize>,
}

impl<'t> Next<'t> {
    fn of(sign: char, text: &'t str) -> Self {
        Self { sign, text, found: text.find(sign) }
    }

    /// From here on; places come in their order.
    fn behind(&mut self, from: usize) -> Option<usize> {
        if self.found.is_some_and(|found| found < from) {
            self.found = self.text.get(from..)?.find(self.sign).map(|at| from + at);
        }
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_that_are_explained() {
        for (texts, wanted) in [
            (
                &["SEV-1: all down", "**SEV-2: part down** ←", "SEV-3 – slow"][..],
                Some("SEV-1 | SEV-2 | SEV-3"),
            ),
            (&["`P1` (all)", "`P2` (some)"], Some("P1 | P2")),
            (&["Critical: all", "Minor: some"], Some("Critical | Minor")),
            (&["重大：全社", "軽微：一部"], Some("重大 | 軽微")),
            (&["SEV-2: since noon", "Reason: checkout down"], None),
            (&["SEV-2: since noon"], None),
            (&["SEV-2", "Major: no"], None),
            (&["SEV-2: at first", "SEV-2: at the end"], None),
        ] {
            let found = explained_levels(texts.iter().copied()).map(|levels| levels.join(" | "));
            assert_eq!(found.as_deref(), wanted, "{texts:?}");
        }
    }

    #[test]
    fn what_is_struck_through() {
        for (line, wanted) in [
            ("~~**Severity:** SEV-1~~ and", &["~~**Severity:** SEV-1~~"][..]),
            ("a ~~b~~ c ~~d~~", &["~~b~~", "~~d~~"]),
            ("a ~~b", &[]),
            ("a ~b~", &[]),
        ] {
            let found: Vec<&str> = struck(line).into_iter().filter_map(|range| line.get(range)).collect();
            assert_eq!(found, wanted, "{line}");
        }
    }

    #[test]
    fn very_many_brackets_take_no_minutes() {
        let begun = std::time::Instant::now();
        for raw in ["[", "[](x ", "[a]( ", "< ", "[a](b) ", "[ ] "] {
            let text = Text::new("a.md", raw.repeat(100_000));
            let found = words(&text, Span::new(0, text.as_str().len())).text;
            assert_eq!(found.starts_with("a a"), raw == "[a](b) ", "{raw}");
        }
        assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    }

    #[test]
    fn words_have_no_markup() {
        for (raw, wanted) in [
            ("**SEV-2** (proposed)", "SEV-2 (proposed)"),
            ("`SEV-2`", "SEV-2"),
            ("_high_", "high"),
            ("[SEV-2](../SEV.md#sev-2) <br/> since noon", "SEV-2 since noon"),
            ("SEV-2 <!-- SEV-1 to SEV-4 -->", "SEV-2"),
            ("<!-- fill in -->", ""),
            ("in_progress", "in_progress"),
            (r"SEV\-2", "SEV-2"),
            (r"2026\-03\-04 22:40 UTC", "2026-03-04 22:40 UTC"),
            (r"\$12\,500", "$12,500"),
            (r"1,300\+", "1,300+"),
            (r"\[SEV-2\](x)", "[SEV-2](x)"),
            (r"`a\-b` a\b", r"a\-b a\b"),
            ("", ""),
        ] {
            let text = Text::new("a.md", raw);
            assert_eq!(words(&text, Span::new(0, raw.len())).text, wanted, "{raw}");
        }
    }

    #[test]
    fn first_sentences() {
        for (text, wanted) in [
            ("約40分（ログ。停止）。潜伏期間は6日間", Some("約40分（ログ。停止）")),
            ("0 (CI only). Production was fine.", Some("0 (CI only)")),
            ("1.5 hours", None),
            ("40 minutes.", None),
            ("1 hour. However, the queue took a day.", None),
            ("約1時間。ただし配信は翌日まで", None),
        ] {
            assert_eq!(first_sentence(text), wanted, "{text}");
        }
    }

    #[test]
    fn levels_in_titles() {
        for (title, wanted) in [
            ("[SEV-3] Imports are late", Some("SEV-3")),
            ("SEV2: Imports are late", Some("SEV2")),
            ("sev 1 - all down", Some("sev 1")),
            (r"\[SEV\-3\] Imports are late", Some(r"SEV\-3")),
            ("Severity of imports", None),
            ("Several imports are late", None),
            ("SEV-1 / SEV-2 drill", None),
            ("SEV-1 | SEV-2 | SEV-3", None),
            ("SEV-3rd party", None),
            ("Imports are late", None),
        ] {
            assert_eq!(level_in_title(title).and_then(|range| title.get(range)), wanted, "{title}");
        }
    }
}
