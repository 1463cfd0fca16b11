//! Values that labels state part by part: `Users affected (EU)` beside `Users affected (US)`. None of them is that of all, and what
//! all of it comes to, nobody says.

use crate::source::span::Span;
use crate::space::decimal::Decimal;
use crate::space::interval::{Interval, Intervals};

use super::fact::{Fact, Statement};
use super::heading::heading_key;
use super::kind::Kind;
use super::metadata::part_of;
use super::value::Value;

/// What follows from statements that cannot all hold, by the labels that they stand under, each with the place of what it states; none
/// for those of front matter. They are in the order of the statements, and some state nothing. Parts give way to that of all of them.
/// Where only parts are stated, that of all is no smaller than the largest; a share may be of any of them.
#[must_use]
pub fn of_parts<'l>(
    kind: &Kind,
    fact: Fact,
    mut labels: impl Iterator<Item = (Span, Option<&'l str>)>,
) -> Fact {
    let is_value = |statement: &Statement| statement.reading.value().is_some();
    let mut label = |place: Span| labels.find(|(own, _)| *own == place).and_then(|(_, label)| label);
    let parts: Vec<Option<&str>> = fact.statements.iter().map(|one| part_of(label(one.span)?)).collect();
    let has_whole =
        fact.statements.iter().zip(&parts).any(|(one, part)| is_value(one) && part.is_some_and(is_whole));
    if has_whole {
        let is_kept = |part: Option<&str>| part.is_none_or(is_whole);
        let kept = fact.statements.into_iter().zip(&parts).filter(|(_, part)| is_kept(**part));
        return Fact::of(kept.map(|(statement, _)| statement).collect());
    }
    let values = || fact.statements.iter().zip(&parts).filter(|(one, _)| is_value(one));
    let first = values().next().and_then(|(_, part)| *part);
    let are_parts = values().all(|(_, part)| part.is_some()) && values().any(|(_, part)| *part != first);
    if !are_parts {
        return fact;
    }
    match at_least(kind, values().filter_map(|(one, _)| one.reading.value())) {
        Some(value) => Fact { value: Some(value), ..fact },
        None => fact,
    }
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

/// Whether a remark says that a value is that of all: `(total)`, （全体）.
fn is_whole(remark: &str) -> bool {
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
            (&Kind::Count, &[("Users", "1,400"), ("Users (paying)", "900")], "disputed: 900 or 1400"),
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
