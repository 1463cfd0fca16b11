//! What follows when a fact is stated more than once.

use crate::source::in_order::set;
use crate::space::interval::Intervals;

use super::value::{Members, Value};

impl Value {
    /// Whether it settles the fact: one number, one word, a set of which every member is known.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        match self {
            Self::Quantity(numbers) => numbers.as_point().is_some(),
            Self::Words(words) => words.len() == 1,
            Self::Members(members) => members.open.is_empty() && !members.more,
        }
    }

    /// What both allow; the first of them, if they cannot both hold. A long list that another short one is added to is not copied.
    pub fn both(self, other: &Self) -> Result<Self, Self> {
        match (self, other) {
            (Self::Quantity(a), Self::Quantity(b)) => {
                let both = a.intersect(b);
                if both.is_empty() { Err(Self::Quantity(a)) } else { Ok(Self::Quantity(both)) }
            }
            (Self::Words(a), Self::Words(b)) => {
                let both: Vec<usize> = a.iter().copied().filter(|word| b.contains(word)).collect();
                if both.is_empty() { Err(Self::Words(a)) } else { Ok(Self::Words(both)) }
            }
            (Self::Members(a), Self::Members(b)) => a.both(b).map(Self::Members).map_err(Self::Members),
            (first, _) => Err(first),
        }
    }

    /// What any of them allows; `None` if there are none. Two by two, so that each is copied a few times only, however many there
    /// are.
    #[must_use]
    pub fn any(mut values: Vec<Self>) -> Option<Self> {
        while values.len() > 1 {
            let mut pairs = Vec::with_capacity(values.len().div_ceil(2));
            let mut left = values.into_iter();
            while let Some(one) = left.next() {
                pairs.push(match left.next() {
                    Some(other) => one.either(&other),
                    None => one,
                });
            }
            values = pairs;
        }
        values.pop()
    }

    /// What either allows.
    #[must_use]
    pub fn either(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Quantity(a), Self::Quantity(b)) => {
                Self::Quantity(Intervals::union(a.parts().iter().chain(b.parts()).copied()))
            }
            (Self::Words(a), Self::Words(b)) => {
                let mut either: Vec<usize> = a.iter().chain(b).copied().collect();
                either.sort_unstable();
                either.dedup();
                Self::Words(either)
            }
            (Self::Members(a), Self::Members(b)) => Self::Members(a.either(b)),
            // Values of one fact are of one kind.
            (first, _) => first.clone(),
        }
    }
}

impl Members {
    /// The first, if a word is certainly in one and certainly not in the other.
    fn both(mut self, other: &Self) -> Result<Self, Self> {
        let allows = |members: &Self, word: &String| {
            members.more || members.named.contains(word) || members.open.contains(word)
        };
        let agreed = other.named.iter().all(|word| allows(&self, word))
            && (other.more || self.named.iter().all(|word| allows(other, word)));
        if !agreed {
            return Err(self);
        }
        if !other.more {
            self.open.retain(|word| allows(other, word));
        }
        for word in &other.named {
            self.open.remove(word);
            self.named.insert(word.clone());
        }
        if self.more {
            self.open.extend(other.open.iter().filter(|word| !self.named.contains(*word)).cloned());
        }
        self.more &= other.more;
        Ok(self)
    }

    fn either(&self, other: &Self) -> Self {
        let named = set(self.named.intersection(&other.named).cloned());
        let all = [&self.named, &other.named, &self.open, &other.open];
        let open = set(all.into_iter().flatten().filter(|word| !named.contains(*word)).cloned());
        Self { open, more: self.more || other.more, named }
    }
}
