//! Sentences about the shape of data: a key that means nothing, a value of another sort.

use crate::diagnostic::language::Language;
use crate::source::shape::{Expected, ShapeFaultKind};

use super::japanese;
use super::phrase::quoted_or;

/// What is wrong, and what to do.
#[must_use]
pub fn sentences(kind: &ShapeFaultKind, language: Language) -> (String, String) {
    match language {
        Language::English => english(kind),
        Language::Japanese => in_japanese(kind),
    }
}

fn english(kind: &ShapeFaultKind) -> (String, String) {
    match kind {
        ShapeFaultKind::UnknownKey { key, nearest: Some(nearest), .. } => {
            (format!("unknown key `{key}`"), format!("did you mean `{nearest}`?"))
        }
        ShapeFaultKind::UnknownKey { key, nearest: None, known } => {
            (format!("unknown key `{key}`"), format!("write {}", quoted_or(known)))
        }
        ShapeFaultKind::MissingKey(key) => {
            (format!("`{key}` is missing here"), format!("add the key `{key}`"))
        }
        ShapeFaultKind::Expected(expected) => {
            let (what, example) = match expected {
                Expected::Text => {
                    ("a word or sentence", "write it as text, in quotes if it begins with a sign")
                }
                Expected::List => ("a list of words", "write it as `[one, two]`"),
                Expected::Mapping => ("keys with values", "write it as `{ key: value }`, or indented below"),
                Expected::Levels => ("a list of levels", "write each level as an item: `- id: SEV-1`"),
                Expected::Level => {
                    ("a level with its keys", "write it as `- id: SEV-1`, with its criteria below")
                }
                Expected::Criteria => {
                    ("a list of criteria", "write each criterion as an item: `- when: { duration: over 2h }`")
                }
                Expected::Criterion => (
                    "a criterion with its tests",
                    "write it as `- when: { duration: over 2h }`; a sentence for people goes behind `says`",
                ),
                Expected::Counted => {
                    ("how many of which tests", "write it as `{ count: 2, of: [{ duration: over 2h }, …] }`")
                }
                Expected::Examples => ("a list of examples", "write each example as an item: `- says: …`"),
                Expected::Boolean => ("true or false", "write `true` or `false`"),
                Expected::Whole => ("a whole number", "write it in digits, as `2`"),
                Expected::Date => ("a date", "write it as `2026-01-31`"),
                Expected::Tests => ("facts with tests", "write it as `{ duration: over 2h }`"),
                Expected::Synonyms => {
                    ("a word with its synonyms behind it", "write it as `{ none: [no, nothing] }`")
                }
            };
            (format!("expected {what}"), example.to_owned())
        }
        ShapeFaultKind::UnknownWord { word, nearest: Some(nearest), .. } => {
            (format!("unknown word `{word}`"), format!("did you mean `{nearest}`?"))
        }
        ShapeFaultKind::UnknownWord { word, nearest: None, known } => {
            (format!("unknown word `{word}`"), format!("write {}", quoted_or(known)))
        }
        ShapeFaultKind::Tagged(tag) => (
            format!("`{tag}` is a YAML tag here"),
            format!("put the value in quotes if it begins with `{}`, or take the tag out", first(tag)),
        ),
        ShapeFaultKind::Aliased(name) => (
            format!("`*{name}` is a YAML alias, and aliases are not followed"),
            "write the value out".to_owned(),
        ),
    }
}

fn in_japanese(kind: &ShapeFaultKind) -> (String, String) {
    match kind {
        ShapeFaultKind::UnknownKey { key, nearest: Some(nearest), .. } => {
            (format!("未知のキー `{key}`"), format!("`{nearest}` の誤りか"))
        }
        ShapeFaultKind::UnknownKey { key, nearest: None, known } => {
            (format!("未知のキー `{key}`"), format!("{} と書く", japanese::quoted_or(known)))
        }
        ShapeFaultKind::MissingKey(key) => {
            (format!("ここに `{key}` がない"), format!("キー `{key}` を書き足す"))
        }
        ShapeFaultKind::Expected(expected) => {
            let (what, example) = match expected {
                Expected::Text => ("語または文", "文字列で書く。記号で始まるなら引用符で囲む"),
                Expected::List => ("語のリスト", "`[one, two]` のように書く"),
                Expected::Mapping => ("キーと値", "`{ key: value }` のように書くか、字下げして下に書く"),
                Expected::Levels => ("レベルのリスト", "レベルごとに `- id: SEV-1` のように項目として書く"),
                Expected::Level => ("レベルとそのキー", "`- id: SEV-1` と書き、その下に基準を書く"),
                Expected::Criteria => {
                    ("基準のリスト", "基準ごとに `- when: { duration: over 2h }` のように項目として書く")
                }
                Expected::Criterion => (
                    "基準とその条件",
                    "`- when: { duration: over 2h }` のように書く。人が読む文は `says` に書く",
                ),
                Expected::Counted => (
                    "いくつの条件のうちいくつか",
                    "`{ count: 2, of: [{ duration: over 2h }, …] }` のように書く",
                ),
                Expected::Examples => ("例のリスト", "例ごとに `- says: …` のように項目として書く"),
                Expected::Boolean => ("真偽値", "`true` または `false` と書く"),
                Expected::Whole => ("整数", "`2` のように数字で書く"),
                Expected::Date => ("日付", "`2026-01-31` のように書く"),
                Expected::Tests => ("事実と条件", "`{ duration: over 2h }` のように書く"),
                Expected::Synonyms => ("語とその同義語", "`{ none: [なし, 無し] }` のように書く"),
            };
            (format!("{what}が必要"), example.to_owned())
        }
        ShapeFaultKind::UnknownWord { word, nearest: Some(nearest), .. } => {
            (format!("未知の語 `{word}`"), format!("`{nearest}` の誤りか"))
        }
        ShapeFaultKind::UnknownWord { word, nearest: None, known } => {
            (format!("未知の語 `{word}`"), format!("{} と書く", japanese::quoted_or(known)))
        }
        ShapeFaultKind::Tagged(tag) => (
            format!("`{tag}` はここでは YAML のタグになる"),
            format!("`{}` で始まる値なら引用符で囲み、そうでなければタグを削除する", first(tag)),
        ),
        ShapeFaultKind::Aliased(name) => (
            format!("`*{name}` は YAML のエイリアスだが、エイリアスはたどらない"),
            "値をそのまま書く".to_owned(),
        ),
    }
}

fn first(tag: &str) -> &str {
    tag.get(..1).unwrap_or("!")
}
