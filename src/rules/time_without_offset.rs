use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::field::Field;
use crate::model::postmortem::Time;

use super::rule::{Case, Check, rule};
use super::shared::times::is_guessed;
use super::words::phrase::{counted, excerpt};

rule! {
    /// ## What it flags
    /// Times of day without an offset or zone, where `sevlint.toml` names no `timezone` either. One finding for each file.
    ///
    /// ## Why
    /// They are taken in UTC. If they are not, everything that follows from them together with other times is wrong by hours.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// started_at: 2026-04-01 10:20
    /// resolved_at: 2026-04-01 11:00
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// date: 2026-04-01
    /// started_at: 2026-04-01 10:20 JST
    /// resolved_at: 2026-04-01T02:00Z
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Add the offset, `2026-04-01T10:20+09:00`; or say in `sevlint.toml` which zone is meant: `timezone = "Asia/Tokyo"`.
    ///
    /// ## When to turn it off
    /// If all times are in UTC anyway; `timezone = "UTC"` says so.
    "time-without-offset", Note, Mending::None("only the authors know which zone is meant"),
    { English => "a time has no offset, and no time zone is configured", Japanese => "日時にオフセットがなく、タイムゾーンも設定されていない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let is_open =
        |time: &&Time| time.moment().is_some_and(|moment| is_guessed(case, moment) && !moment.date_only);
    let mut open: Vec<(&Field, &Time)> = vec![];
    for (field, times) in &case.postmortem.times {
        for time in times.iter().filter(is_open) {
            if !open.iter().any(|(_, other)| other.span == time.span) {
                open.push((field, time));
            }
        }
    }
    open.sort_by_key(|(_, time)| time.span.start);
    let Some(((field, first), others)) = open.split_first() else { return vec![] };
    let (message, here, help) = match case.language {
        Language::English => {
            let name = field.name();
            let message = match others.len() {
                0 => format!("`{name}` has no offset"),
                count => format!("`{name}` and {} have no offset", counted(count, "other time")),
            };
            (
                message,
                format!("taken as {} UTC", excerpt(&first.text)),
                "add the offset, as in `+09:00`, or set `timezone` in sevlint.toml",
            )
        }
        Language::Japanese => {
            let name = field.name();
            let message = match others.len() {
                0 => format!("`{name}` にオフセットがない"),
                count => format!("`{name}` とほか {count} 件の日時にオフセットがない"),
            };
            (
                message,
                format!("`{}` を UTC とみなした", excerpt(&first.text)),
                "`+09:00` のようなオフセットを書くか、`sevlint.toml` の `timezone` を設定する",
            )
        }
    };
    vec![Diagnostic::new(&RULE.about, case.here(first.span, here), message).help(help).about_subject("times")]
}
