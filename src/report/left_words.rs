//! Why a fix is not made.

use crate::diagnostic::language::Language;
use crate::lint::harm::WhyLeft;
use crate::rules::words::phrase::and;

use super::terminal_text::name;

/// Why a fix is not made, in a clause.
#[must_use]
pub fn why_words(why: &WhyLeft, language: Language) -> String {
    match (language, why) {
        (Language::English, WhyLeft::BringsFindings(rules)) => {
            format!("then there would be a finding of {}", and(&owned(rules)))
        }
        (Language::Japanese, WhyLeft::BringsFindings(rules)) => {
            format!("修正すると {} の指摘が新たに生じる", owned(rules).join("、"))
        }
        (Language::English, WhyLeft::ChangesOther(names)) => {
            format!("it would change what is said of {}", and(&quoted(names)))
        }
        (Language::Japanese, WhyLeft::ChangesOther(names)) => {
            format!("{} の内容まで変わってしまう", quoted(names).join("、"))
        }
        (Language::English, WhyLeft::Outside) => "the file lies outside the repository".to_owned(),
        (Language::Japanese, WhyLeft::Outside) => "ファイルがリポジトリの外にある".to_owned(),
        (_, WhyLeft::Moved) => changed_words(language).to_owned(),
        (Language::English, WhyLeft::Endless) => "mending did not come to an end".to_owned(),
        (Language::Japanese, WhyLeft::Endless) => "修正が終わらない".to_owned(),
    }
}

/// That a file is not what it was.
#[must_use]
pub fn changed_words(language: Language) -> &'static str {
    match language {
        Language::English => "it was changed meanwhile; run it again",
        Language::Japanese => "その間に変更された。もう一度実行する",
    }
}

fn owned(rules: &[&str]) -> Vec<String> {
    rules.iter().map(|rule| (*rule).to_owned()).collect()
}

fn quoted(names: &[String]) -> Vec<String> {
    names.iter().map(|part| format!("`{}`", name(part))).collect()
}
