use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;

use super::rule::{Check, SoundTable, rule};

rule! {
    /// ## What it flags
    /// A level that stands before one whose number comes first, where the numbers of most run the other way: `P1`, `P3`, `P2`, `P4`.
    ///
    /// ## Why
    /// The first level whose criteria are met is the level of an incident. One that stands too early takes incidents of the other,
    /// and those who declared that one are told that they understated.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - id: SEV-3
    ///     criteria: [{ when: { users_affected_pct: at least 1% } }]
    ///   - id: SEV-2
    ///     criteria: [{ when: { users_affected_pct: at least 10% } }]
    ///   - { id: SEV-4, otherwise: true }
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
    ///   - id: SEV-3
    ///     criteria: [{ when: { users_affected_pct: at least 1% } }]
    ///   - { id: SEV-4, otherwise: true }
    /// ~~~
    ///
    /// ## How to settle it
    /// Let the two change places, or give them the numbers of where they stand.
    ///
    /// ## When to turn it off
    /// If the numbers of your levels say something else than how severe they are.
    "table-order-mixed", Warning, Mending::None("only you know which of the two is more severe"),
    { English => "two levels stand the other way round than their numbers", Japanese => "2 つのレベルが番号と逆の順に並んでいる" },
    Check::SoundTable(check)
}

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    let Some((first, second)) = sound.flaws.swapped else { return vec![] };
    let (early, late) = (sound.level(first), sound.level(second));
    let (message, here, there, help) = match sound.language {
        Language::English => (
            format!("{early} stands before {late}, so it is taken for the more severe of the two"),
            "stands first",
            "stands behind it",
            format!(
                "let {late} stand before {early}, if it is the more severe one; if not, let them change numbers"
            ),
        ),
        Language::Japanese => (
            format!("{early} が {late} より前にあるため、{early} のほうが重いとみなされる"),
            "先にある",
            "後にある",
            format!("{late} のほうが重ければ {early} より前に書く。そうでなければ番号を入れ替える"),
        ),
    };
    let finding = Diagnostic::new(&RULE.about, sound.here(sound.level_place(first), here), message);
    vec![finding.because(sound.here(sound.level_place(second), there)).help(help).about_subject("levels")]
}
