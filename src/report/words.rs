//! The words of reports, one by one. Data has them in English, as their types write them.

use crate::diagnostic::about::Gravity;
use crate::diagnostic::language::Language;
use crate::model::fact::State;
use crate::verdict::outcome::Outcome;
use crate::verdict::standing::Standing;

/// A gravity, before the name of a rule.
#[must_use]
pub fn gravity(gravity: Gravity, language: Language) -> &'static str {
    match (language, gravity) {
        (Language::English, gravity) => gravity.word(),
        (Language::Japanese, Gravity::Error) => "エラー",
        (Language::Japanese, Gravity::Warning) => "警告",
        (Language::Japanese, Gravity::Note) => "注意",
    }
}

/// What stands before help, without the colon.
#[must_use]
pub fn help(language: Language) -> &'static str {
    match language {
        Language::English => "help",
        Language::Japanese => "ヒント",
    }
}

/// A standing.
#[must_use]
pub fn standing(standing: Standing, language: Language) -> &'static str {
    match (language, standing) {
        (Language::English, standing) => standing.word(),
        (Language::Japanese, Standing::Confirmed) => "妥当",
        (Language::Japanese, Standing::Understated) => "過小",
        (Language::Japanese, Standing::Overstated) => "過大",
        (Language::Japanese, Standing::Contradicted) => "矛盾",
        (Language::Japanese, Standing::Undetermined) => "未確定",
        (Language::Japanese, Standing::Overridden) => "例外判断",
        (Language::Japanese, Standing::Uncovered) => "該当なし",
        (Language::Japanese, Standing::Undeclared) => "未宣言",
        (Language::Japanese, Standing::UnknownLevel) => "不明なレベル",
        (Language::Japanese, Standing::NotGraded) => "対象外",
    }
}

/// How a fact is known.
#[must_use]
pub fn state(state: State, language: Language) -> &'static str {
    match (language, state) {
        (Language::English, state) => state.word(),
        (Language::Japanese, State::Stated) => "記載",
        (Language::Japanese, State::Derived) => "算出",
        (Language::Japanese, State::Uncertain) => "幅のある記載",
        (Language::Japanese, State::Disputed) => "食い違い",
        (Language::Japanese, State::Unreadable) => "読み取り不可",
        (Language::Japanese, State::Unknown) => "不明",
        (Language::Japanese, State::Assumed) => "仮定",
        (Language::Japanese, State::Absent) => "記載なし",
    }
}

/// How a test or a criterion came out.
#[must_use]
pub fn outcome(outcome: Outcome, language: Language) -> &'static str {
    match (language, outcome) {
        (Language::English, outcome) => outcome.word(),
        (Language::Japanese, Outcome::Met) => "成立",
        (Language::Japanese, Outcome::Failed) => "不成立",
        (Language::Japanese, Outcome::Open) => "未定",
    }
}
