use jiff::ToSpan;

use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::field::Field;
use crate::model::moment::Moment;
use crate::model::order::COURSE;
use crate::source::span::Span;
use crate::verdict::standing::Standing;

use super::rule::{Case, Check, rule};
use super::shared::times::{first_day, stated};

rule! {
    /// ## What it flags
    /// A time or the date of an incident that is later than tomorrow: where the program runs it may be a day earlier than
    /// where the incident was. Not of what is planned: values that the table lists
    /// as `not_graded`, and the publication of a draft.
    ///
    /// ## Why
    /// What has happened lies in the past: this is a slip, mostly in the year or the month.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// started_at: 2062-04-01T10:20Z
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-2
    /// users_affected_pct: 30%
    /// started_at: 2026-04-01T10:20Z
    /// resolved_at: ongoing
    /// severity_override: { because: agreed with support, until: 2030-01-01 }
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct it. For what has not come yet write `ongoing`, or nothing.
    ///
    /// ## When to turn it off
    /// If the folder also holds what is planned.
    "time-in-future", Warning, Mending::None("only the authors know the right time"),
    { English => "a time lies in the future", Japanese => "日時が未来になっている" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    if case.verdict.is_some_and(|verdict| verdict.judgement.standing == Standing::NotGraded) {
        return vec![];
    }
    let Ok(tomorrow) = case.today.checked_add(1.day()) else { return vec![] };
    let mut places: Vec<Span> = vec![];
    let mut findings = vec![];
    for (field, span, moment) in moments(case) {
        let first = first_day(case, &moment);
        if first <= tomorrow || places.contains(&span) {
            continue;
        }
        places.push(span);
        let (name, today) = (field.name(), case.today);
        let (message, here, help) = match case.language {
            Language::English => (
                format!("`{name}` lies in the future"),
                format!("today is {today}"),
                "correct it; what has not come yet is `ongoing`",
            ),
            Language::Japanese => (
                format!("`{name}` が未来になっている"),
                format!("今日は {today}"),
                "日時を直す。まだ来ていない日時は `継続中` と書く",
            ),
        };
        findings.push(
            Diagnostic::new(&RULE.about, case.here(span, here), message).help(help).about_subject(name),
        );
    }
    findings
}

fn moments(case: &Case<'_>) -> Vec<(Field, Span, Moment)> {
    let published = if case.postmortem.is_draft() { None } else { Some(Field::PublishedAt) };
    let fields = COURSE.into_iter().chain([Field::FirstUpdateAt]).chain(published);
    let mut moments: Vec<(Field, Span, Moment)> = fields
        .filter_map(|field| stated(case, field).map(|(time, moment)| (field, time.span, *moment)))
        .collect();
    moments.extend(case.postmortem.dated().map(|(said, moment)| (Field::Date, said.span, *moment)));
    moments
}
