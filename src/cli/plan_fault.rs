//! What keeps a plan from being made, in words.

use std::sync::Arc;

use crate::diagnostic::language::Language;
use crate::source::git_fault::GitFault;

use super::git_fault;

/// More files than this are counted.
const MOST_FILES: usize = 5;

/// What keeps a plan from being made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanFault {
    /// There is no repository whose history could have the table before.
    NoRepository,
    /// There is no commit yet that could have it.
    NoCommitYet,
    /// Neither a commit nor a file is called so; a table may have been meant.
    NoneOfThat(String, Option<String>),
    /// There was no table in that commit.
    NoTableThen(String),
    /// These tables of that commit are there no more, and no others are that could be compared.
    Gone(Vec<Arc<str>>, String),
    /// It did not load, and why, in words.
    BrokenThen(String, String),
    /// The comparison takes too many steps.
    TooComplex,
}

impl PlanFault {
    /// What is wrong.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match (self, language) {
            (Self::NoRepository, Language::English) => {
                "this is not a git repository, so there is no table from before".to_owned()
            }
            (Self::NoRepository, Language::Japanese) => {
                "ここは git リポジトリではないため、変更前の SEV 表がない".to_owned()
            }
            (Self::NoCommitYet, _) => git_fault::message(&GitFault::NoCommitYet, language),
            (Self::NoneOfThat(name, _), Language::English) => {
                format!("git knows no commit `{name}`, and there is no such file")
            }
            (Self::NoneOfThat(name, _), Language::Japanese) => {
                format!("コミット `{name}` が見つからず、その名前のファイルもない")
            }
            (Self::NoTableThen(name), Language::English) => format!("there was no SEV table at {name}"),
            (Self::NoTableThen(name), Language::Japanese) => format!("`{name}` には SEV 表がなかった"),
            (Self::Gone(paths, from), Language::English) => {
                let are = if paths.len() == 1 { "is" } else { "are" };
                format!("{} of {from} {are} gone: there is no SEV table to compare with", named(paths, ", "))
            }
            (Self::Gone(paths, from), Language::Japanese) => {
                format!("{from} の {} が削除されており、比較する SEV 表がない", named(paths, "、"))
            }
            (Self::BrokenThen(name, why), _) => format!("{name}: {why}"),
            (Self::TooComplex, Language::English) => {
                "the two tables are too complex to be compared".to_owned()
            }
            (Self::TooComplex, Language::Japanese) => "2 つの SEV 表は複雑すぎて比較できない".to_owned(),
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self, language: Language) -> String {
        match (self, language) {
            (Self::NoRepository, Language::English) => "name it with `--from FILE`".to_owned(),
            (Self::NoRepository, Language::Japanese) => "`--from FILE` で指定する".to_owned(),
            (Self::NoCommitYet, Language::English) => {
                "make the first commit, or compare two files: `sevlint plan --from FILE --to FILE`".to_owned()
            }
            (Self::NoCommitYet, Language::Japanese) => {
                "最初のコミットをするか、`sevlint plan --from FILE --to FILE` で 2 つのファイルを比べる"
                    .to_owned()
            }
            (Self::NoneOfThat(_, Some(meant)), Language::English) => format!("did you mean `{meant}`?"),
            (Self::NoneOfThat(_, Some(meant)), Language::Japanese) => format!("`{meant}` の誤りか"),
            (Self::NoneOfThat(_, None), Language::English) => {
                "name a branch, a tag or a commit, or the file of a table".to_owned()
            }
            (Self::NoneOfThat(_, None), Language::Japanese) => {
                "ブランチ、タグ、コミット、または SEV 表のファイルを指定する".to_owned()
            }
            (Self::Gone(..), Language::English) => {
                "name the table that takes its place: `--to FILE`".to_owned()
            }
            (Self::Gone(..), Language::Japanese) => "代わりの SEV 表を `--to FILE` で指定する".to_owned(),
            (Self::NoTableThen(_) | Self::BrokenThen(..), Language::English) => {
                "name the table before with `--from FILE`, or another commit with `--from REF`".to_owned()
            }
            (Self::NoTableThen(_) | Self::BrokenThen(..), Language::Japanese) => {
                "変更前の SEV 表を `--from FILE`、または別のコミットを `--from REF` で指定する".to_owned()
            }
            (Self::TooComplex, Language::English) => {
                "simplify `at_least` and `any of`, which multiply, or compare smaller steps of the change"
                    .to_owned()
            }
            (Self::TooComplex, Language::Japanese) => {
                "`at_least` や `any of` は掛け合わさるので、減らすか、変更を小さく分けて比べる".to_owned()
            }
        }
    }
}

/// The first of some files, and how many more there are.
fn named(paths: &[Arc<str>], comma: &str) -> String {
    let named: Vec<String> = paths.iter().take(MOST_FILES).map(|path| format!("`{path}`")).collect();
    let more = paths.len() - named.len();
    let more = if more > 0 { format!(" (+{more})") } else { String::new() };
    format!("{}{more}", named.join(comma))
}
