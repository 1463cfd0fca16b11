//! Values in the words of messages. Data and tables have them in the words of [`super::show`].

use crate::diagnostic::language::Language;
use crate::model::deadline::Deadline;
use crate::model::grammar::measure::Measure;
use crate::model::kind::Kind;
use crate::model::kinds::{self, Shape, boolean};
use crate::model::value::{Members, Value};
use crate::space::interval::{End, Interval};

use super::show::show_value;

/// A value in a sentence: `at least 20%`, or `20%` 以上: in Japanese, what the value is made of stands in backticks.
#[must_use]
pub fn say_value(kind: &Kind, value: &Value, language: Language) -> String {
    match language {
        Language::English => show_value(kind, value),
        Language::Japanese => japanese(kind, value),
    }
}

/// A deadline in a sentence: `5 business days`, or 5 営業日.
#[must_use]
pub fn say_deadline(deadline: Deadline, language: Language) -> String {
    match (language, deadline) {
        (Language::Japanese, Deadline::BusinessDays(days)) => format!("{days} 営業日"),
        (Language::Japanese, Deadline::Elapsed(_)) => format!("`{deadline}`"),
        (Language::English, _) => deadline.to_string(),
    }
}

fn japanese(kind: &Kind, value: &Value) -> String {
    match (value, kinds::shape(kind, None)) {
        (Value::Quantity(intervals), Shape::Quantity(measure)) => {
            let parts = intervals.parts().iter().map(|part| quantity(measure.as_ref(), *part));
            parts.collect::<Vec<_>>().join(" または ")
        }
        (Value::Words(indices), Shape::Words(_)) => {
            let names = indices.iter().filter_map(|index| match kind {
                Kind::Boolean => boolean::NAMES.get(*index).copied(),
                kind => kind.words().get(*index).map(|word| word.name.as_str()),
            });
            quoted(names, " または ")
        }
        (Value::Members(known), Shape::Members(_)) => members(known),
        _ => "?".to_owned(),
    }
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
            (&Kind::Boolean, "はい", "`yes`"),
            (&scale, "some or all", "`some` または `all`"),
        ] {
            assert_eq!(said(kind, text), expected, "{text}");
        }
        assert_eq!(say_deadline(read_deadline("5 business days").unwrap(), Language::Japanese), "5 営業日");
        assert_eq!(say_deadline(read_deadline("15m").unwrap(), Language::Japanese), "`15m`");
    }
}
