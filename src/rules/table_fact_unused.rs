use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::table::flaw::facts::unused;

use super::rule::{Check, SoundTable, rule};

rule! {
    /// ## What it flags
    /// A fact that the table declares, that no criterion asks for, and that nothing requires.
    ///
    /// ## Why
    /// Authors are asked for it, and whatever they answer changes nothing. Often a criterion was meant to use it.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts:
    ///   users_affected_pct: { kind: percent }
    ///   data_loss: { kind: boolean }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts:
    ///   users_affected_pct: { kind: percent }
    ///   data_loss: { kind: boolean }
    /// requires: { fields: [data_loss] }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    ///
    /// ## How to settle it
    /// Take the fact out, use it in a criterion, or require it if it is wanted for the record.
    ///
    /// ## When to turn it off
    /// If facts are gathered before they are used.
    "table-fact-unused", Note, Mending::None("the fact may be wanted for another reason"),
    { English => "a declared fact decides nothing", Japanese => "何も決めない事実が定義されている" },
    Check::SoundTable(check)
}

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    let finding = |fact: usize| {
        let fact = sound.table.facts.get(fact)?;
        let name = &fact.name;
        let (message, here, help) = match sound.language {
            Language::English => (
                format!("no criterion asks for `{name}`, and nothing requires it"),
                "declared here",
                "take it out, or use it in a criterion or under `requires`",
            ),
            Language::Japanese => (
                format!("`{name}` はどの基準にも `requires` にも使われていない"),
                "ここで定義",
                "取り除くか、基準または `requires` で使う",
            ),
        };
        let place = sound.here(fact.span?, here);
        Some(Diagnostic::new(&RULE.about, place, message).help(help).about_subject(name.as_str()))
    };
    unused(sound.table).into_iter().filter_map(finding).collect()
}
