//! The words of a classification, in every language.

use crate::diagnostic::language::Language;
use crate::insight::classification::Assuming;
use crate::model::kind::{Kind, Word};
use crate::model::say::{say_value, unquoted};
use crate::rules::words::phrase::{and, or};
use crate::table::table::Table;
use crate::table::test_words::japanese_name;
use crate::verdict::outcome::Outcome;

/// Over what decides.
#[must_use]
pub fn why(language: Language) -> &'static str {
    match language {
        Language::English => "why",
        Language::Japanese => "理由",
    }
}

/// Over what is worth finding out.
#[must_use]
pub fn find_out(language: Language) -> &'static str {
    match language {
        Language::English => "find out next",
        Language::Japanese => "次に確かめること",
    }
}

/// No criterion puts the incident at a level, or at a level more severe than this one.
#[must_use]
pub fn no_criterion(milder: bool, language: Language) -> &'static str {
    match (language, milder) {
        (Language::English, true) => "no criterion of a more severe level is met",
        (Language::English, false) => "no criterion is met",
        (Language::Japanese, true) => "より重いレベルの基準はどれも成立しない",
        (Language::Japanese, false) => "成立する基準はない",
    }
}

/// How a criterion came out.
#[must_use]
pub fn outcome(outcome: Outcome, jointly: bool, language: Language) -> &'static str {
    match (language, outcome) {
        (Language::English, _) if jointly => "met together with others",
        (Language::Japanese, _) if jointly => "ほかの基準と合わせて成立",
        (Language::English, outcome) => outcome.word(),
        (Language::Japanese, Outcome::Met) => "成立",
        (Language::Japanese, Outcome::Failed) => "不成立",
        (Language::Japanese, Outcome::Open) => "未定",
    }
}

/// A fact with its value.
#[must_use]
pub fn is(fact: &str, value: &str, language: Language) -> String {
    match language {
        Language::English => format!("{fact} is {value}"),
        Language::Japanese => format!("{fact} が {value}"),
    }
}

/// A test, with what is known of its fact.
#[must_use]
pub fn evidence(fact: &str, demand: &str, value: Option<&str>, language: Language) -> String {
    match (language, value) {
        (Language::English, Some(value)) => format!("{fact} {demand}: is {value}"),
        (Language::English, None) => format!("{fact} {demand}: is not known"),
        (Language::Japanese, Some(value)) => format!("{fact} {demand}: {value}"),
        (Language::Japanese, None) => format!("{fact} {demand}: 不明"),
    }
}

/// What finding a fact out is worth: how many levels it leaves, of how many.
#[must_use]
pub fn worth(left: usize, of: usize, language: Language) -> String {
    match (language, left) {
        (Language::English, 1) => "settles the level".to_owned(),
        (Language::Japanese, 1) => "レベルが確定する".to_owned(),
        (Language::English, left) if left < of => format!("leaves at most {left} levels"),
        (Language::Japanese, left) if left < of => format!("多くても {left} レベルに絞れる"),
        (Language::English, _) => "may help".to_owned(),
        (Language::Japanese, _) => "絞れることがある".to_owned(),
    }
}

/// One of these.
#[must_use]
pub fn either(names: &[String], language: Language) -> String {
    match language {
        Language::English => or(names),
        Language::Japanese => names.join(" または "),
    }
}

/// All of these.
#[must_use]
pub fn all(names: &[String], language: Language) -> String {
    match language {
        Language::English => and(names),
        Language::Japanese => names.join("、"),
    }
}

/// In which form a fact of a kind can be answered.
#[must_use]
pub fn form(kind: &Kind, language: Language) -> String {
    let name = match language {
        Language::English => |word: &Word| word.name.clone(),
        Language::Japanese => |word: &Word| japanese_name(word).to_owned(),
    };
    let words: Vec<String> = kind.words().iter().map(name).collect();
    match language {
        Language::English => match kind {
            Kind::Boolean => "yes or no".to_owned(),
            Kind::Count => "a number: 14, 10-20 or over 1,000".to_owned(),
            Kind::Percent => "a share: 32%, 10-20% or under 1%".to_owned(),
            Kind::Duration => "a length of time: 90m, 1h 30m or over 2h".to_owned(),
            Kind::Money { currency } => format!("an amount: 47,000 {currency} or over 10k {currency}"),
            Kind::Number { unit: Some(unit), .. } => format!("a number: 850 {unit} or under 500 {unit}"),
            Kind::Number { unit: None, .. } => "a number: 850, or under 500".to_owned(),
            Kind::Set(_) if words.is_empty() => "names with commas between them, or none".to_owned(),
            Kind::Set(_) => format!("any of {}, with commas between them, or none", words.join(", ")),
            Kind::Scale(_) | Kind::Choice(_) => or(&words),
        },
        Language::Japanese => match kind {
            Kind::Boolean => "はい または いいえ".to_owned(),
            Kind::Count => "数: 14、10-20、1,000超".to_owned(),
            Kind::Percent => "割合: 32%、10-20%、1%未満".to_owned(),
            Kind::Duration => "時間: 90分、1時間30分、2時間超".to_owned(),
            Kind::Money { currency } => format!("金額: 47,000 {currency}"),
            Kind::Number { unit: Some(unit), .. } => format!("数値: 850 {unit}、500 {unit} 未満"),
            Kind::Number { unit: None, .. } => "数値: 850、500 未満".to_owned(),
            Kind::Set(_) if words.is_empty() => "名前をカンマで区切る、または なし".to_owned(),
            Kind::Set(_) => format!("{} をカンマで区切る、または なし", words.join("、")),
            Kind::Scale(_) | Kind::Choice(_) => words.join("、"),
        },
    }
}

/// What is assumed: `data_loss is none and workaround is yes`.
#[must_use]
pub fn assumed(table: &Table, assuming: &Assuming, language: Language) -> String {
    let facts = assuming.facts.iter().filter_map(|fact| {
        let declaration = table.facts.get(*fact)?;
        let value = say_value(&declaration.kind, declaration.assume.as_ref()?, language);
        Some(is(&declaration.name, &unquoted(&value), language))
    });
    all(&facts.collect::<Vec<String>>(), language)
}
