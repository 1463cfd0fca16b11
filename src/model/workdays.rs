//! On which days people work: Monday to Friday, less the holidays of the configuration, in local time.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The days on which people work, where the team is.
#[derive(Clone, Debug, Default)]
pub struct Workdays {
    /// Days on which nobody works although they are weekdays.
    pub holidays: BTreeSet<Date>,
}

impl Workdays {
    /// Whether people work on a day.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.holidays.contains(&day)
    }

    /// The end of the `count`-th business day after the day of a moment, as a zone shows both: the last moment that is in time.
    /// `None` beyond the end of the calendar.
    #[must_use]
    pub fn end_of(&self, count: u32, after: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let mut day = after.to_zoned(zone.clone()).date();
        let mut left = count;
        while left > 0 {
            day = day.tomorrow().ok()?;
            left -= u32::from(self.contains(day));
        }
        let next = day.tomorrow().ok()?;
        let midnight = next.to_zoned(zone.clone()).ok()?.timestamp();
        midnight.checked_sub(SignedDuration::from_nanos(1)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_and_holidays_do_not_count() {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        // 2026-05-04 to 06 are holidays in Japan; 2026-05-01 is a Friday.
        let holidays = ["2026-05-04", "2026-05-05", "2026-05-06"].map(|day| day.parse().unwrap()).into();
        let days = Workdays { holidays };
        for (count, end) in [
            (0, "2026-05-01T14:59:59.999999999Z"),
            (1, "2026-05-07T14:59:59.999999999Z"),
            (3, "2026-05-11T14:59:59.999999999Z"),
        ] {
            let friday = "2026-05-01T03:00:00Z".parse().unwrap();
            assert_eq!(days.end_of(count, friday, &zone).unwrap().to_string(), end, "{count}");
        }
    }
}
