//! A set of cases, and what they save: counted many at a time.

use super::price::Price;

/// Some of the cases, by their index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cases {
    words: Vec<u64>,
}

const WORD: usize = 64;

impl Cases {
    /// None of so many.
    #[must_use]
    pub fn none(many: usize) -> Self {
        Self { words: vec![0; many.div_ceil(WORD)] }
    }

    /// All of so many.
    #[must_use]
    pub fn all(many: usize) -> Self {
        Self::by_word(many, |_| u64::MAX)
    }

    /// Those of so many that something is true of.
    #[must_use]
    pub fn those(many: usize, is_one: impl Fn(usize) -> bool) -> Self {
        let mut cases = Self::none(many);
        for case in (0..many).filter(|case| is_one(*case)) {
            cases.add(case);
        }
        cases
    }

    /// Those of so many that the words say, 64 at a time.
    #[must_use]
    pub fn by_word(many: usize, word: impl FnMut(usize) -> u64) -> Self {
        let mut cases = Self { words: (0..many.div_ceil(WORD)).map(word).collect() };
        if let Some(last) = cases.words.last_mut().filter(|_| !many.is_multiple_of(WORD)) {
            *last &= (1 << (many % WORD)) - 1;
        }
        cases
    }

    /// How many words they are.
    #[must_use]
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// 64 of them, a bit each.
    #[must_use]
    pub fn word(&self, at: usize) -> u64 {
        self.words.get(at).copied().unwrap_or(0)
    }

    /// One more.
    pub fn add(&mut self, case: usize) {
        if let Some(word) = self.words.get_mut(case / WORD) {
            *word |= 1 << (case % WORD);
        }
    }

    /// Whether it is among them.
    #[must_use]
    pub fn has(&self, case: usize) -> bool {
        self.words.get(case / WORD).is_some_and(|word| word >> (case % WORD) & 1 == 1)
    }

    /// Each of them, ascending.
    pub fn each(&self) -> impl Iterator<Item = usize> {
        (0..self.words.len() * WORD).filter(|case| self.has(*case))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Keeps those that are in both.
    pub fn keep(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Those that are in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.keep(other);
        both
    }

    /// Those that are not in the other.
    #[must_use]
    pub fn but(&self, other: &Self) -> Self {
        let rest = self.words.iter().zip(&other.words).map(|(word, other)| word & !other);
        Self { words: rest.collect() }
    }

    /// Takes the others in.
    pub fn join(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// How many are in both.
    #[must_use]
    pub fn shared(&self, other: &Self) -> Price {
        let both = self.words.iter().zip(&other.words).map(|(word, other)| (word & other).count_ones());
        Price::from(both.sum::<u32>())
    }
}

/// What each case saves: those that save alike beside each other. The others save nothing.
#[derive(Clone, Debug, Default)]
pub struct Savings {
    alike: Vec<(Price, Cases)>,
}

impl Savings {
    /// What so many cases save.
    #[must_use]
    pub fn of(many: usize, each: impl Iterator<Item = Price>) -> Self {
        let mut alike: Vec<(Price, Cases)> = vec![];
        for (case, price) in each.enumerate().filter(|(_, price)| *price != 0) {
            match alike.iter_mut().find(|(other, _)| *other == price) {
                Some((_, cases)) => cases.add(case),
                None => alike.push((price, Cases::those(many, |other| other == case))),
            }
        }
        Self { alike }
    }

    /// What some cases save together.
    #[must_use]
    pub fn sum(&self, cases: &Cases) -> Price {
        self.alike.iter().map(|(price, own)| price * own.shared(cases)).sum()
    }

    /// The same where what is lost weighs so many times as much.
    #[must_use]
    pub fn weighted(mut self, weight: Price) -> Self {
        for (price, _) in &mut self.alike {
            if *price < 0 {
                *price *= weight;
            }
        }
        self
    }

    /// The same, each word of cases that save alike.
    #[must_use]
    pub fn packed(&self) -> Packed {
        let mut packed = Packed::default();
        for gains in [true, false] {
            for (price, cases) in self.alike.iter().filter(|(price, _)| (*price > 0) == gains) {
                for those in cases.each().collect::<Vec<usize>>().chunks(WORD) {
                    packed.words.push((*price, those.to_vec()));
                }
            }
        }
        packed
    }
}

/// The cases that save something or cost something, packed: each word is of cases that save alike, so that what some of them
/// save is counted once for each word. Those that save something come first.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    words: Vec<(Price, Vec<usize>)>,
}

impl Packed {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> Cases {
        self.those(|_| true)
    }

    /// Those of them that are among some cases.
    #[must_use]
    pub fn of(&self, cases: &Cases) -> Cases {
        self.those(|case| cases.has(case))
    }

    fn those(&self, is_one: impl Fn(usize) -> bool) -> Cases {
        let word = |those: &Vec<usize>| {
            let bits = those.iter().enumerate().map(|(at, case)| u64::from(is_one(*case)) << at);
            bits.fold(0, |word, bit| word | bit)
        };
        Cases { words: self.words.iter().map(|(_, those)| word(those)).collect() }
    }

    /// What those that are in both save, without those that cost something: no part of them saves more.
    #[must_use]
    pub fn most(&self, one: &Cases, other: &Cases) -> Price {
        self.shared(one, other).take_while(|(price, _)| *price > 0).map(|(price, both)| price * both).sum()
    }

    /// What those that are in both save together.
    #[must_use]
    pub fn sum(&self, one: &Cases, other: &Cases) -> Price {
        self.shared(one, other).map(|(price, both)| price * both).sum()
    }

    /// How many are in both, word for word.
    fn shared<'c>(&'c self, one: &'c Cases, other: &'c Cases) -> impl Iterator<Item = (Price, Price)> + 'c {
        let both = one.words.iter().zip(&other.words).map(|(one, other)| one & other);
        self.words.iter().zip(both).map(|((price, _), both)| (*price, Price::from(both.count_ones())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_and_sums_are_those_of_one_case_after_the_other() {
        let mut rng = fastrand::Rng::with_seed(3);
        for many in [0, 1, 63, 64, 65, 200] {
            let each: Vec<Price> = (0..many).map(|_| rng.i64(-2..3) * 700).collect();
            let mut draw = |share: u8| (0..many).map(|_| rng.u8(..10) < share).collect::<Vec<bool>>();
            let (some, other) = (draw(4), draw(7));
            let of = |which: &[bool]| Cases::those(many, |case| which[case]);
            let savings = Savings::of(many, each.iter().copied());
            let by_hand = |is_in: &dyn Fn(usize) -> bool, of: &dyn Fn(Price) -> Price| -> Price {
                (0..many).filter(|case| is_in(*case)).map(|case| of(each[case])).sum()
            };
            assert_eq!(savings.sum(&of(&some)), by_hand(&|case| some[case], &|price| price));
            let packed = savings.packed();
            let [own, others] = [&some, &other].map(|which| packed.of(&of(which)));
            let is_both = |case: usize| some[case] && other[case];
            assert_eq!(packed.sum(&own, &others), by_hand(&is_both, &|price| price));
            assert_eq!(packed.most(&own, &others), by_hand(&is_both, &|price| price.max(0)));
            assert_eq!(packed.sum(&packed.all(), &packed.all()), each.iter().sum::<Price>());
            assert_eq!(
                of(&some).each().collect::<Vec<_>>(),
                (0..many).filter(|case| some[*case]).collect::<Vec<_>>()
            );
            let weighted = savings.clone().weighted(3);
            assert_eq!(
                weighted.sum(&of(&some)),
                by_hand(&|case| some[case], &|price| if price < 0 { price * 3 } else { price })
            );
            let both = of(&some).and(&of(&other));
            let mut either = of(&some);
            either.join(&of(&other));
            for case in 0..many {
                assert_eq!(both.has(case), some[case] && other[case]);
                assert_eq!(either.has(case), some[case] || other[case]);
            }
            let rest = of(&some).but(&of(&other));
            assert!((0..many).all(|case| rest.has(case) == (some[case] && !other[case])));
            assert_eq!(both.is_empty(), (0..many).all(|case| !both.has(case)));
            assert_eq!(savings.sum(&Cases::all(many)), each.iter().sum::<Price>());
            let shared = (0..many).filter(|case| some[*case] && other[*case]).count();
            assert_eq!(of(&some).shared(&of(&other)), Price::try_from(shared).unwrap());
        }
    }
}
