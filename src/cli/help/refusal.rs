//! What is wrong with arguments that cannot be understood, in Japanese. In English the parser says it.

use std::fmt::Write as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::japanese::JAPANESE;

/// What is wrong, in a line.
#[must_use]
pub fn message(error: &Error) -> String {
    let argument = named(error, ContextKind::InvalidArg);
    let value = named(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => format!("未知の引数 {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("{} というコマンドはない", named(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "コマンドが指定されていない".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("必要な引数がない: {argument}"),
        ErrorKind::InvalidValue if value.is_empty() || value == "``" => format!("{argument} に値がない"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{argument} に {value} は指定できない")
        }
        ErrorKind::ArgumentConflict => {
            let prior = named(error, ContextKind::PriorArg);
            if prior.is_empty() || prior == argument {
                format!("{argument} は 1 回しか指定できない")
            } else {
                format!("{argument} は {prior} と同時に指定できない")
            }
        }
        ErrorKind::NoEquals => format!("{argument} の値は `=` に続けて書く"),
        ErrorKind::TooManyValues => format!("{argument} に {value} は余分"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{argument} の値の数が合わない"),
        ErrorKind::InvalidUtf8 => "UTF-8 ではない引数がある".to_owned(),
        _ => "引数を解釈できない".to_owned(),
    }
}

/// What to do, if the parser knows it.
fn hint(error: &Error) -> Option<String> {
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant = meant.iter().map(|kind| named(error, *kind)).find(|name| !name.is_empty());
    let known = || {
        let kinds = [ContextKind::ValidValue, ContextKind::ValidSubcommand];
        let known = kinds.iter().map(|kind| named(error, *kind)).find(|names| !names.is_empty())?;
        Some(format!("使えるもの: {known}"))
    };
    meant.map(|name| format!("{name} の誤りか")).or_else(known)
}

/// All that is said: what is wrong, what to do, how it is used.
#[must_use]
pub fn text(error: &Error) -> String {
    let mut text = format!("エラー: {}\n", message(error));
    if let Some(hint) = hint(error) {
        let _ = writeln!(text, "\n  ヒント: {hint}");
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let _ = writeln!(text, "\n{}: {}", JAPANESE.usage, JAPANESE.usage_of(&usage.to_string()));
    }
    text.push_str("\n詳しくは `--help` で表示できる。\n");
    text
}

/// What the parser says of that kind, in backticks.
fn named(error: &Error, kind: ContextKind) -> String {
    let quoted = |name: &String| format!("`{name}`");
    match error.get(kind) {
        Some(ContextValue::String(name)) => quoted(name),
        Some(ContextValue::Strings(names)) => names.iter().map(quoted).collect::<Vec<_>>().join("、"),
        Some(ContextValue::StyledStr(name)) => format!("`{name}`"),
        _ => String::new(),
    }
}
