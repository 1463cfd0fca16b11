use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::field::{FIELDS, Field};
use crate::model::order::COURSE;
use crate::model::placeholder::{is_hint, is_id_form};
use crate::model::vocabulary::Target;
use crate::source::span::Span;

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
        let is_left = |text: &str| is_hint(text) || field == Field::Id && is_id_form(text);
        let mut left = texts.filter(|(text, _)| is_left(text));
        let Some((text, span)) = left.next() else { continue };
        // What states nothing is missing.
        if presence_of(case, &Target::Field(field)) != Presence::Stated {
            continue;
        }
        findings.push(unless_draft(case, finding(case, spellings.name, COURSE.contains(&field), text, span)));
    }
    findings
}

fn finding(case: &Case<'_>, name: &str, may_be_unknown: bool, text: &str, span: Span) -> Diagnostic {
    let text = excerpt(&text.replace('`', ""));
    let (message, here, help) = match case.language {
        Language::English => (
            format!("the placeholder `{text}` is left in `{name}`"),
            "to be replaced",
            if may_be_unknown {
                format!("write the time, as `2026-04-01T10:20:00+09:00`, or `{}`", unknown(case.language))
            } else {
                "write what it asks for".to_owned()
            },
        ),
        Language::Japanese => (
            format!("`{name}` に記入欄 `{text}` が残っている"),
            "書き換える",
            if may_be_unknown {
                let unknown = unknown(case.language);
                format!("`2026-04-01T10:20:00+09:00` のように日時を書くか、`{unknown}` と書く")
            } else {
                "求められている内容を書く".to_owned()
            },
        ),
    };
    Diagnostic::new(&RULE.about, case.here(span, here), message).help(help).about_subject(name)
}
