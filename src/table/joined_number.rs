//! Numbers that are joined to a level, as in `SEV-2-3` and `SEV-1〜3`.

/// A sign between a level and a number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// One that joins numbers where it stands right before one: `2-3`.
    Joint,
    /// A comma, a long dash or a word: what stands behind it is as often a reason.
    Word,
}

/// The sign at the start that may join a number to a level, and what stands behind it.
pub(super) fn joint(text: &str) -> Option<(Sign, &str)> {
    let spaced = text.trim_start();
    let marks = |letter: char| is_hyphen(letter) || matches!(letter, '_' | '~' | '〜' | '～' | '…' | 'ー');
    if let Some(after) = spaced.strip_prefix(marks) {
        return Some((Sign::Joint, after));
    }
    if let Some(after) = spaced.strip_prefix("..") {
        return Some((Sign::Joint, after.trim_start_matches('.')));
    }
    let after = spaced.strip_prefix(['—', '―', ',', '，', '、', '&', '＆', '・', '+']).or_else(|| {
        ["and ", "or ", "to ", "から", "または", "および", "と"]
            .iter()
            .find_map(|word| spaced.strip_prefix(word))
    })?;
    Some((Sign::Word, after))
}

/// Whether a letter is a hyphen, in whatever script.
pub(super) fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '‐' | '‑' | '–' | '−' | '－')
}

/// Whether a letter may part a number from its fraction.
pub(super) fn is_point(letter: char) -> bool {
    matches!(letter, '.' | ',' | '．' | '，')
}

/// The value of a digit, in whatever width.
pub(super) fn digit(letter: char) -> Option<u32> {
    match letter {
        '０'..='９' => Some(u32::from(letter) - u32::from('０')),
        _ => letter.to_digit(10),
    }
}

/// The whole number at the start, and what stands behind it.
pub(super) fn number_at(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|letter| digit(letter).is_none()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    if digits.is_empty() {
        return None;
    }
    // A number too large for a level names none.
    let number = digits
        .chars()
        .filter_map(digit)
        .try_fold(0_u32, |number, digit| number.checked_mul(10).and_then(|tens| tens.checked_add(digit)));
    Some((number.unwrap_or(u32::MAX), rest))
}

/// Whether a list of numbers ends before this text: it is no `3 customers` and no `10:30`.
pub(super) fn ends_list(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with(['(', '（', '[', ';', '；', ',', '、', '。', '—']) || rest == "."
}

/// Whether a number before this text counts something: it is followed by a space and a word.
pub(super) fn is_of_things(rest: &str) -> bool {
    rest.strip_prefix(char::is_whitespace)
        .is_some_and(|rest| rest.trim_start().starts_with(char::is_alphabetic))
}
