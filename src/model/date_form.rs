//! The form of a date or a time in the place of one: `YYYY-MM-DD`, `HH:MM`.

/// What the form of a date or a time begins with.
pub const BEGINS_DATE: [char; 9] = ['Y', 'y', 'H', 'h', 'D', 'd', 'M', 'm', '2'];

/// `YYYY-MM-DD`, `HH:MM`, `20xx-MM-DD HH:mm`, `YYYY-MM-DDTHH:MM:SSZ`.
#[must_use]
pub fn is_date_form(text: &str) -> bool {
    if text.len() > 40 || !text.starts_with(BEGINS_DATE) {
        return false;
    }
    let mut letters = 0;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'-' | b'/' | b'.' | b':' | b' ' | b'+' => {}
            b'Y' | b'M' | b'D' | b'H' | b'S' | b'h' | b'm' | b's' | b'y' | b'd' | b'x' | b'X' | b'T'
            | b'Z' => letters += 1,
            _ => return false,
        }
    }
    // Most of what begins like a form is a date: of letters it has a `T` and a `Z` at most.
    if letters < 4 {
        return false;
    }
    let upper = text.to_ascii_uppercase();
    ["YYYY", "20XX", "MM-DD", "MM/DD", "DD/MM", "DD-MM", "HH:MM"].iter().any(|form| upper.contains(form))
}
