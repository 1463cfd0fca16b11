//! Remarks on the run itself, in words.

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostic::language::Language;
use crate::lint::changed::Since;
use crate::lint::config::CONFIG_FILE;
use crate::lint::outcome::{RunNote, TableElsewhere};
use crate::lint::select::Decision;
use crate::rules::words::phrase::counted;
use crate::source::listing::WalkFaultKind;

use super::choices::why;
use super::terminal_text::name;
use super::typed_path::{path_from, typed_path};

/// So many files are named one by one.
const MOST_FILES: usize = 5;

/// What is to be said, and what to do about it.
#[must_use]
pub fn note_words(note: &RunNote, language: Language) -> String {
    match language {
        Language::English => english(note),
        Language::Japanese => japanese(note),
    }
}

fn english(note: &RunNote) -> String {
    match note {
        RunNote::NotRun(reason) => reason.clone(),
        RunNote::NoTable { folder, files, others, rivals, elsewhere } => {
            no_table(folder, *files, *others, rivals, elsewhere.as_ref())
        }
        RunNote::TablesBeside(table, others) => {
            let named = listed(others);
            let verb = if others.len() == 1 { "is" } else { "are" };
            format!(
                "the table is `{}`, and {} {verb} not read: remove what is not meant, or name what is with \
                 `table = \"…\"` in sevlint.toml",
                name(table),
                named.join(", ")
            )
        }
        RunNote::NotEntered { path, reason } => {
            let path = name(path);
            match reason {
                WalkFaultKind::Ignored => format!(
                    "an ignore file leaves out `{path}`, so nothing in it was looked at; name its files to check them all the same"
                ),
                WalkFaultKind::OtherRepository => format!(
                    "`{path}` is a repository of its own, so nothing in it was looked at; check it by itself"
                ),
                _ => format!("`{path}` leads out of the repository, so nothing in it was looked at"),
            }
        }
        RunNote::GlobsIdle { path } => format!(
            "no file matches `postmortems` in `{}`; globs are relative to that file (`--show-files` says of each file why)",
            name(path)
        ),
        RunNote::OverridesIdle(path, lines) => format!(
            "no file of the project matches the `paths` of `[[overrides]]` in `{}`, {}, so what they set holds nowhere; globs are relative to that \
             file",
            name(path),
            numbered("line", lines)
        ),
        RunNote::FolderLinked(path, target) => format!(
            "`{}` is a link to `{}`, where its files are looked at, and none is a postmortem there: name that folder in \
             sevlint.toml, as `postmortems = [\"…/**/*.md\"]`",
            name(path),
            name(target)
        ),
        RunNote::NothingChanged { since: Since::Staged } => "no postmortem is staged".to_owned(),
        RunNote::NothingChanged { since: Since::Reference(reference) } => {
            format!("no postmortem has changed since `{}`", name(reference))
        }
        RunNote::NothingSelected { looked_at: 0, .. } | RunNote::NothingSelected { reason: None, .. } => {
            "there are no Markdown files here".to_owned()
        }
        RunNote::NothingSelected { looked_at, reason: Some(Decision::Elsewhere) } => format!(
            "{}: no folder is called postmortems or incidents, and no front matter says \
             `type: postmortem`; name files, or set `postmortems = [\"…/**/*.md\"]` in sevlint.toml \
             (`--show-files` says of each file why)",
            none_of(*looked_at, &Decision::Elsewhere)
        ),
        RunNote::NothingSelected { looked_at, reason: Some(reason) } => {
            format!(
                "{}: {} (`--show-files` says of each file why)",
                none_of(*looked_at, reason),
                why(reason, Language::English)
            )
        }
        RunNote::TableNeverCommitted { path } => format!(
            "git has no version of `{}` yet, so every incident is judged by the table as it is now",
            name(path)
        ),
        RunNote::TableBrokenThen { path, commit, day, what, commits, has_before } => {
            let more = match commits.saturating_sub(1) {
                0 => String::new(),
                1 => ", nor at the commit after it".to_owned(),
                more => format!(", nor at the {more} commits after it"),
            };
            let then = if *has_before {
                "the version before it stays in force"
            } else {
                "there was none before it, so the version after it judges older incidents"
            };
            format!("`{}` did not load at {commit} ({day}){more}: {}; {then}", name(path), name(what))
        }
        RunNote::Spared { from, files, is_to_come } => {
            let (incidents, make) = (counted(*files, "incident"), if *files == 1 { "makes" } else { "make" });
            let when = if *is_to_come { " (a day that is still to come)" } else { "" };
            format!("{incidents} from before {from}{when} {make} no findings: `enforce_from` in sevlint.toml")
        }
        RunNote::FiscalYearsDiffer { first_month } => format!(
            "the projects differ in `fiscal_year_starts`; quarters and years are counted from month {first_month}, as in the project of \
             the first path: name days with `--since` and `--until`, or report on each project alone"
        ),
        RunNote::ZoneAssumed { files } => {
            let files = counted(*files, "file");
            format!(
                "times without an offset were taken in UTC in {files}; set `timezone = \"…\"` in sevlint.toml"
            )
        }
    }
}

fn no_table(
    folder: &str,
    files: usize,
    others: bool,
    rivals: &[Arc<str>],
    elsewhere: Option<&TableElsewhere>,
) -> String {
    let here = if folder.is_empty() { "here".to_owned() } else { format!("in `{}`", name(folder)) };
    let (whose, unjudged) = match (others, files) {
        (false, _) => (String::new(), "nothing is judged"),
        (true, 1) => (" for 1 postmortem".to_owned(), "it is not judged"),
        (true, files) => (format!(" for {}", counted(files, "postmortem")), "they are not judged"),
    };
    match elsewhere {
        Some(TableElsewhere::Above(path)) => {
            return format!(
                "there is no SEV table{whose}, so {unjudged}: `{}{CONFIG_FILE}` makes a project of its own, for which `{}` of a \
                 folder above does not count; to use it, write `table = \"{}\"` there, or let `sevlint init` write another",
                name(folder),
                name(path),
                name(&path_from(path, folder))
            );
        }
        Some(TableElsewhere::Unstaged(path)) => {
            let (path, typed) = (name(path), typed_path(path, ""));
            return format!(
                "there is no SEV table{whose} in the index, so {unjudged}: `{path}` is not staged: `git add {}`",
                name(&typed)
            );
        }
        None => {}
    }
    if rivals.is_empty() {
        return format!(
            "there is no SEV table{whose}, so {unjudged}: looked for SEV.md and sev.{{yaml,yml,toml,json}} {here}, in \
             docs/ and in .github/; `sevlint init` writes one, or name it with `--table FILE` or `table = \"…\"` in sevlint.toml"
        );
    }
    let (named, rest) = some_of(rivals);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!(
        "several files could be the SEV table{whose}, so {unjudged}: {}{more}; name one in sevlint.toml: `table = \"…\"`",
        named.join(", ")
    )
}

/// `line 4`, `lines 4 and 9`.
fn numbered(word: &str, numbers: &[u32]) -> String {
    let written: Vec<String> = numbers.iter().map(u32::to_string).collect();
    match written.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{word}s {} and {last}", others.join(", ")),
        _ => format!("{word} {}", written.concat()),
    }
}

/// Their names, as code.
fn listed(files: &[Arc<str>]) -> Vec<String> {
    files.iter().map(|path| format!("`{}`", name(path))).collect()
}

/// The first of many files, and how many more there are.
fn some_of(files: &[Arc<str>]) -> (Vec<Cow<'_, str>>, usize) {
    let named = files.iter().take(MOST_FILES).map(|path| name(path)).collect();
    (named, files.len().saturating_sub(MOST_FILES))
}

/// `none of 7 Markdown files is a postmortem`.
fn none_of(files: usize, reason: &Decision) -> String {
    let kind = if is_of_markdown(reason) { "Markdown " } else { "" };
    if files == 1 {
        format!("the only {kind}file is no postmortem")
    } else {
        format!("none of {files} {kind}files is a postmortem")
    }
}

/// Whether a reason is about Markdown files only.
fn is_of_markdown(reason: &Decision) -> bool {
    !matches!(reason, Decision::Config | Decision::NotMarkdown)
}

fn japanese(note: &RunNote) -> String {
    match note {
        RunNote::NotRun(reason) => reason.clone(),
        RunNote::GlobsIdle { path } => format!(
            "`{}` の `postmortems` に当てはまるファイルがない。glob はこのファイルからの相対パス (ファイルごとの理由は `--show-files`)",
            name(path)
        ),
        RunNote::NoTable { folder, files, others, rivals, elsewhere } => {
            japanese_no_table(folder, *files, *others, rivals, elsewhere.as_ref())
        }
        RunNote::TablesBeside(table, others) => {
            let named = listed(others);
            format!(
                "SEV 表は `{}` で、{} は読まない。不要なものを削除するか、`sevlint.toml` に \
                 `table = \"…\"` と書いて指定する",
                name(table),
                named.join("、")
            )
        }
        RunNote::NotEntered { path, reason } => {
            let path = name(path);
            match reason {
                WalkFaultKind::Ignored => format!(
                    "`{path}` は無視ファイルで除外されているため、中を調べていない。調べるにはファイルを指定する"
                ),
                WalkFaultKind::OtherRepository => {
                    format!("`{path}` は別のリポジトリのため、中を調べていない。単独で調べる")
                }
                _ => format!("`{path}` はリポジトリの外を指すため、中を調べていない"),
            }
        }
        RunNote::OverridesIdle(path, lines) => {
            let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
            format!(
                "`{}` の `[[overrides]]` の `paths` ({} 行目) に当てはまるファイルがプロジェクトになく、その設定は使われない。glob はこのファイルからの相対パス",
                name(path),
                lines.join("、")
            )
        }
        RunNote::FolderLinked(path, target) => format!(
            "`{}` は `{}` へのリンクで、ファイルはリンク先で調べられ、そこではポストモーテムとみなされない。`sevlint.toml` に \
             `postmortems = [\"…/**/*.md\"]` と書いてそのフォルダーを指定する",
            name(path),
            name(target)
        ),
        RunNote::NothingChanged { since: Since::Staged } => "ステージされたポストモーテムはない".to_owned(),
        RunNote::NothingChanged { since: Since::Reference(reference) } => {
            format!("`{}` 以降に変更されたポストモーテムはない", name(reference))
        }
        RunNote::NothingSelected { looked_at: 0, .. } | RunNote::NothingSelected { reason: None, .. } => {
            "ここには Markdown ファイルがない".to_owned()
        }
        RunNote::NothingSelected { looked_at, reason: Some(Decision::Elsewhere) } => format!(
            "Markdown ファイル {looked_at} 件にポストモーテムはない: `postmortems` や `incidents` という名前の\
             フォルダーがなく、フロントマターに `type: postmortem` もない。ファイルを指定するか、`sevlint.toml` に \
             `postmortems = [\"…/**/*.md\"]` と書く (ファイルごとの理由は `--show-files` で表示できる)"
        ),
        RunNote::NothingSelected { looked_at, reason: Some(reason) } => {
            let kind = if is_of_markdown(reason) { "Markdown " } else { "" };
            format!(
                "{kind}ファイル {looked_at} 件にポストモーテムはない: {} (ファイルごとの理由は `--show-files` で表示できる)",
                why(reason, Language::Japanese)
            )
        }
        RunNote::TableNeverCommitted { path } => format!(
            "`{}` はまだコミットされていないため、どのインシデントも現在の SEV 表で判定した",
            name(path)
        ),
        RunNote::TableBrokenThen { path, commit, day, what, commits, has_before } => {
            let more = match commits.saturating_sub(1) {
                0 => String::new(),
                more => format!("と、続く {more} 件のコミット"),
            };
            let then = if *has_before {
                "その前の版が有効なままとした"
            } else {
                "それより前の版はないため、古いインシデントは後の版で判定した"
            };
            format!("`{}` は {commit} ({day}){more}では読み込めない: {}。{then}", name(path), name(what))
        }
        RunNote::Spared { from, files, is_to_come } => {
            let when = if *is_to_come { " (未来の日付)" } else { "" };
            format!(
                "`sevlint.toml` の `enforce_from` により、{from}{when} より前のインシデント {files} 件には指摘を出さない"
            )
        }
        RunNote::FiscalYearsDiffer { first_month } => format!(
            "プロジェクトの間で `fiscal_year_starts` が異なり、四半期と年度は最初のパスのプロジェクトに合わせて {first_month} 月から数えた。\
             `--since` と `--until` で日付を指定するか、プロジェクトごとに `report` を実行する"
        ),
        RunNote::ZoneAssumed { files } => format!(
            "{files} 件のファイルで、オフセットのない日時を UTC とみなした。`sevlint.toml` に `timezone = \"…\"` と書く"
        ),
    }
}

fn japanese_no_table(
    folder: &str,
    files: usize,
    others: bool,
    rivals: &[Arc<str>],
    elsewhere: Option<&TableElsewhere>,
) -> String {
    let here = if folder.is_empty() { "ここ".to_owned() } else { format!("`{}`", name(folder)) };
    let whose = if others { format!("ポストモーテム {files} 件の ") } else { String::new() };
    match elsewhere {
        Some(TableElsewhere::Above(path)) => {
            return format!(
                "{whose}SEV 表がないため、判定していない: `{}{CONFIG_FILE}` があるため独立したプロジェクトになり、上のフォルダーの \
                 `{}` は使われない。使うならそこに `table = \"{}\"` と書く。別の表を作るなら `sevlint init`",
                name(folder),
                name(path),
                name(&path_from(path, folder))
            );
        }
        Some(TableElsewhere::Unstaged(path)) => {
            let (path, typed) = (name(path), typed_path(path, ""));
            return format!(
                "{whose}SEV 表がインデックスにないため、判定していない: `{path}` がステージされていない: `git add {}`",
                name(&typed)
            );
        }
        None => {}
    }
    if rivals.is_empty() {
        return format!(
            "{whose}SEV 表がないため、判定していない: {here}と `docs/`、`.github/` に `SEV.md` と \
             `sev.{{yaml,yml,toml,json}}` を探した。`sevlint init` で作るか、`--table FILE` または `sevlint.toml` の \
             `table = \"…\"` で指定する"
        );
    }
    let (named, rest) = some_of(rivals);
    let named: Vec<String> = named.iter().map(|path| format!("`{path}`")).collect();
    let more = if rest > 0 { format!("、ほか {rest} 件") } else { String::new() };
    format!(
        "{whose}SEV 表の候補が複数あるため、判定していない: {}{more}。`sevlint.toml` の `table = \"…\"` で 1 つを指定する",
        named.join("、")
    )
}
