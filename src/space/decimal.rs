//! Exact numbers: thresholds are compared, never approximated.

use std::fmt;

/// A decimal number with nine digits after the point. All arithmetic is checked.
///
/// Units are the caller's: percent points, seconds, pieces, units of a currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i128);

const DIGITS: usize = 9;
const ONE: i128 = 1_000_000_000;
/// No number that is read has so many billionths, or more.
const LIMIT: i128 = ONE * ONE * ONE;

impl Decimal {
    /// Nought.
    pub const ZERO: Self = Self(0);

    /// A whole number.
    #[must_use]
    pub const fn whole(number: i64) -> Self {
        Self(number as i128 * ONE)
    }

    /// A number of billionths.
    #[must_use]
    pub const fn billionths(number: i128) -> Self {
        Self(number)
    }

    /// The number in billionths.
    #[must_use]
    pub const fn in_billionths(self) -> i128 {
        self.0
    }

    /// Reads `-12`, `3.75`, `.5`, `1e10`. Digits after the ninth are rounded half to even. `None` for anything else,
    /// and for numbers of a quintillion (1e18) and more.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) || mantissa.ends_with('.') {
            return None;
        }
        // The decimal point stands after `point` digits; nine more are kept.
        let point = i64::try_from(whole.len()).ok()? + i64::from(exponent);
        let kept = point + i64::try_from(DIGITS).ok()?;
        let mut value: i128 = 0;
        let mut index = 0_i64;
        while index < kept {
            let digit = usize::try_from(index).ok().and_then(|i| digits.get(i));
            if digit.is_none() && value == 0 {
                break; // `0e2000000000` is nought, however long it would be
            }
            value = value.checked_mul(10)?.checked_add(i128::from(digit.map_or(0, |d| d - b'0')))?;
            if value >= LIMIT {
                return None;
            }
            index += 1;
        }
        let dropped =
            usize::try_from(kept.max(0)).ok().and_then(|from| digits.get(from..)).unwrap_or_default();
        if kept >= 0 && round_up(dropped, value) {
            value += 1;
        }
        if value >= LIMIT {
            return None;
        }
        Some(Self(if negative { -value } else { value }))
    }

    /// The sum, unless it overflows.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, unless it overflows.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The product, rounded towards nought in the ninth digit, unless it overflows.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(|product| Self(product / ONE))
    }

    /// Whether there is nothing after the point.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0 % ONE == 0
    }

    /// The largest whole number that is not larger.
    #[must_use]
    pub fn floor(self) -> Self {
        Self(self.0.saturating_sub(self.0.rem_euclid(ONE)))
    }

    /// The smallest whole number that is not smaller.
    #[must_use]
    pub fn ceil(self) -> Self {
        Self(self.0.saturating_add((ONE - self.0.rem_euclid(ONE)) % ONE))
    }

    /// The number in the middle of two.
    #[must_use]
    pub fn midpoint(self, other: Self) -> Self {
        Self(self.0.midpoint(other.0))
    }
}

fn round_up(dropped: &[u8], value: i128) -> bool {
    match dropped.split_first() {
        None => false,
        Some((first, rest)) => match first.cmp(&b'5') {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => rest.iter().any(|&d| d != b'0') || value % 2 != 0,
        },
    }
}

/// As short as it can be written: `20`, `0.5`, `-3.75`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, fraction) = (size / ONE.unsigned_abs(), size % ONE.unsigned_abs());
        if fraction == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{fraction:09}");
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        for (text, written) in [
            ("0", "0"),
            ("-12", "-12"),
            ("3.750", "3.75"),
            (".5", "0.5"),
            ("1e3", "1000"),
            ("12e-2", "0.12"),
            ("0.1234567885", "0.123456788"),
            ("0.1234567895", "0.12345679"),
            ("999999999999999999", "999999999999999999"),
            ("1e-30", "0"),
            ("0e2147483647", "0"),
        ] {
            assert_eq!(Decimal::parse(text).map(|d| d.to_string()).as_deref(), Some(written), "{text}");
        }
        for text in [
            "",
            "-",
            ".",
            "1.",
            "1,000",
            "1e99",
            "x",
            "1 ",
            "１",
            "1e",
            "9999999999999999999999",
            "999999999999999999.9999999999",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn floors_and_ceilings() {
        let number = |text| Decimal::parse(text).unwrap();
        assert_eq!(number("-1.5").floor(), number("-2"));
        assert_eq!(number("-1.5").ceil(), number("-1"));
        assert_eq!(number("1.2").ceil(), number("2"));
        assert_eq!(number("2").ceil(), number("2"));
        assert_eq!(number("-3").midpoint(number("4")), number("0.5"));
        // At the edge of what fits there is no whole number beyond, but no overflow either.
        let (least, most) = (Decimal::billionths(i128::MIN), Decimal::billionths(i128::MAX));
        assert!(
            least.floor() <= least
                && least.ceil().is_whole()
                && most.floor().is_whole()
                && most.ceil() >= most
        );
        assert_eq!(least.midpoint(most), Decimal::ZERO);
    }
}
