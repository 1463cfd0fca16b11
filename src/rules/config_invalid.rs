use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;

use crate::source::globs::GlobFaultKind;

use super::rule::{BrokenConfig, Check, rule};
use super::shared::config_fault::{ConfigFault, ConfigFaultKind};
use super::words::japanese;
use super::words::phrase::{excerpt, quoted_or};
use super::words::{shape_words, syntax_words};

rule! {
    /// ## What it flags
    /// Everything that keeps `sevlint.toml` from being read, all at once: keys and rules that do not exist, globs, dates and
    /// time zones that cannot be read.
    ///
    /// ## Why
    /// A setting with a typo does nothing, silently, for years.
    ///
    /// ## Flagged
    /// ~~~toml sevlint.toml
    /// timezone = "Asia/Tokio"
    /// [rules]
    /// severity-understatd = "warning"
    /// ~~~
    ///
    /// ## Clean
    /// ~~~toml sevlint.toml
    /// timezone = "Asia/Tokyo"
    /// [rules]
    /// severity-understated = "warning"
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct each place; the message says what is accepted there. The run ends with exit code 2 until the file loads.
    ///
    /// ## When to turn it off
    /// It cannot be turned off.
    "config-invalid", Error, Mending::None("what was meant is for the authors to say"),
    { English => "`sevlint.toml` cannot be read", Japanese => "`sevlint.toml` を読み取れない" },
    Check::Config(check)
}

fn check(config: &BrokenConfig<'_>) -> Vec<Diagnostic> {
    let finding = |fault: &ConfigFault| {
        let (message, help) = match config.language {
            Language::English => english(&fault.kind),
            Language::Japanese => in_japanese(&fault.kind),
        };
        let subject = excerpt(config.text.slice(fault.span));
        Diagnostic::new(&RULE.about, Label::new(config.text, fault.span, ""), message)
            .help(help)
            .about_subject(subject)
    };
    config.faults.iter().map(finding).collect()
}

fn english(kind: &ConfigFaultKind) -> (String, String) {
    match kind {
        ConfigFaultKind::Syntax(kind) => syntax_words::sentences(kind, Language::English),
        ConfigFaultKind::Shape(kind) => shape_words::sentences(kind, Language::English),
        ConfigFaultKind::RuleUnknown { name, nearest: Some(nearest) } => {
            (format!("no rule is named `{}`", excerpt(name)), format!("did you mean `{nearest}`?"))
        }
        ConfigFaultKind::RuleUnknown { name, nearest: None } => {
            (format!("no rule is named `{}`", excerpt(name)), "`sevlint explain` lists all rules".to_owned())
        }
        ConfigFaultKind::RuleFixed(name) => {
            (format!("`{name}` cannot be turned off or weakened"), "take the line out".to_owned())
        }
        ConfigFaultKind::ZoneUnknown(zone) => (
            format!("`{}` is not a time zone", excerpt(zone)),
            "write a name of the IANA database, as `Asia/Tokyo` or `UTC`".to_owned(),
        ),
        ConfigFaultKind::GlobUnusable(kind) => {
            let reason = match kind {
                GlobFaultKind::Empty => "it is empty".to_owned(),
                GlobFaultKind::Negated => {
                    return (
                        "this glob cannot be used: it begins with `!`, and there are no exceptions to globs"
                            .to_owned(),
                        "write globs that match only what is meant".to_owned(),
                    );
                }
                GlobFaultKind::Backslash => "it has a backslash, and folders are parted by `/`".to_owned(),
                GlobFaultKind::Blank => "it begins or ends with a blank".to_owned(),
                GlobFaultKind::Absolute => {
                    "it begins with `/`, and globs are relative to this file".to_owned()
                }
                GlobFaultKind::Upwards => "it leads out of the folder of this file".to_owned(),
                GlobFaultKind::TooLong => "it is too long".to_owned(),
                GlobFaultKind::Malformed(reason) => excerpt(reason),
            };
            (format!("this glob cannot be used: {reason}"), "write it as `postmortems/**/*.md`".to_owned())
        }
        ConfigFaultKind::OverridesSingle => (
            "`overrides` is a list, and this is not".to_owned(),
            "write `[[overrides]]` in two pairs of brackets, once for each of them".to_owned(),
        ),
        ConfigFaultKind::DateUnreadable(text) => {
            (format!("`{}` is not a date", excerpt(text)), "write it as `2026-01-31`".to_owned())
        }
        ConfigFaultKind::MonthImpossible(month) => {
            (format!("`{month}` is not a month"), "write 1 for January, up to 12 for December".to_owned())
        }
        ConfigFaultKind::BaselineMissing(path) => (
            format!("there is no baseline at `{}`", excerpt(path)),
            "write it with `sevlint check --write-baseline`, or take the line out".to_owned(),
        ),
        ConfigFaultKind::BaselineOutside(path) => (
            format!("the baseline `{}` does not lie in the repository", excerpt(path)),
            "keep it in the repository (the path is relative to this file)".to_owned(),
        ),
        ConfigFaultKind::SizeUnreadable(text) => {
            (format!("`{}` is not a size", excerpt(text)), "write it as `\"8 MiB\"`".to_owned())
        }
        ConfigFaultKind::NameUnknown { name, nearest: Some(nearest) } => (
            format!("`{}` is neither a field nor a fact of the table", excerpt(name)),
            format!("did you mean `{nearest}`?"),
        ),
        ConfigFaultKind::NameUnknown { name, nearest: None } => (
            format!("`{}` is neither a field nor a fact of the table", excerpt(name)),
            format!(
                "write the canonical name on the left, and what your postmortems write on the right: {} = [\"…\"]",
                quoted_or(&["severity"])
            ),
        ),
        ConfigFaultKind::SectionUnknown { name, nearest } => (
            format!("no table asks for a section `{}`, and it is none of the usual ones", excerpt(name)),
            format!("did you mean `{}`?", excerpt(nearest)),
        ),
        ConfigFaultKind::TableMissing(path) => (
            format!("there is no table at `{}`", excerpt(path)),
            "correct the path (it is relative to this file), or take the line out".to_owned(),
        ),
        ConfigFaultKind::TablesUndated { one, other, day } => (
            match day {
                Some(day) => format!("`{one}` and `{other}` are both in force from {day}"),
                None => format!("neither `{one}` nor `{other}` says from when it is in force"),
            },
            "give each table its own `effective_from: 2026-01-01`".to_owned(),
        ),
    }
}

fn in_japanese(kind: &ConfigFaultKind) -> (String, String) {
    match kind {
        ConfigFaultKind::Syntax(kind) => syntax_words::sentences(kind, Language::Japanese),
        ConfigFaultKind::Shape(kind) => shape_words::sentences(kind, Language::Japanese),
        ConfigFaultKind::RuleUnknown { name, nearest: Some(nearest) } => {
            (format!("`{}` というルールはない", excerpt(name)), format!("`{nearest}` の誤りか"))
        }
        ConfigFaultKind::RuleUnknown { name, nearest: None } => (
            format!("`{}` というルールはない", excerpt(name)),
            "ルールの一覧は `sevlint explain` で表示できる".to_owned(),
        ),
        ConfigFaultKind::RuleFixed(name) => {
            (format!("`{name}` は無効にしたり弱めたりできない"), "この行を削除する".to_owned())
        }
        ConfigFaultKind::ZoneUnknown(zone) => (
            format!("`{}` はタイムゾーンではない", excerpt(zone)),
            "`Asia/Tokyo` や `UTC` のような IANA データベースの名前を書く".to_owned(),
        ),
        ConfigFaultKind::GlobUnusable(kind) => {
            let reason = match kind {
                GlobFaultKind::Empty => "空になっている".to_owned(),
                GlobFaultKind::Negated => {
                    return (
                        "この glob は使えない: `!` で始まるが、glob に例外は書けない".to_owned(),
                        "対象だけに一致する glob を書く".to_owned(),
                    );
                }
                GlobFaultKind::Backslash => "`\\` があるが、フォルダーは `/` で区切る".to_owned(),
                GlobFaultKind::Blank => "空白で始まるか、空白で終わる".to_owned(),
                GlobFaultKind::Absolute => "`/` で始まるが、glob はこのファイルからの相対パス".to_owned(),
                GlobFaultKind::Upwards => "このファイルのフォルダーの外を指す".to_owned(),
                GlobFaultKind::TooLong => "長すぎる".to_owned(),
                GlobFaultKind::Malformed(reason) => japanese::said(&excerpt(reason)),
            };
            (format!("この glob は使えない: {reason}"), "`postmortems/**/*.md` のように書く".to_owned())
        }
        ConfigFaultKind::OverridesSingle => (
            "`overrides` はリストだが、ここではそうなっていない".to_owned(),
            "1 件ごとに `[[overrides]]` と二重の角括弧で書く".to_owned(),
        ),
        ConfigFaultKind::DateUnreadable(text) => {
            (format!("`{}` は日付ではない", excerpt(text)), "`2026-01-31` のように書く".to_owned())
        }
        ConfigFaultKind::MonthImpossible(month) => {
            (format!("`{month}` は月ではない"), "1 月なら 1、12 月なら 12 のように書く".to_owned())
        }
        ConfigFaultKind::SectionUnknown { name, nearest } => (
            format!("セクション `{}` を求める SEV 表はなく、よく使われる名前でもない", excerpt(name)),
            format!("`{}` の誤りか", excerpt(nearest)),
        ),
        ConfigFaultKind::BaselineMissing(path) => (
            format!("`{}` にベースラインがない", excerpt(path)),
            "`sevlint check --write-baseline` で書き出すか、この行を削除する".to_owned(),
        ),
        ConfigFaultKind::BaselineOutside(path) => (
            format!("ベースライン `{}` がリポジトリの外にある", excerpt(path)),
            "リポジトリの中に置く (パスはこのファイルからの相対)".to_owned(),
        ),
        ConfigFaultKind::SizeUnreadable(text) => {
            (format!("`{}` はサイズではない", excerpt(text)), "`\"8 MiB\"` のように書く".to_owned())
        }
        ConfigFaultKind::NameUnknown { name, nearest: Some(nearest) } => (
            format!("`{}` はフィールドでも SEV 表の事実でもない", excerpt(name)),
            format!("`{nearest}` の誤りか"),
        ),
        ConfigFaultKind::NameUnknown { name, nearest: None } => (
            format!("`{}` はフィールドでも SEV 表の事実でもない", excerpt(name)),
            "左に正式な名前、右にポストモーテムでの書き方を書く: `severity = [\"…\"]`".to_owned(),
        ),
        ConfigFaultKind::TableMissing(path) => (
            format!("`{}` に SEV 表がない", excerpt(path)),
            "パス (このファイルからの相対パス) を直すか、この行を削除する".to_owned(),
        ),
        ConfigFaultKind::TablesUndated { one, other, day } => (
            match day {
                Some(day) => format!("`{one}` と `{other}` がどちらも {day} から有効"),
                None => format!("`{one}` にも `{other}` にもいつから有効かの記載がない"),
            },
            "SEV 表ごとに `effective_from: 2026-01-01` を書く".to_owned(),
        ),
    }
}
