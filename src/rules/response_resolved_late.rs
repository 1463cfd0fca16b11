use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;

use super::rule::{Case, Check, rule};
use super::shared::lateness::{RESOLVED, late};

rule! {
    /// ## What it flags
    /// An incident that was resolved later after its start than `resolve_within` of its level allows. The level is the most severe
    /// one it ever had. Under `cover: business-hours` a deadline in hours or minutes is counted in business
    /// days of eight hours, since nobody says which hours those are; one in days or weeks, as `2 days`, runs through nights and
    /// weekends. Where a time is missing, or contradicts another, a stated `time_to_resolve` or `duration` counts.
    /// Not of what its title or the name of the file calls planned, scheduled, announced or maintenance.
    ///
    /// ## Why
    /// A target that is never looked at is no target.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { cover: around-the-clock, resolve_within: 4h } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// started_at: 2026-04-01T10:00Z
    /// resolved_at: 2026-04-01T15:40Z
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// duration: 5h 40m
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { cover: around-the-clock, resolve_within: 4h } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// started_at: 2026-04-01T10:00Z
    /// resolved_at: 2026-04-01T11:00Z
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// started_at: 2026-04-01T10:00Z
    /// resolved_at: 2026-04-01T18:00Z
    /// ---
    /// # Planned upgrade of the queue
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct the times, or ask in the review what took long.
    ///
    /// ## When to turn it off
    /// If your table states targets it does not mean.
    "response-resolved-late", Note, Mending::None("what happened cannot be mended afterwards"),
    { English => "the incident was resolved later than its level allows", Japanese => "解決がレベルの定める時間より遅い" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    late(&RULE.about, case, RESOLVED, |language| match language {
        Language::English => "resolved",
        Language::Japanese => "解決",
    })
}
