use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::model::course::Stage;
use crate::source::syntax::Syntax;
use crate::table::spelling::Spelled;
use crate::verdict::level_changes::{LevelChange, level_changes, levels};
use crate::verdict::pins::levels_of;

use super::rule::{Case, Check, Verdict, rule};
use super::shared::asked::MOST;
use super::shared::front_matter_line::{because_line, between_fences, line};
use super::shared::grounds::declared_place;

rule! {
    /// ## What it flags
    /// A declared level that was changed after the postmortem was final, without a reason on record. It needs
    /// `--severity-history git`, and looks at the commits on the line of first parents, renames followed. A postmortem is final
    /// once it is committed and merged, unless its `status` says that somebody still works on it (`draft`, `in progress`,
    /// `in review`, …), or, where no status is stated, `resolved_at` says that the incident goes on. What is not committed yet
    /// counts as well.
    ///
    /// The reason is a `because` in the entry of `severity_history` that names the new level, one for each change to it; or that
    /// of a `severity_override` that keeps it.
    ///
    /// ## Why
    /// Numbers were reported and customers told by the level that stood there. If it changes later, and nobody says why, nobody
    /// can tell a correction from a cosmetic one.
    ///
    /// ## Flagged
    /// ~~~past 2026-04-02
    /// ---
    /// severity: SEV-2
    /// status: published
    /// users_affected_pct: 32%
    /// data_loss: none
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// status: published
    /// users_affected_pct: 4%
    /// data_loss: none
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~past 2026-04-02
    /// ---
    /// severity: SEV-2
    /// status: published
    /// users_affected_pct: 32%
    /// data_loss: none
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// status: published
    /// users_affected_pct: 4%
    /// data_loss: none
    /// severity_history:
    ///   - { at: 2026-04-01, level: SEV-2 }
    ///   - { at: 2026-05-11, level: SEV-3, because: bots were counted as users }
    /// ---
    /// ~~~
    /// ~~~past 2026-04-02
    /// ---
    /// severity: SEV-2
    /// status: draft
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// status: published
    /// users_affected_pct: 4%
    /// data_loss: none
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Add the change with its reason to `severity_history`; whoever made the commit knows it. If the change was a mistake, take it
    /// back; that is a change as well, and deserves a word.
    ///
    /// ## When to turn it off
    /// If reasons are recorded elsewhere, as in the commit messages.
    "severity-changed-unreasoned", Warning, Mending::None("only the authors know why the level was changed"),
    { English => "the level was changed after the postmortem was final, without a reason", Japanese => "確定後に理由なくレベルが変更されている" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    if case.postmortem.course.len() < 2 {
        return vec![];
    }
    let changes = level_changes(verdict.table, &case.postmortem.course);
    let mut found: Vec<&LevelChange<'_>> = vec![];
    for level in 0..verdict.table.levels.len() {
        let needs_reason = |change: &&LevelChange<'_>| change.to == level && change.before.is_final;
        // The first reasons are for the first changes.
        found.extend(changes.iter().filter(needs_reason).skip(reasons(case, &verdict, level)));
    }
    let is_unreasoned =
        |change: &LevelChange<'_>| found.iter().any(|other| std::ptr::eq(other.after, change.after));
    let settled = settled(case, &verdict, &changes, is_unreasoned);
    let found = changes.iter().filter(|change| is_unreasoned(change)).take(MOST);
    found.map(|change| finding(case, &verdict, change, &settled)).collect()
}

/// How many changes to a level have a reason on record. One override is for any number of them.
fn reasons(case: &Case<'_>, verdict: &Verdict<'_>, level: usize) -> usize {
    let names = |text: &str| matches!(verdict.table.spelled(text), Spelled::Level { level: named, .. } if named == level);
    let keeps = case.postmortem.severity_override.as_ref().filter(|decision| decision.because.is_some());
    let is_kept = keeps.is_some_and(|decision| match &decision.level {
        Some(pin) => levels_of(verdict.table, pin).is_some_and(|levels| levels.contains(&level)),
        None => verdict.judgement.level() == Some(level),
    });
    if is_kept {
        return usize::MAX;
    }
    let entries = case.postmortem.severity_history.iter();
    let reasoned = entries.filter(|change| {
        change.because.is_some() && change.level.as_ref().is_some_and(|said| names(&said.text))
    });
    reasoned.count()
}

fn finding(case: &Case<'_>, verdict: &Verdict<'_>, change: &LevelChange<'_>, settled: &str) -> Diagnostic {
    let (from, to) = (verdict.level(change.from), verdict.level(change.to));
    let (message, here) = match (&change.after.commit, case.language) {
        (Some(mark), Language::English) => (
            format!("{from} was changed to {to} after the postmortem was final, without a reason on record"),
            format!("{from} → {to} in commit {} ({})", mark.name, mark.day),
        ),
        (Some(mark), Language::Japanese) => (
            format!("ポストモーテムの確定後に `{from}` から `{to}` へ変更されたが、理由の記録がない"),
            format!("コミット {} ({}) で {from} → {to}", mark.name, mark.day),
        ),
        (None, Language::English) => (
            format!("{from} is changed to {to} although the postmortem is final, without a reason on record"),
            format!("{from} → {to}, not committed yet"),
        ),
        (None, Language::Japanese) => (
            format!("確定したポストモーテムの `{from}` を `{to}` に変更しているが、理由の記録がない"),
            format!("{from} → {to} (未コミット)"),
        ),
    };
    let place = case.here(declared_place(case, verdict), here);
    let because = because_line(case);
    let entry = unreasoned_entry(case, verdict, change);
    let is_listed = !case.postmortem.severity_history.is_empty();
    let help = match (case.language, entry.is_some(), is_listed) {
        (Language::English, true, _) => format!("say why in that entry of `severity_history`: `{because}`"),
        (Language::Japanese, true, _) => format!("`severity_history` のその項目に理由を書く: `{because}`"),
        (Language::English, false, true) => {
            format!("add the change to `severity_history`: `{}`", listed(case, verdict, change, true))
        }
        (Language::Japanese, false, true) => {
            format!("この変更を `severity_history` に書き足す: `{}`", listed(case, verdict, change, true))
        }
        (Language::English, false, false) => format!("say why: `{settled}`{}", between_fences(case)),
        (Language::Japanese, false, false) => format!("{}理由を書く: `{settled}`", between_fences(case)),
    };
    let mut finding = Diagnostic::new(&RULE.about, place, message).help(help).about_subject("severity");
    finding.related = entry.into_iter().collect();
    finding
}

/// The entry that names the level and gives no reason.
fn unreasoned_entry(case: &Case<'_>, verdict: &Verdict<'_>, change: &LevelChange<'_>) -> Option<Label> {
    let names = |text: &str| matches!(verdict.table.spelled(text), Spelled::Level { level, .. } if level == change.to);
    let mut entries = case.postmortem.severity_history.iter();
    let entry = entries.find(|entry| {
        entry.because.is_none() && entry.level.as_ref().is_some_and(|said| names(&said.text))
    })?;
    let there = match case.language {
        Language::English => "says when, and not why",
        Language::Japanese => "理由の記載がない",
    };
    Some(case.here(entry.span, there))
}

/// The line that settles it, where there is none yet: all that git has, since from then on what is stated counts.
fn settled(
    case: &Case<'_>,
    verdict: &Verdict<'_>,
    changes: &[LevelChange<'_>],
    is_unreasoned: impl Fn(&LevelChange<'_>) -> bool,
) -> String {
    let first = levels(verdict.table, &case.postmortem.course).next();
    let first = first.map(|(level, stage)| entry(case, stage, verdict.level(level), false));
    let rest = changes.iter().map(|change| listed(case, verdict, change, is_unreasoned(change)));
    let entries: Vec<String> = first.into_iter().chain(rest).collect();
    line(case, "severity_history", &format!("[{}]", entries.join(", ")))
}

/// The entry of a change.
fn listed(case: &Case<'_>, verdict: &Verdict<'_>, change: &LevelChange<'_>, says_why: bool) -> String {
    entry(case, change.after, verdict.level(change.to), says_why)
}

/// An entry, in the format of the front matter.
fn entry(case: &Case<'_>, stage: &Stage, level: &str, says_why: bool) -> String {
    let text = |text: &str| match case.document.front_matter.as_ref().map(|found| found.syntax) {
        Some(Syntax::Toml | Syntax::Json) => format!("\"{text}\""),
        _ => text.to_owned(),
    };
    let day = stage.commit.as_ref().map_or(case.today, |mark| mark.day).to_string();
    let mut parts = vec![line(case, "at", &text(&day)), line(case, "level", &text(level))];
    if says_why {
        parts.push(because_line(case));
    }
    format!("{{ {} }}", parts.join(", "))
}
