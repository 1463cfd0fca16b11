//! A remark on a table: a consequence of counts, with the counts. The words are made where it is written down.

use serde::Serialize;

use super::number::Share;

/// A remark on a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub enum Remark {
    /// Of the incidents that a criterion decided, the team kept another level in so many.
    CriterionOverridden {
        /// The table.
        table: String,
        /// The level.
        level: String,
        /// The criterion.
        criterion: String,
        /// How many.
        share: Share,
    },
    /// What the table makes one level is often declared at another.
    LevelsConfused {
        /// The table.
        table: String,
        /// What was declared.
        declared: String,
        /// What the table says.
        computed: String,
        /// How many, of all that the table puts at the computed level.
        share: Share,
    },
    /// What people declare leans away from the table.
    Leaning {
        /// The table.
        table: String,
        /// By how many levels, on average; above 0: milder than the table.
        bias: f64,
        /// Over so many incidents.
        incidents: usize,
    },
    /// Criteria that no incident met.
    CriteriaNeverMet {
        /// The table.
        table: String,
        /// The criteria, with their levels.
        criteria: Vec<[String; 2]>,
        /// Of so many criteria.
        of: usize,
        /// Among so many incidents.
        incidents: usize,
    },
    /// A criterion that decided, and always together with another one of its level.
    CriterionNeverAlone {
        /// The table.
        table: String,
        /// The level.
        level: String,
        /// The criterion.
        criterion: String,
        /// In how many incidents it decided.
        decided: usize,
    },
    /// A criterion that could often not be judged.
    CriterionOftenOpen {
        /// The table.
        table: String,
        /// The level.
        level: String,
        /// The criterion.
        criterion: String,
        /// How often it was open.
        share: Share,
        /// The fact that was lacking most, and in how many of them.
        fact: Option<(String, usize)>,
    },
    /// A criterion that was missed narrowly, several times.
    NearMisses {
        /// The table.
        table: String,
        /// The level.
        level: String,
        /// The criterion.
        criterion: String,
        /// How often.
        near_misses: usize,
        /// How often it was met.
        met: usize,
    },
    /// A fact that would settle open levels, if authors stated it.
    AskFor {
        /// The fact.
        fact: String,
        /// How many open levels it would settle, of all that are open.
        settles: Share,
        /// How many it would narrow down.
        helps: usize,
    },
    /// Levels that are neither declared nor computed.
    LevelsUnused {
        /// The table.
        table: String,
        /// The levels.
        levels: Vec<String>,
        /// Among so many incidents.
        incidents: usize,
    },
    /// Most incidents fall to the level that takes what no criterion covers.
    MostFallThrough {
        /// The table.
        table: String,
        /// The level.
        level: String,
        /// How many.
        share: Share,
    },
    /// The table has no level for some incidents.
    Holes {
        /// How many.
        incidents: usize,
    },
    /// Confirmed levels that rest on an assumption.
    RestsOnAssumption {
        /// The facts that are assumed.
        facts: Vec<String>,
        /// How many of the confirmed levels.
        share: Share,
    },
    /// Overrides that go one way.
    OverridesLean {
        /// Whether they keep a milder level than the table gives.
        milder: bool,
        /// How many do, of those with one computed level.
        share: Share,
    },
    /// Overrides without a last day.
    OverridesWithoutEnd {
        /// How many, of those that hold.
        share: Share,
    },
    /// Today's table would judge older incidents otherwise.
    TodayDiffers {
        /// How many, of the incidents that another table judged, have no possible level in common by both.
        share: Share,
    },
}

impl Remark {
    /// The table it is about, if it is about one.
    #[must_use]
    pub fn table(&self) -> Option<&str> {
        match self {
            Self::CriterionOverridden { table, .. }
            | Self::LevelsConfused { table, .. }
            | Self::Leaning { table, .. }
            | Self::CriteriaNeverMet { table, .. }
            | Self::CriterionNeverAlone { table, .. }
            | Self::CriterionOftenOpen { table, .. }
            | Self::NearMisses { table, .. }
            | Self::LevelsUnused { table, .. }
            | Self::MostFallThrough { table, .. } => Some(table),
            _ => None,
        }
    }
}
