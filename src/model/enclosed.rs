//! Parts of a line, and what stands in brackets in it: brackets may stand in others.

/// Where the first part of a text ends: at one of `ends` that stands in no bracket opened before it, or with the line. A
/// bracket that nobody closes is none.
#[must_use]
pub fn end_of_part(text: &str, ends: &[char]) -> usize {
    let line = text.lines().next().unwrap_or_default();
    if !may_have_brackets(line) {
        return line.find(ends).unwrap_or(line.len());
    }
    let mut depth = 0_usize;
    for (at, letter) in line.char_indices() {
        match letter {
            ')' | '）' if depth > 0 => depth -= 1,
            letter if depth == 0 && ends.contains(&letter) => return at,
            '(' | '（' => depth += 1,
            _ => {}
        }
    }
    let open = || line.find(|letter| ends.contains(&letter));
    if depth == 0 { line.len() } else { open().unwrap_or(line.len()) }
}

/// Whether there may be round brackets in a text: most have none, which is seen by their bytes.
#[must_use]
pub fn may_have_brackets(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'(' | b')') || !byte.is_ascii())
}

/// What stands in round brackets, with its offset. Links are none.
pub fn bracketed(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    // Behind the last bracket that closes, none is closed.
    let last = if may_have_brackets(text) { text.rfind([')', '）']) } else { None };
    let pairs = text.get(..last.unwrap_or(0)).unwrap_or_default().match_indices(['(', '（']);
    pairs.filter_map(move |(at, open)| {
        let start = at + open.len();
        let link = text.get(..at).is_some_and(|before| before.ends_with(']'));
        let rest = text.get(start..)?;
        let short = || rest.find([')', '）']).filter(|end| *end <= LONGEST_REMARK);
        let end = closing(rest).or_else(short)?;
        (!link).then_some((start, rest.get(..end)?))
    })
}

/// So many remarks of an item are read: there is a day in one of the first, or in none.
pub const MOST_REMARKS: usize = 10;

/// How long a remark is in which another bracket opens, in bytes.
const LONGEST_REMARK: usize = 1000;

/// What stands in the round brackets around all of a text.
#[must_use]
pub fn unwrapped(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['(', '（'])?;
    let (inner, rest) = inner.split_at_checked(closing(inner)?)?;
    (rest.chars().count() == 1).then_some(inner)
}

/// Where the bracket closes in which a text begins.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    // A remark is short: each bracket is looked at anew.
    text.char_indices().take(400).find_map(|(at, letter)| {
        match letter {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 0 => return Some(at),
            ')' | '）' => depth -= 1,
            _ => {}
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_brackets() {
        for (text, part) in [
            ("a (b, c), d", "a (b, c)"),
            ("a（火））、d", "a（火）"),
            ("a (b, c", "a (b"),
            ("a\nb", "a"),
            ("", ""),
        ] {
            assert_eq!(&text[..end_of_part(text, &[',', ')', '）'])], part, "{text}");
        }
        let inner = |text| bracketed(text).map(|(_, inner)| inner).collect::<Vec<_>>();
        assert_eq!(inner("a (b (c) d) [x](u)"), ["b (c) d", "c"]);
        assert_eq!(unwrapped("(a（b）)"), Some("a（b）"));
        assert_eq!(unwrapped("(a) (b)"), None);
        assert_eq!(inner("a (b (c"), [""; 0]);
        assert_eq!(inner("a (b (c)"), ["b (c", "c"]);
    }
}
