//! Arguments of `table learn`.

use std::path::PathBuf;

use clap::Args;

use super::given::GivenArguments;

/// Arguments of `table learn`.
#[derive(Debug, Args)]
pub struct LearnArguments {
    /// Files and folders to learn from; without any, the current folder.
    pub paths: Vec<PathBuf>,
    /// The levels, most severe first, with commas between them: where there is no SEV table, and their names do not tell.
    #[arg(long, value_name = "LEVELS")]
    pub levels: Option<String>,
    /// The language of the comments, `en` or `ja` [default: what sevlint.toml says].
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
    /// Where to find what is usually looked for.
    #[command(flatten)]
    pub given: GivenArguments,
}
