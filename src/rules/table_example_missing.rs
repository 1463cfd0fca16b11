use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::table::level::Level;

use super::rule::{Check, SoundTable, rule};

rule! {
    /// ## What it flags
    /// A level without an example, in a table in which other levels have one. A table without examples is left alone.
    ///
    /// ## Why
    /// People compare with what they remember before they read criteria. And examples are tests: each must come out at its level.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///     examples: [{ says: Nobody could sign in, facts: { users_affected_pct: 100% } }]
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///     examples: [{ says: Nobody could sign in, facts: { users_affected_pct: 100% } }]
    ///   - id: SEV-2
    ///     otherwise: true
    ///     examples: [{ says: A report came late, facts: { users_affected_pct: 1% } }]
    /// ~~~
    ///
    /// ## How to settle it
    /// Add an incident of that level: a postmortem of the repository (`incident: PATH`), or what it was like (`facts`).
    ///
    /// ## When to turn it off
    /// If there has not been an incident of each level yet.
    "table-example-missing", Note, Mending::None("only the team knows one"),
    { English => "a level has no example", Japanese => "例のないレベルがある" },
    Check::SoundTable(check)
}

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    let levels = &sound.table.levels;
    if levels.iter().all(|level| level.examples.is_empty()) {
        return vec![];
    }
    let without = levels.iter().filter(|level| level.examples.is_empty());
    let finding = |level: &Level| {
        let id = &level.id.text;
        let (message, here, help) = match sound.language {
            Language::English => (
                format!("{id} has no example, and other levels have"),
                "no `examples`",
                "add an incident that people remember: `examples: [{ says: …, incident: PATH }]`",
            ),
            Language::Japanese => (
                format!("ほかのレベルには例があるが、`{id}` には例がない"),
                "`examples` がない",
                "皆が覚えているインシデントを書き足す: `examples: [{ says: …, incident: PATH }]`",
            ),
        };
        let place = sound.here(level.id.span, here);
        Diagnostic::new(&RULE.about, place, message).help(help).about_subject(id.as_str())
    };
    without.map(finding).collect()
}
