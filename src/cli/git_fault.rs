//! What git refused, in words.

use crate::diagnostic::language::Language;
use crate::source::git_fault::GitFault;

/// What is wrong.
#[must_use]
pub fn message(fault: &GitFault, language: Language) -> String {
    match language {
        Language::English => match fault {
            GitFault::NoGit => "there is no `git` to ask".to_owned(),
            GitFault::NoRepository => "this is not a git repository".to_owned(),
            GitFault::Untrusted => {
                "git does not trust this repository: it belongs to another user".to_owned()
            }
            GitFault::NoName(name) => format!("`{name}` cannot be the name of a commit"),
            GitFault::UnknownCommit { name, .. } => format!("git knows no commit `{name}`"),
            GitFault::NoCommitYet => "there is no commit yet".to_owned(),
            GitFault::Shallow => {
                "this clone is shallow: the history that is asked for was not fetched".to_owned()
            }
            GitFault::Partial => {
                "this clone is partial: contents of earlier commits were not fetched".to_owned()
            }
            GitFault::NoMergeBase { one, other } => {
                format!("the commits {one} and {other} have no history in common")
            }
            GitFault::Failed { asked, said } => format!("`git {asked}` failed: {said}"),
        },
        Language::Japanese => match fault {
            GitFault::NoGit => "`git` が見つからない".to_owned(),
            GitFault::NoRepository => "ここは git リポジトリではない".to_owned(),
            GitFault::Untrusted => "このリポジトリは別のユーザーのもので、git が信頼していない".to_owned(),
            GitFault::NoName(name) => format!("`{name}` はコミットの名前にならない"),
            GitFault::UnknownCommit { name, .. } => format!("コミット `{name}` が見つからない"),
            GitFault::NoCommitYet => "コミットがまだない".to_owned(),
            GitFault::Shallow => "浅いクローンのため、必要な履歴が取得されていない".to_owned(),
            GitFault::Partial => "部分クローンのため、過去のコミットの内容が取得されていない".to_owned(),
            GitFault::NoMergeBase { one, other } => {
                format!("コミット `{one}` と `{other}` に共通の履歴がない")
            }
            GitFault::Failed { asked, said } => format!("`git {asked}` が失敗した: 「{said}」"),
        },
    }
}

/// What to do.
#[must_use]
pub fn help(fault: &GitFault, language: Language) -> Option<String> {
    const DEPTH: &str = "`git fetch --unshallow`";
    const REFETCH: &str = "`git fetch --refetch --no-filter`";
    let help = match language {
        Language::English => match fault {
            GitFault::NoGit => "install git, or put it on the PATH".to_owned(),
            GitFault::NoRepository => "run it in a clone, or leave out what needs history".to_owned(),
            GitFault::Untrusted => {
                "if you trust it: `git config --global --add safe.directory FOLDER` with its folder".to_owned()
            }
            GitFault::NoName(_) => {
                "write a branch, a tag or the number of a commit, such as `origin/main`".to_owned()
            }
            GitFault::Shallow | GitFault::UnknownCommit { shallow: true, .. } => format!(
                "fetch all of it: {DEPTH}; with actions/checkout `fetch-depth: 0`, in GitLab CI `GIT_DEPTH: 0`"
            ),
            GitFault::Partial => format!("fetch the contents, too: {REFETCH}"),
            GitFault::UnknownCommit { .. } => {
                "`git branch --all` lists branches; one that is only on the server needs `git fetch` first".to_owned()
            }
            GitFault::NoCommitYet => {
                "make the first commit, or leave out what needs history".to_owned()
            }
            GitFault::NoMergeBase { .. } => "name a commit from which this line of work started".to_owned(),
            GitFault::Failed { .. } => return None,
        },
        Language::Japanese => match fault {
            GitFault::NoGit => "git をインストールするか、`PATH` に加える".to_owned(),
            GitFault::NoRepository => "クローンの中で実行するか、履歴の要る指定を外す".to_owned(),
            GitFault::Untrusted => {
                "信頼するなら、そのフォルダーを `git config --global --add safe.directory FOLDER` で登録する".to_owned()
            }
            GitFault::NoName(_) => {
                "`origin/main` のように、ブランチ、タグまたはコミット番号を書く".to_owned()
            }
            GitFault::Shallow | GitFault::UnknownCommit { shallow: true, .. } => format!(
                "{DEPTH} で全履歴を取得する。`actions/checkout` では `fetch-depth: 0`、GitLab CI では `GIT_DEPTH: 0` とする"
            ),
            GitFault::Partial => format!("{REFETCH} で内容も取得する"),
            GitFault::UnknownCommit { .. } => {
                "ブランチの一覧は `git branch --all` で表示できる。サーバーにしかないものは、先に `git fetch` する".to_owned()
            }
            GitFault::NoCommitYet => {
                "最初のコミットをするか、履歴の要る指定を外す".to_owned()
            }
            GitFault::NoMergeBase { .. } => "この作業の分岐元となるコミットを指定する".to_owned(),
            GitFault::Failed { .. } => return None,
        },
    };
    Some(help)
}
