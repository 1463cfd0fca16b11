use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::field::Field;
use crate::model::say::say_deadline;
use crate::table::level::Milestone;

use super::rule::{Case, Check, rule};
use super::shared::graded::before;
use super::shared::lateness::{PUBLISHED, end_of, late, stated};
use super::shared::times::zone_of;

rule! {
    /// ## What it flags
    /// A postmortem that was published later after the resolution than `postmortem_within` of its level allows, or that is
    /// still a draft after that. Business days are Monday to Friday, less `holidays` of `sevlint.toml`. A deadline in hours,
    /// days or weeks, as `72h` or `1 week`, runs through nights and weekends, also under `cover: business-hours`: that says
    /// when people are called. The level is the most severe one the incident ever had.
    ///
    /// ## Why
    /// What is written late is remembered badly, and its action items start late.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { postmortem_within: 5 business days } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// resolved_at: 2026-04-01T10:00Z
    /// published_at: 2026-04-09
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// status: draft
    /// resolved_at: 2026-04-01T10:00Z
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { postmortem_within: 5 business days } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// resolved_at: 2026-04-01T10:00Z
    /// published_at: 2026-04-08
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Publish it, or correct the dates. If the deadline is never kept, change it in the table.
    ///
    /// ## When to turn it off
    /// If the date of publication is not recorded; it speaks only where it is, or where the status says draft.
    "response-postmortem-late", Warning, Mending::None("what happened cannot be mended afterwards"),
    { English => "the postmortem was published later than its level allows", Japanese => "ポストモーテムの公開がレベルの定める期限より遅い" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let published = late(&RULE.about, case, PUBLISHED, |language| match language {
        Language::English => "published",
        Language::Japanese => "公開",
    });
    if published.is_empty() { unpublished(case).into_iter().collect() } else { published }
}

/// A draft whose deadline is over.
pub fn unpublished(case: &Case<'_>) -> Option<Diagnostic> {
    let verdict = case.verdict?;
    let status = case.postmortem.said(Field::Status).filter(|_| case.postmortem.is_draft())?;
    if case.postmortem.moment(Field::PublishedAt).is_some() {
        return None;
    }
    let duties = verdict.duties;
    let (grade, response) = (duties.grade?, duties.response?);
    let (deadline, asked) = response.deadline(Milestone::Postmortem)?;
    let resolved = stated(case, Field::ResolvedAt)?;
    let moment = resolved.moment()?;
    let zone = zone_of(case, moment);
    let last = end_of(case, (Milestone::Postmortem, deadline), response, moment.latest, &zone)?;
    // The day of the run is in time until it is over.
    let today = case.today.to_zoned(zone.clone()).ok()?.timestamp();
    if today < last {
        return None;
    }
    let level = verdict.level(grade.level);
    let until = last.to_zoned(zone).date();
    let deadline = say_deadline(deadline, case.language);
    let (message, here, runs, there, help) = match case.language {
        Language::English => (
            format!("still a draft; {level} allows {deadline}, until {until}"),
            "a draft",
            "the time runs from here",
            format!("{level} allows {deadline}"),
            "finish it, and state `published_at`",
        ),
        Language::Japanese => (
            format!("`{level}` の定め ({deadline}、{until} まで) を過ぎても下書きのまま"),
            "下書き",
            "ここから数える",
            format!("`{level}` の定めは {deadline}"),
            "書き上げて `published_at` を記載する",
        ),
    };
    let mut finding = Diagnostic::new(&RULE.about, case.here(status.span, here), message)
        .because(case.here(resolved.span, runs))
        .because(verdict.there(asked, there));
    finding.related.extend(before(case, &verdict, grade));
    Some(finding.help(help).about_subject("published"))
}
