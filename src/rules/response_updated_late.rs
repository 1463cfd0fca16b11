use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;

use super::rule::{Case, Check, rule};
use super::shared::lateness::{UPDATED, late};

rule! {
    /// ## What it flags
    /// A first update that came later after the detection than `first_update_within` of the level allows. The level is the most severe
    /// one the incident ever had. Under `cover: business-hours` a deadline in hours or minutes is counted in business
    /// days of eight hours, since nobody says which hours those are; one in days or weeks, as `2 days`, runs through nights and
    /// weekends.
    /// Not of what its title or the name of the file calls planned, scheduled, announced or maintenance.
    ///
    /// ## Why
    /// Customers who hear nothing open tickets, and trust less what they hear later.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { cover: around-the-clock, first_update_within: 30m } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// detected_at: 2026-04-01T10:00Z
    /// first_update_at: 2026-04-01T11:10Z
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { cover: around-the-clock, first_update_within: 30m } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// detected_at: 2026-04-01T10:00Z
    /// first_update_at: 2026-04-01T10:25Z
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct the times, or agree with customer support who writes the first update.
    ///
    /// ## When to turn it off
    /// If updates are recorded elsewhere.
    "response-updated-late", Note, Mending::None("what happened cannot be mended afterwards"),
    { English => "those affected were told later than the level allows", Japanese => "影響を受けた人への初報がレベルの定める時間より遅い" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    late(&RULE.about, case, UPDATED, |language| match language {
        Language::English => "first update",
        Language::Japanese => "初報",
    })
}
