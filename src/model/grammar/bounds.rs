//! Words and signs around an amount that make a range of it: `at least`, `>=`, `20%+`, `300以上`, `about`.

use crate::model::grammar::initials::Initials;
use crate::model::grammar::spelling::{after, ends_word};
use crate::space::decimal::Decimal;
use crate::space::interval::{End, Interval};

/// How an amount bounds a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The amount itself.
    Exactly,
    /// The amount and more.
    AtLeast,
    /// More than the amount.
    Over,
    /// The amount and less.
    AtMost,
    /// Less than the amount.
    Under,
}

/// What a word after an amount makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// A bound of a range.
    Bound(Bound),
    /// An amount that is not exact.
    About,
}

impl Bound {
    /// The range that an amount bounds, when all that is known of it is that it lies from `low` to `high`.
    #[must_use]
    pub fn around(self, low: Decimal, high: Decimal) -> Option<Interval> {
        match self {
            Self::Exactly => Interval::new(End::Included(low), End::Included(high)),
            Self::AtLeast => Some(Interval::at_least(low)),
            Self::Over => Some(Interval::over(low)),
            Self::AtMost => Some(Interval::at_most(high)),
            Self::Under => Some(Interval::under(high)),
        }
    }
}

/// The bound at the start of a text, and what stands after it. `between` is no bound: see [`between`].
#[must_use]
pub fn before(text: &str) -> Option<(Bound, &str)> {
    if starts_with_digit(text) {
        return None;
    }
    let sign = SIGNS.iter().find_map(|&(sign, bound)| Some((bound, text.strip_prefix(sign)?.trim_start())));
    let word = || BEFORE.iter().find_map(|&(word, bound)| Some((bound, after_lead(text, word)?)));
    sign.or_else(word)
}

/// What stands after a sign or word for *about* at the start.
#[must_use]
pub fn about(text: &str) -> Option<&str> {
    if starts_with_digit(text) {
        return None;
    }
    let sign = ['~', '≈', '≃', '∼', '≒'].iter().find_map(|&sign| text.strip_prefix(sign));
    let word = || ABOUT.iter().find_map(|word| after_lead(text, word));
    sign.map(str::trim_start).or_else(|| ABOUT_INITIALS.may_begin(text).then(word).flatten())
}

/// What stands after `between` at the start.
#[must_use]
pub fn between(text: &str) -> Option<&str> {
    after_lead(text, "between")
}

/// What stands after `not` or `!=` at the start.
#[must_use]
pub fn not(text: &str) -> Option<&str> {
    let sign = ["!=", "≠", "<>"].iter().find_map(|&sign| text.strip_prefix(sign)).map(str::trim_start);
    sign.or_else(|| after_lead(text, "not"))
}

/// What stands after the word or sign between the two ends of a range.
#[must_use]
pub fn to(text: &str) -> Option<&str> {
    let spaced = text.trim_start();
    let sign = ["..", "-", "–", "〜", "~", "から"].iter().find_map(|&sign| spaced.strip_prefix(sign));
    let word = || ["to", "through"].iter().find_map(|word| after_lead(text.strip_prefix(' ')?, word));
    sign.map(str::trim_start).or_else(word)
}

/// What a word after an amount makes of it, and what stands after the word.
#[must_use]
pub fn behind(text: &str) -> Option<(After, &str)> {
    if text.is_empty() {
        return None;
    }
    if let Some(rest) = text.strip_prefix('+') {
        return Some((After::Bound(Bound::AtLeast), rest));
    }
    let spaced = text.trim_start();
    if let Some(found) = GLUED.iter().find_map(|&(word, after)| Some((after, spaced.strip_prefix(word)?))) {
        return Some(found);
    }
    let text = text.strip_prefix(' ')?;
    BEHIND.iter().find_map(|&(words, after_amount)| {
        let rest = after(text, words).filter(|rest| ends_word(rest))?;
        // `5% or over 50%` goes on with another range.
        if rest.trim_start().starts_with(|next: char| next.is_ascii_digit() || next == '-') {
            return None;
        }
        Some((after_amount, rest))
    })
}

/// Whether the word behind an amount, 強 or 弱, says more closely what a word before it says.
#[must_use]
pub fn is_near(before: Bound, behind: Bound, rest: &str) -> bool {
    rest.trim_start().starts_with(['強', '弱'])
        && matches!(
            (before, behind),
            (Bound::AtMost | Bound::Under, Bound::Under) | (Bound::AtLeast | Bound::Over, Bound::AtLeast)
        )
}

/// What a text makes of the amount before it, where it is a word behind amounts and nothing else.
#[must_use]
pub fn only_behind(text: &str) -> Option<After> {
    let glued = GLUED.iter().find(|(word, _)| *word == text);
    let word = || BEHIND.iter().find(|(words, _)| after(text, words).is_some_and(str::is_empty));
    glued.or_else(word).map(|(_, after)| *after)
}

/// Whether a text ends in a Japanese word behind an amount that bounds a range.
#[must_use]
pub fn ends_in_bound(text: &str) -> bool {
    let bounds = || GLUED.iter().filter(|(_, after)| matches!(after, After::Bound(_)));
    !text.is_ascii() && bounds().any(|(word, _)| text.ends_with(word))
}

/// Whether words that make a range of an amount follow it, and not its unit: `20 or more`, `10から20分`.
#[must_use]
pub fn continues(text: &str) -> bool {
    let joint = || {
        ["and", "or"]
            .iter()
            .any(|word| text.strip_prefix(' ').is_some_and(|rest| after_lead(rest, word).is_some()))
    };
    behind(text).is_some() || to(text).is_some() || joint()
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

/// A word in front of an amount: Latin ones end before a space or a sign, Japanese ones anywhere.
fn after_lead<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = after(text, word)?;
    let glues = word.chars().next_back().is_some_and(|last| !last.is_ascii_alphabetic());
    let ends =
        glues || !rest.chars().next().is_some_and(|next| next.is_alphanumeric() || matches!(next, '.' | '$'));
    ends.then(|| rest.trim_start())
}

/// Longer signs first.
const SIGNS: [(&str, Bound); 12] = [
    (">=", Bound::AtLeast),
    ("<=", Bound::AtMost),
    ("≥", Bound::AtLeast),
    ("≧", Bound::AtLeast),
    ("⩾", Bound::AtLeast),
    ("≤", Bound::AtMost),
    ("≦", Bound::AtMost),
    ("⩽", Bound::AtMost),
    (">", Bound::Over),
    ("<", Bound::Under),
    ("==", Bound::Exactly),
    ("=", Bound::Exactly),
];

/// Longer spellings first where one begins with another.
const BEFORE: [(&str, Bound); 48] = [
    ("greater than or equal to", Bound::AtLeast),
    ("more than or equal to", Bound::AtLeast),
    ("less than or equal to", Bound::AtMost),
    ("no less than", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("not fewer than", Bound::AtLeast),
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("at least", Bound::AtLeast),
    ("at most", Bound::AtMost),
    ("up to", Bound::AtMost),
    ("as many as", Bound::AtMost),
    ("as much as", Bound::AtMost),
    ("a minimum of", Bound::AtLeast),
    ("a maximum of", Bound::AtMost),
    ("minimum of", Bound::AtLeast),
    ("maximum of", Bound::AtMost),
    ("minimum", Bound::AtLeast),
    ("maximum", Bound::AtMost),
    ("max.", Bound::AtMost),
    ("max", Bound::AtMost),
    ("more than", Bound::Over),
    ("greater than", Bound::Over),
    ("larger than", Bound::Over),
    ("longer than", Bound::Over),
    ("higher than", Bound::Over),
    ("in excess of", Bound::Over),
    ("over", Bound::Over),
    ("above", Bound::Over),
    ("exceeding", Bound::Over),
    ("less than", Bound::Under),
    ("fewer than", Bound::Under),
    ("lower than", Bound::Under),
    ("shorter than", Bound::Under),
    ("smaller than", Bound::Under),
    ("under", Bound::Under),
    ("below", Bound::Under),
    ("exactly", Bound::Exactly),
    ("only", Bound::Exactly),
    ("a total of", Bound::Exactly),
    ("合計", Bound::Exactly),
    ("全体の", Bound::Exactly),
    ("全ユーザーの", Bound::Exactly),
    ("計", Bound::Exactly),
    ("最大", Bound::AtMost),
    ("最低", Bound::AtLeast),
    ("少なくとも", Bound::AtLeast),
];

const ABOUT_INITIALS: Initials = Initials::of(&ABOUT);

const ABOUT: [&str; 22] = [
    "approximately",
    "approx.",
    "approx",
    "about",
    "around",
    "roughly",
    "circa",
    "ca.",
    "ca",
    "c.",
    "nearly",
    "almost",
    "close to",
    "estimated",
    "est.",
    "est",
    "約",
    "およそ",
    "おおよそ",
    "ほぼ",
    "概ね",
    "推定",
];

/// Japanese words that follow an amount without a space, longer ones first.
const GLUED: [(&str, After); 26] = [
    ("以上", After::Bound(Bound::AtLeast)),
    ("以下", After::Bound(Bound::AtMost)),
    ("以内", After::Bound(Bound::AtMost)),
    ("未満", After::Bound(Bound::Under)),
    ("を超える", After::Bound(Bound::Over)),
    ("を超えた", After::Bound(Bound::Over)),
    ("を超え", After::Bound(Bound::Over)),
    ("を上回る", After::Bound(Bound::Over)),
    ("を下回る", After::Bound(Bound::Under)),
    ("超え", After::Bound(Bound::Over)),
    ("超過", After::Bound(Bound::Over)),
    ("超", After::Bound(Bound::Over)),
    ("程度", After::About),
    ("前後", After::About),
    ("ほど", After::About),
    ("くらい", After::About),
    ("ぐらい", After::About),
    ("近く", After::About),
    ("あまり", After::About),
    ("余り", After::About),
    ("余", After::About),
    ("弱", After::Bound(Bound::Under)),
    ("強", After::Bound(Bound::AtLeast)),
    ("(推定)", After::About),
    ("(概算)", After::About),
    ("(見込み)", After::About),
];

/// English words that follow an amount and a space.
const BEHIND: [(&str, After); 25] = [
    ("or more", After::Bound(Bound::AtLeast)),
    ("or higher", After::Bound(Bound::AtLeast)),
    ("or above", After::Bound(Bound::AtLeast)),
    ("or over", After::Bound(Bound::AtLeast)),
    ("or greater", After::Bound(Bound::AtLeast)),
    ("or longer", After::Bound(Bound::AtLeast)),
    ("and above", After::Bound(Bound::AtLeast)),
    ("and over", After::Bound(Bound::AtLeast)),
    ("and up", After::Bound(Bound::AtLeast)),
    ("and more", After::Bound(Bound::AtLeast)),
    ("and counting", After::Bound(Bound::AtLeast)),
    ("so far", After::Bound(Bound::AtLeast)),
    ("at least", After::Bound(Bound::AtLeast)),
    ("minimum", After::Bound(Bound::AtLeast)),
    ("or less", After::Bound(Bound::AtMost)),
    ("or fewer", After::Bound(Bound::AtMost)),
    ("or lower", After::Bound(Bound::AtMost)),
    ("or below", After::Bound(Bound::AtMost)),
    ("or under", After::Bound(Bound::AtMost)),
    ("or shorter", After::Bound(Bound::AtMost)),
    ("at most", After::Bound(Bound::AtMost)),
    ("maximum", After::Bound(Bound::AtMost)),
    ("max", After::Bound(Bound::AtMost)),
    ("or so", After::About),
    ("give or take", After::About),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_before_an_amount() {
        for (text, wanted) in [
            (">= 20%", Some((Bound::AtLeast, "20%"))),
            ("<5", Some((Bound::Under, "5"))),
            ("At Least 20%", Some((Bound::AtLeast, "20%"))),
            ("greater than or equal to 5", Some((Bound::AtLeast, "5"))),
            ("over ~5", Some((Bound::Over, "~5"))),
            ("最大20%", Some((Bound::AtMost, "20%"))),
            ("overall 5", None),
            ("over5", None),
            ("20%", None),
        ] {
            assert_eq!(before(text), wanted, "{text}");
        }
    }

    #[test]
    fn words_behind_an_amount() {
        let bound = |bound| After::Bound(bound);
        for (text, wanted) in [
            ("+ customers", Some((bound(Bound::AtLeast), " customers"))),
            (" 以上", Some((bound(Bound::AtLeast), ""))),
            ("を超える顧客", Some((bound(Bound::Over), "顧客"))),
            (" or more (EU)", Some((bound(Bound::AtLeast), " (EU)"))),
            (" or moreover", None),
            (" +", None),
        ] {
            assert_eq!(behind(text), wanted, "{text}");
        }
    }

    #[test]
    fn the_middle_of_a_range() {
        for (text, wanted) in [
            ("..20", Some("20")),
            (" - 20", Some("20")),
            (" to 20", Some("20")),
            ("から20", Some("20")),
            ("to 20", None),
            (" tomorrow", None),
        ] {
            assert_eq!(to(text), wanted, "{text}");
        }
    }
}
