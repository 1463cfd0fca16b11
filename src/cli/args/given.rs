//! Where to find what is usually looked for: arguments of most commands.

use std::path::PathBuf;

use clap::Args;

/// Where to find what is usually looked for.
#[derive(Debug, Args)]
pub struct GivenArguments {
    /// The SEV table for all postmortems, instead of the configured or discovered one.
    #[arg(long, value_name = "FILE")]
    pub table: Option<PathBuf>,
    /// The configuration for all postmortems, instead of the nearest sevlint.toml above each.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The day of the run, YYYY-MM-DD, instead of today: decides which overrides still hold.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}
