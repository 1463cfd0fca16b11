//! Values of another kind than the label asks for: `Detection: 2026-03-04 22:52 UTC` names nobody, and `Affected: 1,200 customers` no
//! service.

use crate::model::field::Field;
use crate::model::kind::Kind;
use crate::model::reading::read_text;
use crate::model::value::Reading;
use crate::model::vocabulary::{Origin, Target, Vocabulary};

use super::told_time::tells_when;

/// What a value states under a label that asks for names: when it was noticed or how long that took where it says so, and nothing
/// where it names nobody.
pub fn retarget(targets: &mut Vec<(Origin, Target)>, text: &str, words: &Vocabulary) {
    let asks = |field: Field| matches!(field, Field::DetectedBy | Field::Notified | Field::Services);
    let is_asked = |(_, target): &(Origin, Target)| matches!(target, Target::Field(field) if asks(*field));
    if !targets.iter().any(is_asked) {
        return;
    }
    let is_length = || {
        text.starts_with(char::is_numeric) && matches!(read_text(&Kind::Duration, text), Reading::Value(_))
    };
    targets.retain_mut(|(_, target)| match target {
        Target::Field(Field::DetectedBy) if tells_when(text) => {
            *target = Target::Field(Field::DetectedAt);
            true
        }
        Target::Field(Field::DetectedBy) if is_length() => {
            let fact = words.canonical("time_to_detect");
            fact.map(|fact| *target = fact).is_some()
        }
        Target::Field(Field::Notified) => !tells_when(text),
        Target::Field(Field::Services) => !counts(text) && !says_none(text),
        _ => true,
    });
}

/// Whether a text counts those who were hit, and names no part of a system: `1,200 customers`, `12% of users`, 約300人.
fn counts(text: &str) -> bool {
    const ENGLISH: [&str; 14] = [
        "user",
        "users",
        "customer",
        "customers",
        "people",
        "account",
        "accounts",
        "tenant",
        "tenants",
        "order",
        "orders",
        "request",
        "requests",
        "percent",
    ];
    const JAPANESE: [&str; 8] = ["人", "名", "件", "社", "%", "％", "割", "ユーザ"];
    let text = ["約", "about ", "~", "approximately "]
        .iter()
        .find_map(|about| text.strip_prefix(about))
        .unwrap_or(text);
    let rest = text
        .trim_start_matches(|sign: char| sign.is_numeric() || matches!(sign, ',' | '.' | 'k' | 'K' | '万'));
    if rest.len() == text.len() || !text.starts_with(char::is_numeric) {
        return false;
    }
    let rest = rest.trim_start();
    let word = rest.split(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default();
    JAPANESE.iter().any(|unit| rest.starts_with(unit))
        || ENGLISH.iter().any(|unit| unit.eq_ignore_ascii_case(word))
}

fn says_none(text: &str) -> bool {
    ["なし", "無し", "none", "nothing"].iter().any(|none| none.eq_ignore_ascii_case(text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::declaration::Declaration;

    #[test]
    fn values_of_another_kind() {
        let words = Vocabulary::new(&[Declaration::new("time_to_detect", Kind::Duration)], &vec![]);
        for (field, text, wanted) in [
            (Field::DetectedBy, "2026-03-04 22:52 UTC", "Field(DetectedAt)"),
            (Field::DetectedBy, "12 minutes", "Fact(0, None)"),
            (Field::DetectedBy, "an alarm at 10:20", "Field(DetectedBy)"),
            (Field::DetectedBy, "Datadog", "Field(DetectedBy)"),
            (Field::Notified, "2026-03-04 10:20 UTC", ""),
            (Field::Notified, "support", "Field(Notified)"),
            (Field::Services, "1,200 customers", ""),
            (Field::Services, "12% of users in EU", ""),
            (Field::Services, "約300人", ""),
            (Field::Services, "なし", ""),
            (Field::Services, "3scale, web", "Field(Services)"),
            (Field::Services, "2 services", "Field(Services)"),
            (Field::Title, "1,200 customers", "Field(Title)"),
        ] {
            let mut targets = vec![(Origin::Alias, Target::Field(field))];
            retarget(&mut targets, text, &words);
            let found = targets.first().map(|(_, target)| format!("{target:?}")).unwrap_or_default();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
