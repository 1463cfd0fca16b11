//! Clauses of what stands behind a level, and its brackets.

/// Whether a text says nothing.
pub(super) fn is_blank(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
}

/// Where a clause ends, whatever stands behind.
const CLAUSE_SIGNS: [char; 17] =
    [';', '；', '、', '。', '(', ')', '（', '）', '[', ']', '【', '】', '—', '―', '–', '|', '\n'];

/// The clause that a text ends in.
pub(super) fn last_clause(text: &str) -> &str {
    let begin = text.char_indices().rev().find(|&(at, sign)| ends_clause(text, at, sign));
    begin.and_then(|(at, sign)| text.get(at + sign.len_utf8()..)).unwrap_or(text)
}

/// The clause that a text begins with.
pub(super) fn first_clause(text: &str) -> &str {
    let end = text.char_indices().find(|&(at, sign)| ends_clause(text, at, sign));
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

fn ends_clause(text: &str, at: usize, sign: char) -> bool {
    let next = || text.get(at + sign.len_utf8()..).and_then(|rest| rest.chars().next());
    match sign {
        // `10:30` and `1.5` go on.
        ',' | ':' | '.' => !next().is_some_and(|next| next.is_ascii_digit()),
        '，' | '：' | '!' | '！' | '／' => true,
        '-' | '/' => text.get(..at).is_some_and(|before| before.ends_with(' ')) && next() == Some(' '),
        _ => CLAUSE_SIGNS.contains(&sign),
    }
}

/// How many brackets are open at the end of a text.
pub(super) fn depth(text: &str) -> usize {
    text.chars().fold(0, |depth, letter| match letter {
        '(' | '（' | '[' | '【' | '「' => depth + 1,
        ')' | '）' | ']' | '】' | '」' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// What stands in the brackets that a text begins with, and what stands behind them.
pub(super) fn remark(text: &str) -> Option<(&str, &str)> {
    text.trim_start().strip_prefix(['(', '（', '[', '【'])?.split_once([')', '）', ']', '】'])
}
