//! Yes and no in a severity table for people, in words and in signs.

/// What stands for yes in a column of yes and no, in lower case.
const YES: &[&str] = &["yes", "y", "true", "はい", "あり", "有り", "有", "○", "〇", "◯", "✓", "✔", "✅", "☑"];
/// What stands for no.
const NO: &[&str] =
    &["no", "n", "false", "none", "いいえ", "なし", "無し", "無", "×", "✕", "✖", "✗", "✘", "❌", "影響なし"];

/// What a cell says, where it is yes or no and nothing else.
pub(super) fn flag(cell: &str) -> Option<bool> {
    let bare = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, '*' | '_' | '`' | '.' | '。' | '!' | '\u{fe0e}' | '\u{fe0f}')
    };
    let cell = cell.trim_matches(bare).to_lowercase();
    if YES.contains(&cell.as_str()) {
        return Some(true);
    }
    NO.contains(&cell.as_str()).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no() {
        for (cell, wanted) in [
            ("Yes", Some(true)),
            ("**NO**", Some(false)),
            ("あり", Some(true)),
            ("なし", Some(false)),
            ("○", Some(true)),
            ("×", Some(false)),
            ("✔\u{fe0f}", Some(true)),
            ("–", None),
            ("x", None),
            // A light says how bad it is.
            ("🔴", None),
            ("🟢", None),
            ("Yes, for all", None),
            ("No data is lost", None),
        ] {
            assert_eq!(flag(cell), wanted, "{cell}");
        }
    }
}
