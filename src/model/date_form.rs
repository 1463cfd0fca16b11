//! The form of a date or a time in the place of one: `YYYY-MM-DD`, `HH:MM`.

/// `YYYY-MM-DD`, `HH:MM`, `20xx-MM-DD HH:mm`, `YYYY-MM-DDTHH:MM:SSZ`.
#[must_use]
pub fn is_date_form(text: &str) -> bool {
    if text.len() > 40 || !text.starts_with(['Y', 'y', 'H', 'h', 'D', 'd', 'M', 'm', '2']) {
        return false;
    }
    let letters = || text.chars().filter(|letter| letter.is_alphabetic());
    let signs = text.chars().all(|letter| {
        letter.is_ascii_digit()
            || matches!(
                letter,
                'Y' | 'M' | 'D' | 'H' | 'S' | 'h' | 'm' | 's' | 'y' | 'd' | 'x' | 'X' | 'T' | 'Z'
            )
            || matches!(letter, '-' | '/' | '.' | ':' | ' ' | '+')
    });
    let has = |form: &str| text.to_ascii_uppercase().contains(form);
    let date = ["YYYY", "20XX", "MM-DD", "MM/DD", "DD/MM", "DD-MM", "HH:MM"].iter().any(|form| has(form));
    signs && date && letters().count() >= 4
}
