use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::directive::Scope;
use crate::model::said::Said;

use super::rule::{Applied, Check, Effect, Ignoring, rule};
use super::shared::ignore_removal::{with_only, without};
use super::words::japanese;
use super::words::phrase::and;

rule! {
    /// ## What it flags
    /// An ignore, or one rule of it, that hides nothing.
    ///
    /// ## Why
    /// What it hid has been settled. Left there, it would silence the next finding, that nobody decided on.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// # sevlint: ignore severity-understated because agreed with support
    /// severity: SEV-2
    /// users_affected_pct: 32%
    /// data_loss: none
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// # sevlint: ignore severity-understated because it stands before the wrong line
    /// users_affected_pct: 32%
    /// severity: SEV-3
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// # sevlint: ignore severity-understated because agreed with support
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Take it out; `--fix` does it. If the finding stands in another line, put the comment on the line before that one, or
    /// write `ignore-file`. Nothing is said of rules that did not look at the file: those that are off or not selected, and
    /// all of them where there is no table or the front matter cannot be read.
    ///
    /// ## When to turn it off
    /// If files are checked by different versions of sevlint.
    "ignore-unused", Warning, Mending::Safe,
    { English => "an ignore hides nothing", Japanese => "抑制が何も隠していない" },
    Check::Ignores(check)
}

fn check(ignoring: &Ignoring<'_>) -> Vec<Diagnostic> {
    // What is expired or has no readable date is said elsewhere.
    let held =
        ignoring.ignores.iter().filter(|applied| !applied.is_expired && applied.ignore.is_dated_well());
    held.filter_map(|applied| finding(ignoring, applied)).collect()
}

fn finding(ignoring: &Ignoring<'_>, applied: &Applied<'_>) -> Option<Diagnostic> {
    let ignore = applied.ignore;
    let with_effects = || ignore.rules.iter().zip(&applied.effects);
    let unused: Vec<&Said> = with_effects()
        .filter(|(_, effect)| matches!(effect, Effect::Nothing { .. }))
        .map(|(rule, _)| rule)
        .collect();
    let used: Vec<&str> = with_effects()
        .filter(|(_, effect)| !matches!(effect, Effect::Nothing { .. }))
        .map(|(rule, _)| rule.text.as_str())
        .collect();
    let first = unused.first()?;
    let elsewhere = with_effects().find_map(|(rule, effect)| match effect {
        Effect::Nothing { elsewhere: Some(line) } => Some((rule.text.as_str(), *line)),
        _ => None,
    });
    let names: Vec<&str> = unused.iter().map(|rule| rule.text.as_str()).collect();
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let (message, help) = match ignoring.language {
        Language::English => (
            match ignore.scope {
                Scope::File => format!("{} finds nothing in this file", and(&quoted)),
                Scope::Line(line) => format!("{} finds nothing in line {line}", and(&quoted)),
            },
            match elsewhere {
                Some((name, 1)) => format!("`{name}` has a finding in line 1: write `ignore-file`"),
                Some((name, line)) => format!(
                    "`{name}` has a finding in line {line}: put the comment on the line before it, or write `ignore-file`"
                ),
                None if used.is_empty() => "take the comment out".to_owned(),
                None => format!("take {} out", and(&quoted)),
            },
        ),
        Language::Japanese => (
            match ignore.scope {
                Scope::File => format!("{} の指摘はこのファイルにない", japanese::and(&quoted)),
                Scope::Line(line) => format!("{} の指摘は {line} 行目にない", japanese::and(&quoted)),
            },
            match elsewhere {
                Some((name, 1)) => format!("`{name}` の指摘は 1 行目にある。`ignore-file` と書く"),
                Some((name, line)) => format!(
                    "`{name}` の指摘は {line} 行目にある。コメントをその前の行に移すか、`ignore-file` と書く"
                ),
                None if used.is_empty() => "コメントを削除する".to_owned(),
                None => format!("{} を削除する", japanese::and(&quoted)),
            },
        ),
    };
    let (place, here) = match ignoring.language {
        Language::English if used.is_empty() => (ignore.span, "hides nothing"),
        Language::English => (first.span, "hides nothing"),
        Language::Japanese if used.is_empty() => (ignore.span, "何も隠していない"),
        Language::Japanese => (first.span, "何も隠していない"),
    };
    let mut finding = Diagnostic::new(&RULE.about, ignoring.here(place, here), message)
        .help(help.clone())
        .about_subject(names.join(", "));
    // An ignore in the wrong line was meant; it is not for a machine to take it out.
    if elsewhere.is_none() {
        finding.fix = if used.is_empty() {
            Some(without(ignoring, ignore, &help))
        } else {
            with_only(ignoring, ignore, &used, &help)
        };
    }
    Some(finding)
}
