//! Numbers as people write them: `1,200`, `12k`, `1.2M`, `3万5千`.

use crate::model::grammar::spelling;
use crate::space::decimal::Decimal;

/// A number at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral<'t> {
    /// What it is worth, multiplier included.
    pub number: Decimal,
    /// What it was multiplied by: 1000 for `12k`, 1 for `12`.
    pub scale: Decimal,
    /// As it was written, without the multiplier.
    pub written: &'t str,
    /// What stands after it.
    pub rest: &'t str,
}

/// A multiplier that may stand after a number, and what it is worth.
pub type Multiplier = (&'static str, i64);

/// Multipliers that mean the same wherever they stand. `m` is not among them: of customers it could be anything.
pub const MULTIPLIERS: &[Multiplier] = &[
    ("k", 1_000),
    ("K", 1_000),
    ("thousand", 1_000),
    ("M", 1_000_000),
    ("mn", 1_000_000),
    ("mio", 1_000_000),
    ("million", 1_000_000),
    ("B", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("billion", 1_000_000_000),
];

/// A number without multiplier. Groups of digits are set off by `,`, `_` or `'`; the decimal sign is a point. `None`
/// where no number starts, or one of a quintillion or more.
#[must_use]
pub fn number(text: &str) -> Option<Numeral<'_>> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, mut rest) = grouped(unsigned);
    if let Some((fraction, after)) = rest.strip_prefix('.').map(spelling::digits)
        && !fraction.is_empty()
    {
        rest = after;
    } else if whole.is_empty() {
        return None;
    }
    rest = exponent(rest).unwrap_or(rest);
    let written = text.get(..text.len() - rest.len())?;
    let ungrouped: String = written.chars().filter(|letter| !matches!(letter, ',' | '_' | '\'')).collect();
    Some(Numeral { number: Decimal::parse(&ungrouped)?, scale: Decimal::whole(1), written, rest })
}

/// A number with a multiplier of `known` after it, if there is one, or with Japanese ones: `3万5千`.
#[must_use]
pub fn multiplied<'t>(text: &'t str, known: &[Multiplier]) -> Option<Numeral<'t>> {
    let plain = number(text)?;
    if let Some(japanese) = myriads(plain) {
        return Some(japanese);
    }
    let spaced = plain.rest.strip_prefix(' ').unwrap_or(plain.rest);
    let (word, rest) = spelling::letters(spaced);
    let long = |name: &str| name.len() > 2 && name.eq_ignore_ascii_case(word);
    let Some(&(_, scale)) = known.iter().find(|(name, _)| *name == word || long(name)) else {
        return Some(plain);
    };
    let scale = Decimal::whole(scale);
    Some(Numeral { number: plain.number.times(scale)?, scale, rest, ..plain })
}

/// Whether a number has a point and exactly three digits after it: in half of the world that is a group of thousands.
#[must_use]
pub fn groups_or_fraction(written: &str) -> bool {
    written.split_once('.').is_some_and(|(whole, fraction)| {
        fraction.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0" && !whole.contains(',')
    })
}

/// Digits with or without groups of three. Takes as much as is well grouped: of `1,20` the `1`.
fn grouped(text: &str) -> (&str, &str) {
    let (first, mut rest) = spelling::digits(text);
    let Some(mark) = rest.chars().next().filter(|mark| matches!(mark, ',' | '_' | '\'')) else {
        return (first, rest);
    };
    if first.is_empty() || first.len() > 3 || first.starts_with('0') {
        return (first, rest);
    }
    while let Some((group, after)) = rest.strip_prefix(mark).map(spelling::digits)
        && group.len() == 3
    {
        rest = after;
    }
    text.split_at_checked(text.len() - rest.len()).unwrap_or((first, rest))
}

/// What stands after `e3` or `e-12`, as JSON and TOML write them.
fn exponent(text: &str) -> Option<&str> {
    let power = text.strip_prefix(['e', 'E'])?;
    let (digits, rest) = spelling::digits(power.strip_prefix(['+', '-']).unwrap_or(power));
    let ends = !rest.chars().next().is_some_and(char::is_alphanumeric);
    (matches!(digits.len(), 1 | 2) && ends).then_some(rest)
}

/// Japanese units after a first number, with what follows them: `3万5千`, `1億2,000万`, `5千万`, `3万5000`.
fn myriads(first: Numeral<'_>) -> Option<Numeral<'_>> {
    let mut total = Decimal::ZERO;
    let mut below: Option<i64> = None;
    let mut rest = first.rest;
    let mut term = first;
    let mut largest = 1;
    loop {
        let (unit, after) = japanese_unit(unspaced(term.rest));
        let smaller = below.is_none_or(|below| unit < below);
        // A number without a unit ends the row, and only if it fills the places that are left: of `3万5` nobody
        // knows whether it is 30005 or 35000.
        let fills =
            unit > 1 || below.is_some_and(|below| below == ten_to(spelling::digits(term.written).0.len()));
        if !smaller || !fills {
            break;
        }
        total = total.plus(term.number.times(Decimal::whole(unit))?)?;
        rest = after;
        largest = largest.max(unit);
        below = Some(unit);
        if unit == 1 {
            break;
        }
        let Some(next) = number(after).filter(|next| !next.written.starts_with('-')) else { break };
        term = next;
    }
    (largest > 1).then_some(Numeral { number: total, scale: Decimal::whole(largest), rest, ..first })
}

/// `120 万円`: without the space before a unit. What begins with a smaller one may be a word: `12 百貨店`.
fn unspaced(text: &str) -> &str {
    text.strip_prefix(' ').filter(|rest| rest.starts_with(['万', '億'])).unwrap_or(text)
}

/// The product of the units at the start: 千万 is ten million.
fn japanese_unit(text: &str) -> (i64, &str) {
    let mut unit = 1_i64;
    let mut rest = text;
    for _ in 0..3 {
        let (by, after) = match rest.chars().next() {
            Some('百') => (100, '百'),
            Some('千') => (1_000, '千'),
            Some('万') => (10_000, '万'),
            Some('億') => (100_000_000, '億'),
            _ => break,
        };
        let Some(product) = unit.checked_mul(by).filter(|&product| product <= 1_000_000_000_000) else {
            break;
        };
        unit = product;
        rest = rest.strip_prefix(after).unwrap_or(rest);
    }
    (unit, rest)
}

fn ten_to(digits: usize) -> i64 {
    u32::try_from(digits).ok().and_then(|digits| 10_i64.checked_pow(digits)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers() {
        for (text, wanted, left) in [
            ("1,200", "1200", ""),
            ("1,200,000.5 x", "1200000.5", " x"),
            ("1_200", "1200", ""),
            ("1'200", "1200", ""),
            ("1,20", "1", ",20"),
            ("1,200,30", "1200", ",30"),
            ("1234,567", "1234", ",567"),
            ("0,123", "0", ",123"),
            (".5", "0.5", ""),
            ("14.", "14", "."),
            ("-5", "-5", ""),
            ("1e3", "1000", ""),
            ("1e3x", "1", "e3x"),
            ("12k", "12000", ""),
            ("12 k", "12000", ""),
            ("12km", "12", "km"),
            ("1.2M users", "1200000", " users"),
            ("3 million", "3000000", ""),
            ("3 Million", "3000000", ""),
            ("12m", "12", "m"),
            ("3万", "30000", ""),
            ("3万5千", "35000", ""),
            ("3 万社", "30000", "社"),
            ("12 百貨店", "12", " 百貨店"),
            ("3万5000社", "35000", "社"),
            ("3万5", "30000", "5"),
            ("1億2,000万", "120000000", ""),
            ("5千万", "50000000", ""),
            ("3百万円", "3000000", "円"),
            ("1.2億", "120000000", ""),
            ("5千3万", "5000", "3万"),
        ] {
            let numeral = multiplied(text, MULTIPLIERS).unwrap();
            assert_eq!((numeral.number.to_string().as_str(), numeral.rest), (wanted, left), "{text}");
        }
        for text in ["", "x", ".", "-", "+5", "1000000000000000000"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
