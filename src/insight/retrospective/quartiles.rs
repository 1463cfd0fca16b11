//! Median and quartiles: `Q(p)` lies `p (n - 1)` steps after the smallest of `n` values, between two of them in proportion.
//! This is definition 7 of Hyndman, R. J. and Fan, Y. (1996), “Sample quantiles in statistical packages”, The American
//! Statistician 50(4), 361–365: what R, `NumPy` and spreadsheets give.

use serde::Serialize;

/// Fewer values than these are few: the quartiles are then hardly more than the values themselves.
pub const FEW: usize = 5;

/// The middle of some lengths of time and the half of them around it, in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Quartiles {
    /// How many values there are.
    pub n: usize,
    /// A quarter of them is not longer.
    pub lower: i64,
    /// Half of them is not longer.
    pub median: i64,
    /// Three quarters of them are not longer.
    pub upper: i64,
}

impl Quartiles {
    /// Of some lengths in seconds, in any order; none of none.
    #[must_use]
    pub fn of(mut seconds: Vec<i64>) -> Option<Self> {
        if seconds.is_empty() {
            return None;
        }
        seconds.sort_unstable();
        let quartile = |quarters: usize| {
            let steps = quarters * (seconds.len() - 1);
            let value = |index: usize| seconds.get(index).copied().unwrap_or_default();
            let (below, above) = (value(steps / 4), value(steps.div_ceil(4)));
            let part = i64::try_from(steps % 4).unwrap_or_default();
            // Halves are rounded up; lengths are never negative.
            below + (2 * (above - below) * part + 4) / 8
        };
        Some(Self { n: seconds.len(), lower: quartile(1), median: quartile(2), upper: quartile(3) })
    }

    /// Whether there are too few values for the quartiles to mean much.
    #[must_use]
    pub fn is_of_few(&self) -> bool {
        self.n < FEW
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where something fails")]
mod tests {
    use super::*;

    /// By another way: each quartile of the values as a broken line over [0, 1], walked in small steps.
    fn by_line(values: &[i64], p: f64) -> f64 {
        let mut sorted = values.to_vec();
        sorted.sort_unstable();
        let last = u32::try_from(sorted.len() - 1).map_or(0.0, f64::from);
        let mut position = p * last;
        for pair in sorted.windows(2) {
            if position <= 1.0 {
                let [a, b] = [pair[0], pair[1]].map(|value| f64::from(i32::try_from(value).unwrap()));
                return a * (1.0 - position) + b * position;
            }
            position -= 1.0;
        }
        f64::from(i32::try_from(*sorted.last().unwrap()).unwrap())
    }

    #[test]
    fn quartiles_are_those_of_r() {
        // R: quantile(c(15, 20, 35, 40, 50)) gives 20, 35, 40; quantile(1:4) gives 1.75, 2.5, 3.25.
        let of = |values: &[i64]| Quartiles::of(values.to_vec()).map(|q| (q.n, q.lower, q.median, q.upper));
        assert_eq!(of(&[50, 15, 40, 20, 35]), Some((5, 20, 35, 40)));
        assert_eq!(of(&[100, 200, 300, 400]), Some((4, 175, 250, 325)));
        assert_eq!(of(&[7]), Some((1, 7, 7, 7)));
        assert_eq!(of(&[]), None);
        let mut state = 7_u64;
        for n in 1..60 {
            let values: Vec<i64> = (0..n)
                .map(|_| {
                    state =
                        state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    i64::try_from(state >> 44).unwrap()
                })
                .collect();
            let found = Quartiles::of(values.clone()).unwrap();
            for (quartile, p) in [(found.lower, 0.25), (found.median, 0.5), (found.upper, 0.75)] {
                let wanted = by_line(&values, p);
                let quartile = f64::from(i32::try_from(quartile).unwrap());
                assert!((quartile - wanted).abs() <= 0.5, "{values:?} {p}: {quartile} {wanted}");
            }
        }
    }
}
