//! What a retrospective is asked for.

use jiff::civil::Date;

use super::groups::By;
use super::period::{Day, Period, Quarter};

/// What a retrospective is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its period, as asked for.
    pub period: AskedPeriod,
    /// Whether the period before is looked at, too.
    pub compare: bool,
    /// What incidents are grouped by.
    pub by: Vec<By>,
    /// The day of the report.
    pub today: Date,
}

/// The period that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedPeriod {
    /// All incidents.
    All,
    /// A quarter of the fiscal year.
    Quarter(Quarter),
    /// From a day to a day.
    Days(Option<Date>, Option<Date>),
}

impl AskedPeriod {
    /// The period, and the one before it ([`Period::preceding`]); a period from a day on ends today.
    #[must_use]
    pub fn days(self, first_month: i8, today: Date) -> (Period, Option<Period>) {
        match self {
            Self::All => (Period::default(), None),
            Self::Quarter(quarter) => {
                (quarter.period(first_month), Some(quarter.before().period(first_month)))
            }
            Self::Days(since, until) => {
                let until = until.or(since.map(|_| today));
                let period = Period { name: None, since: since.map(Day), until: until.map(Day) };
                let before = period.preceding();
                (period, before)
            }
        }
    }
}
