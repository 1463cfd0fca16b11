//! Edits made in a text: several fixes at once, as far as they do not touch one another.

use crate::diagnostic::diagnostic::{Edit, Fix};
use crate::source::in_order::InOrder;

/// The fixes, by their indices, that can be made together, the first of two that touch one another; and the text with
/// them made. None if there is none, or an edit does not fit the text.
#[must_use]
pub fn made(text: &str, fixes: &[&Fix]) -> Option<(String, Vec<usize>)> {
    let mut order: Vec<usize> = (0..fixes.len()).collect();
    order.order_by_key(|index| fixes.get(*index).and_then(|fix| fix.edits.first().map(place)));
    let mut taken: Vec<usize> = vec![];
    let mut edits: Vec<&Edit> = vec![];
    for index in order {
        let Some(fix) = fixes.get(index).filter(|fix| !fix.edits.is_empty()) else { continue };
        if fix.edits.iter().all(|edit| edits.iter().all(|other| !touch(edit, other))) {
            edits.extend(&fix.edits);
            taken.push(index);
        }
    }
    if taken.is_empty() {
        return None;
    }
    // Stable: what is inserted in one place stays in the order of the fixes.
    edits.order_by_key(|edit| place(edit));
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let (start, end) = place(edit);
        new.push_str(text.get(at..start)?);
        new.push_str(&edit.text);
        at = end;
    }
    new.push_str(text.get(at..)?);
    Some((new, taken))
}

fn place(edit: &Edit) -> (usize, usize) {
    (edit.start.offset as usize, edit.end.offset as usize)
}

/// Whether two edits cannot be made together. Different texts may be inserted in one place; the same text twice is one
/// too many.
fn touch(one: &Edit, other: &Edit) -> bool {
    let ((start, end), (other_start, other_end)) = (place(one), place(other));
    match (start == end, other_start == other_end) {
        (true, true) => start == other_start && one.text == other.text,
        (false, false) => start < other_end && other_start < end,
        _ => start <= other_end && other_start <= end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::diagnostic::Applicability;
    use crate::source::span::Span;
    use crate::source::text::Text;

    fn fix(text: &Text, edits: &[(usize, usize, &str)]) -> Fix {
        let edit =
            |(start, end, with): &(usize, usize, &str)| Edit::replace(text, Span::new(*start, *end), *with);
        Fix {
            applicability: Applicability::Safe,
            message: String::new(),
            edits: edits.iter().map(edit).collect(),
        }
    }

    #[test]
    fn fixes_that_touch_are_left_for_later() {
        let text = Text::new("a.md", "0123456789");
        for (fixes, wanted, taken) in [
            (vec![vec![(0, 1, "a")], vec![(1, 2, "b")]], "ab23456789", vec![0, 1]),
            (vec![vec![(4, 6, "x")], vec![(0, 5, "y")]], "y56789", vec![1]),
            (vec![vec![(0, 1, ""), (8, 9, "")], vec![(8, 10, "z")]], "12345679", vec![0]),
            (vec![vec![(3, 3, "a")], vec![(3, 3, "b")]], "012ab3456789", vec![0, 1]),
            (vec![vec![(3, 3, "a")], vec![(3, 3, "a")]], "012a3456789", vec![0]),
            (vec![vec![(3, 3, "a")], vec![(3, 4, "b")]], "012a3456789", vec![0]),
            (vec![vec![(2, 3, "a")], vec![(3, 3, "b")]], "01a3456789", vec![0]),
        ] {
            let fixes: Vec<Fix> = fixes.iter().map(|edits| fix(&text, edits)).collect();
            let fixes: Vec<&Fix> = fixes.iter().collect();
            assert_eq!(made(text.as_str(), &fixes), Some((wanted.to_owned(), taken)), "{fixes:?}");
        }
        assert_eq!(made("0", &[]), None);
        assert_eq!(made("0", &[&fix(&text, &[(4, 6, "x")])]), None, "it does not fit the text");
    }
}
