//! The level that a declared text begins with, before it is known which levels there are: `SEV-2 (proposed)`, `🔴 Critical`.

/// The longest word for a level, in letters.
const LONGEST: usize = 24;

/// The words a text begins with, if they may name a level: letters with a number, or up to three words. None of a sentence, of
/// a template left over (`SEV-1 | SEV-2`), and of what says that nothing is known.
#[must_use]
pub fn level_word(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    if text.contains('|') || crate::model::grammar::unknown::is_unknown(text.trim()) {
        return None;
    }
    if let Some(end) = numbered_end(text) {
        return text.get(..end);
    }
    let end = text
        .find(['(', '（', ',', '、', '。', ':', '：', ';', '/', '—', '–', '*', '[', '\n'])
        .unwrap_or(text.len());
    let end = text.find(" - ").map_or(end, |dash| dash.min(end));
    let word = text.get(..end)?.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let is_short = word.chars().count() <= LONGEST && word.split_whitespace().count() <= 3;
    (is_short && word.chars().any(char::is_alphabetic)).then_some(word)
}

/// Letters and a number, perhaps with a sign between them: `sev2`, `SEV-2`, `P 1`, `重大度 3`.
#[must_use]
pub fn numbered(word: &str) -> Option<(String, u32)> {
    let end = numbered_end(word)?;
    let word = word.get(..end)?;
    let digits = word.len() - word.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let (letters, number) = word.split_at_checked(word.len() - digits)?;
    let letters = letters.trim_end_matches(['-', '_', ' ']).to_lowercase();
    Some((letters, number.parse().ok()?))
}

fn numbered_end(text: &str) -> Option<usize> {
    let letters = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    let rest = text.get(letters..)?;
    let digits_at = rest.len() - rest.trim_start_matches(['-', '_', ' ']).len();
    let digits = rest.get(digits_at..)?;
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    let ends = digits.get(count..)?.chars().next().is_none_or(|next| !next.is_ascii_alphanumeric());
    let is_level = (1..=2).contains(&count) && ends && digits_at <= 1 && letters > 0;
    (is_level && text.get(..letters)?.chars().count() <= 8).then_some(letters + digits_at + count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_level() {
        for (text, wanted) in [
            ("SEV-2 (proposed: one customer)", Some("SEV-2")),
            ("SEV-3（提案。…）", Some("SEV-3")),
            ("sev2", Some("sev2")),
            ("P1 Critical", Some("P1")),
            ("🔴 Critical", Some("Critical")),
            ("**Critical** - Complete or major outage", Some("Critical")),
            ("SEV 1 — prod fully unavailable", Some("SEV 1")),
            ("down", Some("down")),
            ("major outage", Some("major outage")),
            ("重大", Some("重大")),
            ("SEV-1 | SEV-2 | SEV-3", None),
            ("Complete service outage for everybody", None),
            ("unknown", None),
            ("TBD", None),
            ("", None),
        ] {
            assert_eq!(level_word(text), wanted, "{text}");
        }
        assert_eq!(numbered("SEV-2"), Some(("sev".to_owned(), 2)));
        assert_eq!(numbered("P 10"), Some(("p".to_owned(), 10)));
        assert_eq!(numbered("Critical"), None);
    }
}
