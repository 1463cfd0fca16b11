//! How a declared level stands to the possible ones.

use serde::Serialize;

use super::possible::Possible;

/// How a declared level stands to the possible ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Declared is the only possible level, perhaps once assumptions are made.
    Confirmed,
    /// Declared is milder than every possible level.
    Understated,
    /// Declared is more severe than every possible level.
    Overstated,
    /// Declared is not possible; more and less severe levels are.
    Contradicted,
    /// Declared is possible, and so is another level, or a hole.
    Undetermined,
    /// A mismatch with a valid override.
    Overridden,
    /// No level is possible.
    Uncovered,
    /// No severity is stated.
    Undeclared,
    /// The stated severity is not in the table.
    UnknownLevel,
    /// The stated value is one that the table does not grade.
    NotGraded,
}

impl Standing {
    /// All standings, in the order of reports.
    pub const ALL: &'static [Self] = &[
        Self::Confirmed,
        Self::Understated,
        Self::Overstated,
        Self::Contradicted,
        Self::Undetermined,
        Self::Overridden,
        Self::Uncovered,
        Self::Undeclared,
        Self::UnknownLevel,
        Self::NotGraded,
    ];

    /// The word for it, in data and in English.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Understated => "understated",
            Self::Overstated => "overstated",
            Self::Contradicted => "contradicted",
            Self::Undetermined => "undetermined",
            Self::Overridden => "overridden",
            Self::Uncovered => "uncovered",
            Self::Undeclared => "undeclared",
            Self::UnknownLevel => "unknown-level",
            Self::NotGraded => "not-graded",
        }
    }

    /// Whether people and table disagree.
    #[must_use]
    pub fn is_mismatch(self) -> bool {
        matches!(self, Self::Understated | Self::Overstated | Self::Contradicted)
    }

    /// How a declared level stands to the possible ones, before assumptions and overrides.
    #[must_use]
    pub fn of(declared: usize, possible: &Possible) -> Self {
        let levels = &possible.levels;
        if levels.contains(&declared) {
            return if possible.outcomes() == 1 { Self::Confirmed } else { Self::Undetermined };
        }
        match (levels.first(), levels.last()) {
            (None, _) | (_, None) => Self::Uncovered,
            // Levels are numbered from the most severe.
            (_, Some(mildest)) if *mildest < declared => Self::Understated,
            (Some(most_severe), _) if *most_severe > declared => Self::Overstated,
            _ => Self::Contradicted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standings_of_the_middle_of_three_levels() {
        for (levels, hole, standing) in [
            (vec![1], false, Standing::Confirmed),
            (vec![0], false, Standing::Understated),
            (vec![2], false, Standing::Overstated),
            (vec![0, 2], false, Standing::Contradicted),
            (vec![0, 1], false, Standing::Undetermined),
            (vec![1], true, Standing::Undetermined),
            (vec![0], true, Standing::Understated),
            (vec![], true, Standing::Uncovered),
        ] {
            let possible = Possible { levels, hole };
            assert_eq!(Standing::of(1, &possible), standing, "{possible:?}");
        }
    }
}
