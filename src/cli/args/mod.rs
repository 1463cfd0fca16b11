//! What may be typed. Only records it; nothing is looked up here.

mod given;
mod history;
pub mod learn;
mod lsp;
mod new;
mod plan;
pub mod report;
mod shell;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use given::GivenArguments;
pub use history::HistoryArguments;
use learn::LearnArguments;
pub use lsp::LspArguments;
pub use new::NewArguments;
pub use plan::{PlanArguments, PlanFormat};
pub use shell::{CompletionsArguments, ManArguments};

/// Checks the severities that postmortems declare against your SEV table.
#[derive(Debug, Parser)]
#[command(name = "sevlint", version, about, propagate_version = true, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// When to write in colour.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check postmortems against the SEV table.
    Check(CheckArguments),
    /// Report on the incidents of a period: which levels to correct, how people and table agree, what to change in the table.
    ///
    /// Same files, same options, same bytes: the day of the run (`--as-of`) is the only clock.
    Report(report::ReportArguments),
    /// Explain a rule, or how a postmortem was judged: each level, criterion and test with its evidence.
    Explain(ExplainArguments),
    /// Write what the body of a postmortem states under labels as front matter that says the same.
    ///
    /// Without `--write` nothing is changed: the difference is shown, as `git apply` takes it. The body stays as it is. What
    /// the table asks for and nobody states is left as a commented line to fill in. Each file is read again before it is
    /// written, and left alone if it would say anything else than before.
    Adopt(AdoptArguments),
    /// Classify an incident: a few facts in, the level and the response out.
    Classify(ClassifyArguments),
    /// The SEV table itself: what is wrong with it, and how people read it.
    Table(TableArguments),
    /// Write a SEV table, a template of postmortems and a configuration to start from.
    ///
    /// It looks at the postmortems that are there first: what they call things, which levels they declare, what most of them
    /// have; and writes what fits. Nothing that is there is touched.
    Init(InitArguments),
    /// Write a postmortem: an id, what the table asks for, and placeholders for what is not known yet.
    ///
    /// It stands where the other postmortems do, is called as they are, and is never written over a file.
    New(NewArguments),
    /// Serve an editor by the Language Server Protocol, on standard input and output.
    ///
    /// Findings as you type, fixes, why an incident is at its level, completion by the SEV table. Editors start it; how they are
    /// told to stands in `docs/editors.md`.
    Lsp(LspArguments),
    /// Write what a shell completes commands and options by: bash, elvish, fish, powershell or zsh.
    Completions(CompletionsArguments),
    /// Write a page of the manual, as `sevlint man check | man -l -` shows it.
    Man(ManArguments),
    /// Show what a change of the SEV table would do: to past incidents, to what it means, to what it asks.
    Plan(PlanArguments),
    /// Print the JSON Schema of a file that people write or programs read.
    Schema(SchemaArguments),
}

impl Command {
    /// Whether what it writes for people is nothing but sentences and lists of them, which are broken for a terminal. What is
    /// drawn, or wrapped as it is written, is not.
    #[must_use]
    pub fn writes_sentences(&self) -> bool {
        match self {
            Self::Check(arguments) => arguments.show_files,
            Self::Classify(arguments) => arguments.format == AnswerFormat::Text,
            Self::Table(TableArguments { command }) => matches!(command, TableCommand::Show(_)),
            Self::Plan(arguments) => arguments.format == PlanFormat::Text,
            // Without it, a difference is shown.
            Self::Adopt(arguments) => arguments.write,
            Self::Init(_) | Self::New(_) => true,
            _ => false,
        }
    }
}

/// What is done once: it would change files under an editor's hands, or looks at what no file tells of.
const WATCHED_ALONE: [&str; 7] =
    ["fix", "unsafe_fixes", "diff", "write_baseline", "prune_baseline", "stdin_filename", "staged"];

/// Arguments of `check`.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch that is typed or not")]
pub struct CheckArguments {
    /// Files and folders; without any, the current folder.
    pub paths: Vec<PathBuf>,
    /// How to write the findings: a format, or FORMAT=FILE; may be given several times.
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub format: Vec<String>,
    /// Where to find what is usually looked for.
    #[command(flatten)]
    pub given: GivenArguments,
    /// Fail from this gravity on: error, warning, note or never [default: error, or what sevlint.toml says].
    #[arg(long, value_name = "GRAVITY")]
    pub fail_on: Option<String>,
    /// Findings that are known: they are marked and do not count [default: what sevlint.toml says].
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Add the findings of this run to the baseline.
    #[arg(long, conflicts_with_all = ["stdin_filename", "show_files"])]
    pub write_baseline: bool,
    /// Take what is no longer found out of the baseline.
    #[arg(long, conflicts_with_all = ["stdin_filename", "show_files"])]
    pub prune_baseline: bool,
    /// Run only these rules, or families of rules such as `severity-`; what keeps a file from being read is always said.
    #[arg(long, value_name = "RULES")]
    pub select: Vec<String>,
    /// Do not run these rules, or families of rules.
    #[arg(long, value_name = "RULES")]
    pub ignore: Vec<String>,
    /// Mend what can be mended without changing what a postmortem says, and report what is left.
    #[arg(long, conflicts_with_all = ["show_files", "staged"])]
    pub fix: bool,
    /// Make fixes as well that change what a postmortem says; look at them afterwards.
    #[arg(long, conflicts_with_all = ["show_files", "staged"])]
    pub unsafe_fixes: bool,
    /// Change nothing, and show what the fixes would: the safe ones, or with `--unsafe-fixes` all. Fails if there are any.
    #[arg(long, conflicts_with_all = ["show_files", "format", "statistics", "write_baseline", "prune_baseline"])]
    pub diff: bool,
    /// Count the findings of each rule instead of showing them; formats for programs have all findings anyway.
    #[arg(long)]
    pub statistics: bool,
    /// Check the text of standard input as if it were this file, which need not exist.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "show_files"])]
    pub stdin_filename: Option<PathBuf>,
    /// Report only on what has changed since the work tree left the line of this commit, by their merge base; what is not
    /// committed yet counts, and untracked files do.
    #[arg(long, value_name = "REF", conflicts_with = "stdin_filename")]
    pub changed_since: Option<String>,
    /// Report only on what the next commit changes; postmortems, table and configuration are read from the index.
    #[arg(long, conflicts_with_all = ["changed_since", "stdin_filename"])]
    pub staged: bool,
    /// What is asked of git beside the files that are there now.
    #[command(flatten)]
    pub history: HistoryArguments,
    /// Say of each Markdown file whether it was taken for a postmortem, and why, and check nothing.
    #[arg(long, conflicts_with = "format")]
    pub show_files: bool,
    /// Check again whenever a file changes that the result rests on, until Ctrl-C. What `--changed-since` means is asked anew
    /// each time, and the file of a format is written anew.
    #[arg(long, conflicts_with_all = WATCHED_ALONE)]
    pub watch: bool,
}

/// Arguments of `table lint`.
#[derive(Debug, Args)]
pub struct TableLintArguments {
    /// Whose tables: files and folders of projects; without any, the current folder. Those of the projects below a folder are looked
    /// at, too.
    pub paths: Vec<PathBuf>,
    /// How to write the findings: a format, or FORMAT=FILE; may be given several times.
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub format: Vec<String>,
    /// Where to find what is usually looked for.
    #[command(flatten)]
    pub given: GivenArguments,
    /// Fail from this gravity on: error, warning, note or never [default: error, or what sevlint.toml says].
    #[arg(long, value_name = "GRAVITY")]
    pub fail_on: Option<String>,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The id of a rule, or the path of a postmortem; without any, all rules are listed.
    pub target: Option<String>,
    /// What is asked of git beside the files that are there now.
    #[command(flatten)]
    pub history: HistoryArguments,
    /// Where to find what is usually looked for.
    #[command(flatten)]
    pub given: GivenArguments,
}

/// Arguments of `adopt`.
#[derive(Debug, Args)]
pub struct AdoptArguments {
    /// Files and folders; without any, the current folder.
    pub paths: Vec<PathBuf>,
    /// Change the files instead of showing the difference.
    #[arg(long)]
    pub write: bool,
    /// Where to find what is usually looked for.
    #[command(flatten)]
    pub given: GivenArguments,
}

/// Arguments of `classify`.
#[derive(Debug, Args)]
pub struct ClassifyArguments {
    /// What is known, as `users_affected_pct=32%`; without any, on a terminal, one question is asked after the other.
    #[arg(value_name = "FACT=VALUE")]
    pub facts: Vec<String>,
    /// How to write the answer.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AnswerFormat,
    /// Where to find what is usually looked for.
    #[command(flatten)]
    pub given: GivenArguments,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Arguments of `table`.
#[derive(Debug, Args)]
pub struct TableArguments {
    /// What to do with the table.
    #[command(subcommand)]
    pub command: TableCommand,
}

/// What to do with the table.
#[derive(Debug, Subcommand)]
pub enum TableCommand {
    /// Look for contradictions: criteria that never decide, holes, inversions, responses that do not fit; and try the examples.
    Lint(TableLintArguments),
    /// Show the table: levels, what puts an incident there, examples, response.
    Show(ShowArguments),
    /// Render the table for a document, or into its own file.
    Render(RenderArguments),
    /// List the files that postmortems are judged by: configurations, tables, lists of known findings, templates.
    ///
    /// Of the current folder and those below it: what each is, and its path. A broken one is listed as well, and of a link also
    /// the file it leads to. Whoever takes postmortems from others and not what they are judged by, asks this.
    Files(FilesArguments),
    /// Learn criteria from past incidents: the fewest thresholds that explain the levels that were declared.
    ///
    /// Prints a table with the levels and facts of the one in force and learnt criteria, each with how many incidents it
    /// explains and which it gets wrong. Where there is no table, levels and facts are what the postmortems declare and
    /// state. Nothing is written; edit it, and see what it would change with
    /// `sevlint table learn > learnt.yaml` and `sevlint check --table learnt.yaml`.
    Learn(LearnArguments),
}

/// Arguments of `table show`.
#[derive(Debug, Args)]
pub struct ShowArguments {
    /// The language, `en` or `ja` [default: what sevlint.toml says].
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
    /// Where to find what is usually looked for.
    #[command(flatten)]
    pub given: GivenArguments,
}

/// Arguments of `table render`.
#[derive(Debug, Args)]
pub struct RenderArguments {
    /// How to write it [default: markdown].
    #[arg(long, value_name = "FORMAT", conflicts_with_all = ["write", "check"])]
    pub format: Option<PageFormat>,
    /// Write it into the file of the table, between `<!-- sevlint: table -->` and `<!-- /sevlint: table -->`.
    #[arg(long, conflicts_with = "check")]
    pub write: bool,
    /// Write nothing; fail if the rendering in the file is not what the table says.
    #[arg(long)]
    pub check: bool,
    /// The language, `en` or `ja` [default: that of the rendering, else what sevlint.toml says].
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
    /// Where to find what is usually looked for.
    #[command(flatten)]
    pub given: GivenArguments,
}

/// Arguments of `table files`.
#[derive(Debug, Args)]
pub struct FilesArguments {
    /// The files of this commit instead of those in the work tree.
    #[arg(long, value_name = "REF")]
    pub at: Option<String>,
    /// End each line with a NUL instead, and write paths as they are; for bytes that are not UTF-8 there is U+FFFD.
    #[arg(long)]
    pub null: bool,
}

/// How a table is written for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For a terminal.
    Text,
    /// One Markdown table.
    Markdown,
    /// One HTML file of its own.
    Html,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// The table to start from: trocco, trocco-ja, pagerduty, atlassian, gitlab, gds, impact-urgency, slo or dora.
    ///
    /// Without it, a severity table that people wrote for people, or the levels that postmortems declare, are taken over where
    /// there are some; else it is trocco, or trocco-ja where postmortems are in Japanese.
    #[arg(long, value_name = "NAME")]
    pub preset: Option<String>,
    /// The day of the run, YYYY-MM-DD, instead of today: from then on incidents make findings.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArguments {
    /// Of what.
    pub what: What,
    /// Where to find what is usually looked for.
    #[command(flatten)]
    pub given: GivenArguments,
}

/// What there is a schema of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// `sevlint.toml`.
    Config,
    /// A SEV table.
    Table,
    /// Front matter of a postmortem, made from the table in force here.
    Postmortem,
    /// What `sevlint check --format json` writes.
    Check,
    /// What `sevlint report --format json` writes.
    Report,
    /// What `sevlint classify --format json` writes.
    Classify,
    /// What `sevlint plan --format json` writes.
    Plan,
}

/// When to do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
