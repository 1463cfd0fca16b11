//! Sets of cells of one dimension, as bits.
//!
//! A set does not know how many cells its dimension has; whoever asks for a complement says so.

use std::fmt;
use std::iter::{repeat, successors};
use std::ops::Range;
use std::slice;

/// A set of cells, each named by its index on an axis.
///
/// Sets within the first 128 cells, nearly all there are, take no memory of their own. Sets with the same cells
/// are equal and hash alike, however they were made. The memory a set takes grows with its highest cell.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellSet(Words);

/// The bits, in one form only for each set: `Many` has at least two words, and the last is not nought.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Words {
    Few(u128),
    Many(Box<[u128]>),
}

const BITS: usize = 128;

impl CellSet {
    /// No cell.
    pub const EMPTY: Self = Self(Words::Few(0));

    /// The cells below `count`: all cells of a dimension that has so many.
    #[must_use]
    pub fn full(count: usize) -> Self {
        Self::range(0..count)
    }

    /// One cell.
    #[must_use]
    pub fn single(cell: usize) -> Self {
        let mut set = Self::EMPTY;
        set.insert(cell);
        set
    }

    /// Neighbouring cells.
    #[must_use]
    pub fn range(cells: Range<usize>) -> Self {
        let below = |end: usize, word: usize| match end.saturating_sub(word * BITS) {
            bits if bits >= BITS => u128::MAX,
            bits => (1 << bits) - 1,
        };
        let word = |index: usize| below(cells.end, index) & !below(cells.start, index);
        if cells.end <= BITS {
            Self(Words::Few(word(0)))
        } else {
            of((0..cells.end.div_ceil(BITS)).map(word))
        }
    }

    /// Adds a cell.
    pub fn insert(&mut self, cell: usize) {
        let (word, bit) = (cell / BITS, 1_u128 << (cell % BITS));
        if let Some(bits) = self.words_mut().get_mut(word) {
            *bits |= bit;
            return;
        }
        let mut words = self.words().to_vec();
        words.resize(word, 0);
        words.push(bit);
        self.0 = Words::Many(words.into_boxed_slice());
    }

    /// Whether the cell is one of them.
    #[must_use]
    pub fn contains(&self, cell: usize) -> bool {
        self.words().get(cell / BITS).is_some_and(|bits| bits >> (cell % BITS) & 1 == 1)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self.0, Words::Few(0))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words().iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// The lowest.
    #[must_use]
    pub fn first(&self) -> Option<usize> {
        self.iter().next()
    }

    /// The cells, lowest first.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        let lowest_dropped = |bits: &u128| Some(bits & bits.wrapping_sub(1));
        self.words().iter().enumerate().flat_map(move |(word, bits)| {
            successors(Some(*bits), lowest_dropped)
                .take_while(|bits| *bits != 0)
                .map(move |bits| word * BITS + bits.trailing_zeros() as usize)
        })
    }

    /// Whether a cell is in both.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Words::Few(a), Words::Few(b)) => a & b != 0,
            _ => self.words().iter().zip(other.words()).any(|(a, b)| a & b != 0),
        }
    }

    /// Whether each of its cells is in the other as well.
    #[must_use]
    pub fn is_subset(&self, other: &Self) -> bool {
        if let (Words::Few(a), Words::Few(b)) = (&self.0, &other.0) {
            return a & !b == 0;
        }
        // The last word is never nought, so a longer set has a cell that a shorter one lacks.
        self.weight() <= other.weight() && self.words().iter().zip(other.words()).all(|(a, b)| a & !b == 0)
    }

    /// The cells in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (Words::Few(a), Words::Few(b)) => Self(Words::Few(a & b)),
            _ => of(self.words().iter().zip(other.words()).map(|(a, b)| a & b)),
        }
    }

    /// The cells in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        if let (Words::Few(a), Words::Few(b)) = (&self.0, &other.0) {
            return Self(Words::Few(a | b));
        }
        let longest = self.weight().max(other.weight());
        of(self.padded().zip(other.padded()).take(longest).map(|(a, b)| a | b))
    }

    /// The cells that are not in the other.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (Words::Few(a), Words::Few(b)) => Self(Words::Few(a & !b)),
            _ => of(self.words().iter().zip(other.padded()).map(|(a, b)| a & !b)),
        }
    }

    /// The other cells of a dimension that has `count`.
    #[must_use]
    pub fn complement(&self, count: usize) -> Self {
        Self::full(count).difference(self)
    }

    /// What it costs to compare the set with another, in words of memory; at least one.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.words().len()
    }

    fn words(&self) -> &[u128] {
        match &self.0 {
            Words::Few(bits) => slice::from_ref(bits),
            Words::Many(words) => words,
        }
    }

    fn words_mut(&mut self) -> &mut [u128] {
        match &mut self.0 {
            Words::Few(bits) => slice::from_mut(bits),
            Words::Many(words) => words,
        }
    }

    fn padded(&self) -> impl Iterator<Item = u128> {
        self.words().iter().copied().chain(repeat(0))
    }
}

fn of(words: impl Iterator<Item = u128>) -> CellSet {
    let mut words: Vec<u128> = words.collect();
    words.truncate(words.iter().rposition(|bits| *bits != 0).map_or(0, |last| last + 1));
    match words.as_slice() {
        [] => CellSet::EMPTY,
        [only] => CellSet(Words::Few(*only)),
        _ => CellSet(Words::Many(words.into_boxed_slice())),
    }
}

impl FromIterator<usize> for CellSet {
    fn from_iter<T: IntoIterator<Item = usize>>(cells: T) -> Self {
        let mut set = Self::EMPTY;
        for cell in cells {
            set.insert(cell);
        }
        set
    }
}

impl fmt::Debug for CellSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use super::*;

    fn set(cells: &[usize]) -> CellSet {
        cells.iter().copied().collect()
    }

    fn numbers(cells: &[usize]) -> BTreeSet<usize> {
        cells.iter().copied().collect()
    }

    /// Sets on both sides of every border between words.
    const SAMPLES: [&[usize]; 9] = [
        &[],
        &[0],
        &[127],
        &[128],
        &[0, 127, 128],
        &[3, 5, 300],
        &[3, 5],
        &[255, 256, 257],
        &[3, 127, 128, 255, 256, 300, 4999],
    ];

    #[test]
    fn agrees_with_sets_of_numbers() {
        for a in SAMPLES {
            let (bits, known) = (set(a), numbers(a));
            assert_eq!(bits.iter().collect::<Vec<_>>(), a);
            assert_eq!(
                (bits.len(), bits.is_empty(), bits.first()),
                (a.len(), a.is_empty(), a.first().copied())
            );
            for b in SAMPLES {
                let (bits_b, known_b) = (set(b), numbers(b));
                let collect = |cells: &CellSet| cells.iter().collect::<BTreeSet<_>>();
                assert_eq!(collect(&bits.union(&bits_b)), &known | &known_b, "{a:?} or {b:?}");
                assert_eq!(collect(&bits.intersection(&bits_b)), &known & &known_b, "{a:?} and {b:?}");
                assert_eq!(collect(&bits.difference(&bits_b)), &known - &known_b, "{a:?} without {b:?}");
                assert_eq!(bits.is_subset(&bits_b), known.is_subset(&known_b), "{a:?} in {b:?}");
                assert_eq!(bits.intersects(&bits_b), !known.is_disjoint(&known_b), "{a:?} meets {b:?}");
                assert!(b.iter().all(|cell| bits.contains(*cell) == a.contains(cell)));
            }
        }
    }

    #[test]
    fn has_one_form_however_it_was_made() {
        let long = set(&[3, 5, 300]);
        let cut = long.difference(&CellSet::single(300));
        assert_eq!(cut, set(&[5, 3]));
        assert_eq!(long.intersection(&CellSet::full(10)), cut);
        assert_eq!(cut.union(&CellSet::single(300)), long);
        assert_eq!(long.difference(&long), CellSet::EMPTY);
        assert_eq!(HashSet::from([cut, set(&[3, 5])]).len(), 1);
    }

    #[test]
    fn ranges_and_complements() {
        for (start, end) in
            [(0, 0), (0, 1), (0, 127), (0, 128), (0, 129), (5, 3), (100, 200), (128, 256), (256, 5000)]
        {
            assert_eq!(CellSet::range(start..end), (start..end).collect(), "{start}..{end}");
        }
        assert_eq!(set(&[1, 200]).complement(3), set(&[0, 2]));
        assert_eq!(CellSet::full(300).complement(300), CellSet::EMPTY);
        assert_eq!(CellSet::EMPTY.complement(0), CellSet::EMPTY);
    }
}
