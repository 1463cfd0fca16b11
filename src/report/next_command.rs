//! What to type next, where a run has found too little to judge or too much to read.

use crate::diagnostic::language::Language;
use crate::lint::outcome::{Outcome, RunNote};

use super::overview::{MANY, fixes};

/// The command, and why; none where the findings speak for themselves.
#[must_use]
pub fn next_command(outcome: &Outcome, language: Language) -> Option<String> {
    if !outcome.was_run || outcome.tables > 0 {
        return None;
    }
    let is_without = |note: &&RunNote| matches!(note, RunNote::NoTable { rivals, elsewhere: None, .. } if rivals.is_empty());
    let has_none = outcome.notes.iter().any(|note| is_without(&note)) && outcome.standings.is_empty();
    let many = outcome.counted().count() > MANY;
    let (command, why) = if outcome.postmortems == 0 {
        if outcome.files == 0 {
            return None;
        }
        let why = match language {
            Language::English => "says of each file why it is no postmortem",
            Language::Japanese => "各ファイルがポストモーテムでない理由を表示する",
        };
        ("sevlint check --show-files", why)
    } else if has_none {
        let why = match language {
            Language::English => "writes a SEV table to judge them by",
            Language::Japanese => "判定に使う SEV 表を作る",
        };
        ("sevlint init", why)
    } else if many && fixes(outcome).0 > 0 {
        let why = match language {
            Language::English => "shows what can be mended at once; `--fix` does it",
            Language::Japanese => "すぐに修正できるものを表示する。修正するのは `--fix`",
        };
        ("sevlint check --diff", why)
    } else if many && outcome.baselines.is_empty() {
        let why = match language {
            Language::English => "takes these as known, so that only new ones count",
            Language::Japanese => "これらを既知とし、新しいものだけを数える",
        };
        ("sevlint check --baseline .sevlint-baseline.json --write-baseline", why)
    } else if many {
        let why = match language {
            Language::English => "counts them by rule",
            Language::Japanese => "ルールごとに数える",
        };
        ("sevlint check --statistics", why)
    } else {
        return None;
    };
    Some(match language {
        Language::English => format!("next: `{command}` {why}"),
        Language::Japanese => format!("次: `{command}` ({why})"),
    })
}
