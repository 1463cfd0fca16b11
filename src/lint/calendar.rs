//! How days and years are counted.

use jiff::tz::TimeZone;

use super::config::Config;

/// How a project counts days and years.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendar {
    /// The zone of its days; none if it is not configured, and UTC is taken.
    pub zone: Option<TimeZone>,
    /// The month in which its fiscal year starts, from 1; none if that is not configured, and it is January.
    pub fiscal_year_starts: Option<i8>,
}

impl Calendar {
    /// The calendar of a configuration.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        Self { zone: config.timezone.clone(), fiscal_year_starts: config.fiscal_year_starts }
    }

    /// The month in which its fiscal year starts, from 1.
    #[must_use]
    pub fn first_month(&self) -> i8 {
        self.fiscal_year_starts.unwrap_or(1).clamp(1, 12)
    }
}
