//! A few facts in, the level and the response out: what is possible, why, what to find out next, and what to do now.

use crate::model::fact::Fact;
use crate::model::value::Value;
use crate::space::budget::{Budget, Exhausted};
use crate::table::level::{Level, Name};
use crate::table::table::Table;
use crate::verdict::evidence::{Finding, findings, grounds, met_jointly};
use crate::verdict::judgement::values;
use crate::verdict::outcome::Outcome;
use crate::verdict::possible::{Gap, Possible, Stated, assumed_of_silence, needed};

/// What a few facts come to. Indices are the table's.
#[derive(Clone, Debug)]
pub struct Classification<'t> {
    /// The table.
    pub table: &'t Table,
    /// What is known, in the order of the table's facts.
    pub facts: Vec<Fact>,
    /// The levels that allows.
    pub possible: Possible,
    /// How every criterion came out, most severe level first.
    pub findings: Vec<Finding>,
    /// The criteria of the only possible level that are met together, though none of them is met alone.
    pub jointly: Vec<usize>,
    /// The facts that suffice for what is possible.
    pub grounds: Vec<usize>,
    /// The facts worth finding out, the most telling first.
    pub missing: Vec<Gap>,
    /// What the table's assumptions would add; none if they add nothing.
    pub assuming: Option<Assuming>,
    /// Who is told: by the level to respond at, then by its criteria that are met; each once.
    pub notify: Vec<&'t Name>,
}

/// What is possible if silence means what the table says it means.
#[derive(Clone, Debug)]
pub struct Assuming {
    /// The facts whose assumed values are needed for it.
    pub facts: Vec<usize>,
    /// What is then possible.
    pub possible: Possible,
}

impl<'t> Classification<'t> {
    /// Classifies. Facts are in the order of the table's.
    ///
    /// # Errors
    /// When the question costs more than the budget.
    pub fn of(table: &'t Table, facts: Vec<Fact>, budget: &mut Budget) -> Result<Self, Exhausted> {
        let stated = Stated::new(table, values(&facts));
        let possible = stated.possible(budget)?;
        let missing = stated.missing_at_least(table, possible.outcomes(), &mut Budget::default());
        let jointly = match possible.only() {
            Some(level) => met_jointly(table, &facts, level, budget)?,
            None => vec![],
        };
        let grounds = grounds(table, &facts, |fewer| *fewer == possible, budget)?;
        let assuming = assuming(table, &facts, &possible, budget)?;
        let findings = findings(table, &facts);
        let mut classification =
            Self { table, facts, possible, findings, jointly, grounds, missing, assuming, notify: vec![] };
        classification.notify = classification.told();
        Ok(classification)
    }

    /// The level to respond at: the most severe that is possible. None if only a hole of the table is.
    #[must_use]
    pub fn response_level(&self) -> Option<(usize, &'t Level)> {
        let level = *self.possible.levels.first()?;
        Some((level, self.table.levels.get(level)?))
    }

    /// The id of a level.
    #[must_use]
    pub fn level_id(&self, level: usize) -> &'t str {
        self.table.levels.get(level).map_or("?", |level| level.id.text.as_str())
    }

    fn told(&self) -> Vec<&'t Name> {
        let Some((index, level)) = self.response_level() else { return vec![] };
        let met = self
            .findings
            .iter()
            .filter(|finding| finding.level == index && finding.outcome == Outcome::Met)
            .filter_map(|finding| level.criteria.get(finding.criterion));
        let mut told: Vec<&Name> = vec![];
        for name in level.response.notify.iter().chain(met.flat_map(|criterion| &criterion.notify)) {
            if !told.iter().any(|other| other.folded == name.folded) {
                told.push(name);
            }
        }
        told
    }
}

fn assuming(
    table: &Table,
    facts: &[Fact],
    possible: &Possible,
    budget: &mut Budget,
) -> Result<Option<Assuming>, Exhausted> {
    if possible.outcomes() < 2 {
        return Ok(None);
    }
    let assumed = assumed_of_silence(table, facts);
    let with = |assumed: &[(usize, &Value)], budget: &mut Budget| {
        Stated::new(table, values(facts).chain(assumed.iter().copied())).possible(budget)
    };
    let then = with(&assumed, budget)?;
    if then == *possible {
        return Ok(None);
    }
    let assumed = needed(assumed, |fewer| Ok(with(fewer, budget)? == then))?;
    Ok(Some(Assuming { facts: assumed.into_iter().map(|(fact, _)| fact).collect(), possible: then }))
}
