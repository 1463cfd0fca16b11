use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;

use super::rule::{Case, Check, rule};
use super::shared::lateness::{ACKNOWLEDGED, late};

rule! {
    /// ## What it flags
    /// An incident that was acknowledged later after its detection than `acknowledge_within` of its level allows. The level is the
    /// most severe one it ever had. Under `cover: business-hours` a deadline in hours or minutes is counted in business
    /// days of eight hours, since nobody says which hours those are; one in days or weeks, as `2 days`, runs through nights and
    /// weekends. Where a time is missing, or contradicts another, a stated `time_to_acknowledge` counts.
    /// Not of what its title or the name of the file calls planned, scheduled, announced or maintenance.
    ///
    /// ## Why
    /// The promise of the level is that somebody takes it up in time.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { cover: around-the-clock, acknowledge_within: 15m } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// detected_at: 2026-04-01T10:00Z
    /// acknowledged_at: 2026-04-01T10:40Z
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { cover: around-the-clock, acknowledge_within: 15m } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// detected_at: 2026-04-01T10:00Z
    /// acknowledged_at: 2026-04-01T10:15Z
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct the times, or look at the rota and the paging.
    ///
    /// ## When to turn it off
    /// If acknowledgement is not recorded where you work.
    "response-acknowledged-late", Note, Mending::None("what happened cannot be mended afterwards"),
    { English => "the incident was acknowledged later than its level allows", Japanese => "対応開始がレベルの定める時間より遅い" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    late(&RULE.about, case, ACKNOWLEDGED, |language| match language {
        Language::English => "acknowledged",
        Language::Japanese => "対応開始",
    })
}
