//! The form of a date or a time in the place of one: `YYYY-MM-DD`, `HH:MM`.

/// What the form of a date or a time begins with.
pub const BEGINS_DATE: [char; 9] = ['Y', 'y', 'H', 'h', 'D', 'd', 'M', 'm', '2'];

/// `YYYY-MM-DD`, `HH:MM`, `20xx-MM-DD HH:mm`, `YYYY-MM-DDTHH:MM:SSZ`.
#[must_use]
pub fn is_date_form(text: &str) -> bool {
    if text.len() > 40 || !text.starts_with(BEGINS_DATE) {
        return false;
    }
    // Most of what begins like one is a date: of letters it has a `T` and a `Z` at most.
    if text.chars().filter(|letter| letter.is_alphabetic()).count() < 4 {
        return false;
    }
    let signs = text.chars().all(|letter| {
        letter.is_ascii_digit()
            || matches!(
                letter,
                'Y' | 'M' | 'D' | 'H' | 'S' | 'h' | 'm' | 's' | 'y' | 'd' | 'x' | 'X' | 'T' | 'Z'
            )
            || matches!(letter, '-' | '/' | '.' | ':' | ' ' | '+')
    });
    if !signs {
        return false;
    }
    let upper = text.to_ascii_uppercase();
    ["YYYY", "20XX", "MM-DD", "MM/DD", "DD/MM", "DD-MM", "HH:MM"].iter().any(|form| upper.contains(form))
}
