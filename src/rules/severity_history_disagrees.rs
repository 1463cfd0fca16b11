use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::decision::Change;
use crate::model::moment::{Moment, MomentReading};
use crate::model::said::Said;
use crate::table::spelling::Spelled;

use super::rule::{Case, Check, Verdict, rule};
use super::shared::asked::MOST;
use super::shared::grounds::declared_place;
use super::words::japanese;
use super::words::phrase::{excerpt, or};

rule! {
    /// ## What it flags
    /// A `severity_history` that does not end at the declared level, is not in order of time, names a level that is not
    /// in the table, or has an entry that names none.
    ///
    /// ## Why
    /// The history says how long it took until the level was right. If it ends elsewhere, one of the two is wrong.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 4%
    /// data_loss: none
    /// duration: 20m
    /// severity_history:
    ///   - { at: 2026-04-01T10:20+09:00, level: SEV-3 }
    ///   - { at: 2026-04-01T11:05+09:00, level: SEV-2 }
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-2
    /// users_affected_pct: 32%
    /// data_loss: none
    /// severity_history:
    ///   - { at: 2026-04-01T10:20+09:00, level: SEV-3 }
    ///   - { at: 2026-04-01T11:05+09:00, level: SEV-2, because: more customers }
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Add the change that led to the declared level, or correct the level.
    ///
    /// ## When to turn it off
    /// If the history is only of the time before the postmortem.
    "severity-history-disagrees", Warning, Mending::None("only the authors know which of the two is right"),
    { English => "the history of the severity does not lead to the declared level", Japanese => "重大度の履歴が宣言されたレベルで終わらない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    let mut findings = unknown_levels(case, &verdict);
    findings.extend(without_level(case));
    findings.truncate(MOST);
    let late = first_late(&case.postmortem.severity_history);
    findings.extend(late.and_then(|late| out_of_order(case, late)));
    findings.extend(ends_elsewhere(case, &verdict, late.is_none()));
    findings
}

fn unknown_levels(case: &Case<'_>, verdict: &Verdict<'_>) -> Vec<Diagnostic> {
    let changes = case.postmortem.severity_history.iter();
    let unknown = changes.filter_map(|change| unknown_level(case, verdict, change, change.level.as_ref()?));
    unknown.take(MOST).collect()
}

fn unknown_level(case: &Case<'_>, verdict: &Verdict<'_>, change: &Change, said: &Said) -> Option<Diagnostic> {
    let nearest = match verdict.table.spelled(&said.text) {
        Spelled::Level { .. } | Spelled::NotGraded(_) => return None,
        Spelled::Several => return Some(several_levels(case, said)),
        Spelled::Unknown(nearest) => nearest.map(|level| verdict.level(level)),
        Spelled::Nothing => None,
    };
    let levels: Vec<&str> = verdict.table.levels.iter().map(|level| level.id.text.as_str()).collect();
    // What stands alone may be a sentence that was meant to be the history.
    let is_alone = said.span == change.span && case.postmortem.severity_history.len() == 1;
    let (message, here, help) = match case.language {
        Language::English => {
            let entries = if is_alone { "; each change is an entry of its own in a list" } else { "" };
            (
                format!("`{}` is not a level of the table", excerpt(&said.text)),
                "in `severity_history`",
                match nearest {
                    Some(level) => format!("did you mean {level}? The table has {}{entries}", or(&levels)),
                    None => format!("write {}{entries}", or(&levels)),
                },
            )
        }
        Language::Japanese => {
            let entries = if is_alone { "。変更ごとにリストの項目を分ける" } else { "" };
            (
                format!("`{}` は SEV 表のレベルではない", excerpt(&said.text)),
                "`severity_history` の中",
                match nearest {
                    Some(level) => {
                        format!("`{level}` の誤りか。SEV 表にあるのは {}{entries}", japanese::quoted(&levels))
                    }
                    None => format!("{} と書く{entries}", japanese::quoted_or(&levels)),
                },
            )
        }
    };
    let finding = Diagnostic::new(&RULE.about, case.here(said.span, here), message);
    Some(finding.help(help).about_subject("severity_history"))
}

/// A sentence, where a list is expected.
fn several_levels(case: &Case<'_>, said: &Said) -> Diagnostic {
    let text = excerpt(&said.text);
    let (message, here, help) = match case.language {
        Language::English => (
            format!("`{text}` names several levels, and an entry of the history is one change"),
            "several levels",
            "write a list with an entry for each change: its `level`, and with `at` its time",
        ),
        Language::Japanese => (
            format!("`{text}` は複数のレベルを挙げているが、履歴の項目は 1 つの変更を表す"),
            "複数のレベル",
            "変更ごとに項目を分けたリストにし、`level` と、時刻の `at` を書く",
        ),
    };
    let finding = Diagnostic::new(&RULE.about, case.here(said.span, here), message);
    finding.help(help).about_subject("severity_history")
}

/// Entries that are no change of the severity: without a level, or of another shape.
fn without_level(case: &Case<'_>) -> Option<Diagnostic> {
    let change = case.postmortem.severity_history.iter().find(|change| change.level.is_none())?;
    let (message, here, help) = match case.language {
        Language::English => (
            "an entry of the history of the severity names no level",
            "a change to which level?",
            "give each change a `level`, and with `at` its time",
        ),
        Language::Japanese => (
            "重大度の履歴にレベルのない項目がある",
            "どのレベルへの変更か",
            "変更ごとに `level` を書き、時刻を `at` に書く",
        ),
    };
    let finding = Diagnostic::new(&RULE.about, case.here(change.span, here), message);
    Some(finding.help(help).about_subject("severity_history"))
}

/// The first change that stands behind a later one. Those without a time stand where they stand.
fn first_late(changes: &[Change]) -> Option<usize> {
    let mut latest: Option<&Moment> = None;
    changes.iter().position(|change| {
        let Some(moment) = at(change) else { return false };
        if latest.is_some_and(|before| moment.latest < before.earliest) {
            return true;
        }
        // What is less precise, or has no time, does not make up for what stands before it.
        latest = latest.into_iter().chain([moment]).max_by_key(|moment| moment.earliest);
        false
    })
}

fn at(change: &Change) -> Option<&Moment> {
    match &change.at {
        Some(MomentReading::Moment(moment)) => Some(moment),
        _ => None,
    }
}

fn out_of_order(case: &Case<'_>, late: usize) -> Option<Diagnostic> {
    let changes = &case.postmortem.severity_history;
    let (message, here, help) = match case.language {
        Language::English => (
            "the history of the severity is not in order of time",
            "earlier than a change before it",
            "put the changes in order of time, or correct the times",
        ),
        Language::Japanese => (
            "重大度の履歴が時刻順になっていない",
            "これより前に書かれた変更より早い",
            "変更を時刻順に並べるか、日時を直す",
        ),
    };
    let place = case.here(changes.get(late)?.span, here);
    Some(Diagnostic::new(&RULE.about, place, message).help(help).about_subject("severity_history"))
}

fn ends_elsewhere(case: &Case<'_>, verdict: &Verdict<'_>, is_in_order: bool) -> Option<Diagnostic> {
    let declared = verdict.judgement.level()?;
    let changes = &case.postmortem.severity_history;
    let ends_at = |change: Option<&Change>| {
        let said = change?.level.clone()?;
        let Spelled::Level { level, .. } = verdict.table.spelled(&said.text) else { return None };
        (level != declared).then_some((said, level))
    };
    let (last, level) = ends_at(changes.last())?;
    // Where the order is wrong, and has been told of, the history ends with what stands last or with what happened last.
    let (last, level) = if is_in_order {
        (last, level)
    } else {
        ends_at(changes.iter().max_by_key(|change| at(change).map(|moment| moment.earliest)))?
    };
    let (ends, level) = (verdict.level(level), verdict.level(declared));
    let (message, here, there, help) = match case.language {
        Language::English => (
            format!("the history of the severity ends at {ends}, but declared is {level}"),
            "the last change",
            "declared here",
            format!("add the change to {level} with its time, or declare {ends}"),
        ),
        Language::Japanese => (
            format!("重大度の履歴は `{ends}` で終わるが、宣言は `{level}`"),
            "最後の変更",
            "ここで宣言",
            format!("`{level}` への変更を日時とともに書き足すか、`{ends}` を宣言する"),
        ),
    };
    let finding = Diagnostic::new(&RULE.about, case.here(last.span, here), message);
    let other = case.here(declared_place(case, verdict), there);
    Some(finding.because(other).help(help).about_subject("severity_history"))
}
