//! By which words postmortems are read otherwise, in a sentence, and as a plan in JSON has it.

use serde::Serialize;

use crate::diagnostic::language::Language;
use crate::insight::plan::Plan;
use crate::insight::plan_spellings::{SpellingChange, Spelt};
use crate::rules::words::phrase::and;

use super::plan_words::code;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct SpellingDocument<'a> {
    /// What the words mean: `level` (they declare it), `not_graded` (no severity is declared), `fact` (they are keys of it), or
    /// `answer` to a fact.
    of: &'static str,
    /// The level, the fact, or the answer; null of `not_graded`.
    name: Option<&'a str>,
    /// Of an answer: its fact.
    fact: Option<&'a str>,
    /// The words that mean it newly.
    added: Vec<&'a str>,
    /// Those that mean it no more.
    removed: Vec<&'a str>,
}

/// What is read otherwise.
pub fn spellings<'a>(plan: &'a Plan<'_>) -> Vec<SpellingDocument<'a>> {
    let document = |change: &'a SpellingChange| {
        let (of, name, fact) = match &change.of {
            Spelt::Level(level) => ("level", level_id(plan, *level), None),
            Spelt::NotGraded => ("not_graded", None, None),
            Spelt::Fact(fact) => ("fact", Some(fact.as_str()), None),
            Spelt::Answer { fact, word } => ("answer", Some(word.as_str()), Some(fact.as_str())),
        };
        let texts = |words: &'a [String]| words.iter().map(String::as_str).collect();
        SpellingDocument { of, name, fact, added: texts(&change.added), removed: texts(&change.removed) }
    };
    plan.spellings.iter().map(document).collect()
}

/// What is read otherwise, in a sentence.
#[must_use]
pub fn spelling(plan: &Plan<'_>, change: &SpellingChange, language: Language) -> String {
    let list = |words: &[String]| words.iter().map(|word| code(word)).collect::<Vec<_>>();
    let (added, removed) = (list(&change.added), list(&change.removed));
    if language == Language::Japanese {
        let what = match &change.of {
            Spelt::Level(level) => {
                format!("レベル {} の別名", code(level_id(plan, *level).unwrap_or_default()))
            }
            Spelt::NotGraded => "重大度とみなさない宣言 (`not_graded`)".to_owned(),
            Spelt::Fact(fact) => format!("事実 {} を読むキー", code(fact)),
            Spelt::Answer { fact, word } => format!("事実 {} の値 {} の別名", code(fact), code(word)),
        };
        let added = (!added.is_empty()).then(|| format!("{} を追加", added.join("、")));
        let removed = (!removed.is_empty()).then(|| format!("{} を削除", removed.join("、")));
        let changes: Vec<String> = added.into_iter().chain(removed).collect();
        return format!("{what}: {}", changes.join("、"));
    }
    let (subject, verb) = match &change.of {
        Spelt::Level(level) => {
            (format!("level {}", code(level_id(plan, *level).unwrap_or_default())), "declared as")
        }
        Spelt::NotGraded => ("no severity (`not_graded`)".to_owned(), "declared as"),
        Spelt::Fact(fact) => (format!("fact {}", code(fact)), "stated under"),
        Spelt::Answer { fact, word } => (format!("{} of {}", code(word), code(fact)), "written"),
    };
    let added = (!added.is_empty()).then(|| format!("also {verb} {}", and(&added)));
    let removed = (!removed.is_empty()).then(|| format!("no more {verb} {}", and(&removed)));
    let changes: Vec<String> = added.into_iter().chain(removed).collect();
    format!("{subject} is {}", and(&changes))
}

fn level_id<'a>(plan: &Plan<'a>, level: usize) -> Option<&'a str> {
    plan.new.levels.get(level).map(|level| level.id.text.as_str())
}
