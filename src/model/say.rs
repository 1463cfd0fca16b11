//! Values in the words of messages. Data and tables have them in the words of [`super::show`].

use crate::diagnostic::language::Language;
use crate::model::deadline::Deadline;
use crate::model::grammar::measure::Measure;
use crate::model::kind::Kind;
use crate::model::kinds::{self, Shape, boolean};
use crate::model::value::{Demand, Members, Value};
use crate::space::interval::{End, Interval, Intervals};

use super::show::{show_demand, show_value};

/// A value in a sentence: `at least 20%`, or `20%` 以上: in Japanese, what the value is made of stands in backticks.
#[must_use]
pub fn say_value(kind: &Kind, value: &Value, language: Language) -> String {
    match language {
        Language::English => show_value(kind, value),
        Language::Japanese => japanese(kind, value),
    }
}

/// A test in a sentence: `at least 20%`, or `20%` 以上.
#[must_use]
pub fn say_demand(kind: &Kind, demand: &Demand, language: Language) -> String {
    match language {
        Language::English => show_demand(kind, demand),
        Language::Japanese => japanese_demand(kind, demand),
    }
}

/// What was said, for a place where quotation marks would be noise: a column of values.
#[must_use]
pub fn unquoted(said: &str) -> String {
    said.replace('`', "")
}

/// A deadline in a sentence: `5 business days`, or 5 営業日.
#[must_use]
pub fn say_deadline(deadline: Deadline, language: Language) -> String {
    match (language, deadline) {
        (Language::Japanese, Deadline::BusinessDays(days)) => format!("{days} 営業日"),
        (Language::Japanese, Deadline::Elapsed(_) | Deadline::Days(_)) => format!("`{deadline}`"),
        (Language::English, _) => deadline.to_string(),
    }
}

fn japanese(kind: &Kind, value: &Value) -> String {
    match (value, kinds::shape(kind, None)) {
        (Value::Quantity(intervals), Shape::Quantity(measure)) => quantities(measure.as_ref(), intervals),
        (Value::Words(indices), Shape::Words(_)) => quoted(words(kind, indices), " または "),
        (Value::Members(known), Shape::Members(_)) => members(known),
        _ => "?".to_owned(),
    }
}

fn japanese_demand(kind: &Kind, demand: &Demand) -> String {
    match (demand, kinds::shape(kind, None)) {
        (Demand::Quantity(intervals), Shape::Quantity(measure)) => quantities(measure.as_ref(), intervals),
        (Demand::Words(asked), Shape::Words(_)) => japanese_words(kind, asked),
        (Demand::AnyOf(names) | Demand::NoneOf(names), _) if names.len() == 1 => {
            let holds = if matches!(demand, Demand::AnyOf(_)) { "を含む" } else { "を含まない" };
            format!("{} {holds}", quoted(strings(names), "、"))
        }
        (Demand::AnyOf(names), _) => format!("{} のいずれかを含む", quoted(strings(names), "、")),
        (Demand::AllOf(names), _) => format!("{} をすべて含む", quoted(strings(names), "、")),
        (Demand::NoneOf(names), _) => format!("{} のいずれも含まない", quoted(strings(names), "、")),
        _ => "?".to_owned(),
    }
}

/// The words asked for: all but one, an end of the scale, or each.
fn japanese_words(kind: &Kind, asked: &[usize]) -> String {
    let count = if *kind == Kind::Boolean { boolean::NAMES.len() } else { kind.words().len() };
    let others: Vec<usize> = (0..count).filter(|index| !asked.contains(index)).collect();
    let in_a_row = asked.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
    let is_end = asked.len() > 1 && in_a_row && matches!(kind, Kind::Scale(_));
    match (others.as_slice(), asked) {
        ([other], [_, _, ..]) => format!("{} 以外", quoted(words(kind, &[*other]), "")),
        ([], _) => "任意の値".to_owned(),
        (_, [first, .., last]) if is_end && last + 1 == count => {
            format!("{} 以上", quoted(words(kind, &[*first]), ""))
        }
        (_, [0, .., last]) if is_end => format!("{} 以下", quoted(words(kind, &[*last]), "")),
        _ => quoted(words(kind, asked), " または "),
    }
}

fn words<'k>(kind: &'k Kind, indices: &'k [usize]) -> impl Iterator<Item = &'k str> {
    indices.iter().filter_map(move |index| match kind {
        Kind::Boolean => ["いいえ", "はい"].get(*index).copied(),
        kind => kind.words().get(*index).map(|word| word.name.as_str()),
    })
}

fn strings(names: &[String]) -> impl Iterator<Item = &str> {
    names.iter().map(String::as_str)
}

fn quantities(measure: &dyn Measure, intervals: &Intervals) -> String {
    let parts: Vec<String> = intervals.parts().iter().map(|part| quantity(measure, *part)).collect();
    parts.join(" または ")
}

/// `` `20%` 以上 ``, `` `10%` から `20%` ``, `` `10%` 超 `20%` 未満 ``.
fn quantity(measure: &dyn Measure, part: Interval) -> String {
    let shown = |number| format!("`{}`", measure.show(number));
    if let Some(number) = part.as_point() {
        return shown(number);
    }
    let domain = measure.domain();
    let low = if part.low() == domain.low() { End::Unbounded } else { part.low() };
    let high = if part.high() == domain.high() { End::Unbounded } else { part.high() };
    if let (End::Included(low), End::Included(high)) = (low, high) {
        return format!("{} から {}", shown(low), shown(high));
    }
    let above = match low {
        End::Unbounded => None,
        End::Included(low) => Some(format!("{} 以上", shown(low))),
        End::Excluded(low) => Some(format!("{} 超", shown(low))),
    };
    let below = match high {
        End::Unbounded => None,
        End::Included(high) => Some(format!("{} 以下", shown(high))),
        End::Excluded(high) => Some(format!("{} 未満", shown(high))),
    };
    let ends: Vec<String> = above.into_iter().chain(below).collect();
    if ends.is_empty() { "任意の値".to_owned() } else { ends.join(" ") }
}

fn members(members: &Members) -> String {
    let named = members.named.iter().map(|name| format!("`{name}`"));
    let open = members.open.iter().filter(|name| !members.named.contains(*name));
    let mut parts: Vec<String> = named.chain(open.map(|name| format!("おそらく `{name}`"))).collect();
    if members.more {
        parts.push("ほか".to_owned());
    }
    if parts.is_empty() { "なし".to_owned() } else { parts.join("、") }
}

fn quoted<'n>(names: impl Iterator<Item = &'n str>, between: &str) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where something fails")]
mod tests {
    use crate::model::deadline::read_deadline;
    use crate::model::kind::Word;
    use crate::model::reading::read_text;
    use crate::model::value::Reading;

    use super::*;

    fn said(kind: &Kind, text: &str) -> String {
        let Reading::Value(value) = read_text(kind, text) else { return "unread".to_owned() };
        say_value(kind, &value, Language::Japanese)
    }

    #[test]
    fn values_in_japanese() {
        let word = |name: &str| Word { name: name.to_owned(), synonyms: vec![] };
        let scale = Kind::Scale(vec![word("none"), word("some"), word("all")]);
        for (kind, text, expected) in [
            (&Kind::Percent, "32%", "`32%`"),
            (&Kind::Percent, "over 20%", "`20%` 超"),
            (&Kind::Percent, "under 20%", "`20%` 未満"),
            (&Kind::Percent, "10-20%", "`10%` から `20%`"),
            (&Kind::Count, "約300社", "`270` から `330`"),
            (&Kind::Count, "at least 10", "`10` 以上"),
            (&Kind::Boolean, "yes", "`はい`"),
            (&scale, "some or all", "`some` または `all`"),
        ] {
            assert_eq!(said(kind, text), expected, "{text}");
        }
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        for (kind, demand, expected) in [
            (&scale, Demand::Words(vec![1, 2]), "`none` 以外"),
            (&scale, Demand::Words(vec![2]), "`all`"),
            (&Kind::Boolean, Demand::Words(vec![1]), "`はい`"),
            (&Kind::Set(vec![]), Demand::AnyOf(names(&["api"])), "`api` を含む"),
            (&Kind::Set(vec![]), Demand::AnyOf(names(&["api", "db"])), "`api`、`db` のいずれかを含む"),
            (&Kind::Set(vec![]), Demand::AllOf(names(&["api", "db"])), "`api`、`db` をすべて含む"),
            (&Kind::Set(vec![]), Demand::NoneOf(names(&["api", "db"])), "`api`、`db` のいずれも含まない"),
        ] {
            assert_eq!(say_demand(kind, &demand, Language::Japanese), expected);
        }
        assert_eq!(say_deadline(read_deadline("5 business days").unwrap(), Language::Japanese), "5 営業日");
        assert_eq!(say_deadline(read_deadline("15m").unwrap(), Language::Japanese), "`15m`");
    }
}
