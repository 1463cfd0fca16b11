use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::table::flaw::response::missing;

use super::rule::{Check, SoundTable, rule};

rule! {
    /// ## What it flags
    /// A level without a `response`, in a table in which other levels have one. A table that says nothing of responses is left
    /// alone.
    ///
    /// ## Why
    /// A level is worth having for what it sets in motion: who is told, in or out of business hours, how soon.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     response: { cover: around-the-clock, notify: [executives] }
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     response: { cover: around-the-clock, notify: [executives] }
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - { id: SEV-2, otherwise: true, response: { cover: business-hours } }
    /// ~~~
    ///
    /// ## How to settle it
    /// Write the response, if only `cover: business-hours` or `priority: with other work`.
    ///
    /// ## When to turn it off
    /// If milder levels call for nothing on purpose, and everybody knows.
    "table-response-missing", Warning, Mending::None("the team has to agree on it"),
    { English => "a level does not say what it calls for", Japanese => "求める対応が書かれていないレベルがある" },
    Check::SoundTable(check)
}

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    let finding = |level: usize| {
        let id = sound.level(level);
        let (message, here, help) = match sound.language {
            Language::English => (
                format!("{id} does not say what it calls for, and other levels do"),
                "no `response`",
                "say who is told, and when: `response: { cover: business-hours, notify: [support] }`",
            ),
            Language::Japanese => (
                format!("ほかのレベルには対応が書かれているが、`{id}` には書かれていない"),
                "`response` がない",
                "誰にいつ知らせるかを書く: `response: { cover: business-hours, notify: [support] }`",
            ),
        };
        let place = sound.here(sound.level_place(level), here);
        Diagnostic::new(&RULE.about, place, message).help(help).about_subject(id)
    };
    missing(sound.table).into_iter().map(finding).collect()
}
