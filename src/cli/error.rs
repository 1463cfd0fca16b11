//! What can keep a run from being made, before there are any findings: each with what to do.

use std::fmt;

use crate::lint::selection::SelectionFault;

use super::classify_fault::ClassifyFault;

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
    NoBaseline,
    /// Neither a rule nor a file.
    Target {
        /// As typed.
        name: String,
        /// The rule it may have been meant to be.
        nearest: Option<&'static str>,
    },
    /// A file that is no postmortem; with why.
    NoPostmortem {
        /// As typed.
        path: String,
        /// Why it is none.
        why: String,
    },
    /// There is no table to judge by.
    NoTable,
    /// Facts that cannot be classified.
    Classify(ClassifyFault),
    /// The configuration or the table does not load.
    TableBroken,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { path, reason } => write!(f, "cannot read `{path}`: {reason}"),
            Self::Outside { path, root } => write!(f, "`{path}` does not lie in the repository at `{root}`"),
            Self::Format { name, .. } => write!(f, "no format is named `{name}`"),
            Self::FailOn(word) => write!(f, "`--fail-on` does not take `{word}`"),
            Self::Selection(SelectionFault::Unknown { name, .. }) => {
                write!(f, "`{name}` is neither a rule nor a family of rules")
            }
            Self::Selection(SelectionFault::Fixed(rule)) => write!(f, "`{rule}` cannot be left out"),
            Self::Input(reason) => write!(f, "cannot read standard input: {reason}"),
            Self::Date(text) => write!(f, "`{text}` is not a date"),
            Self::Write { path, reason } => write!(f, "cannot write `{path}`: {reason}"),
            Self::BaselineMissing(path) => write!(f, "there is no baseline at `{path}`"),
            Self::NoBaseline => write!(f, "no baseline is named"),
            Self::Target { name, .. } => write!(f, "`{name}` is neither a rule nor a file"),
            Self::NoPostmortem { path, why } => write!(f, "`{path}` is not taken for a postmortem: {why}"),
            Self::Classify(fault) => f.write_str(&fault.message()),
            Self::TableBroken => write!(f, "the configuration or the SEV table does not load"),
            Self::NoTable => write!(f, "there is no SEV table to judge by"),
        }
    }
}

impl Error {
    /// What to do.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        let list =
            |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        match self {
            Self::Path { .. } => None,
            Self::Outside { .. } => Some("check the files of one repository at a time".to_owned()),
            Self::Format { nearest: Some(nearest), .. } | Self::Target { nearest: Some(nearest), .. } => {
                Some(format!("did you mean `{nearest}`?"))
            }
            Self::Format { known, .. } => Some(format!("there are {}", list(known))),
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
            Self::NoBaseline => Some(
                "name the file with `--baseline FILE`, or with `baseline = \".sevlint-baseline.json\"` in sevlint.toml"
                    .to_owned(),
            ),
            Self::Target { .. } => Some("`sevlint explain` lists all rules".to_owned()),
            Self::NoPostmortem { .. } => {
                Some("`sevlint check --show-files` says of each file why".to_owned())
            }
            Self::Classify(fault) => fault.help(),
            Self::TableBroken => Some("`sevlint check` says what is wrong".to_owned()),
            Self::NoTable => Some("write SEV.md, or name the table with `--table FILE`".to_owned()),
        }
    }
}
