//! The period of a retrospective: a quarter of the fiscal year, or from one day to another. Both days belong to it.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::{Serialize, Serializer};

/// A day, written `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From a day to a day, in local time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Period {
    /// What it is called, as `2026-Q3`; null where it is only its days.
    pub name: Option<String>,
    /// Its first day; null if it has no beginning.
    pub since: Option<Day>,
    /// Its last day; null if it has no end.
    pub until: Option<Day>,
}

/// A quarter of a fiscal year, which is named for the calendar year in which it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// The year.
    pub year: i16,
    /// 1 to 4.
    pub quarter: i8,
}

impl Quarter {
    /// Reads `2026-Q3`, `2026Q3`, `2026-q3`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (year, quarter) = text.trim().split_once(['Q', 'q'])?;
        let year = year.strip_suffix('-').unwrap_or(year);
        let (year, quarter): (i16, i8) = (year.parse().ok()?, quarter.parse().ok()?);
        ((1..=9998).contains(&year) && (1..=4).contains(&quarter)).then_some(Self { year, quarter })
    }

    /// The quarter before.
    #[must_use]
    pub fn before(self) -> Self {
        match self.quarter {
            1 => Self { year: self.year - 1, quarter: 4 },
            quarter => Self { year: self.year, quarter: quarter - 1 },
        }
    }

    /// Its days, where the fiscal year starts on the first of `first_month` (1 to 12).
    #[must_use]
    pub fn period(self, first_month: i8) -> Period {
        let start =
            date(self.year, first_month, 1).saturating_add((3 * i32::from(self.quarter - 1)).months());
        let end = start.saturating_add(3.months()).saturating_sub(1.day());
        Period { name: Some(self.to_string()), since: Some(Day(start)), until: Some(Day(end)) }
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-Q{}", self.year, self.quarter)
    }
}

impl Period {
    /// Whether a day belongs to it.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        !self.is_before(day) && self.until.is_none_or(|until| day <= until.0)
    }

    /// The same, which ends on the day of the report at the latest: what comes later is not known on that day.
    #[must_use]
    pub fn ends(&self, today: Date) -> Self {
        let until = self.until.map_or(today, |until| until.0.min(today));
        Self { until: Some(Day(until)), ..self.clone() }
    }

    /// Whether a day lies before it.
    #[must_use]
    pub fn is_before(&self, day: Date) -> bool {
        self.since.is_some_and(|since| day < since.0)
    }

    /// What lies before it: of whole months (of a quarter, of a year) as many months, else as many days. None if it has no
    /// beginning or no end.
    #[must_use]
    pub fn preceding(&self) -> Option<Self> {
        let (since, until) = (self.since?.0, self.until?.0);
        let last = since.yesterday().ok()?;
        let first = match whole_months(since, until) {
            Some(months) => since.checked_sub(months.months()).ok()?,
            None => last.checked_sub(since.until(until).ok()?.get_days().days()).ok()?,
        };
        Some(Self { name: None, since: Some(Day(first)), until: Some(Day(last)) })
    }
}

/// How many months there are from a day to a day, if they are whole ones.
fn whole_months(since: Date, until: Date) -> Option<i32> {
    let months = 12 * i32::from(until.year() - since.year()) + i32::from(until.month() - since.month()) + 1;
    (since.day() == 1 && until == until.last_of_month() && months > 0).then_some(months)
}

#[cfg(test)]
impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }

    fn inline_schema() -> bool {
        true
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where something fails")]
mod tests {
    use super::*;

    #[test]
    fn quarters_of_fiscal_years() {
        for (text, first_month, since, until, before) in [
            ("2026-Q3", 1, "2026-07-01", "2026-09-30", "2026-Q2"),
            ("2026-Q1", 1, "2026-01-01", "2026-03-31", "2025-Q4"),
            ("2026-Q3", 4, "2026-10-01", "2026-12-31", "2026-Q2"),
            ("2026q4", 4, "2027-01-01", "2027-03-31", "2026-Q3"),
            ("2023-Q4", 12, "2024-09-01", "2024-11-30", "2023-Q3"),
            ("2023-Q1", 12, "2023-12-01", "2024-02-29", "2022-Q4"),
        ] {
            let quarter = Quarter::read(text).unwrap();
            let period = quarter.period(first_month);
            let days = (period.since.unwrap().to_string(), period.until.unwrap().to_string());
            assert_eq!(days, (since.to_owned(), until.to_owned()), "{text} from month {first_month}");
            assert_eq!(quarter.before().to_string(), before);
            let earlier = quarter.before().period(first_month);
            assert_eq!(earlier.until.unwrap().0.tomorrow().unwrap(), period.since.unwrap().0);
        }
        for text in ["2026", "2026-Q5", "Q3", "2026-Q", "26-09", "2026-Q0", "x-Q1", "99999-Q1"] {
            assert_eq!(Quarter::read(text), None, "{text}");
        }
    }

    #[test]
    fn as_many_months_or_days_before() {
        let day = |text: &str| Some(Day(text.parse().unwrap()));
        for (since, until, first, last) in [
            // Quarters, whatever the months of the two are long.
            ("2026-07-01", "2026-09-30", "2026-04-01", "2026-06-30"),
            ("2026-01-01", "2026-03-31", "2025-10-01", "2025-12-31"),
            ("2024-01-01", "2024-03-31", "2023-10-01", "2023-12-31"),
            ("2026-02-01", "2026-04-30", "2025-11-01", "2026-01-31"),
            // Months and years.
            ("2026-02-01", "2026-02-28", "2026-01-01", "2026-01-31"),
            ("2024-02-01", "2024-02-29", "2024-01-01", "2024-01-31"),
            ("2026-03-01", "2026-04-30", "2026-01-01", "2026-02-28"),
            ("2025-01-01", "2025-12-31", "2024-01-01", "2024-12-31"),
            ("2025-04-01", "2027-03-31", "2023-04-01", "2025-03-31"),
            // Days.
            ("2026-03-01", "2026-03-10", "2026-02-19", "2026-02-28"),
            ("2024-02-01", "2024-02-28", "2024-01-04", "2024-01-31"),
            ("2026-01-02", "2026-03-31", "2025-10-05", "2026-01-01"),
            ("2026-03-31", "2026-03-31", "2026-03-30", "2026-03-30"),
        ] {
            let before = Period { name: None, since: day(since), until: day(until) }.preceding().unwrap();
            assert_eq!((before.since, before.until), (day(first), day(last)), "{since} to {until}");
        }
        let period = Period { name: None, since: day("2026-03-01"), until: day("2026-03-10") };
        assert!(period.contains(date(2026, 3, 10)) && !period.contains(date(2026, 3, 11)));
        assert_eq!(Period { since: None, ..period }.preceding(), None);
    }
}
