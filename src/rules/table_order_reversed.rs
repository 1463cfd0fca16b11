use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;

use super::rule::{Check, SoundTable, rule};

rule! {
    /// ## What it flags
    /// A table whose levels stand mildest first: its words say so (`Low`, `Medium`, `High`), or its numbers fall (`SEV-3`, `SEV-2`,
    /// `SEV-1`) and the first level takes what is left, or facts get worse while the level gets milder. What other rules would
    /// say of such criteria is left out, and no level is declared by `--unsafe-fixes`, until that is settled.
    ///
    /// ## Why
    /// The first level whose criteria are met is the level of an incident, so the most severe one comes first. The other way round,
    /// nearly everything that is declared is found to be understated.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - { id: SEV-3, otherwise: true }
    ///   - id: SEV-2
    ///     criteria: [{ when: { users_affected_pct: at least 10% } }]
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - id: SEV-2
    ///     criteria: [{ when: { users_affected_pct: at least 10% } }]
    ///   - { id: SEV-3, otherwise: true }
    /// ~~~
    ///
    /// ## How to settle it
    /// Write the levels in the other order. If 1 is the mildest level of yours, the one with the greatest number comes first.
    ///
    /// ## When to turn it off
    /// If the words mean the opposite to you.
    "table-order-reversed", Error, Mending::None("the levels have to be written in the other order"),
    { English => "the levels stand mildest first", Japanese => "レベルが軽い順に並んでいる" },
    Check::SoundTable(check)
}

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    if !sound.flaws.is_reversed {
        return vec![];
    }
    let last = sound.table.levels.len().saturating_sub(1);
    let (first_id, last_id) = (sound.level(0), sound.level(last));
    let (message, here, there, help) = match sound.language {
        Language::English => (
            "the levels stand mildest first; the most severe comes first",
            "taken for the most severe",
            "taken for the mildest",
            format!("write the levels in the other order, from {last_id} to {first_id}"),
        ),
        Language::Japanese => (
            "レベルが軽い順に並んでいる。最も重いレベルを先頭に書く",
            "最も重いレベルとして扱われる",
            "最も軽いレベルとして扱われる",
            format!("レベルを逆の順に、`{last_id}` から `{first_id}` へと書く"),
        ),
    };
    let place = sound.here(sound.level_place(0), here);
    let finding = Diagnostic::new(&RULE.about, place, message);
    vec![finding.because(sound.here(sound.level_place(last), there)).help(help).about_subject("levels")]
}
