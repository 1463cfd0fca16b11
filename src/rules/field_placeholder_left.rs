use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::field::{FIELDS, Field};
use crate::model::order::COURSE;
use crate::model::placeholder::{is_hint, is_id_form};
use crate::model::vocabulary::Target;
use crate::source::span::Span;
use crate::table::spelling::Spelled;

use super::rule::{Case, Check, rule};
use super::shared::asked::unless_draft;
use super::shared::presence::{Presence, presence_of};
use super::words::phrase::excerpt;
use super::words::value_words::unknown;

rule! {
    /// ## What it flags
    /// A field that still has what a template put there: the form of a time (`YYYY-MM-DDTHH:MM+09:00`), or a hint in
    /// brackets (`<what happened>`, `[Insert a title]`), or the form of an id (`INC-XXXX`). `sevlint new` writes times like that.
    ///
    /// ## Why
    /// The field looks stated and says nothing; what follows from it, as the duration, stays open.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// title: <what happened, in a line>
    /// severity: SEV-3
    /// started_at: YYYY-MM-DDTHH:MM+09:00
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// title: Imports were late
    /// severity: SEV-3
    /// started_at: unknown
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Write the value. Where nobody can know when something happened, write `unknown`. In a draft (`status: draft`) it is
    /// a note.
    ///
    /// ## When to turn it off
    /// If your postmortems are filled in much later, and nobody wants to be reminded.
    "field-placeholder-left", Warning, Mending::None("only the authors know what belongs there"),
    { English => "a field still has what the template put there", Japanese => "フィールドにテンプレートの記入欄が残っている" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let mut findings = vec![];
    for spellings in FIELDS {
        let field = spellings.field;
        let said = case.postmortem.plain.get(&field).map(Vec::as_slice).unwrap_or_default();
        let times = case.postmortem.times.get(&field).map(Vec::as_slice).unwrap_or_default();
        let texts = said.iter().map(|said| (said.text.as_str(), said.span));
        let texts = texts.chain(times.iter().map(|time| (time.text.as_str(), time.span)));
        let is_left = |text: &str| {
            (is_hint(text) && !(field == Field::Severity && is_level_in_brackets(case, text)))
                || field == Field::Id && is_id_form(text)
        };
        let mut left = texts.filter(|(text, _)| is_left(text));
        let Some((text, span)) = left.next() else { continue };
        // What states nothing is missing.
        if presence_of(case, &Target::Field(field)) != Presence::Stated {
            continue;
        }
        findings.push(unless_draft(case, finding(case, spellings.name, Asked::by(field), text, span)));
    }
    findings
}

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Words,
    Time,
    /// A time that may be lost.
    TimeOrUnknown,
}

impl Asked {
    fn by(field: Field) -> Self {
        match field {
            field if COURSE.contains(&field) => Self::TimeOrUnknown,
            Field::PublishedAt | Field::FirstUpdateAt => Self::Time,
            _ => Self::Words,
        }
    }
}

/// Whether what stands in brackets was read as a level: `【重大度2】`.
fn is_level_in_brackets(case: &Case<'_>, text: &str) -> bool {
    let Some(judgement) = case.verdict.map(|verdict| verdict.judgement) else { return false };
    let Spelled::Level { start, end, .. } = judgement.declared else { return false };
    let is_mark = |letter| matches!(letter, '[' | ']' | '【' | '】' | '［' | '］' | '<' | '>' | ' ');
    let is_this = judgement.said.as_ref().is_some_and(|said| said.text == text);
    is_this && text.get(start..end) == Some(text.trim_matches(is_mark))
}

fn finding(case: &Case<'_>, name: &str, asked: Asked, text: &str, span: Span) -> Diagnostic {
    let text = excerpt(&text.replace('`', ""));
    let (message, here, help) = match case.language {
        Language::English => (
            format!("the placeholder `{text}` is left in `{name}`"),
            "to be replaced",
            match asked {
                Asked::TimeOrUnknown => {
                    format!("write the time, as `2026-04-01T10:20:00+09:00`, or `{}`", unknown(case.language))
                }
                Asked::Time => "write the time, as `2026-04-01T10:20:00+09:00`".to_owned(),
                Asked::Words => "write what it asks for".to_owned(),
            },
        ),
        Language::Japanese => (
            format!("`{name}` に記入欄 `{text}` が残っている"),
            "書き換える",
            match asked {
                Asked::TimeOrUnknown => {
                    let unknown = unknown(case.language);
                    format!("`2026-04-01T10:20:00+09:00` のように日時を書くか、`{unknown}` と書く")
                }
                Asked::Time => "`2026-04-01T10:20:00+09:00` のように日時を書く".to_owned(),
                Asked::Words => "求められている内容を書く".to_owned(),
            },
        ),
    };
    Diagnostic::new(&RULE.about, case.here(span, here), message).help(help).about_subject(name)
}
