//! The day in a column of its own, where it has no year: `3/4`, `3/4（水）`. The column as a whole tells which is the month.

use crate::source::outline::Grid;

use super::grammar::calendar::{DayOfMonth, weekday_behind};
use super::grammar::spelling::{self, digits};

/// Which number of `3/4` is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    MonthFirst,
    DayFirst,
}

/// A column of days.
#[derive(Clone, Copy, Debug)]
pub(super) struct DayColumn {
    /// None where that cannot be told.
    order: Option<Order>,
}

/// What a cell says of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayCell {
    /// It is that of the row above: nothing, 同日, 〃.
    Same,
    /// It is the one behind it.
    Next,
    /// It is this one.
    Day(DayOfMonth),
    /// It is another one, or perhaps; which one is not known.
    Unknown,
}

impl DayColumn {
    /// Japanese writes the month first; elsewhere a number above twelve tells it.
    pub(super) fn of(table: &Grid, column: usize) -> Self {
        let is_japanese = table.header.get(column).is_some_and(|cell| !cell.text.is_ascii());
        if is_japanese {
            return Self { order: Some(Order::MonthFirst) };
        }
        let (mut month_first, mut day_first) = (false, false);
        for cell in table.rows.iter().filter_map(|row| row.get(column)) {
            let Some((first, second, _)) = slashed(&cell.text) else { continue };
            month_first |= second > 12;
            day_first |= first > 12;
        }
        let order = match (month_first, day_first) {
            (true, false) => Some(Order::MonthFirst),
            (false, true) => Some(Order::DayFirst),
            _ => None,
        };
        Self { order }
    }

    /// What a cell says that is no day with a year, nor one with the name of its month.
    pub(super) fn read(self, text: &str) -> DayCell {
        const SAME: [&str; 9] = ["同日", "同上", "〃", "々", "″", "\"", "''", "same day", "same"];
        let text = text.trim();
        let is_mark = !text.contains(char::is_alphanumeric) && !text.contains('?');
        if is_mark || SAME.iter().any(|word| word.eq_ignore_ascii_case(text)) {
            return DayCell::Same;
        }
        if ["翌日", "翌朝", "next day"].iter().any(|word| word.eq_ignore_ascii_case(text)) {
            return DayCell::Next;
        }
        let Some((first, second, rest)) = slashed(text) else { return DayCell::Unknown };
        let (month, day) = match self.order {
            Some(Order::MonthFirst) => (first, second),
            Some(Order::DayFirst) => (second, first),
            // Whichever is the month.
            None if first == second => (first, second),
            None => return DayCell::Unknown,
        };
        let plain = spelling::plain(rest).ok();
        let behind = plain.as_deref().unwrap_or(rest);
        let (weekday, behind) = weekday_behind(behind);
        let is_day = jiff::civil::Date::new(2000, month, day).is_ok() && behind.trim().is_empty();
        if is_day { DayCell::Day(DayOfMonth { month, day, weekday }) } else { DayCell::Unknown }
    }
}

/// Two short numbers with a slash between them, and what stands behind.
fn slashed(text: &str) -> Option<(i8, i8, &str)> {
    let text = text.trim();
    let at = text.find(['/', '／'])?;
    let first = spelling::plain(text.get(..at)?.trim()).ok()?;
    let behind = text.get(at..)?.trim_start_matches(['/', '／']).trim_start();
    let end = behind.find(|letter: char| !letter.is_numeric()).unwrap_or(behind.len());
    let second = spelling::plain(behind.get(..end)?).ok()?;
    let rest = behind.get(end..)?;
    let number = |text: &str| {
        let (number, rest) = digits(text);
        (rest.is_empty() && matches!(number.len(), 1 | 2)).then(|| number.parse().ok())?
    };
    (!rest.starts_with(['/', '／'])).then_some((number(&first)?, number(&second)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        let column = |order| DayColumn { order };
        let day = |month, day| Some((month, day));
        for (order, text, wanted) in [
            (Some(Order::MonthFirst), "3/4", day(3, 4)),
            (Some(Order::MonthFirst), "３／４", day(3, 4)),
            (Some(Order::MonthFirst), "3/4（水）", day(3, 4)),
            (Some(Order::MonthFirst), "03/04 (Wed)", day(3, 4)),
            (Some(Order::DayFirst), "4/3", day(3, 4)),
            (Some(Order::MonthFirst), "13/4", None),
            (Some(Order::MonthFirst), "3/4/26", None),
            (Some(Order::MonthFirst), "3/4-3/5", None),
            (Some(Order::MonthFirst), "Wed", None),
            (Some(Order::MonthFirst), "?", None),
            (None, "3/4", None),
            (None, "3/3", day(3, 3)),
        ] {
            let wanted = wanted.map_or(DayCell::Unknown, |(month, day)| {
                let weekday = text.contains(['水', 'W']).then_some(jiff::civil::Weekday::Wednesday);
                DayCell::Day(DayOfMonth { month, day, weekday })
            });
            assert_eq!(column(order).read(text), wanted, "{text}");
        }
        for text in ["", "-", "〃", "同日", "same day"] {
            assert_eq!(column(None).read(text), DayCell::Same, "{text}");
        }
    }
}
