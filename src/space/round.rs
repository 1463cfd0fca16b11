//! Round numbers: the one of a stretch that a person would name for an example.

use super::decimal::Decimal;
use super::interval::{End, Interval};

/// One, in billionths.
const SECOND: i128 = 1_000_000_000;
const MINUTE: i128 = 60 * SECOND;
const HOUR: i128 = 60 * MINUTE;
/// What is round on a clock, coarsest first, down to a second.
const ON_A_CLOCK: [i128; 13] = [
    24 * HOUR,
    12 * HOUR,
    6 * HOUR,
    HOUR,
    30 * MINUTE,
    15 * MINUTE,
    10 * MINUTE,
    5 * MINUTE,
    MINUTE,
    30 * SECOND,
    10 * SECOND,
    5 * SECOND,
    SECOND,
];

/// The roundest number inside an interval, a multiple of `grain`, or a little more than its end where it has but one.
/// `lowest` is its lowest number, for where there is no choice.
#[must_use]
pub fn number(interval: Interval, lowest: Decimal, grain: Decimal) -> Decimal {
    pick(interval, tens(36).take_while(|step| *step >= grain.in_billionths()), last_place).unwrap_or(lowest)
}

/// The same where numbers are seconds.
#[must_use]
pub fn seconds(interval: Interval, lowest: Decimal, grain: Decimal) -> Decimal {
    let steps = ON_A_CLOCK.into_iter().chain(tens(8));
    let little =
        |end: i128| if end.unsigned_abs() < MINUTE.unsigned_abs() { last_place(end) } else { MINUTE };
    pick(interval, steps.take_while(|step| *step >= grain.in_billionths()), little).unwrap_or(lowest)
}

/// A threshold between two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The roundest number above the lower one and up to the upper one.
    pub at: Decimal,
    /// How round it is: 0 is the roundest.
    pub rank: usize,
}

/// The threshold a person would draw between a number that is below it and one that reaches it. `None` unless the first
/// is smaller.
#[must_use]
pub fn threshold(below: Decimal, reached: Decimal) -> Option<Threshold> {
    between(below, reached, tens(18))
}

/// The same where numbers are seconds.
#[must_use]
pub fn threshold_of_seconds(below: Decimal, reached: Decimal) -> Option<Threshold> {
    between(below, reached, ON_A_CLOCK.into_iter().chain(tens(8)))
}

fn between(below: Decimal, reached: Decimal, mut steps: impl Iterator<Item = i128>) -> Option<Threshold> {
    let (low, high) = (below.in_billionths().checked_add(1)?, reached.in_billionths());
    let middle = low.midpoint(high);
    let mut rank = 0;
    let found = steps.find_map(|step| {
        let below = middle.div_euclid(step).checked_mul(step)?;
        let beside = [Some(below), below.checked_add(step)].into_iter().flatten();
        let found = beside.filter(|at| (low..=high).contains(at)).min_by_key(|at| at.abs_diff(middle));
        rank += usize::from(found.is_none());
        found
    })?;
    Some(Threshold { at: Decimal::billionths(found), rank })
}

fn pick(
    interval: Interval,
    steps: impl Iterator<Item = i128>,
    little: impl Fn(i128) -> i128,
) -> Option<Decimal> {
    let picked = match (interval.low(), interval.high()) {
        (End::Unbounded, End::Unbounded) => 0,
        (End::Included(end), End::Unbounded) | (End::Unbounded, End::Included(end)) => end.in_billionths(),
        (End::Excluded(low), End::Unbounded) => {
            let low = low.in_billionths();
            beyond(low, little(low))?
        }
        (End::Unbounded, End::Excluded(high)) => {
            let high = high.in_billionths();
            beyond(high.checked_neg()?, little(high))?.checked_neg()?
        }
        // Ends are left out even where they belong to the interval: an example should not look like a border.
        (End::Included(low) | End::Excluded(low), End::Included(high) | End::Excluded(high)) => {
            roundest(low.in_billionths().checked_add(1)?, high.in_billionths().checked_sub(1)?, steps)?
        }
    };
    Some(Decimal::billionths(picked))
}

/// The multiple of the first step that has one between `low` and `high`; of several, the one nearest the middle.
fn roundest(low: i128, high: i128, mut steps: impl Iterator<Item = i128>) -> Option<i128> {
    let middle = low.midpoint(high);
    steps.find_map(|step| {
        let (below, over) = (middle.div_euclid(step), middle.rem_euclid(step));
        let nearest = if over > step / 2 { below.checked_add(1)? } else { below }.checked_mul(step)?;
        (low <= nearest && nearest <= high).then_some(nearest)
    })
}

/// The next multiple of `step`.
fn beyond(low: i128, step: i128) -> Option<i128> {
    low.div_euclid(step).checked_add(1)?.checked_mul(step)
}

/// The last digit that a number needs, as a number; one at most.
fn last_place(number: i128) -> i128 {
    let mut place = 1;
    while place < SECOND && number % (place * 10) == 0 {
        place *= 10;
    }
    place
}

/// 5 × 10^n, 10^n, 5 × 10^(n-1), … down to one.
fn tens(exponent: u32) -> impl Iterator<Item = i128> {
    (0..=exponent).rev().map(|exponent| 10_i128.pow(exponent)).flat_map(|ten| [5 * ten, ten])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roundest_is_nearest_the_middle() {
        for (low, high, found) in [
            (11, 49, Some(30)),
            (1, 99, Some(50)),
            (6, 9, Some(7)),
            (-49, -11, Some(-30)),
            (-3, 900, Some(0)),
            (1_234, 1_239, Some(1_235)),
            (7, 7, Some(7)),
            (7, 6, None),
        ] {
            assert_eq!(roundest(low, high, tens(3)), found, "{low} to {high}");
        }
        assert_eq!(roundest(i128::MIN, i128::MAX, tens(36)), Some(0));
    }

    #[test]
    fn thresholds_between_two_numbers() {
        let number = |text| Decimal::parse(text).unwrap();
        for (below, reached, at) in [
            ("10", "30", "20"),
            ("5", "10", "10"),
            ("4.7", "31", "20"),
            ("0", "1", "1"),
            ("99.5", "99.95", "99.7"),
            ("1", "2", "2"),
        ] {
            let found = threshold(number(below), number(reached)).map(|found| found.at.to_string());
            assert_eq!(found.as_deref(), Some(at), "{below} to {reached}");
        }
        for (below, reached, at) in [("600", "2000", "1800"), ("3000", "90000", "86400"), ("61", "100", "90")]
        {
            let found =
                threshold_of_seconds(number(below), number(reached)).map(|found| found.at.to_string());
            assert_eq!(found.as_deref(), Some(at), "{below} s to {reached} s");
        }
        assert_eq!(threshold(number("3"), number("3")), None);
        let round = threshold(number("10"), number("30")).map(|found| found.rank);
        assert!(round < threshold(number("20"), number("22")).map(|found| found.rank));
    }

    #[test]
    fn a_little_more_keeps_the_precision_of_the_end() {
        for (end, next) in [("50", "51"), ("0", "1"), ("99.95", "99.96"), ("-0.5", "-0.4"), ("-3", "-2")] {
            let end = Decimal::parse(end).unwrap();
            assert_eq!(number(Interval::over(end), end, Decimal::billionths(1)).to_string(), next);
        }
        let most = Decimal::billionths(i128::MAX);
        assert_eq!(number(Interval::over(most), most, Decimal::billionths(1)), most);
    }
}
