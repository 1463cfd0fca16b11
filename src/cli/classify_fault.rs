//! What can be wrong with the facts that were typed, each with what to do.

use crate::diagnostic::language::Language;
use crate::model::value::Why;
use crate::rules::phrase::{and, excerpt};
use crate::rules::value_words;

/// What is wrong with the facts that were typed.
#[derive(Debug)]
pub enum ClassifyFault {
    /// Not of the form `FACT=VALUE`; as typed.
    Form(String),
    /// Not a fact of the table.
    Unknown {
        /// As typed.
        name: String,
        /// The fact it may have been meant to be.
        nearest: Option<String>,
        /// The facts that the table asks for.
        asked: Vec<String>,
    },
    /// One fact was given twice.
    Twice(String),
    /// A value that cannot be read.
    Unreadable {
        /// The fact.
        fact: String,
        /// The value as typed.
        text: String,
        /// The name of the fact's kind.
        kind: &'static str,
        /// Its words, if it has some.
        words: Vec<String>,
        /// Why it was not read.
        why: Why,
    },
    /// No facts were typed, and nobody is there to be asked.
    Nothing(Vec<String>),
    /// The table is too complex to be judged by.
    TooComplex,
}

impl ClassifyFault {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Form(typed) => format!("`{}` is not of the form FACT=VALUE", excerpt(typed)),
            Self::Unknown { name, .. } => format!("`{}` is not a fact of the SEV table", excerpt(name)),
            Self::Twice(name) => format!("`{name}` is given twice"),
            Self::Unreadable { fact, text, kind, why, .. } => {
                let (what, _) = value_words::sentences(text, kind, why, Language::default());
                format!("`{fact}` cannot be read: {what}")
            }
            Self::Nothing(_) => "no facts are given, and there is no terminal to ask on".to_owned(),
            Self::TooComplex => "the SEV table is too complex to classify by".to_owned(),
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        let list = |names: &[String]| and(&names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>());
        match self {
            Self::Form(_) => Some("write it as `users_affected_pct=32%`".to_owned()),
            Self::Unknown { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}`?")),
            Self::Unknown { asked, .. } if asked.is_empty() => Some("the table asks for no facts".to_owned()),
            Self::Unknown { asked, .. } => Some(format!("the table asks for {}", list(asked))),
            Self::Twice(_) => {
                Some("give each fact once; a value may be a range: `10-20%`, `at least 20%`".to_owned())
            }
            Self::Unreadable { text, kind, words, why, .. } => {
                let (_, help) = value_words::sentences(text, kind, why, Language::default());
                if words.is_empty() || matches!(why, Why::WordUnknown { nearest: Some(_), .. }) {
                    return Some(help);
                }
                Some(format!("its words are {}", list(words)))
            }
            Self::Nothing(asked) => match asked.first() {
                Some(first) => Some(format!(
                    "name what is known: `sevlint classify {first}=…`; the table asks for {}",
                    list(asked)
                )),
                None => Some("the table asks for no facts".to_owned()),
            },
            Self::TooComplex => Some("`sevlint check` says what is too complex in it".to_owned()),
        }
    }
}
