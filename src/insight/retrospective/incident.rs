//! One incident of a retrospective: what was declared, what is possible, and what that rests on.

use serde::Serialize;

use crate::lint::account::{Account, Ruling};
use crate::model::fact::State;
use crate::table::table::Table;
use crate::verdict::outcome::Outcome;
use crate::verdict::standing::Standing;

use super::decision::Decision;
use super::period::Day;

/// One incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Incident {
    /// Where it stands: relative to the repository, with `/`.
    pub path: String,
    /// What it is referred to by.
    pub id: Option<String>,
    /// What happened, in a line.
    pub title: Option<String>,
    /// Its day, in the zone of its project.
    pub date: Option<Day>,
    /// The table it was judged by.
    pub table: Option<String>,
    /// The declared level: the table's id.
    pub declared: Option<String>,
    /// The declared severity as written.
    pub declared_text: Option<String>,
    /// The line that declares it.
    pub declared_line: Option<u32>,
    /// The ids of the levels that what is stated allows, most severe first.
    pub possible: Vec<String>,
    /// How the two stand; null without a table.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub standing: Option<Standing>,
    /// By how many levels the declared one is milder than the only possible one; below 0, by how many more severe.
    pub distance: Option<i32>,
    /// Whether a hole of the table is possible, too.
    pub uncovered: bool,
    /// The criteria that are met and put it at a possible level.
    pub deciding: Vec<CriterionName>,
    /// Whether those are only met together, each of them open by itself.
    pub jointly: bool,
    /// Whether its only possible level is the one that takes what no criterion covers, and no criterion is met.
    pub otherwise: bool,
    /// The facts that suffice for how it stands; only where people and table do not agree.
    pub facts: Vec<Ground>,
    /// The facts that keep it open, the most useful first.
    pub missing: Vec<String>,
    /// The facts whose assumed values confirmed the level.
    pub assumed: Vec<String>,
    /// The recorded decision to keep the level.
    #[serde(rename = "override")]
    pub decision: Option<Decision>,
    /// What today's table says, where it is another one.
    pub today: Option<Today>,
}

/// A criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct CriterionName {
    /// The level's id.
    pub level: String,
    /// Its own id.
    pub id: String,
    /// What it means, as people say it.
    pub says: Option<String>,
}

/// A fact on which the standing rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Ground {
    /// The fact's name.
    pub fact: String,
    /// What it is, in the words of the table.
    pub value: String,
    /// The same, for a reader of Japanese.
    #[serde(skip)]
    pub japanese: String,
    /// How it is known.
    #[cfg_attr(test, schemars(with = "String"))]
    pub state: State,
    /// The line that states it.
    pub line: Option<u32>,
}

/// What today's table says of an older incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Today {
    /// The table.
    pub table: String,
    /// The ids of the levels it allows, most severe first.
    pub possible: Vec<String>,
    /// How what is declared stands to that.
    #[cfg_attr(test, schemars(with = "String"))]
    pub standing: Standing,
}

impl Incident {
    /// Of an account, with its day in the zone of its project.
    #[must_use]
    pub fn of(account: &Account, date: Option<Day>) -> Self {
        let mut incident = Self {
            path: account.path.to_string(),
            id: account.id.clone(),
            title: account.title.clone(),
            date,
            table: None,
            declared: None,
            declared_text: None,
            declared_line: None,
            possible: vec![],
            standing: None,
            distance: None,
            uncovered: false,
            deciding: vec![],
            jointly: false,
            otherwise: false,
            facts: vec![],
            missing: vec![],
            assumed: vec![],
            decision: None,
            today: None,
        };
        if let Some(ruling) = &account.ruling {
            incident.take(ruling);
        }
        incident
    }

    /// What people call it: its id, else the name of its file.
    #[must_use]
    pub fn name(&self) -> &str {
        self.id.as_deref().unwrap_or_else(|| self.path.rsplit('/').next().unwrap_or(&self.path))
    }

    /// Whether it has to be talked about: what is not confirmed, but for what is not graded.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self.standing, None | Some(Standing::Confirmed | Standing::NotGraded))
    }

    /// Whether it is one of production: what the table does not grade is an exercise or maintenance.
    #[must_use]
    pub fn is_of_production(&self) -> bool {
        self.standing != Some(Standing::NotGraded)
    }

    fn take(&mut self, ruling: &Ruling) {
        let (table, judgement) = (&*ruling.table, &ruling.judgement);
        let fact = |index: usize| table.facts.get(index).map(|fact| fact.name.clone());
        let only = judgement.possible.only();
        let steps = |level: usize| i32::try_from(level).unwrap_or(i32::MAX);
        self.table = Some(table.text.path().to_string());
        self.declared = judgement.level().map(|level| level_id(table, level));
        self.declared_text = judgement.said.as_ref().map(|said| said.text.clone());
        self.declared_line = ruling.declared_line;
        self.possible = judgement.possible.levels.iter().map(|level| level_id(table, *level)).collect();
        self.standing = Some(judgement.standing);
        self.distance = judgement.level().zip(only).map(|(declared, only)| steps(declared) - steps(only));
        self.uncovered = judgement.possible.hole;
        let met = ruling.criteria.iter().filter(|criterion| {
            criterion.outcome == Outcome::Met && judgement.possible.levels.contains(&criterion.level)
        });
        let met: Vec<(usize, usize)> = met.map(|criterion| (criterion.level, criterion.criterion)).collect();
        self.jointly = met.is_empty() && !ruling.jointly.is_empty();
        let deciding = if self.jointly { &ruling.jointly } else { &met };
        self.deciding =
            deciding.iter().filter_map(|(level, index)| criterion_name(table, *level, *index)).collect();
        self.otherwise = only.is_some() && only == table.otherwise() && deciding.is_empty();
        self.facts = ruling
            .grounds
            .iter()
            .map(|ground| Ground {
                fact: ground.fact.clone(),
                value: ground.value.clone(),
                japanese: ground.japanese.clone(),
                state: ground.state,
                line: ground.line,
            })
            .collect();
        self.missing = judgement.missing.iter().filter_map(|gap| fact(gap.fact)).collect();
        self.assumed = judgement.assumed.iter().filter_map(|index| fact(*index)).collect();
        self.decision = ruling.decision.as_ref().map(|(decision, state)| Decision::of(decision, *state));
        self.today = ruling.today.as_ref().map(|today| Today {
            table: today.table.text.path().to_string(),
            possible: today.possible.levels.iter().map(|level| level_id(&today.table, *level)).collect(),
            standing: today.standing,
        });
    }
}

/// The id of a level.
#[must_use]
pub fn level_id(table: &Table, level: usize) -> String {
    table.levels.get(level).map_or_else(String::new, |level| level.id.text.clone())
}

fn criterion_name(table: &Table, level: usize, index: usize) -> Option<CriterionName> {
    let row = table.levels.get(level)?;
    let criterion = row.criteria.get(index)?;
    Some(CriterionName { level: row.id.text.clone(), id: criterion.id.clone(), says: criterion.says.clone() })
}
