//! Dice that fall the same way each time: what is learnt depends on the incidents alone.

/// A generator of numbers that look random (`SplitMix64`, Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub struct Dice {
    state: u64,
}

impl Dice {
    /// Dice that begin there.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        Self { state: seed }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below that one; 0 where there is none.
    pub fn below(&mut self, many: usize) -> usize {
        let many = many.max(1) as u64;
        usize::try_from((u128::from(self.next()) * u128::from(many)) >> 64).unwrap_or(0)
    }

    /// One of them.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        from.get(self.below(from.len())).copied()
    }

    /// So many places in an order at random (Fisher and Yates 1938).
    pub fn shuffled(&mut self, many: usize) -> Vec<usize> {
        let mut places: Vec<usize> = (0..many).collect();
        for last in (1..many).rev() {
            places.swap(last, self.below(last + 1));
        }
        places
    }

    /// Whether something happens whose odds are `2^-price`, a price in thousandths of a bit.
    pub fn happens(&mut self, price: i64) -> bool {
        if price <= 0 {
            return true;
        }
        if price > 40_000 {
            return false;
        }
        #[allow(clippy::cast_precision_loss)]
        let (odds, drawn) =
            ((-(price as f64) / 1000.0).exp2(), (self.next() >> 11) as f64 / (1_u64 << 53) as f64);
        drawn < odds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shuffled_is_all_there_and_in_no_order_of_its_own() {
        let mut dice = Dice::of(4);
        for many in [0, 1, 2, 100] {
            let mut shuffled = dice.shuffled(many);
            assert_eq!(shuffled.is_sorted(), many < 2 || shuffled == [0, 1], "{shuffled:?}");
            shuffled.sort_unstable();
            assert_eq!(shuffled, (0..many).collect::<Vec<_>>());
        }
        let firsts = (0..600).filter(|_| dice.shuffled(3).first() == Some(&0)).count();
        assert!((150..250).contains(&firsts), "{firsts}");
    }
}
