//! Amounts in Japanese sentences, written without blanks: `約40%`, `3割`, `37社`, `2時間半`.

use crate::model::kind::Kind;
use crate::space::interval::Intervals;

use super::amount::quantity;

/// An amount, with what stands before and after it.
#[derive(Clone, Debug)]
pub struct Amount<'t> {
    /// The text before, without words that make it uncertain.
    pub before: &'t str,
    /// What it may be.
    pub numbers: Intervals,
    /// The text after.
    pub after: &'t str,
}

const DOUBTS: [(&str, &str); 10] = [
    ("約", "about "),
    ("およそ", "about "),
    ("おおよそ", "about "),
    ("ほぼ", "about "),
    ("最大で", "at most "),
    ("最大", "at most "),
    ("少なくとも", "at least "),
    ("合計", ""),
    ("計", ""),
    ("延べ", "at most "),
];

/// Every number of a text that one of these units follows, as an amount of a kind.
#[must_use]
pub fn amounts<'t>(text: &'t str, kind: &Kind, units: &[(&str, &str)]) -> Vec<Amount<'t>> {
    let mut found = vec![];
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(|letter: char| letter.is_ascii_digit()))
    {
        let start = at + start;
        let rest = text.get(start..).unwrap_or_default();
        let length = rest
            .find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ','))
            .unwrap_or(rest.len());
        at = start + length.max(1);
        let (Some(number), Some(after)) = (rest.get(..length), rest.get(length..)) else { continue };
        let before = text.get(..start).unwrap_or_default();
        if before.ends_with(|letter: char| {
            letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.' | ':' | '/')
        }) {
            continue;
        }
        let after_large = after.strip_prefix(['万', '千']);
        let (number, after) = match (after_large, after.chars().next()) {
            (Some(rest), Some(large)) => (format!("{number}{large}"), rest),
            _ => (number.to_owned(), after),
        };
        let Some((unit, written, after)) =
            units.iter().find_map(|(unit, written)| Some((unit, written, after.strip_prefix(unit)?)))
        else {
            continue;
        };
        let (bound, after) = match after {
            after if after.starts_with("以上") => ("at least ", after.trim_start_matches("以上")),
            after if after.starts_with("未満") => ("under ", after.trim_start_matches("未満")),
            after if after.starts_with("以下") => ("at most ", after.trim_start_matches("以下")),
            after if after.starts_with("超") => ("over ", after.trim_start_matches("超")),
            after => ("", after),
        };
        let (doubt, before) = doubt(before);
        let number = if *unit == "割" { format!("{number}0") } else { number };
        let bound = if bound.is_empty() { doubt } else { bound };
        if let Some(numbers) = quantity(kind, &format!("{bound}{number}{written}")) {
            found.push(Amount { before, numbers, after });
        }
    }
    found
}

fn doubt(before: &str) -> (&'static str, &str) {
    let found = DOUBTS.iter().find_map(|(word, written)| Some((*written, before.strip_suffix(word)?)));
    found.unwrap_or(("", before))
}

/// Every share of a text.
#[must_use]
pub fn shares(text: &str) -> Vec<Amount<'_>> {
    amounts(text, &Kind::Percent, &[("%", "%"), ("パーセント", "%"), ("割", "%")])
}

/// Whether there is a share in a text.
#[must_use]
pub fn has_share(text: &str) -> bool {
    !shares(text).is_empty()
}

/// Whether there is a number with one of these units.
#[must_use]
pub fn holds_number(text: &str, units: &[&str]) -> bool {
    let units: Vec<(&str, &str)> = units.iter().map(|unit| (*unit, "")).collect();
    !amounts(text, &Kind::Count, &units).is_empty()
}

/// Whether there is a length of time.
#[must_use]
pub fn has_length(text: &str) -> bool {
    !lengths(text).is_empty()
}

/// Every length of time in a text: `約1時間30分間`, `2時間半`.
#[must_use]
pub fn lengths(text: &str) -> Vec<Amount<'_>> {
    const UNITS: [(&str, &str); 5] = [("時間", "h"), ("分", "m"), ("秒", "s"), ("日", "d"), ("週間", "w")];
    let mut found: Vec<Amount<'_>> = vec![];
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(|letter: char| letter.is_ascii_digit()))
    {
        let start = at + start;
        let mut rest = text.get(start..).unwrap_or_default();
        let mut written = String::new();
        while let Some((part, after)) = part(rest, &UNITS) {
            written.push_str(&part);
            rest = after;
        }
        let digits = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | ':');
        let skipped = text.get(start..).unwrap_or_default();
        let skipped = skipped.len() - skipped.trim_start_matches(digits).len();
        at = (start + skipped.max(1)).max(text.len() - rest.len());
        if written.is_empty() {
            continue;
        }
        // `4月2日` is a date, `10時2分` a time of the day.
        let before = text.get(..start).unwrap_or_default();
        if before.ends_with(['月', '時', '年', '-', ':']) || rest.starts_with(['頃', '前', '後', '目', '分'])
        {
            continue;
        }
        let (doubt, before) = doubt(before);
        let (doubt, rest) = rest.strip_prefix("以上").map_or((doubt, rest), |rest| ("at least ", rest));
        if let Some(numbers) = quantity(&Kind::Duration, &format!("{doubt}{}", written.trim())) {
            found.push(Amount { before, numbers, after: rest.strip_prefix("間").unwrap_or(rest) });
        }
    }
    found
}

fn part<'t>(text: &'t str, units: &[(&str, &str)]) -> Option<(String, &'t str)> {
    let length = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
    let (number, rest) = (text.get(..length)?, text.get(length..)?);
    if number.is_empty() {
        return None;
    }
    let (unit, after) = units.iter().find_map(|(unit, written)| Some((written, rest.strip_prefix(unit)?)))?;
    match after.strip_prefix('半') {
        Some(after) if !number.contains('.') => Some((format!("{number}.5{unit} "), after)),
        _ => Some((format!("{number}{unit} "), after)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::show::show_value;
    use crate::model::value::Value;

    #[test]
    fn amounts_with_what_stands_around_them() {
        let shown = |kind: &Kind, found: Vec<Amount<'_>>| {
            let shown = |amount: &Amount<'_>| {
                let value = show_value(kind, &Value::Quantity(amount.numbers.clone()));
                format!("{}|{value}|{}", amount.before, amount.after)
            };
            found.iter().map(shown).collect::<Vec<_>>().join(" ")
        };
        for (text, wanted) in [
            ("全体の約3割に影響", "全体の|27% to 33%|に影響"),
            ("1%未満でした", "|under 1%|でした"),
            ("v1.40%は", ""),
        ] {
            assert_eq!(shown(&Kind::Percent, shares(text)), wanted, "{text}");
        }
        for (text, wanted) in [
            ("障害は約2時間続いた", "障害は|1h 48m to 2h 12m|続いた"),
            ("合計1時間30分間停止", "|1h 30m|停止"),
            ("2時間半停止", "|2h 30m|停止"),
            ("4月2日に10時2分頃", ""),
            ("3日間続いた", "|3d|続いた"),
        ] {
            assert_eq!(shown(&Kind::Duration, lengths(text)), wanted, "{text}");
        }
        let found = amounts("約3万人の利用者", &Kind::Count, &[("人", ""), ("名", "")]);
        assert_eq!(shown(&Kind::Count, found), "|27000 to 33000|の利用者");
    }
}
