//! What a sentence says about one matter, and which facts of a table are about that matter.

use crate::model::aliases::FACT_ALIASES;
use crate::model::declaration::Declaration;
use crate::model::fold::fold_key;
use crate::source::span::Span;
use crate::space::interval::Intervals;

/// What sentences are understood about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// Whether data was lost or corrupted.
    DataLoss,
    /// Whether somebody saw or did what they must not.
    SecurityBreach,
    /// The share of users who were affected.
    UserShare,
    /// The number of users who were affected.
    Users,
    /// The number of customers who were affected.
    Customers,
    /// How long it lasted.
    Duration,
    /// Whether there was a way around it.
    Workaround,
}

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// It was so: data was lost, there was a breach, there was a workaround.
    Yes,
    /// It was not so.
    No,
    /// This much: percent points, pieces, seconds.
    Amount(Intervals, Extent),
}

/// What an amount is the amount of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Of the whole incident.
    Whole,
    /// Of a part of it: the whole is as much, or more.
    Part,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What it is about.
    pub matter: Matter,
    /// What it says.
    pub says: Says,
    /// The sentence.
    pub span: Span,
}

impl Matter {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::DataLoss,
        Self::SecurityBreach,
        Self::UserShare,
        Self::Users,
        Self::Customers,
        Self::Duration,
        Self::Workaround,
    ];

    /// The name of the fact that tables have for it.
    #[must_use]
    pub fn fact(self) -> &'static str {
        match self {
            Self::DataLoss => "data_loss",
            Self::SecurityBreach => "security_breach",
            Self::UserShare => "users_affected_pct",
            Self::Users => "users_affected",
            Self::Customers => "customers_affected",
            Self::Duration => "duration",
            Self::Workaround => "workaround",
        }
    }

    /// What a fact of a table is about, by its name, or by a usual name among those it is stated under.
    #[must_use]
    pub fn of(declaration: &Declaration) -> Option<Self> {
        let by_name = |name: &str| Self::ALL.into_iter().find(|matter| matter.has_name(name));
        by_name(&declaration.name).or_else(|| declaration.from.iter().find_map(|key| by_name(&fold_key(key))))
    }

    fn has_name(self, name: &str) -> bool {
        let aliases = FACT_ALIASES.iter().find(|(fact, _)| *fact == self.fact());
        let mut aliases = aliases.into_iter().flat_map(|(_, aliases)| *aliases);
        name == self.fact() || aliases.any(|(alias, _)| *alias == name)
    }
}
