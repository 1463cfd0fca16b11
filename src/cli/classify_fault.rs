//! What can be wrong with the facts that were typed, each with what to do.

use crate::diagnostic::language::Language;
use crate::model::value::Why;
use crate::rules::words::japanese;
use crate::rules::words::phrase::{and, excerpt, quoted_or};
use crate::rules::words::value_words;

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
    pub fn message(&self, language: Language) -> String {
        match (self, language) {
            (Self::Form(typed), Language::English) => {
                format!("`{}` is not of the form FACT=VALUE", excerpt(typed))
            }
            (Self::Form(typed), Language::Japanese) => {
                format!("`{}` は FACT=VALUE の形ではない", excerpt(typed))
            }
            (Self::Unknown { name, .. }, Language::English) => {
                format!("`{}` is not a fact of the SEV table", excerpt(name))
            }
            (Self::Unknown { name, .. }, Language::Japanese) => {
                format!("`{}` は SEV 表の事実ではない", excerpt(name))
            }
            (Self::Twice(name), Language::English) => format!("`{name}` is given twice"),
            (Self::Twice(name), Language::Japanese) => format!("`{name}` が 2 回指定されている"),
            (Self::Unreadable { fact, text, kind, why, .. }, language) => {
                let (what, _) = value_words::sentences(text, kind, why, language);
                match language {
                    Language::English => format!("`{fact}` cannot be read: {what}"),
                    Language::Japanese => format!("`{fact}` を読み取れない: {what}"),
                }
            }
            (Self::Nothing(_), Language::English) => {
                "no facts are given, and there is no terminal to ask on".to_owned()
            }
            (Self::Nothing(_), Language::Japanese) => {
                "事実が指定されておらず、質問できる端末もない".to_owned()
            }
            (Self::TooComplex, Language::English) => "the SEV table is too complex to classify by".to_owned(),
            (Self::TooComplex, Language::Japanese) => "SEV 表が複雑すぎて判定できない".to_owned(),
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self, language: Language) -> Option<String> {
        let asks_for = |names: &[String]| match (language, names) {
            (Language::English, []) => "the table asks for no facts".to_owned(),
            (Language::Japanese, []) => "SEV 表が問う事実はない".to_owned(),
            (Language::English, names) => format!("the table asks for {}", listed(names, language)),
            (Language::Japanese, names) => format!("SEV 表が問う事実は {}", listed(names, language)),
        };
        Some(match (self, language) {
            (Self::Form(_), Language::English) => "write it as `users_affected_pct=32%`".to_owned(),
            (Self::Form(_), Language::Japanese) => "`users_affected_pct=32%` のように書く".to_owned(),
            (Self::Unknown { nearest: Some(nearest), .. }, Language::English) => {
                format!("did you mean `{nearest}`?")
            }
            (Self::Unknown { nearest: Some(nearest), .. }, Language::Japanese) => {
                format!("`{nearest}` のことか")
            }
            (Self::Unknown { asked, .. }, _) => asks_for(asked),
            (Self::Twice(_), Language::English) => {
                "give each fact once; a value may be a range: `10-20%`, `at least 20%`".to_owned()
            }
            (Self::Twice(_), Language::Japanese) => {
                "事実は 1 回ずつ指定する。値は範囲でもよい: `10-20%`、`20%以上`".to_owned()
            }
            (Self::Unreadable { text, kind, words, why, .. }, language) => {
                let (_, help) = value_words::sentences(text, kind, why, language);
                if *kind == "boolean" && matches!(why, Why::WordUnknown { nearest: None, .. }) {
                    let unknown = value_words::unknown(language);
                    return Some(match language {
                        Language::English => format!("write {}", quoted_or(&["yes", "no", unknown])),
                        Language::Japanese => {
                            format!("{} と書く", japanese::quoted_or(&["yes", "no", unknown]))
                        }
                    });
                }
                if words.is_empty() || matches!(why, Why::WordUnknown { nearest: Some(_), .. }) {
                    return Some(help);
                }
                match language {
                    Language::English => format!("its words are {}", listed(words, language)),
                    Language::Japanese => format!("使える語は {}", listed(words, language)),
                }
            }
            (Self::Nothing(asked), _) => match (language, asked.first()) {
                (_, None) => asks_for(asked),
                (Language::English, Some(first)) => {
                    format!("name what is known: `sevlint classify {first}=…`; {}", asks_for(asked))
                }
                (Language::Japanese, Some(first)) => {
                    format!("わかっていることを指定する: `sevlint classify {first}=…`。{}", asks_for(asked))
                }
            },
            (Self::TooComplex, Language::English) => {
                "`sevlint check` says what is too complex in it".to_owned()
            }
            (Self::TooComplex, Language::Japanese) => {
                "複雑すぎる箇所は `sevlint check` で表示できる".to_owned()
            }
        })
    }
}

fn listed(names: &[String], language: Language) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match language {
        Language::English => and(&quoted),
        Language::Japanese => quoted.join("、"),
    }
}
