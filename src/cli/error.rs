//! What can keep a run from being made, before there are any findings: each with what to do.

use std::io::Write;

use crate::diagnostic::about::Gravity;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::lint::guard::Bug;
use crate::lint::selection::SelectionFault;
use crate::report::graphical;
use crate::report::look::Look;
use crate::report::terminal_text::sentence;
use crate::report::words;
use crate::rules::words::obstacle_words;
use crate::source::git_fault::GitFault;
use crate::source::obstacle::Obstacle;

use super::classify_fault::ClassifyFault;
use super::git_fault;
use super::new_fault::NewFault;
use super::plan_fault::PlanFault;
use super::report_fault::ReportFault;
use super::table_fault::TableFault;
use super::tables_below::{Rivals, TableAbove, TablesBelow};

/// What keeps a run from being made.
#[derive(Debug)]
pub enum Error {
    /// A path that does not exist, or cannot be reached.
    Path {
        /// As typed.
        path: String,
        /// Why.
        reason: Obstacle,
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
    /// Two formats that go to one place.
    FormatsClash {
        /// The one.
        one: String,
        /// The other.
        other: String,
        /// Their file, as typed; none for standard output.
        file: Option<String>,
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
        reason: Obstacle,
    },
    /// Standard output cannot be written; with why.
    Output(Obstacle),
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
        known: Vec<String>,
    },
    /// There is no table to judge by; perhaps there is one above, which does not count.
    NoTable(Option<TableAbove>, Language),
    /// Several files could be it.
    Rivals(Rivals, Language),
    /// There is none here, and projects below have some.
    Below(TablesBelow, Language),
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
    /// A rendering that cannot be made, and the language of the project if it is known.
    Table(TableFault, Option<Language>),
    /// The configuration or the table does not load; with what is wrong.
    TableBroken(Vec<Diagnostic>, Language),
    /// A bug of this program.
    Bug(Bug),
}

impl Error {
    /// Says it, and what to do. A closed standard error changes nothing: the exit code says it, too.
    pub fn tell(&self, here: Language, err: &mut dyn Write) {
        let spoken = self.language(here);
        if let Self::TableBroken(found, _) = self
            && !found.is_empty()
        {
            let _ = graphical::write(found.iter(), &Look::default().in_language(spoken), err);
            return;
        }
        // They quote what was typed, perhaps by a program from what a stranger wrote.
        let message = self.message(here);
        let _ = writeln!(err, "{}: {}", words::gravity(Gravity::Error, spoken), sentence(&message));
        if let Some(help) = self.help(here) {
            let _ = writeln!(err, "{}: {}", words::help(spoken), sentence(&help));
        }
    }

    /// What is so, in the language of the folder unless it is about a project with another one.
    #[must_use]
    pub fn message(&self, here: Language) -> String {
        let english = self.language(here) == Language::English;
        match self {
            Self::Path { path, reason } if english => format!("cannot read `{path}`: {reason}"),
            Self::Path { path, reason } => format!("`{path}` を読み取れない: {}", japanese(reason)),
            Self::Outside { path, root } if english => {
                format!("`{path}` does not lie in the repository at `{root}`")
            }
            Self::Outside { path, root } => format!("`{path}` は `{root}` のリポジトリの中にない"),
            Self::Format { name, .. } if english => format!("no format is named `{name}`"),
            Self::Format { name, .. } => format!("`{name}` という形式はない"),
            Self::FormatsClash { one, other, file } => {
                let place = file.as_ref().map(|file| format!("`{file}`"));
                match (english, place) {
                    (true, place) => {
                        let place = place.as_deref().unwrap_or("standard output");
                        format!("two formats would be written to {place}: `{one}` and `{other}`")
                    }
                    (false, Some(place)) => format!("{place} に書く形式が 2 つある: `{one}` と `{other}`"),
                    (false, None) => format!("標準出力に書く形式が 2 つある: `{one}` と `{other}`"),
                }
            }
            Self::Preset { name, .. } if english => format!("no preset is named `{name}`"),
            Self::Preset { name, .. } => format!("`{name}` というプリセットはない"),
            Self::NoCommand { name, .. } if english => format!("no command is named `{name}`"),
            Self::NoCommand { name, .. } => format!("`{name}` というコマンドはない"),
            Self::FailOn(word) if english => format!("`--fail-on` does not take `{word}`"),
            Self::FailOn(word) => format!("`--fail-on` に `{word}` は指定できない"),
            Self::Selection(SelectionFault::Unknown { name, .. }) if english => {
                format!("`{name}` is neither a rule nor a family of rules")
            }
            Self::Selection(SelectionFault::Unknown { name, .. }) => {
                format!("`{name}` はルールでもルールの系統でもない")
            }
            Self::Selection(SelectionFault::Fixed(rule)) if english => format!("`{rule}` cannot be left out"),
            Self::Selection(SelectionFault::Fixed(rule)) => format!("`{rule}` は除外できない"),
            Self::Input(reason) if english => format!("cannot read standard input: {reason}"),
            Self::Input(reason) => format!("標準入力を読み取れない: {reason}"),
            Self::Date(text) if english => format!("`{text}` is not a date"),
            Self::Date(text) => format!("`{text}` は日付ではない"),
            Self::Output(reason) if english => format!("cannot write `standard output`: {reason}"),
            Self::Output(reason) => format!("標準出力に書き込めない: {}", japanese(reason)),
            Self::Write { path, .. } if path.is_empty() && english => {
                "no file is named behind `=`".to_owned()
            }
            Self::Write { path, .. } if path.is_empty() => "`=` の後にファイル名がない".to_owned(),
            Self::Write { path, reason: Obstacle::Absent } if english => {
                format!("cannot write `{path}`: there is no such folder")
            }
            Self::Write { path, reason: Obstacle::Absent } => {
                format!("`{path}` に書き込めない: フォルダーが存在しない")
            }
            Self::Write { path, reason } if english => format!("cannot write `{path}`: {reason}"),
            Self::Write { path, reason } => format!("`{path}` に書き込めない: {}", japanese(reason)),
            Self::BaselineMissing(path) if english => format!("there is no baseline at `{path}`"),
            Self::BaselineMissing(path) => format!("`{path}` にベースラインがない"),
            Self::NoBaseline(_) if english => "no baseline is named".to_owned(),
            Self::NoBaseline(_) => "ベースラインが指定されていない".to_owned(),
            Self::Target { name, .. } if english => format!("`{name}` is neither a rule nor a file"),
            Self::Target { name, .. } => format!("`{name}` はルールでもファイルでもない"),
            Self::NoPostmortem { path, why, .. } if english => {
                format!("`{path}` is not taken for a postmortem: {why}")
            }
            Self::NoPostmortem { path, why, .. } => {
                format!("`{path}` はポストモーテムとみなされない: {why}")
            }
            Self::Git(fault, language) => git_fault::message(fault, *language),
            Self::Plan(fault, language) => fault.message(*language),
            Self::Table(fault, _) => fault.message(self.language(here)),
            Self::New(fault, language) => fault.message(*language),
            Self::Report(fault, language) => fault.message(*language),
            Self::Classify(fault, language) => fault.message(*language),
            Self::TableBroken(found, _) => {
                let broken = if english {
                    "the configuration or the SEV table does not load"
                } else {
                    "設定または SEV 表を読み込めない"
                };
                match found.first() {
                    Some(first) => format!("{broken}: {}: {}", first.place.path, first.message),
                    None => broken.to_owned(),
                }
            }
            Self::Bug(bug) => {
                let words = bug.to_string();
                let words = sentence(&words);
                if english {
                    format!("sevlint failed: {words}; this is a bug of sevlint, please report it")
                } else {
                    format!("sevlint が失敗した: {words}。sevlint の不具合であり、報告してほしい")
                }
            }
            Self::Below(below, language) => below.message(*language),
            Self::Rivals(rivals, language) => rivals.message(*language),
            Self::NoTable(Some(above), language) => above.message(*language),
            Self::NoTable(..) if english => "there is no SEV table to judge by".to_owned(),
            Self::NoTable(..) => "判定に使う SEV 表がない".to_owned(),
        }
    }

    /// The language it is said in: that of the project it is about, else that of the folder.
    #[must_use]
    pub fn language(&self, here: Language) -> Language {
        match self {
            Self::Target { language, .. }
            | Self::NoPostmortem { language, .. }
            | Self::TableBroken(_, language)
            | Self::NoBaseline(language)
            | Self::Classify(_, language)
            | Self::Git(_, language)
            | Self::New(_, language)
            | Self::Plan(_, language)
            | Self::Report(_, language)
            | Self::Below(_, language)
            | Self::Rivals(_, language)
            | Self::NoTable(_, language) => *language,
            Self::Table(_, language) => language.unwrap_or(here),
            Self::Path { .. }
            | Self::Outside { .. }
            | Self::Format { .. }
            | Self::FormatsClash { .. }
            | Self::Preset { .. }
            | Self::NoCommand { .. }
            | Self::FailOn(_)
            | Self::Selection(_)
            | Self::Input(_)
            | Self::Date(_)
            | Self::BaselineMissing(_)
            | Self::Bug(_)
            | Self::Output(_)
            | Self::Write { .. } => here,
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self, here: Language) -> Option<String> {
        let english = self.language(here) == Language::English;
        let meant = |nearest: &str| {
            if english { format!("did you mean `{nearest}`?") } else { format!("`{nearest}` の誤りか") }
        };
        let known = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            if english {
                format!("there are {}", words.join(", "))
            } else {
                format!("使えるもの: {}", words.join("、"))
            }
        };
        let text = |one: &str, other: &str| Some(if english { one } else { other }.to_owned());
        match self {
            Self::Write { reason: Obstacle::FrontMatter, .. } => text(
                "give the document another file; or delete this one first",
                "文書には別のファイルを指定する。このファイルでよければ先に削除する",
            ),
            Self::Path { path, .. } if path == "-" => text(
                "for a text on standard input, say where it would stand: `--stdin-filename postmortems/FILE.md`",
                "標準入力のテキストには、置かれるはずの場所を示す: `--stdin-filename postmortems/FILE.md`",
            ),
            Self::Path { .. } | Self::Bug(_) | Self::Input(_) | Self::Write { .. } | Self::Output(_) => None,
            Self::Outside { .. } => text(
                "check the files of one repository at a time",
                "1 つのリポジトリのファイルを一度に検査する",
            ),
            Self::Format { nearest: Some(nearest), .. }
            | Self::Preset { nearest: Some(nearest), .. }
            | Self::Target { nearest: Some(nearest), .. }
            | Self::Selection(SelectionFault::Unknown { nearest: Some(nearest), .. }) => Some(meant(nearest)),
            Self::Format { known: names, .. } | Self::Preset { known: names, .. } => Some(known(names)),
            Self::FormatsClash { file: Some(_), .. } => {
                text("give each of them a file of its own", "形式ごとに別のファイルを指定する")
            }
            Self::FormatsClash { other, .. } if english => {
                Some(format!("give one of them a file: `--format {other}=FILE`"))
            }
            Self::FormatsClash { other, .. } => {
                Some(format!("一方にはファイルを指定する: `--format {other}=FILE`"))
            }
            Self::NoCommand { known: names, .. } if names.is_empty() => None,
            Self::NoCommand { known: names, .. } => {
                Some(known(&names.iter().map(String::as_str).collect::<Vec<_>>()))
            }
            Self::FailOn(_) => text(
                "write `error`, `warning`, `note` or `never`",
                "`error`、`warning`、`note`、`never` のいずれかを書く",
            ),
            Self::Selection(SelectionFault::Unknown { .. }) => text(
                "`sevlint explain` lists all rules; a family is written as `severity-`",
                "ルールの一覧は `sevlint explain` で表示できる。系統は `severity-` のように書く",
            ),
            Self::Selection(SelectionFault::Fixed(_)) => text(
                "what it finds keeps the run from being made",
                "これが見つけるものがあると、そもそも実行できない",
            ),
            Self::Date(_) => text("write it as `2026-01-31`", "`2026-01-31` のように書く"),
            Self::BaselineMissing(_) => text("write it with `--write-baseline`", "`--write-baseline` で作る"),
            Self::NoBaseline(_) => text(
                "name the file with `--baseline FILE`, or with `baseline = \".sevlint-baseline.json\"` in sevlint.toml",
                "`--baseline FILE`、または `sevlint.toml` の `baseline = \".sevlint-baseline.json\"` で指定する",
            ),
            Self::Target { .. } => {
                text("`sevlint explain` lists all rules", "ルールの一覧は `sevlint explain` で表示できる")
            }
            Self::NoPostmortem { .. } => text(
                "`sevlint check --show-files` says of each file why",
                "ファイルごとの理由は `sevlint check --show-files` で表示できる",
            ),
            Self::Plan(fault, language) => Some(fault.help(*language)),
            Self::Git(fault, language) => git_fault::help(fault, *language),
            Self::Table(fault, _) => fault.help(self.language(here)),
            Self::New(fault, language) => Some(fault.help(*language)),
            Self::Report(fault, language) => fault.help(*language),
            Self::Classify(fault, language) => fault.help(*language),
            Self::TableBroken(..) => {
                text("`sevlint check` says what is wrong", "誤りは `sevlint check` で表示できる")
            }
            Self::Below(below, language) => below.help(*language),
            Self::Rivals(rivals, language) => rivals.help(*language),
            Self::NoTable(Some(above), language) => Some(above.help(*language)),
            Self::NoTable(..) => text(
                "write one with `sevlint init`, or name it with `--table FILE`",
                "`sevlint init` で作るか、`--table FILE` で SEV 表を指定する",
            ),
        }
    }
}

/// What keeps a file from being read or written.
fn japanese(obstacle: &Obstacle) -> String {
    obstacle_words::words(obstacle, Language::Japanese)
}
