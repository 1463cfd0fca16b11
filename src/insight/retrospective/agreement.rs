//! How far people and table agree, table by table: declared against computed, over the incidents with one possible level.

use serde::Serialize;

use crate::lint::account::Account;
use crate::table::table::Table;
use crate::verdict::standing::Standing;

use super::kappa::{Kappa, kappa};
use super::number::{Share, real, rounded};

/// How far people and one table agree.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Agreement {
    /// The table's path.
    pub table: String,
    /// The ids of its levels, most severe first.
    pub levels: Vec<String>,
    /// Counts of incidents: a row for each declared level, in it a column for each computed one.
    pub matrix: Vec<Vec<usize>>,
    /// How many were declared at the computed level.
    pub exact: Share,
    /// How many were declared at most one level from it.
    pub within_one: Share,
    /// Linear weighted kappa; null where it is not defined.
    pub kappa: Option<Kappa>,
    /// The mean of declared less computed, in levels: above 0, what people declare is milder. Null without incidents.
    pub bias: Option<f64>,
    /// How many of the disagreements are overrides: they have a reason.
    pub overridden: usize,
    /// Incidents that are not compared, and why.
    pub left_out: LeftOut,
}

/// Incidents that are not compared, by why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct LeftOut {
    /// What is stated allows several levels.
    pub open: usize,
    /// Only an assumption makes the declared level the only possible one, and assumptions never disagree.
    pub assumed: usize,
    /// The table has no level for them.
    pub uncovered: usize,
    /// No level is declared.
    pub undeclared: usize,
    /// What is declared is no severity.
    pub not_graded: usize,
    /// What is declared is no level of the table.
    pub unknown: usize,
}

impl LeftOut {
    /// How many there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.open + self.assumed + self.uncovered + self.undeclared + self.not_graded + self.unknown
    }
}

impl Agreement {
    /// Of the accounts that were judged by a table.
    #[must_use]
    pub fn of(table: &Table, accounts: &[&Account]) -> Self {
        let size = table.levels.len();
        let mut matrix = vec![vec![0_usize; size]; size];
        let mut left_out = LeftOut::default();
        let mut overridden = 0;
        for ruling in accounts.iter().filter_map(|account| account.ruling.as_ref()) {
            let judgement = &ruling.judgement;
            let pair = judgement.level().zip(judgement.possible.only());
            let cell = pair.and_then(|(declared, computed)| matrix.get_mut(declared)?.get_mut(computed));
            match (judgement.standing, cell) {
                (Standing::NotGraded, _) => left_out.not_graded += 1,
                (_, Some(cell)) => {
                    *cell += 1;
                    overridden += usize::from(judgement.standing == Standing::Overridden);
                }
                (Standing::UnknownLevel, _) => left_out.unknown += 1,
                _ if judgement.level().is_none() => left_out.undeclared += 1,
                _ if judgement.possible.levels.is_empty() => left_out.uncovered += 1,
                _ if judgement.standing == Standing::Confirmed => left_out.assumed += 1,
                _ => left_out.open += 1,
            }
        }
        let cells = || {
            let row = |(declared, row): (usize, &Vec<usize>)| {
                row.iter()
                    .enumerate()
                    .map(|(computed, count)| (declared, computed, *count))
                    .collect::<Vec<_>>()
            };
            matrix.iter().enumerate().flat_map(row)
        };
        let of: usize = cells().map(|(.., count)| count).sum();
        let within = |steps: usize| Share {
            count: cells().filter(|(i, j, _)| i.abs_diff(*j) <= steps).map(|(.., count)| count).sum(),
            of,
        };
        let difference = |(declared, computed, count): (usize, usize, usize)| {
            (real(declared) - real(computed)) * real(count)
        };
        let bias = (of > 0).then(|| rounded(cells().map(difference).sum::<f64>() / real(of)));
        Self {
            table: table.text.path().to_string(),
            levels: table.levels.iter().map(|level| level.id.text.clone()).collect(),
            exact: within(0),
            within_one: within(1),
            kappa: kappa(&matrix),
            bias,
            overridden,
            left_out,
            matrix,
        }
    }

    /// Whether there are too few incidents for kappa to mean much.
    #[must_use]
    pub fn is_of_few(&self) -> bool {
        self.exact.of < 2 * self.levels.len() * self.levels.len()
    }
}
