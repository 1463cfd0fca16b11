//! The language of what is said to people.
//!
//! The words of a language are chosen once. Japanese is written in the plain style, without a full stop, and ends in a noun
//! where it can; names of files, keys, rules and values stand in backticks, as in English, and what a stranger or the
//! system says stands in 「」. Ids of levels are written as they are. `error`, `warning` and `note` stay in `concise`, which
//! editors read, and in all data.
//!
//! | English | Japanese | English | Japanese |
//! | --- | --- | --- | --- |
//! | severity | 重大度 | declared | 宣言 |
//! | level | レベル | possible | 可能 |
//! | incident | インシデント | confirmed | 妥当 |
//! | postmortem | ポストモーテム | understated | 過小 |
//! | SEV table | SEV 表 | overstated | 過大 |
//! | fact | 事実 | contradicted | 矛盾 |
//! | field | フィールド | undetermined | 未確定 |
//! | criterion | 基準 | uncovered | 該当なし |
//! | test | 条件 | undeclared | 未宣言 |
//! | met, failed, open | 成立, 不成立, 未定 | unknown level | 不明なレベル |
//! | duty | 義務 | not graded | 対象外 |
//! | override | 例外判断 | section | セクション |
//! | ignore | 抑制 | timeline | タイムライン |
//! | finding | 指摘 | action item | アクションアイテム |
//! | error, warning, note | エラー, 警告, 注意 | front matter | フロントマター |
//! | help | ヒント | draft | 下書き |
//! | response | 対応 | example | 例 |

/// A language that all messages exist in. A new one is a new variant, and the compiler names every sentence it needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Japanese.
    Japanese,
}

impl Language {
    /// All languages; the first is the default.
    pub const ALL: &'static [Self] = &[Self::English, Self::Japanese];

    /// Its code of two letters, as `sevlint.toml` names it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Japanese => "ja",
        }
    }

    /// The language of a code.
    #[must_use]
    pub fn coded(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|language| language.code() == code)
    }
}
