//! Incidents by level over time, by service, by source of detection, by a fact. People are no group.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::lint::account::{Account, Took};
use crate::model::fold::fold_key;
use crate::model::grammar::spelling::plain;
use crate::model::grammar::unknown::is_unknown;
use crate::model::kind::Kind;
use crate::model::show::show_value;
use crate::model::value::Value;
use crate::source::in_order::InOrder;
use crate::verdict::standing::Standing;

use super::incident::Incident;
use super::period::{Day, Period};
use super::quartiles::Quartiles;
use super::times::seconds;

/// Of more stretches than these, those without an incident are left out: one of the years is a slip.
const MANY_STRETCHES: usize = 60;
/// More groups than these are put together as one.
const MOST_GROUPS: usize = 30;
/// Among more than these, a group of one incident says nothing.
const MANY_GROUPS: usize = 15;

/// What incidents are grouped by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// What was affected.
    Service,
    /// Who or what noticed: a source, not a person.
    Detection,
    /// A fact whose values are words.
    Fact(String),
}

/// Incidents over time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct OverTime {
    /// How long a stretch is: `month`, `quarter` or `year`.
    pub unit: Unit,
    /// The ids of levels that the counts are of, most severe first.
    pub levels: Vec<String>,
    /// Stretches without a gap, the oldest first.
    pub stretches: Vec<Stretch>,
}

/// How long a stretch is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A month.
    #[default]
    Month,
    /// Three months.
    Quarter,
    /// Twelve months.
    Year,
}

/// A month, quarter or year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Stretch {
    /// What it is called.
    pub name: String,
    /// Its first day.
    pub since: Day,
    /// Incidents by declared level, in the order of the levels.
    pub counts: Vec<usize>,
    /// Incidents that declare no such level.
    pub undeclared: usize,
    /// Those of them that declare something else: a level that the table lacks, or what is no severity.
    pub other: usize,
}

impl Stretch {
    /// How many incidents there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().sum::<usize>() + self.undeclared
    }
}

/// Incidents by something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Grouping {
    /// By what: `service`, `detection`, or the name of a fact.
    pub by: String,
    /// The ids of levels that the counts are of, most severe first.
    pub levels: Vec<String>,
    /// The groups: the largest first; of sources of detection, in the order of their names. An incident may be in several.
    pub groups: Vec<Group>,
    /// How many groups are put together in the last one.
    pub rest: usize,
}

/// A group of incidents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Group {
    /// What they have in common; null where it is not stated.
    pub name: Option<String>,
    /// How many there are.
    pub incidents: usize,
    /// By declared level, in the order of the levels.
    pub counts: Vec<usize>,
    /// Those that declare no such level.
    pub undeclared: usize,
    /// Those of them that declare something else: a level that the table lacks, or what is no severity.
    pub other: usize,
    /// Those of them that are no severity (exercises, maintenance), and whose times are left out.
    pub not_graded: usize,
    /// Those whose declared level is not possible, overrides included.
    pub mismatches: usize,
    /// How long it took to resolve them, but for those that are no severity.
    pub to_resolve: Option<Quartiles>,
}

impl OverTime {
    /// Of incidents with a day, in stretches that begin with the fiscal year. Where a period begins more than a year before
    /// its first incident (`--since 2000-01-01`), the empty years are left out.
    #[must_use]
    pub fn of(incidents: &[Incident], levels: &[String], period: &Period, first_month: i8) -> Self {
        let days = || incidents.iter().filter_map(|incident| incident.date);
        let (Some(first), Some(last)) = (days().min(), days().max()) else {
            return Self { levels: levels.to_vec(), ..Self::default() };
        };
        let near = |since: &Day| months_between(since.0, first.0) <= 12;
        let first = period.since.filter(near).map_or(first, |since| since.min(first)).0;
        let last = period.until.map_or(last, |until| until.max(last)).0;
        let unit = match months_between(first, last) + 1 {
            ..=24 => Unit::Month,
            25..=72 => Unit::Quarter,
            _ => Unit::Year,
        };
        let mut stretches = vec![];
        let mut start = start_of(first, unit, first_month);
        while start <= last {
            let name = match unit {
                Unit::Month => format!("{:04}-{:02}", start.year(), start.month()),
                Unit::Quarter => quarter_name(start, first_month),
                Unit::Year => fiscal_year(start, first_month).to_string(),
            };
            let counts = vec![0; levels.len()];
            stretches.push(Stretch { name, since: Day(start), counts, undeclared: 0, other: 0 });
            let next = start.saturating_add(unit.months().months());
            if next <= start {
                break;
            }
            start = next;
        }
        for incident in incidents {
            let Some(Day(day)) = incident.date else { continue };
            let after = stretches.partition_point(|stretch| stretch.since.0 <= day);
            let Some(stretch) = after.checked_sub(1).and_then(|index| stretches.get_mut(index)) else {
                continue;
            };
            let of = [&mut stretch.undeclared, &mut stretch.other];
            count(incident, levels, &mut stretch.counts, of);
        }
        if stretches.len() > MANY_STRETCHES {
            let is_empty =
                |stretch: &Stretch| stretch.undeclared == 0 && stretch.counts.iter().all(|count| *count == 0);
            stretches.retain(|stretch| !is_empty(stretch));
        }
        Self { unit, levels: levels.to_vec(), stretches }
    }
}

impl Unit {
    fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }
}

fn start_of(day: Date, unit: Unit, first_month: i8) -> Date {
    let into_year = (day.month() - first_month).rem_euclid(12);
    let back = i32::from(into_year).rem_euclid(unit.months());
    day.first_of_month().saturating_sub(back.months())
}

fn fiscal_year(day: Date, first_month: i8) -> i16 {
    if day.month() < first_month { day.year() - 1 } else { day.year() }
}

fn quarter_name(start: Date, first_month: i8) -> String {
    let quarter = (start.month() - first_month).rem_euclid(12) / 3 + 1;
    format!("{}-Q{quarter}", fiscal_year(start, first_month))
}

impl Grouping {
    /// Of accounts and the incidents made of them, in the same order. Spellings that are compared alike (`Checkout`, `checkout`)
    /// are one group, which is called as most call it.
    #[must_use]
    pub fn of(by: &By, accounts: &[&Account], incidents: &[Incident], levels: &[String]) -> Self {
        let mut found: BTreeMap<Option<String>, (Group, Vec<i64>)> = BTreeMap::new();
        let mut spellings: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for (account, incident) in accounts.iter().zip(incidents) {
            let mut names: Vec<Option<String>> = by.names(account).into_iter().map(Some).collect();
            if names.is_empty() {
                names.push(None);
            }
            for name in names {
                let folded = name.as_deref().map(fold_key);
                if let (Some(folded), Some(name)) = (&folded, name) {
                    *spellings.entry(folded.clone()).or_default().entry(name).or_default() += 1;
                }
                let (group, lengths) = found.entry(folded.clone()).or_insert_with(|| {
                    (Group { name: folded, counts: vec![0; levels.len()], ..Group::default() }, vec![])
                });
                group.incidents += 1;
                let of = [&mut group.undeclared, &mut group.other];
                count(incident, levels, &mut group.counts, of);
                let is_mismatch = incident
                    .standing
                    .is_some_and(|standing| standing.is_mismatch() || standing == Standing::Overridden);
                group.mismatches += usize::from(is_mismatch);
                if !incident.is_of_production() {
                    group.not_graded += 1;
                } else if let [_, _, _, Took::Exactly(length)] = account.took {
                    lengths.push(seconds(length));
                }
            }
        }
        for (group, _) in found.values_mut() {
            let spelt = group.name.as_ref().and_then(|folded| spellings.get(folded)).into_iter().flatten();
            group.name =
                spelt.max_by_key(|(name, count)| (**count, Reverse(*name))).map(|(name, _)| name.clone());
        }
        let mut groups: Vec<(Group, Vec<i64>)> = found.into_values().collect();
        groups.order_by_key(|(group, _)| (group.name.is_none(), Reverse(group.incidents)));
        let before = groups.len();
        if before > MANY_GROUPS && groups.iter().any(|(group, _)| group.incidents > 1) {
            groups.retain(|(group, _)| group.incidents > 1 || group.name.is_none());
        }
        let most = groups.len().min(MOST_GROUPS);
        let unnamed = groups.pop_if(|(group, _)| group.name.is_none());
        groups.truncate(most - usize::from(unnamed.is_some()));
        groups.extend(unnamed);
        let rest = before - groups.len();
        let groups =
            groups.into_iter().map(|(group, lengths)| Group { to_resolve: Quartiles::of(lengths), ..group });
        Self { by: by.to_string(), levels: levels.to_vec(), groups: groups.collect(), rest }
    }

    /// Whether nothing is stated of what it groups by.
    #[must_use]
    pub fn is_unstated(&self) -> bool {
        self.groups.iter().all(|group| group.name.is_none())
    }
}

impl std::fmt::Display for By {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Service => "service",
            Self::Detection => "detection",
            Self::Fact(name) => name,
        })
    }
}

impl By {
    fn names(&self, account: &Account) -> Vec<String> {
        match self {
            Self::Service => account.services.iter().filter(|name| is_known(name)).cloned().collect(),
            Self::Detection => {
                account.detected_by.first().filter(|name| is_known(name)).cloned().into_iter().collect()
            }
            Self::Fact(name) => fact_words(account, name),
        }
    }
}

/// Whether a name is one, and does not say that there is none or that it is not known.
fn is_known(name: &str) -> bool {
    !plain(name).is_ok_and(|name| is_unknown(&name))
}

/// Whether values of a kind are words that incidents can be grouped by.
#[must_use]
pub fn can_group(kind: &Kind) -> bool {
    matches!(kind, Kind::Boolean | Kind::Scale(_) | Kind::Choice(_) | Kind::Set(_))
}

/// The words of a fact: of a set each of its members, or that it has none; of one that may be several words, all of them as
/// one.
fn fact_words(account: &Account, name: &str) -> Vec<String> {
    let Some(ruling) = &account.ruling else { return vec![] };
    let Some(index) = ruling.table.fact(name) else { return vec![] };
    let value = ruling.values.get(index).and_then(Option::as_ref);
    match (ruling.table.facts.get(index), value) {
        (_, Some(Value::Members(members))) if !members.is_certainly_empty() => {
            members.named.iter().cloned().collect()
        }
        (Some(declaration), Some(value)) => vec![show_value(&declaration.kind, value)],
        _ => vec![],
    }
}

fn months_between(from: Date, to: Date) -> i32 {
    i32::from(to.year() - from.year()) * 12 + i32::from(to.month() - from.month())
}

fn count(incident: &Incident, levels: &[String], counts: &mut [usize], [undeclared, other]: [&mut usize; 2]) {
    let declared = incident.declared.as_ref();
    let index = declared.and_then(|declared| levels.iter().position(|level| level == declared));
    match index.and_then(|index| counts.get_mut(index)) {
        Some(count) => *count += 1,
        None => {
            *undeclared += 1;
            *other += usize::from(declares_other(incident));
        }
    }
}

/// Whether what an incident declares is there, and no level that is counted.
fn declares_other(incident: &Incident) -> bool {
    let is_other = |standing| matches!(standing, Standing::UnknownLevel | Standing::NotGraded);
    incident.declared.is_some() || incident.standing.is_some_and(is_other)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where something fails")]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn stretches_begin_with_the_fiscal_year() {
        for (day, unit, first_month, start) in [
            (date(2026, 5, 17), Unit::Month, 4, date(2026, 5, 1)),
            (date(2026, 5, 17), Unit::Quarter, 1, date(2026, 4, 1)),
            (date(2026, 2, 1), Unit::Quarter, 2, date(2026, 2, 1)),
            (date(2026, 1, 31), Unit::Quarter, 2, date(2025, 11, 1)),
            (date(2026, 3, 31), Unit::Year, 4, date(2025, 4, 1)),
            (date(2026, 4, 1), Unit::Year, 4, date(2026, 4, 1)),
        ] {
            assert_eq!(start_of(day, unit, first_month), start, "{day} {unit:?} {first_month}");
        }
        assert_eq!(quarter_name(date(2027, 1, 1), 4), "2026-Q4");
        assert_eq!(quarter_name(date(2026, 7, 1), 1), "2026-Q3");
    }

    #[test]
    fn months_are_counted_over_years() {
        assert_eq!(months_between(date(2025, 11, 30), date(2026, 1, 1)), 2);
        assert_eq!(months_between(date(2026, 1, 31), date(2026, 1, 1)), 0);
    }
}
