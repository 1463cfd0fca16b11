//! What stands between two amounts: `or`, `and`, and in Japanese nothing at all, as in 10%以上50%未満.

use crate::model::grammar::bounds;
use crate::model::grammar::spelling::after_word;

/// What stands after ` or ` or ` and `.
#[must_use]
pub fn after_joint<'t>(rest: &'t str, joint: &str) -> Option<&'t str> {
    let rest = after_word(rest.strip_prefix(' ')?, joint)?;
    rest.strip_prefix(' ')
}

/// The second bound of a range, behind the first one that ends before `rest`: `at least 10% and under 50%`, 10%以上50%未満.
#[must_use]
pub fn second_bound<'t>(text: &str, rest: &'t str) -> Option<&'t str> {
    let joined = after_joint(rest, "and").filter(|second| bounds::before(second).is_some());
    joined.or_else(|| behind_bound(text, rest))
}

/// The amount that follows a word for a bound without a word between: 50%未満 behind 10%以上.
#[must_use]
pub fn behind_bound<'t>(text: &str, rest: &'t str) -> Option<&'t str> {
    let second = rest.trim_start_matches([' ', '、', ',']);
    let second = second.strip_prefix("かつ").map_or(second, str::trim_start);
    let read = text.get(..text.len() - rest.len())?;
    (second.starts_with(|first: char| first.is_ascii_digit()) && bounds::ends_in_bound(read))
        .then_some(second)
}

/// Whether an amount can start here: a digit, a sign of money, a code before digits.
#[must_use]
pub fn starts_amount(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| !matches!(letter, '-' | '.' | ' '));
    letters.next().is_some_and(|first| first.is_ascii_digit())
        || text.find(|letter: char| letter.is_ascii_digit()).is_some_and(|at| {
            at <= 5 && !text.get(..at).is_some_and(|lead| lead.contains([',', ';', '(', '/', '~']))
        })
}

/// Whether a text is one word, in whatever case.
#[must_use]
pub fn spelled_whole(text: &str, word: &str) -> bool {
    after_word(text, word).is_some_and(str::is_empty)
}
