//! The cells of a row of a table, where a bar stands in code: the format splits a row there all the same, and those who
//! write `a || b` do not mean it.

use std::collections::BTreeMap;
use std::ops::Range;

/// The cells between the bars of a row that stand in no code, without the blanks around them.
#[must_use]
pub fn cells_beside_code(row: &str) -> Vec<Range<usize>> {
    let end = row.trim_end().len();
    let start = end - row.get(..end).unwrap_or_default().trim_start().len();
    let bytes = row.as_bytes();
    let mut bars = vec![];
    let mut runs: Option<BTreeMap<usize, usize>> = None;
    let mut at = start;
    while at < end {
        match bytes.get(at) {
            Some(b'\\') => at += 2,
            Some(b'|') => {
                bars.push(at);
                at += 1;
            }
            Some(b'`') => {
                at = behind_code(bytes, at, end, runs.get_or_insert_with(|| last_runs(bytes, at, end)));
            }
            _ => at += 1,
        }
    }
    // The bars at both ends are optional.
    let first = if bars.first() == Some(&start) { bars.remove(0) + 1 } else { start };
    let last = if bars.last() == Some(&(end.max(1) - 1)) { bars.pop().unwrap_or(end) } else { end };
    let starts = std::iter::once(first).chain(bars.iter().map(|bar| bar + 1));
    let ends = bars.iter().copied().chain([last]);
    starts.zip(ends).map(|(start, end)| trimmed(row, start..end)).collect()
}

/// Where the code ends that begins at a backtick; behind the backticks where it never does. `last` says where the last run of so
/// many backticks begins.
fn behind_code(bytes: &[u8], at: usize, end: usize, last: &BTreeMap<usize, usize>) -> usize {
    let length = run(bytes, at, end);
    let mut behind = at + length;
    if last.get(&length).is_none_or(|last| *last < behind) {
        return behind;
    }
    while behind < end {
        match run(bytes, behind, end) {
            0 => behind += 1,
            other if other == length => return behind + other,
            other => behind += other,
        }
    }
    at + length
}

/// How many backticks stand in a row.
fn run(bytes: &[u8], at: usize, end: usize) -> usize {
    bytes.get(at..end).unwrap_or_default().iter().take_while(|byte| **byte == b'`').count()
}

/// Where the last run of each length begins.
fn last_runs(bytes: &[u8], start: usize, end: usize) -> BTreeMap<usize, usize> {
    let mut last = BTreeMap::new();
    let mut at = start;
    while at < end {
        let length = run(bytes, at, end);
        if length > 0 {
            last.insert(length, at);
        }
        at += length.max(1);
    }
    last
}

fn trimmed(row: &str, cell: Range<usize>) -> Range<usize> {
    let text = row.get(cell.clone()).unwrap_or_default();
    let end = cell.start + text.trim_end().len();
    let start = end - text.trim_end().trim_start().len();
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn very_many_backticks_take_no_minutes() {
        let begun = std::time::Instant::now();
        assert_eq!(cells_beside_code(&format!("| a {} b |", "\\``".repeat(100_000))).len(), 1);
        let runs = (1..1_500).map(|length| "`".repeat(length)).collect::<Vec<_>>().join(" ");
        assert_eq!(cells_beside_code(&format!("| {runs} | b |")).len(), 2);
        assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    }

    #[test]
    fn bars_in_code_split_nothing() {
        for (row, cells) in [
            ("| a | `b || c` | d |", vec!["a", "`b || c`", "d"]),
            ("a | ``b ` | `` | ", vec!["a", "``b ` | ``"]),
            ("| a \\| b | ` c |", vec!["a \\| b", "` c"]),
            ("|| `x` |", vec!["", "`x`"]),
            ("| ` | ` | `", vec!["` | `", "`"]),
            ("|", vec![""]),
            ("", vec![""]),
            ("復 | `旧|旧` |", vec!["復", "`旧|旧`"]),
        ] {
            let found: Vec<&str> =
                cells_beside_code(row).into_iter().map(|cell| row.get(cell).unwrap_or("OUT")).collect();
            assert_eq!(found, cells, "{row:?}");
        }
    }
}
