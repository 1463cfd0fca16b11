//! The date in the name of a file: `2026-04-01-checkout.md`, `2026-04-01-checkout/index.md`.

use jiff::civil::Date;

/// The first date in the file's name, else in its folder's. Only year-month-day order is read: `01-02-2026` could be
/// two days.
#[must_use]
pub fn date_in_path(path: &str) -> Option<Date> {
    let mut parts = path.rsplit('/');
    parts.next().and_then(date_in_name).or_else(|| parts.next().and_then(date_in_name))
}

fn date_in_name(name: &str) -> Option<Date> {
    let bytes = name.as_bytes();
    let number = |from: usize, length: usize| -> Option<i16> {
        let digits = name.get(from..from + length)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let digit_at = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..bytes.len()).find_map(|at| {
        if !digit_at(at) || at.checked_sub(1).is_some_and(digit_at) {
            return None;
        }
        let year = number(at, 4)?;
        let separated = bytes.get(at + 4).is_some_and(|byte| matches!(byte, b'-' | b'_' | b'.'));
        let (month_at, day_at, end) =
            if separated { (at + 5, at + 8, at + 10) } else { (at + 4, at + 6, at + 8) };
        if separated && bytes.get(at + 4) != bytes.get(at + 7) {
            return None;
        }
        let (month, day) = (number(month_at, 2)?, number(day_at, 2)?);
        if digit_at(end) || !(1990..=2200).contains(&year) {
            return None;
        }
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::date_in_path;

    #[test]
    fn dates_in_names() {
        for (path, date) in [
            ("postmortems/2026-04-01-checkout.md", Some("2026-04-01")),
            ("a/20260401_x.md", Some("2026-04-01")),
            ("a/2026_04_01.md", Some("2026-04-01")),
            ("incidents/2026-04-01-disk/index.md", Some("2026-04-01")),
            ("incidents/INC-2026-0001.md", None),
            ("incidents/2026-13-01.md", None),
            ("incidents/01-02-2026.md", None),
            ("障害/2026-04-01障害.md", Some("2026-04-01")),
            ("x/202604011.md", None),
        ] {
            assert_eq!(date_in_path(path).map(|date| date.to_string()).as_deref(), date, "{path}");
        }
    }
}
