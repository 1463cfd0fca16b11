//! What people write in tests with brackets, and YAML takes for lists of its own.

use std::ops::Range;

/// `[10%..50%)` or `(10%..50%]`: brackets that close with another.
pub(super) fn interval(line: &str) -> Option<Range<usize>> {
    // A line may be long, and nobody writes more than a few.
    line.match_indices("..").take(8).find_map(|(dots, _)| {
        let start = line.get(..dots)?.rfind(['[', '('])?;
        let end = dots + line.get(dots..)?.find([']', ')'])?;
        let ends = (line.as_bytes().get(start)?, line.as_bytes().get(end)?);
        matches!(ends, (b'[', b')') | (b'(', b']')).then_some(start..end + 1)
    })
}

/// Where the test begins that a list stands in: `all of `, `none of `, `not `.
pub(super) fn list_in_a_test(before: &str) -> Option<usize> {
    let test = before.trim_end();
    ["all of", "any of", "none of", "not"]
        .iter()
        .filter(|words| test.ends_with(*words))
        .map(|words| test.len() - words.len())
        .find(|start| test.get(..*start).is_some_and(|before| before.ends_with([' ', ':', '{'])))
}
