use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Fix};
use crate::diagnostic::language::Language;
use crate::model::field::Field;
use crate::model::vocabulary::Target;
use crate::table::flaw::order::is_reversed;
use crate::table::spelling::Spelled;

use super::rule::{Case, Check, Verdict, rule};
use super::shared::added_line::added_line;
use super::shared::asked::unless_draft;
use super::shared::front_matter_line::{between_fences, text_line};
use super::shared::nested_keys::{cure, not_read, unread_of};
use super::shared::slips::is_nearly_stated;
use super::words::japanese;
use super::words::phrase::{excerpt, or};

rule! {
    /// ## What it flags
    /// A postmortem that declares no severity: the field is not there, is empty, or says that it is not known yet.
    ///
    /// ## Why
    /// Without a declared level nobody can say whether people and table agree, and follow-up work has no priority. In a draft it
    /// is a note: the level may not be known yet.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// id: INC-7
    /// users_affected_pct: 32%
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// id: INC-7
    /// users_affected_pct: 32%
    /// duration: 45m
    /// data_loss: none
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// id: INC-7
    /// severity: SEV-2
    /// users_affected_pct: 32%
    /// data_loss: none
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Add `severity:` with a level of the table. If your postmortems call it otherwise, say so in `sevlint.toml`:
    /// `[names] severity = ["our_name"]`. If the file is no postmortem, `exclude` it.
    ///
    /// ## When to turn it off
    /// If you grade only some incidents.
    "severity-missing", Error, Mending::Unsafe,
    { English => "no severity is declared", Japanese => "重大度が宣言されていない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    let judgement = verdict.judgement;
    if !matches!(judgement.declared, Spelled::Nothing) || !case.front_matter_is_readable() {
        return vec![];
    }
    let possible = verdict.possible();
    let all = verdict.table.levels.len();
    let is_labelled = judgement.said.as_ref().is_some_and(|said| said.span.start >= case.document.body);
    let (line, place) = (text_line(case, "severity", "…"), between_fences(case));
    let nested = unread_of(case, &Target::Field(Field::Severity));
    let levels: Vec<&str> = verdict.table.levels.iter().map(|level| level.id.text.as_str()).collect();
    let (message, here, help) = match case.language {
        Language::English => {
            let message = match judgement.said.as_ref().filter(|said| !said.text.is_empty()) {
                Some(said) => {
                    format!("the severity is declared as `{}`, which is no level", excerpt(&said.text))
                }
                None => "no severity is declared".to_owned(),
            };
            let help = if is_labelled {
                format!(
                    "write {} behind the label",
                    or(if possible.is_empty() { &levels } else { &possible })
                )
            } else if possible.len() < all && !possible.is_empty() {
                format!("add `{line}`{place}; the facts allow {}", or(&possible))
            } else {
                format!("add `{line}` with {}{place}", or(&levels))
            };
            let help = match nested.as_ref().filter(|_| !is_labelled) {
                Some(nested) => {
                    format!(
                        "{help}; or, if `{}` is meant, {}",
                        nested.path,
                        cure(case, std::slice::from_ref(nested))
                    )
                }
                None => help,
            };
            (message, "expected here", help)
        }
        Language::Japanese => {
            let message = match judgement.said.as_ref().filter(|said| !said.text.is_empty()) {
                Some(said) => {
                    format!("重大度が `{}` と宣言されているが、レベルではない", excerpt(&said.text))
                }
                None => "重大度が宣言されていない".to_owned(),
            };
            let gap = if place.is_empty() { String::new() } else { format!("{place} ") };
            let help = if is_labelled {
                let fitting = if possible.is_empty() { &levels } else { &possible };
                format!("この項目に {} を書く", japanese::quoted_or(fitting))
            } else if possible.len() < all && !possible.is_empty() {
                format!("{gap}`{line}` を書き足す。事実が許すのは {}", japanese::quoted_or(&possible))
            } else {
                format!("{gap}`{line}` を書き足す。値は {}", japanese::quoted_or(&levels))
            };
            let help = match nested.as_ref().filter(|_| !is_labelled) {
                Some(nested) => {
                    format!(
                        "{help}。`{}` のことなら、{}",
                        nested.path,
                        cure(case, std::slice::from_ref(nested))
                    )
                }
                None => help,
            };
            (message, "ここに必要", help)
        }
    };
    let span = judgement.said.as_ref().map_or_else(|| case.head(), |said| said.span);
    let mut finding =
        Diagnostic::new(&RULE.about, case.here(span, here), message).help(help).about_subject("severity");
    finding.related.extend(nested.map(|nested| case.here(nested.entry.key_span, not_read(case.language))));
    finding.fix = only_level(case, &verdict);
    vec![unless_draft(case, finding)]
}

/// Declares the only level that the facts allow, where nothing is said of the severity.
fn only_level(case: &Case<'_>, verdict: &Verdict<'_>) -> Option<Fix> {
    let severity = Target::Field(Field::Severity);
    if verdict.judgement.said.is_some() || is_reversed(verdict.table) || is_nearly_stated(case, &severity) {
        return None;
    }
    let level = verdict.level(verdict.judgement.possible.only()?);
    let message = match case.language {
        Language::English => format!("declare {level}, the only level that the facts allow"),
        Language::Japanese => format!("事実が許すただ 1 つのレベル `{level}` を宣言する"),
    };
    let edits = vec![added_line(case, "severity", level)?];
    Some(Fix { applicability: Applicability::Unsafe, message, edits })
}
