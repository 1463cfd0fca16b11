//! Putting a few things in order, those that are alike left as they stand.
//!
//! The standard library's stable sort is made anew for each type that is sorted, some fifteen kilobytes each time: it was a
//! twentieth of this program. Here places are sorted, whatever stands there, by one sort for all. Maps and sets that are
//! collected bring that sort, too; here they are filled.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What can be put in order. Where speed matters more than size, the standard library sorts.
pub trait InOrder<T> {
    /// Puts it in order by a comparison.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Puts it in order by a key, which is worked out for each comparison.
    fn order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> InOrder<T> for [T] {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        if self.is_sorted_by(|one, other| compare(one, other).is_le()) {
            return;
        }
        let places = order(self.len(), &mut |one, other| match (self.get(one), self.get(other)) {
            (Some(one), Some(other)) => compare(one, other),
            _ => Ordering::Equal,
        });
        let mut targets = inverted(&places);
        for at in 0..self.len() {
            while let Some(target) = targets.get(at).copied().filter(|target| *target != at) {
                self.swap(at, target);
                targets.swap(at, target);
            }
        }
    }

    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|one, other| key(one).cmp(&key(other)));
    }
}

/// A map of these pairs; of those with one key the last value.
#[must_use]
pub fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(pairs);
    map
}

/// A set of these.
#[must_use]
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// So many places in the order of what stands there.
fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_unstable_by(|one, other| compare(*one, *other).then(one.cmp(other)));
    places
}

/// For each place where what stands there goes.
fn inverted(places: &[usize]) -> Vec<usize> {
    let mut targets = vec![0; places.len()];
    for (target, place) in places.iter().enumerate() {
        if let Some(slot) = targets.get_mut(*place) {
            *slot = target;
        }
    }
    targets
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        let mut random = Rng::with_seed(3);
        for _ in 0..2000 {
            let count = random.usize(..60);
            let mut ours: Vec<(u8, usize)> = (0..count).map(|at| (random.u8(..12), at)).collect();
            let mut theirs = ours.clone();
            ours.order_by_key(|(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            assert_eq!(ours, theirs);
            ours.order_by(|one, other| other.cmp(one));
            theirs.sort_by(|one, other| other.cmp(one));
            assert_eq!(ours, theirs);
            assert_eq!(map(ours.iter().copied()), ours.iter().copied().collect());
            assert_eq!(set(ours.iter().map(|(key, _)| *key)), ours.iter().map(|(key, _)| *key).collect());
        }
    }
}
