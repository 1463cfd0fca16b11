//! What can keep a run from being made, before there are any findings: each with what to do.

use std::fmt;

use crate::diagnostic::language::Language;
use crate::lint::selection::SelectionFault;
use crate::source::git_fault::GitFault;

use super::classify_fault::ClassifyFault;
use super::git_fault;
use super::new_fault::NewFault;
use super::plan_fault::PlanFault;
use super::report_fault::ReportFault;
use super::table_fault::TableFault;

/// What keeps a run from being made.
#[derive(Debug)]
pub enum Error {
    /// A path that does not exist, or cannot be reached.
    Path {
        /// As typed.
        path: String,
        /// Why.
        reason: String,
    },
    /// A path outside the repository of the others.
    Outside {
        /// As typed.
        path: String,
        /// The root of the repository.
        root: String,
    },
    /// No format of that name.
    Format {
        /// As typed.
        name: String,
        /// The format it may have been meant to be.
        nearest: Option<&'static str>,
        /// All formats.
        known: Vec<&'static str>,
    },
    /// Not a word that `--fail-on` takes.
    FailOn(String),
    /// A list of rules that cannot be used.
    Selection(SelectionFault),
    /// Standard input cannot be read.
    Input(String),
    /// Not a date.
    Date(String),
    /// A file that cannot be written.
    Write {
        /// As typed.
        path: String,
        /// Why.
        reason: String,
    },
    /// A baseline that is not there; as typed.
    BaselineMissing(String),
    /// A baseline is to be written, and none is named.
    NoBaseline(Language),
    /// Neither a rule nor a file.
    Target {
        /// As typed.
        name: String,
        /// The rule it may have been meant to be.
        nearest: Option<&'static str>,
        /// The language of the folder.
        language: Language,
    },
    /// A file that is no postmortem; with why.
    NoPostmortem {
        /// As typed.
        path: String,
        /// Why it is none.
        why: String,
        /// The language of its project.
        language: Language,
    },
    /// No command of that name.
    NoCommand {
        /// As typed.
        name: String,
        /// All commands there.
        known: String,
    },
    /// There is no table to judge by.
    NoTable(Language),
    /// No preset of that name.
    Preset {
        /// As typed.
        name: String,
        /// The preset it may have been meant to be.
        nearest: Option<&'static str>,
        /// All presets.
        known: Vec<&'static str>,
    },
    /// Facts that cannot be classified.
    Classify(Box<ClassifyFault>, Language),
    /// What git refused.
    Git(Box<GitFault>, Language),
    /// A postmortem that is not written.
    New(NewFault, Language),
    /// A plan that cannot be made.
    Plan(PlanFault, Language),
    /// A report that cannot be made.
    Report(ReportFault, Language),
    /// A rendering that cannot be made.
    Table(TableFault, Language),
    /// The configuration or the table does not load.
    TableBroken(Language),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { path, reason } => write!(f, "cannot read `{path}`: {reason}"),
            Self::Outside { path, root } => write!(f, "`{path}` does not lie in the repository at `{root}`"),
            Self::Format { name, .. } => write!(f, "no format is named `{name}`"),
            Self::Preset { name, .. } => write!(f, "no preset is named `{name}`"),
            Self::NoCommand { name, .. } => write!(f, "no command is named `{name}`"),
            Self::FailOn(word) => write!(f, "`--fail-on` does not take `{word}`"),
            Self::Selection(SelectionFault::Unknown { name, .. }) => {
                write!(f, "`{name}` is neither a rule nor a family of rules")
            }
            Self::Selection(SelectionFault::Fixed(rule)) => write!(f, "`{rule}` cannot be left out"),
            Self::Input(reason) => write!(f, "cannot read standard input: {reason}"),
            Self::Date(text) => write!(f, "`{text}` is not a date"),
            Self::Write { path, reason } => write!(f, "cannot write `{path}`: {reason}"),
            Self::BaselineMissing(path) => write!(f, "there is no baseline at `{path}`"),
            Self::NoBaseline(language) => f.write_str(match language {
                Language::English => "no baseline is named",
                Language::Japanese => "ベースラインが指定されていない",
            }),
            Self::Target { name, language, .. } => match language {
                Language::English => write!(f, "`{name}` is neither a rule nor a file"),
                Language::Japanese => write!(f, "`{name}` はルールでもファイルでもない"),
            },
            Self::NoPostmortem { path, why, language } => match language {
                Language::English => write!(f, "`{path}` is not taken for a postmortem: {why}"),
                Language::Japanese => write!(f, "`{path}` はポストモーテムとみなされない: {why}"),
            },
            Self::Git(fault, language) => f.write_str(&git_fault::message(fault, *language)),
            Self::Plan(fault, language) => f.write_str(&fault.message(*language)),
            Self::Table(fault, language) => f.write_str(&fault.message(*language)),
            Self::New(fault, language) => f.write_str(&fault.message(*language)),
            Self::Report(fault, language) => f.write_str(&fault.message(*language)),
            Self::Classify(fault, language) => f.write_str(&fault.message(*language)),
            Self::TableBroken(language) => f.write_str(match language {
                Language::English => "the configuration or the SEV table does not load",
                Language::Japanese => "設定または SEV 表を読み込めない",
            }),
            Self::NoTable(language) => f.write_str(match language {
                Language::English => "there is no SEV table to judge by",
                Language::Japanese => "判定に使う SEV 表がない",
            }),
        }
    }
}

impl Error {
    /// The language it is said in. What keeps a run from being made before a configuration is known is said in English, as
    /// is the help of the command line.
    #[must_use]
    pub fn language(&self) -> Language {
        match self {
            Self::Target { language, .. }
            | Self::NoPostmortem { language, .. }
            | Self::TableBroken(language)
            | Self::NoBaseline(language)
            | Self::Classify(_, language)
            | Self::Table(_, language)
            | Self::Git(_, language)
            | Self::New(_, language)
            | Self::Plan(_, language)
            | Self::Report(_, language)
            | Self::NoTable(language) => *language,
            Self::Path { .. }
            | Self::Outside { .. }
            | Self::Format { .. }
            | Self::Preset { .. }
            | Self::NoCommand { .. }
            | Self::FailOn(_)
            | Self::Selection(_)
            | Self::Input(_)
            | Self::Date(_)
            | Self::BaselineMissing(_)
            | Self::Write { .. } => Language::English,
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        let list =
            |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        match self {
            Self::Path { .. } => None,
            Self::Outside { .. } => Some("check the files of one repository at a time".to_owned()),
            Self::Preset { nearest: None, known, .. } => Some(format!("there are {}", list(known))),
            Self::Preset { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}`?")),
            Self::Format { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}`?")),
            Self::Target { nearest: Some(nearest), language, .. } => Some(match language {
                Language::English => format!("did you mean `{nearest}`?"),
                Language::Japanese => format!("`{nearest}` の誤りか"),
            }),
            Self::Format { known, .. } => Some(format!("there are {}", list(known))),
            Self::NoCommand { known, .. } if known.is_empty() => None,
            Self::NoCommand { known, .. } => Some(format!("there are {known}")),
            Self::FailOn(_) => Some("write `error`, `warning`, `note` or `never`".to_owned()),
            Self::Selection(SelectionFault::Unknown { nearest: Some(nearest), .. }) => {
                Some(format!("did you mean `{nearest}`?"))
            }
            Self::Selection(SelectionFault::Unknown { .. }) => {
                Some("`sevlint explain` lists all rules; a family is written as `severity-`".to_owned())
            }
            Self::Selection(SelectionFault::Fixed(_)) => {
                Some("what it finds keeps the run from being made".to_owned())
            }
            Self::Input(_) => None,
            Self::Date(_) => Some("write it as `2026-01-31`".to_owned()),
            Self::Write { .. } => None,
            Self::BaselineMissing(_) => Some("write it with `--write-baseline`".to_owned()),
            Self::NoBaseline(language) => Some(match language {
                Language::English => {
                    "name the file with `--baseline FILE`, or with `baseline = \".sevlint-baseline.json\"` in sevlint.toml"
                        .to_owned()
                }
                Language::Japanese => {
                    "`--baseline FILE`、または `sevlint.toml` の `baseline = \".sevlint-baseline.json\"` で指定する".to_owned()
                }
            }),
            Self::Target { language, .. } => Some(match language {
                Language::English => "`sevlint explain` lists all rules".to_owned(),
                Language::Japanese => "ルールの一覧は `sevlint explain` で表示できる".to_owned(),
            }),
            Self::NoPostmortem { language, .. } => Some(match language {
                Language::English => "`sevlint check --show-files` says of each file why".to_owned(),
                Language::Japanese => {
                    "ファイルごとの理由は `sevlint check --show-files` で表示できる".to_owned()
                }
            }),
            Self::Plan(fault, language) => Some(fault.help(*language)),
            Self::Git(fault, language) => git_fault::help(fault, *language),
            Self::Table(fault, language) => fault.help(*language),
            Self::New(fault, language) => Some(fault.help(*language)),
            Self::Report(fault, language) => fault.help(*language),
            Self::Classify(fault, language) => fault.help(*language),
            Self::TableBroken(language) => Some(match language {
                Language::English => "`sevlint check` says what is wrong".to_owned(),
                Language::Japanese => "誤りは `sevlint check` で表示できる".to_owned(),
            }),
            Self::NoTable(language) => Some(match language {
                Language::English => "write one with `sevlint init`, or name it with `--table FILE`".to_owned(),
                Language::Japanese => "`sevlint init` で作るか、`--table FILE` で SEV 表を指定する".to_owned(),
            }),
        }
    }
}
