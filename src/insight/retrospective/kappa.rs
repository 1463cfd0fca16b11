//! How far two judgements of the same incidents agree beyond chance, where near misses count as half-agreement: linear
//! weighted kappa.
//!
//! Cohen, J. (1968), “Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial credit”,
//! Psychological Bulletin 70(4), 213–220, with the weight of agreement `1 - |i - j| / (k - 1)` for `k` levels. The interval
//! is the estimate ± 1.96 standard errors in large samples of Fleiss, J. L., Cohen, J. and Everitt, B. S. (1969), “Large
//! sample standard errors of kappa and weighted kappa”, Psychological Bulletin 72(5), 323–327, cut to what kappa can be.
//! Fewer than `2 k²` incidents are few for it: Cicchetti, D. V. (1981), “Testing the normal approximation and minimal sample
//! size requirements of weighted kappa when the number of categories is large”, Applied Psychological Measurement 5(1), 101–104.

use serde::Serialize;

use super::number::{real, rounded};

/// Agreement beyond chance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Kappa {
    /// 1 is full agreement, 0 is what chance gives, below 0 is worse than chance.
    pub value: f64,
    /// Its interval of 95 %, from and to; null where nothing spreads, as in full agreement.
    pub interval: Option<[f64; 2]>,
    /// How many incidents it takes for the interval to mean much.
    pub enough: usize,
}

/// How many standard errors lie on each side of the estimate, for 95 %.
const STANDARD_ERRORS: f64 = 1.959_964;

/// Kappa of a square matrix of counts. None where it is not defined: fewer than two levels, no incidents, or everybody
/// always gives one and the same level.
#[must_use]
pub fn kappa(counts: &[Vec<usize>]) -> Option<Kappa> {
    let levels = counts.len();
    let total: usize = counts.iter().flatten().sum();
    if levels < 2 || total == 0 {
        return None;
    }
    let n = real(total);
    let share =
        |i: usize, j: usize| counts.get(i).and_then(|row| row.get(j)).map_or(0.0, |count| real(*count) / n);
    let weight = |i: usize, j: usize| 1.0 - real(i.abs_diff(j)) / real(levels - 1);
    let all = || (0..levels).flat_map(|i| (0..levels).map(move |j| (i, j)));
    let rows: Vec<f64> = (0..levels).map(|i| (0..levels).map(|j| share(i, j)).sum()).collect();
    let columns: Vec<f64> = (0..levels).map(|j| (0..levels).map(|i| share(i, j)).sum()).collect();
    let at = |sums: &[f64], index: usize| sums.get(index).copied().unwrap_or_default();
    let observed: f64 = all().map(|(i, j)| weight(i, j) * share(i, j)).sum();
    let expected: f64 = all().map(|(i, j)| weight(i, j) * at(&rows, i) * at(&columns, j)).sum();
    let beyond = 1.0 - expected;
    if beyond.abs() < 1e-12 {
        return None;
    }
    let value = (observed - expected) / beyond;
    let of_row = |i: usize| -> f64 { (0..levels).map(|j| at(&columns, j) * weight(i, j)).sum() };
    let of_column = |j: usize| -> f64 { (0..levels).map(|i| at(&rows, i) * weight(i, j)).sum() };
    let spread: f64 = all()
        .map(|(i, j)| share(i, j) * (weight(i, j) - (of_row(i) + of_column(j)) * (1.0 - value)).powi(2))
        .sum();
    let variance = (spread - (value - expected * (1.0 - value)).powi(2)) / (n * beyond * beyond);
    let margin = STANDARD_ERRORS * variance.max(0.0).sqrt();
    let interval =
        (margin > 1e-9).then(|| [(value - margin).max(-1.0), (value + margin).min(1.0)].map(rounded));
    Some(Kappa { value: rounded(value), interval, enough: 2 * levels * levels })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where something fails")]
mod tests {
    use super::*;

    /// By another way: one minus the mean disagreement of the pairs that are, over that of all pairs that could be.
    fn by_pairs(counts: &[Vec<usize>]) -> f64 {
        let mut pairs: Vec<(f64, f64)> = vec![];
        for (i, row) in counts.iter().enumerate() {
            for (j, count) in row.iter().enumerate() {
                pairs.extend(std::iter::repeat_n((real(i), real(j)), *count));
            }
        }
        let n = real(pairs.len());
        let seen: f64 = pairs.iter().map(|(i, j)| (i - j).abs()).sum::<f64>() / n;
        let chance: f64 =
            pairs.iter().flat_map(|(i, _)| pairs.iter().map(move |(_, j)| (i - j).abs())).sum::<f64>()
                / (n * n);
        1.0 - seen / chance
    }

    /// The standard error by the delta method with numeric derivatives, from nothing but kappa of shares.
    fn standard_error(counts: &[Vec<usize>]) -> f64 {
        let n: f64 = real(counts.iter().flatten().sum());
        let k = counts.len();
        let of_shares = |p: &[Vec<f64>]| {
            let total: f64 = p.iter().flatten().sum();
            let distance = |i: usize, j: usize| real(i.abs_diff(j));
            let (mut seen, mut chance) = (0.0, 0.0);
            for i in 0..k {
                for j in 0..k {
                    let row: f64 = p[i].iter().sum::<f64>() / total;
                    let column: f64 = p.iter().map(|row| row[j]).sum::<f64>() / total;
                    seen += distance(i, j) * p[i][j] / total;
                    chance += distance(i, j) * row * column;
                }
            }
            1.0 - seen / chance
        };
        let shares: Vec<Vec<f64>> =
            counts.iter().map(|row| row.iter().map(|count| real(*count) / n).collect()).collect();
        let (mut mean, mut square) = (0.0, 0.0);
        for i in 0..k {
            for j in 0..k {
                let step = 1e-6;
                let (mut up, mut down) = (shares.clone(), shares.clone());
                up[i][j] += step;
                down[i][j] -= step;
                let slope = (of_shares(&up) - of_shares(&down)) / (2.0 * step);
                mean += shares[i][j] * slope;
                square += shares[i][j] * slope * slope;
            }
        }
        ((square - mean * mean) / n).sqrt()
    }

    #[test]
    fn two_ways_to_kappa_and_its_interval_agree() {
        for counts in [
            vec![vec![5, 1], vec![2, 7]],
            vec![vec![3, 1, 0], vec![0, 2, 1], vec![0, 0, 4]],
            vec![vec![10, 4, 1, 0], vec![3, 20, 6, 1], vec![0, 5, 30, 4], vec![0, 0, 2, 9]],
            vec![vec![0, 3], vec![3, 0]],
        ] {
            let found = kappa(&counts).unwrap();
            assert!((found.value - by_pairs(&counts)).abs() < 1e-4, "{counts:?}: {found:?}");
            let margin = STANDARD_ERRORS * standard_error(&counts);
            let (low, high) = ((found.value - margin).max(-1.0), (found.value + margin).min(1.0));
            let Some([from, to]) = found.interval else {
                assert!(margin < 1e-3, "{counts:?}: {margin}");
                continue;
            };
            assert!((from - low).abs() < 2e-4 && (to - high).abs() < 2e-4, "{counts:?}: {found:?}");
        }
    }

    /// By hand: of 10 incidents at two levels, 8 agree; chance gives (0.5 * 0.5 + 0.5 * 0.5) = 0.5; (0.8 - 0.5) / 0.5.
    #[test]
    fn by_hand() {
        let value = |counts: &[Vec<usize>]| format!("{:.4}", kappa(counts).unwrap().value);
        assert_eq!(value(&[vec![4, 1], vec![1, 4]]), "0.6000");
        assert_eq!(value(&[vec![2, 0, 0], vec![0, 2, 0], vec![0, 0, 2]]), "1.0000");
        assert_eq!(kappa(&[vec![3, 0], vec![0, 0]]), None);
        assert_eq!(kappa(&[vec![3]]), None);
        assert_eq!(kappa(&[vec![0, 0], vec![0, 0]]), None);
    }
}
