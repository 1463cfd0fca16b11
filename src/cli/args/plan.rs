//! Arguments of `plan`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::given::GivenArguments;

/// Arguments of `plan`.
#[derive(Debug, Args)]
pub struct PlanArguments {
    /// Past incidents to try the change on: files and folders; without any, the current folder.
    pub paths: Vec<PathBuf>,
    /// The table before: a file, or a commit, in which it is looked for [default: where this line of work left the default
    /// branch, else the commit that is checked out].
    #[arg(long, value_name = "REF|FILE")]
    pub from: Option<String>,
    /// The table after [default: the one in the work tree; of several the one that changed, else the one in force].
    #[arg(long, value_name = "FILE", conflicts_with = "table")]
    pub to: Option<PathBuf>,
    /// How to write it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: PlanFormat,
    /// End with 1 if anything would come out otherwise, or is asked otherwise.
    #[arg(long)]
    pub fail_on_change: bool,
    /// Where to find what is usually looked for.
    #[command(flatten)]
    pub given: GivenArguments,
}

/// How a plan is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
    /// For people.
    Text,
    /// For a pull request.
    Markdown,
    /// For programs.
    Json,
}
