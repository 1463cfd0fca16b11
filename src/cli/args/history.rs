//! What is asked of git beside the files that are there now: arguments of the commands that judge past incidents.

use clap::{Args, ValueEnum};

/// What is asked of git beside the files that are there now.
#[derive(Debug, Args)]
pub struct HistoryArguments {
    /// Judge each incident by the version of the SEV table that was in force on its day: the commits that changed it, on the
    /// line of first parents. A version with `effective_from` is in force from that day, another from the day of its commit,
    /// what is not committed from today.
    #[arg(long, value_name = "SOURCE")]
    pub table_history: Option<Source>,
    /// Take how the declared level of each incident changed from its commits, where it does not state `severity_history`.
    #[arg(long, value_name = "SOURCE")]
    pub severity_history: Option<Source>,
}

/// Where history is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Source {
    /// From the commits of the repository.
    Git,
}
