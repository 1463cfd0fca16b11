//! Values that labels state part by part: `Users affected (EU)` beside `Users affected (US)`. None of them is that of all, and what
//! all of it comes to, nobody says.

use crate::source::span::Span;
use crate::space::decimal::Decimal;
use crate::space::interval::{Interval, Intervals};

use super::fact::{Fact, State, Statement};
use super::heading::heading_key;
use super::kind::Kind;
use super::metadata::part_of;
use super::value::{Reading, Value, Why};

/// What follows from statements, some of which stand under labels of parts; the labels are in the order of the statements, each with the
/// place of what it states, and none for those of front matter. Some state nothing. Parts give way to what is said of all of them, as far
/// as it can be so. Where only parts are stated, that of all is no smaller than the largest; a share may be of any of them, and one of a
/// single part is none of all.
#[must_use]
pub fn of_parts<'l>(
    kind: &Kind,
    fact: Fact,
    mut labels: impl Iterator<Item = (Span, Option<&'l str>)>,
) -> Fact {
    let is_value = |statement: &Statement| statement.reading.value().is_some();
    let mut label = |place: Span| labels.find(|(own, _)| *own == place).and_then(|(_, label)| label);
    let is_ratio = matches!(kind, Kind::Percent | Kind::Number { .. });
    let mut part = |one: &Statement| {
        part_of(label(one.span)?).filter(|part| !(is_of_the_number(part) || is_ratio && is_extreme(part)))
    };
    let parts: Vec<Option<&str>> = fact.statements.iter().map(&mut part).collect();
    let has_whole =
        fact.statements.iter().zip(&parts).any(|(one, part)| is_value(one) && part.is_some_and(is_whole));
    if has_whole {
        let is_kept = |part: Option<&str>| part.is_none_or(is_whole);
        let kept = fact.statements.into_iter().zip(&parts).filter(|(_, part)| is_kept(**part));
        return Fact::of(kept.map(|(statement, _)| statement).collect());
    }
    let values = || fact.statements.iter().zip(&parts).filter(|(one, _)| is_value(one));
    let of_all = || values().filter(|(_, part)| part.is_none()).filter_map(|(one, _)| one.reading.value());
    let of_part = || values().filter(|(_, part)| part.is_some()).filter_map(|(one, _)| one.reading.value());
    if of_all().next().is_some() {
        let may_be = |part: &Value| of_all().all(|all| may_be_part(kind, part, all));
        if of_part().next().is_none() || !of_part().all(may_be) {
            return fact;
        }
        let kept =
            fact.statements.into_iter().zip(&parts).filter(|(one, part)| part.is_none() || !is_value(one));
        return Fact::of(kept.map(|(statement, _)| statement).collect());
    }
    let Some(first) = values().next().and_then(|(_, part)| *part) else { return fact };
    if *kind == Kind::Percent
        && !of_part().all(is_zero)
        && values().all(|(_, part)| part.is_some_and(is_group))
    {
        return unread(&fact, &parts);
    }
    if values().all(|(_, part)| *part == Some(first)) || of_part().all(is_zero) {
        return fact;
    }
    match at_least(kind, values().filter_map(|(one, _)| one.reading.value())) {
        Some(value) => Fact { state: State::Disputed, value: Some(value), ..fact },
        None => fact,
    }
}

/// Whether a value may be that of a part of what has another one: no number of a part is larger, and nothing was worse in a part only. A
/// share may be.
fn may_be_part(kind: &Kind, part: &Value, all: &Value) -> bool {
    match (kind, part, all) {
        (Kind::Percent | Kind::Number { .. }, ..) => true,
        (_, Value::Quantity(part), Value::Quantity(all)) => {
            let low = part.parts().first().and_then(|part| part.low().number());
            let high = all.parts().last().and_then(|all| all.high().number());
            low.zip(high).is_none_or(|(low, high)| low <= high)
        }
        (Kind::Boolean | Kind::Scale(_), Value::Words(part), Value::Words(all)) => part.first() <= all.last(),
        _ => false,
    }
}

/// Whether a value is nothing at all.
fn is_zero(value: &Value) -> bool {
    matches!(value, Value::Quantity(number) if number.as_point() == Some(Decimal::ZERO))
}

/// The fact that shares of parts state: none.
fn unread(fact: &Fact, parts: &[Option<&str>]) -> Fact {
    let refuse = |(one, part): (&Statement, Option<&str>)| match (&one.reading, part) {
        (Reading::Value(_) | Reading::Partly(..), Some(part)) => {
            Statement { reading: Reading::Unreadable(Why::OfPart(part.to_owned())), ..one.clone() }
        }
        _ => one.clone(),
    };
    Fact::of(fact.statements.iter().zip(parts.iter().copied()).map(refuse).collect())
}

/// What all of it is at least.
fn at_least<'v>(kind: &Kind, values: impl Iterator<Item = &'v Value>) -> Option<Value> {
    let is_added = match kind {
        Kind::Count | Kind::Money { .. } => true,
        Kind::Number { .. } | Kind::Percent => false,
        _ => return None,
    };
    let lows = values.map(|value| match value {
        Value::Quantity(numbers) => numbers.parts().first().and_then(|part| part.low().number()),
        _ => None,
    });
    let mut lows = lows.map(|low| low.unwrap_or(Decimal::ZERO));
    let first = lows.next()?;
    let low = lows.fold(first, |low, next| if is_added { low.max(next) } else { low.min(next) });
    Some(Value::Quantity(Intervals::from(Interval::at_least(low))))
}

/// Whether a remark says that a value is the worst there was: of a share that is no part.
fn is_extreme(remark: &str) -> bool {
    const WORDS: [&str; 5] = ["peak", "max", "maximum", "worst", "highest"];
    let key = heading_key(remark);
    key.split(' ').any(|word| WORDS.contains(&word))
        || ["ピーク", "最大", "最悪"].iter().any(|word| key.contains(word))
}

/// Whether a remark says how a number was come by, and of whom nothing.
fn is_of_the_number(remark: &str) -> bool {
    const WORDS: [&str; 26] = [
        "estimate",
        "estimated",
        "est",
        "approx",
        "approximate",
        "approximately",
        "rough",
        "actual",
        "confirmed",
        "measured",
        "final",
        "preliminary",
        "revised",
        "updated",
        "latest",
        "unique",
        "distinct",
        "推定",
        "概算",
        "実績",
        "確定",
        "速報",
        "暫定",
        "最終",
        "最新",
        "実数",
    ];
    WORDS.contains(&&*heading_key(remark))
}

/// Whether a remark plainly names some of those whom an incident may reach: a region, a plan, a kind of device. Others may say anything.
fn is_group(remark: &str) -> bool {
    const GROUPS: [&str; 52] = [
        "eu",
        "us",
        "uk",
        "usa",
        "na",
        "apac",
        "emea",
        "latam",
        "amer",
        "anz",
        "jp",
        "asia",
        "europe",
        "americas",
        "north america",
        "south america",
        "africa",
        "oceania",
        "middle east",
        "japan",
        "germany",
        "france",
        "india",
        "china",
        "australia",
        "canada",
        "brazil",
        "mobile",
        "ios",
        "android",
        "desktop",
        "web",
        "paying",
        "free",
        "enterprise",
        "東日本",
        "西日本",
        "国内",
        "海外",
        "国外",
        "東京",
        "大阪",
        "関東",
        "関西",
        "欧州",
        "北米",
        "米国",
        "日本",
        "法人",
        "個人",
        "有料会員",
        "無料会員",
    ];
    const MORE: [&str; 8] = ["only", "region", "users", "customers", "clients", "plan", "tier", "のみ"];
    let key = heading_key(remark);
    let bare = MORE.iter().fold(&*key, |key, more| key.strip_suffix(more).map_or(key, str::trim_end));
    GROUPS.contains(&bare) || is_cloud_region(bare)
}

/// `eu-west-1`, `europe-west4`, as a key.
fn is_cloud_region(key: &str) -> bool {
    const AREAS: [&str; 11] = ["us", "eu", "ap", "ca", "sa", "me", "af", "il", "europe", "asia", "australia"];
    let Some((area, zone)) = key.split_once(' ') else { return false };
    let is_side = ["east", "west", "north", "south", "central"].iter().any(|side| zone.starts_with(side));
    AREAS.contains(&area) && is_side && zone.ends_with(|last: char| last.is_ascii_digit())
}

/// Whether a remark says that a value is that of all: `(total)`, （全体）.
#[must_use]
pub fn is_whole(remark: &str) -> bool {
    const WHOLE: [&str; 20] = [
        "total",
        "in total",
        "totals",
        "overall",
        "all",
        "all regions",
        "all users",
        "all customers",
        "sum",
        "combined",
        "global",
        "globally",
        "worldwide",
        "whole",
        "合計",
        "総計",
        "全体",
        "全社",
        "総数",
        "のべ",
    ];
    WHOLE.contains(&&*heading_key(remark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reading::read_text;
    use crate::model::show::show_value;
    use crate::source::span::Span;

    #[test]
    fn what_follows_from_parts() {
        let money = Kind::Money { currency: "USD".to_owned() };
        for (kind, stated, wanted) in [
            (&Kind::Count, &[("Users (EU)", "500"), ("Users (US)", "900")][..], "disputed: at least 900"),
            (&Kind::Count, &[("Users (total)", "1,400"), ("Users (paying)", "900")], "stated: 1400"),
            (&Kind::Count, &[("利用者数（西）", "500"), ("利用者数（合計）", "1,400")], "stated: 1400"),
            (&Kind::Count, &[("Users", "1,400"), ("Users (paying)", "900")], "stated: 1400"),
            (&Kind::Count, &[("Users (paying)", "900"), ("Users", "1,400")], "stated: 1400"),
            (
                &Kind::Count,
                &[("Users", "over 1,400"), ("Users (paying)", "2,000")],
                "uncertain: at least 1401",
            ),
            (&Kind::Count, &[("Users", "300"), ("Users (paying)", "900")], "disputed: 300 or 900"),
            (&Kind::Count, &[("Users", "300"), ("Users (EU)", "?"), ("Users (US)", "9")], "stated: 300"),
            (&Kind::Count, &[("Users (EU)", "500"), ("Users (US)", "500")], "disputed: at least 500"),
            (&Kind::Count, &[("Users (EU)", "500"), ("Users", "500")], "stated: 500"),
            (&Kind::Count, &[("Users (EU)", "500"), ("Users (EU)", "500")], "stated: 500"),
            (&Kind::Count, &[("Users (EU)", "500")], "stated: 500"),
            (&Kind::Percent, &[("Errors", "4%"), ("Errors (EU)", "40%")], "stated: 4%"),
            (&Kind::Percent, &[("Errors (EU)", "40%")], "unreadable: "),
            (&Kind::Percent, &[("Errors (eu-west-1 only)", "40%")], "unreadable: "),
            (&Kind::Percent, &[("エラー率（西日本のみ）", "40%")], "unreadable: "),
            (&Kind::Percent, &[("Errors (total)", "4%"), ("Errors (EU)", "40%")], "stated: 4%"),
            (&Kind::Percent, &[("Errors (5xx)", "40%")], "stated: 40%"),
            (&Kind::Percent, &[("Errors (EU)", "TBD")], "unknown: "),
            (&Kind::Percent, &[("Errors (peak)", "40%")], "stated: 40%"),
            (&Kind::Percent, &[("Errors", "4%"), ("Errors (peak)", "40%")], "disputed: 4% or 40%"),
            (&Kind::Percent, &[("Errors (EU)", "40%"), ("Errors (US)", "40%")], "unreadable: "),
            (&Kind::Percent, &[("Errors (EU)", "0%"), ("Errors (US)", "0%")], "stated: 0%"),
            (&Kind::Count, &[("Users (EU)", "0"), ("Users (US)", "0")], "stated: 0"),
            (&Kind::Count, &[("Users (EU)", "0"), ("Users (US)", "9")], "disputed: at least 9"),
            (&Kind::Count, &[("Users (estimate)", "500"), ("Users (EU)", "500")], "stated: 500"),
            (&Kind::Count, &[("影響人数（概算）", "500"), ("影響人数（実績）", "500")], "stated: 500"),
            (&Kind::Duration, &[("Down", "5h"), ("Down (web)", "1h")], "stated: 5h"),
            (&Kind::Duration, &[("Down", "1h"), ("Down (web)", "5h")], "disputed: 1h or 5h"),
            (&Kind::Boolean, &[("Loss", "yes"), ("Loss (cache)", "no")], "stated: yes"),
            (&Kind::Boolean, &[("Loss", "no"), ("Loss (cache)", "yes")], "disputed: no or yes"),
            (&Kind::Count, &[("Users (EU)", "500"), ("Users (EU)", "900")], "disputed: 500 or 900"),
            (&Kind::Count, &[("Users (JST)", "500"), ("Users (thousands)", "900")], "disputed: 500 or 900"),
            (&Kind::Percent, &[("Errors (API)", "5%"), ("Errors (web)", "30%")], "disputed: at least 5%"),
            (&money, &[("Loss (EU)", "$500"), ("Loss (US)", "about $900")], "disputed: at least 810 USD"),
            (&Kind::Duration, &[("Down (API)", "20m"), ("Down (web)", "5h")], "disputed: 20m or 5h"),
            (&Kind::Boolean, &[("Loss (cache)", "no"), ("Loss (orders)", "yes")], "disputed: no or yes"),
        ] {
            let statement = |text: &str| Statement {
                span: Span::default(),
                text: text.into(),
                reading: read_text(kind, text),
            };
            let labels = stated.iter().map(|(label, _)| (Span::default(), Some(*label)));
            let fact = Fact::of(stated.iter().map(|(_, text)| statement(text)).collect());
            let fact = of_parts(kind, fact, labels);
            let shown = fact.value.as_ref().map(|value| show_value(kind, value)).unwrap_or_default();
            assert_eq!(format!("{}: {shown}", fact.state.word()), wanted, "{stated:?}");
        }
    }
}
