use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;

use super::rule::{Case, Check, rule};
use super::shared::lateness::{DETECTED, late};

rule! {
    /// ## What it flags
    /// An incident that was detected later after its start than `detect_within` of its level allows. The level is the most severe
    /// one it ever had. Under `cover: business-hours` a deadline in hours or minutes is counted in business
    /// days of eight hours, since nobody says which hours those are; one in days or weeks, as `2 days`, runs through nights and
    /// weekends. Where a time is missing, or contradicts another, a stated `time_to_detect` counts.
    /// Not of what its title or the name of the file calls planned, scheduled, announced or maintenance.
    ///
    /// ## Why
    /// What is noticed late lasts longer; the gap is usually in the alerts.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { cover: around-the-clock, detect_within: 15m } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// started_at: 2026-04-01T10:00Z
    /// detected_at: 2026-04-01T10:40Z
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { cover: around-the-clock, detect_within: 15m } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// started_at: 2026-04-01T10:00Z
    /// detected_at: 2026-04-01T10:15Z
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct the times, or add the alert that was missing to the action items.
    ///
    /// ## When to turn it off
    /// If the start is usually a guess.
    "response-detected-late", Note, Mending::None("what happened cannot be mended afterwards"),
    { English => "the incident was detected later than its level allows", Japanese => "検知がレベルの定める時間より遅い" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    late(&RULE.about, case, DETECTED, |language| match language {
        Language::English => "detected",
        Language::Japanese => "検知",
    })
}
