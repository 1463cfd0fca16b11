use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;

use super::rule::{Case, Check, rule};
use super::shared::lateness::{MITIGATED, late};

rule! {
    /// ## What it flags
    /// An incident that was mitigated later after its start than `mitigate_within` of its level allows. The level is the most severe
    /// one it ever had. Under `cover: business-hours` a deadline in hours or minutes is counted in business
    /// days of eight hours, since nobody says which hours those are; one in days or weeks, as `2 days`, runs through nights and
    /// weekends. Where a time is missing, or contradicts another, a stated `time_to_mitigate` counts.
    /// Not of what its title or the name of the file calls planned, scheduled, announced or maintenance.
    ///
    /// ## Why
    /// A target that is never looked at is no target.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { cover: around-the-clock, mitigate_within: 1h } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// started_at: 2026-04-01T10:00Z
    /// mitigated_at: 2026-04-01T11:40Z
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// time_to_mitigate: 100m
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { cover: around-the-clock, mitigate_within: 1h } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// started_at: 2026-04-01T10:00Z
    /// mitigated_at: 2026-04-01T10:45Z
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct the times, or ask in the review what took long.
    ///
    /// ## When to turn it off
    /// If your table states targets it does not mean.
    "response-mitigated-late", Note, Mending::None("what happened cannot be mended afterwards"),
    { English => "the incident was mitigated later than its level allows", Japanese => "緩和がレベルの定める時間より遅い" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    late(&RULE.about, case, MITIGATED, |language| match language {
        Language::English => "mitigated",
        Language::Japanese => "緩和",
    })
}
