//! Several answers to one label: `06:49 (first)／06:55 (for good)`, `feeds: 17 h. Search: 40 min`. Nobody says which of
//! them the label asks for, so that either may be meant.

/// How many answers are looked at.
const MOST: usize = 8;

/// How far a text is looked at, in bytes.
const LONGEST: usize = 1024;

/// The longest name of an answer, in bytes: longer ones are sentences.
const LONGEST_NAME: usize = 120;

/// What stands between two answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Between {
    /// The end of a sentence.
    Sentences,
    /// That, or a slash.
    Slashes,
    /// That, or a Japanese comma.
    Commas,
}

/// The parts of a text that may each be an answer; brackets and code are not taken apart.
#[must_use]
pub fn parts(text: &str, between: Between) -> Vec<&str> {
    let text = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default();
    let mut found = vec![];
    let (mut start, mut depth, mut code) = (0, 0_usize, false);
    for (at, letter) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        match letter {
            '`' => code = !code,
            '(' | '（' | '[' | '「' => depth += 1,
            ')' | '）' | ']' | '」' => depth = depth.saturating_sub(1),
            _ if depth > 0 || code => {}
            _ => {
                let Some(length) = separator(rest, between) else { continue };
                found.push(text.get(start..at).unwrap_or_default().trim());
                start = at + length;
            }
        }
        if found.len() == MOST {
            break;
        }
    }
    found.push(text.get(start..).unwrap_or_default().trim());
    found.retain(|part| !part.is_empty() && *part != ".");
    found
}

fn separator(rest: &str, between: Between) -> Option<usize> {
    let first = rest.chars().next()?;
    let is_one = match first {
        '。' => true,
        '／' => between >= Between::Slashes,
        '、' => between == Between::Commas,
        '.' => rest.strip_prefix(". ").is_some_and(|next| next.starts_with(char::is_uppercase)),
        ';' => rest.starts_with("; "),
        ' ' if between >= Between::Slashes => return rest.starts_with(" / ").then_some(3),
        _ => false,
    };
    is_one.then_some(first.len_utf8())
}

/// An answer without the name before it: `feeds: 17 h`, `Search down: 40 min`, `実害の発火は 10:52`.
#[must_use]
pub fn without_name(part: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, letter) in part.char_indices() {
        if at > LONGEST_NAME {
            return None;
        }
        match letter {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            // A number in a name could be the answer.
            _ if letter.is_numeric() => return None,
            ':' | '：' | 'は' if at > 0 => {
                let rest = part.get(at + letter.len_utf8()..)?.trim_start();
                return (!rest.is_empty()).then_some(rest);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_apart() {
        for (text, wanted) in [
            ("40 min", vec!["40 min"]),
            ("06:49 (first)／06:55 (for good)", vec!["06:49 (first)", "06:55 (for good)"]),
            ("06:49 / 06:55", vec!["06:49", "06:55"]),
            ("feeds: 17 h. Search: 40 min.", vec!["feeds: 17 h", "Search: 40 min."]),
            ("1.5 h; then nothing", vec!["1.5 h", "then nothing"]),
            ("約17時間（一部。停止）。検索: 約40分", vec!["約17時間（一部。停止）", "検索: 約40分"]),
        ] {
            assert_eq!(parts(text, Between::Slashes), wanted, "{text}");
        }
        assert_eq!(parts("a / b。c／d", Between::Sentences), ["a / b", "c／d"]);
        assert_eq!(parts("潜伏 3h、体感 29 分（A、B）", Between::Commas), ["潜伏 3h", "体感 29 分（A、B）"]);
    }

    #[test]
    fn names_of_answers() {
        for (part, wanted) in [
            ("feeds: 17 h", Some("17 h")),
            ("障害 A (再発): 2026-04-17", Some("2026-04-17")),
            ("実害の発火は2026-07-24 10:52頃", Some("2026-07-24 10:52頃")),
            ("10:20", None),
            ("2 feeds: 17 h", None),
            ("17 h", None),
            ("feeds:", None),
        ] {
            assert_eq!(without_name(part), wanted, "{part}");
        }
    }
}
