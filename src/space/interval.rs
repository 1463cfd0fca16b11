//! Stretches of the number line, with ends that belong to them or do not.

use super::decimal::Decimal;

/// A non-empty stretch of the number line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    low: End,
    high: End,
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// There is no end.
    Unbounded,
    /// The number belongs to the interval.
    Included(Decimal),
    /// The number does not belong to the interval.
    Excluded(Decimal),
}

impl End {
    /// The number at the end, if there is an end.
    #[must_use]
    pub const fn number(self) -> Option<Decimal> {
        match self {
            Self::Unbounded => None,
            Self::Included(number) | Self::Excluded(number) => Some(number),
        }
    }
}

impl Interval {
    /// The whole line.
    pub const ALL: Self = Self { low: End::Unbounded, high: End::Unbounded };

    /// The stretch between two ends; `None` if no number lies in it.
    #[must_use]
    pub fn new(low: End, high: End) -> Option<Self> {
        let empty = match (low, high) {
            (End::Included(a), End::Included(b)) => a > b,
            (End::Included(a) | End::Excluded(a), End::Included(b) | End::Excluded(b)) => a >= b,
            _ => false,
        };
        (!empty).then_some(Self { low, high })
    }

    /// One number.
    #[must_use]
    pub const fn point(number: Decimal) -> Self {
        Self { low: End::Included(number), high: End::Included(number) }
    }

    /// `number` and more.
    #[must_use]
    pub const fn at_least(number: Decimal) -> Self {
        Self { low: End::Included(number), high: End::Unbounded }
    }

    /// More than `number`.
    #[must_use]
    pub const fn over(number: Decimal) -> Self {
        Self { low: End::Excluded(number), high: End::Unbounded }
    }

    /// `number` and less.
    #[must_use]
    pub const fn at_most(number: Decimal) -> Self {
        Self { low: End::Unbounded, high: End::Included(number) }
    }

    /// Less than `number`.
    #[must_use]
    pub const fn under(number: Decimal) -> Self {
        Self { low: End::Unbounded, high: End::Excluded(number) }
    }

    /// The lower end.
    #[must_use]
    pub const fn low(self) -> End {
        self.low
    }

    /// The upper end.
    #[must_use]
    pub const fn high(self) -> End {
        self.high
    }

    /// The number, if there is just one.
    #[must_use]
    pub fn as_point(self) -> Option<Decimal> {
        match (self.low, self.high) {
            (End::Included(a), End::Included(b)) if a == b => Some(a),
            _ => None,
        }
    }

    /// Whether the number lies in it.
    #[must_use]
    pub fn contains(self, number: Decimal) -> bool {
        let above = match self.low {
            End::Unbounded => true,
            End::Included(low) => low <= number,
            End::Excluded(low) => low < number,
        };
        let below = match self.high {
            End::Unbounded => true,
            End::Included(high) => number <= high,
            End::Excluded(high) => number < high,
        };
        above && below
    }

    /// The numbers in both.
    #[must_use]
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::new(higher_low(self.low, other.low), lower_high(self.high, other.high))
    }

    /// The whole numbers in it, as an interval with whole, included ends; `None` if there are none.
    #[must_use]
    pub fn whole_numbers(self) -> Option<Self> {
        let one = Decimal::whole(1);
        let low = match self.low {
            End::Unbounded => End::Unbounded,
            End::Included(low) => End::Included(low.ceil()),
            End::Excluded(low) => End::Included(low.floor().plus(one)?),
        };
        let high = match self.high {
            End::Unbounded => End::Unbounded,
            End::Included(high) => End::Included(high.floor()),
            End::Excluded(high) => End::Included(high.ceil().minus(one)?),
        };
        Self::new(low, high)
    }
}

fn higher_low(a: End, b: End) -> End {
    match (a, b) {
        (End::Unbounded, other) | (other, End::Unbounded) => other,
        (End::Included(x) | End::Excluded(x), End::Included(y) | End::Excluded(y)) if x != y => {
            if x > y {
                a
            } else {
                b
            }
        }
        (End::Excluded(_), _) => a,
        _ => b,
    }
}

fn lower_high(a: End, b: End) -> End {
    match (a, b) {
        (End::Unbounded, other) | (other, End::Unbounded) => other,
        (End::Included(x) | End::Excluded(x), End::Included(y) | End::Excluded(y)) if x != y => {
            if x < y {
                a
            } else {
                b
            }
        }
        (End::Excluded(_), _) => a,
        _ => b,
    }
}

/// A union of intervals: in order, disjoint, with a gap between neighbours.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Intervals(Vec<Interval>);

impl Intervals {
    /// The numbers in any of them.
    #[must_use]
    pub fn union(parts: impl IntoIterator<Item = Interval>) -> Self {
        Self::merged(parts.into_iter().collect())
    }

    fn merged(mut parts: Vec<Interval>) -> Self {
        parts.sort_by_key(|part| match part.low {
            End::Unbounded => (0, Decimal::ZERO, 0),
            End::Included(low) => (1, low, 0),
            End::Excluded(low) => (1, low, 1),
        });
        let mut merged: Vec<Interval> = Vec::with_capacity(parts.len());
        for part in parts {
            match merged.last_mut() {
                Some(last) if touches(last.high, part.low) => last.high = higher_high(last.high, part.high),
                _ => merged.push(part),
            }
        }
        Self(merged)
    }

    /// The parts, in order.
    #[must_use]
    pub fn parts(&self) -> &[Interval] {
        &self.0
    }

    /// Whether no number lies in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number, if there is just one.
    #[must_use]
    pub fn as_point(&self) -> Option<Decimal> {
        match self.0.as_slice() {
            [only] => only.as_point(),
            _ => None,
        }
    }

    /// Whether the number lies in it.
    #[must_use]
    pub fn contains(&self, number: Decimal) -> bool {
        self.0.iter().any(|part| part.contains(number))
    }

    /// The numbers in both.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Self {
        // Both are in order, so whichever part ends first is done with: no pair is looked at in vain.
        let (mut ours, mut theirs) = (self.0.as_slice(), other.0.as_slice());
        let mut shared = vec![];
        while let ([a, rest_a @ ..], [b, rest_b @ ..]) = (ours, theirs) {
            shared.extend(a.intersect(*b));
            if lower_high(a.high, b.high) == a.high {
                ours = rest_a;
            } else {
                theirs = rest_b;
            }
        }
        Self(shared)
    }

    /// The numbers of `domain` that are not in it.
    #[must_use]
    pub fn complement(&self, domain: Interval) -> Self {
        let mut gaps = vec![];
        let mut low = End::Unbounded;
        let mut open = true;
        for part in &self.0 {
            let high = match part.low {
                End::Unbounded => None,
                End::Included(number) => Some(End::Excluded(number)),
                End::Excluded(number) => Some(End::Included(number)),
            };
            gaps.extend(high.and_then(|high| Interval::new(low, high)));
            match part.high {
                End::Unbounded => open = false,
                End::Included(number) => low = End::Excluded(number),
                End::Excluded(number) => low = End::Included(number),
            }
        }
        if open {
            gaps.extend(Interval::new(low, End::Unbounded));
        }
        Self::union(gaps.into_iter().filter_map(|gap| gap.intersect(domain)))
    }
}

impl From<Interval> for Intervals {
    fn from(part: Interval) -> Self {
        Self(vec![part])
    }
}

/// Whether an interval that ends at `high` leaves no gap to one that begins at `low`.
fn touches(high: End, low: End) -> bool {
    match (high, low) {
        (End::Unbounded, _) | (_, End::Unbounded) => true,
        (End::Excluded(a), End::Excluded(b)) => a > b,
        (End::Included(a) | End::Excluded(a), End::Included(b) | End::Excluded(b)) => a >= b,
    }
}

fn higher_high(a: End, b: End) -> End {
    match (a, b) {
        (End::Unbounded, _) | (_, End::Unbounded) => End::Unbounded,
        (End::Included(x) | End::Excluded(x), End::Included(y) | End::Excluded(y)) if x != y => {
            if x > y {
                a
            } else {
                b
            }
        }
        (End::Included(_), _) => a,
        _ => b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(number: i64) -> Decimal {
        Decimal::whole(number)
    }

    #[test]
    fn unions_merge_what_touches() {
        let union = Intervals::union([Interval::over(n(5)), Interval::point(n(5)), Interval::under(n(2))]);
        assert_eq!(union.parts(), [Interval::under(n(2)), Interval::at_least(n(5))]);
        let gap = Intervals::union([Interval::over(n(5)), Interval::under(n(5))]);
        assert_eq!(gap.parts().len(), 2);
        assert_eq!(gap.complement(Interval::ALL), Interval::point(n(5)).into());
    }

    #[test]
    fn intersections_keep_every_shared_part() {
        let between = |low, high| Interval::new(End::Included(n(low)), End::Excluded(n(high))).unwrap();
        let ours = Intervals::union([between(0, 3), between(5, 9), between(10, 11)]);
        let theirs =
            Intervals::union([between(2, 6), between(7, 8), Interval::point(n(8)), Interval::over(n(8))]);
        let shared = [between(2, 3), between(5, 6), between(7, 9), between(10, 11)];
        assert_eq!(ours.intersect(&theirs).parts(), shared);
        assert_eq!(theirs.intersect(&ours).parts(), shared);
        assert!(ours.intersect(&Intervals::default()).is_empty());
    }

    #[test]
    fn complements_stay_in_the_domain() {
        let percent = Interval::new(End::Included(n(0)), End::Included(n(100))).unwrap();
        let over = Intervals::from(Interval::over(n(50)));
        assert_eq!(
            over.complement(percent),
            Interval::new(End::Included(n(0)), End::Included(n(50))).unwrap().into()
        );
        assert!(Intervals::from(Interval::ALL).complement(percent).is_empty());
    }

    #[test]
    fn whole_numbers_of_open_ends() {
        assert_eq!(Interval::over(n(4)).whole_numbers(), Some(Interval::at_least(n(5))));
        let between = Interval::new(End::Excluded(n(4)), End::Excluded(n(5))).unwrap();
        assert_eq!(between.whole_numbers(), None);
    }
}
