//! What keeps a report from being made, beside what keeps any run from being made.

use crate::diagnostic::language::Language;

/// What keeps a report from being made.
#[derive(Debug)]
pub enum ReportFault {
    /// Not a quarter; as typed.
    Quarter(String),
    /// A period that ends before it begins.
    PeriodEmpty {
        /// Its first day.
        since: String,
        /// Its last day.
        until: String,
    },
    /// A period that has no end, and begins after the day of the report.
    PeriodAhead {
        /// Its first day.
        since: String,
        /// The day of the report.
        today: String,
    },
    /// There is no period before one without a beginning.
    NothingBefore,
    /// Nothing to group by.
    By {
        /// As typed.
        name: String,
        /// Whether it means people.
        is_people: bool,
        /// What it may have been meant to be.
        nearest: Option<String>,
        /// All there is to group by.
        known: Vec<String>,
    },
}

impl ReportFault {
    /// What is so.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let english = language == Language::English;
        match self {
            Self::Quarter(text) if english => format!("`{text}` is no quarter"),
            Self::Quarter(text) => format!("`{text}` は四半期ではない"),
            Self::PeriodEmpty { since, until } if english => {
                format!("the period ends on {until}, before it begins on {since}")
            }
            Self::PeriodEmpty { since, until } => format!("期間の終わり {until} が始まり {since} より前"),
            Self::PeriodAhead { since, today } if english => {
                format!("the period begins on {since}, after the day of the report, {today}")
            }
            Self::PeriodAhead { since, today } => {
                format!("期間の始まり {since} が報告の日 {today} より後")
            }
            Self::NothingBefore if english => {
                "there is nothing to compare with: the period has no beginning".to_owned()
            }
            Self::NothingBefore => "期間に始まりがないので、比べる前の期間がない".to_owned(),
            Self::By { name, is_people: true, .. } if english => {
                format!("`{name}` are people, and a report ranks nobody")
            }
            Self::By { name, is_people: true, .. } => format!("`{name}` は人であり、報告は人を比べない"),
            Self::By { name, .. } if english => {
                format!("incidents cannot be grouped by `{name}`")
            }
            Self::By { name, .. } => format!("`{name}` ではまとめられない"),
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self, language: Language) -> Option<String> {
        let english = language == Language::English;
        let list = |words: &[String], between: &str| {
            words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(between)
        };
        Some(match self {
            Self::Quarter(_) if english => "write it as `2026-Q3`".to_owned(),
            Self::Quarter(_) => "`2026-Q3` のように書く".to_owned(),
            Self::PeriodEmpty { .. } => return None,
            Self::PeriodAhead { .. } if english => {
                "without `--until` a period ends on the day of the report".to_owned()
            }
            Self::PeriodAhead { .. } => "`--until` がなければ、期間は報告の日に終わる".to_owned(),
            Self::NothingBefore if english => "give `--quarter` or `--since`".to_owned(),
            Self::NothingBefore => "`--quarter` か `--since` を指定する".to_owned(),
            Self::By { nearest: Some(nearest), .. } if english => format!("did you mean `{nearest}`?"),
            Self::By { nearest: Some(nearest), .. } => format!("`{nearest}` の誤りか"),
            Self::By { known, .. } if english => format!("there are {}", list(known, ", ")),
            Self::By { known, .. } => format!("使えるもの: {}", list(known, "、")),
        })
    }
}
