//! What may be typed after `report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::given::GivenArguments;
use super::history::HistoryArguments;

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// Files and folders; without any, the current folder.
    pub paths: Vec<PathBuf>,
    /// A quarter of the fiscal year, as `2026-Q3`; the year is that in which it starts (`fiscal_year_starts` in
    /// sevlint.toml, else January).
    #[arg(long, value_name = "QUARTER", conflicts_with_all = ["since", "until"])]
    pub quarter: Option<String>,
    /// The first day, YYYY-MM-DD; without --until, the last is the day of the run.
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// The last day, YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Compare with the quarter before; of days, with as many months before where they are whole months (a quarter, a year), else
    /// with as many days before.
    #[arg(long, value_name = "WHAT")]
    pub compare: Option<Compare>,
    /// Group incidents by these: service, detection, or facts of the table whose values are words [default:
    /// service,detection].
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub by: Vec<String>,
    /// How to write the report: text, markdown, html, json or csv, or FORMAT=FILE; may be given several times.
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub format: Vec<String>,
    /// What is asked of git beside the files that are there now.
    #[command(flatten)]
    pub history: HistoryArguments,
    /// Where to find what is usually looked for.
    #[command(flatten)]
    pub given: GivenArguments,
}

/// What a period is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Compare {
    /// The period before.
    Previous,
}
