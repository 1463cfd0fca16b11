//! Answers with boxes in one line: `[ ] Yes [x] No`, `☐ 有 ☑ 無`.

const OPEN: [&str; 3] = ["[ ]", "☐", "⬜"];
const TICKED: [&str; 4] = ["[x]", "[X]", "☑", "☒"];

/// The answer whose box is ticked, where a text is answers with boxes. `Some(None)` where none is, or more than one.
#[must_use]
pub fn ticked(text: &str) -> Option<Option<&str>> {
    let mut rest = text.trim_start();
    let (mut found, mut boxes) = (vec![], 0);
    while let Some((is_ticked, behind)) = box_at(rest) {
        boxes += 1;
        let end = behind
            .char_indices()
            .map(|(at, _)| at)
            .find(|at| behind.get(*at..).is_some_and(|rest| box_at(rest).is_some()));
        let (answer, next) = behind.split_at_checked(end.unwrap_or(behind.len()))?;
        if is_ticked {
            found.push(answer.trim().trim_end_matches(['/', ',', '、', '・', '|', ' ']));
        }
        rest = next;
    }
    let one = match found.as_slice() {
        [one] if !one.is_empty() => Some(*one),
        _ => None,
    };
    (boxes > 1).then_some(one)
}

/// The box at the start of a text, whether it is ticked, and what stands behind it.
fn box_at(text: &str) -> Option<(bool, &str)> {
    if !text.starts_with(['[', '☐', '⬜', '☑', '☒']) {
        return None;
    }
    let behind = |signs: &[&str]| signs.iter().find_map(|sign| text.strip_prefix(sign));
    behind(&OPEN).map(|rest| (false, rest)).or_else(|| behind(&TICKED).map(|rest| (true, rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_with_boxes() {
        for (text, wanted) in [
            ("[ ] Yes [x] No", Some(Some("No"))),
            ("[X] Yes / [ ] No", Some(Some("Yes"))),
            ("☐ 有 ☑ 無", Some(Some("無"))),
            ("[ ] Yes [ ] No", Some(None)),
            ("[x] Yes [x] No", Some(None)),
            ("[x] Yes", None),
            ("Yes [x] No", None),
            ("Yes", None),
        ] {
            assert_eq!(ticked(text), wanted, "{text}");
        }
    }
}
