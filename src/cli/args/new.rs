//! Arguments of `new`.

use std::path::PathBuf;

use clap::Args;

use super::given::GivenArguments;

/// Arguments of `new`.
#[derive(Debug, Args)]
pub struct NewArguments {
    /// What happened, in a line.
    pub title: String,
    /// The level to declare [default: what the facts make it, with what the table assumes; where they leave several, the most severe of them].
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
    /// What is known, as `users_affected_pct=32%`; may be given several times.
    #[arg(long = "fact", value_name = "FACT=VALUE")]
    pub facts: Vec<String>,
    /// What the incident is referred to by [default: the number after those of the other postmortems, else the name of the file].
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// The file to write [default: beside the other postmortems, and called as they are].
    #[arg(long, value_name = "FILE")]
    pub path: Option<PathBuf>,
    /// Where to find what is usually looked for.
    #[command(flatten)]
    pub given: GivenArguments,
}
