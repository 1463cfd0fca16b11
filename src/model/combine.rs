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

    /// What both allow; `None` if they cannot both hold.
    #[must_use]
    pub fn both(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Quantity(a), Self::Quantity(b)) => {
                let both = a.intersect(b);
                (!both.is_empty()).then_some(Self::Quantity(both))
            }
            (Self::Words(a), Self::Words(b)) => {
                let both: Vec<usize> = a.iter().copied().filter(|word| b.contains(word)).collect();
                (!both.is_empty()).then_some(Self::Words(both))
            }
            (Self::Members(a), Self::Members(b)) => a.both(b).map(Self::Members),
            _ => None,
        }
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
    /// `None` if a word is certainly in one and certainly not in the other.
    fn both(&self, other: &Self) -> Option<Self> {
        let allows = |members: &Self, word: &String| {
            members.more || members.named.contains(word) || members.open.contains(word)
        };
        let agreed = self.named.iter().all(|word| allows(other, word))
            && other.named.iter().all(|word| allows(self, word));
        if !agreed {
            return None;
        }
        let named = set(self.named.union(&other.named).cloned());
        let open = self.open.union(&other.open);
        let open = open.filter(|word| allows(self, word) && allows(other, word) && !named.contains(*word));
        Some(Self { open: set(open.cloned()), more: self.more && other.more, named })
    }

    fn either(&self, other: &Self) -> Self {
        let named = set(self.named.intersection(&other.named).cloned());
        let all = [&self.named, &other.named, &self.open, &other.open];
        let open = set(all.into_iter().flatten().filter(|word| !named.contains(*word)).cloned());
        Self { open, more: self.more || other.more, named }
    }
}
