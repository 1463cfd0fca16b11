//! In which form a fact is stated, as a remark beside it.

use crate::diagnostic::language::Language;
use crate::model::kind::Kind;
use crate::rules::words::phrase::or;

/// What may be stated as a fact, in short.
#[must_use]
pub fn form_words(kind: &Kind, language: Language) -> String {
    match language {
        Language::English => english(kind),
        Language::Japanese => japanese(kind),
    }
}

fn japanese(kind: &Kind) -> String {
    let words = || kind.words().iter().map(|word| word.name.as_str()).collect::<Vec<_>>().join(" / ");
    match kind {
        Kind::Boolean => "はい / いいえ".to_owned(),
        Kind::Count => "整数".to_owned(),
        Kind::Number { unit: Some(unit), .. } => format!("数値 (単位: {unit})"),
        Kind::Number { unit: None, .. } => "数値".to_owned(),
        Kind::Percent => "割合 (例: 20%)".to_owned(),
        Kind::Duration => "時間の長さ (例: 1h 30m)".to_owned(),
        Kind::Money { currency } => format!("金額 ({currency})"),
        Kind::Set(declared) if declared.is_empty() => "名前の一覧".to_owned(),
        Kind::Scale(_) | Kind::Choice(_) => words(),
        Kind::Set(_) => format!("{} から任意の個数", words()),
    }
}

fn english(kind: &Kind) -> String {
    let words = || kind.words().iter().map(|word| word.name.as_str()).collect::<Vec<_>>();
    match kind {
        Kind::Boolean => "yes or no".to_owned(),
        Kind::Count => "a whole number".to_owned(),
        Kind::Number { unit: Some(unit), .. } => format!("a number, in {unit}"),
        Kind::Number { unit: None, .. } => "a number".to_owned(),
        Kind::Percent => "a share, as 20%".to_owned(),
        Kind::Duration => "a length of time, as 1h 30m".to_owned(),
        Kind::Money { currency } => format!("an amount, in {currency}"),
        Kind::Scale(_) | Kind::Choice(_) => or(&words()),
        Kind::Set(declared) if declared.is_empty() => "names, as a list".to_owned(),
        Kind::Set(_) => format!("any of {}", words().join(", ")),
    }
}
