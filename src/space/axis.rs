//! One dimension: how the end points that a table mentions cut it into cells.
//!
//! Numbers of one cell are alike for everything the table asks. A number has nine digits after the point, so a gap
//! between two neighbouring billionths is no cell.

use super::cells::CellSet;
use super::decimal::Decimal;
use super::interval::{End, Interval, Intervals};
use super::round;

/// A dimension, cut into cells: points and the open stretches between them, lowest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    numbers: Numbers,
    cells: Vec<Cell>,
}

/// The numbers of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// Whole numbers only.
    Whole,
    /// Any number.
    Any,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Cell {
    interval: Interval,
    /// The lowest and the highest number in it.
    extent: (Decimal, Decimal),
}

impl Axis {
    /// The numbers of `domain`, cut at each of `cuts`. Cuts may repeat, lie outside, and come in any order.
    ///
    /// Where only whole numbers count, a stretch without one is no cell: a line cut at 4 has the cells *below 4*, *4*
    /// and *5 and more*, so that `over 4` is `at least 5`.
    #[must_use]
    pub fn line(domain: Interval, numbers: Numbers, cuts: impl IntoIterator<Item = Decimal>) -> Self {
        let mut cuts: Vec<Decimal> = cuts.into_iter().collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut stretches = vec![];
        let mut low = End::Unbounded;
        for cut in cuts {
            stretches.extend(Interval::new(low, End::Excluded(cut)));
            stretches.push(Interval::point(cut));
            low = End::Excluded(cut);
        }
        stretches.extend(Interval::new(low, End::Unbounded));
        let cells = stretches.into_iter().filter_map(|stretch| cell(stretch.intersect(domain)?, numbers));
        Self { numbers, cells: cells.collect() }
    }

    /// So many words, numbered from nought in their order: each is a cell.
    #[must_use]
    pub fn words(count: usize) -> Self {
        let indices = (0..count).map_while(|index| i64::try_from(index).ok());
        let points = indices.filter_map(|index| cell(Interval::point(Decimal::whole(index)), Numbers::Whole));
        Self { numbers: Numbers::Whole, cells: points.collect() }
    }

    /// How many cells there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there is none: the domain has no number.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cells with a number that lies in `intervals`. (Of words, those whose index does.)
    #[must_use]
    pub fn cells_of(&self, intervals: &Intervals) -> CellSet {
        let mut touched = vec![];
        for part in intervals.parts() {
            let Some(Cell { extent: (low, high), .. }) = cell(*part, self.numbers) else { continue };
            let start = self.cells.partition_point(|cell| cell.extent.1 < low);
            let end = self.cells.partition_point(|cell| cell.extent.0 <= high);
            touched.extend(start..end);
        }
        touched.dedup();
        touched.into_iter().collect()
    }

    /// The numbers of a cell. Where only whole numbers count, its ends are whole and belong to it.
    #[must_use]
    pub fn cell(&self, index: usize) -> Option<Interval> {
        self.cells.get(index).map(|cell| cell.interval)
    }

    /// A number of a cell, such as a person would name for an example: `30` between 10 and 50, `51` beyond 50.
    #[must_use]
    pub fn sample(&self, index: usize) -> Option<Decimal> {
        self.cells.get(index).map(|cell| round::number(cell.interval, cell.extent.0, self.grain()))
    }

    /// The same where the numbers are seconds: an hour between 30 minutes and two hours, 2 h 1 min beyond.
    #[must_use]
    pub fn sample_of_seconds(&self, index: usize) -> Option<Decimal> {
        self.cells.get(index).map(|cell| round::seconds(cell.interval, cell.extent.0, self.grain()))
    }

    fn grain(&self) -> Decimal {
        match self.numbers {
            Numbers::Whole => Decimal::whole(1),
            Numbers::Any => Decimal::billionths(1),
        }
    }
}

fn cell(stretch: Interval, numbers: Numbers) -> Option<Cell> {
    let interval = match numbers {
        Numbers::Whole => stretch.whole_numbers()?,
        Numbers::Any => stretch,
    };
    let least = Decimal::billionths(1);
    let low = match interval.low() {
        End::Unbounded => Decimal::billionths(i128::MIN),
        End::Included(low) => low,
        End::Excluded(low) => low.plus(least)?,
    };
    let high = match interval.high() {
        End::Unbounded => Decimal::billionths(i128::MAX),
        End::Included(high) => high,
        End::Excluded(high) => high.minus(least)?,
    };
    (low <= high).then_some(Cell { interval, extent: (low, high) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn between(low: End, high: End) -> Interval {
        Interval::new(low, high).unwrap()
    }

    fn line(domain: Interval, numbers: Numbers, cuts: &[&str]) -> Axis {
        Axis::line(domain, numbers, cuts.iter().map(|cut| n(cut)))
    }

    /// `(4, 5]`, with `-` for no end.
    fn written(axis: &Axis) -> Vec<String> {
        let cells = (0..axis.len()).filter_map(|index| axis.cell(index));
        let shown = cells.map(|cell| {
            let low = match cell.low() {
                End::Unbounded => "(-".to_owned(),
                End::Included(low) => format!("[{low}"),
                End::Excluded(low) => format!("({low}"),
            };
            match cell.high() {
                End::Unbounded => format!("{low}, -)"),
                End::Included(high) => format!("{low}, {high}]"),
                End::Excluded(high) => format!("{low}, {high})"),
            }
        });
        shown.collect()
    }

    #[test]
    fn cells_of_lines() {
        let percent = between(End::Included(n("0")), End::Included(n("100")));
        let count = Interval::at_least(n("0"));
        for (domain, numbers, cuts, cells) in [
            (Interval::ALL, Numbers::Any, vec![], vec!["(-, -)"]),
            (
                Interval::ALL,
                Numbers::Any,
                vec!["5", "2", "5"],
                vec!["(-, 2)", "[2, 2]", "(2, 5)", "[5, 5]", "(5, -)"],
            ),
            (percent, Numbers::Any, vec!["20", "150", "-1"], vec!["[0, 20)", "[20, 20]", "(20, 100]"]),
            (percent, Numbers::Any, vec!["0", "100"], vec!["[0, 0]", "(0, 100)", "[100, 100]"]),
            (count, Numbers::Whole, vec!["4"], vec!["[0, 3]", "[4, 4]", "[5, -)"]),
            (count, Numbers::Whole, vec!["4", "5"], vec!["[0, 3]", "[4, 4]", "[5, 5]", "[6, -)"]),
            (count, Numbers::Whole, vec!["4.2", "4.8"], vec!["[0, 4]", "[5, -)"]),
            (count, Numbers::Whole, vec!["0"], vec!["[0, 0]", "[1, -)"]),
            (
                Interval::ALL,
                Numbers::Any,
                vec!["0.1", "0.100000001"],
                vec!["(-, 0.1)", "[0.1, 0.1]", "[0.100000001, 0.100000001]", "(0.100000001, -)"],
            ),
            (between(End::Excluded(n("1")), End::Excluded(n("2"))), Numbers::Whole, vec!["1.5"], vec![]),
        ] {
            assert_eq!(written(&line(domain, numbers, &cuts)), cells, "{cuts:?}");
        }
        assert_eq!(written(&Axis::words(3)), ["[0, 0]", "[1, 1]", "[2, 2]"]);
        assert_eq!((Axis::words(0).len(), Axis::words(0).is_empty()), (0, true));
    }

    #[test]
    fn cells_that_intervals_touch() {
        let any = line(Interval::at_least(n("0")), Numbers::Any, &["4", "9"]);
        let whole = line(Interval::at_least(n("0")), Numbers::Whole, &["4", "9"]);
        for (intervals, of_any, of_whole) in [
            (vec![], vec![], vec![]),
            (vec![Interval::ALL], vec![0, 1, 2, 3, 4], vec![0, 1, 2, 3, 4]),
            (vec![Interval::over(n("4"))], vec![2, 3, 4], vec![2, 3, 4]),
            (vec![Interval::at_most(n("4"))], vec![0, 1], vec![0, 1]),
            (vec![Interval::over(n("8"))], vec![2, 3, 4], vec![3, 4]),
            (vec![between(End::Excluded(n("5")), End::Excluded(n("6")))], vec![2], vec![]),
            (vec![Interval::point(n("4.5"))], vec![2], vec![]),
            (vec![Interval::under(n("0"))], vec![], vec![]),
            (
                vec![Interval::point(n("9")), Interval::point(n("1")), Interval::point(n("2"))],
                vec![0, 3],
                vec![0, 3],
            ),
        ] {
            let asked = Intervals::union(intervals);
            assert_eq!(any.cells_of(&asked).iter().collect::<Vec<_>>(), of_any, "{asked:?}");
            assert_eq!(whole.cells_of(&asked).iter().collect::<Vec<_>>(), of_whole, "{asked:?}");
        }
        let suspected_or_worse = Interval::at_least(n("1")).into();
        assert_eq!(Axis::words(3).cells_of(&suspected_or_worse), CellSet::range(1..3));
    }

    #[test]
    fn samples_that_people_would_name() {
        let percent = between(End::Included(n("0")), End::Included(n("100")));
        let count = Interval::at_least(n("0"));
        for (domain, numbers, cuts, samples) in [
            (Interval::ALL, Numbers::Any, vec![], vec!["0"]),
            (percent, Numbers::Any, vec!["10", "50"], vec!["5", "10", "30", "50", "70"]),
            (percent, Numbers::Any, vec!["99.9", "99.95"], vec!["50", "99.9", "99.92", "99.95", "99.97"]),
            (count, Numbers::Whole, vec![], vec!["0"]),
            (count, Numbers::Whole, vec!["10", "1000"], vec!["5", "10", "500", "1000", "1001"]),
            (count, Numbers::Whole, vec!["1", "4"], vec!["0", "1", "2", "4", "5"]),
            (count, Numbers::Any, vec!["0", "0.5"], vec!["0", "0.2", "0.5", "0.6"]),
            (Interval::ALL, Numbers::Any, vec!["-3", "12.25"], vec!["-4", "-3", "0", "12.25", "12.26"]),
            (
                Interval::ALL,
                Numbers::Any,
                vec!["0.1", "0.100000002"],
                vec!["0", "0.1", "0.100000001", "0.100000002", "0.100000003"],
            ),
        ] {
            let axis = line(domain, numbers, &cuts);
            let shown: Vec<String> =
                (0..=axis.len()).map_while(|i| axis.sample(i)).map(|d| d.to_string()).collect();
            assert_eq!(shown, samples, "{cuts:?}");
        }
    }

    #[test]
    fn samples_of_seconds() {
        let axis = line(Interval::at_least(n("0")), Numbers::Any, &["0.5", "1800", "7200", "86400"]);
        let shown: Vec<String> =
            (0..axis.len()).map_while(|i| axis.sample_of_seconds(i)).map(|d| d.to_string()).collect();
        assert_eq!(shown, ["0.2", "0.5", "900", "1800", "3600", "7200", "43200", "86400", "86460"]);
    }
}
